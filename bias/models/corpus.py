"""What the models are given, and which of its articles they may learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from bias.errors import SchemaError
from bias.settings import Settings

#: Fewer articles of a label than this, and there is none to learn from and one to test on in each of five folds.
MIN_ARTICLES = 5
#: Of more labels only those with most articles are told apart: a class costs time in every fold, and rare ones teach
#: nothing but their rarity.
MAX_LABELS = 20
#: Words times labels of the articles to learn from; more are thinned out, or the folds would take many minutes.
MAX_EFFORT = 5_000_000
#: Labels that a note names one by one.
_NAMED = 12


@dataclass(frozen=True)
class Corpus:
    """The articles of a run and what was measured on them; rows are aligned by position.

    Attributes
    ----------
    articles, events, features
        The tables of these names.
    counts
        How often each term occurs in each article, articles × terms.
    terms
        The terms in the order of the columns: lower-case words, or word pairs joined by one space.

    Raises
    ------
    SchemaError
        Where the rows or columns do not belong together.
    """

    articles: pd.DataFrame
    events: pd.DataFrame
    features: pd.DataFrame
    counts: sparse.csr_matrix
    terms: Sequence[str]

    def __post_init__(self) -> None:
        for name in ("events", "features"):
            if getattr(self, name)["article_id"].tolist() != self.articles["article_id"].tolist():
                raise SchemaError(f"models: the rows of {name} are not the rows of articles, in the same order")
        if self.counts.shape != (len(self.articles), len(self.terms)):
            raise SchemaError(
                f"models: counts has shape {self.counts.shape}, "
                f"but there are {len(self.articles)} articles and {len(self.terms)} terms"
            )

    def framing(self) -> NDArray[np.float64]:
        """The features as an array, articles × features, NaN where not measurable."""
        return self.features.drop(columns="article_id").to_numpy(np.float64)

    def labels(self, label: str, outlets: pd.DataFrame) -> pd.Series[str]:
        """For each article its outlet, or its outlet's entry in a column of the outlets table; missing if unknown.

        Raises
        ------
        SchemaError
            Where the outlets table has no such column.
        """
        outlet = self.articles["outlet_id"].astype("str").mask(self.articles["outlet_id"].eq("unknown"))
        if label == "outlet":
            return outlet.reset_index(drop=True)
        if label not in outlets.columns:
            raise SchemaError(f"the outlets table has no column {label!r}; it has {', '.join(outlets.columns)}")
        return outlet.map(outlets.set_index("outlet_id")[label]).astype("str").reset_index(drop=True)


@dataclass(frozen=True)
class Sample:
    """The articles with a label that a model may be asked about.

    Attributes
    ----------
    rows
        Their rows in the corpus.
    label, event, outlet
        One value an article.
    judged
        False for articles too short to learn from or to judge: they are never trained on and count in no figure.
    min_words
        The bound for that.
    """

    rows: NDArray[np.intp]
    label: NDArray[np.str_]
    event: NDArray[np.str_]
    outlet: NDArray[np.str_]
    judged: NDArray[np.bool_]
    min_words: int

    def __len__(self) -> int:
        return len(self.rows)


def word_bound(n_words: pd.Series[int], labels: pd.Series[str], settings: Settings) -> int:
    """The fewest words of an article that a classifier may learn from.

    ``min_words`` of the settings, or half the median length of the label with the shortest articles where that is
    less: where one outlet is known by its headlines alone, headlines are what is judged.

    Examples
    --------
    >>> labels = pd.Series(["x"] * 5 + ["y"] * 5)
    >>> word_bound(pd.Series([300] * 9 + [12]), labels, Settings())
    50
    >>> word_bound(pd.Series([300] * 5 + [10] * 5), labels, Settings())
    5
    """
    sizes = n_words.groupby(labels).agg(["median", "size"])
    usual = sizes.loc[sizes["size"] >= MIN_ARTICLES, "median"]
    return min(settings.min_words, int(usual.min()) // 2) if len(usual) else settings.min_words


def draw(
    corpus: Corpus, labels: pd.Series[str], rng: np.random.Generator, settings: Settings
) -> tuple[Sample, list[str]]:
    """The articles to learn from and to judge, and notes on those left out.

    Left out are articles without a label, near-copies of another article (``copy_of``; they would stand in training
    and in test at once), and labels with fewer than ``MIN_ARTICLES`` long enough articles.
    """
    n_words = corpus.articles["n_words"].reset_index(drop=True)
    copies = corpus.events["copy_of"].notna().to_numpy()
    usable = labels.notna().to_numpy() & ~copies
    bound = word_bound(n_words[usable], labels[usable], settings)
    long_enough = n_words.to_numpy() >= bound
    sizes = labels[usable & long_enough].value_counts()
    rare = sorted(set(labels[usable]) - set(sizes.index[sizes >= MIN_ARTICLES]))
    many = sorted(sizes.drop(rare, errors="ignore").index[MAX_LABELS:])
    usable &= ~labels.isin([*rare, *many]).to_numpy()

    notes = []
    if bound < settings.min_words:
        notes.append(
            f"Some have only short texts here, so the classifier judges from {bound} words, not {settings.min_words}."
        )
    if copies.any():
        notes.append(f"Near-copies of other articles, left out of contrasts and classifier: {copies.sum()}.")
    if rare:
        more = f" and {len(rare) - _NAMED} others" if len(rare) > _NAMED else ""
        notes.append(
            f"Fewer than {MIN_ARTICLES} articles, too few for the classifier: {', '.join(rare[:_NAMED])}{more}."
        )
    if many:
        notes.append(
            f"The classifier tells the {MAX_LABELS} with most articles apart; {len(many)} others are left out."
        )
    rows = np.flatnonzero(usable)
    effort = int(n_words[rows].sum()) * labels[rows].nunique()
    if effort > MAX_EFFORT:
        kept = len(rows) * MAX_EFFORT // effort
        notes.append(
            f"The classifier was given {kept} of {len(rows)} articles, drawn at random, to keep its time short."
        )
        rows = np.sort(rng.choice(rows, kept, replace=False))
    return _sample(corpus, labels, rows, bound), notes


def _sample(corpus: Corpus, labels: pd.Series[str], rows: NDArray[np.intp], bound: int) -> Sample:
    def column(values: pd.Series[str]) -> NDArray[np.str_]:
        return np.asarray(values.fillna("").to_numpy()[rows], dtype=np.str_)

    return Sample(
        rows,
        column(labels),
        column(corpus.events["event_id"]),
        column(corpus.articles["outlet_id"]),
        corpus.articles["n_words"].to_numpy()[rows] >= bound,
        bound,
    )
