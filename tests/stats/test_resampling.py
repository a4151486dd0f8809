"""Intervals: against scipy, and by how often they cover what they should."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from bias.stats.resampling import ratio_interval


def interval(values: np.ndarray, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    return ratio_interval(values, np.ones_like(values), 0.95, 1000, np.random.default_rng(seed))


def test_few_clusters_have_students_interval() -> None:
    values = np.random.default_rng(2).normal(size=(5, 3))
    low, high = interval(values)
    expected = stats.t.interval(0.95, 4, values.mean(axis=0), stats.sem(values))
    assert low == pytest.approx(expected[0])
    assert high == pytest.approx(expected[1])


def test_one_cluster_has_no_interval() -> None:
    assert np.isnan(interval(np.ones((1, 2)))).all()


def test_clusters_without_a_value_do_not_count() -> None:
    numerator = np.array([[1.0], [0.0], [3.0], [0.0]])
    present = np.array([[1.0], [0.0], [1.0], [0.0]])
    found = ratio_interval(numerator, present, 0.95, 100, np.random.default_rng(0))
    assert found == tuple(pytest.approx(end) for end in interval(numerator[[0, 2]]))


@pytest.mark.parametrize("n", [3, 10, 20, 50])
def test_ninety_five_percent_of_intervals_cover_the_mean_of_normal_clusters(n: int) -> None:
    low, high = interval(np.random.default_rng(n).normal(size=(n, 1500)))
    assert ((low <= 0) & (high >= 0)).mean() == pytest.approx(0.95, abs=0.025)


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(4).exponential(size=(30, 5))
    assert np.array_equal(interval(values), interval(values))
    assert not np.array_equal(interval(values), interval(values, seed=2))
