"""Furniture: words that stand in nearly every article of one outlet because its page puts them there.

Framing and furniture both set an outlet apart: one outlet says "invasion" in nine articles of ten and the others never
do, and its every article ends in "Read more". What parts them is the place. Furniture is put in by the page: it stands
in the same line of the text, counted from its start or its end, at the same few words from one end of that line.
Framing is written: it comes wherever the sentence needs it. So a term is furniture if

1. it stands in at least ``NEARLY_ALL`` of the outlet's articles and in at most ``ALMOST_NONE`` of the others', more
   than chance allows (hypergeometric tail, corrected for the number of terms looked at); for a bare number, which
   frames nothing, it is enough that the outlet has it ``NUMBER_RATIO`` times as often as the others; and
2. at least ``IN_PLACE`` of the outlet's articles that hold it have a use of it in one same stretch of ``STRETCH``
   words, and at least ``USES_IN_PLACE`` of all uses lie there (for numbers ``USUALLY`` and ``USES_USUALLY``).

What passes 1 and fails 2 stays in: house style ("Mr."), favoured sources and favoured words are how an outlet writes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.stats import hypergeom

from bias.tokens.vocabulary import WORD

NEARLY_ALL = 0.8
ALMOST_NONE = 0.05
NUMBER_RATIO = 5.0
MIN_HOLDING = 5
ALPHA = 0.01
STRETCH = 3
IN_PLACE = 0.9
USES_IN_PLACE = 0.8
USUALLY = 0.8
USES_USUALLY = 0.5

#: Lines from an end of the text, and words from an end of the line, that are counted; farther in is nobody's place.
_LINES, _WORDS = 8, 24
_CHARACTERS = 300
_MOST_TEXTS = 400


@dataclass(frozen=True)
class Place:
    """How far a term keeps to one place.

    Attributes
    ----------
    texts
        Share of the texts with the term that have it in the commonest stretch, 0 to 1.
    uses
        Share of all its uses that lie there, or in the commonest stretch counted from another end, 0 to 1.
    """

    texts: float
    uses: float

    @property
    def fixed(self) -> bool:
        """Whether this is the place of furniture."""
        return self.texts >= IN_PLACE and self.uses >= USES_IN_PLACE

    @property
    def usual(self) -> bool:
        """Whether it is at least the usual place: enough for datelines and numbers, which the text may use as well."""
        return self.texts >= USUALLY and self.uses >= USES_USUALLY


def place(texts: Sequence[str], term: str) -> Place:
    """How far a term keeps to the same place of its text.

    Examples
    --------
    >>> texts = [
    ...     "A mild day. Read more",
    ...     "The invasion of ants began. Read more",
    ...     "After the rain, then, an invasion. Read more",
    ... ]
    >>> place(texts, "read more"), place(texts, "invasion").fixed
    (Place(texts=1.0, uses=1.0), False)
    """
    wanted = re.compile(r"(?<!\w)" + r"\W+".join(map(_word, term.split())) + r"(?!\w)", re.IGNORECASE)
    step = max(1, len(texts) // _MOST_TEXTS)
    uses = [
        (number, *_position(text, *found.span()))
        for number, text in enumerate(texts[::step])
        for found in wanted.finditer(text)
    ]
    if not uses:
        return Place(0.0, 0.0)
    number, from_top, from_bottom, before, after = np.array(uses).T
    stretches = [_in_best_stretch(line, distance) for line in (from_top, from_bottom) for distance in (before, after)]
    most = max(len(np.unique(number[there])) for there in stretches)
    return Place(most / len(np.unique(number)), float(np.logical_or.reduce(stretches).mean()))


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


def _position(text: str, start: int, end: int) -> tuple[int, int, int, int]:
    """Lines before and after a span, and words between it and the start and the end of its line."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    before = len(WORD.findall(text, max(first, start - _CHARACTERS), start))
    after = len(WORD.findall(text, end, min(last, end + _CHARACTERS)))
    return text.count("\n", 0, start), text.count("\n", end), before, after


def _in_best_stretch(line: NDArray[np.int64], distance: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which uses lie in the line and the stretch of it that holds the most of them."""
    near = (line < _LINES) & (distance < _WORDS)
    n_at = np.zeros((_LINES, _WORDS + STRETCH - 1), np.int64)
    np.add.at(n_at, (line[near], distance[near]), 1)
    stretches = np.lib.stride_tricks.sliding_window_view(n_at, STRETCH, axis=1).sum(axis=2)
    best_line, best = np.unravel_index(stretches.argmax(), stretches.shape)
    return np.asarray((line == best_line) & (distance >= best) & (distance < best + STRETCH))


def holdings(outlet: NDArray[np.str_], counts: sparse.csr_matrix, terms: NDArray[np.str_]) -> pd.DataFrame:
    """For each outlet and each term in any of its articles: how many articles hold it, here and elsewhere.

    Returns
    -------
    DataFrame
        outlet_id, term, column (of ``counts``), n_articles (of the outlet, that hold it), share and share_elsewhere
        (of the outlet's and of the other outlets' articles, 0 to 1), size (articles of the outlet) and total (articles
        that hold the term).
    """
    outlets, code = np.unique(outlet, return_inverse=True)
    member = sparse.csr_matrix((np.ones(len(code)), (code, np.arange(len(code)))))
    held = (member @ (counts > 0).astype(np.float64)).tocoo()
    size = np.bincount(code)[held.row]
    total = np.bincount(counts.indices[counts.data > 0], minlength=counts.shape[1])[held.col]
    return pd.DataFrame(
        {
            "outlet_id": outlets[held.row],
            "term": terms[held.col],
            "column": held.col,
            "n_articles": held.data.astype(np.int64),
            "share": held.data / size,
            "share_elsewhere": (total - held.data) / np.maximum(1, len(code) - size),
            "size": size,
            "total": total,
        }
    )


def telltale(held: pd.DataFrame, n_articles: int) -> pd.DataFrame:
    """The rows of ``holdings`` that set an outlet apart, whether by furniture or by framing (point 1 above).

    Parameters
    ----------
    held
        What ``holdings`` gives.
    n_articles
        Articles in the corpus.

    Returns
    -------
    DataFrame
        The rows, with why: "number" or "found".
    """
    rare = held[(held["share_elsewhere"] <= ALMOST_NONE) & (held["n_articles"] >= MIN_HOLDING)]
    number = rare["term"].str.fullmatch(r"[\d.,]+") & (rare["share"] >= NUMBER_RATIO * rare["share_elsewhere"])
    marked = rare.assign(why=np.where(number, "number", "found"))[number | (rare["share"] >= NEARLY_ALL)]
    p = hypergeom.sf(marked["n_articles"] - 1, n_articles, marked["total"], marked["size"])
    certain: pd.DataFrame = marked[p <= ALPHA / max(1, len(held))]
    return certain
