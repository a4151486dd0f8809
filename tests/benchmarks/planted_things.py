"""What was planted in the teaching corpus, taken by rules from its written truth, and what the tables show of it.

The page: tests/benchmarks/planted.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bias.features import english_vocabulary
from bias.lexicon import embedded
from bias.pipeline import Run
from bias.stats import contrasts, naming
from bias.stats.naming.shares import shares
from bias.tokens import tokenise
from tests.benchmarks.omission import SAME_FACT, Teaching
from tests.benchmarks.recovery import MEASURES, Truth, recoveries
from tests.benchmarks.truth import files, truth

#: The truth's own difference counts as planted at this q.
ALPHA = 0.05
#: A share is planted where the truth has this many of what it is a share of, and it is at least this large.
FEWEST, LEAST_LEADING, LEAST_STANCE = 8, 0.5, 0.2
#: Of an outlet's omissions so many must be told, and of those told so many true.
LEAST_TOLD = 0.85


@dataclass(frozen=True)
class Planted:
    """A planted thing: where it should show, what the truth says, what was found, and whether that is it."""

    table: str
    outlet: str
    what: str
    row: str
    truth: str
    found: str
    q: float = np.nan
    recovered: bool = False
    why: str = ""


@dataclass(frozen=True)
class Compared:
    """The contrasts of the truth's counts and of the features, a row for each measure and outlet.

    The column ``rho`` is the rank correlation of feature and truth over articles: how well the feature counts at all.
    """

    rows: pd.DataFrame

    @property
    def planted(self) -> pd.DataFrame:
        return self.rows[self.rows.q_true <= ALPHA].sort_values(["outlet_id", "words"])

    @property
    def sure(self) -> pd.Series:
        """Whether the interval of what was found excludes 0."""
        return (self.rows.ci_low > 0) | (self.rows.ci_high < 0)


def truths(run: Run) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The truth's counts as a features table; and for each the feature that measures it, the first that the run has."""
    texts = files()
    of = Truth(list(texts), tokenise(list(texts.values()), english_vocabulary()))
    measured = run.measured.features.set_index("article_id").reindex(of.ids)
    over_articles = recoveries(measured, of)
    values, features = {"article_id": of.ids}, {}
    for pattern, words, count in MEASURES:
        values[words] = count(of)
        features[words] = next(name for name in measured.columns if re.fullmatch(pattern, name))
    known = pd.DataFrame({"words": list(features), "feature": list(features.values())})
    return pd.DataFrame(values), known.assign(rho=[over_articles[name].rho for name in known.feature])


def compared(run: Run) -> Compared:
    counts, known = truths(run)
    true, found = (
        table[table.event_id.isna()]
        for table in (contrasts(counts, run.articles, run.events, run.judged), run.table("contrasts"))
    )
    true = true.rename(columns={"feature": "words"}).merge(known, on="words")
    both = true.merge(found, on=["outlet_id", "feature"], suffixes=("_true", ""), how="left")
    return Compared(both.sort_values(["words", "outlet_id"], ignore_index=True))


def from_contrasts(of: Compared) -> Iterator[Planted]:
    for row in of.planted.itertuples():
        more = "more" if row.difference_true > 0 else "less"
        same = row.difference * row.difference_true > 0
        sure = row.ci_low > 0 or row.ci_high < 0
        what = "interval holds 0" if same else "other way round"
        why = "" if same and sure else f"{what}; over articles the feature follows the truth with ρ = {row.rho:.2f}"
        yield Planted(
            "contrasts",
            row.outlet_id,
            f"{more}: {row.words}",
            row.feature,
            f"{row.difference_true:+.3g}",
            f"{row.difference:+.3g} ({row.ci_low:.3g} to {row.ci_high:.3g})",
            row.q,
            bool(same and sure),
            why,
        )


def from_shares(
    kind: str, true: pd.DataFrame, found: pd.DataFrame, least: float, say: Callable[[str, str], str]
) -> Iterator[Planted]:
    """The leading variants of the truth that reach a share, each with its row in the table.

    `true` and `found` are of the form that ``shares`` gives; `say` words a concept and its variant.
    """
    key = ["outlet_id", "concept"]
    true, found = (table.assign(uses=(table.n / table.share).round().astype(int)) for table in (true, found))
    planted = true[(true.uses >= FEWEST) & (true.share >= least)].sort_values([*key, "variant"])
    leading = found.loc[found.groupby(key).share.idxmax()].set_index(key).variant
    by_name = found.set_index([*key, "variant"])
    for row in planted.itertuples():
        place, what = (row.outlet_id, row.concept, row.variant), say(row.concept, row.variant)
        true_share = f"{row.share:.0%} of {row.uses}"
        if place not in by_name.index:
            yield Planted(kind, row.outlet_id, what, "", true_share, "no row", why="never found")
            continue
        there = by_name.loc[place]
        held = there.ci_low <= row.share <= there.ci_high
        leads = least < LEAST_LEADING or leading.get(place[:2]) == row.variant
        value = f"{there.share:.0%} of {there.uses} ({there.ci_low:.0%} to {there.ci_high:.0%})"
        why = "" if held and leads else "another leads" if not leads else "the truth is outside the interval"
        where = f"{row.concept} / {row.variant}"
        yield Planted(kind, row.outlet_id, what, where, true_share, value, recovered=bool(held and leads), why=why)


