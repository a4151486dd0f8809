"""Events: the quality floors on real and invented articles, and each step against a plain implementation of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.feature_extraction.text import CountVectorizer

from bias import schema
from bias.events import group, shared
from bias.events import pairs as pairing
from bias.events.grouping import REPRINTED_SHARE
from bias.events.linkage import average_linkage
from bias.events.pairs import likely_pairs, nearest
from bias.settings import CORPORA, Match, Settings
from tests.benchmarks.bcubed import bcubed

WORD = r"[^\W_]+(?:['’][^\W_]+)*"
TEACHING = CORPORA / "teaching" / "articles"


def counted(texts: list[str]) -> tuple[sparse.csr_array, list[str]]:
    if not any(text.strip() for text in texts):
        return sparse.csr_array((len(texts), 0), dtype=np.int64), []
    counter = CountVectorizer(token_pattern=WORD)
    return sparse.csr_array(counter.fit_transform(texts)), list(counter.get_feature_names_out())


def table(
    texts: list[str], outlets: list[str | None], dates: list[str | None], hints: list[str | None]
) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "article_id": [f"a{row}" for row in range(len(texts))],
            "outlet_id": pd.Series(outlets, dtype="str"),
            "text": pd.Series(texts, dtype="str"),
            "published": pd.to_datetime(pd.Series(dates, dtype="str")).astype("datetime64[ns]"),
            "event_hint": pd.Series(hints, dtype="str"),
        }
    )
    return frame.assign(n_words=frame.text.str.split().str.len())


def grouped(articles: pd.DataFrame, match: Match = Match.EVENT) -> pd.DataFrame:
    return group(articles, *counted(articles.text.tolist()), Settings(match=match))


def undated(articles: pd.DataFrame) -> pd.DataFrame:
    return articles.assign(published=pd.Series(pd.NaT, index=articles.index, dtype="datetime64[ns]"))


@pytest.fixture(scope="module")
def taught() -> pd.DataFrame:
    index = pd.read_csv(TEACHING / "index.csv", dtype="str")
    texts = [(TEACHING / file).read_text(encoding="utf-8").split("[Invented")[0] for file in index.file]
    articles = table(texts, index.outlet.tolist(), index.published.tolist(), index.event.tolist())
    return articles.assign(article_id=index.file.str.removesuffix(".txt"))


@pytest.fixture(scope="module")
def basil(shared: Callable[[str], Path]) -> pd.DataFrame:
    lines = shared("basil/basil.jsonl").read_text(encoding="utf-8").splitlines()
    rows = pd.DataFrame([json.loads(line) for line in lines])
    texts = (rows.title + "\n\n" + rows.text).tolist()
    return table(texts, rows.outlet.tolist(), rows.published.tolist(), rows.event.tolist())


def n_groups(articles: pd.DataFrame) -> int:
    return int(grouped(articles).event_id.nunique())


def f1(articles: pd.DataFrame) -> float:
    return bcubed(articles.event_hint, grouped(articles).event_id)[2]


@pytest.mark.parametrize("half", [0, 1])
def test_basil_events_are_found_in_each_half(basil: pd.DataFrame, half: int) -> None:
    part = basil[basil.event_hint.factorize()[0] % 2 == half].reset_index(drop=True)
    assert f1(part) >= 0.99
    assert f1(undated(part)) >= 0.95


def test_three_reports_of_one_event_alone_are_one_event_though_every_telling_word_is_in_all(
    basil: pd.DataFrame,
) -> None:
    alone = [undated(part.reset_index(drop=True)) for _, part in basil.groupby("event_hint")]
    assert np.mean([n_groups(part) == 1 for part in alone]) >= 0.95


def test_five_articles_of_five_days_share_a_topic_but_no_event(shared: Callable[[str], Path]) -> None:
    index = pd.read_csv(shared("seeds/index.csv"))
    texts = [shared(f"seeds/{file}").read_text(encoding="utf-8") for file in index.file]
    events = grouped(table(texts, index.outlet.tolist(), index.published.tolist(), [None] * 5))
    assert events.event_id.is_unique
    assert set(events.topic_id) == {"t001"}


def test_the_order_of_terms_changes_nothing(taught: pd.DataFrame) -> None:
    counts, terms = counted(taught.text.tolist())
    order = np.random.default_rng(5).permutation(len(terms))
    shuffled = group(taught, counts[:, order], [terms[place] for place in order], Settings())
    pd.testing.assert_frame_equal(shuffled, group(taught, counts, terms, Settings()))


def test_the_same_wording_a_month_apart_is_two_events_and_two_days_apart_one(taught: pd.DataFrame) -> None:
    pair = taught[taught.event_hint == "e03"].head(2).reset_index(drop=True)
    near = pair.assign(published=pd.to_datetime(["2021-04-11", "2021-04-13"]).astype("datetime64[ns]"))
    far = pair.assign(published=pd.to_datetime(["2021-04-11", "2021-05-11"]).astype("datetime64[ns]"))
    assert n_groups(near) == 1
    assert n_groups(far) == 2


def test_ids_follow_the_dates_and_articles_without_one_come_last(taught: pd.DataFrame) -> None:
    events = grouped(taught).assign(published=taught.published)
    first = events.groupby("event_id").published.min()
    assert first.is_monotonic_increasing
    assert first.index[0] == "e001"


def test_every_event_lies_within_one_topic(basil: pd.DataFrame) -> None:
    events = grouped(basil)
    assert not events.drop_duplicates(["event_id", "topic_id"]).event_id.duplicated().any()
    assert 1 < events.topic_id.nunique() < events.event_id.nunique()


def test_by_topic_ignores_time_and_by_column_follows_the_source(taught: pd.DataFrame) -> None:
    assert set(grouped(taught, Match.TOPIC).event_id) == {"e001"}
    hinted = grouped(taught.assign(event_hint=taught.event_hint.where(taught.event_hint != "e12")), Match.COLUMN)
    known = (taught.event_hint != "e12").to_numpy()
    assert bcubed(taught.event_hint[known], hinted.event_id[known]) == (1.0, 1.0, 1.0)
    assert hinted.event_id[~known].is_unique
    assert (hinted.method == "column").all()


def test_n_outlets_counts_known_outlets_and_says_whether_any_event_is_shared(taught: pd.DataFrame) -> None:
    one = taught[taught.event_hint == "e01"].reset_index(drop=True)
    assert (grouped(one).n_outlets == 6).all()
    assert shared_of(one)
    assert not shared_of(one.assign(outlet_id="nortag"))
    assert not shared_of(one.assign(outlet_id="unknown"))


def shared_of(articles: pd.DataFrame) -> bool:
    return shared(grouped(articles))


@pytest.mark.parametrize("texts", [[], ["one text about a bridge"], ["", ""], ["", "a bridge", "a bridge"]])
def test_nothing_empty_or_single_is_trouble(texts: list[str]) -> None:
    for match in Match:
        events = grouped(table(texts, ["x"] * len(texts), [None] * len(texts), [None] * len(texts)), match)
        assert len(events) == len(texts)
        alone = events.event_id.map(events.event_id.value_counts()) == 1
        assert events.similarity[alone].isna().all()
        schema.check(events, "events")


def mutual(n: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    first, second = np.triu_indices(n, 1)
    return first, second, np.random.default_rng(seed).random(len(first))


@pytest.mark.parametrize("seed", range(20))
def test_linkage_is_scipys_average_linkage_where_all_pairs_are_given(seed: int) -> None:
    first, second, score = mutual(25, seed)
    expected = fcluster(linkage(1 - score, "average"), 1 - 0.6, "distance")
    assert bcubed(expected, average_linkage(first, second, score, 25, (0.6, 0.0)))[2] == 1.0


def test_pairs_are_those_that_comparing_all_with_all_finds() -> None:
    rng = np.random.default_rng(3)
    dense = rng.random((80, 30)) * (rng.random((80, 30)) < 0.2) + np.eye(80, 30) * 0.1
    dense /= np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-12)
    days = np.where(rng.random(80) < 0.2, np.nan, rng.integers(0, 40, 80))
    found = likely_pairs(sparse.csr_array(dense), 0.3, days, 5.0)
    expected = {
        (i, j)
        for i in range(80)
        for j in range(i + 1, 80)
        if dense[i] @ dense[j] >= 0.3 and not abs(days[i] - days[j]) > 5
    }
    assert set(zip(found.first.tolist(), found.second.tolist(), strict=True)) == expected
    assert found.cosine == pytest.approx([dense[i] @ dense[j] for i, j in zip(found.first, found.second, strict=True)])


def unit_rows(n: int, seed: int) -> sparse.csr_array:
    rng = np.random.default_rng(seed)
    share = np.geomspace(0.03, 0.9, 40)
    dense = (1 + rng.random((n, 40))) * (rng.random((n, 40)) < share) * -np.log(share) + np.eye(n, 40) * 0.1
    return sparse.csr_array(dense / np.linalg.norm(dense + 1e-12, axis=1, keepdims=True))


def test_pairs_that_share_rarer_words_too_are_found_with_their_whole_cosine(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = unit_rows(300, 4)
    days = np.random.default_rng(5).integers(0, 30, 300).astype(float)
    whole = likely_pairs(rows, 0.6, days, 6.0)
    monkeypatch.setattr(pairing, "COMMON", 40)
    found = likely_pairs(rows, 0.6, days, 6.0)
    cosine = dict(zip(zip(whole.first, whole.second, strict=True), whole.cosine, strict=True))
    assert len(found.first) > 0.9 * len(whole.first) > 200
    assert [cosine[pair] for pair in zip(found.first, found.second, strict=True)] == pytest.approx(found.cosine)


def test_the_nearest_of_a_group_is_what_looking_at_all_of_it_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = unit_rows(120, 6)
    dense = rows.toarray()
    groups = np.random.default_rng(7).integers(0, 12, 120)
    to = np.random.default_rng(8).random(120) < 0.4
    monkeypatch.setattr(pairing, "_BATCH", 50)
    row, near, cosine = nearest(likely_pairs(rows, 0.75, np.full(120, np.nan), np.inf), rows, groups, to)
    expected = {}
    for i in range(120):
        others = [(round(-dense[i] @ dense[j], 9), j) for j in np.flatnonzero((groups == groups[i]) & to) if j != i]
        expected.update({i: min(others)[1]} if others else {})
    assert dict(zip(row.tolist(), near.tolist(), strict=True)) == expected
    assert cosine == pytest.approx([dense[i] @ dense[j] for i, j in expected.items()])


def reprinted(taught: pd.DataFrame, days: int, share: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The corpus with an article of e04 printed again after some days, and its copies table."""
    original = taught[taught.event_hint == "e04"].iloc[[0]]
    later = original.assign(
        article_id="later", outlet_id="osvyn-chronicle", published=original.published + pd.Timedelta(days=days)
    )
    copies = schema.empty("copies").reindex(range(1))
    copies = copies.assign(article_id="later", copy_of=original.article_id.item(), shared=share)
    return pd.concat([taught, later], ignore_index=True), copies


