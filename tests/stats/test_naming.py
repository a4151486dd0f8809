"""Shares of names and their change over time, and that their intervals have whole events as clusters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from bias import schema
from bias.pipeline import Run
from bias.settings import Settings
from bias.stats.naming import naming, naming_periods
from bias.stats.naming.intervals import difference_interval, share_interval
from bias.stats.naming.periods import MOST_PERIODS, periods
from bias.stats.naming.shares import shares
from tests.benchmarks.naming_coverage import changes, coverage

SETTINGS = Settings()


def tables(n: int, per_event: int = 1, dates: list[str] | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    ids = [f"a{row:03d}" for row in range(n)]
    published = pd.to_datetime(pd.Series(dates or [None] * n)).astype("datetime64[ns]")
    articles = pd.DataFrame({"article_id": ids, "outlet_id": "x", "n_words": 300, "published": published})
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


def test_the_interval_is_the_published_one_worked_out_by_hand() -> None:
    """Korn & Graubard from the variance of the ratio over events, with the sums written out."""
    name, every = np.array([3, 0, 2, 1, 4]), np.array([4, 3, 2, 5, 4])
    rows = [(row, "war", "own", n) for row, n in enumerate(name)]
    used = uses([*rows, *((row, "conflict", "own", n) for row, n in enumerate(every - name))])
    row = naming(used, *tables(5), SETTINGS).set_index("variant").loc["war"]
    p = name.sum() / every.sum()
    variance = sum((x - p * m) ** 2 for x, m in zip(name, every, strict=True)) * 5 / 4 / every.sum() ** 2
    e = p * (1 - p) / variance * (stats.t.ppf(0.975, every.sum() - 1) / stats.t.ppf(0.975, 4)) ** 2
    assert e < every.sum()
    assert row.share == pytest.approx(p)
    assert row.ci_low == pytest.approx(stats.beta.ppf(0.025, p * e, e - p * e + 1))
    assert row.ci_high == pytest.approx(stats.beta.ppf(0.975, p * e + 1, e - p * e))


def test_with_one_use_in_each_of_many_events_it_is_the_exact_binomial_one() -> None:
    used = uses([(row, "war" if row < 60 else "conflict", "own", 1) for row in range(200)])
    row = naming(used, *tables(200), SETTINGS).set_index("variant").loc["war"]
    exact = stats.binomtest(60, 200).proportion_ci(method="exact")
    assert [row.ci_low, row.ci_high] == pytest.approx([exact.low, exact.high], abs=1e-3)


def test_intervals_are_as_wide_as_articles_that_keep_to_one_name_make_them() -> None:
    """Forty articles of ten uses, each all one name: as forty draws, not as four hundred."""
    used = uses([(row, "war" if row % 2 else "conflict", "own", 10) for row in range(40)])
    table = naming(used, *tables(40), SETTINGS)
    exact = stats.binomtest(20, 40).proportion_ci(method="exact")
    assert (table.ci_high - table.ci_low).to_numpy() == pytest.approx(exact.high - exact.low, rel=0.06)


def test_articles_of_one_event_are_one_cluster() -> None:
    used = uses([(row, "war" if row // 5 % 2 else "conflict", "own", 2) for row in range(60)])
    alone, together = (naming(used, *tables(60, per_event), SETTINGS) for per_event in (1, 5))
    assert (together.ci_high - together.ci_low > 1.5 * (alone.ci_high - alone.ci_low)).all()


@pytest.mark.parametrize(("each", "effective"), [((5, 5, 5), 3), ((98, 1, 1), 100**2 / (98**2 + 2))])
def test_a_name_without_a_rival_is_as_sure_as_its_events_are_even(each: tuple[int, ...], effective: float) -> None:
    table = naming(uses([(row, "war", "own", n) for row, n in enumerate(each)]), *tables(3), SETTINGS)
    assert table.share.tolist() == [1.0]
    assert table.ci_low.tolist() == pytest.approx([0.025 ** (1 / effective)])
    assert table.ci_high.tolist() == [1.0]


def test_intervals_hold_the_share_and_stay_between_nothing_and_all() -> None:
    rng = np.random.default_rng(3)
    rows = [(row, "abc"[kind], "own", n) for row, kind, n in rng.integers(0, [90, 3, 9], (300, 3)) if n]
    table = naming(uses(rows), *tables(90, per_event=2), SETTINGS)
    assert table[["ci_low", "ci_high"]].notna().all(axis=None)
    assert (table.ci_low.ge(0) & (table.ci_low < table.share) & (table.share < table.ci_high)).all()
    assert table.ci_high.le(1).all()
    assert table.groupby("voice").share.sum().tolist() == pytest.approx([1])


def test_a_name_and_its_only_rival_have_mirrored_intervals() -> None:
    rows = [(0, "war", "own", 4), (1, "war", "own", 1), (1, "conflict", "own", 2), (2, "conflict", "own", 3)]
    table = naming(uses(rows), *tables(3), SETTINGS).set_index("variant")
    assert table.ci_low["war"] == pytest.approx(1 - table.ci_high["conflict"])
    assert table.ci_high["war"] == pytest.approx(1 - table.ci_low["conflict"])


def test_short_articles_and_unknown_outlets_are_left_out() -> None:
    articles, events = tables(3)
    articles.loc[0, "n_words"] = 10
    articles.loc[1, "outlet_id"] = "unknown"
    used = uses([(row, "war", "own", 2) for row in range(3)])
    assert naming(used, articles, events, SETTINGS).n.tolist() == [2]


@pytest.mark.parametrize("made", [naming, naming_periods])
def test_no_names_give_an_empty_table(made: Callable[..., pd.DataFrame]) -> None:
    table = made(uses([]), *tables(2), SETTINGS)
    assert table.empty
    schema.check(table, made.__name__)


def test_intervals_of_shares_and_changes_cover_as_often_as_they_say() -> None:
    """Over beta-binomial uses in 3 to 100 events; in the worst of the cases still in seven of eight."""
    held = coverage(("clustered", "words"), 400).groupby("method").coverage
    assert 0.95 <= held.mean()["clustered"] <= 0.985
    assert held.min()["clustered"] >= 0.85
    assert held.mean()["words"] < 0.8
    assert 0.95 <= changes(400).coverage.mean() <= 0.985


def dated(months: list[int], year: int = 2021) -> list[str]:
    return [f"{year + month // 12}-{month % 12 + 1:02d}-{1 + row % 28:02d}" for row, month in enumerate(months)]


def test_a_change_is_from_the_period_before_in_which_the_concept_is_named() -> None:
    rows = [(row, "war" if row % 4 else "conflict", "own", 1) for row in range(8)]
    rows += [(row, "conflict", "own", 1) for row in range(8, 16)] + [(16, "war", "quoted", 1)]
    days = dated([0] * 8 + [5] * 8 + [2])
    table = naming_periods(uses(rows), *tables(17, dates=days), SETTINGS)
    own = table[table.voice == "own"].set_index(["variant", "period"])
    assert own.share.to_dict() == {
        ("conflict", "2021-01"): 0.25,
        ("conflict", "2021-06"): 1.0,
        ("war", "2021-01"): 0.75,
        ("war", "2021-06"): 0.0,
    }
    assert own.n.tolist() == [2, 8, 6, 0]
    assert own.change.tolist() == pytest.approx([np.nan, 0.75, np.nan, -0.75], nan_ok=True)
    last = own.loc[("war", "2021-06")]
    assert -1 <= last.change_low < -0.75 < last.change_high < 0
    assert table.loc[table.voice == "quoted", "period"].tolist() == ["2021-03"]


def test_a_period_alone_is_counted_as_the_whole_is() -> None:
    rows = [(row, "war" if row % 3 else "conflict", "own", 1 + row % 4) for row in range(30)]
    columns = ["variant", "n", "n_articles", "n_events", "share", "ci_low", "ci_high"]
    articles, events = tables(30, per_event=2, dates=["2021-05-06"] * 30)
    one = naming_periods(uses(rows), articles, events, SETTINGS)
    assert one.period.unique().tolist() == ["2021-05-06"]
    pd.testing.assert_frame_equal(one[columns], naming(uses(rows), articles, events, SETTINGS)[columns])
    assert one[["change", "change_low", "change_high"]].isna().all(axis=None)


def test_articles_without_a_date_are_left_out_of_periods_only() -> None:
    articles, events = tables(4, dates=["2021-05-06"] * 4)
    articles.loc[3, "published"] = pd.NaT
    used = uses([(row, "war", "own", 1) for row in range(4)])
    assert naming_periods(used, articles, events, SETTINGS).n.tolist() == [3]
    assert naming(used, articles, events, SETTINGS).n.tolist() == [4]


def test_few_events_give_a_change_without_an_interval() -> None:
    rows = [(row, "war" if row % 3 else "conflict", "own", 1) for row in range(6)]
    table = naming_periods(uses(rows), *tables(6, per_event=3, dates=dated([0] * 3 + [1] * 3)), SETTINGS)
    assert table.change.notna().sum() == 2
    assert table[["change_low", "change_high", "ci_low", "ci_high"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["2021-03-14"] * 3 + ["2021-03-15"] * 3, "2021-03-14"),
        (["2021-03-14"] * 2 + ["2021-03-15"] * 2, "2021-03"),
        (dated(list(range(12)) * 2), "2021-Q1"),
        (dated([month for month in range(MOST_PERIODS + 1) for _ in range(3)]), "2021-Q1"),
        (dated([0, 12, 24]), "2021"),
        (["2021-01-01"] * 9 + ["1970-01-01"], "1970-01-01"),
    ],
)
def test_periods_are_the_shortest_that_are_few_and_full_enough(days: list[str], first: str) -> None:
    found = periods(pd.Series(["x"] * len(days)), pd.Series(pd.to_datetime(days)))
    assert found.min() == first


def test_dates_with_a_zone_are_taken_in_utc() -> None:
    when = pd.Series(pd.to_datetime(["2021-03-01T01:00:00+03:00"] * 3, utc=True))
    assert periods(pd.Series(["x"] * 3), when).tolist() == ["2021-02-28"] * 3


def test_an_interval_of_a_change_is_the_published_worked_example() -> None:
    """Newcombe (1998), table II, column (a): 56/70 − 48/80 is 0.0524 to 0.3339 by Wilson's intervals, method 10."""
    ends = [
        (k / n, *(np.array([end]) for end in stats.binomtest(k, n).proportion_ci(method="wilson")))
        for k, n in ((56, 70), (48, 80))
    ]
    low, high = difference_interval(*((np.array([share]), low, high) for share, low, high in ends))
    assert [low.item(), high.item()] == pytest.approx([0.0524, 0.3339], abs=5e-5)


