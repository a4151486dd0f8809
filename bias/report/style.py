"""How figures look: one plot style, and the same colour, marker and hatch for an outlet in every figure.

Colours are Okabe and Ito's (2008), told apart with every common kind of colour blindness; markers and hatches tell
outlets apart in grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.typing import ColorType

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#4D4D4D")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "h")
#: Light tints with their hatches for parts of a whole, which are not outlets.
PARTS = (
    ("#31688E", ""),
    ("#8FD0C4", "////"),
    ("#F3D07A", "||||"),
    ("#B9A3C9", "\\\\\\\\"),
    ("#E9B7A0", "xxxx"),
    ("#8DA0B3", "----"),
    ("#A8C686", "++++"),
)
#: Names of the part that holds what fits no other, and how it looks.
REST = frozenset({"", "unclear"})
_REST_LOOK = ("#D5DCE2", "")
INK, MUTED, GRID, NO_DATA = "#1D2733", "#5B6773", "#D9DFE5", "#ECEFF2"
#: Width of a figure on the page, and sizes of text, in inches and points.
WIDTH, SMALL, NORMAL, LARGE = 6.9, 7.0, 8.0, 11.0

_RC: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.labelsize": NORMAL,
    "axes.linewidth": 0.6,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": NORMAL + 0.5,
    "axes.titleweight": "bold",
    "axes.unicode_minus": True,
    "figure.constrained_layout.h_pad": 0.09,
    "figure.constrained_layout.w_pad": 0.04,
    "figure.facecolor": "white",
    "font.family": ["DejaVu Sans"],
    "font.size": NORMAL,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "hatch.color": "white",
    "hatch.linewidth": 0.6,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
    "lines.linewidth": 1.3,
    "svg.fonttype": "none",
    "svg.hashsalt": "bias",
    "text.color": INK,
    "text.parse_math": False,
    "text.usetex": False,
    "xtick.color": MUTED,
    "xtick.labelsize": SMALL,
    "xtick.major.size": 0.0,
    "ytick.color": INK,
    "ytick.labelsize": NORMAL,
    "ytick.major.size": 0.0,
}


@dataclass(frozen=True)
class OutletStyle:
    """How an outlet looks in every figure."""

    colour: str
    marker: str


@contextmanager
def plot_style() -> Iterator[None]:
    """Sets the plot style from matplotlib's own defaults, and restores what was set before.

    Examples
    --------
    >>> with plot_style():
    ...     mpl.rcParams["text.parse_math"]
    False
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_RC)
        yield


def text_on(colour: ColorType) -> str:
    """Black or white, whichever stands out more from a colour (relative luminance of WCAG 2).

    Examples
    --------
    >>> text_on("#F3D07A"), text_on("#31688E")
    ('#1D2733', 'white')
    """
    channels = np.array(to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ (0.2126, 0.7152, 0.0722))
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.07 else INK


def outlet_styles(outlets: Iterable[str]) -> dict[str, OutletStyle]:
    """A look for each outlet, by the order of their ids; 56 outlets all look different.

    Examples
    --------
    >>> outlet_styles(["b", "a"])["a"].marker
    'o'
    """
    return {
        outlet: OutletStyle(COLOURS[i % len(COLOURS)], MARKERS[i % len(MARKERS)])
        for i, outlet in enumerate(sorted(set(outlets)))
    }


def part_styles(parts: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Colour and hatch for each part of a whole, in order; further parts start anew, and the rest is grey."""
    return {part: _REST_LOOK if part in REST else PARTS[i % len(PARTS)] for i, part in enumerate(parts)}
