"""How an outlet is shown on the page: its name in its own letters, its colour and its marker."""

from __future__ import annotations

from dataclasses import dataclass

from bias.report import style
from bias.report.selection import Tables, outlet_names
from bias.schema import UNKNOWN


@dataclass(frozen=True)
class Look:
    """An outlet's name, colour and the letter of its marker."""

    name: str
    colour: str
    marker: str


def looks(tables: Tables) -> dict[str, Look]:
    """The look of each outlet that has articles, by id, in order of the names.

    Unlike figures, a browser has letters for every script, so names stand as they are written.
    """
    drawn = outlet_names(tables)
    styles = style.outlet_styles(drawn)
    written = tables["outlets"].set_index("outlet_id")["name"].to_dict()
    return {
        outlet: Look(
            name if outlet == UNKNOWN else str(written.get(outlet, outlet)),
            styles[outlet].colour,
            styles[outlet].marker.upper() if styles[outlet].marker.isalpha() else "up",
        )
        for outlet, name in drawn.items()
    }
