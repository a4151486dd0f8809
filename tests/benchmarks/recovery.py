"""What the teaching corpus's written truth says of each article, and how well a feature puts the articles in its order.

Only features that a kind of truth speaks of are compared; ``MEASURES`` says which, by the feature's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from bias.features.structure.layout import layout_of
from bias.tokens import Tokens
from tests.benchmarks.truth import truth

Floats = NDArray[np.float64]
#: Fewest articles for a correlation.
MIN_ARTICLES = 12


@dataclass(frozen=True)
class Recovery:
    """Rank correlation of a feature with the truth over articles, its 95 % interval (Fisher), and their number."""

    truth: str
    rho: float
    low: float
    n: int


@dataclass(frozen=True)
class Truth:
    """The teaching corpus as files, tokenised, with the rows of its truth."""

    ids: list[str]
    tokens: Tokens

    def count(self, rows: pd.DataFrame, weight: pd.Series | None = None) -> Floats:
        """Rows of each article, or the sum of their weights."""
        amounts = rows.assign(weight=1 if weight is None else weight).groupby("article_id").weight.sum()
        return amounts.reindex(self.ids, fill_value=0).to_numpy(float)

    def rate(self, rows: pd.DataFrame, words: NDArray[np.int64]) -> Floats:
        """Rows per 1,000 of each article's words."""
        return 1000 * self.count(rows) / np.maximum(words, 1)

    def share(self, some: pd.DataFrame, rows: pd.DataFrame) -> Floats:
        """Share of each article's rows that are some of them; NaN where there are none."""
        every = self.count(rows)
        return np.divide(self.count(some), every, out=np.full(len(every), np.nan), where=every > 0)

    def within(self, rows: pd.DataFrame, begin: NDArray[np.int64], behind: NDArray[np.int64]) -> pd.DataFrame:
        """The rows that begin between two words of their article."""
        last = np.maximum(behind - 1, begin)
        places = pd.DataFrame({"from": self.tokens.start[begin], "to": self.tokens.end[last]}, index=self.ids)
        here = places.loc[rows.article_id]
        return rows[
            (rows.start.to_numpy() >= here["from"].to_numpy()) & (rows.start.to_numpy() < here["to"].to_numpy())
        ]


def _voice(kind: str, voice: str) -> Callable[[Truth], Floats]:
    def measured(of: Truth) -> Floats:
        rows = truth(kind).query("voice == @voice")
        return of.rate(rows, of.tokens.n_own if voice == "own" else of.tokens.n_quoted)

    return measured


def _quotes(query: str) -> Callable[[Truth], Floats]:
    return lambda of: of.rate(truth("quotes").query(query), of.tokens.words)


def _share_of_quotes(query: str, among: str = "kind != 'scare'") -> Callable[[Truth], Floats]:
    return lambda of: of.share(truth("quotes").query(among).query(query), truth("quotes").query(among))


def _share_of_events(query: str) -> Callable[[Truth], Floats]:
    return lambda of: of.share(truth("agency").query(query), truth("agency"))


def _quoted_words(of: Truth) -> Floats:
    rows = truth("quotes").query("kind != 'indirect'")
    return of.count(rows, rows.text.str.split().str.len()) / np.maximum(of.tokens.words, 1)


def _mixed_names(of: Truth) -> Floats:
    uses = truth("naming").query("voice == 'own'").groupby(["article_id", "concept", "variant"]).size()
    per_concept = uses.groupby(["article_id", "concept"]).agg(["sum", "max"]).groupby("article_id").sum()
    return (1 - per_concept["max"] / per_concept["sum"]).reindex(of.ids).to_numpy(float)


def _headline_loaded(of: Truth) -> Floats:
    layout, rows = layout_of(of.tokens), truth("loaded").query("voice == 'own'")
    head = of.count(of.within(rows, layout.begin, layout.body))
    words = layout.body - layout.begin
    return head / np.maximum(words, 1) - (of.count(rows) - head) / np.maximum(of.tokens.n_own - words, 1)


def _lead_attributed(of: Truth) -> Floats:
    layout = layout_of(of.tokens)
    return np.minimum(of.count(of.within(truth("quotes").query("kind != 'scare'"), layout.lead, layout.lead_behind)), 1)


def _lead_quoted(of: Truth) -> Floats:
    layout, rows = layout_of(of.tokens), truth("quotes").query("kind != 'indirect'")
    inside = of.within(rows, layout.lead, layout.lead_behind)
    return of.count(inside, inside.text.str.split().str.len()) / np.maximum(layout.lead_behind - layout.lead, 1)


def _counted_victims(of: Truth) -> Floats:
    rows = truth("agency")
    return of.rate(rows[rows.target.str.match(_NUMBER, case=False, na=False)], of.tokens.words)


