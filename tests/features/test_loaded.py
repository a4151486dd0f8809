"""Loaded words, their strength, and what denies them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bias.features import english_vocabulary
from bias.features.loaded import GROUP
from bias.lexicon import embedded
from bias.tokens import tokenise

FILLER = "The column of lorries went along the river to the next town and came back before it was dark. " * 4


def rates(text: str) -> dict[str, float]:
    return GROUP.measure(tokenise([FILLER + text], english_vocabulary())).iloc[0].to_dict()


def test_a_denied_judgement_does_not_count() -> None:
    assert rates("It was brutal.")["loaded.words_own"] > 0
    assert rates("It was not brutal.")["loaded.words_own"] == 0


def test_a_denied_euphemism_still_counts() -> None:
    assert rates("It was not a surgical strike.")["loaded.euphemisms_own"] > 0


def test_the_rate_is_the_sum_of_weights_by_hand() -> None:
    text = "It was barbaric and absurd."
    weights = {entry.term: entry.weight for entry in embedded("loaded-en").entries}
    n_words = len((FILLER + text).split())
    expected = 1000 * (weights["barbaric"] + weights["absurd"]) / n_words
    assert rates(text)["loaded.words_own"] == pytest.approx(expected)


def test_intensity_is_the_mean_weight_and_needs_three_words() -> None:
    weights = {entry.term: entry.weight for entry in embedded("loaded-en").entries}
    three = ("barbaric", "absurd", "controversial")
    measured = rates("It was barbaric and absurd and controversial.")["loaded.intensity_own"]
    assert measured == pytest.approx(np.mean([weights[word] for word in three]))
    assert np.isnan(rates("It was barbaric and absurd.")["loaded.intensity_own"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He called them savages.", "demonising"),
        ("It was a heartbreaking day.", "emotive"),
        ("The plan is absurd.", "evaluative"),
        ("It spoke of collateral damage.", "euphemisms"),
        ("It was utterly dark.", "intensifiers"),
    ],
)
def test_each_kind_is_told_apart(text: str, kind: str) -> None:
    found = {name for name, value in rates(text).items() if value > 0}
    assert found == {"loaded.words_own", f"loaded.{kind}_own"}


def test_no_entry_is_listed_twice_in_another_case() -> None:
    terms = [entry.term.casefold() for entry in embedded("loaded-en").entries]
    assert len(terms) == len(set(terms))


def test_density_finds_sentences_that_annotators_marked(shared: Callable[[str], Path]) -> None:
    from tests.benchmarks.loaded import measured

    assert measured(shared("basil") / "basil.jsonl")["auc"] >= 0.70
