"""Syllables against a list counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from bias.tokens.numbering import Ragged
from bias.tokens.syllables import syllables

CASES = Path(__file__).resolve().parents[1] / "cases" / "syllables.tsv"


def test_syllables_of_common_news_words_are_those_counted_by_hand() -> None:
    cases = pd.read_csv(CASES, sep="\t")
    assert np.mean(syllables(Ragged.of(cases.word.tolist())) == cases.syllables.to_numpy()) >= 0.95


def test_the_row_of_a_word_changes_nothing() -> None:
    words = pd.read_csv(CASES, sep="\t").word.tolist()
    alone = [int(syllables(Ragged.of([word]))[0]) for word in words]
    assert syllables(Ragged.of(words)).tolist() == alone


def test_no_words_have_no_syllables() -> None:
    assert len(syllables(Ragged.of([]))) == 0