def test_one_cluster_or_none_has_no_interval() -> None:
    half, one = np.array([0.5]), np.array([1.0])
    assert np.isnan(share_interval(half, 0 * one, 4 * one, one, one, 0.95)).all()


def test_rows_of_every_whole_add_up_to_one() -> None:
    rng = np.random.default_rng(4)
    n = 400
    named = pd.DataFrame(
        {
            "outlet_id": rng.choice(["x", "y"], n),
            "concept": rng.choice(["c", "d"], n),
            "voice": "own",
            "variant": rng.choice(list("abc"), n),
            "period": rng.choice(["2021", "2022"], n),
            "article_id": np.arange(n),
            "event_id": rng.integers(0, 30, n),
            "n": rng.integers(1, 5, n),
        }
    )
    table = shares(named, ["period"], 0.95)
    assert table.groupby(["outlet_id", "concept", "voice", "period"]).share.sum().to_numpy() == pytest.approx(1)
    assert table.n.sum() == named.n.sum()


def test_headlines_of_years_are_told_apart_by_period(shared: Callable[[str], Path], tmp_path: Path) -> None:
    """Real headlines: hardly any period of a name has an interval that excludes no change, and every share is one."""
    rows = pd.read_csv(shared("headlines/rt_tass_sputnik.csv.gz")).sample(2000, random_state=1)
    rows.to_csv(tmp_path / "headlines.csv", index=False)
    run = Run([tmp_path / "headlines.csv"])
    table = naming_periods(run.measured.uses, run.articles, run.events, run.judged)
    assert 3 <= table.period.nunique() <= MOST_PERIODS
    assert table.share.between(0, 1).all()
    known = table[table.change_low.notna()]
    assert (known.change_low.le(known.change) & known.change.le(known.change_high)).all()
    assert (known.change_low.gt(0) | known.change_high.lt(0)).mean() < 0.1