def clustered(run: Run, rows: pd.DataFrame, concept: str | pd.Series, variant: str) -> pd.DataFrame:
    """Shares of the values of a column among an outlet's rows, with events as clusters; copied articles count too."""
    places = run.articles[["article_id", "outlet_id"]].merge(run.events[["article_id", "event_id"]], on="article_id")
    named = rows.assign(concept=concept, variant=rows[variant], voice="all", n=1)[rows[variant].notna()]
    named = named[["article_id", "concept", "variant", "voice", "n"]].merge(places, on="article_id")
    return shares(named, [], run.judged.confidence)


def _as_the_pack_says(uses: pd.DataFrame) -> list[str]:
    """The variant of the pack whose term is the longest within each of the truth's names; the name where none is."""
    terms = [
        (*entry.category.partition("/")[::2], f" {_words(entry.term)} ")
        for entry in embedded("naming-teaching-en").entries
    ]
    said = []
    for row in uses.itertuples():
        name = f" {_words(row.variant)} "
        inside = [
            (len(term), variant or term) for concept, variant, term in terms if concept == row.concept and term in name
        ]
        said.append(max(inside, default=(0, name))[1].strip())
    return said


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower()))


def from_naming(run: Run) -> Iterator[Planted]:
    own = truth("naming").query("voice == 'own'").groupby(["article_id", "concept", "variant", "voice"])
    uses = own.size().rename("n").reset_index()
    uses["variant"] = _as_the_pack_says(uses)
    uses["concept"] = "teaching/" + uses.concept
    settings = run.judged
    true = naming(uses, run.articles, run.events, settings)
    found = naming(run.measured.uses, run.articles, run.events, settings).query("voice == 'own'")
    yield from from_shares(
        "naming", true, found, LEAST_LEADING, lambda concept, name: f"{concept.removeprefix('teaching/')} is “{name}”"
    )


def from_voices(run: Run) -> Iterator[Planted]:
    true, found = truth("quotes").query("kind != 'scare'"), run.measured.voices.query("kind != 'scare'")
    for column, words in (("side", "speech by side: {}"), ("speaker_type", "speech by kind of speaker: {}")):
        pair = (clustered(run, rows, column, column) for rows in (true, found))
        yield from from_shares("voices", *pair, LEAST_LEADING, lambda _, value, words=words: words.format(value))
    stances = [
        clustered(run, rows[rows.side.notna()], "speech of " + rows.side, "verb_stance").query("variant != 'neutral'")
        for rows in (true, found)
    ]
    yield from from_shares("voices", *stances, LEAST_STANCE, lambda side, stance: f"{side}: {stance} verbs")


def from_agency(run: Run) -> Iterator[Planted]:
    pair = (clustered(run, rows, "side", "side") for rows in (truth("agency"), run.measured.agency))
    yield from from_shares("agency", *pair, LEAST_LEADING, lambda _, side: f"harm with a doer named: by {side}")


def from_events(run: Run) -> Iterator[Planted]:
    """What the README tells of single events."""
    events = run.events.set_index("article_id")
    for event, printed in (("e02", "teluna-press"), ("e08", "norvane-world")):
        pair = {f"{event}-crossline", f"{event}-{printed}"}
        found = {(name, events.copy_of[name]) for name in pair if isinstance(events.copy_of[name], str)}
        is_it = any({*ends} == pair for ends in found)
        say = f"prints the wire's text of {event} nearly unchanged"
        yield Planted("events", printed, say, "copy_of", "copy", "copy" if found else "none", recovered=is_it)
    others = events.copy_of.notna().sum() - 2
    yield Planted("events", "all", "no other copies", "copy_of", "0", f"{others}", recovered=others == 0)
    silent = events[events.index.str.startswith("e11")]
    seen = f"{silent.n_outlets.max()} outlets, {len(silent)} articles, {silent.event_id.nunique()} event"
    wanted = "3 outlets, 6 articles, 1 event"
    say = "e11 is reported by three outlets, two articles each"
    yield Planted("events", "three", say, "n_outlets", wanted, seen, recovered=seen == wanted)
    features = run.measured.features.set_index("article_id").loc["e05-telemeridia"].drop("style.words")
    missing = features.isna().mean()
    say = "e05 is a headline and a sentence, too short to judge"
    yield Planted("features", "telemeridia", say, "all", "no value", f"{missing:.0%} missing", recovered=missing == 1)


def from_omissions() -> Iterator[Planted]:
    """Of the facts that two other outlets or more carry, what each outlet leaves out, fact by fact."""
    pairs = pd.concat([scores[2] for scores in Teaching().at(SAME_FACT).values()])
    carried = pairs.groupby(["event_id", "fact_id"]).true.transform("sum")
    for outlet, facts in pairs[carried >= 2].groupby("outlet_id"):
        absent, told = ~facts.true, ~facts.found
        both = int((absent & told).sum())
        recall, precision = both / max(int(absent.sum()), 1), both / max(int(told.sum()), 1)
        what = f"leaves out {absent.sum()} of {len(facts)} facts"
        found = f"{both} of them, and {told.sum() - both} others"
        good = min(recall, precision) >= LEAST_TOLD
        why = "" if good else f"{recall:.0%} of them are told, {precision:.0%} of those told are true"
        yield Planted("omissions", str(outlet), what, "status", f"{absent.sum()}", found, recovered=good, why=why)


def planted(run: Run, of: Compared) -> list[Planted]:
    """Every planted thing."""
    made = (
        from_contrasts(of),
        from_naming(run),
        from_voices(run),
        from_agency(run),
        from_omissions(),
        from_events(run),
    )
    return [thing for part in made for thing in part]
