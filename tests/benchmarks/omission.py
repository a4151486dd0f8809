"""How well the facts of an event are told apart, and who reports and who leaves out which.

    python -m tests.benchmarks.omission            the teaching corpus, and pairs and rows of BASIL judged by hand
    python -m tests.benchmarks.omission --misses   the same, and every outlet and fact that is told wrongly
    python -m tests.benchmarks.omission --speed    seconds for many events and for a huge one
    python -m tests.benchmarks.omission --sample   facts found in BASIL, to read

**Fact grouping.** An item is a stretch of an article that the truth gives as evidence. Its true groups are the facts
that it is evidence of (a stretch can be evidence of two); its found group is the fact of the passage that covers most
of it. B-cubed extended to items of several groups: the precision of two items that share a found group is
``min(found groups both have, true groups both have) / found groups both have``, recall the same over the true ones,
averaged over the other items and itself, then over items (Amigó, Gonzalo, Artiles & Verdejo 2009, *Information
Retrieval* 12:461-486, section 5). Passages that the truth says nothing of are no items.

**Reported or absent.** For each true fact the found one whose evidence matches best (Jaccard over items); then for
each outlet of the event whether it is reported, by the table as against the truth. Unclear counts as reported, and is
left aside in the line `clear only`. An outlet that the table leaves out because its article is too short to judge
counts as told absent.

**BASIL.** Real news, judged by reading; only hashes of the texts are kept. *Joined pairs*: passages of two outlets that
the table calls reports of one fact, drawn at random; how many state the same. *Absent rows*: facts that two outlets
report and a third is told to lack, drawn at random; how often it really lacks them, judged by the four sentences of its
article that share most with the fact. *All pairs*: pairs of passages of two outlets that share two words, drawn in
strata of likeness and weighted back to all such pairs; of those that state the same, how many stand in one fact, and
how many are clear. A paraphrase that shares fewer words is not among them, so the share is of what words can find.

`held out` is what comes out for an event with the threshold that is best for the other events.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

from bias.features import english_vocabulary
from bias.pipeline import TEACHING, Run
from bias.settings import Copies, Settings
from bias.stats.comparable import comparable
from bias.stats.omission.alignment import SAME_FACT, alike, facts
from bias.stats.omission.coverage import CLEAR, Coverage, Outlets, Stated, coverage
from bias.stats.omission.passages import PassageCollector, Passages
from bias.stats.omission.table import Order, listed, omissions
from bias.tokens import tokenise
from tests.benchmarks.truth import files, truth

BASIL = Path(__file__).resolve().parents[3] / "shared" / "data" / "basil" / "basil.jsonl"
CASES = Path(__file__).parents[1] / "cases" / "omission"
#: Rows drawn from the table of BASIL, and the seed.
DRAWN = {"pairs": (100, 5), "absent": (70, 6)}
THRESHOLDS = (0.08, 0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.18, 0.20, 0.24)
Item = tuple[str, int, int]


def collected(articles: pd.DataFrame) -> Passages:
    """The passages of some articles."""
    collector = PassageCollector(english_vocabulary())
    for begin in range(0, len(articles), 256):
        collector.add(tokenise(articles.text.iloc[begin : begin + 256].tolist(), collector.vocabulary))
    return collector.passages()


def evidence(articles: pd.DataFrame) -> pd.DataFrame:
    """The truth's evidence, a row a stretch, placed in the cleaned texts."""
    cleaned, raw = articles.set_index("article_id").text, files()
    rows = []
    for fact in truth("facts").itertuples():
        for item in fact.evidence:
            name, text = item["article_id"], item["text"]
            start = -1
            for _ in range(raw[name].count(text, 0, item["end"])):
                start = cleaned[name].index(text, start + 1)
            rows.append((fact.event_id, fact.fact_id, name, start, start + len(text)))
    return pd.DataFrame(rows, columns=["event_id", "fact_id", "article_id", "start", "end"])


