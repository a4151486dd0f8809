"""Parts of sentences that can each state a fact, and the words that say which.

News packs several facts into a sentence ("two shells hit the market, killing 14 people and wounding 31"), and another
outlet gives each in a sentence of its own or leaves one out. A passage is therefore a sentence or a part of it: it
begins at a clause, or at a word that joins clauses, where both what stands before it in the sentence and the part
itself have at least `LEAST_WORDS` content words.

Words are compared by their stems. A number from ten up counts the same in letters and in digits. A name that a
naming pack lists counts as the concept that it names, so that what is called otherwise is not taken for something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from bias.features.naming import GROUP, Naming
from bias.lexicon import embedded
from bias.tokens import Tokens, Vocabulary
from bias.tokens.numbering import Ragged

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: Fewest content words of a passage, and of what stands before it in its sentence.
LEAST_WORDS = 4
_JOINING = frozenset(["and", "but", "while", "which", "who", "when", "because"])
#: Numbers in letters, from ten up; smaller ones are written in letters by all and say little.
_IN_DIGITS = {
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}


@dataclass(frozen=True, eq=False)
class Passages:
    """The passages of some articles, in the articles' order.

    Attributes
    ----------
    article
        Row of each passage's article.
    sentence
        Number of its sentence; the sentences of an article follow each other.
    start, end
        Character offsets in the article's text.
    first
        Where the words of each passage begin in `word`, and at last how many there are.
    word
        Numbers of the distinct content words of each passage, growing within it.
    is_number
        For each word number whether it is a figure.
    """

    article: Ints
    sentence: Ints
    start: Ints
    end: Ints
    first: Ints
    word: Ints
    is_number: Bools

    def __len__(self) -> int:
        return len(self.article)


@dataclass(eq=False)
class PassageCollector:
    """Takes the passages from batches that share a vocabulary.

    Attributes
    ----------
    vocabulary
        Of all batches.
    naming
        The group whose packs say which names name one concept.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> collector = PassageCollector(Vocabulary())
    >>> text = "Two shells hit the market of Haldon on Friday, killing 14 men and wounding 31 children of the town."
    >>> collector.add(tokenise([text], collector.vocabulary))
    >>> passages = collector.passages()
    >>> [text[start:end] for start, end in zip(passages.start, passages.end)]
    ['Two shells hit the market of Haldon on Friday, killing 14 men', 'and wounding 31 children of the town']
    """

    vocabulary: Vocabulary
    naming: Naming = GROUP
    _n_articles: int = 0
    _n_sentences: int = 0
    _parts: list[tuple[Ints, ...]] = field(default_factory=list)

    def add(self, tokens: Tokens) -> None:
        """Take the passages of a further batch."""
        words = self._words(tokens)
        passage, first, last = _cut(tokens, words >= 0)
        kept = words >= 0
        pairs = np.unique(np.column_stack([passage[kept], words[kept]]), axis=0)
        size = np.bincount(pairs[:, 0], minlength=len(first))
        article = tokens.article[first] + self._n_articles
        sentence = tokens.sentence[first] + self._n_sentences
        self._parts.append((article, sentence, tokens.start[first], tokens.end_of(last), size, pairs[:, 1]))
        self._n_articles += tokens.n_articles
        self._n_sentences += int(tokens.sentence[-1]) + 1 if len(tokens.sentence) else 0

    def passages(self) -> Passages:
        """The passages of all batches so far."""
        none = np.zeros(0, np.int64)
        article, sentence, start, end, size, key = (
            np.concatenate([none, *part]) for part in (zip(*self._parts, strict=True) if self._parts else [()] * 6)
        )
        distinct, word = np.unique(key, return_inverse=True)
        stems = self.vocabulary.stems.strings
        n_concepts = len(self._concepts)
        is_number = np.array([n >= n_concepts and stems[n - n_concepts][:1].isdigit() for n in distinct.tolist()], bool)
        return Passages(article, sentence, start, end, np.concatenate([[0], np.cumsum(size)]), word, is_number)

    @cached_property
    def _concepts(self) -> dict[str, int]:
        names = {concept for pack in self.naming.packs for concept in pack.concept.tolist()}
        return {name: number for number, name in enumerate(sorted(names))}

    def _words(self, tokens: Tokens) -> Ints:
        """For each word the number of its concept or, above those, of its stem; -1 for a function word."""
        vocabulary = tokens.vocabulary
        stem = vocabulary.kept(PassageCollector, lambda new: _stems(vocabulary, new))
        words = stem[tokens.term].astype(np.int64) + len(self._concepts)
        words[vocabulary.is_one_of(_function_words())[tokens.term]] = -1
        for pack in self.naming.packs:
            hits = pack.find(tokens).hits
            number = np.array([self._concepts[concept] for concept in pack.concept.tolist()])
            length = hits.last - hits.first + 1
            inside = np.repeat(hits.first - np.concatenate([[0], np.cumsum(length)])[:-1], length)
            words[inside + np.arange(length.sum())] = np.repeat(number[hits.entry], length)
        return words


@cache
def _function_words() -> frozenset[str]:
    return frozenset(entry.term for entry in embedded("function-words-en").entries)


def _stems(vocabulary: Vocabulary, new: Ragged) -> NDArray[np.int32]:
    """Stems of new terms, numbers as digits without separators."""
    stem = vocabulary.stem_of_term()[len(vocabulary.terms) - len(new.lengths) :].copy()
    for row, term in enumerate(new.strings()):
        figure = _IN_DIGITS.get(term) or (term.replace(",", "") if term[:1].isdigit() else None)
        if figure is not None:
            stem[row] = vocabulary.stems.of([figure])[0]
    return stem


def _cut(tokens: Tokens, is_content: Bools) -> tuple[Ints, Ints, Ints]:
    """For each word its passage, and the first and last word of each passage."""
    n = len(tokens.term)
    opens_sentence, opens_piece = np.zeros((2, n), bool)
    opens_sentence[tokens.sentence_bounds[:-1]] = True
    opens_piece[tokens.clause_bounds[:-1]] = True
    opens_piece |= opens_sentence | tokens.vocabulary.is_one_of(_JOINING)[tokens.term]
    piece = np.flatnonzero(opens_piece)
    before = np.concatenate([[0], np.cumsum(is_content)])
    size = np.diff(before[np.append(piece, n)])
    earlier = before[piece] - before[tokens.sentence_bounds[tokens.sentence[piece]]]
    begins = piece[opens_sentence[piece] | ((size >= LEAST_WORDS) & (earlier >= LEAST_WORDS))]
    passage = np.zeros(n, np.int64)
    passage[begins] = 1
    return np.cumsum(passage) - 1, begins, np.append(begins, n)[1:] - 1
