"""Fingerprints: the same in any batch, and always one for a passage that two articles share."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bias.tokens import Vocabulary, tokenise
from bias.tokens.shingles import RUN, WINDOW, Sketcher, winnowed
from tests.tokens.strategies import batches

words = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), max_size=25)
NONE = 0xFFFFFFFF


def prints(texts: list[str], size: int, vocabulary: Vocabulary) -> list[list[int]]:
    sketcher = Sketcher()
    for begin in range(0, len(texts), size):
        sketcher.add(tokenise(texts[begin : begin + size], vocabulary))
    sketches = sketcher.sketches()
    assert sketches.n_articles == len(texts)
    return [part.tolist() for part in np.split(sketches.prints, sketches.bounds[1:-1])][: len(texts)]


@settings(max_examples=30)
@given(batches)
def test_fingerprints_are_the_same_in_any_batch_any_order_and_any_vocabulary(texts: list[str]) -> None:
    known = Vocabulary()
    tokenise(["words that were met before"], known)
    together = prints(texts, max(len(texts), 1), Vocabulary())
    assert prints(texts, 1, known) == together
    assert prints(texts[::-1], 2, Vocabulary())[::-1] == together


@settings(max_examples=40)
@given(words, words, words, words, words)
def test_articles_with_a_long_enough_passage_in_common_share_a_fingerprint(
    before: list[str], behind: list[str], other_before: list[str], other_behind: list[str], passage: list[str]
) -> None:
    passage = [*passage, *["p", "q", "r", "s", "t", "u", "v"]]
    assert len(passage) >= RUN + WINDOW - 1
    texts = [" ".join([*before, *passage, *behind]), " ".join([*other_before, *passage, *other_behind])]
    first, second = prints(texts, 2, Vocabulary())
    assert set(first) & set(second)


@given(st.lists(st.integers(0, 40) | st.just(NONE), max_size=40))
def test_those_kept_are_the_least_of_some_window(values: list[int]) -> None:
    row = np.array(values, np.uint32)
    padded = [NONE] * (WINDOW - 1) + values + [NONE] * (WINDOW - 1)
    windows = [padded[at : at + WINDOW] for at in range(len(values) + WINDOW - 1)]
    expected = [
        value != NONE and any(value == min(window) for window in windows[at : at + WINDOW])
        for at, value in enumerate(values)
    ]
    assert winnowed(row).tolist() == expected


def test_case_and_marks_make_no_difference_and_the_order_of_words_does() -> None:
    texts = ["The bridge — fell, at dawn.", "THE BRIDGE fell at dawn", "At dawn the bridge fell"]
    first, second, third = prints(texts, 3, Vocabulary())
    assert first == second
    assert not set(first) & set(third)


def test_a_text_without_a_run_has_no_fingerprint() -> None:
    assert prints(["", "one two three", "one two three four"], 3, Vocabulary())[:2] == [[], []]


def test_two_fifths_of_the_runs_are_kept() -> None:
    text = " ".join(f"w{number}" for number in np.random.default_rng(0).integers(0, 3_000, 20_000))
    kept = prints([text], 1, Vocabulary())[0]
    assert 0.38 < len(kept) / 20_000 < 0.42
