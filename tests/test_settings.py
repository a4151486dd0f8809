"""One seed for everything, and errors that list what is known."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from bias.errors import BiasError, InputError, LexiconError, SchemaError, UnknownNameError
from bias.settings import CORPORA, Match, Settings


def test_a_stage_draws_the_same_numbers_whatever_ran_before_it() -> None:
    settings = Settings()
    settings.rng("events").random(99)
    assert (settings.rng("contrasts").random(5) == Settings().rng("contrasts").random(5)).all()


def test_stages_and_seeds_draw_different_numbers() -> None:
    draws = [rng.random(8) for rng in (Settings().rng("a"), Settings().rng("b"), Settings(seed=1).rng("a"))]
    assert all((first != second).any() for first, second in zip(draws, np.roll(draws, 1, axis=0), strict=True))


def test_settings_do_not_change_while_a_run_goes_on() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().seed = 1  # type: ignore[misc]


def test_ways_to_match_are_what_the_command_line_calls_them() -> None:
    assert [str(match) for match in Match] == ["event", "topic", "column"]


def test_the_embedded_corpora_are_found() -> None:
    assert (CORPORA / "teaching").is_dir()
    assert (CORPORA / "outlets").is_dir()


@pytest.mark.parametrize("error", [InputError, SchemaError, LexiconError, UnknownNameError])
def test_every_error_that_input_can_cause_is_caught_as_one(error: type[Exception]) -> None:
    assert issubclass(error, BiasError)


def test_an_unknown_name_gets_the_nearest_known_one_and_all_in_order() -> None:
    assert str(UnknownNameError("chart", "heat", ["naming", "heatmap"])) == (
        "no chart is called 'heat'; did you mean 'heatmap'? Known: heatmap, naming"
    )
    assert str(UnknownNameError("chart", "x", ["naming"])) == "no chart is called 'x'. Known: naming"
