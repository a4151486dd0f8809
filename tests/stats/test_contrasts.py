"""Contrasts against a plain implementation, and what they refuse to say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bias import schema
from bias.settings import Settings
from bias.stats.contrasts import contrasts

SETTINGS = Settings(n_resamples=300)
TABLES = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


def corpus(n: int, n_events: int, outlets: str, seed: int = 0, n_features: int = 3) -> TABLES:
    """Features, articles and events with random values and random cover."""
    rng = np.random.default_rng(seed)
    ids = [f"a{row:04d}" for row in range(n)]
    features = pd.DataFrame(rng.normal(size=(n, n_features)), columns=[f"g.f{k}" for k in range(n_features)])
    articles = pd.DataFrame(
        {"article_id": ids, "outlet_id": rng.choice(list(outlets), n), "n_words": np.full(n, 300)}
    ).astype({"outlet_id": "str"})
    return features.assign(article_id=ids), articles, placed(ids, [f"e{k:03d}" for k in rng.integers(0, n_events, n)])


def placed(ids: list[str], events: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"article_id": ids, "event_id": events, "topic_id": "t001"})
    return frame.assign(copy_of=pd.Series([None] * len(ids), dtype="str"))


def every_outlet_once(n_events: int, outlets: str, seed: int = 0, n_features: int = 3) -> TABLES:
    features, articles, _ = corpus(n_events * len(outlets), n_events, outlets, seed, n_features)
    articles["outlet_id"] = list(outlets) * n_events
    return (
        features,
        articles,
        placed(articles.article_id.tolist(), [f"e{k:03d}" for k in range(n_events) for _ in outlets]),
    )


def overall(table: pd.DataFrame) -> pd.DataFrame:
    return table[table.event_id.isna()]


def plain(tables: TABLES, feature: str) -> dict[str, tuple[float, float, float, int, int]]:
    """For each outlet: mean, others' mean, difference, articles and events, by loops."""
    features, articles, events = tables
    rows = features.merge(articles, on="article_id").merge(events, on="article_id").dropna(subset=[feature])
    found: dict[str, list[tuple[float, float, int]]] = {}
    for _, event in rows.groupby("event_id"):
        means = {outlet: part[feature].mean() for outlet, part in event.groupby("outlet_id")}
        for outlet, mean in means.items():
            others = [other for name, other in means.items() if name != outlet]
            if others:
                n = int((event.outlet_id == outlet).sum())
                found.setdefault(str(outlet), []).append((mean, float(np.mean(others)), n))
    return {
        outlet: (
            float(np.mean([m for m, _, _ in cells])),
            float(np.mean([o for _, o, _ in cells])),
            float(np.mean([m - o for m, o, _ in cells])),
            sum(n for _, _, n in cells),
            len(cells),
        )
        for outlet, cells in found.items()
    }


def test_differences_are_those_of_plain_loops_with_gaps_and_several_articles_an_event() -> None:
    features, articles, events = corpus(120, 25, "abcd")
    features.loc[features.index % 3 == 0, "g.f1"] = np.nan
    table = overall(contrasts(features, articles, events, SETTINGS))
    for feature in ("g.f0", "g.f1"):
        part = table[table.feature == feature].set_index("outlet_id")
        expected = plain((features, articles, events), feature)
        for outlet, numbers in expected.items():
            found = part.loc[outlet, ["mean", "others_mean", "difference", "n_articles", "n_events"]]
            assert found.tolist() == pytest.approx(numbers)


def test_each_event_has_its_row_without_interval_or_p() -> None:
    tables = corpus(60, 12, "abc")
    table = contrasts(*tables, SETTINGS)
    each = table[table.event_id.notna()]
    means = each.groupby(["outlet_id", "feature"]).difference.mean()
    whole = overall(table).set_index(["outlet_id", "feature"]).difference
    assert means.to_numpy() == pytest.approx(whole.loc[means.index].to_numpy())
    assert each[["ci_low", "ci_high", "effect", "p", "q"]].isna().all(axis=None)


