"""Every distinct form and gap that was seen, numbered, with what is known of it.

A text is a row of words with gaps between them (" ", ", ", a full stop and a blank line). A language has few distinct
gaps and a bounded number of forms, so whatever depends on the string alone — is it capitalised, how many syllables,
does this gap end a sentence, which quotation marks does it hold — is worked out once for each distinct string and
looked up by number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bias.tokens.characters import DIGIT, LOWER, UPPER, kinds, lower
from bias.tokens.numbering import Hasher, Hashes, Numbering, Ragged
from bias.tokens.quotation import CLIPPED, marks_of_gap
from bias.tokens.syllables import syllables

_LETTER = r"[^\W_]"
#: The words of a short string; ``characters.words`` finds the same in long ones, many times as fast.
WORD = re.compile(
    rf"({_LETTER}(?:\.(?<=[A-Z].)(?:[A-Z]\.)++"
    rf"|[0-9A-Za-z]*+{_LETTER}*+(?:['’.,](?:(?<=['’])|(?<=\d.)(?=\d)){_LETTER}++)*+))",
)
_SENTENCE_END = re.compile(r"[.!?…][\"'“”‘’«»‹›)\]]*\s")
_CLAUSE_BREAK = re.compile(r"[,;:()\[\]–—|•]|\s-\s|\n")
_CONTRACTED = frozenset(
    ["it", "that", "he", "she", "what", "who", "there", "here", "let", "where", "how", "when", "why", "this", "one"]
)
CURLY = str.maketrans("’‘", "''")
_STRAIGHT = ord("'")
_CURLED = [ord("’"), ord("‘")]
_TO_SMALL = 32
_S, _STOP = ord("s"), ord(".")


def base(term: str) -> str:
    """A possessive's noun; any other term, and a contraction with *is* or *us*, as it stands.

    Examples
    --------
    >>> [base(term) for term in ("kyiv's", "it's", "war")]
    ['kyiv', "it's", 'war']
    """
    return term[:-2] if term.endswith("'s") and term[:-2] not in _CONTRACTED else term


def stemmer() -> Callable[[str], str]:
    """The Snowball stemmer of English, imported when it is needed."""
    from nltk.stem.snowball import EnglishStemmer

    stem: Callable[[str], str] = EnglishStemmer().stem
    return stem


class Property:
    """One array over numbered strings, extended when new strings have come."""

    def __init__(self, of: Numbering, compute: Callable[[Ragged], NDArray[Any]]) -> None:
        self._of, self._compute, self._known = of, compute, 0
        self._values: NDArray[Any] | None = None

    def __call__(self) -> NDArray[Any]:
        """The value of every string so far."""
        if self._values is None or self._known < len(self._of):
            new, self._known = self._compute(self._of.since(self._known)), len(self._of)
            self._values = new if self._values is None else np.concatenate([self._values, new])
        return self._values


class _Class:
    """Some words, by their hashes, and which terms of a vocabulary are one of them."""

    def __init__(self, hashes: Hashes) -> None:
        self._unseen = hashes
        self._flags = np.zeros(0, bool)

    def flags(self, terms: Numbering) -> NDArray[np.bool_]:
        """For each term whether it is one of the words."""
        if len(self._flags) < len(terms):
            flags = np.zeros(len(terms), bool)
            flags[: len(self._flags)] = self._flags
            if len(self._unseen):
                numbers = terms.of_hashes(self._unseen)
                flags[numbers[numbers >= 0]] = True
                self._unseen = self._unseen[numbers < 0]
            self._flags = flags
        return self._flags


def _each(of: Callable[[str], Any], dtype: Any) -> Callable[[Ragged], NDArray[Any]]:
    """A property that is worked out string by string."""
    return lambda new: np.fromiter(map(of, new.strings()), dtype, len(new.lengths))


class Vocabulary:
    """The forms, terms and gaps of all batches tokenised with it.

    Numbers never change once given, so counts of several batches can be added up. A *form* is a word as written, a
    *term* is its lower-case form with straight apostrophes, a *base* is a term without a possessive's ending.

    Parameters
    ----------
    abbreviations
        Words after which a full stop does not end a sentence; one with a capital only as written.

    Examples
    --------
    >>> vocabulary = Vocabulary(["mr"])
    >>> vocabulary.forms["Kyiv"], vocabulary.forms["kyiv"], vocabulary.term_of_form().tolist()
    (0, 1, [0, 0])
    """

    def __init__(self, abbreviations: Iterable[str] = ()) -> None:
        self.hasher = Hasher()
        self.forms, self.terms, self.gaps, self.bases, self.nouns, self.stems = (
            Numbering(self.hasher) for _ in range(6)
        )
        self.space = self.gaps[" "]
        self._stops, self._clipped = Numbering(self.hasher), Numbering(self.hasher)
        self._stops.of(list(abbreviations))
        self._clipped.of(CLIPPED)
        self._kept: dict[Hashable, Property] = {}
        self._classes: dict[frozenset[str], _Class] = {}
        self.term_of_form = Property(self.forms, self._terms)
        self.form_length = Property(self.forms, lambda new: new.lengths)
        self.capitalised = Property(self.forms, lambda new: _first(new) & UPPER > 0)
        self.starts_sentence = Property(self.forms, lambda new: _first(new) & LOWER == 0)
        self.is_stop = Property(self.forms, self._is_stop)
        self.ends_in_digit = Property(self.forms, lambda new: kinds(_last(new)) & DIGIT > 0)
        self.ends_in_s = Property(self.forms, lambda new: (_last(new) | np.uint32(_TO_SMALL)) == _S)
        self.is_clipped = Property(self.forms, self._is_clipped)
        self.noun_of_form = Property(self.forms, lambda new: self._without_ending(new, self.nouns, ()))
        self.syllables = Property(self.terms, syllables)
        self.is_possessive = Property(self.terms, _is_possessive)
        self.is_number = Property(self.terms, lambda new: _first(new) & DIGIT > 0)
        self.base_of_term = Property(self.terms, lambda new: self._without_ending(new, self.bases, _CONTRACTED))
        self.stem_of_term = Property(self.terms, self._stem)
        self.gap_length = Property(self.gaps, lambda new: new.lengths)
        self.ends_sentence = Property(self.gaps, _each(lambda gap: bool(_SENTENCE_END.search(gap)), bool))
        self.ends_firmly = Property(self.gaps, _each(lambda gap: "!" in gap or "?" in gap, bool))
        self.breaks_clause = Property(self.gaps, _each(lambda gap: bool(_CLAUSE_BREAK.search(gap)), bool))
        self.breaks_paragraph = Property(self.gaps, _each(lambda gap: "\n" in gap, bool))
        self.commas = Property(self.gaps, _each(lambda gap: gap.count(","), np.int16))
        self.questions = Property(self.gaps, _each(lambda gap: "?" in gap, bool))
        self.marks = Property(self.gaps, _table_of_marks)
        self.n_marks = Property(self.gaps, _each(lambda gap: len(marks_of_gap(gap)), np.int32))

    def kept(self, key: Hashable, compute: Callable[[Ragged], NDArray[Any]]) -> NDArray[Any]:
        """A property of the terms that somebody else works out: worked out once for each term, kept under a key."""
        if key not in self._kept:
            self._kept[key] = Property(self.terms, compute)
        return self._kept[key]()

    def is_one_of(self, words: frozenset[str]) -> NDArray[np.bool_]:
        """For each term whether it is one of some words; kept until the vocabulary grows."""
        if words not in self._classes:
            row = Ragged.of(sorted(words))
            self._classes[words] = _Class(self.hasher(row.codes, row.starts, row.ends))
        return self._classes[words].flags(self.terms)

    def terms_in(self, others: Numbering, *, stemmed: bool) -> Property:
        """For each term the number that another numbering has for its base or stem; one too high where it has none."""
        own, of_term = (self.stems, self.stem_of_term) if stemmed else (self.bases, self.base_of_term)

        def numbers(new: Ragged) -> NDArray[np.int32]:
            known = of_term()[len(self.terms) - len(new.lengths) :]
            number = others.of_hashes(own.hashes()[known])
            return np.where(number < 0, len(others), number)

        return Property(self.terms, numbers)

    def _terms(self, new: Ragged) -> NDArray[np.int32]:
        """The terms of new forms; without making a string where every small letter stands alone for its capital."""
        small = lower(new.codes)
        if small is None:
            return self.terms.of([form.lower().translate(CURLY) for form in new.strings()])
        return self.terms.stretches(small, new.starts, new.ends)

    def _is_stop(self, new: Ragged) -> NDArray[np.bool_]:
        known, n_new = self._stops.hashes(), len(new.lengths)
        terms = self.term_of_form()[len(self.forms) - n_new :]
        listed = np.isin(self.forms.hashes()[-n_new:] if n_new else known[:0], known)
        listed |= np.isin(self.terms.hashes()[terms], known)
        initial = (new.lengths == 1) & (_first(new) & UPPER > 0)
        found: NDArray[np.bool_] = listed | initial | (_last(new) == _STOP)
        return found

    def _without_ending(self, new: Ragged, numbering: Numbering, kept: Iterable[str]) -> NDArray[np.int32]:
        """Numbers of the strings without the ending of a possessive, but for the kept ones."""
        ends, shorter = new.ends.copy(), np.flatnonzero(_is_possessive(new))
        bare = self.hasher(new.codes, new.starts[shorter], ends[shorter] - 2)
        words = Ragged.of(sorted(kept))
        ends[shorter[~np.isin(bare, self.hasher(words.codes, words.starts, words.ends))]] -= 2
        return numbering.stretches(new.codes, new.starts, ends)

    def _is_clipped(self, new: Ragged) -> NDArray[np.bool_]:
        terms = self.term_of_form()[len(self.forms) - len(new.lengths) :]
        return np.isin(self.terms.hashes()[terms], self._clipped.hashes())

    def _stem(self, new: Ragged) -> NDArray[np.int32]:
        strings = new.strings()
        return self.stems.of(list(map(stemmer(), strings))) if strings else np.zeros(0, np.int32)


def _table_of_marks(new: Ragged) -> NDArray[np.int32]:
    """The marks of all gaps in a row: what each does, where it stands, whether it is angled and doubtful."""
    return np.array([mark for gap in new.strings() for mark in marks_of_gap(gap)], np.int32).reshape(-1, 4)


def _first(new: Ragged) -> NDArray[np.uint8]:
    """What the first character of each string is."""
    return kinds(new.codes[new.starts])


def _last(new: Ragged) -> NDArray[np.uint32]:
    """The last character of each string."""
    return new.codes[new.ends - 1]


def _is_possessive(new: Ragged) -> NDArray[np.bool_]:
    """Whether each string ends in an apostrophe and an s, in either case."""
    long = new.lengths > 2
    ends = np.where(long, new.ends, 2)
    last, before = (np.append(new.codes, [0, 0])[ends - step] for step in (1, 2))
    apostrophe = np.isin(before, [_STRAIGHT, *_CURLED])
    found: NDArray[np.bool_] = long & ((last | np.uint32(_TO_SMALL)) == _S) & apostrophe
    return found