class Found:
    """Facts found at one threshold: of each passage, and by outlet."""

    def __init__(self, articles: pd.DataFrame, events: pd.DataFrame, settings: Settings) -> None:
        self.articles, self.passages = articles, collected(articles)
        self.chosen = comparable(articles, events, replace(settings, copies=Copies.EACH))
        self.order = Order.of(articles, self.chosen, self.passages)
        self.bag = self.order.bag(self.passages)
        self.likeness = alike(self.bag)

    def covered(self, least: float) -> tuple[np.ndarray, Coverage]:
        """The fact of each passage, -1 for none, and the facts by outlet."""
        n_words = np.diff(self.bag.words.indptr)
        fact = listed(facts(self.bag, self.likeness, least), n_words)
        stated = Stated(self.order.event, self.order.outlet, fact, n_words)
        return fact, coverage(stated, self.likeness, Outlets.of(self.chosen.unit, self.chosen.outlet))

    def at(self, least: float) -> tuple[pd.DataFrame, dict[int, dict[str, str]]]:
        """A row a passage with its fact, and for each fact the outlets that do not lack it: reported or unclear."""
        fact, cells = self.covered(least)
        kept = ~cells.absent
        status = np.where(cells.reported, "reported", "unclear")[kept]
        names = self.chosen.outlets[cells.outlet[kept]]
        reporting: dict[int, dict[str, str]] = {}
        for number, name, what in zip(cells.fact[kept].tolist(), names, status, strict=True):
            reporting.setdefault(number, {})[name] = str(what)
        passage = self.order.passage
        ids = self.articles.article_id.to_numpy()[self.passages.article[passage]]
        places = {"start": self.passages.start[passage], "end": self.passages.end[passage]}
        alone = np.where(fact >= 0, fact, -len(fact) - 1 - np.arange(len(fact)))
        return pd.DataFrame({"article_id": ids, "fact": alone, **places}), reporting


def fact_of_items(items: pd.DataFrame, passages: pd.DataFrame) -> pd.Series:
    """For each item the fact of the passage that covers most of it; one of its own where there is none."""
    pairs = items.reset_index().merge(passages, on="article_id", suffixes=("", "_found"))
    covered = pairs[["end", "end_found"]].min(axis=1) - pairs[["start", "start_found"]].max(axis=1)
    best = pairs.assign(covered=covered).query("covered > 0").sort_values("covered", ascending=False, kind="stable")
    alone = pd.Series(-1 - np.arange(len(items)), index=items.index)
    return best.drop_duplicates("index").set_index("index").fact.reindex(items.index).fillna(alone).astype(int)


def extended_bcubed(true: dict[Item, set[str]], found: dict[Item, int]) -> tuple[list[float], list[float]]:
    """Precision and recall of each item."""
    precision, recall = [], []
    for item in true:
        both = [(min(int(found[item] == found[o]), n), int(found[item] == found[o]), n)
                for o in true for n in [len(true[item] & true[o])]]  # fmt: skip
        precision.append(float(np.mean([m / c for m, c, _ in both if c])))
        recall.append(float(np.mean([m / n for m, _, n in both if n])))
    return precision, recall


def told(items: pd.DataFrame, reporting: dict[int, dict[str, str]], outlets: dict[str, set[str]]) -> pd.DataFrame:
    """For each true fact and outlet of its event whether it is reported, whether that was found, and how clearly."""
    size = Counter(items.found)
    rows = []
    for (event, name), evidence_of in items.groupby(["event_id", "fact_id"]):
        mine = Counter(evidence_of.found)
        best = max(sorted(mine), key=lambda f: mine[f] / (len(evidence_of) + size[f] - mine[f]))
        true = set(evidence_of.article_id.map(lambda a: a.partition("-")[2].removesuffix("-2")))
        said = reporting.get(best, {})
        rows += [(event, name, o, o in true, o in said, said.get(o) != "unclear") for o in sorted(outlets[event])]
    return pd.DataFrame(rows, columns=["event_id", "fact_id", "outlet_id", "true", "found", "clear"])


def figures(scored: list[tuple[list[float], list[float], pd.DataFrame]]) -> dict[str, float]:
    """The figures of some events together."""
    precision = float(np.mean(np.concatenate([p for p, _, _ in scored])))
    recall = float(np.mean(np.concatenate([r for _, r, _ in scored])))
    pairs = pd.concat([pairs for _, _, pairs in scored])
    hit, false = int((pairs.true & pairs.found).sum()), int((~pairs.true & pairs.found).sum())
    missed, rest = int((pairs.true & ~pairs.found).sum()), int((~pairs.true & ~pairs.found).sum())
    reported, absent = 2 * hit / (2 * hit + false + missed), 2 * rest / max(2 * rest + false + missed, 1)
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "reported": reported,
        "absent": absent,
        "macro": (reported + absent) / 2,
        "micro": (hit + rest) / len(pairs),
        "absent precision": rest / max(rest + missed, 1),
    }


