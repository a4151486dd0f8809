"""How well the outlet can be guessed from words before and after masking, on the same folds.

What falls away was furniture and names; what stays is how the outlet writes, and whatever the masking has missed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from bias.models.classifier import build, inputs
from bias.models.evaluation import Task, evaluate
from bias.schema import check

BEFORE, AFTER = "leakage:before masking", "leakage:after masking"


def probe(task: Task, before: sparse.csr_matrix, after: pd.DataFrame) -> pd.DataFrame:
    """Accuracy of the words classifier with and without the masked terms, in every split of the task.

    Parameters
    ----------
    task
        The articles with the outlet as their label, and their folds.
    before
        Counts of all terms, one row an article of the sample.
    after
        What ``evaluate`` found for the words classifier on the masked counts, in the same task.

    Returns
    -------
    DataFrame
        Rows of the table ``evaluation``, model_id ``BEFORE`` and ``AFTER``; the baseline is to name the most common
        outlet always.
    """
    nothing = np.zeros((len(task.sample), 0))
    model = build("words", 0, before.shape[1])
    rows, _ = evaluate(task, {BEFORE: (model, inputs(nothing, before))})
    both = pd.concat([rows, after.assign(model_id=AFTER)])
    return check(both[both["metric"] == "accuracy"], "evaluation")
