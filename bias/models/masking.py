"""Hides from the classifier what names the outlet and not its framing, and lists what was hidden.

Three kinds: the outlet's own names (``names``); its place of issue where that stands as a dateline; and whatever else
is found to stand in nearly all its articles, in one place, and hardly in any others (``furniture``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias.models.furniture import Place, holdings, place, telltale
from bias.models.names import name_terms, words
from bias.schema import check, empty, table

#: A city is a dateline if this share of the outlet's articles name it, most of them in the usual place; one that mostly
#: stands elsewhere, for a government ("Kyiv said") or in the news, stays in.
DATELINE_SHARE = 0.5


def masked_terms(
    articles: pd.DataFrame, outlets: pd.DataFrame, counts: sparse.csr_matrix, terms: Sequence[str]
) -> pd.DataFrame:
    """The terms that give an outlet away beyond its framing.

    A word pair is listed only where neither of its words is.

    Parameters
    ----------
    articles, outlets
        The tables of these names. Outlets that the table lacks are still searched for furniture.
    counts
        How often each term occurs in each article, articles × terms.
    terms
        The terms in the order of the columns.

    Returns
    -------
    DataFrame
        The table ``masked``; why is "outlet name", "dateline", "number" (a date or time in a fixed place) or "found".
        Empty where there are fewer than two outlets.
    """
    outlet = np.asarray(articles["outlet_id"].fillna("unknown").to_numpy(), dtype=np.str_)
    if len(np.unique(outlet)) < 2 or counts.shape[1] == 0:
        return empty("masked")
    held = holdings(outlet, sparse.csr_matrix(counts), np.asarray(terms))
    held = held[held["outlet_id"] != "unknown"]
    texts = _Texts(articles["text"].to_numpy(), outlet, sparse.csc_matrix(counts))
    known = outlets[outlets["outlet_id"].isin(outlet)]
    uses = dict(zip(terms, np.asarray(counts.sum(axis=0)).ravel().tolist(), strict=True))
    found = pd.concat([_names(held, known, texts, uses), _datelines(held, known, texts), _furniture(held, texts)])
    found = _without_implied(found.drop_duplicates(["outlet_id", "term"]))
    return check(found[[column.name for column in table("masked").columns]], "masked")


@dataclass(frozen=True)
class _Texts:
    """The texts, the outlet of each, and the counts of their terms by column."""

    text: NDArray[np.object_]
    outlet: NDArray[np.str_]
    counts: sparse.csc_matrix

    def places(self, rows: pd.DataFrame) -> list[Place]:
        """How far the term of each row keeps to one place in the texts of the row's outlet."""
        return [
            place(self._holding(outlet, column), term)
            for outlet, term, column in zip(rows["outlet_id"], rows["term"], rows["column"], strict=True)
        ]

    def _holding(self, outlet: str, column: int) -> list[str]:
        articles = self.counts.indices[self.counts.indptr[column] : self.counts.indptr[column + 1]]
        return list(self.text[np.sort(articles[self.outlet[articles] == outlet])])


def _names(held: pd.DataFrame, known: pd.DataFrame, texts: _Texts, uses: dict[str, int]) -> pd.DataFrame:
    records = known.to_dict("records")
    pairs = [(row["outlet_id"], term) for row in records for term in name_terms(texts.text, row, uses)]
    return _rows(held, pairs, "outlet name")


def _datelines(held: pd.DataFrame, known: pd.DataFrame, texts: _Texts) -> pd.DataFrame:
    cities = known.loc[known["city"].notna(), ["outlet_id", "city"]].itertuples(index=False)
    pairs = {(name, term): None for name, city in cities for term in (*words(city), " ".join(words(city)))}
    rows = _rows(held, pairs, "dateline")
    rows = rows[rows["share"] >= DATELINE_SHARE]
    return rows[np.array([p.usual for p in texts.places(rows)], dtype=bool)]


def _furniture(held: pd.DataFrame, texts: _Texts) -> pd.DataFrame:
    rows = telltale(held, len(texts.text))
    places = zip(rows["why"], texts.places(rows), strict=True)
    return rows[np.array([p.usual if why == "number" else p.fixed for why, p in places], dtype=bool)]


def _rows(held: pd.DataFrame, pairs: Iterable[tuple[str, str]], why: str) -> pd.DataFrame:
    wanted = pd.DataFrame(list(pairs), columns=["outlet_id", "term"], dtype="str")
    return wanted.merge(held, on=["outlet_id", "term"]).assign(why=why)


def _without_implied(rows: pd.DataFrame) -> pd.DataFrame:
    """Leaves out the pairs that are hidden anyway because one of their words is."""
    single = rows.loc[~rows["term"].str.contains(" "), "term"]
    implied = rows["term"].str.contains(" ") & ~visible(rows["term"].tolist(), single)
    return rows[~implied].sort_values(
        ["outlet_id", "why", "n_articles", "term"], ascending=[True, True, False, True], ignore_index=True
    )


def visible(terms: Sequence[str], masked: Iterable[str]) -> NDArray[np.bool_]:
    """Which terms hold no masked word and are not masked themselves.

    Examples
    --------
    >>> visible(["view", "view of", "of war", "end of", "war"], ["view", "end of"]).tolist()
    [False, False, True, False, True]
    """
    hidden = set(masked)
    words_of = pd.Series(list(terms), dtype="str").str.split(" ", expand=True)
    return ~(words_of.isin(hidden).any(axis=1) | pd.Series(list(terms)).isin(hidden)).to_numpy(bool)


def mask(counts: sparse.csr_matrix, terms: Sequence[str], masked: pd.DataFrame) -> sparse.csr_matrix:
    """The counts without the columns of masked terms and of pairs that hold a masked word.

    Parameters
    ----------
    counts
        How often each term occurs in each article, articles × terms.
    terms
        The terms in the order of the columns.
    masked
        The table ``masked``.
    """
    return sparse.csr_matrix(counts)[:, visible(terms, masked["term"])]


def left_in(
    articles: pd.DataFrame, counts: sparse.csr_matrix, terms: Sequence[str], masked: pd.DataFrame
) -> pd.DataFrame:
    """Terms that set an outlet apart as sharply as furniture does, and were not masked because they keep to no place.

    Returns
    -------
    DataFrame
        outlet_id, term, share, share_elsewhere; the sharpest first within each outlet.
    """
    outlet = np.asarray(articles["outlet_id"].fillna("unknown").to_numpy(), dtype=np.str_)
    seen = visible(terms, masked["term"]) & np.array([" " not in term for term in terms], dtype=bool)
    held = holdings(outlet, sparse.csr_matrix(counts)[:, seen], np.asarray(terms)[seen])
    marked = telltale(held[held["outlet_id"] != "unknown"], len(articles))
    marked = marked[marked["why"].eq("found")].sort_values(
        ["outlet_id", "share", "term"], ascending=[True, False, True]
    )
    return marked[["outlet_id", "term", "share", "share_elsewhere"]].reset_index(drop=True)
