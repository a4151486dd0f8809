"""The page on reliability lists every feature and none that is noise, and its statistics are what they say."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from bias.features import feature_info
from tests.benchmarks.halves import Reliability, reliabilities
from tests.benchmarks.recovery import MEASURES
from tests.benchmarks.reliability import NOISY, PAGE

ROW = re.compile(r"^\| `([^`]+)` \|.*\| ([^|]+) \|$", re.MULTILINE)
OUTLETS, SIZE = 24, 60


@pytest.fixture(scope="module")
def verdicts() -> dict[str, str]:
    """The verdict of each feature that the page lists."""
    return dict(ROW.findall(PAGE.read_text("utf-8")))


def test_the_page_lists_exactly_the_features_that_there_are(verdicts: dict[str, str]) -> None:
    assert list(verdicts) == feature_info().feature.tolist(), "run: python -m tests.benchmarks.reliability --write"


def test_no_feature_that_cannot_be_told_from_noise_ships(verdicts: dict[str, str]) -> None:
    assert [name for name, verdict in verdicts.items() if verdict == NOISY] == []


def test_each_kind_of_truth_speaks_of_a_feature_that_there_is() -> None:
    names = feature_info().feature
    idle = [pattern for pattern, _, _ in MEASURES if not names.str.fullmatch(pattern).any()]
    assert idle == []


def simulated(between: float) -> Reliability:
    """The reliability found where outlets differ by so much, and articles of one outlet by 1."""
    rng = np.random.default_rng(1)
    outlet = pd.Series(np.repeat([f"outlet {n:02}" for n in range(OUTLETS)], SIZE))
    drawn = rng.normal(size=OUTLETS)
    own = np.repeat(between * (drawn - drawn.mean()) / drawn.std(), SIZE)
    features = pd.DataFrame({"a": own + rng.normal(0, 1, len(outlet))})
    return reliabilities(features, outlet, rng)["a"]


def test_reliability_is_the_share_of_the_means_variance_that_is_the_outlets() -> None:
    found = simulated(between=0.4)
    assert found.value == pytest.approx(0.4**2 / (0.4**2 + 1 / (SIZE)), abs=0.08)
    assert found.low < found.value < found.high
    assert found.n_outlets == OUTLETS


def test_noise_has_an_interval_that_holds_zero() -> None:
    assert simulated(between=0.0).low <= 0


def test_a_feature_that_few_outlets_have_is_not_measurable() -> None:
    outlet = pd.Series(np.repeat([f"outlet {n:02}" for n in range(OUTLETS)], SIZE))
    values = np.where(outlet < "outlet 05", np.arange(len(outlet)), np.nan)
    found = reliabilities(pd.DataFrame({"a": values}), outlet, np.random.default_rng(0))["a"]
    assert np.isnan([found.value, found.low, found.high]).all()