def with_copies(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    events = group(articles, *counted(articles.text.tolist()), Settings(), copies=copies)
    return events.set_index("article_id")


@pytest.mark.parametrize(("days", "share", "same"), [(2, 0.7, True), (40, 1.0, True), (40, 0.7, False)])
def test_a_reprint_is_of_its_originals_event_however_late_unless_much_of_it_is_new(
    taught: pd.DataFrame, days: int, share: float, same: bool
) -> None:
    articles, copies = reprinted(taught, days, share)
    events = with_copies(articles, copies)
    original = copies.copy_of.item()
    assert (events.event_id["later"] == events.event_id[original]) == same
    assert events.copy_of["later"] == original
    assert events.copy_of.notna().sum() == 1
    assert (share >= REPRINTED_SHARE) == (days > 10 and same) or days < 10


def test_a_reprint_moves_no_other_article(taught: pd.DataFrame) -> None:
    articles, copies = reprinted(taught, 40, 1.0)
    events = with_copies(articles, copies).drop("later")
    assert bcubed(events.event_id, grouped(taught).event_id) == (1.0, 1.0, 1.0)


def test_copies_of_articles_that_are_not_in_the_run_are_left_aside(taught: pd.DataFrame) -> None:
    _, copies = reprinted(taught, 40, 1.0)
    assert with_copies(taught, copies).copy_of.isna().all()
    assert with_copies(taught, schema.empty("copies")).copy_of.isna().all()


def invented(n_events: int, n_reports: int, n_outlets: int) -> tuple[pd.DataFrame, sparse.csr_array, list[str]]:
    """Events of thirty words of their own among words that all have, a day apart, reported by outlets in turn."""
    rng = np.random.default_rng(9)
    event = np.repeat(np.arange(n_events), n_reports)
    n = len(event)
    own = 500 + event[:, None] * 30 + rng.integers(0, 30, (n, 40))
    words = np.concatenate([own, rng.integers(0, 500, (n, 60))], axis=1)
    cells = (np.ones(words.size, dtype=np.int64), (np.repeat(np.arange(n), 100), words.ravel()))
    counts = sparse.csr_array(sparse.coo_array(cells, shape=(n, 500 + n_events * 30)))
    dates = pd.Timestamp("2021-01-01") + pd.to_timedelta(event, "D")
    outlets = [f"outlet-{row % n_outlets}" for row in range(n)]
    articles = table([""] * n, outlets, dates.astype(str).tolist(), [f"event {number}" for number in event])
    return articles, counts, [f"word{number}" for number in range(counts.shape[1])]


@pytest.mark.parametrize(
    ("n_events", "n_reports", "n_outlets"),
    [(1, 2, 1), (1, 2, 2), (1, 300, 50), (40, 50, 50), (60, 4, 1), (5000, 2, 2)],
)
@pytest.mark.parametrize("dated", [True, False])
def test_few_articles_one_event_many_outlets_and_many_events_are_all_found(
    n_events: int, n_reports: int, n_outlets: int, dated: bool
) -> None:
    articles, counts, terms = invented(n_events, n_reports, n_outlets)
    events = group(articles if dated else undated(articles), counts, terms, Settings())
    assert bcubed(articles.event_hint, events.event_id)[2] >= 0.99
    assert (events.n_outlets == min(n_reports, n_outlets)).mean() >= 0.99
    assert events.similarity.between(0, 1).mean() >= 0.99
