"""No figure of quality falls below its floor in tests/benchmarks/floors.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from bias.pipeline import TEACHING, Run
from bias.settings import Settings
from tests.benchmarks import (
    agency,
    cleaning,
    copies,
    disagreement,
    feature_speed,
    loaded,
    null,
    omission,
    power,
    quotes,
    tone,
    truth,
)
from tests.benchmarks.bcubed import bcubed

FLOORS = tomllib.loads((Path(__file__).parent / "benchmarks" / "floors.toml").read_text("utf-8"))
Shared = Callable[[str], Path]


@pytest.fixture(scope="module")
def on_teaching() -> dict[str, float]:
    return truth.measured()


@pytest.mark.parametrize("figure", FLOORS["teaching"])
def test_what_is_found_in_the_teaching_corpus_keeps_its_floor(on_teaching: dict[str, float], figure: str) -> None:
    assert on_teaching[figure] >= FLOORS["teaching"][figure]


@pytest.fixture(scope="module")
def on_harms() -> dict[str, float]:
    return agency.teaching()


@pytest.mark.parametrize("figure", FLOORS["agency"])
def test_harms_in_the_teaching_corpus_are_found_as_well_as_their_floor(on_harms: dict[str, float], figure: str) -> None:
    assert on_harms[figure] >= FLOORS["agency"][figure]


def test_facts_and_who_leaves_them_out_are_found_as_well_as_their_floors() -> None:
    figures = omission.figures(list(omission.Teaching().at(omission.SAME_FACT).values()))
    assert {name: figures[name] for name, floor in FLOORS["omission"].items() if figures[name] < floor} == {}


def test_figures_that_disagree_are_found_as_well_as_their_floors(teaching: Run) -> None:
    figures = disagreement.teaching(disagreement.table(teaching))
    assert figures["teaching.unjudged"] == 0
    assert {name: figures[name] for name, floor in FLOORS["disagreement"].items() if figures[name] < floor} == {}


@pytest.mark.parametrize("edit", FLOORS["copies"])
def test_edited_copies_are_found_as_well_as_their_floors(shared: Shared, edit: str) -> None:
    shared("articles/articles.jsonl.gz")
    kind, _, share = edit.partition(".")
    whole = feature_speed.texts()[:80]
    assert copies.found_again(whole[:40], whole[40:], kind, float(share)) >= FLOORS["copies"][edit]


@pytest.mark.slow
def test_contrasts_seldom_find_what_is_not_there_as_their_floors_say() -> None:
    figures = null.measured(TEACHING, 40)
    assert figures["clear"] >= FLOORS["contrasts"]["null.clear"]
    assert figures["covered"] >= FLOORS["contrasts"]["null.covered"]


@pytest.mark.slow
def test_contrasts_find_a_planted_difference_as_often_as_their_floor() -> None:
    found = power.found(power.DESIGN, power.added(power.DESIGN), [1.0], 40)
    assert found[0] >= FLOORS["contrasts"]["power.one_sd"]


@pytest.mark.slow
def test_tone_toward_actors_of_unseen_sentences_keeps_its_floors(shared: Shared) -> None:
    pytest.importorskip("vaderSentiment")
    figures = tone.of_one_fold(shared("newsmtsc/train.jsonl"))
    assert {name: figures[name] for name, floor in FLOORS["tone"].items() if figures[name] < floor} == {}


@pytest.mark.slow
def test_features_are_measured_as_fast_as_their_floors(shared: Shared) -> None:
    shared("articles/articles.jsonl.gz")
    ratios = feature_speed.ratios(feature_speed.measured(feature_speed.texts(), rounds=3))
    assert {name: ratios[name] for name, floor in FLOORS["speed"].items() if ratios[name] < floor} == {}


def events_f1(source: Path) -> float:
    """B-cubed F1 of the events that are found in a source against those that it names."""
    run = Run([source], Settings())
    found, given = run.table("events"), run.articles[["article_id", "event_hint"]]
    both = given.merge(found, on="article_id", validate="one_to_one")
    return bcubed(both.event_hint, both.event_id)[2]


def undated(articles: pd.DataFrame, folder: Path) -> Path:
    """The articles as a file of JSON Lines that gives no dates."""
    path = folder / "undated.jsonl"
    columns = ["article_id", "outlet_id", "title", "text", "event_hint"]
    names = {"article_id": "id", "outlet_id": "outlet", "event_hint": "event"}
    articles[columns].rename(columns=names).to_json(path, orient="records", lines=True)
    return path


@pytest.mark.parametrize("corpus", ["teaching", "basil"])
def test_events_are_found_as_well_as_their_floors_with_and_without_dates(
    corpus: str, shared: Shared, tmp_path: Path
) -> None:
    source = TEACHING if corpus == "teaching" else shared("basil/basil.jsonl")
    assert events_f1(source) >= FLOORS["events"][f"{corpus}.dates"]
    assert events_f1(undated(Run([source]).reading.articles, tmp_path)) >= FLOORS["events"][f"{corpus}.undated"]


def test_quotations_of_basil_are_found_as_well_as_their_floors(shared: Shared) -> None:
    figures = quotes.measured(shared("basil/basil.jsonl"))
    assert figures["inside.found"] >= FLOORS["basil"]["quotes.inside"]
    assert 1 - figures["outside.found"] >= FLOORS["basil"]["quotes.outside"]


def test_loaded_words_tell_biased_sentences_of_basil_as_well_as_their_floor(shared: Shared) -> None:
    assert loaded.measured(shared("basil/basil.jsonl"))["auc"] >= FLOORS["basil"]["loaded.auc"]


@pytest.mark.parametrize("corpus", FLOORS["kept"])
def test_cleaning_keeps_the_words_of_real_articles(corpus: str, shared: Shared) -> None:
    shared(str(cleaning.SETS[corpus].relative_to(cleaning.DATA)))
    assert 1 - cleaning.measure(corpus) > FLOORS["kept"][corpus]
