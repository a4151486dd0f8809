"""Distinct strings numbered in order of first appearance, many at a time and without making the strings.

A string is known by a hash of 64 bits: the polynomial of its code points over an odd base, and its length, so that the
hash of any stretch of a text comes from running sums (Karp and Rabin 1987). Numbers stand in a table with open
addressing. With a million distinct strings the chance that any two share a hash is below one in ten million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bias.tokens.characters import Codes, Ints

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int32]
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD6E8FEB86659FD93)
_LENGTH = np.uint64(0xA0761D6478BD642F)
_LEAST_BITS = 12


class Hasher:
    """Hashes of stretches of code points; keeps the powers that it needs."""

    def __init__(self) -> None:
        self._powers, self._inverse = np.ones(1, np.uint64), np.ones(1, np.uint64)

    def __call__(self, codes: Codes, starts: Ints, ends: Ints) -> Hashes:
        """The hash of each stretch from a start up to its end."""
        return self.row(codes).hashes(starts, ends)

    def row(self, codes: Codes) -> Row:
        """A row of code points, ready to have stretches of it hashed."""
        self._extend(len(codes) + 1)
        sums = np.zeros(len(codes) + 1, np.uint64)
        np.multiply(codes, self._powers[: len(codes)], out=sums[1:])
        np.cumsum(sums, out=sums)
        return Row(codes, sums, self._inverse)

    def _extend(self, size: int) -> None:
        if size > len(self._powers):
            size = 1 << (size - 1).bit_length()
            self._powers = _powers_of(_BASE, size)
            self._inverse = _powers_of(pow(_BASE, -1, 1 << 64), size)


@dataclass(frozen=True, eq=False)
class Row:
    """Code points with the running sums that give the hash of any stretch of them."""

    codes: Codes
    sums: Hashes
    inverse: Hashes

    def hashes(self, starts: Ints, ends: Ints) -> Hashes:
        """The hash of each stretch from a start up to its end."""
        hashes: Hashes = (self.sums[ends] - self.sums[starts]) * self.inverse[starts]
        hashes += (ends - starts).astype(np.uint64) * _LENGTH
        return hashes


def _powers_of(base: int, size: int) -> Hashes:
    steps = np.full(size, base, np.uint64)
    steps[0] = 1
    return np.cumprod(steps, dtype=np.uint64)


@dataclass(frozen=True, eq=False)
class Ragged:
    """Strings as code points in a row; string ``n`` stands from ``bounds[n]`` up to ``bounds[n + 1]``."""

    codes: Codes
    bounds: Ints

    @classmethod
    def of(cls, strings: Sequence[str]) -> Ragged:
        """The code points of some strings."""
        codes = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32)
        return cls(codes, np.concatenate([[0], np.cumsum([len(s) for s in strings], dtype=np.int64)]).astype(np.int64))

    @classmethod
    def cut(cls, codes: Codes, starts: Ints, ends: Ints) -> Ragged:
        """Stretches of a longer row."""
        bounds = np.concatenate([[0], np.cumsum(ends - starts)]).astype(np.int64)
        return cls(codes[np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], ends - starts)], bounds)

    @property
    def starts(self) -> Ints:
        """Where each begins."""
        return self.bounds[:-1]

    @property
    def ends(self) -> Ints:
        """Where each ends."""
        return self.bounds[1:]

    @property
    def lengths(self) -> Ints:
        """Characters of each."""
        return np.diff(self.bounds)

    def sums(self, of_characters: NDArray[np.generic]) -> Ints:
        """The sum over each string of a value that every character has."""
        totals = np.concatenate([[0], np.cumsum(of_characters, dtype=np.int64)])
        return np.diff(totals[self.bounds])

    def strings(self) -> list[str]:
        """The strings themselves."""
        text = self.codes.tobytes().decode("utf-32-le", "surrogatepass")
        bounds = self.bounds.tolist()
        return [text[start:end] for start, end in pairwise(bounds)]


class Numbering:
    """Distinct strings and their numbers.

    Examples
    --------
    >>> numbering = Numbering(Hasher())
    >>> numbering.of(["war", "and", "war"]).tolist(), numbering.strings
    ([0, 1, 0], ['war', 'and'])
    >>> numbering.spelled(np.array([1, 1]))
    ['and', 'and']
    """

    def __init__(self, hasher: Hasher) -> None:
        self._hasher = hasher
        self._keys, self._numbers = np.zeros(1 << _LEAST_BITS, np.uint64), np.full(1 << _LEAST_BITS, -1, np.int32)
        self._hashes = _Grown(np.uint64)
        self._codes, self._bounds = _Grown(np.uint32), _Grown(np.int64)
        self._bounds.extend(np.zeros(1, np.int64))
        self._strings: list[str] = []

    def __len__(self) -> int:
        return len(self._hashes.values)

    def __contains__(self, string: str) -> bool:
        return self.get(string, -1) >= 0

    def __getitem__(self, string: str) -> int:
        return int(self.of([string])[0])

    def get(self, string: str, default: int = -1) -> int:
        """The number of a string if it has one."""
        number = int(self.known([string])[0])
        return number if number >= 0 else default

    def of(self, strings: Sequence[str]) -> Numbers:
        """The numbers of some strings; new ones are given."""
        row = Ragged.of(strings)
        return self.stretches(row.codes, row.starts, row.ends)

    def known(self, strings: Iterable[str]) -> Numbers:
        """The numbers of some strings, -1 for those that have none."""
        row = Ragged.of(list(strings))
        return self.of_hashes(self._hasher(row.codes, row.starts, row.ends))

    def stretches(self, codes: Codes, starts: Ints, ends: Ints) -> Numbers:
        """The numbers of stretches of some code points; new ones are given."""
        return self.of_row(self._hasher.row(codes), starts, ends)

    def of_row(self, row: Row, starts: Ints, ends: Ints) -> Numbers:
        """The numbers of stretches of a row; new ones are given."""
        hashes = row.hashes(starts, ends)
        numbers = self.of_hashes(hashes)
        unknown = np.flatnonzero(numbers < 0)
        if len(unknown):
            distinct, first, place = np.unique(hashes[unknown], return_index=True, return_inverse=True)
            order = np.argsort(first)
            rank = np.empty(len(order), np.int32)
            rank[order] = np.arange(len(order), dtype=np.int32)
            numbers[unknown] = len(self) + rank[place]
            new = unknown[first[order]]
            self._add(distinct[order], Ragged.cut(row.codes, starts[new], ends[new]))
        return numbers

    def hashes(self) -> Hashes:
        """The hash of each numbered string."""
        return self._hashes.values

    def since(self, number: int) -> Ragged:
        """The strings from a number on."""
        bounds = self._bounds.values[number:]
        return Ragged(self._codes.values[bounds[0] : bounds[-1]], bounds - bounds[0])

    def spelled(self, numbers: NDArray[np.integer[Any]]) -> list[str]:
        """The strings that have some numbers."""
        bounds = self._bounds.values
        return Ragged.cut(self._codes.values, bounds[numbers], bounds[numbers + 1]).strings()

    @property
    def strings(self) -> list[str]:
        """All strings by their number."""
        if len(self._strings) < len(self):
            self._strings += self.since(len(self._strings)).strings()
        return self._strings

    def of_hashes(self, hashes: Hashes) -> Numbers:
        """The number of the string that has each hash, or -1."""
        place = self._place(hashes)
        found = self._numbers[place]
        pending = np.flatnonzero((self._keys[place] != hashes) & (found >= 0))
        while len(pending):
            place[pending] = (place[pending] + 1) & (len(self._keys) - 1)
            at = place[pending]
            found[pending] = self._numbers[at]
            pending = pending[(self._keys[at] != hashes[pending]) & (found[pending] >= 0)]
        return found

    def _place(self, hashes: Hashes) -> Ints:
        return ((hashes * _MIX) >> np.uint64(64 - (len(self._keys).bit_length() - 1))).astype(np.int64)

    def _add(self, hashes: Hashes, row: Ragged) -> None:
        """Gives the next numbers to hashes that have none."""
        behind = self._bounds.values[-1]
        self._hashes.extend(hashes)
        self._codes.extend(row.codes)
        self._bounds.extend(row.ends + behind)
        if 2 * len(self) > len(self._keys):
            size = 1 << (4 * len(self) - 1).bit_length()
            self._keys, self._numbers = np.zeros(size, np.uint64), np.full(size, -1, np.int32)
            self._enter(np.arange(len(self), dtype=np.int32))
        else:
            self._enter(np.arange(len(self) - len(hashes), len(self), dtype=np.int32))

    def _enter(self, numbers: Numbers) -> None:
        hashes = self._hashes.values[numbers]
        place = self._place(hashes)
        while len(numbers):
            free = self._numbers[place] < 0
            self._numbers[place[free]] = numbers[free]
            entered = self._numbers[place] == numbers
            self._keys[place[entered]] = hashes[entered]
            place, numbers, hashes = place[~entered], numbers[~entered], hashes[~entered]
            place = (place + 1) & (len(self._keys) - 1)


class _Grown:
    """An array that grows at its end; room doubles, so that growing costs little."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._room: NDArray[Any] = np.zeros(16, dtype)
        self._size = 0

    @property
    def values(self) -> NDArray[Any]:
        return self._room[: self._size]

    def extend(self, values: NDArray[Any]) -> None:
        size = self._size + len(values)
        if size > len(self._room):
            room = np.zeros(1 << size.bit_length(), self._room.dtype)
            room[: self._size] = self.values
            self._room = room
        self._room[self._size : size] = values
        self._size = size
