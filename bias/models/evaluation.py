"""Asks a classifier about articles that it has not seen, and says how well it answers beside chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import clone
from sklearn.dummy import DummyClassifier
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from bias.models.corpus import Sample
from bias.models.scores import bound, chance, draws, figures, interval, tally
from bias.models.splits import Folds
from bias.schema import check, empty
from bias.settings import Settings

#: What is given back for each split: out-of-fold probabilities, articles × labels, NaN where an article takes no part.
Answers = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Task:
    """What is asked: the articles, the split, and the resampling that all its figures share.

    Attributes
    ----------
    sample
        The articles and their labels.
    splits
        Folds by the name of the split.
    settings
        Number of resamples, and the confidence of the intervals.
    """

    sample: Sample
    splits: Mapping[str, Folds]
    settings: Settings

    @property
    def labels(self) -> NDArray[np.str_]:
        """The labels in order: columns of all probabilities."""
        return np.unique(self.sample.label)


def out_of_fold(model: Pipeline, X: sparse.csr_matrix, sample: Sample, folds: Folds) -> NDArray[np.float64]:  # noqa: N803
    """The probability of each label for each article, from a model that was not trained on its fold.

    Parameters
    ----------
    model
        An unfitted classifier; a copy of it is fitted for each fold, to the other folds' articles that are long enough.
    X
        Its input, one row an article of the sample.
    sample, folds
        The articles and the fold of each.

    Returns
    -------
    ndarray of shape (n_articles, n_labels)
        In the order of ``np.unique(sample.label)``; NaN for articles that take no part in the split.
    """
    labels = np.unique(sample.label)
    probability = np.full((len(sample), len(labels)), np.nan)
    for fold in np.unique(folds[folds >= 0]):
        train, test = (folds >= 0) & (folds != fold) & sample.judged, folds == fold
        several = len(np.unique(sample.label[train])) > 1
        fitted = clone(model if several else DummyClassifier(strategy="prior")).fit(X[train], sample.label[train])
        answer = np.zeros((int(test.sum()), len(labels)))
        answer[:, np.searchsorted(labels, fitted.classes_)] = fitted.predict_proba(X[test])
        probability[test] = answer
    return probability


def evaluate(
    task: Task, models: Mapping[str, tuple[Pipeline, sparse.csr_matrix]]
) -> tuple[pd.DataFrame, dict[str, Answers]]:
    """Every model in every split.

    The vectors are too short for several threads to pay: on a busy machine they wait for each other ten times longer.

    Parameters
    ----------
    task
        What is asked.
    models
        By model_id, an unfitted classifier and its input.

    Returns
    -------
    evaluation : DataFrame
        The table of that name. Articles too short to judge count in no figure. ``scores.chance`` states what the
        baseline of each metric is.
    answers : dict
        By model_id and split, the probabilities out of fold.
    """
    parts, answers = [], {name: Answers() for name in models}
    rng = task.settings.rng("models: resampling")
    for split, folds in task.splits.items():
        counted = (folds >= 0) & task.sample.judged
        weights = draws(len(np.unique(task.sample.event[counted])), task.settings.n_resamples, rng)
        for name, (model, X) in models.items():  # noqa: N806
            with threadpool_limits(1):
                answers[name][split] = out_of_fold(model, X, task.sample, folds)
            rows = judge_answers(task, answers[name][split], counted, weights)
            parts.append(rows.assign(model_id=name, split=split))
    table = pd.concat(parts, ignore_index=True) if parts else empty("evaluation")
    return check(table, "evaluation"), answers


def judge_answers(
    task: Task, probability: NDArray[np.float64], counted: NDArray[np.bool_], weights: NDArray[np.uint16]
) -> pd.DataFrame:
    """The figures of one model in one split with intervals and chance; a figure that has no value has no row.

    Parameters
    ----------
    task
        What was asked.
    probability
        What was answered, articles × labels.
    counted
        Which articles count.
    weights
        How often each resample takes each event.
    """
    truth = np.searchsorted(task.labels, task.sample.label[counted])
    answered = probability[counted].max(axis=1) >= bound(len(task.labels))
    sums = tally(probability[counted], truth, task.sample.event[counted])
    all_once = np.ones((1, len(sums.loss)))
    values = figures(sums.resampled(all_once), task.labels).iloc[0]
    ends = interval(sums, weights, task.labels, task.settings.confidence)
    rows = pd.DataFrame(
        {
            "metric": values.index.get_level_values(0),
            "class": values.index.get_level_values(1),
            "value": values.to_numpy(),
            "ci_low": ends.iloc[0].to_numpy(),
            "ci_high": ends.iloc[1].to_numpy(),
            "n": int(counted.sum()),
            "baseline": pd.Series(chance(truth, task.labels, answered)).reindex(values.index).to_numpy(),
        }
    )
    rows.loc[rows["metric"] == "accuracy where answered", "n"] = int(answered.sum())
    return rows[rows["value"].notna()]
