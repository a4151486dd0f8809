"""Which articles can be compared, and within what: their event, or their topic where no event is shared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.schema import UNKNOWN
from bias.settings import Copies, Settings


@dataclass(frozen=True)
class Comparable:
    """The articles of all events that two outlets or more report, sorted by event, then outlet.

    Attributes
    ----------
    row
        Their rows in the articles table.
    unit, outlet
        For each its number among `units` and among `outlets`.
    units, outlets
        Ids; outlets sorted, units in the order of their first rows, so that what a unit is called decides nothing. A
        unit is an event, or a topic.
    by
        ``"event"`` or ``"topic"``.
    """

    row: NDArray[np.int64]
    unit: NDArray[np.int64]
    outlet: NDArray[np.int64]
    units: NDArray[np.object_]
    outlets: NDArray[np.object_]
    by: str

    def where(self, mask: NDArray[np.bool_]) -> Comparable:
        """Those of the articles that are chosen, without the events that are then left to a single outlet."""
        unit, outlet = self.unit[mask], self.outlet[mask]
        shared = _n_outlets(unit, outlet, len(self.units))[unit] > 1
        return Comparable(self.row[mask][shared], unit[shared], outlet[shared], self.units, self.outlets, self.by)


def comparable(articles: pd.DataFrame, events: pd.DataFrame, settings: Settings) -> Comparable:
    """The articles that can be compared.

    Left out are articles of unknown outlets, those shorter than ``settings.min_words``, and, unless
    ``settings.copies`` says that each counts, copies. Where then no event has two outlets, whole topics are compared.
    """
    place = articles[["article_id"]].merge(events, on="article_id", how="left", validate="one_to_one")
    usable = (
        articles.outlet_id.notna().to_numpy()
        & (articles.outlet_id != UNKNOWN).to_numpy()
        & (articles.n_words >= settings.min_words).to_numpy()
        & (place.copy_of.isna() | (settings.copies is Copies.EACH)).to_numpy()
        & place.event_id.notna().to_numpy()
    )
    row = np.flatnonzero(usable)
    chosen = _within("event", row, place.event_id, articles.outlet_id)
    return chosen if len(chosen.row) else _within("topic", row, place.topic_id, articles.outlet_id)


def _within(by: str, row: NDArray[np.int64], unit_id: pd.Series, outlet_id: pd.Series) -> Comparable:
    unit, units = pd.factorize(unit_id.to_numpy(dtype=object)[row])
    outlets, outlet = np.unique(outlet_id.to_numpy(dtype=object)[row], return_inverse=True)
    order = np.lexsort((row, outlet, unit))
    everything = Comparable(row[order], unit[order], outlet[order], units, outlets, by)
    return everything.where(np.ones(len(row), dtype=bool))


def _n_outlets(unit: NDArray[np.int64], outlet: NDArray[np.int64], n_units: int) -> NDArray[np.int64]:
    pairs = np.unique(np.column_stack([unit, outlet]), axis=0)
    return np.bincount(pairs[:, 0], minlength=n_units)
