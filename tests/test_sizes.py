"""Corpora at the edges of size give sensible tables and no warning: warnings are errors here.

How long 5,000 events take: ``python -m tests.benchmarks.sizes``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from bias.pipeline import Comparison, Run
from bias.schema import check
from bias.settings import Settings
from tests.benchmarks.bcubed import bcubed
from tests.sized import corpus, written

SETTINGS = Settings(n_resamples=300)
#: What says how sure something is, by table.
SURENESS = {
    "contrasts": ["ci_low", "ci_high", "effect_low", "effect_high", "p", "q"],
    "group_contrasts": ["ci_low", "ci_high", "effect_low", "effect_high", "p", "q"],
    "keyness": ["ci_low", "ci_high", "log_ratio_low", "log_ratio_high", "p", "q"],
    "naming": ["ci_low", "ci_high"],
    "naming_periods": ["ci_low", "ci_high", "change_low", "change_high"],
}
#: An estimate and its interval, by table.
INTERVALS = {
    "contrasts": [("difference", "ci_low", "ci_high"), ("effect", "effect_low", "effect_high")],
    "group_contrasts": [("difference", "ci_low", "ci_high"), ("effect", "effect_low", "effect_high")],
    "keyness": [("log_odds", "ci_low", "ci_high"), ("log_ratio", "log_ratio_low", "log_ratio_high")],
    "naming": [("share", "ci_low", "ci_high")],
    "naming_periods": [("share", "ci_low", "ci_high"), ("change", "change_low", "change_high")],
}


def compared(articles: pd.DataFrame, folder: Path) -> Comparison:
    """Every table of a corpus, each of which keeps what every table must."""
    comparison = Run([written(articles, folder)], SETTINGS).compare()
    assert_sound(comparison)
    return comparison


def assert_sound(comparison: Comparison) -> None:
    """Every table keeps its contract; nothing is infinite; an interval holds its estimate; q ≥ p."""
    for name, frame in comparison.tables.items():
        check(frame, name)
        assert not np.isinf(frame.select_dtypes("number").to_numpy(float)).any(), name
        for value, low, high in INTERVALS.get(name, []):
            known = frame[frame[low].notna()]
            assert known[value].between(known[low] - 1e-9, known[high] + 1e-9).all(), (name, value)
        if "q" in frame:
            assert (frame.p.isna() == frame.q.isna()).all(), name
            assert (frame.q.dropna() >= frame.p.dropna() - 1e-12).all(), name


def surely(comparison: Comparison) -> dict[str, int]:
    """By table, how many rows claim to know how sure they are."""
    made = {name: comparison.tables[name][columns] for name, columns in SURENESS.items() if name in comparison.tables}
    return {name: int(frame.notna().any(axis=1).sum()) for name, frame in made.items()}


def says(comparison: Comparison, words: str) -> bool:
    return any(words in note.lower() for note in comparison.notes)


def test_the_seeds_share_no_event_so_nothing_is_claimed_to_be_sure(shared: Callable[[str], Path]) -> None:
    comparison = Run([shared("seeds")], SETTINGS).compare()
    assert_sound(comparison)
    tables = comparison.tables
    assert tables["events"].event_id.nunique() == len(tables["events"]) == 5
    assert set(surely(comparison).values()) == {0}
    assert tables["contrasts"].method.str.contains("topic").all()
    assert tables["naming"].share.between(0, 1).all()
    assert len(tables["naming"]) > 20
    assert tables["naming_periods"].groupby("outlet_id").period.nunique().eq(1).all()
    assert tables["omissions"].empty
    assert tables["copies"].empty
    assert says(comparison, "no two outlets share an event")


def test_one_outlet_is_described_and_compared_with_nobody(tmp_path: Path) -> None:
    comparison = compared(corpus(outlets=1, events=12, reports=1), tmp_path)
    tables = comparison.tables
    for name in ("contrasts", "keyness", "omissions", "disagreements", "copies", "predictions"):
        assert tables[name].empty, name
    assert tables["events"].event_id.nunique() == 12
    assert tables["features"].notna().any().mean() > 0.8
    assert tables["naming"].ci_low.notna().all()
    assert len(tables["voices"])
    assert len(tables["agency"])
    assert len(tables["evidence"])
    assert says(comparison, "no classifier")
    assert says(comparison, "one outlet")


def test_two_articles_of_one_event_differ_without_an_interval(tmp_path: Path) -> None:
    comparison = compared(corpus(outlets=2, events=1, reports=2), tmp_path)
    tables = comparison.tables
    assert tables["events"].n_outlets.tolist() == [2, 2]
    contrasts = tables["contrasts"]
    assert contrasts.difference.notna().all()
    assert contrasts.difference.ne(0).any()
    assert contrasts.method.str.contains("one event").all()
    a, b = (rows.set_index(["feature", "event_id"]).difference for _, rows in contrasts.groupby("outlet_id"))
    assert np.allclose(a, -b.reindex(a.index))
    assert set(surely(comparison).values()) == {0}
    assert tables["naming"].share.notna().all()


def test_one_event_of_many_outlets_is_compared_without_an_interval(tmp_path: Path) -> None:
    articles = corpus(outlets=6, events=1, reports=6, each=2)
    comparison = compared(articles, tmp_path)
    tables = comparison.tables
    assert tables["events"].n_outlets.tolist() == [6] * 12
    contrasts = tables["contrasts"]
    assert contrasts.outlet_id.nunique() == 6
    assert contrasts.n_articles.max() == 2
    assert contrasts.method.str.contains("one event").all()
    assert set(surely(comparison).values()) == {0}
    assert tables["keyness"].n_events.eq(1).all()
    assert tables["keyness"].outlet_id.nunique() == 6
    assert tables["omissions"].n_outlets.eq(6).all()
    assert set(tables["omissions"].outlet_id) == set(tables["articles"].outlet_id)


@pytest.fixture(scope="module")
def fifty(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compared(corpus(outlets=50, events=4, reports=50), tmp_path_factory.mktemp("fifty"))


def test_each_of_fifty_outlets_has_its_rows(fifty: Comparison) -> None:
    everybody = set(fifty.tables["articles"].outlet_id)
    assert len(everybody) == 50
    for name in ("outlets", "contrasts", "keyness", "naming", "omissions"):
        assert set(fifty.tables[name].outlet_id) == everybody, name
    overall = fifty.tables["contrasts"].query("event_id.isna()")
    assert overall.groupby("feature").size().max() == 50
    assert overall.n_events.max() == 4


def test_q_is_corrected_over_all_tests_of_fifty_outlets(fifty: Comparison) -> None:
    for name in ("contrasts", "keyness"):
        tested = fifty.tables[name].dropna(subset="p")
        assert tested.outlet_id.nunique() == 50
        assert np.allclose(tested.q, stats.false_discovery_control(tested.p)), name


def test_of_fifty_outlets_those_that_like_loaded_words_are_told_from_the_others(fifty: Comparison) -> None:
    overall = fifty.tables["contrasts"].query("event_id.isna() and feature == 'loaded.words_own'")
    order = corpus(outlets=50, events=1, reports=50).outlet.map(lambda name: name.lower().replace(" ", "-")).tolist()
    found = overall.set_index("outlet_id").difference.reindex(order)
    assert found.notna().all()
    assert stats.spearmanr(range(50), found).statistic > 0.5


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, Comparison]:
    articles = corpus(outlets=8, events=500, reports=2)
    return articles, compared(articles, tmp_path_factory.mktemp("many"))


@pytest.mark.slow
def test_five_hundred_events_are_found_as_they_were_written(many: tuple[pd.DataFrame, Comparison]) -> None:
    articles, comparison = many
    both = articles.merge(comparison.tables["events"], left_on="id", right_on="article_id", suffixes=("_true", ""))
    assert len(both) == 1000
    assert bcubed(both.event, both.event_id)[2] > 0.98
    assert comparison.tables["copies"].empty


@pytest.mark.slow
def test_of_hundreds_of_events_every_outlet_has_sure_and_honest_rows(many: tuple[pd.DataFrame, Comparison]) -> None:
    tables = many[1].tables
    overall = tables["contrasts"].query("event_id.isna()")
    assert overall.groupby("outlet_id").n_events.max().gt(100).all()
    assert overall[overall.n_events > 30][["ci_low", "ci_high", "p", "q"]].notna().mean().min() > 0.95
    surest = overall[overall.q < 0.001].feature
    assert surest.str.startswith("loaded.").any()
    naming = tables["naming"].query("concept == 'teaching/what-is-going-on'")
    first, last = (naming[naming.outlet_id == name].set_index("variant") for name in ends(many[0]))
    assert first.share["conflict"] == 1
    assert first.ci_low["conflict"] > 0.95
    assert last.ci_low["invasion"] < 7 / 8 < last.ci_high["invasion"]


def ends(articles: pd.DataFrame) -> tuple[str, str]:
    """The first outlet, which always says "conflict", and the last, which mostly says "invasion"."""
    names = articles.outlet.drop_duplicates().str.lower().str.replace(" ", "-")
    return names.iloc[0], names.iloc[-1]


@pytest.mark.slow
def test_hundreds_of_events_over_years_are_cut_into_few_periods(many: tuple[pd.DataFrame, Comparison]) -> None:
    periods = many[1].tables["naming_periods"]
    assert periods.period.str.fullmatch(r"\d{4}-Q[1-4]").all()
    assert periods.period.nunique() == 12
    changed = (periods.change_low > 0) | (periods.change_high < 0)
    assert changed.sum() <= 0.05 * periods.change_low.notna().sum()
