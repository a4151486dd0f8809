"""Moral vocabulary by foundation."""

from __future__ import annotations

import numpy as np
import pytest

from bias.features import english_vocabulary
from bias.features.morality import GROUP
from bias.lexicon import IGNORE, embedded
from bias.tokens import tokenise

FILLER = "The column of lorries went along the river to the next town and came back before it was dark. " * 4


def rates(text: str) -> dict[str, float]:
    return GROUP.measure(tokenise([FILLER + text], english_vocabulary())).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("They sheltered the children.", "morality.care_virtue_own"),
        ("The cruelty went on.", "morality.care_vice_own"),
        ("It was a matter of fairness.", "morality.fairness_virtue_own"),
        ("The count was rigged.", "morality.fairness_vice_own"),
        ("They swore allegiance.", "morality.loyalty_virtue_own"),
        ("He was called a traitor.", "morality.loyalty_vice_own"),
        ("She obeyed.", "morality.authority_virtue_own"),
        ("A mob brought anarchy.", "morality.authority_vice_own"),
        ("The place is sacred.", "morality.sanctity_own"),
        ("The grave was a desecration.", "morality.sanctity_own"),
        ("They asked for freedom.", "morality.liberty_virtue_own"),
        ("It ended in tyranny.", "morality.liberty_vice_own"),
    ],
)
def test_a_word_counts_for_its_foundation_and_pole_alone(text: str, feature: str) -> None:
    found = {name for name, value in rates(text).items() if value > 0} - {"morality.vice_own", "morality.virtue_own"}
    assert found == {feature}


def test_a_denied_virtue_does_not_count_and_unfair_is_a_vice() -> None:
    assert rates("The vote was not fair.")["morality.fairness_virtue_own"] == 0
    unfair = rates("The vote was unfair.")
    assert unfair["morality.fairness_vice_own"] > 0
    assert unfair["morality.fairness_virtue_own"] == 0


def test_the_share_of_vices_is_counted_by_hand() -> None:
    text = "There was cruelty, corruption and treason, and some mercy."
    assert rates(text)["morality.vice_share_own"] == pytest.approx(3 / 4)


def test_under_three_moral_words_there_is_no_share_of_vices() -> None:
    assert np.isnan(rates("There was cruelty and mercy.")["morality.vice_share_own"])


def test_quoted_words_count_apart() -> None:
    text = 'She said: "This is cruelty, and there was cruelty before, and there will be cruelty again, as long as '
    text += 'nobody in this town or the next one says a word about it to those who sit up there."'
    measured = rates(text)
    assert measured["morality.vice_own"] == 0
    assert measured["morality.vice_quoted"] > 0


def test_names_of_institutions_are_no_morals() -> None:
    measured = rates("The justice department and the environmental protection agency wrote to the chief justice.")
    assert measured["morality.virtue_own"] == 0


def test_every_foundation_has_both_poles_with_words_enough() -> None:
    lexicon = embedded("morality-en")
    assert len(lexicon.categories) == 12
    assert min(len(lexicon.terms(category)) for category in lexicon.categories) >= 40
    assert all(entry.weight == 1 for entry in lexicon.entries if entry.category != IGNORE)