def _causes_given(of: Truth) -> Floats:
    """Share of harms without an actor whose sentence tells of another that has one."""
    rows = truth("agency")
    row = rows.article_id.map({name: at for at, name in enumerate(of.ids)}).to_numpy()
    keys = row * (int(of.tokens.start.max()) + 2) + rows.start.to_numpy()
    at = np.searchsorted(of.tokens.article * (int(of.tokens.start.max()) + 2) + of.tokens.start, keys, side="right") - 1
    rows = rows.assign(sentence=of.tokens.sentence[at])
    agentless = rows[rows.actor.isna() & rows.construction.isin(["agentless passive", "nominal"])]
    return of.share(agentless[agentless.sentence.isin(rows[rows.actor.notna()].sentence)], agentless)


def _accused_heard(of: Truth) -> Floats:
    """Whether the side most often named as doing harm is quoted or reported at all."""
    accused = truth("agency").dropna(subset="side").article_id.unique()
    heard = (~np.isnan(_accused_first_heard(of))).astype(float)
    return np.where(np.isin(of.ids, accused), heard, np.nan)


def _accused_first_heard(of: Truth) -> Floats:
    """How far down the side most often named as doing harm is first quoted or reported."""
    sides = truth("agency").dropna(subset="side").groupby("article_id").side.agg(lambda side: side.mode().iloc[0])
    said = truth("quotes").query("kind != 'scare'")
    heard = said[said.side == said.article_id.map(sides)].groupby("article_id").start.min()
    lengths = pd.Series([len(text) for text in of.tokens.texts], of.ids)
    return (heard / lengths).reindex(of.ids).to_numpy(float)


_NUMBER = (
    r"(?:at least |more than |some |about |the )?"
    r"(?:\d|a dozen|dozens|hundreds|two|three|four|five|six|seven|eight|nine|ten|\w+teen)"
)

#: Names of features, what the truth says of the same thing in words, and how that is measured.
MEASURES: tuple[tuple[str, str, Callable[[Truth], Floats]], ...] = (
    (r"loaded\.\w+_own", "loaded words, own", _voice("loaded", "own")),
    (r"loaded\.\w+_quoted", "loaded words, quoted", _voice("loaded", "quoted")),
    (r"naming\.names_own", "names, own", _voice("naming", "own")),
    (r"naming\.names_quoted", "names, quoted", _voice("naming", "quoted")),
    (r"naming\.mixed_own", "mixed names, own", _mixed_names),
    (r"voices\.quoted", "words in quotations", _quoted_words),
    (r"voices\.direct", "direct quotations", _quotes("kind == 'direct'")),
    (r"voices\.indirect", "indirect quotations", _quotes("kind == 'indirect'")),
    (r"voices\.scare", "scare quotes", _quotes("kind == 'scare'")),
    (r"voices\.attributed", "speakers of direct quotations", _share_of_quotes("speaker.notna()", "kind == 'direct'")),
    *(
        (rf"voices\.{stance}_own", f"{stance} verbs", _quotes(f"verb_stance == '{stance}'"))
        for stance in ("neutral", "supporting", "doubting", "dramatising")
    ),
    *(
        (rf"voices\.{who}\w*", f"{who} speakers", _share_of_quotes(f"speaker_type == '{who}'"))
        for who in ("official", "unnamed")
    ),
    (r"emotion\.victims_counted_own", "targets of harm with a number", _counted_victims),
    (r"agency\.cause_given\w*", "agentless harms beside one with an actor", _causes_given),
    (r"voices\.accused_heard", "whether the accused side is heard", _accused_heard),
    (r"voices\.accused_heard_at", "how far down the accused side is heard", _accused_first_heard),
    (r"agency\.agentless\w*", "agentless passives", _share_of_events("construction == 'agentless passive'")),
    (r"agency\.passives?\w*", "passives", _share_of_events("construction.str.contains('passive')")),
    (r"agency\.nominal\w*", "nominalised harm", _share_of_events("construction == 'nominal'")),
    (r"agency\.harm\w*", "events of harm", lambda of: of.rate(truth("agency"), of.tokens.words)),
    (r"structure\.headline_loaded", "loaded words, headline less body", _headline_loaded),
    (r"structure\.lead_attributed", "quotations in the lead", _lead_attributed),
    (r"structure\.lead_quoted", "words in quotations in the lead", _lead_quoted),
)


def recoveries(features: pd.DataFrame, of: Truth) -> dict[str, Recovery]:
    """The recovery of each feature that a kind of truth speaks of."""
    found = {}
    for name in features.columns:
        for pattern, words, measured in MEASURES:
            if re.fullmatch(pattern, name):
                found[name] = _recovery(words, features[name].to_numpy(float), measured(of))
                break
    return found


def _recovery(words: str, feature: Floats, true: Floats) -> Recovery:
    known = ~np.isnan(feature) & ~np.isnan(true)
    n = int(known.sum())
    varies = n >= MIN_ARTICLES and np.ptp(feature[known]) > 0 and np.ptp(true[known]) > 0
    rho = float(stats.spearmanr(feature[known], true[known]).statistic) if varies else np.nan
    low = np.tanh(np.arctanh(np.clip(rho, -0.9999, 0.9999)) - 1.96 * 1.03 / np.sqrt(n - 3)) if varies else np.nan
    return Recovery(words, rho, float(low), n)
