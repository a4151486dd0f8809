"""An audit of the teaching corpus: figures are made again from the tables, by plain means and not by the package."""

from __future__ import annotations

import csv
import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from bias.lexicon import FOLDER
from bias.pipeline import Comparison, Run

RATES = re.compile(r"1000 × (sum of weights of .*|.*) / (own|quoted)? ?words")


@pytest.fixture(scope="module")
def comparison(teaching: Run) -> Comparison:
    return teaching.compare()


@pytest.fixture(scope="module")
def tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    return dict(comparison.tables)


@pytest.fixture(scope="module")
def cells(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """An outlet's mean in an event for each feature, beside the mean of the other outlets' means there."""
    usable = tables["articles"].query("n_words >= 50")[["article_id", "outlet_id"]]
    placed = usable.merge(tables["events"].query("copy_of.isna()")[["article_id", "event_id"]])
    long = tables["features"].melt("article_id", var_name="feature").dropna().merge(placed)
    mean = long.groupby(["feature", "event_id", "outlet_id"]).value.agg(["mean", "size"]).reset_index()
    rows = []
    for (feature, event), group in mean.groupby(["feature", "event_id"]):
        for row in group.itertuples():
            rest = group.loc[group.outlet_id != row.outlet_id, "mean"]
            if len(rest):
                rows.append((feature, event, row.outlet_id, row.mean, rest.mean(), row.size))
    return pd.DataFrame(rows, columns=["feature", "event_id", "outlet_id", "own", "others", "n"])


def in_quotation_marks(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Spans of the table voices that stand in quotation marks; indirect speech is the outlet's own words."""
    return tables["voices"].query("kind != 'indirect'")


def test_every_rate_is_what_its_evidence_adds_up_to(tables: dict[str, pd.DataFrame]) -> None:
    words = tables["features"].set_index("article_id")["style.words"]
    quoted = in_quotation_marks(tables).groupby("article_id").n_words.sum().reindex(words.index, fill_value=0)
    of_voice = {"own": words - quoted, "quoted": quoted, None: words}
    counted = tables["evidence"].groupby(["feature", "article_id"]).weight.sum()
    features, checked = tables["features"].set_index("article_id"), 0
    for info in tables["feature_info"].itertuples():
        rate = RATES.fullmatch(info.formula)
        assert (rate is not None) == info.unit.startswith("per 1,000"), info.feature
        if rate is None:
            continue
        below = of_voice[rate[2]]
        amount = counted[info.feature] if info.feature in counted.index else pd.Series(dtype=float)
        expected = (1000 * amount.reindex(words.index, fill_value=0) / below).where(below >= info.min_words)
        pd.testing.assert_series_equal(features[info.feature], expected, check_names=False, rtol=1e-9)
        checked += 1
    assert checked > 50


def test_the_shares_are_what_their_evidence_adds_up_to(tables: dict[str, pd.DataFrame]) -> None:
    words = tables["features"].set_index("article_id")["style.words"]
    counted = tables["evidence"].pivot_table(index="article_id", columns="feature", values="weight", aggfunc="sum")
    counted = counted.reindex(words.index).fillna(0)
    features, enough = tables["features"].set_index("article_id"), words >= 50
    quoted = (counted["voices.quoted"] / words).where(enough)
    spoken = (counted["voices.attributed"] / counted["voices.direct"]).where(enough & (counted["voices.direct"] > 0))
    pd.testing.assert_series_equal(features["voices.quoted"], quoted, check_names=False)
    pd.testing.assert_series_equal(features["voices.attributed"], spoken, check_names=False)
    assert (words - tables["articles"].set_index("article_id").n_words).abs().max() <= 8


def share_of(rows: pd.DataFrame, chosen: pd.Series, articles: pd.Index) -> pd.Series:
    """Of each article's rows the share that is chosen; NaN where it has none."""
    return chosen.groupby(rows.article_id).mean().reindex(articles)


def test_shares_of_agency_are_those_of_its_table(tables: dict[str, pd.DataFrame]) -> None:
    features = tables["features"].set_index("article_id")
    quoted = in_quotation_marks(tables).groupby("article_id").n_words.sum().reindex(features.index, fill_value=0)
    features = features[features["style.words"] - quoted >= 50]
    own = tables["agency"].query("voice == 'own'")
    own = own[own.groupby("article_id").start.transform("size") >= 2]
    expected = {
        "agency.passive_own": own.construction.isin(["passive", "agentless passive"]),
        "agency.nominal_own": own.construction.eq("nominal"),
        "agency.agentless_own": own.construction.isin(["agentless passive", "nominal"]) & own.actor.isna(),
    }
    for feature, chosen in expected.items():
        shares = share_of(own, chosen, features.index)
        pd.testing.assert_series_equal(features[feature], shares, check_names=False, obj=feature)


def test_shares_of_voices_are_those_of_its_table(tables: dict[str, pd.DataFrame]) -> None:
    features = tables["features"].set_index("article_id").query("`style.words` >= 50")
    told = tables["voices"].query("kind != 'scare'")
    known, sided = told.dropna(subset="speaker_type"), told.dropna(subset="side")
    words = sided.groupby(["article_id", "side"]).n_words.sum().groupby("article_id")
    expected = {
        "voices.unnamed": share_of(known, known.speaker_type == "unnamed", features.index),
        "voices.officials": share_of(known, known.speaker_type.isin(["official", "military"]), features.index),
        "voices.one_sided": (words.max() / words.sum()).reindex(features.index),
    }
    for feature, shares in expected.items():
        pd.testing.assert_series_equal(features[feature], shares, check_names=False, obj=feature)


def test_contrasts_are_means_over_events_of_the_difference_from_the_others(
    tables: dict[str, pd.DataFrame], cells: pd.DataFrame
) -> None:
    overall = tables["contrasts"].query("event_id.isna()").set_index(["outlet_id", "feature"]).sort_index()
    expected = cells.groupby(["outlet_id", "feature"]).agg(
        mean=("own", "mean"), others_mean=("others", "mean"), n_articles=("n", "sum"), n_events=("own", "size")
    )
    pd.testing.assert_frame_equal(overall[list(expected)], expected.sort_index(), check_dtype=False)
    assert np.allclose(overall.difference, overall["mean"] - overall.others_mean)
    for feature, group in cells.groupby("feature"):
        by_event = group.groupby("event_id").own
        spread = np.sqrt((by_event.var() * (by_event.size() - 1)).sum() / (by_event.size() - 1).sum())
        rows = overall.xs(feature, level="feature").query("n_events > 1")
        if spread > 0:
            n = (by_event.size() - 1).sum()
            assert np.allclose(rows.effect, rows.difference / spread * (1 - 3 / (4 * n - 1)))


def test_intervals_of_contrasts_are_those_of_a_plain_loop_over_resampled_events(
    tables: dict[str, pd.DataFrame], cells: pd.DataFrame
) -> None:
    rng, overall = np.random.default_rng(0), tables["contrasts"].query("event_id.isna() and n_events > 1")
    for row in overall.sample(40, random_state=1).itertuples():
        each = cells.query("outlet_id == @row.outlet_id and feature == @row.feature").eval("own - others").to_numpy()
        n, half = len(each), (row.ci_high - row.ci_low) / 2
        assert row.difference == pytest.approx(each.mean())
        error, t = each.std(ddof=1) / np.sqrt(n), stats.t.ppf(0.975, n - 1)
        if n >= 10 and error > 0:
            drawn = rng.choice(each, (4000, n))
            spread = drawn.std(axis=1, ddof=1)
            with np.errstate(divide="ignore", invalid="ignore"):
                size = np.abs(drawn.mean(axis=1) - each.mean()) / (spread / np.sqrt(n))
            size = np.where(spread > 1e-12, size, np.inf)
            # The end is the 476th of 500 sorted resamples; the share below it follows a beta distribution.
            low, high = np.quantile(size, stats.beta.ppf([1e-6, 1 - 1e-6], 475, 25), method="nearest")
            low, high = (low, high) if np.isfinite(high) else (min(low, t), np.inf)
            assert low * 0.98 <= half / error <= high * 1.02
        else:
            assert half == pytest.approx(t * error)


def test_p_of_contrasts_is_that_of_plain_shuffles_and_q_that_of_scipy(tables: dict[str, pd.DataFrame]) -> None:
    overall = tables["contrasts"].query("event_id.isna()")
    tested = overall.dropna(subset="p")
    assert np.allclose(tested.q, stats.false_discovery_control(tested.p))
    usable = tables["articles"].query("n_words >= 50")[["article_id", "outlet_id"]]
    placed = usable.merge(tables["events"].query("copy_of.isna()")[["article_id", "event_id"]])
    rng = np.random.default_rng(2)
    for feature in ("voices.scare", "epistemic.hedges_own", "style.sentence_length"):
        rows = placed.merge(tables["features"][["article_id", feature]]).dropna()
        means = rows.groupby(["event_id", "outlet_id"])[feature].mean().reset_index()
        of_articles, of_means = _p_of_plain_shuffles(rows, feature, rng), _p_of_plain_shuffles(means, feature, rng)
        p = tested[tested.feature == feature].set_index("outlet_id").p
        assert set(p.index) == set(of_articles)
        for name in of_articles:
            assert p[name] == pytest.approx(max(of_articles[name], of_means[name]), abs=0.07)


def _p_of_plain_shuffles(rows: pd.DataFrame, feature: str, rng: np.random.Generator) -> dict[str, float]:
    """For each outlet the share of 3,000 shuffles of the rows within events that reach its difference."""
    rows = rows.sort_values("event_id")
    event, outlet, values = rows.event_id.factorize()[0], rows.outlet_id.to_numpy(), rows[feature].to_numpy()
    weights = pd.DataFrame([_differences(event, outlet, unit) for unit in np.eye(len(rows))])
    shuffles = [np.lexsort((rng.random(len(event)), event)) for _ in range(3000)]
    reached = np.abs(values[np.array(shuffles)] @ weights.to_numpy()) >= np.abs(values @ weights).to_numpy() - 1e-12
    return dict(zip(weights, reached.mean(axis=0), strict=True))


def _differences(event: np.ndarray, outlet: np.ndarray, value: np.ndarray) -> dict[str, float]:
    """Each outlet's mean over events of its mean minus the mean of the others' means."""
    means = pd.DataFrame({"e": event, "o": outlet, "v": value}).pivot_table(index="e", columns="o", values="v")
    n, total = means.notna().sum(axis=1), means.sum(axis=1)
    others = means.rsub(total, axis=0).div(n - 1, axis=0)
    return (means - others).mean().to_dict()


@pytest.fixture(scope="module")
def own_words(tables: dict[str, pd.DataFrame]) -> dict[str, Counter[str]]:
    """Words of each article outside its quotations, split by a plain pattern."""
    counts = {}
    spans = in_quotation_marks(tables).groupby("article_id")
    for row in tables["articles"].itertuples():
        text = row.text
        for quotation in spans.get_group(row.article_id).itertuples() if row.article_id in spans.groups else ():
            text = text[: quotation.start] + " " * (quotation.end - quotation.start) + text[quotation.end :]
        counts[row.article_id] = Counter(re.findall(r"[a-z]+(?:['’][a-z]+)*", text.lower()))
    return counts


def test_keyness_counts_are_the_words_outside_quotations_on_shared_events(
    tables: dict[str, pd.DataFrame], own_words: dict[str, Counter[str]]
) -> None:
    usable = tables["articles"].query("n_words >= 50")[["article_id", "outlet_id"]]
    placed = usable.merge(tables["events"].query("copy_of.isna()"))
    words = tables["keyness"][tables["keyness"].term.str.fullmatch("[a-z]{3,}")]
    for row in words.sample(60, random_state=3).itertuples():
        on = placed.groupby("event_id").outlet_id.transform(lambda ids, own=row.outlet_id: own in set(ids))
        uses = placed[on].assign(n=[own_words[name][row.term] for name in placed[on].article_id])
        mine = uses.outlet_id == row.outlet_id
        assert (row.n_target, row.n_reference) == (uses.n[mine].sum(), uses.n[~mine].sum()), row.term


def test_keyness_statistics_follow_the_published_formulas(tables: dict[str, pd.DataFrame], teaching: Run) -> None:
    counts = teaching.measured.own_counts
    place = {term: at for at, term in enumerate(counts.terms)}
    single = np.array([" " not in term for term in counts.terms])
    dense, articles = counts.matrix.toarray().astype(float), tables["articles"]
    events = tables["events"].set_index("article_id").loc[articles.article_id]
    usable = (articles.n_words >= 50).to_numpy() & events.copy_of.isna().to_numpy()
    outlet, event = articles.outlet_id.to_numpy(), events.event_id.to_numpy()
    words = dense[:, single].sum(axis=1)
    alpha0, rng = words[usable].mean(), np.random.default_rng(6)
    for row in tables["keyness"].sample(30, random_state=4).itertuples():
        at, mine = place[row.term], usable & (outlet == row.outlet_id)
        rest, alpha = usable & (outlet != row.outlet_id), dense[:, at].sum() / words.sum() * alpha0
        names = np.unique(event[mine])
        assert (row.n_articles, row.n_events) == ((dense[mine, at] > 0).sum(), len(names))
        y, n = (
            np.array([[of[side & (event == name)].sum() for name in names] for side in (mine, rest)])
            for of in (dense[:, at], words)
        )
        weight = (n / n.sum(axis=0))[::-1]
        weight *= (n.sum(axis=1) / (weight * n).sum(axis=1))[:, None]
        y, n = y * weight, n * weight
        odds, ratio = _log_odds_and_ratio(y, n, alpha, alpha0)
        published = np.sqrt((1 / (y.sum(axis=1) + alpha)).sum())
        assert row.log_odds == pytest.approx(odds)
        assert row.z == pytest.approx(odds / published)
        assert row.log_ratio == pytest.approx(ratio)
        parts = words[mine] / words[mine].sum()
        if dense[mine, at].any():
            uneven = np.abs(dense[mine, at] / dense[mine, at].sum() - parts).sum() / 2
            assert row.dispersion == pytest.approx(uneven / (1 - parts.min()))
        share = (n / n.sum(axis=1, keepdims=True)).mean(axis=0)
        t = stats.t(1 / (share**2).sum() - 1).ppf(0.975)
        without = [
            _log_odds_and_ratio(np.delete(y, e, 1), np.delete(n, e, 1), alpha, alpha0) for e in range(len(names))
        ]
        error, ratio_error = np.std(without, axis=0) * np.sqrt(len(names) - 1)
        half, ratio_half = row.log_odds - row.ci_low, row.log_ratio - row.log_ratio_low
        if (y.sum(axis=1) - y.max(axis=1)).min() > 1:
            assert half == pytest.approx(t * max(error, published), rel=0.05)
            assert ratio_half >= 0.95 * t * ratio_error
        counted = _shuffled_p(dense[:, at], words, (mine, rest), event, rng)
        assert row.p > counted / 2 - 0.01, "never much surer than the shuffles"
        if row.n_target + row.n_reference >= 12 and counted < 0.1:
            assert row.p == pytest.approx(counted, abs=0.05)


def _log_odds_and_ratio(y: np.ndarray, n: np.ndarray, alpha: float, alpha0: float) -> tuple[float, float]:
    """Of sides × events: the published log-odds ratio, and the binary logarithm of the ratio of frequencies."""
    uses, words = y.sum(axis=1), n.sum(axis=1)
    odds = np.log((uses + alpha) / (words + alpha0 - uses - alpha))
    often = np.log2(np.where(uses > 0, uses, 0.5) / words)
    return float(odds[0] - odds[1]), float(often[0] - often[1])


def _shuffled_p(
    uses: np.ndarray,
    words: np.ndarray,
    sides: tuple[np.ndarray, np.ndarray],
    event: np.ndarray,
    rng: np.random.Generator,
) -> float:
    """Share of shuffles within events whose uses beyond the expected are as many."""
    mine = sides[0]
    together = np.flatnonzero(np.isin(event, event[mine]) & (sides[0] | sides[1]))
    rows = pd.DataFrame({"event": event[together], "uses": uses[together], "words": words[together]})
    sums = rows.groupby("event").transform("sum")
    beyond = (rows.uses - rows.words * sums.uses / sums.words).to_numpy()
    label = mine[together][np.lexsort((np.arange(len(rows)), rows.event))]
    ordered = beyond[np.lexsort((np.arange(len(rows)), rows.event))]
    codes = np.sort(rows.event.factorize(sort=True)[0])
    found = abs(ordered[label].sum())
    shuffled = [abs(ordered[np.lexsort((rng.random(len(codes)), codes))][label].sum()) for _ in range(1500)]
    return float(np.mean(np.array(shuffled) >= found - 1e-9))


def test_naming_adds_up_to_the_evidence_and_shares_to_one(tables: dict[str, pd.DataFrame]) -> None:
    usable = tables["articles"].query("n_words >= 50")[["article_id", "outlet_id"]]
    seen = tables["evidence"].query("feature.str.startswith('naming.names')").merge(usable)
    naming = tables["naming"]
    of_packs = naming.groupby(["outlet_id", "voice"]).n.sum() - seen.value_counts(["outlet_id", "voice"])
    assert of_packs.ge(0).all()
    assert of_packs.sum() <= 3, "a name that two packs have is evidence once and stands in the table for each"
    assert np.allclose(naming.groupby(["outlet_id", "concept", "voice"]).share.sum(), 1)
    assert np.allclose(naming.share, naming.n / naming.groupby(["outlet_id", "concept", "voice"]).n.transform("sum"))


def test_the_name_of_the_capital_is_counted_as_a_plain_reading_of_the_list_counts_it(
    tables: dict[str, pd.DataFrame],
) -> None:
    with (FOLDER / "naming-teaching-en.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        terms = {row["term"] for row in rows if row["category"].split("/")[0] == "capital"}
    usable = tables["articles"].query("n_words >= 50")[["article_id", "outlet_id"]]
    seen = tables["evidence"].query("feature == 'naming.names_own'").merge(usable)
    seen = seen.assign(name=seen.text.str.lower().str.removesuffix("'s"))
    seen = seen[seen.name.isin(terms)].merge(tables["events"][["article_id", "event_id"]])
    naming = tables["naming"].query("concept == 'teaching/capital' and voice == 'own'")
    assert len(naming)
    expected = seen.groupby(["outlet_id", "name"]).agg(
        n=("start", "size"), n_articles=("article_id", "nunique"), n_events=("event_id", "nunique")
    )
    found = naming.set_index(["outlet_id", "variant"])[["n", "n_articles", "n_events"]]
    assert found.to_dict("index") == expected.to_dict("index")
    only = naming[(naming.share == 1) & naming.ci_low.notna()].set_index("outlet_id")
    in_events = seen.groupby(["outlet_id", "event_id"]).size()
    effective = in_events.groupby("outlet_id").sum() ** 2 / (in_events**2).groupby("outlet_id").sum()
    assert len(only)
    assert np.allclose(only.ci_low, 0.025 ** (1 / effective[only.index]))


def test_no_event_straddles_folds_and_figures_are_those_of_the_predictions(tables: dict[str, pd.DataFrame]) -> None:
    held = tables["predictions"].merge(tables["events"][["article_id", "event_id"]])
    assert held.groupby("event_id").fold.nunique().max() == 1
    held = held.merge(tables["articles"][["article_id", "outlet_id", "n_words"]]).query("n_words >= 50")
    first = held.sort_values("probability").groupby("article_id").last()
    right, true = first.label == first.outlet_id, held[held.label == held.outlet_id]
    sure = ~first.abstained
    figures = tables["evaluation"].query("model_id == 'outlet:both' and split == 'unseen event'")
    figures = figures[figures["class"].isna()].set_index("metric")
    assert figures.value["accuracy"] == pytest.approx(right.mean())
    assert figures.value["log loss"] == pytest.approx(-np.log(true.probability).mean())
    assert figures.value["share answered"] == pytest.approx(sure.mean())
    assert figures.value["accuracy where answered"] == pytest.approx(right[sure].mean())
    assert figures.n["accuracy where answered"] == sure.sum()
    shares = first.outlet_id.value_counts(normalize=True)
    assert figures.baseline["accuracy"] == pytest.approx(shares.max())
    assert figures.baseline["log loss"] == pytest.approx(-(shares * np.log(shares)).sum())
    assert figures.baseline["accuracy where answered"] == pytest.approx(
        first.outlet_id[sure].value_counts(normalize=True).max()
    )


def test_no_share_is_ever_certain(tables: dict[str, pd.DataFrame]) -> None:
    for rows in (tables["naming"], tables["evaluation"]):
        assert (rows.ci_low < rows.ci_high).where(rows.ci_low.notna(), True).all()
