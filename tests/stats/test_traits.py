"""Outlets by trait: levels against plain least squares, p against all assignments, intervals against scipy."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from bias import schema
from bias.settings import Settings
from bias.stats.contrasts.traits import group_contrasts

SETTINGS = Settings()
CONTROL = {"a": "SC", "b": "SC", "c": "IP", "d": "IP", "e": "ISF", "f": "IP", "g": "SC", "h": "IP"}
TABLES = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]


def corpus(seed: int, cover: float, shift: float = 0.0, n_features: int = 2) -> TABLES:
    """Eight outlets over 30 events; an outlet reports each with the probability of cover."""
    rng = np.random.default_rng(seed)
    event, outlet = np.nonzero(rng.random((30, 8)) < cover)
    names = np.array(list(CONTROL))[outlet]
    state = np.array([CONTROL[name] == "SC" for name in names])
    values = 3 * rng.normal(size=(30, n_features))[event] + rng.normal(size=(len(event), n_features))
    values += (rng.normal(size=(8, n_features))[outlet] + shift * state[:, None]) * 0.5
    ids = [f"a{row:04d}" for row in range(len(event))]
    features = pd.DataFrame(values, columns=[f"g.f{k}" for k in range(n_features)]).assign(article_id=ids)
    articles = pd.DataFrame({"article_id": ids, "outlet_id": names, "n_words": 300}).astype({"outlet_id": "str"})
    events = pd.DataFrame({"article_id": ids, "event_id": [f"e{k:02d}" for k in event], "topic_id": "t"})
    outlets = pd.DataFrame({"outlet_id": list(CONTROL), "control": list(CONTROL.values())})
    return features, articles, events.assign(copy_of=None), outlets.assign(country=None, side=None)


def plain_levels(tables: TABLES, feature: str) -> pd.Series:
    """Outlet effects of the additive model, by dummies and least squares."""
    features, articles, events, _ = tables
    rows = features.merge(articles).merge(events)
    rows = rows.groupby(["event_id", "outlet_id"])[feature].mean().reset_index()
    rows = rows[rows.groupby("event_id").outlet_id.transform("size") > 1]
    design = pd.get_dummies(rows[["outlet_id", "event_id"]]).astype(float)
    fitted = np.linalg.lstsq(design.to_numpy(), rows[feature].to_numpy(), rcond=None)[0]
    return pd.Series(fitted[:8], index=[name[-1] for name in design.columns[:8]])


@pytest.mark.parametrize("cover", [1.0, 0.4])
def test_differences_are_those_of_levels_fitted_by_plain_least_squares(cover: float) -> None:
    tables = corpus(1, cover)
    table = group_contrasts(*tables, SETTINGS).set_index(["value", "feature"])
    for feature in ("g.f0", "g.f1"):
        level = plain_levels(tables, feature)
        for value in ("SC", "IP", "ISF"):
            member = level.index.map(CONTROL) == value
            row = table.loc[(value, feature)]
            assert row.difference == pytest.approx(level[member].mean() - level[~member].mean())
            assert row.difference == pytest.approx(row["mean"] - row.others_mean)
            assert (row.n_outlets, row.n_others) == (member.sum(), (~member).sum())
            if member.sum() > 1:
                t = stats.ttest_ind(level[member], level[~member]).confidence_interval(0.95)
                assert (row.ci_low, row.ci_high) == pytest.approx(tuple(t))


def test_with_full_cover_means_are_plain_means_over_events() -> None:
    features, articles, events, outlets = corpus(2, 1.0)
    row = group_contrasts(features, articles, events, outlets, SETTINGS).query("value == 'SC' and feature == 'g.f0'")
    values = features.merge(articles)
    state = values.outlet_id.map(CONTROL) == "SC"
    assert row["mean"].item() == pytest.approx(values.loc[state, "g.f0"].mean())
    assert row.others_mean.item() == pytest.approx(values.loc[~state, "g.f0"].mean())
    assert (row.n_articles.item(), row.n_events.item()) == (90, 30)


def test_what_outlets_report_does_not_make_them_different() -> None:
    features, articles, events, outlets = corpus(3, 1.0)
    loud = features.merge(events).merge(articles)
    features["g.f0"] = np.where(loud.event_id < "e15", 10.0, 0.0)
    state = loud.outlet_id.map(CONTROL) == "SC"
    kept = ~((state & (loud.event_id > "e17")) | (~state & (loud.event_id < "e12"))).to_numpy()
    rows = group_contrasts(features[kept], articles[kept], events[kept], outlets, SETTINGS)
    assert rows.query("feature == 'g.f0'").difference.to_numpy() == pytest.approx(0, abs=1e-9)


def test_p_is_the_share_of_all_assignments_of_the_trait() -> None:
    tables = corpus(4, 0.5, shift=3)
    row = group_contrasts(*tables, SETTINGS).query("value == 'SC' and feature == 'g.f0'").iloc[0]
    level = plain_levels(tables, "g.f0").to_numpy()
    made = [level[list(m)].mean() - np.delete(level, list(m)).mean() for m in combinations(range(8), 3)]
    assert row.p == pytest.approx(np.mean(np.abs(made) >= abs(row.difference) - 1e-9))
    assert row.method == "Student's t over outlets; p from all 56 ways to assign the trait"


def test_a_trait_of_one_outlet_among_few_has_an_interval_and_no_p_and_says_why() -> None:
    rows = group_contrasts(*corpus(5, 0.6), SETTINGS).query("value == 'ISF'")
    assert rows[["ci_low", "ci_high", "effect", "effect_low"]].notna().all(axis=None)
    assert rows[["p", "q"]].isna().all(axis=None)
    assert set(rows.method) == {"Student's t over outlets; no p, too few outlets"}


def test_two_outlets_have_neither_interval_nor_p() -> None:
    features, articles, events, outlets = corpus(6, 1.0)
    two = articles.outlet_id.isin(["a", "c"])
    rows = group_contrasts(features[two], articles[two], events[two], outlets, SETTINGS)
    assert set(rows.value) == {"SC", "IP"}
    assert rows[["ci_low", "ci_high", "effect", "p", "q"]].isna().all(axis=None)
    assert set(rows.method) == {"not enough data: two outlets"}


def test_an_outlet_without_the_trait_is_left_out_and_one_value_has_no_rows() -> None:
    features, articles, events, outlets = corpus(7, 1.0)
    outlets["control"] = outlets.control.mask(outlets.outlet_id.isin(["a", "b", "c"]))
    outlets["country"] = "USA"
    rows = group_contrasts(features, articles, events, outlets, SETTINGS)
    assert set(rows.trait) == {"control"}
    assert set((rows.n_outlets + rows.n_others).tolist()) == {5}


def test_an_entry_of_side_is_held_against_the_other_sides_of_its_conflict() -> None:
    features, articles, events, outlets = corpus(8, 1.0)
    first = ["x-y: party (X)"] * 3 + ["x-y: third country"] * 3
    outlets["side"] = [f"{entry}; u-v: third country" for entry in first] + ["u-v: party (U)", None]
    rows = group_contrasts(features, articles, events, outlets, SETTINGS).query("trait == 'side'")
    counted = rows.groupby("value")[["n_outlets", "n_others"]].first().apply(tuple, axis=1).to_dict()
    assert counted == {
        "u-v: party (U)": (1, 6),
        "u-v: third country": (6, 1),
        "x-y: party (X)": (3, 3),
        "x-y: third country": (3, 3),
    }


def test_outlets_that_nothing_ties_to_the_rest_are_not_placed() -> None:
    features, articles, events, outlets = corpus(9, 1.0)
    apart = articles.outlet_id.isin(["g", "h"]).to_numpy()
    events.loc[apart, "event_id"] = "x" + events.event_id[apart]
    features.loc[articles.outlet_id.isin(["a", "e"]), "g.f1"] = np.nan
    rows = group_contrasts(features, articles, events, outlets, SETTINGS)
    placed = (rows.n_outlets + rows.n_others).groupby(rows.feature).max()
    assert placed.to_dict() == {"g.f0": 6, "g.f1": 4}
    schema.check(rows, "group_contrasts")


def test_the_order_of_articles_changes_nothing() -> None:
    features, articles, events, outlets = corpus(10, 0.5)
    table = group_contrasts(features, articles, events, outlets, SETTINGS)
    mixed = articles.sample(frac=1, random_state=1).reset_index(drop=True)
    pd.testing.assert_frame_equal(table, group_contrasts(features, mixed, events, outlets, SETTINGS))


def test_where_kinds_of_outlets_do_not_differ_p_and_intervals_say_so() -> None:
    rows = pd.concat([group_contrasts(*corpus(seed, 0.5, n_features=40), SETTINGS) for seed in range(20, 32)])
    rows = rows.query("value == 'SC'")
    assert (rows.p <= 0.05).mean() == pytest.approx(0.05, abs=0.03)
    assert ((rows.ci_low <= 0) & (rows.ci_high >= 0)).mean() == pytest.approx(0.95, abs=0.03)