class Teaching:
    """The teaching corpus, scored at every threshold."""

    def __init__(self) -> None:
        run = Run([str(TEACHING)])
        self.found = Found(run.articles, run.events, run.judged)
        self.items = evidence(run.articles)
        event = run.articles.article_id.str.partition("-")[0]
        self.outlets = run.articles.outlet_id.groupby(event).agg(set).to_dict()

    def at(self, least: float) -> dict[str, tuple[list[float], list[float], pd.DataFrame]]:
        """The scores of each event."""
        passages, reporting = self.found.at(least)
        items = self.items.assign(found=fact_of_items(self.items, passages))
        scored = {}
        for event, rows in items.groupby("event_id"):
            by_item = rows.groupby(["article_id", "start", "end"])
            true, groups = by_item.fact_id.agg(set).to_dict(), by_item.found.first().to_dict()
            scored[event] = (*extended_bcubed(true, groups), told(rows, reporting, self.outlets))
        return scored

    def held_out(self) -> dict[str, float]:
        """The figures where each event's threshold is the best of the others."""
        every = {least: self.at(least) for least in THRESHOLDS}

        def merit(least: float, left_out: str) -> float:
            figure = figures([scores for event, scores in every[least].items() if event != left_out])
            return figure["F1"] + figure["macro"]

        events = every[SAME_FACT]
        return figures([every[max(THRESHOLDS, key=lambda t: merit(t, event))][event] for event in events])


def basil() -> tuple[pd.DataFrame, pd.DataFrame]:
    """BASIL as articles and events."""
    rows = pd.read_json(BASIL, lines=True)
    text = rows.title + "\n\n" + rows.text
    words = text.str.split().str.len()
    articles = pd.DataFrame({"article_id": rows.id, "outlet_id": rows.outlet, "text": text})
    articles = articles.assign(n_words=words, language="en")
    return articles, pd.DataFrame({"article_id": rows.id, "event_id": rows.event, "topic_id": "t", "copy_of": None})


def pair_key(first: str, second: str) -> str:
    """A pair's name that holds no text."""
    return sha256("\n".join(sorted([first, second])).encode()).hexdigest()[:20]


def absent_key(event: str, outlet: str, text: str) -> str:
    """A row's name that holds no text."""
    return sha256("\n".join([event, outlet, text]).encode()).hexdigest()[:20]


def sampled_pairs(table: pd.DataFrame, n: int, seed: int) -> pd.DataFrame:
    """Sentences of two outlets that the table calls reports of one fact, drawn at random."""
    rows = table[(table.status == "reported") & table.clear]
    pairs = rows.merge(rows, on=["event_id", "fact_id"], suffixes=("", "_other"))
    pairs = pairs[pairs.outlet_id < pairs.outlet_id_other]
    chosen = np.random.default_rng(seed).choice(len(pairs), min(n, len(pairs)), replace=False)
    drawn = pairs.iloc[np.sort(chosen)]
    return drawn.assign(key=[pair_key(a, b) for a, b in zip(drawn.text, drawn.text_other, strict=True)])


def sampled_absent(table: pd.DataFrame, n: int, seed: int) -> pd.DataFrame:
    """Facts that an outlet is told to lack and two others or more clearly report, drawn at random."""
    rows = table[(table.status == "absent") & (table.n_outlets_clear >= 2)]
    drawn = rows.iloc[np.sort(np.random.default_rng(seed).choice(len(rows), min(n, len(rows)), replace=False))]
    keys = [absent_key(*row) for row in zip(drawn.event_id, drawn.outlet_id, drawn.text, strict=True)]
    return drawn.assign(key=keys)


def labels(name: str) -> pd.DataFrame:
    """Judged pairs or rows by their hashes."""
    frame = pd.read_json(CASES / name, lines=True)
    return frame.set_index(frame.columns[0])


def of_all_pairs(found: Found, known: pd.DataFrame) -> str:
    """How many of the pairs that state the same stand in one fact, and how many are clear."""
    fact, cells = found.covered(SAME_FACT)
    like, passages, passage = found.likeness, found.passages, found.order.passage
    texts = found.articles.text.tolist()
    places = (passages.article[passage], passages.start[passage], passages.end[passage])
    said = [texts[row][start:end] for row, start, end in zip(*places, strict=True)]
    stands = np.zeros(len(fact), bool)
    stands[cells.best] = True
    near = stands.copy()
    for one, other in ((like.first, like.second), (like.second, like.first)):
        near[one[(like.score >= CLEAR) & (fact[one] == fact[other]) & stands[other]]] = True
    across = np.flatnonzero(found.order.outlet[like.first] != found.order.outlet[like.second])
    rows = [
        (pair_key(said[i], said[j]), fact[i] == fact[j] >= 0, fact[i] == fact[j] >= 0 and near[i] and near[j])
        for i, j in zip(like.first[across].tolist(), like.second[across].tolist(), strict=True)
    ]
    place = pd.DataFrame(rows, columns=["pair", "joined", "clear"]).groupby("pair").max()
    drawn = known[known.weight.notna()].join(place)
    weight = drawn.weight * drawn.same
    parts = []
    for name in ("joined", "clear"):
        there = drawn[name].fillna(value=False).astype(bool)
        right, share = weight[there].sum() / drawn.weight[there].sum(), weight[there].sum() / weight.sum()
        parts.append(f"{name}: {right:.2f} right ({there.sum()} judged), {share:.2f} of those that state the same")
    return f"all pairs ({len(drawn)} judged, {place.index.isin(drawn.index).sum()} found again): " + "; ".join(parts)


