"""The packs on Russia and Ukraine, Israel and the Palestinians, Iran and Latin America, and the list of sides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bias.features import english_vocabulary
from bias.features.naming import ANCHOR, Pack
from bias.features.rates import Finder
from bias.lexicon import IGNORE, Lexicon, embedded
from bias.tokens import tokenise

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "naming_a.jsonl").read_text("utf-8").splitlines()
]
PACKS = ["russia-ukraine", "israel-palestine", "iran", "latin-america"]
EVERY_PACK = pytest.mark.parametrize("name", PACKS)


def concepts(lexicon: Lexicon) -> dict[str, set[str]]:
    """The variants of each concept."""
    found: dict[str, set[str]] = {}
    for entry in lexicon.entries:
        concept, _, variant = entry.category.partition("/")
        if concept not in (ANCHOR, IGNORE):
            found.setdefault(concept, set()).add(variant or entry.term)
    return found


def names_in(text: str, matters: set[str]) -> set[str]:
    """The names that the packs on some matters find, as ``concept = variant``."""
    tokens = tokenise([text], english_vocabulary())
    found = set()
    for matter in matters:
        pack = Pack(embedded(f"naming-{matter}-en"))
        entries = pack.find(tokens).hits.entry
        found |= {f"{pack.concept[entry]} = {pack.variant[entry]}" for entry in entries}
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_has_the_names_that_a_reader_sees_and_no_other(case: dict[str, list[str] | str]) -> None:
    named = set(case["names"])
    matters = {name.split("/")[0] for name in named} or set(PACKS)
    assert names_in(str(case["text"]), matters) == named


@EVERY_PACK
def test_every_concept_has_rival_names_and_every_name_a_citation(name: str) -> None:
    lexicon = embedded(f"naming-{name}-en")
    assert min(map(len, concepts(lexicon).values())) >= 2
    names = [entry for entry in lexicon.entries if entry.category not in (ANCHOR, IGNORE)]
    assert [entry.term for entry in names if not entry.note.endswith("]")] == []


def test_the_new_packs_add_the_concepts_that_were_promised() -> None:
    assert sum(len(concepts(embedded(f"naming-{name}-en"))) for name in PACKS[1:]) >= 75


def test_every_country_at_war_has_the_same_kinds_of_names() -> None:
    lexicon = embedded("sides-en")
    kinds = {"country", "people", "capital", "organ", "army", "leader", "official"}
    for party in ("russia", "ukraine", "israel", "palestinians", "iran", "usa", "china", "taiwan", "venezuela"):
        has = {entry.note for entry in lexicon.entries if entry.category == party}
        assert kinds - has <= ({"leader"} if party == "usa" else set()), party


def test_the_two_parties_of_the_united_states_have_the_same_kinds_of_names() -> None:
    lexicon = embedded("sides-en")
    counts = [sum(entry.category == party for entry in lexicon.entries) for party in ("democrats", "republicans")]
    assert max(counts) < 1.25 * min(counts)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Kremlin said no.", "russia"),
        ("Officials in Kyiv and Kiev agreed.", "ukraine"),
        ("The US sent help to us.", "usa"),
        ("U.S. troops left.", "usa"),
        ("The IDF spoke.", "israel"),
        ("Xi Jinping arrived.", "china"),
        ("Senator Mitch McConnell objected.", "republicans"),
        ("Nancy Pelosi objected.", "democrats"),
        ("They gave us a ride past the Washington Post.", None),
    ],
)
def test_a_name_has_the_side_it_belongs_to(text: str, party: str | None) -> None:
    finder = Finder(embedded("sides-en"))
    found = finder.find(tokenise([text], english_vocabulary()))
    assert {finder.categories[number] for number in found.category} == ({party} if party else set())


def test_every_name_of_a_side_is_found_in_a_sentence_made_of_it() -> None:
    lexicon = embedded("sides-en")
    entries = [entry for entry in lexicon.entries if entry.category != IGNORE]
    finder = Finder(lexicon)
    found = finder.find(tokenise([f"Then {entry.term} came." for entry in entries], english_vocabulary()))
    hits = {lexicon.entries[entry].term for entry in found.hits.entry}
    assert {entry.term for entry in entries} <= hits
