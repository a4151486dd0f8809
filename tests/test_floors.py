"""No figure of quality falls below its floor in tests/benchmarks/floors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.benchmarks import truth

FLOORS = tomllib.loads((Path(__file__).parent / "benchmarks" / "floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def on_teaching() -> dict[str, float]:
    return truth.measured()


@pytest.mark.parametrize("figure", FLOORS["teaching"])
def test_what_is_found_in_the_teaching_corpus_keeps_its_floor(on_teaching: dict[str, float], figure: str) -> None:
    assert on_teaching[figure] >= FLOORS["teaching"][figure]
