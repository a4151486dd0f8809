"""Moral vocabulary by foundation."""

from __future__ import annotations

import pytest

from bias.features import english_vocabulary
from bias.features.morality import GROUP
from bias.lexicon import IGNORE, embedded
from bias.tokens import tokenise

FILLER = "The column of lorries went along the river to the next town and came back before it was dark. " * 4


def rates(text: str) -> dict[str, float]:
    return GROUP.measure(tokenise([FILLER + text], english_vocabulary())).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("They sheltered the children.", "virtue care care_virtue"),
        ("The cruelty went on.", "vice care"),
        ("It was a matter of fairness.", "virtue fairness_virtue"),
        ("The count was rigged.", "vice fairness_vice"),
        ("They swore allegiance.", "virtue"),
        ("He was called a traitor.", "vice"),
        ("She obeyed.", "virtue authority"),
        ("A mob brought anarchy.", "vice authority"),
        ("The place is sacred.", "virtue sanctity"),
        ("The grave was a desecration.", "vice sanctity"),
        ("They asked for freedom.", "virtue liberty_virtue"),
        ("It ended in tyranny.", "vice liberty_vice"),
    ],
)
def test_a_word_counts_for_its_foundation_and_pole_alone(text: str, features: str) -> None:
    found = {name for name, value in rates(text).items() if value > 0}
    assert found == {f"morality.{name}_own" for name in features.split()}


def test_a_denied_virtue_does_not_count_and_unfair_is_a_vice() -> None:
    assert rates("The vote was not fair.")["morality.fairness_virtue_own"] == 0
    unfair = rates("The vote was unfair.")
    assert unfair["morality.fairness_vice_own"] > 0
    assert unfair["morality.fairness_virtue_own"] == 0


def test_names_of_institutions_are_no_morals() -> None:
    measured = rates("The justice department and the environmental protection agency wrote to the chief justice.")
    assert measured["morality.virtue_own"] == 0


def test_every_foundation_has_both_poles_with_words_enough() -> None:
    lexicon = embedded("morality-en")
    assert len(lexicon.categories) == 12
    assert min(len(lexicon.terms(category)) for category in lexicon.categories) >= 40
    assert all(entry.weight == 1 for entry in lexicon.entries if entry.category != IGNORE)
