"""What was planted in the teaching corpus is found again, and the page that says so is fresh."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bias.pipeline import TEACHING, Run
from bias.settings import Settings
from tests.benchmarks.planted import PAGE, correlations, figures, page
from tests.benchmarks.planted_things import Compared, Planted, compared, planted

FLOORS = tomllib.loads((Path(__file__).parent / "benchmarks" / "floors.toml").read_text("utf-8"))
#: Of each table's planted things, where floors.toml says nothing else.
LEAST = {"contrasts": 0.75, "naming": 0.95, "voices": 0.75, "all": 0.78}


@pytest.fixture(scope="module")
def run() -> Run:
    return Run([TEACHING], Settings())


@pytest.fixture(scope="module")
def of(run: Run) -> Compared:
    return compared(run)


@pytest.fixture(scope="module")
def things(run: Run, of: Compared) -> list[Planted]:
    return planted(run, of)


def test_enough_is_planted_for_every_outlet(run: Run, things: list[Planted]) -> None:
    outlets = [thing.outlet for thing in things]
    assert len(things) >= 25
    assert min(outlets.count(outlet) for outlet in run.articles.outlet_id.unique()) >= 3


@pytest.mark.parametrize("table", LEAST)
def test_what_was_planted_is_recovered_as_often_as_the_floor_says(things: list[Planted], table: str) -> None:
    assert figures(things)[table] >= FLOORS.get("planted", LEAST)[table]


def test_what_is_not_recovered_has_a_reason(things: list[Planted]) -> None:
    assert all(thing.recovered or thing.why for thing in things if thing.table != "events")


def test_measures_put_the_outlets_in_the_truths_order(of: Compared) -> None:
    found = correlations(of)
    assert found.r.median() > 0.7
    assert (found.r > 0).all()


def test_the_page_is_fresh(run: Run) -> None:
    assert PAGE.read_text("utf-8") == page(run), "write it anew: python -m tests.benchmarks.planted --write"
