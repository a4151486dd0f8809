"""The outlet of each article: from what its source says, else its address, else where its text is signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from bias.outlets.bylines import signatures
from bias.outlets.directory import Directory, host, key, slug
from bias.schema import UNKNOWN, check, empty, table

_NO_NAME = frozenset({"", "unknown", "na", "none", "null", "nan"})
_SHOWN = 5


@dataclass(frozen=True)
class Assigned:
    """Articles with their outlets.

    Attributes
    ----------
    articles
        Table ``articles``; every ``outlet_id`` is one of ``outlets``, or "unknown".
    outlets
        Table ``outlets``: only those that occur.
    notes
        A line for each thing the user should know: outlets that the table lacks, articles whose outlet was not found.
    """

    articles: pd.DataFrame
    outlets: pd.DataFrame
    notes: tuple[str, ...]


def assign(articles: pd.DataFrame, outlets: pd.DataFrame) -> Assigned:
    """Find each article's outlet.

    What the source says comes first, as an id, name, alias or domain; a name that the table lacks is kept as an outlet
    of which nothing else is known. Then the domain of the address. Then datelines, by-lines and closing appeals in the
    raw text: a name cited elsewhere does not count. Where none fits, or several, the outlet is "unknown".

    Parameters
    ----------
    articles
        Table ``articles`` as read, with the raw text.
    outlets
        Table ``outlets``, as ``load_outlets`` gives it.
    """
    directory = Directory(outlets)
    given = articles["outlet_id"].where(~articles["outlet_id"].map(_is_no_name, na_action="ignore").eq(True))
    named = {value: directory.named(value) for value in given.dropna().unique()}
    own = _own_outlets([value for value, found in named.items() if not found])
    found = [given.map({value: found or (own[value][0],) for value, found in named.items()})]
    hosts = articles["url"].where(_open(found)).map(host, na_action="ignore").replace("", None)
    found.append(hosts.map({each: directory.at(each) for each in hosts.dropna().unique()}))
    texts = articles["text"].where(_open(found))
    found.append(texts.map(lambda text: directory.exactly(signatures(text)), na_action="ignore"))

    outlet_ids = pd.Series(UNKNOWN, index=articles.index, dtype="str")
    for candidates in found:
        certain = candidates.map(len, na_action="ignore").eq(1) & outlet_ids.eq(UNKNOWN)
        outlet_ids[certain] = candidates[certain].map(lambda only: only[0]).astype("str")
    kept = given[given.map(lambda value: value in own, na_action="ignore").eq(True)]
    notes = [*_note_own(kept, own), *_note_unknown(outlet_ids.eq(UNKNOWN), found, hosts)]
    return Assigned(
        check(articles.assign(outlet_id=outlet_ids), "articles"),
        _occurring(outlets, outlet_ids, dict(own.values())),
        tuple(notes),
    )


def _is_no_name(value: str) -> bool:
    return key(value) in _NO_NAME


def _open(found: Iterable[pd.Series]) -> pd.Series:
    """Articles for which no step so far has found exactly one outlet."""
    ones = [candidates.map(len, na_action="ignore").eq(1) for candidates in found]
    return ~pd.concat(ones, axis=1).any(axis=1)


def _own_outlets(values: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each name that the table lacks its id and name; spellings of one name are one outlet, the first names it."""
    firsts: dict[str, tuple[str, str]] = {}
    return {value: firsts.setdefault(key(value), (slug(value), value)) for value in values}


def _occurring(outlets: pd.DataFrame, outlet_ids: pd.Series, own: dict[str, str]) -> pd.DataFrame:
    """The outlets that occur, by id: those of the table, those kept under their own names, and "unknown"."""
    names = {**own, UNKNOWN: "Unknown outlet"}
    lacking = sorted(set(outlet_ids) - set(outlets["outlet_id"]))
    rows = empty("outlets").reindex(range(len(lacking)))
    for column in table("outlets").columns:
        if column.kind == "str" and not column.nullable:
            rows[column.name] = pd.Series("", index=rows.index, dtype="str")
    rows["outlet_id"] = pd.Series(lacking, dtype="str")
    rows["name"] = pd.Series([names[outlet_id] for outlet_id in lacking], dtype="str")
    listed = outlets[outlets["outlet_id"].isin(set(outlet_ids))]
    joined = pd.concat([listed, rows.astype(listed.dtypes.to_dict())]) if lacking else listed
    return check(joined.sort_values("outlet_id", kind="stable"), "outlets")


def _note_own(kept: pd.Series, own: dict[str, tuple[str, str]]) -> list[str]:
    if kept.empty:
        return []
    names = Counter(kept.map({value: name for value, (_, name) in own.items()}))
    return [
        f"{_articles(len(kept))} of {_counted(names, 'outlet')} that the table of outlets lacks: {_first(names)}; "
        "nothing is known of them but the name. Describe them in a file and give it with --outlets"
    ]


def _note_unknown(unknown: pd.Series, found: list[pd.Series], hosts: pd.Series) -> list[str]:
    """Why articles have no outlet: several fit, an address nobody owns, or nothing to go by."""
    tried = pd.concat(found, axis=1)[unknown]
    several = tried.map(lambda ids: isinstance(ids, tuple) and len(ids) > 1)
    fits = Counter(
        " or ".join(next(ids for ids, many in zip(row, marks, strict=True) if many))
        for row, marks in zip(tried.to_numpy(), several.to_numpy(), strict=True)
        if marks.any()
    )
    rest = hosts[unknown][~several.any(axis=1)]
    strange, bare = Counter(rest.dropna()), int(rest.isna().sum())
    notes = []
    if fits:
        notes.append(f"{_articles(sum(fits.values()))} could be by more than one outlet, so by none: {_first(fits)}")
    if strange:
        notes.append(f"{_articles(sum(strange.values()))} at addresses of no outlet in the table: {_first(strange)}")
    if bare:
        notes.append(
            f"{_articles(bare)} with no outlet in a column, the address, a by-line, a dateline or a closing line"
        )
    return [f"{note}; kept as {UNKNOWN!r}, compared with none (name the column: --outlet-column)" for note in notes]


def _articles(n: int) -> str:
    return _counted(range(n), "article")


def _counted(things: Iterable[object], name: str) -> str:
    n = sum(1 for _ in things)
    return f"{n} {name}{'s' * (n != 1)}"


def _first(counts: Counter[str]) -> str:
    shown = ", ".join(f"{name} ({n})" for name, n in counts.most_common(_SHOWN))
    return shown + f" and {len(counts) - _SHOWN} more" * (len(counts) > _SHOWN)
