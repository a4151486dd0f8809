from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from bias.models.classifier import VARIANTS, Widespread, build, inputs


@pytest.fixture
def material():
    rng = np.random.default_rng(0)
    y = np.repeat(["x", "y", "z"], 20)
    framing = rng.normal(size=(60, 4)) + (y == "x")[:, None]
    framing[rng.random((60, 4)) < 0.3] = np.nan
    framing[:, 3] = np.nan
    counts = sparse.csr_matrix(rng.poisson(0.4, (60, 30)) + 3 * (y == "y")[:, None] * (np.arange(30) < 3))
    return framing, counts, y


@pytest.mark.parametrize("variant", VARIANTS)
def test_probabilities_add_up_to_one(variant, material):
    framing, counts, y = material
    X = inputs(framing, counts)  # noqa: N806
    probability = build(variant, 4, 30).fit(X, y).predict_proba(X)
    assert probability.shape == (60, 3)
    assert np.allclose(probability.sum(axis=1), 1)


def test_each_variant_looks_only_at_its_own_columns(material):
    framing, counts, y = material
    X, other_words = inputs(framing, counts), inputs(framing, counts[::-1])  # noqa: N806
    other_framing = inputs(framing[::-1], counts)
    by_framing, by_words = build("framing", 4, 30).fit(X, y), build("words", 4, 30).fit(X, y)
    assert np.array_equal(by_framing.predict_proba(X), by_framing.predict_proba(other_words))
    assert np.array_equal(by_words.predict_proba(X), by_words.predict_proba(other_framing))


def test_what_a_probability_rests_on_adds_up(material):
    framing, counts, y = material
    X = inputs(framing, counts)  # noqa: N806
    model = build("both", 4, 30).fit(X, y)
    classify = model["classify"]
    score = model["columns"].transform(X) @ classify.coef_.T + classify.intercept_
    share = np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)
    assert np.allclose(share, model.predict_proba(X))


def test_widespread_keeps_terms_by_the_number_of_articles_that_hold_them():
    counts = sparse.csr_matrix([[9, 1, 1, 0], [0, 1, 1, 0], [0, 0, 1, 0]])
    assert Widespread(min_df=2).fit(counts).columns_.tolist() == [1, 2]
    assert Widespread(min_df=1, max_terms=1).fit(counts).columns_.tolist() == [2]
    assert Widespread(min_df=9).fit(counts).columns_.tolist() == [0, 1, 2, 3]
