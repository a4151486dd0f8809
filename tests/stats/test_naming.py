"""Shares of names, and that their intervals respect whole events."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bias import schema
from bias.settings import Settings
from bias.stats.naming import naming

SETTINGS = Settings(n_resamples=500)


def tables(n: int, per_event: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    ids = [f"a{row:03d}" for row in range(n)]
    articles = pd.DataFrame({"article_id": ids, "outlet_id": "x", "n_words": 300})
    return articles, pd.DataFrame({"article_id": ids, "event_id": [f"e{row // per_event:03d}" for row in range(n)]})


def uses(rows: list[tuple[int, str, str, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["article", "variant", "voice", "n"])
    return frame.assign(article_id=frame.article.map("a{:03d}".format), concept="war").drop(columns="article")


def test_shares_are_of_all_names_of_the_concept_in_one_voice() -> None:
    used = uses([(0, "war", "own", 3), (1, "war", "own", 1), (1, "conflict", "own", 4), (1, "war", "quoted", 5)])
    table = naming(used, *tables(2), SETTINGS).set_index(["variant", "voice"])
    assert table.share.to_dict() == {("conflict", "own"): 0.5, ("war", "own"): 0.5, ("war", "quoted"): 1.0}
    assert table.loc[("war", "own"), ["n", "n_articles", "n_events"]].tolist() == [4, 2, 2]


def test_one_article_or_one_event_has_no_interval() -> None:
    used = uses([(0, "war", "own", 3), (0, "conflict", "own", 4), (1, "war", "own", 2)])
    assert naming(used[:2], *tables(1), SETTINGS)[["ci_low", "ci_high"]].isna().all(axis=None)
    assert naming(used, *tables(2, per_event=2), SETTINGS)[["ci_low", "ci_high"]].isna().all(axis=None)


def test_intervals_are_as_wide_as_articles_that_keep_to_one_name_make_them() -> None:
    """Forty articles of ten uses, each all one name: as forty draws, not as four hundred."""
    used = uses([(row, "war" if row % 2 else "conflict", "own", 10) for row in range(40)])
    table = naming(used, *tables(40), SETTINGS)
    width = (table.ci_high - table.ci_low).to_numpy()
    assert width == pytest.approx(2 * 2.02 * np.sqrt(0.25 / 40), rel=0.15)
    assert (width > 2 * 2 * 1.96 * np.sqrt(0.25 / 400)).all()


def test_a_name_without_a_rival_is_not_certain() -> None:
    table = naming(uses([(row, "war", "own", 5) for row in range(3)]), *tables(3), SETTINGS)
    assert table.share.tolist() == [1.0]
    assert table.ci_low.tolist() == pytest.approx([0.025 ** (1 / 3)])
    assert table.ci_high.tolist() == [1.0]


def test_intervals_stay_between_nothing_and_all() -> None:
    used = uses([(row, "war", "own", 9) for row in range(4)] + [(0, "conflict", "own", 1)])
    table = naming(used, *tables(4), SETTINGS)
    assert table.ci_low.ge(0).all()
    assert table.ci_high.le(1).all()


def test_short_articles_and_unknown_outlets_are_left_out() -> None:
    articles, events = tables(3)
    articles.loc[0, "n_words"] = 10
    articles.loc[1, "outlet_id"] = "unknown"
    used = uses([(row, "war", "own", 2) for row in range(3)])
    assert naming(used, articles, events, SETTINGS).n.tolist() == [2]


def test_no_names_give_an_empty_table() -> None:
    table = naming(uses([]), *tables(2), SETTINGS)
    assert table.empty
    schema.check(table, "naming")
