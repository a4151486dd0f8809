"""Texts as arrays of code points, and where their words are.

A word is initials (U.S.), or letters and digits with inner apostrophes and, between digits, points and commas (1,500;
2.5bn). Hyphens, other full stops and underscores part words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Ints = NDArray[np.int64]
Kinds = NDArray[np.uint8]
LETTER, DECIMAL, UPPER, LOWER, DIGIT, VOWEL, APOSTROPHE, POINT = (np.uint8(1 << bit) for bit in range(8))
_VOWELS = frozenset("aeiouyàáâäæèéêëìíîïòóôöùúûüýаеёиоуыэюяіїє")
_N_PLAIN = 1 << 16
_STOP, _A, _Z = 46, 65, 90
_UNIT = 2
_MIN_UNITS = 2


def encoded(texts: Sequence[str]) -> tuple[Codes, Ints]:
    """Each text between two line breaks, all in a row, and where each begins and the last ends."""
    joined = "\n" + "\n\n".join(texts) + "\n" if texts else ""
    begins = np.concatenate([[0], np.cumsum([len(text) + 2 for text in texts], dtype=np.int64)])
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32), begins.astype(np.int64)


def _kind(character: str) -> int:
    tests = (
        (character.isalnum(), LETTER),
        (character.isdecimal(), DECIMAL),
        (character.isupper(), UPPER),
        (character.islower(), LOWER),
        (character.isdigit(), DIGIT),
        (character in _VOWELS, VOWEL),
        (character in "'’", APOSTROPHE),
        (character in ".,", POINT),
    )
    return sum(int(bit) for holds, bit in tests if holds)


@cache
def _plain_kinds() -> Kinds:
    return np.fromiter((_kind(chr(code)) for code in range(_N_PLAIN)), np.uint8, _N_PLAIN)


@cache
def _plain_lower() -> Codes:
    """For each character its small letter with straight apostrophes, or 0 where that depends or is no one letter."""
    small = np.fromiter((ord(s) if len(s := chr(code).lower()) == 1 else 0 for code in range(_N_PLAIN)), np.uint32)
    small[[ord("‘"), ord("’")]] = ord("'")
    small[ord("Σ")] = 0
    return small


def lower(codes: Codes) -> Codes | None:
    """Small letters, or None where a character is rare or its small letter is not one letter for itself alone."""
    if len(codes) and codes.max() >= _N_PLAIN:
        return None
    small = _plain_lower()[codes]
    return small if (small > 0).all() else None


def kinds(codes: Codes) -> Kinds:
    """What each character is: the sum of the bits that hold.

    Examples
    --------
    >>> codes, _ = encoded(["I’m 5"])
    >>> (kinds(codes) & LETTER > 0).astype(int).tolist()
    [0, 1, 0, 1, 0, 1, 0]
    """
    plain = _plain_kinds()
    if not len(codes) or codes.max() < _N_PLAIN:
        return np.take(plain, codes)
    found = plain[np.minimum(codes, _N_PLAIN - 1)]
    rare = np.flatnonzero(codes >= _N_PLAIN)
    distinct, place = np.unique(codes[rare], return_inverse=True)
    found[rare] = np.array([_kind(chr(code)) for code in distinct], np.uint8)[place]
    return found


def words(codes: Codes) -> tuple[Ints, Ints]:
    r"""Where each word starts, and where it ends; the first and the last character belong to none.

    Examples
    --------
    >>> codes, _ = encoded(["In the U.S. 1,500 didn't."])
    >>> text = "\nIn the U.S. 1,500 didn't.\n"
    >>> [text[start:end] for start, end in zip(*words(codes))]
    ['In', 'the', 'U.S.', '1,500', "didn't"]
    """
    kind = kinds(codes)
    inside = kind & LETTER > 0
    signs = np.flatnonzero(kind & (APOSTROPHE | POINT) > 0)
    before, sign, after = kind[signs - 1], kind[signs], kind[np.minimum(signs + 1, len(kind) - 1)]
    joins = (before & after & LETTER > 0) & ((sign & APOSTROPHE > 0) | (before & after & DECIMAL > 0))
    inside[signs[joins]] = True
    parts = _initials(codes, inside, signs)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    cut = parts[inside[parts]]
    if len(cut):
        starts, ends = (np.insert(edge, np.searchsorted(edge, cut), cut) for edge in (starts, ends))
    return starts, ends


def _initials(codes: Codes, inside: NDArray[np.bool_], signs: Ints) -> Ints:
    """Takes the full stops of initials into ``inside``; where initials end."""
    stops = signs[codes[signs] == _STOP]
    letter = codes[stops - 1]
    at = stops[(letter >= _A) & (letter <= _Z)] - 1
    new = np.diff(at, prepend=-1 - _UNIT) != _UNIT
    inner = new & inside[at - 1]
    new[1:] |= inner[:-1]
    at, new = at[~inner], new[~inner]
    number = np.cumsum(new) - 1
    long = (np.bincount(number, minlength=1) >= _MIN_UNITS)[number]
    inside[at[long] + 1] = True
    ends: Ints = at[long & np.append(new, True)[1:]] + _UNIT
    return ends
