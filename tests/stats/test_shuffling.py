"""p from shuffling against scipy's permutation test, against all shuffles there are, and far out in the tail."""

from __future__ import annotations

from importlib import import_module
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bias.stats.contrasts.shuffling import larger_p, shuffled_p, shuffles
from bias.stats.contrasts.tail import tail, tail_p
from bias.stats.contrasts.weights import Weights


def all_shuffles(unit: np.ndarray, outlet: np.ndarray, n: int, seed: int) -> np.ndarray:
    return np.concatenate(list(shuffles(unit, n, np.random.default_rng(seed))))


def plain(unit: np.ndarray, outlet: np.ndarray, values: np.ndarray, name: int) -> float:
    """Mean over events of one outlet's mean less the mean of the other outlets' means, by loops."""
    differences = []
    for event in np.unique(unit[outlet == name]):
        means = {o: values[(unit == event) & (outlet == o)].mean() for o in np.unique(outlet[unit == event])}
        others = [mean for other, mean in means.items() if other != name]
        differences.append(means[name] - np.mean(others))
    return float(np.mean(differences))


def cover(seed: int, n_events: int, n_outlets: int) -> tuple[np.ndarray, np.ndarray]:
    """Events with two outlets or more, some with several articles."""
    rng = np.random.default_rng(seed)
    pairs = []
    for event in range(n_events):
        present = rng.choice(n_outlets, size=rng.integers(2, n_outlets + 1), replace=False)
        pairs += [(event, outlet) for outlet in sorted(present) for _ in range(rng.integers(1, 3))]
    return np.array(pairs).T


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), n_events=st.integers(1, 6), n_outlets=st.integers(2, 5))
def test_shuffled_differences_are_those_of_plain_loops(seed: int, n_events: int, n_outlets: int) -> None:
    unit, outlet = cover(seed, n_events, n_outlets)
    values = np.random.default_rng(seed).normal(size=(len(unit), 2))
    orders = all_shuffles(unit, outlet, 3, seed)
    weights = Weights(unit, outlet, n_outlets)
    found = weights.shuffled(values, orders)
    for name in np.unique(outlet):
        assert weights.differences(values)[name, 0] == pytest.approx(plain(unit, outlet, values[:, 0], name))
        assert weights.dense(int(name)) @ values[:, 1] == pytest.approx(plain(unit, outlet, values[:, 1], name))
        for row, order in enumerate(orders):
            assert found[row, name, 1] == pytest.approx(plain(unit, outlet, values[order, 1], name))


def test_shuffles_stay_within_events_and_hold_every_article_once() -> None:
    unit = np.array([0, 0, 0, 1, 1, 2])
    orders = all_shuffles(unit, unit, 200, 0)
    assert (np.sort(orders, axis=1) == np.arange(6)).all()
    assert (unit[orders] == unit).all()
    assert len(np.unique(orders, axis=0)) == 12


def test_two_outlets_in_one_event_agree_with_scipy() -> None:
    outlet = np.repeat([0, 1], [5, 7])
    values = np.random.default_rng(7).normal(size=(12, 1)) + np.where(outlet == 0, 0.0, 0.9)[:, None]
    p = shuffled_p(np.zeros(12, dtype=np.int64), outlet, values, 20_000, np.random.default_rng(1))
    expected = stats.permutation_test(
        (values[:5, 0], values[5:, 0]), lambda a, b: abs(a.mean() - b.mean()), n_resamples=np.inf, alternative="greater"
    )
    assert p[0, 0] == pytest.approx(expected.pvalue, abs=0.01)


def test_p_is_the_share_of_all_shuffles_that_reach_the_difference() -> None:
    unit, outlet = np.repeat([0, 1], 3), np.tile([0, 1, 2], 2)
    values = np.array([3.0, 1.0, 0.0, 2.0, 0.5, 0.0])
    observed = plain(unit, outlet, values, 0)
    reached = [
        abs(plain(unit, outlet, values[[*a, *(3 + np.array(b))]], 0)) >= abs(observed) - 1e-9
        for a, b in product(permutations(range(3)), repeat=2)
    ]
    p = shuffled_p(unit, outlet, values[:, None], 20_000, np.random.default_rng(2))
    assert p[0, 0] == pytest.approx(np.mean(reached), abs=0.01)


def test_a_missing_value_is_left_out_before_shuffling() -> None:
    rng = np.random.default_rng(11)
    unit, outlet = np.repeat(np.arange(12), 3), np.tile([0, 1, 2], 12)
    values = rng.normal(size=(36, 1))
    values[outlet == 2] = np.nan
    values[0] = np.nan
    two = (outlet < 2) & (unit > 0)
    expected = shuffled_p(unit[two], outlet[two], values[two], 8000, np.random.default_rng(3))
    p = shuffled_p(unit, outlet, values, 8000, np.random.default_rng(4))
    assert p[:2, 0] == pytest.approx(expected[:, 0], abs=0.03)
    assert np.isnan(p[2, 0])


def test_a_feature_that_never_varies_has_p_one() -> None:
    p = shuffled_p(np.zeros(2, dtype=np.int64), np.array([0, 1]), np.full((2, 1), 0.1), 50, np.random.default_rng(1))
    assert p.tolist() == [[1.0], [1.0]]


@pytest.mark.parametrize(("n", "heads"), [(30, 26), (100, 75), (400, 260)])
def test_the_tail_of_coins_is_the_binomial_one(n: int, heads: int) -> None:
    found = tail(np.tile([[0.0], [1.0]], (n, 1)), np.arange(0, 2 * n, 2), np.array([float(heads)]))[0]
    assert stats.binom.sf(heads, n, 0.5) < found < stats.binom.sf(heads - 1, n, 0.5)