def test_a_planted_shift_is_found_and_nothing_else() -> None:
    features, articles, events = every_outlet_once(50, "abc", seed=3, n_features=30)
    features["g.f5"] += np.where(articles.outlet_id == "b", 1.0, 0.0)
    table = overall(contrasts(features, articles, events, SETTINGS))
    found = table[table.q < 0.05]
    assert ("b", "g.f5") in set(zip(found.outlet_id, found.feature, strict=True))
    assert set(found.feature) == {"g.f5"}
    row = found[(found.outlet_id == "b") & (found.feature == "g.f5")].iloc[0]
    assert row.ci_low < 1 < row.ci_high
    assert row.effect == pytest.approx(row.difference, rel=0.35)


def test_outlets_that_do_not_differ_are_seldom_called_different() -> None:
    table = overall(contrasts(*every_outlet_once(40, "abc", seed=8, n_features=200), SETTINGS))
    assert (table.p < 0.05).mean() == pytest.approx(0.05, abs=0.025)
    assert ((table.ci_low <= 0) & (table.ci_high >= 0)).mean() == pytest.approx(0.95, abs=0.025)
    assert (table.q > 0.05).all()


def test_features_that_miss_different_articles_are_shuffled_rightly() -> None:
    features, articles, events = every_outlet_once(30, "abcd", seed=4, n_features=100)
    gaps = np.random.default_rng(9).random((len(features), 100)) < 0.2
    features.iloc[:, :100] = features.iloc[:, :100].mask(gaps)
    table = overall(contrasts(features, articles, events, SETTINGS))
    assert (table.p < 0.05).mean() == pytest.approx(0.05, abs=0.03)


def test_one_event_shows_no_interval_no_p_and_says_why() -> None:
    table = contrasts(*every_outlet_once(1, "abc"), SETTINGS)
    assert table[["ci_low", "ci_high", "effect", "p", "q"]].isna().all(axis=None)
    assert set(table.method) == {"not enough data: one event"}
    assert table.difference.notna().all()


def test_two_to_nine_events_have_students_interval_and_say_so() -> None:
    table = overall(contrasts(*every_outlet_once(4, "abc"), SETTINGS))
    assert set(table.method) == {"Student's t over events: too few to resample"}
    assert table[["ci_low", "ci_high", "p", "q"]].notna().all(axis=None)


def test_where_no_event_is_shared_topics_are_compared_and_one_topic_has_no_interval() -> None:
    features, articles, _ = every_outlet_once(1, "abcde")
    events = placed(articles.article_id.tolist(), [f"e{k:03d}" for k in range(5)])
    table = contrasts(features, articles, events, SETTINGS)
    assert set(table.method) == {"not enough data: one topic, by topic"}
    assert set(table.event_id.dropna()) == {"t001"}
    assert table[["ci_low", "ci_high", "p", "q"]].isna().all(axis=None)


def test_copies_short_articles_and_unknown_outlets_are_left_out() -> None:
    features, articles, events = every_outlet_once(6, "abcd")
    articles.loc[articles.outlet_id == "d", "outlet_id"] = "unknown"
    events.loc[0, "copy_of"] = articles.article_id[1]
    articles.loc[5, "n_words"] = SETTINGS.min_words - 1
    table = contrasts(features, articles, events, SETTINGS)
    assert set(table.outlet_id) == {"a", "b", "c"}
    counted = overall(table).groupby("outlet_id").n_articles.first()
    assert counted.to_dict() == {"a": 5, "b": 5, "c": 6}


@pytest.mark.parametrize("outlets", ["a", "aa"])
def test_a_single_outlet_gives_an_empty_table(outlets: str) -> None:
    table = contrasts(*every_outlet_once(5, outlets), SETTINGS)
    assert table.empty
    schema.check(table, "contrasts")


def test_a_feature_that_nobody_could_measure_has_no_rows() -> None:
    features, articles, events = every_outlet_once(5, "ab")
    table = contrasts(features.assign(**{"g.f0": np.nan}), articles, events, SETTINGS)
    assert set(table.feature) == {"g.f1", "g.f2"}


