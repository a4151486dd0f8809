"""The whole way over the teaching corpus: what was planted is found."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bias.pipeline import TEACHING, Comparison, Run
from bias.schema import TABLES, check
from bias.settings import Match, Settings


@pytest.fixture(scope="module")
def comparison(teaching: Run) -> Comparison:
    return teaching.compare()


def test_every_table_of_the_schema_is_made_and_keeps_its_contract(comparison: Comparison) -> None:
    assert set(comparison.tables) == set(TABLES)
    for name, frame in comparison.tables.items():
        check(frame, name)


def test_all_articles_find_their_outlet_and_its_facts(comparison: Comparison) -> None:
    articles, outlets = comparison.tables["articles"], comparison.tables["outlets"]
    assert len(articles) == 72
    assert set(articles.outlet_id) == set(outlets.outlet_id)
    assert outlets.country.notna().all()


def test_events_are_those_that_were_written(comparison: Comparison) -> None:
    events = comparison.tables["events"]
    written = events.article_id.str[:3]
    assert events.groupby("event_id").article_id.agg(lambda ids: ids.str[:3].nunique()).eq(1).all()
    assert events.groupby(written).event_id.nunique().eq(1).all()


def test_the_planted_copies_are_found_and_no_other(comparison: Comparison) -> None:
    events = comparison.tables["events"]
    pairs = {frozenset((row.article_id, row.copy_of)) for row in events[events.copy_of.notna()].itertuples()}
    assert pairs == {
        frozenset(("e02-crossline", "e02-teluna-press")),
        frozenset(("e08-crossline", "e08-norvane-world")),
    }


def test_the_event_that_three_outlets_kept_silent_on_is_seen(comparison: Comparison) -> None:
    events = comparison.tables["events"]
    assert events.loc[events.article_id.str.startswith("e11"), "n_outlets"].eq(3).all()


def test_the_article_that_is_too_short_is_named_and_judged_by_nothing(comparison: Comparison) -> None:
    features = comparison.tables["features"].set_index("article_id")
    assert features.loc["e05-telemeridia"].drop("style.words").isna().all()
    assert any("1 of 72 articles" in note for note in comparison.notes)


def test_each_side_names_the_fighting_in_its_own_way(comparison: Comparison) -> None:
    naming = comparison.tables["naming"].set_index(["outlet_id", "concept", "variant", "voice"])
    fighting = "teaching/what-is-going-on"
    mission = naming.loc[("nortag", fighting, "protective mission", "own")]
    invasion = naming.loc[("osvyn-chronicle", fighting, "invasion", "own")]
    assert mission.ci_low > 0.5
    assert ("osvyn-chronicle", fighting, "protective mission", "own") not in naming.index
    assert ("nortag", fighting, "invasion", "own") not in naming.index
    assert invasion.n > 0


def test_every_contrast_over_events_has_an_interval_around_its_difference(comparison: Comparison) -> None:
    contrasts = comparison.tables["contrasts"]
    overall = contrasts[contrasts.event_id.isna() & (contrasts.n_events > 1)]
    assert (overall.ci_low <= overall.difference).all()
    assert (overall.difference <= overall.ci_high).all()
    assert np.allclose(overall.difference, overall["mean"] - overall.others_mean)


def test_the_same_seed_gives_the_same_tables_and_batches_change_nothing(comparison: Comparison) -> None:
    again = Run([TEACHING], Settings(n_resamples=500, batch_size=10)).compare()
    for name, frame in comparison.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], frame, check_exact=True, obj=name)


def test_grouping_by_column_takes_the_events_as_given() -> None:
    events = Run([TEACHING], Settings(match=Match.COLUMN)).table("events")
    assert events.event_id.nunique() == 12
    assert events.method.eq("column").all()
