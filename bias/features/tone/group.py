"""Tone toward a named actor in its clause: negative, neutral or positive, on a scale from -1 to 1.

Each clause that names an actor gets the probabilities of the three (``weights``) from the words around the name,
never from a name; its tone is the probability of positive less that of negative. The outlet's own words and quoted
ones are kept apart by where the name stands.

Known errors: irony and allusion are missed; reported misfortune reads as bad tone; a clause in capitals throughout is
judged by nothing but its length; of several mentions of an actor in a clause the first is judged; and see ``targets``
and ``toward``. The weights come from sentences on politics in the United States: elsewhere they are less sure.

Source: Hamborg, F. and Donnay, K. (2021). NewsMTSC: A dataset for (multi-)target-dependent sentiment classification in
political news articles. Proceedings of EACL 2021, 1663-1675.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.actors.sides import known_sides
from bias.features.base import FeatureInfo
from bias.features.rates import MIN_WORDS, Place, columns_of, share, stacked
from bias.features.tone.context import Surroundings
from bias.features.tone.targets import Mentions, found_actors, given_actors
from bias.features.tone.weights import ToneWeights, shipped_weights
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
_NEWSMTSC = (
    "Hamborg, F. and Donnay, K. (2021). NewsMTSC: A dataset for (multi-)target-dependent sentiment classification in "
    "political news articles. Proceedings of EACL 2021, 1663-1675."
)
LABELS = ("negative", "neutral", "positive")
TONE = ["article", "actor", "start", "end", "text", "side", "tone", "label", "voice"]
#: Fewest clauses with an actor for a mean, and of each side for a gap, to mean something.
MIN_CLAUSES = 3
MIN_OF_SIDE = 2


@dataclass(frozen=True, eq=False)
class Clauses:
    """Clauses that name an actor, one for each actor in each clause.

    Attributes
    ----------
    mention
        The mention by which the actor is judged.
    first, last
        First and last word of the clause.
    tone, label
        Tone from -1 to 1, and an index into ``LABELS``.
    """

    mention: Ints
    first: Ints
    last: Ints
    tone: Floats
    label: Ints


class Tone:
    """The feature group ``tone``; ``table`` gives the rows behind the table ``tone``.

    Parameters
    ----------
    weights
        What turns words into tone; the package's own where none are given.
    """

    name = "tone"

    def __init__(self, weights: ToneWeights | None = None) -> None:
        self._weights = weights

    info = (
        FeatureInfo(
            "tone.own",
            "mean tone",
            "actors are named among more favourable own words",
            "mean over clauses in own words that name an actor of P(positive) − P(negative); "
            f"at least {MIN_CLAUSES} such clauses",
            _NEWSMTSC,
            low=-1.0,
            high=1.0,
            lexicons=("tone-en",),
        ),
        *(
            FeatureInfo(
                f"tone.{label}_own",
                "share of clauses",
                f"more of the clauses that name an actor are {label}",
                f"clauses in own words that name an actor and are {label} / such clauses, at least {MIN_CLAUSES}",
                _NEWSMTSC,
                high=1.0,
                min_words=MIN_WORDS["own"],
                lexicons=("tone-en",),
            )
            for label in (LABELS[0], LABELS[2])
        ),
        FeatureInfo(
            "tone.gap",
            "difference of mean tones",
            "the sides are treated less alike, whichever is favoured",
            "greatest − least mean tone of a side in own words, "
            f"of sides with at least {MIN_OF_SIDE} clauses that name them; at least two such sides",
            _NEWSMTSC,
            high=2.0,
            min_words=MIN_WORDS["own"],
            lexicons=("tone-en",),
        ),
    )

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The tone of each article."""
        mentions, clauses = self._found(tokens)
        own = ~tokens.quoted[mentions.first[clauses.mention]]
        enough = tokens.n_own >= MIN_WORDS["own"]
        article = tokens.article[clauses.first[own]]
        n = np.bincount(article, minlength=tokens.n_articles) * enough
        columns = {"tone.own": share(_sum(article, clauses.tone[own], tokens), n, MIN_CLAUSES)}
        for label in (0, 2):
            part = _sum(article, (clauses.label[own] == label).astype(np.float64), tokens)
            columns[f"tone.{LABELS[label]}_own"] = share(part, n, MIN_CLAUSES)
        gap = _gap(tokens, mentions.side[clauses.mention], clauses, own)
        return columns_of(columns | {"tone.gap": np.where(enough, gap, np.nan)})

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The clauses, weighed by tone, summed where one names several actors; of the gap those that name a side."""
        one = tokens.only(article)
        mentions, clauses = self._found(one)
        own = ~one.quoted[mentions.first[clauses.mention]]
        sided = mentions.side[clauses.mention] >= 0
        whole = np.ones(len(own))
        return stacked(
            [
                _places(one, "tone.own", clauses, own, clauses.tone),
                _places(one, "tone.negative_own", clauses, own & (clauses.label == 0), whole),
                _places(one, "tone.positive_own", clauses, own & (clauses.label == 2), whole),
                _places(one, "tone.gap", clauses, own & sided, clauses.tone),
            ]
        )

    def table(self, tokens: Tokens, actors: Sequence[str] | None = None) -> pd.DataFrame:
        """Every clause of the batch that names an actor, and its tone toward that actor.

        Parameters
        ----------
        tokens
            A batch.
        actors
            One actor an article, if they are given; else those whose names are found.

        Returns
        -------
        DataFrame
            The columns of the schema's table ``tone``, with ``article`` (row in the batch) for the id.

        Examples
        --------
        >>> from bias.tokens import tokenise
        >>> rows = GROUP.table(tokenise(["Brel lied and stole."]), ["Brel"])
        >>> rows.loc[0, ["actor", "text", "label", "voice"]].tolist()
        ['Brel', 'Brel lied and stole', 'negative', 'own']
        """
        mentions, clauses = self._found(tokens) if actors is None else self._given(tokens, actors)
        article = tokens.article[clauses.first]
        start, end = tokens.start[clauses.first], tokens.end[clauses.last]
        named = mentions.named[clauses.mention]
        side = mentions.side[clauses.mention]
        rows = pd.DataFrame(
            {
                "article": article,
                "actor": _names(tokens, mentions, named) if actors is None else [actors[row] for row in article],
                "start": start,
                "end": end,
                "text": [tokens.texts[a][s:e] for a, s, e in zip(article, start, end, strict=True)],
                "side": [*map((*known_sides().names, None).__getitem__, side)],
                "tone": clauses.tone,
                "label": [LABELS[label] for label in clauses.label],
                "voice": np.where(tokens.quoted[mentions.first[clauses.mention]], "quoted", "own"),
            },
            columns=TONE,
        )
        texts = ["actor", "text", "side", "label", "voice"]
        return rows.astype(dict.fromkeys(texts, "str")).drop_duplicates(
            ["article", "actor", "start"], ignore_index=True
        )

    def _found(self, tokens: Tokens) -> tuple[Mentions, Clauses]:
        """Actors whose names are found, and their clauses."""
        mentions = found_actors(tokens)
        return mentions, tokens.once(self, lambda: self._clauses(tokens, mentions))

    def _given(self, tokens: Tokens, actors: Sequence[str]) -> tuple[Mentions, Clauses]:
        """Actors that are given, and their clauses."""
        mentions = given_actors(tokens, actors)
        return mentions, self._clauses(tokens, mentions)

    def _clauses(self, tokens: Tokens, mentions: Mentions) -> Clauses:
        """The clauses of the mentions, an actor's first mention in each."""
        clause = tokens.clause[mentions.first]
        _, chosen = np.unique(clause * (len(clause) + 1) + mentions.named, return_index=True)
        chosen.sort()
        probability = (self._weights or shipped_weights()).probabilities(Surroundings(tokens, mentions))[chosen]
        return Clauses(
            mention=chosen,
            first=tokens.clause_bounds[clause[chosen]],
            last=tokens.clause_bounds[clause[chosen] + 1] - 1,
            tone=np.round(probability[:, 2] - probability[:, 0], 4),
            label=probability.argmax(axis=1),
        )


