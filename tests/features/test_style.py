"""Readability against worked examples that are published."""

from __future__ import annotations

import pytest

from bias.features import english_vocabulary
from bias.features.style import GROUP
from bias.tokens import tokenise


@pytest.mark.parametrize(
    ("sentence", "ease"),
    [
        ("The cat sat on the mat. ", 116.145),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature. ", 37.455),
    ],
)
def test_reading_ease_of_two_sentences_whose_score_is_published(sentence: str, ease: float) -> None:
    measured = GROUP.measure(tokenise([sentence * 10], english_vocabulary()))
    assert measured["style.reading_ease"][0] == pytest.approx(ease, abs=0.001)
