"""B-cubed against its definition, item by item."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.bcubed import bcubed


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
def test_is_the_mean_over_items_of_what_their_groups_share(pairs: list[tuple[int, int]]) -> None:
    precision = np.mean([np.mean([t == u for u, g in pairs if g == f]) for t, f in pairs])
    recall = np.mean([np.mean([f == g for u, g in pairs if u == t]) for t, f in pairs])
    truth, found = zip(*pairs, strict=True)
    expected = (precision, recall, 2 * precision * recall / (precision + recall))
    assert bcubed(truth, found) == pytest.approx(expected)


def test_of_nothing_is_not_measurable() -> None:
    assert np.isnan(bcubed([], [])).all()