def _sum(article: Ints, values: Floats, tokens: Tokens) -> Floats:
    """Sum of values over each article."""
    return np.bincount(article, values, tokens.n_articles).astype(np.float64)


def _gap(tokens: Tokens, side: Ints, clauses: Clauses, chosen: Bools) -> Floats:
    """Greatest less least mean tone of the sides in each article; NaN where fewer than two have enough clauses."""
    chosen = chosen & (side >= 0)
    n_sides = len(known_sides().names)
    cell = tokens.article[clauses.first[chosen]] * n_sides + side[chosen]
    shape = (tokens.n_articles, n_sides)
    n = np.bincount(cell, minlength=tokens.n_articles * n_sides)
    total = np.bincount(cell, clauses.tone[chosen], tokens.n_articles * n_sides)
    known = (n >= MIN_OF_SIDE).reshape(shape)
    mean = (total / np.maximum(n, 1)).reshape(shape)
    greatest = np.max(mean, axis=1, where=known, initial=-1.0)
    least = np.min(mean, axis=1, where=known, initial=1.0)
    return np.where(known.sum(axis=1) >= 2, greatest - least, np.nan)


def _places(tokens: Tokens, feature: str, clauses: Clauses, chosen: Bools, weight: Floats) -> list[Place]:
    """Evidence rows of some clauses, for the first article of a batch of one; a clause's actors in one row."""
    first, one, row = np.unique(clauses.first[chosen], return_index=True, return_inverse=True)
    starts, ends = tokens.start[first].tolist(), tokens.end[clauses.last[chosen][one]].tolist()
    weights = np.bincount(row, weight[chosen], len(first)).tolist()
    text = tokens.texts[0]
    return [(feature, s, e, text[s:e], w, "own") for s, e, w in zip(starts, ends, weights, strict=True)]


def _names(tokens: Tokens, mentions: Mentions, rows: Ints) -> list[str]:
    """The names of some mentions as written, without a possessive's ending."""
    first, last = mentions.first[rows], mentions.last[rows]
    article, start, end = tokens.article[first], tokens.start[first], tokens.end[last]
    names = (tokens.texts[a][s:e] for a, s, e in zip(article, start, end, strict=True))
    return [name.removesuffix("'s").removesuffix("’s") for name in names]


GROUP = Tone()
