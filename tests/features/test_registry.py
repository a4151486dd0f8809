"""Word lists of a user's own join the groups, unless what they are called is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bias.errors import LexiconError
from bias.features import english_vocabulary, groups, with_lexicons
from bias.lexicon import embedded
from bias.tokens import tokenise


def test_a_list_becomes_a_group_and_a_pack_joins_the_naming() -> None:
    mine = replace(embedded("hedges-en"), id="mine")
    pack = replace(embedded("naming-teaching-en"), id="naming-mine-en")
    joined = {group.name: group for group in with_lexicons(groups(), [mine, pack])}
    assert set(joined) - {group.name for group in groups()} == {"mine"}
    assert "naming-mine-en" in joined["naming"].info[0].lexicons


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("loaded", "is called so; give the list another id"),
        ("naming-climate-en", "is called so; give the list another id"),
        ("sides-mine-en", "sides come with the program"),
    ],
)
def test_an_id_that_is_taken_is_an_error_that_says_what_to_do(name: str, says: str) -> None:
    with pytest.raises(LexiconError, match=f"{name}: .*{says}"):
        with_lexicons(groups(), [replace(embedded("hedges-en"), id=name)])


def test_a_name_that_two_packs_have_is_counted_once_as_a_place() -> None:
    pack = replace(embedded("naming-teaching-en"), id="naming-mine-en")
    texts = ["Norvane spoke of a protective mission in the Lenn Valley. " * 9]
    tokens = tokenise(texts, english_vocabulary())
    once, twice = (
        next(group for group in known if group.name == "naming")
        for known in (groups(), with_lexicons(groups(), [pack]))
    )
    names = "naming.names_own"
    assert once.measure(tokens)[names].equals(twice.measure(tokens)[names])
    assert not twice.evidence(tokens, 0).duplicated(["feature", "start"]).any()
