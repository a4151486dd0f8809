"""Every name of the naming packs says why it is a choice, by a source that its head gives in full."""

from __future__ import annotations

import re

import pytest

from bias.features.naming import ANCHOR
from bias.lexicon import IGNORE, Entry, Lexicon, available, embedded

#: The invented packs of the teaching corpus have no users but the corpus and cite nothing.
TEACHING = "naming-teaching-en"
PACKS = [name for name in available() if name.startswith("naming-") and name != TEACHING]
KEY = re.compile(r"\[([A-Za-z0-9]+)\]")
EVERY_PACK = pytest.mark.parametrize("name", PACKS)


def names(lexicon: Lexicon) -> list[Entry]:
    """The entries that name a concept."""
    return [entry for entry in lexicon.entries if entry.category not in (ANCHOR, IGNORE)]


def concepts(lexicon: Lexicon) -> set[str]:
    """The concepts of a pack."""
    return {entry.category.partition("/")[0] for entry in names(lexicon)}


@EVERY_PACK
def test_every_name_cites_a_source_that_the_head_gives(name: str) -> None:
    lexicon = embedded(name)
    assert [entry.term for entry in names(lexicon) if not set(KEY.findall(entry.note)) & set(lexicon.references)] == []


@EVERY_PACK
def test_every_source_of_the_head_is_cited(name: str) -> None:
    lexicon = embedded(name)
    cited = {key for entry in lexicon.entries for key in KEY.findall(entry.note)}
    assert set(lexicon.references) == cited


@EVERY_PACK
def test_every_source_says_when_it_appeared_or_that_it_stands(name: str) -> None:
    undated = {key for key, text in embedded(name).references.items() if not re.search(r"\b(1[89]|20)\d\d\b", text)}
    assert undated <= {"Guardian"}


@EVERY_PACK
def test_every_note_says_more_than_where_it_is_cited_from(name: str) -> None:
    assert [entry.term for entry in names(embedded(name)) if not KEY.sub("", entry.note).strip(" ;")] == []


@EVERY_PACK
def test_most_names_cite_more_than_the_general_work_on_naming(name: str) -> None:
    entries = names(embedded(name))
    general = [entry for entry in entries if {key.lower() for key in KEY.findall(entry.note)} == {"hamborg2019"}]
    assert len(general) < 0.3 * len(entries)


def test_the_packs_hold_the_concepts_that_were_promised() -> None:
    assert sum(len(concepts(embedded(name))) for name in PACKS) >= 200
    assert len(concepts(embedded("naming-russia-ukraine-en"))) >= 40


def test_no_matter_of_american_news_stands_in_two_packs() -> None:
    lists = {name: {entry.term for entry in names(embedded(name)) if entry.weight == 1} for name in PACKS}
    both = {term for one in PACKS for other in PACKS if one < other for term in lists[one] & lists[other]}
    assert both & {"migrant caravan", "white supremacist", "white supremacists", "neo nazi", "neo nazis"} == set()
