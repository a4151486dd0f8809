"""Numbers as people read them: few digits, a real minus sign, intervals, and plain words where there is no number."""

from __future__ import annotations

import math
from collections.abc import Iterable

NONE = "–"
THIN_SPACE = "\u202f"


def decimals(values: Iterable[float]) -> int:
    """Decimals that suit the greatest of some values, so that an estimate and its interval look alike.

    Examples
    --------
    >>> decimals([0.1234, 14.2]), decimals([0.1234]), decimals([1234.5])
    (1, 2, 0)
    """
    size = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    return 0 if size >= 100 else 1 if size >= 10 else 2


def number(value: float, places: int | None = None) -> str:
    """A number with few digits; a dash where there is none.

    Examples
    --------
    >>> number(-0.5), number(12345), number(float("nan"))
    ('−0.50', '12,345', '–')
    """
    if not math.isfinite(value):
        return NONE
    text = f"{value:,.{decimals([value]) if places is None else places}f}"
    if float(text.replace(",", "")) == 0:
        return text.lstrip("-")
    return text.replace("-", "−")


def signed(value: float, places: int | None = None) -> str:
    """A difference, its sign always shown.

    Examples
    --------
    >>> signed(0.5), signed(-2.0, 1), signed(0.0)
    ('+0.50', '−2.0', '0.00')
    """
    text = number(value, places)
    return f"+{text}" if math.isfinite(value) and value > 0 and text.strip("0.,") else text


def interval(low: float, high: float, missing: str, places: int | None = None) -> str:
    """An interval in words, or what to say where there is none.

    Examples
    --------
    >>> interval(-1.25, 3.0, "not enough data")
    '−1.25 to 3.00'
    >>> interval(float("nan"), float("nan"), "not enough data")
    'not enough data'
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return missing
    digits = decimals([low, high]) if places is None else places
    return f"{number(low, digits)} to {number(high, digits)}"


def percent(share: float) -> str:
    """A share between 0 and 1 as a percentage.

    Examples
    --------
    >>> percent(0.256), percent(0.004), percent(float("nan"))
    ('26\u202f%', '0.4\u202f%', '–')
    """
    if not math.isfinite(share):
        return NONE
    value = 100.0 * share
    return f"{value:.1f}{THIN_SPACE}%" if 0 < value < 1 else f"{value:.0f}{THIN_SPACE}%"


def probability(p: float) -> str:
    """A p or q as people print it.

    Examples
    --------
    >>> probability(0.0004), probability(0.0312), probability(0.7)
    ('< 0.001', '0.031', '0.70')
    """
    if not math.isfinite(p):
        return NONE
    if p < 0.001:
        return "< 0.001"
    return f"{p:.3f}" if p < 0.1 else f"{p:.2f}"
