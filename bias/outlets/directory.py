"""Outlets by any of their names, and by web address."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

_WORDS = re.compile(r"[^\W_]+")
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$|\s+[-–—|]\s+.*$")
#: A name of the web has at most 127 parts, and an outlet's far fewer.
_MOST_LABELS = 20
_MANY = re.compile(r"\s*;\s*")


class Directory:
    """Looks up outlets by name or address.

    Parameters
    ----------
    outlets
        Table ``outlets``.

    Examples
    --------
    >>> from bias.outlets import load_outlets
    >>> directory = Directory(load_outlets())
    >>> directory.named("new york times"), directory.at("https://www.bbc.co.uk/news/1")
    (('new-york-times',), ('bbc',))
    """

    def __init__(self, outlets: pd.DataFrame) -> None:
        names: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        domains: defaultdict[str, set[str]] = defaultdict(set)
        for outlet_id, name, aliases, listed in outlets[["outlet_id", "name", "aliases", "domains"]].itertuples(
            index=False
        ):
            for rank, names_of_rank in enumerate(([outlet_id], [name], split(aliases))):
                for each in names_of_rank:
                    names[key(each)].append((rank, outlet_id))
            for domain in split(listed):
                domains[host(domain)].add(outlet_id)
        # an id outranks a name, and a name an alias
        self._names = {
            name: tuple(sorted({outlet for rank, outlet in found if rank == min(found)[0]}))
            for name, found in names.items()
            if name
        }
        self._domains = {domain: tuple(sorted(found)) for domain, found in domains.items()}

    def named(self, value: str) -> tuple[str, ...]:
        """The outlets that a name can mean: by id, name, alias or domain, also with a remark behind it.

        Case, accents, punctuation and a leading "The" do not count: "The Example (Opinion)" is "example".
        """
        found = self._names.get(key(value), ())
        if not found and is_domain(value):
            found = self.at(value)
        return found or self._names.get(key(_REMARK.sub("", " ".join(value.split()))), ())

    def at(self, address: str) -> tuple[str, ...]:
        """The outlets whose domain an address lies in: the domain itself, or one below it."""
        parts = host(address).split(".")[-_MOST_LABELS:]
        below = (".".join(parts[start:]) for start in range(len(parts) - 1))
        return next((self._domains[domain] for domain in below if domain in self._domains), ())

    def exactly(self, names: Iterator[str]) -> tuple[str, ...]:
        """All outlets that have one of the names as an id, name or alias."""
        return tuple(sorted({outlet for name in names for outlet in self._names.get(key(name), ())}))


def key(name: str) -> str:
    """A name without what people write now so, now so: case, accents, punctuation, blanks, a leading "The".

    Examples
    --------
    >>> key("The Ha'aretz Daily"), key("Agência-Ñ"), key("Центр.НЕТ")
    ('haaretzdaily', 'agencian', 'центрнет')
    """
    words = _words(name)
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def slug(name: str) -> str:
    """A name as an outlet id.

    Examples
    --------
    >>> slug("The Évian Post (weekly)")
    'the-evian-post-weekly'
    """
    return "-".join(_words(name.replace("'", "").replace("’", "")))


def host(address: str) -> str:
    """The host of an address, lower case, without ``www.``; empty where there is none.

    Examples
    --------
    >>> host("https://www.example.org:8080/news?id=1"), host("EN.example.org")
    ('example.org', 'en.example.org')
    """
    found = _HOST.match(address.strip())
    return found[1].lower().rstrip(".").removeprefix("www.") if found else ""


def is_domain(value: str) -> bool:
    """Whether a value is an address or a domain and not a name."""
    return "://" in value or bool(_DOMAIN.fullmatch(value.strip().split("/")[0]))


def split(cell: object) -> list[str]:
    """The members of a cell that holds several."""
    return [member for member in _MANY.split(cell.strip()) if member] if isinstance(cell, str) else []


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _WORDS.findall("".join(letter for letter in plain if not unicodedata.combining(letter)).replace("'", ""))
