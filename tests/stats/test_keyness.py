"""Keyness against plain implementations of the published formulas, a bootstrap of events, shuffles, and scipy."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from bias import schema
from bias.settings import Settings, Words
from bias.stats.keyness import keyness
from bias.stats.keyness.dispersion import dispersion
from bias.stats.keyness.phrases import explained, within
from bias.stats.keyness.significance import two_tails
from bias.stats.keyness.table import MIN_COUNT

TABLES = tuple[sparse.csr_array, list[str], pd.DataFrame, pd.DataFrame]
SETTINGS = Settings()


def corpus(n_events: int, outlets: str = "abc", n_terms: int = 40, seed: int = 0) -> TABLES:
    """Each outlet once an event; terms as common as in a text, bursty by event."""
    rng = np.random.default_rng(seed)
    rates = 300 / np.arange(2, n_terms + 2)
    burst = rng.gamma(2, 0.5, size=(n_events, n_terms)).repeat(len(outlets), axis=0)
    counts = rng.poisson(rates * burst / rates.sum() * 300)
    ids = [f"a{row:04d}" for row in range(len(counts))]
    articles = pd.DataFrame({"article_id": ids, "outlet_id": list(outlets) * n_events, "n_words": 300})
    events = pd.DataFrame({"article_id": ids, "event_id": [f"e{row // len(outlets):03d}" for row in range(len(ids))]})
    terms = [f"word{'abcdefghij'[k // 10]}{'abcdefghij'[k % 10]}" for k in range(n_terms)]
    return sparse.csr_array(counts), terms, articles, events.assign(topic_id="t001", copy_of=None)


def even(n_events: int, seed: int = 0) -> TABLES:
    """The same with a further term that brings every article to as many words, so that every event weighs the same."""
    counts, terms, articles, events = corpus(n_events, seed=seed)
    dense = counts.toarray()
    filler = dense.sum(axis=1).max() + 100 - dense.sum(axis=1, keepdims=True)
    return sparse.csr_array(np.hstack([dense, filler])), [*terms, "filler"], articles, events


def test_log_odds_z_and_log_ratio_are_those_of_the_published_formulas() -> None:
    counts, terms, articles, events = even(12)
    found = keyness(counts, terms, articles, events, SETTINGS).set_index(["outlet_id", "term"])
    dense = counts.toarray().tolist()
    words = sum(map(sum, dense))
    for outlet in "abc":
        own = [row for row, name in zip(dense, articles.outlet_id, strict=True) if name == outlet]
        others = [row for row, name in zip(dense, articles.outlet_id, strict=True) if name != outlet]
        for k, term in enumerate(terms):
            y_i, y_j = sum(row[k] for row in own), sum(row[k] for row in others)
            if y_i + y_j < MIN_COUNT:
                continue
            n_i, n_j, a0 = sum(map(sum, own)), sum(map(sum, others)), words / len(dense)
            a = sum(row[k] for row in dense) / words * a0
            delta = math.log((y_i + a) / (n_i + a0 - y_i - a)) - math.log((y_j + a) / (n_j + a0 - y_j - a))
            row = found.loc[(outlet, term)]
            assert (row.n_target, row.n_reference) == (y_i, y_j)
            assert row.log_odds == pytest.approx(delta)
            assert row.z == pytest.approx(delta / math.sqrt(1 / (y_i + a) + 1 / (y_j + a)))
            assert row.log_ratio == pytest.approx(math.log2(((y_i or 0.5) / n_i) / ((y_j or 0.5) / n_j)))


def delete_one(i: np.ndarray, j: np.ndarray, alpha: np.ndarray, alpha0: float) -> tuple[np.ndarray, np.ndarray]:
    """Plain jackknife errors over events of log-odds and of the log of the ratio; i, j: events × terms, all words."""

    def both(i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        (y_i, n_i), (y_j, n_j) = ((side.sum(axis=0), side.sum()) for side in (i, j))
        odds = [(y + alpha) / (n + alpha0 - y - alpha) for y, n in ((y_i, n_i), (y_j, n_j))]
        ratio = np.maximum(y_i, 0.5) / n_i / (np.maximum(y_j, 0.5) / n_j)
        return np.log(odds[0] / odds[1]), np.log(ratio)

    n = len(i)
    found = np.array([both(np.delete(i, e, axis=0), np.delete(j, e, axis=0)) for e in range(n)])
    odds, ratio = np.sqrt((n - 1) / n * ((found - found.mean(axis=0)) ** 2).sum(axis=0))
    return odds, ratio


def test_the_intervals_are_those_of_leaving_out_each_event_and_near_those_of_resampled_events() -> None:
    counts, terms, articles, events = even(80, seed=2)
    found = keyness(counts, terms, articles, events, SETTINGS)
    found = found[found.outlet_id == "a"].set_index("term").loc[terms[:15]]
    dense = counts.toarray().reshape(80, 3, -1)
    alpha0 = dense.sum() / 240
    prior = dense.sum(axis=(0, 1)) / 240
    rng = np.random.default_rng(0)
    resampled = []
    for _ in range(800):
        drawn = dense[rng.integers(0, 80, 80)]
        i, j = drawn[:, 0].sum(axis=0), drawn[:, 1:].sum(axis=(0, 1))
        odds = [(y + prior) / (y.sum() + alpha0 - y - prior) for y in (i, j)]
        resampled.append(np.log(odds[0] / odds[1]))
    published = (found.log_odds / found.z).to_numpy()
    half = (found.ci_high - found.ci_low).to_numpy() / 2
    assert half == pytest.approx(1.99 * np.maximum(np.std(resampled, axis=0)[:15], published), rel=0.15)
    error, ratio_error = delete_one(dense[:, 0], dense[:, 1:].sum(axis=1), prior, alpha0)
    assert half == pytest.approx(1.99 * np.maximum(error[:15], published), rel=0.01)
    ratio_half = (found.log_ratio_high - found.log_ratio_low).to_numpy() / 2 * math.log(2)
    assert (ratio_half >= 1.985 * ratio_error[:15]).all()


def test_with_independent_words_the_ratio_has_the_interval_of_scipy() -> None:
    """The others use the term as often in every event, so that only words vary, by a binomial distribution."""
    dense = np.array([[12, 988], [10, 990]] * 200)
    articles = pd.DataFrame({"article_id": map(str, range(400)), "outlet_id": ["a", "b"] * 200, "n_words": 300})
    events = pd.DataFrame({"article_id": map(str, range(400)), "event_id": np.arange(400) // 2, "topic_id": "t"})
    table = keyness(sparse.csr_array(dense), ["truce", "rest"], articles, events.assign(copy_of=None), SETTINGS)
    row = table[(table.outlet_id == "a") & (table.term == "truce")].iloc[0]
    theirs = stats.contingency.relative_risk(12 * 200, 200_000, 10 * 200, 200_000)
    interval = theirs.confidence_interval(0.95)
    assert 2**row.log_ratio == pytest.approx(theirs.relative_risk)
    assert [2**row.log_ratio_low, 2**row.log_ratio_high] == pytest.approx([interval.low, interval.high], rel=1e-3)
    odds = stats.contingency.odds_ratio(np.array([[2400, 197_600], [2000, 198_000]]), kind="sample")
    assert row.log_odds == pytest.approx(math.log(odds.statistic), rel=0.01)
    ends = [math.log(end) for end in odds.confidence_interval(0.95)]
    assert [row.ci_low, row.ci_high] == pytest.approx(ends, abs=0.003)


def unbalanced(seed: int, n_events: int = 24) -> TABLES:
    """Outlets with one to four articles an event, of different lengths, each event with words of its own."""
    rng = np.random.default_rng(seed)
    event = np.repeat(np.arange(n_events), 3)
    outlet = np.tile(["a", "b", "c"], n_events)
    times = np.where(outlet == "a", np.where(event % 3 == 0, 4, 1), np.where(event % 3 == 0, 1, 2))
    event, outlet = event.repeat(times), outlet.repeat(times)
    rates = rng.gamma(0.4, 2.5, size=(3, 60))[event % 3] * rng.gamma(2, 0.5, size=(n_events, 60))[event] / 60
    dense = rng.poisson(rng.integers(60, 400, len(event))[:, None] * rates)
    ids = [f"a{row:04d}" for row in range(len(event))]
    articles = pd.DataFrame({"article_id": ids, "outlet_id": outlet, "n_words": 300})
    events = pd.DataFrame({"article_id": ids, "event_id": [f"e{number:03d}" for number in event]})
    terms = [f"word{'abcdefghij'[k // 10]}{'abcdefghij'[k % 10]}" for k in range(60)]
    return sparse.csr_array(dense), terms, articles, events.assign(topic_id="t001", copy_of=None)


def test_an_outlet_with_more_articles_on_some_events_is_not_held_against_the_words_of_others() -> None:
    """The outlets write alike; only pooled counts differ, since outlet a has four articles where others have one."""
    tables = unbalanced(1)
    found = keyness(*tables, SETTINGS)
    mine = found[found.outlet_id == "a"]
    own = tables[0].toarray()[tables[2].outlet_id == "a"].sum(), tables[0].toarray()[tables[2].outlet_id != "a"].sum()
    pooled = np.log2(mine.n_target.clip(lower=0.5) / own[0] / (mine.n_reference.clip(lower=0.5) / own[1]))
    assert mine.log_ratio.abs().mean() < 0.6 * pooled.abs().mean()
    assert (found.p < 0.05).mean() < 0.09
    assert not (found.q < 0.05).any()


def test_weights_are_those_of_mantel_and_haenszel() -> None:
    counts, terms, articles, events = unbalanced(3)
    dense, event = counts.toarray(), events.event_id.to_numpy()
    found = keyness(counts, terms, articles, events, SETTINGS)
    for outlet in "abc":
        mine = (articles.outlet_id == outlet).to_numpy()
        above, below = np.zeros(len(terms)), np.zeros(len(terms))
        for name in np.unique(event):
            i, j = dense[mine & (event == name)], dense[~mine & (event == name)]
            above += i.sum(axis=0) * j.sum() / (i.sum() + j.sum())
            below += j.sum(axis=0) * i.sum() / (i.sum() + j.sum())
        rows = found[(found.outlet_id == outlet) & (found.n_target > 0) & (found.n_reference > 0)].set_index("term")
        expected = pd.Series(np.log2(above, where=above > 0, out=above) - np.log2(below, where=below > 0, out=below))
        assert rows.log_ratio.to_numpy() == pytest.approx(expected.set_axis(terms)[rows.index].to_numpy())


@pytest.mark.parametrize("seed", [4, 5])
def test_p_is_that_of_plain_shuffles(seed: int) -> None:
    counts, terms, articles, events = unbalanced(seed)
    found = keyness(counts, terms, articles, events, SETTINGS).set_index(["outlet_id", "term"])
    dense, event = counts.toarray().astype(float), events.event_id.factorize()[0]
    words, sums = dense.sum(axis=1), np.zeros((event.max() + 1, len(terms)))
    np.add.at(sums, event, dense)
    left = dense - words[:, None] * (sums / sums.sum(axis=1, keepdims=True))[event]
    rng = np.random.default_rng(0)
    orders = [np.lexsort((rng.random(len(event)), event)) for _ in range(4000)]
    place = {term: at for at, term in enumerate(terms)}
    for outlet in "ab":
        mine = (articles.outlet_id == outlet).to_numpy()
        shuffled = np.array([mine[order] @ left for order in orders])
        counted = (np.abs(shuffled) >= np.abs(mine @ left) - 1e-9).mean(axis=0)
        rows = found.loc[outlet]
        expected = counted[[place[term] for term in rows.index]]
        assert np.abs(rows.p - expected).max() < 0.06
        small = expected < 0.1
        assert (np.abs(rows.p - expected)[small] < 0.02).all()


def test_two_outlets_of_one_article_an_event_have_the_p_of_scipy() -> None:
    counts, terms, articles, events = corpus(9, "ab", seed=7)
    found = keyness(counts, terms, articles, events, SETTINGS)
    dense = counts.toarray().astype(float)
    rows = found[found.outlet_id == "a"].set_index("term").loc[terms[:12]]
    words, pairs = dense.sum(axis=1), dense.reshape(9, 2, -1).sum(axis=1)
    left = (dense - words[:, None] * (pairs / pairs.sum(axis=1, keepdims=True)).repeat(2, axis=0)).reshape(9, 2, -1)
    for at, p in enumerate(rows.p):
        exact = stats.permutation_test(
            (left[:, 0, at], left[:, 1, at]),
            lambda x, y: np.sum(x - y),
            permutation_type="samples",
            n_resamples=np.inf,
        )
        assert p == pytest.approx(exact.pvalue, abs=0.02 if exact.pvalue < 0.05 else 0.1)
        assert p >= 2 / 2**9


def test_the_tail_is_that_of_scipys_pearson_type_3() -> None:
    reach, skew = np.array([0.3, 1.0, 2.5, 6.0, 9.0]), np.array([-1.5, 0.02, 0.4, 2.0, 0.0])
    theirs = [stats.pearson3(k).sf(z) + stats.pearson3(k).cdf(-z) for z, k in zip(reach, skew, strict=True)]
    assert two_tails(reach, skew) == pytest.approx(theirs, rel=1e-6)


def test_dispersion_is_gries_worked_example_normalised() -> None:
    """Gries 2008, section 3: a word 1, 2, 3, 4 and 5 times in parts of 9, 10, 10, 10 and 11 words has DP 0.18."""
    parts = sparse.csr_array(np.array([[1], [2], [3], [4], [5]], dtype=np.float64))
    assert dispersion(parts, np.array([9.0, 10, 10, 10, 11]))[0] == pytest.approx(0.18 / (1 - 9 / 50))


@pytest.mark.parametrize("sizes", [[30.0, 70.0], [10.0, 20.0, 30.0, 40.0], [5.0, 0.0, 95.0]])
def test_dispersion_is_1_where_only_the_shortest_article_has_the_term_and_0_where_all_do_alike(
    sizes: list[float],
) -> None:
    words = np.array(sizes)
    shortest = (words == words[words > 0].min()).astype(float)
    found = dispersion(sparse.csr_array(np.column_stack([shortest, words / 5])), words)
    assert found.tolist() == pytest.approx([1, 0], abs=1e-12)


def test_one_article_has_no_dispersion() -> None:
    assert np.isnan(dispersion(sparse.csr_array(np.array([[3.0]])), np.array([90.0]))).all()


def test_outlets_that_write_alike_have_few_small_p() -> None:
    counts, terms, articles, events = corpus(60, n_terms=90, seed=5)
    found = keyness(counts, terms, articles, events, SETTINGS)
    assert (found.p < 0.05).mean() <= 0.07
    assert (found.q > 0.05).all()


def test_a_word_of_one_long_article_is_not_significant_but_one_of_every_event_is() -> None:
    counts, terms, articles, events = corpus(30, seed=6)
    dense = counts.toarray()
    dense[articles.outlet_id == "b", 20] += 3
    dense[0, 30] += 90
    found = keyness(sparse.csr_array(dense), terms, articles, events, SETTINGS).set_index(["outlet_id", "term"])
    assert found.loc[("b", terms[20])].q < 0.05
    assert found.loc[("a", terms[30])].z > 3
    assert found.loc[("a", terms[30])].p > 0.05


def test_numbers_letters_and_rare_terms_have_no_row() -> None:
    counts, terms, articles, events = corpus(10)
    terms[0], terms[1] = "2022", "s"
    dense = counts.toarray()
    dense[:, 2] = 0
    dense[3, 2] = 50
    found = keyness(sparse.csr_array(dense), terms, articles, events, SETTINGS)
    assert not {"2022", "s", terms[2]} & set(found.term)
    assert (found.n_target + found.n_reference >= MIN_COUNT).all()


def test_the_order_of_terms_changes_nothing_and_ties_go_by_the_alphabet() -> None:
    counts, terms, articles, events = corpus(10)
    dense = counts.toarray()
    dense[:, 8] = dense[:, 7]
    order = np.random.default_rng(1).permutation(len(terms))
    found = keyness(sparse.csr_array(dense), terms, articles, events, SETTINGS)
    mixed = keyness(sparse.csr_array(dense[:, order]), [terms[k] for k in order], articles, events, SETTINGS)
    pd.testing.assert_frame_equal(found, mixed)
    tied = found[found.term.isin([terms[7], terms[8]])]
    assert tied.groupby("outlet_id").term.apply(list).map(lambda pair: pair == sorted(pair)).all()


def test_one_event_has_no_interval_and_no_p() -> None:
    found = keyness(*corpus(1), SETTINGS)
    assert found.log_odds.notna().all()
    assert found[["ci_low", "ci_high", "p", "q"]].isna().all(axis=None)


@pytest.mark.parametrize("outlets", ["a", "ab"])
def test_one_outlet_or_no_words_give_an_empty_table(outlets: str) -> None:
    counts, terms, articles, events = corpus(3, outlets)
    table = keyness(counts * (len(outlets) == 1), terms, articles, events, SETTINGS)
    assert table.empty
    schema.check(table, "keyness")


@pytest.mark.parametrize("n_events", [1, 2, 3])
def test_fifty_outlets_and_few_events_give_rows_without_a_warning(n_events: int) -> None:
    names = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx"
    found = keyness(*corpus(n_events, names), SETTINGS)
    assert found.outlet_id.nunique() == 50
    assert found.p.isna().all() == (n_events == 1)
    assert (found.p.dropna() >= 50.0**-n_events).all()


def test_three_events_and_one_long_article_are_nothing_sure() -> None:
    counts, terms, articles, events = corpus(3, seed=9)
    dense = counts.toarray()
    dense[0] *= 20
    dense[0, 30] += 300
    found = keyness(sparse.csr_array(dense), terms, articles, events, SETTINGS)
    assert found.p.min() >= 1 / 3**3
    row = found.set_index(["outlet_id", "term"]).loc[("a", terms[30])]
    assert row.z > 3
    assert row.p > 0.05
    assert row.ci_low < 0


def test_outlets_whose_own_words_are_none_are_left_out() -> None:
    counts, terms, articles, events = corpus(4)
    dense = counts.toarray()
    dense[articles.outlet_id == "b"] = 0
    found = keyness(sparse.csr_array(dense), terms, articles, events, SETTINGS)
    assert set(found.outlet_id) == {"a", "c"}


def test_voice_and_direction_say_whose_words_and_which_way() -> None:
    found = keyness(*corpus(10), Settings(words=Words.ALL))
    assert set(found.voice) == {"all"}
    assert ((found.direction == "more in " + found.outlet_id) == (found.log_odds > 0)).all()
    assert ((found.direction == "less in " + found.outlet_id) == (found.log_odds <= 0)).all()


def test_a_phrase_stands_for_the_terms_that_hardly_occur_without_it() -> None:
    terms = np.array(["truce", "deal", "truce deal", "deal talks", "truce deal talks"], dtype=object)
    target, reference = np.array([20.0, 30, 20, 19, 19]), np.array([10.0, 10, 10, 10, 10])
    held = explained(within(terms), np.ones(5, dtype=bool), target, reference)
    assert terms[held].tolist() == ["truce", "truce deal", "deal talks"]
    apart = explained(within(terms), np.ones(5, dtype=bool), target, np.array([10.0, 10, 1, 0, 0]))
    assert not apart[[0, 1]].any(), "the others say it without the phrase, so the word keeps its row"


def test_phrases_do_not_count_as_words() -> None:
    counts, terms, articles, events = corpus(10)
    alone = keyness(counts, terms, articles, events, SETTINGS)
    phrase = counts.toarray()[:, [0]] // 3
    more = keyness(
        sparse.csr_array(np.hstack([counts.toarray(), phrase])), [*terms, "wordaa of"], articles, events, SETTINGS
    )
    columns = [name for name in alone.columns if name != "q"]
    pd.testing.assert_frame_equal(
        more[more.term != "wordaa of"].reset_index(drop=True)[columns], alone[columns], check_exact=False
    )
