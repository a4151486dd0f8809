"""p from shuffling against scipy's permutation test and against all shuffles there are."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import sparse, stats

from bias.stats.shuffling import shuffled_p, shuffles


def test_shuffles_stay_within_events_and_hold_every_article_once() -> None:
    unit = np.array([0, 0, 0, 1, 1, 2])
    orders = shuffles(unit, 200, np.random.default_rng(0))
    assert (np.sort(orders, axis=1) == np.arange(6)).all()
    assert (unit[orders] == unit).all()
    assert len(np.unique(orders, axis=0)) == 12


def test_two_outlets_in_one_event_agree_with_scipy() -> None:
    values = np.random.default_rng(7).normal(size=(12, 1)) + np.repeat([[0.0], [0.9]], [5, 7], axis=0)
    contrast = sparse.csr_array(np.where(np.arange(12) < 5, 1 / 5, -1 / 7)[None])
    p = shuffled_p(contrast, values, shuffles(np.zeros(12, dtype=np.int64), 20_000, np.random.default_rng(1)))
    expected = stats.permutation_test(
        (values[:5, 0], values[5:, 0]), lambda a, b: abs(a.mean() - b.mean()), n_resamples=np.inf, alternative="greater"
    )
    assert p[0, 0] == pytest.approx(expected.pvalue, abs=0.01)


def test_p_is_the_share_of_all_shuffles_that_reach_the_difference() -> None:
    values = np.array([3.0, 1.0, 0.0, 2.0, 0.5, 0.0])[:, None]
    contrast = sparse.csr_array(np.array([[1.0, -0.5, -0.5, 1.0, -0.5, -0.5]]) / 2)
    orders = np.array([[*a, *b] for a in permutations(range(3)) for b in permutations(range(3, 6))], dtype=np.int32)
    reached = [abs(contrast.toarray()[0] @ values[np.argsort(order), 0]) >= 2.125 - 1e-9 for order in orders]
    assert shuffled_p(contrast, values, np.tile(orders, (50, 1)))[0, 0] == pytest.approx(np.mean(reached), abs=0.001)


def test_a_feature_that_never_varies_has_p_one() -> None:
    contrast = sparse.csr_array(np.array([[1.0, -1.0]]))
    orders = shuffles(np.zeros(2, dtype=np.int64), 50, np.random.default_rng(1))
    assert shuffled_p(contrast, np.full((2, 1), 0.1), orders).tolist() == [[1.0]]
