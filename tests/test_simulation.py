"""The corpora whose truth is known are as they say, and the benchmarks that rest on them count rightly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from bias.stats.correction import benjamini_hochberg
from tests.benchmarks import null, power
from tests.benchmarks.corpus_simulation import (
    OUTLET,
    PLANTED,
    Corpus,
    Design,
    Simulated,
    reworded,
    shifted,
    simulated,
    spread,
)
from tests.benchmarks.interval_methods import METHODS, Sample

SMALL = Design(n_events=20, n_features=10)


@pytest.fixture(scope="module")
def corpus() -> Simulated:
    return simulated(replace(SMALL, coverage=(1.0, 0.8, 0.5), more=0.5), np.random.default_rng(3))


def own(corpus: Corpus) -> np.ndarray:
    return (corpus.articles.outlet_id == OUTLET).to_numpy()


def test_a_shift_adds_just_itself_to_the_articles_of_one_outlet(corpus: Simulated) -> None:
    added = shifted(corpus, 2.5) - corpus.features[PLANTED].to_numpy()
    np.testing.assert_allclose(added, np.where(own(corpus), 2.5, 0))


def test_words_that_an_outlet_uses_more_often_raise_its_mean_by_the_factor() -> None:
    corpus = simulated(replace(SMALL, n_events=4000, n_features=1), np.random.default_rng(4))
    values = reworded(corpus, 1.5, np.random.default_rng(5))
    before = corpus.features[PLANTED].to_numpy()
    assert values[own(corpus)].mean() / before[own(corpus)].mean() == pytest.approx(1.5, rel=0.03)
    np.testing.assert_array_equal(values[~own(corpus)], before[~own(corpus)])


def test_the_spread_is_that_of_articles_around_their_event() -> None:
    design = replace(SMALL, n_features=1)
    corpus = simulated(replace(design, n_events=6000), np.random.default_rng(6))
    values = corpus.features[PLANTED].to_numpy().reshape(-1, 3)
    mean, sd = spread(design)
    assert mean == pytest.approx(values.mean(), rel=0.03)
    assert sd == pytest.approx(np.sqrt(values.var(axis=1, ddof=1).mean()), rel=0.05)


def test_outlets_are_shuffled_only_within_events_and_every_article_keeps_its_features(corpus: Simulated) -> None:
    copies = corpus.events.assign(copy_of=corpus.events.copy_of.mask(corpus.events.index % 7 == 0, "a00001"))
    given = Corpus(corpus.features, corpus.articles, copies)
    drawn = null.shuffled(given, np.random.default_rng(7))
    assert (drawn.articles.outlet_id != given.articles.outlet_id).mean() > 0.3
    pd.testing.assert_frame_equal(drawn.features, given.features)
    for rows in copies.groupby([copies.event_id, copies.copy_of.isna()]).groups.values():
        assert sorted(drawn.articles.outlet_id[rows]) == sorted(given.articles.outlet_id[rows])


def test_over_all_shuffles_each_outlet_of_an_event_is_as_often_on_each_article() -> None:
    given = simulated(replace(SMALL, n_events=2, n_features=1), np.random.default_rng(8))
    rng = np.random.default_rng(9)
    names = np.array([null.shuffled(given, rng).articles.outlet_id for _ in range(3000)])
    np.testing.assert_allclose([(column == OUTLET).mean() for column in names.T], 1 / 3, atol=0.04)


def test_a_size_planted_beside_others_is_found_as_if_it_were_the_only_one(corpus: Simulated) -> None:
    sizes = {f"size.{size}": shifted(corpus, size) for size in (0.0, 5.0, 10.0, 20.0, 40.0)}
    together = power.one_run(corpus, sizes)
    alone = [power.one_run(corpus, {name: values})[0] for name, values in sizes.items()]
    assert together.tolist() == alone
    assert {0.0, 1.0} == set(alone)


def test_the_events_needed_are_interpolated_by_ratio_and_missing_where_none_suffice() -> None:
    assert power.reached([10, 40], np.array([0.6, 1.0]), 0.8) == pytest.approx(20)
    assert np.isnan(power.reached([10, 40], np.array([0.1, 0.7]), 0.8))


def test_runs_with_a_false_discovery_and_intervals_that_cover_are_counted() -> None:
    rows = pd.DataFrame(
        {"run": [0, 0, 1, 1], "feature": ["a", "b"] * 2, "n_events": 20, "p": [0.001, 0.5, 0.3, np.nan]}
    ).assign(ci_low=[1.0, -1, -1, np.nan], ci_high=[2.0, 1, 1, np.nan])
    rows["q"] = np.concatenate([benjamini_hochberg(part.p) for _, part in rows.groupby("run")])
    said = dict(null.figures(rows, pd.Series({"a": "rate", "b": "rare"}), 2))
    assert said["runs with any q ≤ 0.05"].split()[0] == "50.0%"
    assert said["intervals that cover 0"].split()[0] == "66.7%"
    assert said["  rare"].split()[0] == "100.0%"


@pytest.mark.parametrize(("name", "method"), [("percentile", "percentile"), ("BCa", "BCa")])
def test_intervals_that_others_are_held_against_are_those_of_scipy(name: str, method: str) -> None:
    values = np.random.default_rng(10).gamma(2, size=(30, 6))
    found = np.array(METHODS[name](Sample(values, 1)))
    rng = np.random.default_rng(2)
    expected = stats.bootstrap((values,), np.mean, axis=0, n_resamples=9999, method=method, rng=rng).confidence_interval
    width = expected.high - expected.low
    assert (np.abs(found - [expected.low, expected.high]) < 0.12 * width).all()


def test_bootstrap_t_with_both_tails_has_the_width_of_the_symmetric_one_where_nothing_is_skewed() -> None:
    values = np.random.default_rng(11).normal(size=(40, 200))
    low, high = METHODS["bootstrap-t, equal tails"](Sample(values, 1))
    other = METHODS["bootstrap-t, symmetric"](Sample(values, 1))
    assert np.median((high - low) / (other[1] - other[0])) == pytest.approx(1, abs=0.02)
