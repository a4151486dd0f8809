"""Length, readability, diversity, pronouns, punctuation: how the text is written, whatever it says.

Known errors: syllables are counted by rule, and some words wrongly; a text without full stops (a list, a table) has
very long sentences.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.base import FeatureInfo
from bias.features.finding import Finder, Floats, Found
from bias.features.rates import MIN_WORDS, columns_of, evidence_rows, per_thousand, share, stacked, sums
from bias.lexicon import embedded
from bias.tokens import Hits, Tokens

_FLESCH = "Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32(3), 221-233."
_MATTR = (
    "Covington, M. A. and McFall, J. D. (2010). Cutting the Gordian knot: the moving-average type-token ratio (MATTR). "
    "Journal of Quantitative Linguistics 17(2), 94-100."
)
_BIBER = "Biber, D. (1988). Variation across Speech and Writing. Cambridge: Cambridge University Press."
_VAN_DIJK = "van Dijk, T. A. (1998). Ideology: A Multidisciplinary Approach. London: Sage."
_OWN = MIN_WORDS["own"]
#: Words in the moving window of MATTR.
WINDOW = 50


class Style:
    """The feature group ``style``."""

    name = "style"
    info = (
        FeatureInfo("style.words", "words", "a longer text", "words of the text, its title too", _BIBER, min_words=0),
        FeatureInfo(
            "style.sentence_length", "words a sentence", "longer sentences", "words / sentences", _FLESCH, low=1.0
        ),
        FeatureInfo(
            "style.reading_ease",
            "points",
            "easier to read; 60 to 70 is plain English",
            "206.835 − 1.015 × words / sentences − 84.6 × syllables / words",
            _FLESCH,
            low=None,
            high=121.22,
        ),
        FeatureInfo(
            "style.diversity",
            "share",
            "fewer repeated words",
            f"mean over all windows of {WINDOW} words of different words / {WINDOW}",
            _MATTR,
            high=1.0,
        ),
        FeatureInfo(
            "style.we_own",
            "per 1,000 own words",
            "the outlet says we, us, our more",
            "1000 × we-words in own words / own words",
            _VAN_DIJK,
            high=1000.0,
            lexicons=("pronouns-en",),
        ),
        FeatureInfo(
            "style.they_own",
            "per 1,000 own words",
            "the outlet says they, them, their more",
            "1000 × they-words in own words / own words",
            _VAN_DIJK,
            high=1000.0,
            lexicons=("pronouns-en",),
        ),
        FeatureInfo(
            "style.numbers",
            "per 1,000 words",
            "more figures",
            "1000 × words that begin with a digit / words",
            _BIBER,
            high=1000.0,
        ),
        FeatureInfo(
            "style.questions",
            "per 1,000 words",
            "more questions",
            "1000 × question marks / words",
            _BIBER,
            high=1000.0,
        ),
        FeatureInfo("style.commas", "per 1,000 words", "more commas", "1000 × commas / words", _BIBER, high=None),
    )

    @cached_property
    def _pronouns(self) -> Finder:
        return Finder(embedded("pronouns-en"))

    def _own(self, tokens: Tokens, who: str) -> Found:
        found = self._pronouns.find(tokens).of([self._pronouns.categories.index(who)])
        return found.keep(~tokens.quoted[found.hits.first])

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The style of each article."""
        known, words = tokens.vocabulary, tokens.words
        n_words = words.astype(np.float64)
        sentences = _sentences(tokens)
        length = share(n_words, sentences, at_least=1)
        syllables = share(tokens.per_article(known.syllables()[tokens.term]).astype(np.float64), words)
        ease = 206.835 - 1.015 * length - 84.6 * syllables
        short = words < _OWN
        columns = {
            "style.words": n_words,
            "style.sentence_length": np.where(short, np.nan, length),
            "style.reading_ease": np.where(short, np.nan, ease),
            "style.diversity": mattr(tokens),
        }
        for who in ("we", "they"):
            used = sums(tokens, self._own(tokens, who).hits.first)
            columns[f"style.{who}_own"] = per_thousand(used, tokens.n_own, _OWN)
        for name, of_words in _counted(tokens).items():
            columns[f"style.{name}"] = per_thousand(tokens.per_article(of_words).astype(np.float64), words, _OWN)
        return columns_of(columns)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """Pronouns, figures and the words before question marks and commas."""
        one = tokens.only(article)
        frames = [evidence_rows(one, f"style.{who}_own", self._own(one, who).hits) for who in ("we", "they")]
        for name, of_words in _counted(one).items():
            at = np.flatnonzero(of_words)
            frames.append(evidence_rows(one, f"style.{name}", Hits(at, at, at), of_words[at].astype(np.float64)))
        return stacked(frames)


def _counted(tokens: Tokens) -> dict[str, NDArray[np.generic]]:
    """What is counted word by word: figures, and the marks behind each word."""
    known = tokens.vocabulary
    return {
        "numbers": known.is_number()[tokens.term],
        "questions": known.questions()[tokens.gap],
        "commas": known.commas()[tokens.gap],
    }


def _sentences(tokens: Tokens) -> Floats:
    """Number of sentences of each article."""
    begins = np.ones(len(tokens.sentence), bool)
    begins[1:] = tokens.sentence[1:] != tokens.sentence[:-1]
    return tokens.per_article(begins).astype(np.float64)


def mattr(tokens: Tokens, window: int = WINDOW) -> Floats:
    """Moving-average type-token ratio of each article: 0 to 1, higher means fewer repeated words.

    A word is a new type in a window exactly when its last use lies before the window; so the windows in which each word
    is new can be counted without walking through them. Hardly depends on length. NaN below one window.

    Parameters
    ----------
    tokens
        A batch.
    window
        Words in a window.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> mattr(tokenise(["a b a b"]), window=2).tolist(), mattr(tokenise(["a a a b"]), window=2).round(3).tolist()
    ([1.0], [0.667])
    """
    at = np.arange(len(tokens.term))
    begin = np.repeat(tokens.first[:-1], tokens.words)
    new_from = np.maximum(tokens.previous + 1, begin)
    np.maximum(new_from, at - (window - 1), out=new_from)
    new_to = np.minimum(at, np.repeat(tokens.first[:-1] + tokens.words - window, tokens.words))
    n_windows = np.maximum(tokens.words - window + 1, 0)
    new_in = np.maximum(new_to - new_from + 1, 0)
    return share(tokens.per_article(new_in).astype(np.float64), n_windows * window)


GROUP = Style()