def test_the_order_of_articles_changes_no_difference_and_one_seed_gives_one_table() -> None:
    features, articles, events = corpus(60, 12, "abc")
    table = contrasts(features, articles, events, SETTINGS)
    pd.testing.assert_frame_equal(table, contrasts(features, articles, events, SETTINGS))
    order = np.random.default_rng(1).permutation(60)
    mixed = contrasts(
        features.sample(frac=1, random_state=1), articles.iloc[order].reset_index(drop=True), events, SETTINGS
    )
    pd.testing.assert_frame_equal(table, mixed)


def test_two_outlets_that_swap_names_swap_signs() -> None:
    features, articles, events = every_outlet_once(30, "ab", seed=2)
    table = overall(contrasts(features, articles, events, SETTINGS)).set_index(["outlet_id", "feature"])
    for column in ("difference", "effect"):
        assert table.loc["a", column].to_numpy() == pytest.approx(-table.loc["b", column].to_numpy())
    swapped = articles.assign(outlet_id=articles.outlet_id.map({"a": "b", "b": "a"}).astype("str"))
    other = overall(contrasts(features, swapped, events, SETTINGS)).set_index(["outlet_id", "feature"])
    assert table.loc["a", "difference"].to_numpy() == pytest.approx(other.loc["b", "difference"].to_numpy())
    assert table.loc["a", "effect"].to_numpy() == pytest.approx(other.loc["b", "effect"].to_numpy())


def test_more_resamples_change_little() -> None:
    tables = every_outlet_once(40, "abc", seed=6)
    few, many = (overall(contrasts(*tables, Settings(n_resamples=n))) for n in (1000, 4000))
    width = many.ci_high - many.ci_low
    assert ((few.ci_low - many.ci_low).abs() < 0.1 * width).all()
    assert ((few.p - many.p).abs() < 0.06).all()


def test_effect_is_hedges_g_over_the_pooled_deviation_within_events() -> None:
    features, articles, events = every_outlet_once(20, "abc", seed=5, n_features=1)
    table = overall(contrasts(features, articles, events, SETTINGS))
    value = features["g.f0"].to_numpy().reshape(20, 3)
    pooled = np.sqrt(value.var(axis=1, ddof=1).mean())
    assert table.effect.to_numpy() == pytest.approx(table.difference / pooled * (1 - 3 / (4 * 40 - 1)))
    half = (table.ci_high - table.ci_low) / 2 / pooled * (1 - 3 / (4 * 40 - 1))
    assert ((table.effect - table.effect_low) >= half - 1e-9).all()
    assert ((table.effect_low > 0) <= (table.ci_low > 0)).all()


def test_intervals_of_effects_cover_the_true_effect_of_a_planted_shift() -> None:
    features, articles, events = every_outlet_once(30, "abc", seed=12, n_features=400)
    features.iloc[:, :400] += np.where(articles.outlet_id == "a", 1.0, 0.0)[:, None]
    rows = overall(contrasts(features, articles, events, SETTINGS)).query("outlet_id == 'a'")
    true = 1 / np.sqrt(1 + 1 / 3)
    assert rows.effect.mean() == pytest.approx(true, abs=0.03)
    assert ((rows.effect_low <= true) & (true <= rows.effect_high)).mean() >= 0.93


@pytest.mark.parametrize(
    ("n", "n_events", "n_outlets"), [(60, 12, 50), (500, 40, 50), (400, 5000, 3), (2, 1, 2), (1, 1, 1)]
)
def test_odd_cover_gives_sensible_rows_and_no_warning(n: int, n_events: int, n_outlets: int) -> None:
    features, articles, events = corpus(n, n_events, "".join(chr(65 + k) for k in range(n_outlets)))
    features["g.f1"] = 0.0
    features.loc[features.index % 2 == 0, "g.f2"] = np.nan
    table = overall(contrasts(features, articles, events, Settings(n_resamples=50)))
    assert (table.ci_low <= table.difference).where(table.ci_low.notna(), True).all()
    assert table.loc[table.n_events < 2, ["ci_low", "effect", "effect_low", "p"]].isna().all(axis=None)
    assert table.loc[table.n_events > 1, ["ci_low", "p", "q"]].notna().all(axis=None)
    assert table.p.dropna().between(0, 1).all()
    assert table.loc[table.feature == "g.f1", "effect"].isna().all()
    assert (table.loc[table.feature == "g.f1", "p"].dropna() == 1).all()
