"""Invented sentences with the names that the naming packs must find in them, and traps that must find none."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bias.features import english_vocabulary
from bias.features.naming import Pack
from bias.lexicon import embedded
from bias.tokens import tokenise

CASES = Path(__file__).parents[1] / "cases"
Names = list[tuple[str, str]]
Case = dict[str, Any]


def read_cases() -> list[tuple[str, Case]]:
    """The lines of the files of cases that ask one pack, called by their file and number."""
    lines = [
        (f"{path.stem}-{number}", json.loads(line))
        for path in sorted(CASES.glob("naming_*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if line.strip()
    ]
    return [(name, case) for name, case in lines if "pack" in case]


ALL = read_cases()
PACKS = sorted({case["pack"] for _, case in ALL})


@cache
def pack(name: str) -> Pack:
    return Pack(embedded(name))


def names_in(name: str, text: str) -> Names:
    """Concept and variant of each name that a pack finds, in order; concepts without the pack's prefix."""
    chosen = pack(name)
    entries = chosen.find(tokenise([text], english_vocabulary())).hits.entry
    concepts = [concept.partition("/")[2] for concept in chosen.concept[entries]]
    return list(zip(concepts, chosen.variant[entries].tolist(), strict=True))


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in ALL])
def test_finds_just_the_names_that_the_case_expects(case: Case) -> None:
    assert names_in(case["pack"], case["text"]) == [tuple(name) for name in case["expected"]]


@pytest.mark.parametrize("name", PACKS)
def test_each_pack_has_hits_and_traps_among_its_cases(name: str) -> None:
    expected = [case["expected"] for _, case in ALL if case["pack"] == name]
    assert any(expected)
    assert not all(expected)


@pytest.mark.parametrize("name", PACKS)
def test_every_concept_of_a_pack_sets_several_names_beside_each_other(name: str) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for entry in embedded(name).entries:
        concept, _, variant = entry.category.partition("/")
        names[concept].add(variant or entry.term)
    alone = [concept for concept, found in names.items() if concept not in ("anchor", "ignore") and len(found) < 2]
    assert not alone
