"""Whether each feature can be told from noise: its reliability, its range, and whether it recovers what is known.

    python -m tests.benchmarks.reliability           prints the page
    python -m tests.benchmarks.reliability --write   writes it to tests/benchmarks/features.md

Runs over every feature of every registered group. Takes about a minute.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pandas as pd

from bias.features import english_vocabulary, feature_info, measure
from bias.pipeline import TEACHING, Run
from bias.settings import Settings
from bias.tokens import tokenise
from tests.benchmarks.feature_speed import ARTICLES, BATCH
from tests.benchmarks.frames import of_sections
from tests.benchmarks.halves import ARTICLES as FEWEST
from tests.benchmarks.halves import RESAMPLES, SPLITS, Reliability, reliabilities
from tests.benchmarks.quotes import BASIL
from tests.benchmarks.recovery import Recovery, Truth, recoveries
from tests.benchmarks.truth import files
from tests.benchmarks.within import Within, within_events

PAGE = Path(__file__).parent / "features.md"
#: Most that the p of a difference within events may be; two corpora have a chance each.
ALPHA = 0.01
SHIPS, NOISY, UNKNOWN = "ships", "too noisy", "not measurable here"
HEAD = """\
# Can each feature be told from noise?

Made by `python -m tests.benchmarks.reliability --write`; do not edit.

**Reliability**: in Article-Bias-Prediction (5,000 articles of US news and opinion) the articles of each of the
{outlets} outlets that have {fewest} or more are split at random into two halves, {splits} times; correlation of the
halves' means over outlets, raised to both halves together by the Spearman–Brown formula (a correlation below 0 is left
as it is); in brackets the 95 % interval from drawing the outlets anew {resamples} times. It says how far as many other
articles of the same outlets would have put them in the same order. What outlets write about is part of it: a reliable
feature tells outlets apart, and only the contrast within events tells their framing apart.

**Range**: 5th percentile, median and 95th over articles, and the share of articles without a value.

**Truth**: rank correlation (Spearman) over the articles of the teaching corpus with what is written beside it, where
the truth has the like; a lower bound of its 95 % interval (Fisher) above 0 counts as recovered. For policy frames,
which the teaching corpus has no truth of: how well the frame tells the articles of its section of the site (business,
health, world …) from those of others in Article-Bias-Prediction, as 2 × AUC − 1, with its interval over outlets.

**Within events**: reliability of the outlets' means when each event's mean is taken off, 1 − 1/F, for the teaching
corpus (6 outlets, 12 events, on a war, which those articles hardly speak of) and BASIL (3 outlets, 50 events); with the
p of shuffling the outlets within events. This is what the program compares; p below {alpha} counts.

**Verdict**: *too noisy* where the interval of the reliability holds 0, no truth is recovered, and outlets do not differ
within events of either corpus; *not measurable here* where too few of those outlets have values and nothing
else shows the feature to work (a pack on matters of which no corpus here speaks); else *ships*.
"""


@dataclass(frozen=True)
class Row:
    """What is known of one feature."""

    feature: str
    reliability: Reliability
    recovery: Recovery | None
    within: tuple[Within, ...]
    teaching: pd.Series
    articles: pd.Series

    @property
    def verdict(self) -> str:
        """Whether the feature can be told from noise."""
        recovered = self.recovery is not None and self.recovery.low > 0
        differ = any(corpus.p < ALPHA for corpus in self.within)
        if recovered or differ or self.reliability.low > 0:
            return SHIPS
        return UNKNOWN if np.isnan(self.reliability.low) else NOISY


def measured(texts: list[str]) -> pd.DataFrame:
    """All features of some texts."""
    vocabulary = english_vocabulary()
    parts = [measure(tokenise(texts[at : at + BATCH], vocabulary)) for at in range(0, len(texts), BATCH)]
    return pd.concat(parts, ignore_index=True)


def rows() -> list[Row]:
    """What is known of every feature, in the order of the registry."""
    articles = Run([ARTICLES]).articles
    features = measured(articles.text.tolist())
    in_events = [_in_events(source) for source in (TEACHING, BASIL)]
    teaching = in_events[0][0]
    reliable = reliabilities(features, articles.outlet_id, Settings().rng("reliability"))
    texts = files()
    tokens = tokenise(list(texts.values()), english_vocabulary())
    recovered = recoveries(measure(tokens), Truth(list(texts), tokens))
    sections = of_sections(
        articles.assign(outlet=articles.outlet_id), tokenise(articles.text.tolist(), english_vocabulary())
    )
    for frame, of in sections.items():
        auc = f"section, AUC {of.auc:.2f}"
        recovered[f"frames.policy_{frame}_own"] = Recovery(auc, 2 * of.auc - 1, 2 * of.low - 1, of.n)
    return [
        Row(
            name,
            reliable[name],
            recovered.get(name),
            tuple(within[name] for _, within in in_events),
            teaching[name],
            features[name],
        )
        for name in feature_info().feature
    ]


def _in_events(source: Path) -> tuple[pd.DataFrame, dict[str, Within]]:
    """The features of a source that names its events, and what its outlets differ in within them."""
    articles = Run([source]).articles
    features = measured(articles.text.tolist())
    rng = Settings().rng("within")
    return features, within_events(features, articles.outlet_id, articles.event_hint, rng)


def page(found: list[Row]) -> str:
    """The whole page."""
    outlets = max(row.reliability.n_outlets for row in found)
    head = HEAD.format(fewest=FEWEST, splits=SPLITS, resamples=RESAMPLES, outlets=outlets, alpha=ALPHA)
    return "\n".join([head, *_sections(found), ""])


def _sections(found: list[Row]) -> Iterator[str]:
    for group, members in groupby(found, lambda row: row.feature.partition(".")[0]):
        yield f"\n## {group}\n"
        ranges = " | ".join(f"{corpus}: 5 %, 50 %, 95 % | none" for corpus in ("teaching", "articles"))
        yield f"| feature | reliability | {ranges} | truth | within events: teaching | BASIL | verdict |"
        yield "|---|---|---|--:|---|--:|---|---|---|---|"
        for row in members:
            yield "| " + " | ".join(_cells(row)) + " |"


def _cells(row: Row) -> tuple[str, ...]:
    of, truth = row.reliability, row.recovery
    reliability = f"{of.value:.2f} ({of.low:.2f} to {of.high:.2f})" if not np.isnan(of.value) else "–"
    recovery = f"{truth.rho:.2f}, n {truth.n}: {truth.truth}" if truth and not np.isnan(truth.rho) else "–"
    within = ("–" if np.isnan(of.p) else f"{of.value:.2f}, p {of.p:.3f}" for of in row.within)
    ranges = (*_range(row.teaching), *_range(row.articles))
    return (f"`{row.feature}`", reliability, *ranges, recovery, *within, row.verdict)


def _range(values: pd.Series) -> tuple[str, str]:
    known = values.dropna()
    ends = ", ".join(f"{value:.3g}" for value in known.quantile([0.05, 0.5, 0.95])) if len(known) else "–"
    return ends, f"{values.isna().mean():.0%}"


def main(arguments: list[str]) -> int:
    absent = [path.name for path in (ARTICLES, BASIL) if not path.exists()]
    if absent:
        print(f"skipped: {', '.join(absent)} not here")
        return 0
    text = page(rows())
    if "--write" in arguments:
        PAGE.write_text(text, "utf-8")
        print(f"wrote {PAGE.name}")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
