"""The whole way of the models: mask, draw, split, ask, probe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.pipeline import Pipeline

from bias.models import leakage
from bias.models.abstention import predictions
from bias.models.classifier import VARIANTS, build, inputs
from bias.models.corpus import MIN_ARTICLES, Corpus, Sample, draw
from bias.models.evaluation import Answers, Task, evaluate
from bias.models.masking import left_in, mask, masked_terms
from bias.models.splits import plan
from bias.schema import check, empty
from bias.settings import Settings

#: Terms of "left in" that a note names for each outlet.
_NAMED = 6
#: Difference of two accuracies that is worth a word.
_CLEARLY = 0.03


@dataclass(frozen=True)
class Judgement:
    """What the models say.

    Attributes
    ----------
    predictions, evaluation, masked
        The tables of these names; predictions are those of the fullest model in the most honest split.
    notes
        Sentences for the report: what was left out, and why something is missing.
    """

    predictions: pd.DataFrame
    evaluation: pd.DataFrame
    masked: pd.DataFrame
    notes: list[str]


def judge(corpus: Corpus, outlets: pd.DataFrame, settings: Settings, label: str = "outlet") -> Judgement:
    """How well labels can be told apart by framing and by words, and what was hidden from the classifier.

    Parameters
    ----------
    corpus
        The articles and what was measured on them.
    outlets
        The table of that name.
    settings
        Seed, word minimum, number of resamples and confidence.
    label
        "outlet", or a column of the outlets table: control, country, side …

    Returns
    -------
    Judgement
        model_id is "label:framing", "label:words" and "label:both". With too little data the tables predictions and
        evaluation are empty and a note says why.

    Raises
    ------
    SchemaError
        Where the corpus does not fit together or the label is no column.
    """
    rng = settings.rng("models")
    masked = masked_terms(corpus.articles, outlets, corpus.counts, corpus.terms)
    sample, notes = draw(corpus, corpus.labels(label, outlets), rng, settings)
    n_labels = len(np.unique(sample.label))
    if n_labels < 2:
        notes.append(
            f"No classifier: it takes at least two {label}s with {MIN_ARTICLES} articles each that are long enough and "
            f"no copies, and there {'is one' if n_labels else 'is none'}."
        )
        return Judgement(empty("predictions"), empty("evaluation"), masked, notes)
    splits, more = plan(sample.label, _groups(sample, label), rng)
    task = Task(sample, splits, settings)
    notes += more + _left_in_note(corpus, masked)
    before = sparse.csr_matrix(corpus.counts)[sample.rows]
    after = mask(before, corpus.terms, masked)
    models, more = _models(label, corpus.framing()[sample.rows], after)
    if not models:
        return Judgement(empty("predictions"), empty("evaluation"), masked, notes + more)
    evaluation, answers = evaluate(task, models)
    rows = [evaluation]
    words = evaluation[evaluation["model_id"] == f"{label}:words"]
    if label == "outlet" and len(words):
        rows.append(leakage.probe(task, before, words))
    said = _predictions(task, corpus, list(models)[-1], answers)
    return Judgement(said, check(pd.concat(rows), "evaluation"), masked, notes + more + _order_note(evaluation))


def _groups(sample: Sample, label: str) -> dict[str, NDArray[np.str_]]:
    by_event = {"unseen event": sample.event}
    return by_event if label == "outlet" else by_event | {"unseen outlet": sample.outlet}


def _left_in_note(corpus: Corpus, masked: pd.DataFrame) -> list[str]:
    """A note on terms that set an outlet apart and were taken for its way of writing."""
    if masked.empty:
        return []
    left = left_in(corpus.articles, corpus.counts, corpus.terms, masked)
    if left.empty:
        return []
    named = left.groupby("outlet_id")["term"].apply(lambda terms: ", ".join(terms.head(_NAMED)))
    listed = "; ".join(f"{outlet}: {terms}" for outlet, terms in named.items())
    return [f"The classifier still sees some words that hardly another outlet uses. {listed}."]


def _order_note(evaluation: pd.DataFrame) -> list[str]:
    """A note where the random split looks harder than the unseen-event split."""
    accuracy = evaluation[evaluation["metric"].eq("accuracy")].pivot_table("value", "model_id", "split")
    if "unseen event" not in accuracy or not (accuracy["random"] + _CLEARLY < accuracy["unseen event"]).any():
        return []
    return [
        "For the classifier, articles drawn at random are harder here than events never seen: each outlet reports an "
        "event once, so knowing the event points to the others."
    ]


def _models(
    label: str, framing: NDArray[np.float64], counts: sparse.csr_matrix
) -> tuple[dict[str, tuple[Pipeline, sparse.csr_matrix]], list[str]]:
    """The classifiers that this material allows, the fullest last, with their input; and a note on those missing."""
    measured = np.isfinite(framing)
    has = {"framing": bool(measured.any()), "words": bool(counts.nnz)}
    possible = [v for v in VARIANTS if has.get(v, all(has.values()))]
    X = inputs(framing, counts)  # noqa: N806
    models = {f"{label}:{v}": (build(v, framing.shape[1], counts.shape[1]), X) for v in possible}
    notes = [f"No classifier by {kind}: there is nothing to learn from." for kind, there in has.items() if not there]
    if has["framing"] and measured.mean() < 0.5:
        notes.append(
            f"{1 - measured.mean():.0%} of the framing measures are missing because the texts are short; the "
            "classifier by framing may then tell outlets by the length of their texts."
        )
    return models, notes


def _predictions(task: Task, corpus: Corpus, model_id: str, answers: dict[str, Answers]) -> pd.DataFrame:
    """What the model says in the most honest of its splits."""
    split = list(task.splits)[-1]
    article_id = corpus.articles["article_id"].to_numpy()[task.sample.rows]
    said = predictions(task, article_id, split, answers[model_id][split])
    return check(said.assign(model_id=model_id), "predictions")
