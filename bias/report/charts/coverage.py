"""Which outlet reported which event."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from bias.report import style
from bias.report.charts.base import Chart, Panel
from bias.report.charts.ticks import height_on_top, label_top
from bias.report.labels import LEFT_TO_RIGHT, drawable, shortened, wrapped
from bias.report.messages import count, say
from bias.report.selection import Tables, busiest, day, each, events_in_order, outlet_names
from bias.schema import UNKNOWN

MOST_EVENTS, MOST_OUTLETS = 20, 18
#: With so few events there is room for headlines of two lines.
_TWO_LINES_UP_TO = 14
_ROW = {1: 0.19, 2: 0.27}
#: Points: width of the part that holds the marks, half a mark, and a digit at size 1.
_WIDE, _HALF_MARK, _DIGIT = 220.0, 6.0, 0.66


def _missing(tables: Tables) -> str:
    return "" if len(tables["events"]) else say("coverage.missing")


def _shown(tables: Tables) -> pd.DataFrame:
    events = events_in_order(tables).head(MOST_EVENTS)
    return events.sort_values(["first", "event_id"], ignore_index=True)


def _cells(tables: Tables) -> pd.DataFrame:
    """One row an event and outlet shown: ``event_id``, ``outlet_id``, ``n`` articles."""
    rows = tables["events"].merge(tables["articles"][["article_id", "outlet_id"]], on="article_id")
    rows = rows.assign(outlet_id=rows["outlet_id"].fillna(UNKNOWN))
    cells = rows.groupby(["event_id", "outlet_id"], as_index=False).size().rename(columns={"size": "n"})
    return cells[
        cells["event_id"].isin(_shown(tables)["event_id"]) & cells["outlet_id"].isin(busiest(tables, MOST_OUTLETS))
    ]


def _panels(tables: Tables) -> list[Panel]:
    columns = len(busiest(tables, MOST_OUTLETS))
    return [Panel("", tables, height_on_top(columns) + _ROW[_lines(len(_shown(tables)))] * len(_shown(tables)))]


def _lines(events: int) -> int:
    return 2 if events <= _TWO_LINES_UP_TO else 1


def _label(event: Any, lines: int) -> str:
    date = day(event.first)
    return f"{LEFT_TO_RIGHT}{date}  " * bool(date) + wrapped(shortened(drawable(event.headline), 48 * lines), 52, lines)


def draw(tables: Tables, ax: Axes) -> None:
    """A mark where an outlet reported an event, with the number of articles where there are several."""
    events, outlets, names = _shown(tables), busiest(tables, MOST_OUTLETS), outlet_names(tables)
    rows = {event: row for row, event in enumerate(events["event_id"])}
    looks = style.outlet_styles(names)
    cells = _cells(tables)
    for column, outlet in enumerate(outlets):
        mine = cells[cells["outlet_id"] == outlet]
        at = mine["event_id"].map(rows).to_numpy()
        ax.scatter([column] * len(at), at, s=44, color=looks[outlet].colour, marker=looks[outlet].marker, linewidths=0)
        for y, n in zip(at.tolist(), mine["n"].tolist(), strict=True):
            if n > 1:
                _write(ax, column, y, str(n), _WIDE / len(outlets) - 2 * _HALF_MARK)
    ax.set_xlim(-0.5, len(outlets) - 0.4)
    ax.set_ylim(len(events) - 0.4, -0.6)
    label_top(ax, range(len(outlets)), [names[outlet] for outlet in outlets])
    labels = [_label(event, _lines(len(events))) for event in each(events)]
    ax.set_yticks(range(len(events)), labels, fontsize=style.SMALL)
    ax.grid(visible=True)


def _write(ax: Axes, x: float, y: int, number: str, room: float) -> None:
    """Behind the mark, as large as the room before the next mark allows."""
    size = min(style.SMALL, max(room / (len(number) * _DIGIT), 4.0))
    ax.annotate(
        number,
        (x, y),
        xytext=(_HALF_MARK - 1.5, 0),
        textcoords="offset points",
        va="center",
        ha="left",
        fontsize=size,
        color=style.INK,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
    )


def _alt(tables: Tables) -> str:
    cells, names = _cells(tables), outlet_names(tables)
    reported = cells.groupby("outlet_id")["event_id"].nunique()
    return "; ".join(f"{names[str(outlet)]}: {count(int(n), 'event')}" for outlet, n in reported.items())


def _left_out(tables: Tables) -> str:
    events, outlets = tables["events"]["event_id"].nunique(), len(outlet_names(tables))
    if events <= MOST_EVENTS and outlets <= MOST_OUTLETS:
        return ""
    return say(
        "coverage.left_out",
        events=min(events, MOST_EVENTS),
        of_events=f"{events:,}",
        outlets=min(outlets, MOST_OUTLETS),
        of_outlets=outlets,
    )


CHART = Chart(
    name="coverage",
    tables=("events", "articles", "outlets"),
    title="Who reported which event",
    caption="A mark: the outlet reported the event; a number beside it: in so many articles. "
    "Only shared events compare.",
    missing=_missing,
    panels=_panels,
    draw=draw,
    alt=_alt,
    left_out=_left_out,
)
