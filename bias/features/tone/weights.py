"""The learned part of tone: a weight for each word in each zone around a mention, and for each kind of pair.

Two sums are learned, one for *negative* and one for *positive*, each against *neutral*; a softmax makes probabilities
of them. The weights are whole numbers, thousandths, so that sums of them are the same in any batch. They stand in
``weights.json``; ``weights.md`` says from what they were learned and how to learn them again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bias.features.tone.context import SINGULAR, Surroundings, canonical
from bias.tokens import Vocabulary
from bias.tokens.numbering import Hasher, Numbering, Ragged

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
FILE = Path(__file__).with_name("weights.json")
#: The parts of a word's weights: anywhere in the sentence, right before the mention, right behind it.
PARTS = ("sentence", "right before", "right behind")
OUTCOMES = ("negative", "positive")
_UNIT = 1000.0


class WordNumbers:
    """Numbers of some words by the terms of a vocabulary.

    Parameters
    ----------
    words
        In the order of their numbers, as ``canonical`` writes them.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        number = {word: at for at, word in enumerate(words)}
        spelled = {form: number[canonical(form)] for form in (*words, *SINGULAR) if canonical(form) in number}
        self._spellings = Numbering(Hasher())
        self._spellings.of(list(spelled))
        self._of_spelling = np.array([*spelled.values(), len(words)], np.int64)
        self._digits = number.get(canonical("0"), len(words))

    def of_terms(self, vocabulary: Vocabulary) -> Ints:
        """For each term its word's number; how many words there are where it is none of them."""
        return vocabulary.kept(self, lambda new: self._numbers(vocabulary, new))

    def _numbers(self, vocabulary: Vocabulary, new: Ragged) -> Ints:
        at = slice(len(vocabulary.terms) - len(new.lengths), None)
        numbers = self._of_spelling[self._spellings.of_hashes(vocabulary.terms.hashes()[at])]
        return np.where(vocabulary.is_number()[at] & (numbers == len(self.words)), self._digits, numbers)


class ToneWeights:
    """Weights that turn surroundings into tone.

    Parameters
    ----------
    words
        The words that have weights.
    of_words
        Thousandths, shape (words, parts, outcomes).
    of_pairs
        Thousandths, shape (kinds of pairs, outcomes).
    base
        Thousandths that every mention has, shape (outcomes,).
    """

    def __init__(self, words: Sequence[str], of_words: Ints, of_pairs: Ints, base: Ints) -> None:
        self.numbers = WordNumbers(words)
        padded = np.concatenate([of_words, np.zeros((1, *of_words.shape[1:]), np.int64)])
        self._of_words = np.ascontiguousarray(padded.transpose(2, 1, 0), np.int32)
        self._of_pairs, self._base = of_pairs, base

    def probabilities(self, around: Surroundings) -> Floats:
        """How likely each mention is negative, neutral and positive, shape (mentions, 3)."""
        begin, end = around.zones
        word = self.numbers.of_terms(around.tokens.vocabulary)[around.tokens.term[around.at]]
        pairs, n = around.pairs, len(around.mentions)
        ahead, behind = (np.maximum(end[:, zone] - begin[:, zone], 0) for zone in (2, 3))
        length = np.sqrt(np.maximum(ahead + behind, 1))
        scores = np.zeros((n, 3))
        for outcome, column in enumerate((0, 2)):
            sums = [_running(self._of_words[outcome, part][word]) for part in range(len(PARTS))]
            sentence = sum(sums[0][end[:, zone]] - sums[0][begin[:, zone]] for zone in (2, 3))
            near = sum(sums[1 + zone][end[:, zone]] - sums[1 + zone][begin[:, zone]] for zone in (0, 1))
            paired = np.bincount(pairs.mention, self._of_pairs[pairs.kind, outcome] * pairs.value, n)
            scores[:, column] = (sentence / length + near + paired + self._base[outcome]) / _UNIT
        odds = np.exp(scores - scores.max(axis=1, keepdims=True)) if n else scores
        probabilities: Floats = odds / odds.sum(axis=1, keepdims=True)
        return probabilities

    def to_json(self) -> str:
        """The weights as text, one word a line."""
        words = zip(
            self.numbers.words,
            self._of_words[:, :, :-1].transpose(2, 1, 0).reshape(-1, len(PARTS) * len(OUTCOMES)).tolist(),
            strict=True,
        )
        lines = ",\n".join(f"{json.dumps(word)}: {_plain(row)}" for word, row in words)
        base, pairs = _plain(self._base.tolist()), _plain(self._of_pairs.tolist())
        return f'{{"base": {base},\n"pairs": {pairs},\n"words": {{\n{lines}\n}}}}\n'

    @classmethod
    def from_json(cls, text: str) -> ToneWeights:
        """The weights that ``to_json`` wrote."""
        read: dict[str, Any] = json.loads(text)
        of_words = np.array(list(read["words"].values()), np.int64).reshape(-1, len(PARTS), len(OUTCOMES))
        return cls(list(read["words"]), of_words, np.array(read["pairs"], np.int64), np.array(read["base"], np.int64))


@cache
def shipped_weights() -> ToneWeights:
    """The weights that come with the package."""
    return ToneWeights.from_json(FILE.read_text("utf-8"))


def _running(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """Sum of all values before each place; a batch of a million words is far from the bounds of 32 bits."""
    sums = np.zeros(len(values) + 1, np.int32)
    np.cumsum(values, out=sums[1:])
    return sums


def _plain(values: Any) -> str:
    return json.dumps(values, separators=(",", ":"))
