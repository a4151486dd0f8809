"""The five seed articles, pasted from the web as they are: what was counted by hand is what the program counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bias.pipeline import Run
from bias.settings import Settings

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "seeds.json").read_text("utf-8"))["articles"]
SPELLED = {"kyiv", "donbas", "luhansk", "zaporizhzhia", "zelensky-spelling", "zelensky-first-name", "what-is-going-on"}


@pytest.fixture(scope="module")
def seeds(shared: Callable[[str], Path]) -> Run:
    return Run([shared("seeds")], Settings())


def quotations(seeds: Run, outlet: str) -> pd.DataFrame:
    """What stands in quotation marks in an outlet's article."""
    voices = seeds.measured.voices
    own = voices.article_id.isin(seeds.articles.article_id[seeds.articles.outlet_id == outlet])
    return voices[own & voices.kind.ne("indirect")].sort_values("start")


@pytest.mark.parametrize("outlet", CASES)
def test_quotations_and_their_words_are_those_counted_by_hand(seeds: Run, outlet: str) -> None:
    found = quotations(seeds, outlet)
    assert len(found) == CASES[outlet]["quotations"]
    assert found.n_words.tolist() == CASES[outlet]["words_in_each"]


@pytest.mark.parametrize("outlet", CASES)
def test_speakers_are_those_that_a_reader_finds_but_for_the_known_misses(seeds: Run, outlet: str) -> None:
    found = quotations(seeds, outlet).speaker.fillna("")
    told = [name or "" for name in CASES[outlet]["speakers"]]
    wrong = [at for at, (a, b) in enumerate(zip(found, told, strict=True)) if b not in a or bool(a) != bool(b)]
    assert wrong == CASES[outlet]["missed"]


@pytest.mark.parametrize("outlet", CASES)
def test_names_by_voice_are_those_counted_by_hand(seeds: Run, outlet: str) -> None:
    article = seeds.articles.loc[seeds.articles.outlet_id == outlet, "article_id"].item()
    uses = seeds.measured.uses
    uses = uses[uses.article_id == article]
    found = {
        f"{row.concept.removeprefix('russia-ukraine/')}/{row.variant}/{row.voice}": row.n
        for row in uses.itertuples()
        if row.concept.removeprefix("russia-ukraine/") in SPELLED
    }
    assert found == CASES[outlet]["naming"]


def test_no_menu_slogan_or_byline_is_left_in_any_table(seeds: Run) -> None:
    furniture = [
        "All news",
        "Audio Only",
        "google plus",
        "News > Russia",
        "danielapruna",
        "Published 23",
        "Post with no comments",
        "Tehran - BORNA",
        "End Article",
        "Support Ukrainska Pravda",
        "Details:",
        "Background:",
        "Quote from",
        "/TASS/",
    ]
    for name in ("articles", "evidence", "naming", "voices", "keyness"):
        written = seeds.table(name).to_csv()
        assert not [piece for piece in furniture if piece in written], name


def test_titles_and_dates_are_found(seeds: Run) -> None:
    articles = seeds.articles.set_index("outlet_id")
    assert articles.title.notna().all()
    assert articles.published.dt.strftime("%Y-%m-%d").to_dict() == {
        "tass": "2022-12-22",
        "ukrainska-pravda": "2022-12-02",
        "telesur": "2022-09-23",
        "borna": "2025-12-03",
        "rt": "2025-04-18",
    }


def test_one_article_an_outlet_has_no_interval_and_no_p(seeds: Run) -> None:
    contrasts, naming = seeds.table("contrasts"), seeds.table("naming")
    assert contrasts[["ci_low", "ci_high", "p", "q"]].isna().all(axis=None)
    assert naming[["ci_low", "ci_high"]].isna().all(axis=None)