def test_the_tail_at_the_greatest_sum_is_its_probability() -> None:
    terms = np.array([[0.0], [1.0], [1.0], [0.0], [0.0], [2.0]])
    assert tail(terms, np.array([0, 3]), np.array([3.0])) == pytest.approx([2 / 9])
    assert tail(terms, np.array([0, 3]), np.array([3.1]))[0] == 0


@pytest.mark.parametrize("several", [False, True])
def test_the_tail_of_skewed_values_is_that_of_many_shuffles(several: bool) -> None:
    rng = np.random.default_rng(21)
    unit, outlet = cover(3, 25, 4) if several else np.array([np.repeat(np.arange(25), 4), np.tile(np.arange(4), 25)])
    values = rng.lognormal(0, 1.2, size=(len(unit), 8))
    weights, orders = Weights(unit, outlet, 4), all_shuffles(unit, outlet, 30_000, 5)
    made = np.abs(weights.shuffled(values, orders)[:, 0])
    reach = np.quantile(made, 0.998, axis=0)
    ratio = tail_p(weights, values, 0, reach, orders[:200]) / 0.002
    assert (ratio > 0.4).all()
    assert (ratio < 2.5).all()
    assert np.median(ratio) == pytest.approx(1, abs=0.3)


def test_p_is_fine_enough_for_thousands_of_tests_and_never_below_what_shuffling_allows() -> None:
    unit, outlet = np.repeat(np.arange(50), 3), np.tile([0, 1, 2], 50)
    values = np.random.default_rng(1).normal(size=(150, 1)) + 1.5 * (outlet == 0)[:, None]
    assert shuffled_p(unit, outlet, values, 200, np.random.default_rng(2))[0, 0] < 1e-7
    few = unit < 4
    apart = 9.0 * (outlet[few] == 0)[:, None]
    p = shuffled_p(unit[few], outlet[few], apart, 200, np.random.default_rng(2))
    assert 3.0**-4 <= p[0, 0] <= 2 * 3.0**-4


@pytest.mark.parametrize("n_events", [8, 30])
def test_p_of_mostly_zero_values_is_seldom_small_where_outlets_do_not_differ(n_events: int) -> None:
    rng = np.random.default_rng(n_events)
    unit, outlet = np.repeat(np.arange(n_events), 4), np.tile(np.arange(4), n_events)
    values = rng.poisson(0.6 * rng.gamma(0.7, 1 / 0.7, size=(4 * n_events, 1500))).astype(float)
    p = shuffled_p(unit, outlet, values, 200, rng)[0]
    for level in (0.05, 0.01, 0.001):
        assert (p <= level).mean() <= level + 3 * np.sqrt(level / 1500)


def repeated(of_article: float, of_mean: float, n_features: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """40 events; outlet 0 has one article in each, 1 to 4 have three; spread of articles, and of what outlets tell."""
    rng = np.random.default_rng(17)
    unit, outlet = np.repeat(np.arange(40), 13), np.tile(np.repeat(np.arange(5), [1, 3, 3, 3, 3]), 40)
    told = rng.normal(size=(200, n_features))[unit * 5 + outlet]
    return unit, outlet, of_mean * told + of_article * rng.normal(size=(520, n_features))


def test_the_larger_p_is_right_whether_articles_of_one_outlet_are_alike_or_not() -> None:
    rng = np.random.default_rng(18)
    for of_article, of_mean in ((1.0, 0.0), (0.7, 0.7), (0.1, 1.0)):
        p = larger_p(*repeated(of_article, of_mean), 300, rng)
        assert ((p <= 0.05).mean(axis=1) <= 0.05 + 3 * np.sqrt(0.05 / 400)).all(), (of_article, of_mean)


def test_neither_way_to_shuffle_is_right_alone() -> None:
    rng = np.random.default_rng(19)
    unit, outlet, alike = repeated(0.1, 1.0)
    assert (shuffled_p(unit, outlet, alike, 300, rng)[1:] <= 0.05).mean() > 0.12
    apart = repeated(1.0, 0.0)[2]
    starts = np.flatnonzero(np.diff(unit * 5 + outlet, prepend=-1))
    means = np.add.reduceat(apart, starts, axis=0) / np.diff(np.append(starts, 520))[:, None]
    assert (shuffled_p(unit[starts], outlet[starts], means, 300, rng)[0] <= 0.05).mean() > 0.12


def test_with_one_article_an_outlet_both_ways_are_one() -> None:
    unit, outlet = np.repeat(np.arange(20), 3), np.tile([0, 1, 2], 20)
    values = np.random.default_rng(20).normal(size=(60, 4))
    found = [each(unit, outlet, values, 200, np.random.default_rng(1)) for each in (larger_p, shuffled_p)]
    assert np.array_equal(*found)


def test_blocks_of_shuffles_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    unit, outlet = cover(5, 20, 4)
    values = np.random.default_rng(6).normal(size=(len(unit), 3))
    values[::5, 1] = np.nan
    whole = shuffled_p(unit, outlet, values, 300, np.random.default_rng(1))
    monkeypatch.setattr(import_module("bias.stats.contrasts.shuffling"), "_PRODUCT", 1000)
    assert np.array_equal(whole, shuffled_p(unit, outlet, values, 300, np.random.default_rng(1)), equal_nan=True)
