"""Figures of merit, what chance would reach, and how sure they are.

All figures are functions of sums over articles, so an interval needs no second look at the articles: the sums of each
event are drawn with replacement (the cluster bootstrap: Davison & Hinkley 1997, Bootstrap Methods and their
Application, section 3.8). The percentiles are expanded, as plain ones are too narrow for few events (Hesterberg 2015,
The American Statistician 69:371–386). The interval tells how far the figure would move with other events, the models
being as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

#: Probabilities are not taken to be lower than this in the log loss: a label never seen in training has none.
FLOOR = 1e-6
#: Fewer events than this give no interval: the true figure lies beyond all n events' own with probability
#: ``2 ** (1 - n)``, and no resample reaches beyond them; from six events on that is under 5 %.
MIN_EVENTS = 6


def bound(n_labels: int) -> float:
    """The probability that the first guess must reach for the model to say it: halfway between chance and certainty.

    Examples
    --------
    >>> bound(2), bound(4)
    (0.75, 0.625)
    """
    return (1 + 1 / n_labels) / 2


@dataclass(frozen=True)
class Tally:
    """Sums over the articles of each event.

    Attributes
    ----------
    confusion
        Articles by event, true label and first guess: events × labels × labels.
    loss
        Sum of −ln(probability of the true label): events.
    answered, answered_right
        Articles whose first guess reaches ``bound``, and those of them where it is right: events.
    """

    confusion: NDArray[np.float64]
    loss: NDArray[np.float64]
    answered: NDArray[np.float64]
    answered_right: NDArray[np.float64]

    def resampled(self, weights: NDArray[np.float64]) -> Tally:
        """The sums with each event taken so many times; weights are draws × events."""
        k = self.confusion.shape[-1]
        return Tally(
            (weights @ self.confusion.reshape(-1, k * k)).reshape(-1, k, k),
            weights @ self.loss,
            weights @ self.answered,
            weights @ self.answered_right,
        )


def tally(probability: NDArray[np.float64], truth: NDArray[np.intp], event: NDArray[np.str_]) -> Tally:
    """Sums over the articles of each event.

    Parameters
    ----------
    probability
        Articles × labels, out of fold.
    truth
        Number of the true label of each article.
    event
        Event of each article.
    """
    n_labels = probability.shape[1]
    _, code = np.unique(event, return_inverse=True)
    first = probability.argmax(axis=1)
    n_events = int(code.max()) + 1
    confusion = np.zeros((n_events, n_labels, n_labels))
    np.add.at(confusion, (code, truth, first), 1)
    loss = -np.log(np.clip(probability[np.arange(len(truth)), truth], FLOOR, 1))
    answered = probability.max(axis=1) >= bound(n_labels)

    def by_event(values: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(code, weights=values.astype(np.float64), minlength=n_events).astype(np.float64)

    return Tally(confusion, by_event(loss), by_event(answered), by_event(answered & (first == truth)))


def figures(sums: Tally, labels: NDArray[np.str_]) -> pd.DataFrame:
    """One row a draw, one column a figure, named (metric, class).

    accuracy; macro-F1 (over the labels that are true or guessed for some article of the draw); log loss in nats; share
    answered (first guess at least ``bound``) and accuracy where answered; F1 of each label.
    """
    n = sums.confusion.sum(axis=(1, 2))
    right = np.diagonal(sums.confusion, axis1=1, axis2=2)
    involved = sums.confusion.sum(axis=1) + sums.confusion.sum(axis=2)
    f1 = _ratio(2 * right, involved)
    values: dict[tuple[str, str | None], NDArray[np.float64]] = {
        ("accuracy", None): _ratio(right.sum(axis=1), n),
        ("macro-F1", None): _ratio(np.nan_to_num(f1).sum(axis=1), (involved > 0).sum(axis=1)),
        ("log loss", None): _ratio(sums.loss, n),
        ("share answered", None): _ratio(sums.answered, n),
        ("accuracy where answered", None): _ratio(sums.answered_right, sums.answered),
    }
    values |= {("F1", str(label)): f1[:, number] for number, label in enumerate(labels)}
    return pd.DataFrame(values)


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    quotient: NDArray[np.float64] = np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0)
    return quotient


def chance(
    truth: NDArray[np.intp], labels: NDArray[np.str_], answered: NDArray[np.bool_]
) -> dict[tuple[str, str | None], float]:
    """What guessing reaches, by (metric, class).

    accuracy: always the most common label; where answered: the most common one of the articles answered. F1 of a
    label: guessing labels in proportion to their shares, which has the label's share for precision and recall, so for
    F1; macro-F1 is their mean, one over the number of labels. log loss: giving every article the shares themselves.
    Share answered: none, as there is nothing to answer by chance.
    """
    share = np.bincount(truth, minlength=len(labels)) / len(truth)
    present = share[share > 0]
    of_answered = np.bincount(truth[answered], minlength=len(labels)) / max(1, int(answered.sum()))
    values: dict[tuple[str, str | None], float] = {
        ("accuracy", None): float(share.max()),
        ("macro-F1", None): float(present.mean()),
        ("log loss", None): float(-(present * np.log(present)).sum()),
        ("share answered", None): np.nan,
        ("accuracy where answered", None): float(of_answered.max()) if answered.any() else np.nan,
    }
    return values | {("F1", str(label)): float(share[number]) for number, label in enumerate(labels)}


def draws(n_events: int, n_resamples: int, rng: np.random.Generator) -> NDArray[np.uint16]:
    """How often each event is taken in each resample, resamples × events; each row adds up to the number of events."""
    return rng.multinomial(n_events, np.full(n_events, 1 / n_events), n_resamples).astype(np.uint16)


def interval(sums: Tally, weights: NDArray[np.uint16], labels: NDArray[np.str_], confidence: float) -> pd.DataFrame:
    """Lower and upper end (rows) of each figure (columns); all missing for fewer than ``MIN_EVENTS`` events.

    Where a figure is at an end of its range in every event, resampling sees no spread; the other end is then the exact
    binomial one (Clopper & Pearson 1934) with the events as trials, so that nothing is ever certain.
    """
    n_events = weights.shape[1]
    if n_events < MIN_EVENTS:
        return figures(sums, labels).iloc[[0, 0]] * np.nan
    parts = np.array_split(weights, max(1, weights.size // 2_000_000))
    resampled = pd.concat([figures(sums.resampled(part.astype(np.float64)), labels) for part in parts])
    level = expanded_level(n_events, confidence)
    ends = resampled.quantile([level, 1 - level])
    low, high = ends.to_numpy()
    is_share = ends.columns.get_level_values(0) != "log loss"
    least = ((1 - confidence) / 2) ** (1 / np.maximum(n_events_behind(sums), 1))
    bounded = [np.where(is_share & (low >= 1), least, low), np.where(is_share & (high <= 0), 1 - least, high)]
    return pd.DataFrame(bounded, index=ends.index, columns=ends.columns)


def expanded_level(n_events: int, confidence: float) -> float:
    """Lower percentile of the expanded interval, 0 to 0.5: ``Φ(−sqrt(n / (n − 1)) · t)``, t of n − 1 degrees.

    Examples
    --------
    >>> round(expanded_level(12, 0.95), 4)
    0.0108
    """
    quantile = stats.t.ppf((1 + confidence) / 2, n_events - 1)
    return float(stats.norm.cdf(-np.sqrt(n_events / (n_events - 1)) * quantile))


def n_events_behind(sums: Tally) -> NDArray[np.int64]:
    """For each figure, in the order of ``figures``, the number of events that have a say in it."""
    involved = (sums.confusion.sum(axis=1) + sums.confusion.sum(axis=2)) > 0
    n_events = len(sums.loss)
    return np.array([*[n_events] * 4, (sums.answered > 0).sum(), *involved.sum(axis=0)], dtype=np.int64)