def judged() -> None:
    """Print how many of the pairs and absent rows of BASIL that were judged by hand are right."""
    if not BASIL.exists():
        print("basil left out: basil.jsonl is not here")
        return
    articles, events = basil()
    found = Found(articles, events, Settings())
    table = omissions(articles, events, found.passages, Settings())
    pairs, absent = labels("basil_pairs.jsonl"), labels("basil_absent.jsonl")
    for name, drawn, known in (
        ("joined pairs that state the same", sampled_pairs(table, *DRAWN["pairs"]), pairs.same),
        ("absent rows whose outlet lacks the fact", sampled_absent(table, *DRAWN["absent"]), absent.lacks),
    ):
        right = drawn.key.map(known).dropna().astype(float)
        error = 1.96 * np.sqrt(right.mean() * (1 - right.mean()) / len(right))
        print(f"basil: {name}: {right.mean():.2f} ± {error:.2f} ({len(right)} of {len(drawn)} drawn are judged)")
    print(f"basil: {of_all_pairs(found, pairs)}")
    print(f"basil: rows {table.status.value_counts().to_dict()}")


def line(name: str, figure: dict[str, float]) -> str:
    return f"{name:10}" + "  ".join(f"{value:9.3f}" for value in figure.values())


def teaching(misses: bool) -> None:
    """Print the table of the teaching corpus."""
    corpus = Teaching()
    scored = corpus.at(SAME_FACT)
    print(f"{'':10}" + "  ".join(f"{name[:9]:>9}" for name in figures(list(scored.values()))))
    for event, scores in scored.items():
        print(line(event, figures([scores])))
    print(line("all", figures(list(scored.values()))))
    print(line("held out", corpus.held_out()))
    clear = [(p, r, pairs[pairs.clear]) for p, r, pairs in scored.values()]
    share = 1 - np.mean(np.concatenate([pairs.clear for _, _, pairs in scored.values()]))
    print(line("clear only", figures(clear)), f" ({share:.2f} of outlets and facts are unclear)")
    if misses:
        wrong = pd.concat([pairs for _, _, pairs in scored.values()]).query("true != found")
        print(wrong.to_string(index=False))


def speed() -> None:
    """Print seconds for more and more events of six outlets, and for one of 300 articles."""
    run = Run([str(TEACHING)])
    passages, articles, events = collected(run.articles), run.articles, run.events
    started = time.perf_counter()
    omissions(articles, events, passages, run.judged)
    print(f"12 events, 72 articles: {time.perf_counter() - started:.3f} s")
    texts = pd.concat([articles.drop_duplicates("article_id")] * 14, ignore_index=True)[:1000]
    many = texts.assign(article_id=[f"a{row:04d}" for row in range(len(texts))])
    for name, event, outlet in (
        ("166 events, 1,000 articles", np.arange(1000) // 6, np.arange(1000) % 6),
        ("1 event, 300 articles, 50 outlets", np.where(np.arange(1000) < 300, 0, -1), np.arange(1000) % 50),
    ):
        chosen = many[event >= 0].assign(outlet_id=[f"o{number:02d}" for number in outlet[event >= 0]])
        rows = pd.DataFrame({"article_id": chosen.article_id, "event_id": [f"e{e:04d}" for e in event[event >= 0]]})
        taken = collected(chosen)
        started = time.perf_counter()
        found = omissions(chosen, rows.assign(topic_id="t", copy_of=None), taken, Settings())
        print(f"{name}: {time.perf_counter() - started:.3f} s, {len(found)} rows")


def sample() -> None:
    """Print facts of BASIL that several outlets report, to read."""
    articles, events = basil()
    for row in sampled_pairs(omissions(articles, events, collected(articles), Settings()), 20, 1).itertuples():
        print(f"{row.fact_id[-12:]}\n  {row.text}\n  {row.text_other}")


def main() -> int:
    """Print what is asked for."""
    parser = argparse.ArgumentParser()
    for name in ("misses", "speed", "sample"):
        parser.add_argument(f"--{name}", action="store_true")
    wanted = parser.parse_args()
    if wanted.speed:
        speed()
    elif wanted.sample:
        sample()
    else:
        teaching(wanted.misses)
        judged()
    return 0


if __name__ == "__main__":
    sys.exit(main())
