"""Predictions for articles, with a reason where the model had better not say."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.models.evaluation import Task
from bias.models.scores import bound


def predictions(
    task: Task, article_id: NDArray[np.object_], split: str, probability: NDArray[np.float64]
) -> pd.DataFrame:
    """What the model says of each article when it was held out: one row for each label.

    It abstains where the article is too short, and where its first guess does not reach ``scores.bound``.

    Parameters
    ----------
    task
        What was asked.
    article_id
        Names of the articles of the sample.
    split
        The split in which they were held out.
    probability
        What was answered, articles × labels; articles without an answer have no rows.

    Returns
    -------
    DataFrame
        The table ``predictions`` without its column model_id.
    """
    asked = np.flatnonzero(~np.isnan(probability).any(axis=1))
    labels, least = task.labels, bound(len(task.labels))
    unsure = probability[asked].max(axis=1) < least
    short = ~task.sample.judged[asked]
    reason = np.full(len(asked), None, dtype=object)
    reason[unsure] = f"no label reaches a probability of {least:.2f}"
    reason[short] = f"fewer than {task.sample.min_words} words"
    fold = np.array([f"{split} {number}" for number in task.splits[split][asked] + 1])

    def each(values: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.repeat(values, len(labels))

    return pd.DataFrame(
        {
            "article_id": each(article_id[asked]),
            "label": np.tile(labels, len(asked)),
            "probability": probability[asked].ravel(),
            "fold": each(fold),
            "abstained": each(unsure | short),
            "reason": each(reason),
        }
    )
