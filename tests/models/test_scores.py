from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics
from sklearn.dummy import DummyClassifier

from bias.models.scores import bound, chance, draws, figures, interval, tally

LABELS = np.array(["x", "y", "z"])


@pytest.fixture
def answers():
    rng = np.random.default_rng(3)
    truth = rng.choice(3, 300, p=[0.5, 0.3, 0.2])
    probability = rng.dirichlet([0.6] * 3, 300)
    probability[np.arange(300), truth] += 0.3
    return probability / probability.sum(axis=1, keepdims=True), truth, rng.integers(0, 20, 300).astype(str)


def once(sums):
    return figures(sums.resampled(np.ones((1, len(sums.loss)))), LABELS).iloc[0]


def test_figures_are_those_of_scikit_learn(answers):
    probability, truth, event = answers
    got, guess = once(tally(probability, truth, event)), probability.argmax(axis=1)
    sure = probability.max(axis=1) >= bound(3)
    assert got["accuracy", None] == pytest.approx(metrics.accuracy_score(truth, guess))
    assert got["macro-F1", None] == pytest.approx(metrics.f1_score(truth, guess, average="macro"))
    assert got["log loss", None] == pytest.approx(metrics.log_loss(truth, probability))
    assert got["F1", "y"] == pytest.approx(metrics.f1_score(truth, guess, average=None)[1])
    assert got["share answered", None] == pytest.approx(sure.mean())
    assert got["accuracy where answered", None] == pytest.approx(metrics.accuracy_score(truth[sure], guess[sure]))


def test_chance_is_what_scikit_learns_dummies_reach(answers):
    probability, truth, _ = answers
    sure = probability.max(axis=1) >= bound(3)
    nothing, by_chance = np.zeros((300, 1)), chance(truth, LABELS, sure)
    of_sure = DummyClassifier(strategy="most_frequent").fit(nothing[sure], truth[sure])
    assert by_chance["accuracy where answered", None] == of_sure.score(nothing[sure], truth[sure])
    most = DummyClassifier(strategy="most_frequent").fit(nothing, truth)
    prior = DummyClassifier(strategy="prior").fit(nothing, truth)
    f1 = np.mean(
        [
            metrics.f1_score(
                truth,
                DummyClassifier(strategy="stratified", random_state=seed).fit(nothing, truth).predict(nothing),
                average=None,
            )
            for seed in range(200)
        ],
        axis=0,
    )
    assert by_chance["accuracy", None] == pytest.approx(most.score(nothing, truth))
    assert by_chance["log loss", None] == pytest.approx(metrics.log_loss(truth, prior.predict_proba(nothing)))
    assert [by_chance["F1", label] for label in LABELS] == pytest.approx(f1, abs=0.01)
    assert by_chance["macro-F1", None] == pytest.approx(1 / 3)
    assert f1.mean() == pytest.approx(1 / 3, abs=0.01)


def test_intervals_are_those_of_drawing_events_article_by_article(answers):
    probability, truth, event = answers
    weights = draws(20, 300, np.random.default_rng(0))
    names, right = np.unique(event), probability.argmax(axis=1) == truth
    direct = [
        np.concatenate([right[event == names[number]] for number in np.repeat(np.arange(20), row)]).mean()
        for row in weights
    ]
    ends = interval(tally(probability, truth, event), weights, LABELS, 0.9)
    level = stats.norm.cdf(-np.sqrt(20 / 19) * stats.t.ppf(0.95, 19))
    assert level < 0.05
    assert ends["accuracy", None].tolist() == pytest.approx(np.quantile(direct, [level, 1 - level]).tolist())


@pytest.mark.parametrize("n_events", [2, 5])
def test_few_events_give_no_interval(answers, n_events):
    probability, truth, event = answers
    sums = tally(probability, truth, (event.astype(int) % n_events).astype(str))
    assert interval(sums, draws(n_events, 50, np.random.default_rng(0)), LABELS, 0.95).isna().all(axis=None)


def test_a_figure_that_is_perfect_in_every_event_is_not_certain():
    truth, event = np.tile([0, 1, 2], 8), np.repeat(np.arange(8), 3).astype(str)
    unsure = np.full(3, 0.2) + 0.2 * np.eye(3)
    probability = np.where(event[:, None] < "4", np.eye(3)[truth], (unsure / unsure.sum(axis=1))[truth])
    ends = interval(tally(probability, truth, event), draws(8, 400, np.random.default_rng(0)), LABELS, 0.95)
    exact = stats.binomtest(8, 8).proportion_ci(method="exact")
    assert ends["accuracy", None].tolist() == pytest.approx([exact.low, 1])
    assert ends["F1", "x"].tolist() == pytest.approx([exact.low, 1])
    assert ends["accuracy where answered", None].iloc[0] == pytest.approx(0.025 ** (1 / 4))


def test_a_label_never_seen_in_training_costs_much_and_not_infinitely():
    sums = tally(np.array([[1.0, 0.0]]), np.array([1]), np.array(["e"]))
    assert 5 < sums.loss[0] < 20
