"""Every distinct form and gap that was seen, numbered, with what is known of it.

A text is a row of words with gaps between them (" ", ", ", a full stop and a blank line). A language has few distinct
gaps and a bounded number of forms, so whatever depends on the string alone — is it capitalised, how many syllables,
does this gap end a sentence, which quotation marks does it hold — is worked out once for each distinct string and
looked up by number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bias.tokens.quotation import marks_of_gap

_LETTER = r"[^\W_]"
#: A word: initials (U.S.), or letters and digits with inner apostrophes and, between digits, points and commas
#: (1,500; 2.5bn). Hyphens and full stops part words; so do underscores. Begins with a character class, tries ASCII
#: first and never backtracks, because ``re`` is a third faster so.
WORD = re.compile(
    rf"({_LETTER}(?:\.(?<=[A-Z].)(?:[A-Z]\.)++"
    rf"|[0-9A-Za-z]*+{_LETTER}*+(?:['’.,](?:(?<=['’])|(?<=\d.)(?=\d)){_LETTER}++)*+))",
)
_VOWELS = re.compile(r"[aeiouyàáâäæèéêëìíîïòóôöùúûüýаеёиоуыэюяіїє]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'“”‘’«»‹›)\]]*\s")
_CLAUSE_BREAK = re.compile(r"[,;:()\[\]–—|•]|\s-\s|\n")
_CONTRACTED = frozenset(
    ["it", "that", "he", "she", "what", "who", "there", "here", "let", "where", "how", "when", "why", "this", "one"]
)
CURLY = str.maketrans("’‘", "''")


def count_syllables(word: str) -> int:
    """Vowel groups of a lower-case word, a silent final e not counted; at least 1.

    Right for about nine English words in ten; enough for a mean over an article.

    Examples
    --------
    >>> [count_syllables(word) for word in ("peace", "negotiation", "table", "the")]
    [1, 4, 2, 1]
    """
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)


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


class _Numbered(dict[str, int]):
    """Strings numbered in order of first appearance."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def __missing__(self, string: str) -> int:
        number = self[string] = len(self.strings)
        self.strings.append(string)
        return number


class _Property:
    """One array over the numbered strings, extended when new strings have come."""

    def __init__(self, strings: list[str], of: Callable[[str], Any], dtype: Any) -> None:
        self._strings, self._of, self._dtype = strings, of, dtype
        self._values: NDArray[Any] = np.zeros(0, dtype)

    def __call__(self) -> NDArray[Any]:
        known = len(self._values)
        if known < len(self._strings):
            new = np.fromiter(map(self._of, self._strings[known:]), self._dtype)
            self._values = np.concatenate([self._values, new])
        return self._values


class Vocabulary:
    """The forms, terms and gaps of all batches tokenised with it.

    Numbers never change once given, so counts of several batches can be added up. A *form* is a word as written, a
    *term* is its lower-case form with straight apostrophes.

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
        self.forms, self.terms, self.gaps = _Numbered(), _Numbered(), _Numbered()
        stops = frozenset(abbreviations)
        form, term, gap = self.forms.strings, self.terms.strings, self.gaps.strings
        self.term_of_form = _Property(form, lambda f: self.terms[f.lower().translate(CURLY)], np.int32)
        self.form_length = _Property(form, len, np.int32)
        self.capitalised = _Property(form, lambda f: f[0].isupper(), bool)
        self.starts_sentence = _Property(form, lambda f: not f[0].islower(), bool)
        self.is_stop = _Property(
            form, lambda f: f in stops or f.lower() in stops or (len(f) == 1 and f.isupper()) or f[-1] == ".", bool
        )
        self.syllables = _Property(term, count_syllables, np.int16)
        self.is_possessive = _Property(term, lambda t: t.endswith("'s"), bool)
        self.is_number = _Property(term, lambda t: t[0].isdigit(), bool)
        self.gap_length = _Property(gap, len, np.int32)
        self.ends_sentence = _Property(gap, lambda g: bool(_SENTENCE_END.search(g)), bool)
        self.ends_firmly = _Property(gap, lambda g: "!" in g or "?" in g, bool)
        self.breaks_clause = _Property(gap, lambda g: bool(_CLAUSE_BREAK.search(g)), bool)
        self.breaks_paragraph = _Property(gap, lambda g: "\n" in g, bool)
        self.commas = _Property(gap, lambda g: g.count(","), np.int16)
        self.questions = _Property(gap, lambda g: "?" in g, bool)
        self.marks = _Property(gap, marks_of_gap, object)
        self.n_marks = _Property(gap, lambda g: len(marks_of_gap(g)), np.int32)
        self.bases, self.stems = _Numbered(), _Numbered()
        self.base_of_term = _Property(term, lambda t: self.bases[base(t)], np.int32)
        self._stems: _Property | None = None

    def stem_of_term(self) -> NDArray[np.int32]:
        """For each term the number of its Snowball stem in ``stems``."""
        if self._stems is None:
            stem = stemmer()
            self._stems = _Property(self.terms.strings, lambda t: self.stems[stem(t)], np.int32)
        return self._stems()
