"""The outlet tables keep their promises: joinable, sourced, and equal to what they were taken from."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
OUTLETS = ROOT / "corpora" / "outlets"
TEACHING = ROOT / "corpora" / "teaching"
SHARED = ROOT.parent / "shared" / "data"

COLUMNS = [
    "outlet_id",
    "name",
    "country",
    "city",
    "languages",
    "domains",
    "aliases",
    "founded",
    "owner",
    "funding",
    "control",
    "side",
    "press_freedom",
    "press_freedom_year",
    "sources",
]
REQUIRED = ["outlet_id", "name", "country", "languages", "domains", "sources"]
SOURCED = ["name", *COLUMNS[2:11], "press_freedom"]
CONTROL = {"SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP"}
SIDES = {
    "state media of a party",
    "media of a party",
    "media of a declared ally of a party",
    "third country",
}
TABLES = pytest.mark.parametrize("folder", [OUTLETS, TEACHING], ids=["outlets", "teaching"])


def rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**9)
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def sources_of(row: dict[str, str]) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in several(row["sources"]))


def shared(*parts: str) -> Path:
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"../shared/data/{'/'.join(parts)} is absent: it is not part of the repository")
    return path


def host(address: str) -> str:
    address = address.strip()
    found = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return found.removeprefix("www.").removeprefix("ww.")


def under(at: str, domain: str) -> bool:
    return at == domain or at.endswith(f".{domain}")


def spellings(row: dict[str, str]) -> set[str]:
    said = [row["outlet_id"], row["name"], *several(row["aliases"])]
    return {spelling.casefold() for spelling in said}


def find(name: str) -> str | None:
    """The outlet a name or a host belongs to, or None."""
    for row in rows(OUTLETS / "outlets.csv"):
        if name.casefold() in spellings(row):
            return row["outlet_id"]
        if any(under(host(name), domain) for domain in several(row["domains"])):
            return row["outlet_id"]
    return None


@TABLES
def test_columns_are_as_the_card_says_and_required_cells_are_filled(folder: Path) -> None:
    table = rows(folder / "outlets.csv")
    assert list(table[0]) == COLUMNS
    assert [(r["outlet_id"], c) for r in table for c in REQUIRED if not r[c].strip()] == []
    assert [r["outlet_id"] for r in table for c in COLUMNS if r[c] != r[c].strip()] == []


def test_at_least_45_outlets() -> None:
    assert len(rows(OUTLETS / "outlets.csv")) >= 45


@TABLES
def test_ids_are_unique_and_kebab_case(folder: Path) -> None:
    ids = [r["outlet_id"] for r in rows(folder / "outlets.csv")]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_no_name_alias_or_domain_belongs_to_two_outlets() -> None:
    table = rows(OUTLETS / "outlets.csv") + rows(TEACHING / "outlets.csv")
    names = Counter(spelling for row in table for spelling in spellings(row))
    domains = [domain.casefold() for row in table for domain in several(row["domains"])]
    assert [name for name, n in names.items() if n > 1] == []
    assert [domain for domain, n in Counter(domains).items() if n > 1] == []
    nested = [(a, b) for a in domains for b in domains if a.endswith(f".{b}")]
    assert nested == []


def test_domains_are_bare_hosts_in_lower_case() -> None:
    domains = [d for r in rows(OUTLETS / "outlets.csv") for d in several(r["domains"])]
    assert [d for d in domains if d != host(d) or d != d.lower()] == []


@TABLES
def test_every_filled_fact_has_a_source_that_is_defined(folder: Path) -> None:
    known = {r["source_id"] for r in rows(folder / "sources.csv")}
    unsourced, undefined, idle = [], [], []
    for row in rows(folder / "outlets.csv"):
        given = sources_of(row)
        unsourced += [(row["outlet_id"], f) for f in SOURCED if row[f] and f not in given]
        undefined += [(row["outlet_id"], s) for s in given.values() if s not in known]
        idle += [(row["outlet_id"], f) for f in given if not row[f]]
    assert (unsourced, undefined, idle) == ([], [], [])


def test_every_source_has_a_citation_with_a_year_and_an_address_and_is_used() -> None:
    table = rows(OUTLETS / "sources.csv")
    ids = [r["source_id"] for r in table]
    used = {s for r in rows(OUTLETS / "outlets.csv") for s in sources_of(r).values()}
    used |= {r["source_id"] for r in rows(OUTLETS / "sides.csv")}
    assert len(ids) == len(set(ids))
    assert set(ids) == used
    assert [r["source_id"] for r in table if not re.search(r"\b(19|20)\d\d\b", r["citation"])] == []
    assert [r["source_id"] for r in table if not r["url"].startswith(("http://", "https://"))] == []


@TABLES
def test_years_codes_and_control_letters_are_well_formed(folder: Path) -> None:
    table = rows(folder / "outlets.csv")
    bad_control = [r["outlet_id"] for r in table if r["control"] and r["control"] not in CONTROL]
    assert bad_control == []
    for row in table:
        assert re.fullmatch(r"(1[6-9]|20)\d\d|", row["founded"]), row["outlet_id"]
        assert all(re.fullmatch(r"[a-z]{2}", code) for code in several(row["languages"]))
        assert bool(row["press_freedom"]) == bool(row["press_freedom_year"]), row["outlet_id"]


def test_countries_are_three_capitals_and_scores_are_of_2025() -> None:
    for row in rows(OUTLETS / "outlets.csv"):
        assert re.fullmatch(r"[A-Z]{3}", row["country"]), row["outlet_id"]
        assert row["press_freedom_year"] == "2025"
        assert 0 <= float(row["press_freedom"]) <= 100


def test_invented_outlets_have_no_press_freedom_score_and_only_the_world_as_source() -> None:
    for row in rows(TEACHING / "outlets.csv"):
        assert row["press_freedom"] == ""
        assert set(sources_of(row).values()) == {"world"}
        assert all(domain.endswith(".example") for domain in several(row["domains"]))


def test_the_six_invented_outlets_are_those_of_the_world() -> None:
    world = (TEACHING / "world.md").read_text(encoding="utf-8").split("## The six outlets")[1]
    named = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]+?) \|", world, flags=re.MULTILINE))
    assert {r["outlet_id"]: r["name"] for r in rows(TEACHING / "outlets.csv")} == named


def test_sides_use_the_four_wordings_and_name_a_party_exactly_when_there_is_one() -> None:
    known = {r["source_id"] for r in rows(OUTLETS / "sources.csv")}
    ids = {r["outlet_id"] for r in rows(OUTLETS / "outlets.csv")}
    table = rows(OUTLETS / "sides.csv")
    keys = [(r["conflict"], r["outlet_id"]) for r in table]
    assert len(keys) == len(set(keys))
    assert {r["side"] for r in table} == SIDES
    assert {r["outlet_id"] for r in table} <= ids
    assert {r["source_id"] for r in table} <= known
    assert [r for r in table if bool(r["party"]) == (r["side"] == "third country")] == []


def test_state_media_of_a_party_are_just_those_that_state_media_monitor_calls_so() -> None:
    control = {r["outlet_id"]: r["control"] for r in rows(OUTLETS / "outlets.csv")}
    for row in rows(OUTLETS / "sides.csv"):
        if row["side"] in {"state media of a party", "media of a party"}:
            of_state = control[row["outlet_id"]] in {"SC", "CaPu"}
            assert of_state == (row["side"] == "state media of a party"), row["outlet_id"]


def test_the_side_column_says_what_the_sides_table_says() -> None:
    said: dict[str, set[str]] = {}
    for row in rows(OUTLETS / "sides.csv"):
        party = f" ({row['party']})" if row["party"] else ""
        said.setdefault(row["outlet_id"], set()).add(f"{row['conflict']}: {row['side']}{party}")
    for row in rows(OUTLETS / "outlets.csv"):
        assert set(several(row["side"])) == said.get(row["outlet_id"], set()), row["outlet_id"]


def test_press_freedom_equals_the_score_that_rsf_published() -> None:
    score = {r["ISO"]: float(r["Score"]) for r in rows(shared("outlets", "rsf2025.csv"))}
    for row in rows(OUTLETS / "outlets.csv"):
        assert float(row["press_freedom"]) == score[row["country"]], row["outlet_id"]


def test_control_equals_state_media_monitor_and_is_empty_where_it_lists_no_such_domain() -> None:
    listed = [(host(r["URL"]), r["Typology"]) for r in rows(shared("outlets", "state_media_matrix.csv"))]
    for row in rows(OUTLETS / "outlets.csv"):
        domains = several(row["domains"])
        there = {letters for at, letters in listed if any(under(at, domain) for domain in domains)}
        assert there == ({row["control"]} if row["control"] else set()), row["outlet_id"]


def named_in_the_data_sets() -> Iterator[tuple[str, str]]:
    basil = shared("basil", "basil.jsonl").read_text(encoding="utf-8").split("\n")
    yield from (("basil", json.loads(line)["outlet"]) for line in basil if line)
    yield from (("babe", r["outlet"]) for r in rows(shared("babe", "babe.csv")))
    yield from (("ruwa", r["domain"]) for r in rows(shared("ruwa", "ruwa.csv.gz")))
    headlines = rows(shared("headlines", "rt_tass_sputnik.csv.gz"))
    yield from (("headlines", r["outlet"]) for r in headlines)
    yield from (("headlines", host(r["url"])) for r in headlines)
    yield from (("seeds", r["outlet"]) for r in rows(shared("seeds", "index.csv")))


def test_every_outlet_of_the_seeds_basil_babe_ruwa_and_headlines_is_found() -> None:
    named = set(named_in_the_data_sets())
    assert [(where, name) for where, name in sorted(named) if find(name) is None] == []


def test_ids_used_by_the_seeds_and_basil_are_ids_here() -> None:
    ids = {r["outlet_id"] for r in rows(OUTLETS / "outlets.csv")}
    used = {name for where, name in named_in_the_data_sets() if where in {"basil", "seeds"}}
    assert used <= ids
