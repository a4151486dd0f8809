"""Keyness against a plain implementation of the published formulas and a bootstrap of events."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from bias import schema
from bias.settings import Settings
from bias.stats.keyness import MIN_COUNT, _dispersion, keyness

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


def test_log_odds_z_and_log_ratio_are_those_of_the_published_formulas() -> None:
    counts, terms, articles, events = corpus(12)
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


def test_the_interval_is_as_wide_as_that_of_resampled_events() -> None:
    counts, terms, articles, events = corpus(80, seed=2)
    found = keyness(counts, terms, articles, events, SETTINGS)
    found = found[found.outlet_id == "a"].set_index("term").loc[terms[:15]]
    dense = counts.toarray().reshape(80, 3, -1)[:, :, :]
    prior = dense.sum(axis=(0, 1)) / dense.sum() * dense.sum() / 240
    rng = np.random.default_rng(0)
    resampled = []
    for _ in range(800):
        drawn = dense[rng.integers(0, 80, 80)]
        i, j = drawn[:, 0].sum(axis=0), drawn[:, 1:].sum(axis=(0, 1))
        odds = [(y + prior) / (y.sum() + prior.sum() - y - prior) for y in (i, j)]
        resampled.append(np.log(odds[0] / odds[1]))
    spread = np.std(resampled, axis=0)[:15]
    half = (found.ci_high - found.ci_low).to_numpy() / 2
    published = (found.log_odds / found.z).to_numpy()
    assert half == pytest.approx(1.99 * np.maximum(spread, published), rel=0.15)


def test_dispersion_is_gries_worked_example() -> None:
    """Gries 2008, section 3: a word 1, 2, 3, 4 and 5 times in parts of 9, 10, 10, 10 and 11 words has DP 0.18."""
    parts = sparse.csr_array(np.array([[1, 8], [2, 8], [3, 7], [4, 6], [5, 6]], dtype=np.float64))
    assert _dispersion(parts)[0] == pytest.approx(0.18)


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
