"""Intervals: against scipy, and by how often they cover what they should."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from bias.stats.resampling import mean_interval


def of_mean(values: np.ndarray, seed: int = 1, n: int = 1000) -> tuple[np.ndarray, np.ndarray]:
    return mean_interval(values, 0.95, n, np.random.default_rng(seed))


def test_the_interval_of_a_mean_is_that_of_a_plain_studentised_bootstrap() -> None:
    rng = np.random.default_rng(3)
    values = rng.lognormal(size=(25, 4))
    low, high = of_mean(values, n=20_000)
    for column, value in enumerate(values.T):
        drawn = rng.choice(value, (20_000, 25))
        t = np.abs(drawn.mean(axis=1) - value.mean()) / stats.sem(drawn, axis=1)
        half = np.quantile(t, 0.95) * stats.sem(value)
        assert (low[column], high[column]) == pytest.approx((value.mean() - half, value.mean() + half), rel=0.06)


def test_few_clusters_have_students_interval() -> None:
    values = np.random.default_rng(2).normal(size=(9, 3))
    expected = stats.t.interval(0.95, 8, values.mean(axis=0), stats.sem(values))
    assert of_mean(values) == (pytest.approx(expected[0]), pytest.approx(expected[1]))


def test_clusters_without_a_value_do_not_count_in_a_mean() -> None:
    values = np.random.default_rng(5).normal(size=(40, 2))
    values[::2, 0] = np.nan
    low, high = of_mean(values, n=8000)
    alone = of_mean(values[1::2], n=8000)
    assert (low[0], high[0]) == pytest.approx((alone[0][0], alone[1][0]), abs=0.06)
    assert np.isnan(of_mean(np.array([[1.0, np.nan], [np.nan, np.nan]]))).all()


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(4).exponential(size=(30, 5))
    assert np.array_equal(of_mean(values), of_mean(values))
    assert not np.array_equal(of_mean(values), of_mean(values, seed=2))


def test_a_mean_of_equal_values_and_of_mostly_zeros_has_a_finite_interval() -> None:
    values = np.zeros((12, 3))
    values[:, 0], values[0, 1] = 0.1, 5.0
    low, high = of_mean(values)
    assert (low[[0, 2]], high[[0, 2]]) == (pytest.approx([0.1, 0]), pytest.approx([0.1, 0]))
    expected = stats.t.interval(0.95, 11, 5 / 12, stats.sem(values[:, 1]))
    assert (low[1], high[1]) == pytest.approx(expected), "most resamples hold no spread, so Student's is used"


@pytest.mark.parametrize("n", [4, 10, 20, 60])
@pytest.mark.parametrize("kind", ["normal", "heavy", "rate"])
def test_intervals_of_means_of_differences_cover_as_often_as_they_say(n: int, kind: str) -> None:
    rng = np.random.default_rng(n)
    draw = {
        "normal": lambda: rng.normal(size=(n, 2000)),
        "heavy": lambda: rng.standard_t(3, size=(n, 2000)),
        "rate": lambda: rng.poisson(0.6 * rng.gamma(0.7, 1 / 0.7, size=(n, 2000))).astype(float),
    }[kind]
    low, high = of_mean(draw() - (draw() + draw()) / 2)
    assert 0.93 <= ((low <= 0) & (high >= 0)).mean() <= 0.99


def test_blocks_of_resamples_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(8).exponential(size=(30, 5))
    whole = of_mean(values)
    monkeypatch.setattr("bias.stats.resampling._CELLS", 700)
    assert of_mean(values) == (pytest.approx(whole[0], rel=1e-12), pytest.approx(whole[1], rel=1e-12))
