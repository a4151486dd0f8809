"""Quotations in labelled cases: each text is invented, each quotation the words between its marks."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bias.tokens import tokenise
from tests.tokens import oracle

CASES = json.loads((Path(__file__).parents[1] / "cases" / "quotations.json").read_text("utf-8"))


def _marked(case: dict[str, Any]) -> Any:
    reason = case.get("known_failure")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case["text"], case["quotations"], id=case["name"], marks=marks)


def inner_texts(text: str) -> list[str]:
    return [text[start:end] for _, _, _, start, end in tokenise([text]).quotations.tolist()]


@pytest.mark.parametrize(("text", "quotations"), [_marked(case) for case in CASES])
def test_the_words_between_the_marks_are_found(text: str, quotations: list[str]) -> None:
    assert inner_texts(text) == quotations


def test_there_are_enough_cases_each_with_its_own_name_and_few_known_failures() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 60
    assert sum("known_failure" in case for case in CASES) <= 10


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_oracle_finds_what_the_arrays_find(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in oracle.quotations(text)] == inner_texts(text)


@pytest.mark.parametrize("part", ["“a ‘b \n", "soldiers' ", "'soldiers' ", '"9" ', "“a\n‘b’ "])
def test_time_grows_with_the_marks_and_not_with_their_square(part: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        tokenise([part * times])
        return time.process_time() - begin

    seconds(100)
    assert min(seconds(30_000) for _ in range(3)) < 60 * max(seconds(3_000), 0.005)


@given(st.lists(st.sampled_from(["we", "go", "6", "soldiers", "90s", " ", "\n", "n", *"\"'“”‘’«»„-.,("]), max_size=60))
def test_any_run_of_words_and_marks_is_read_as_the_oracle_reads_it(parts: list[str]) -> None:
    text = "".join(parts)
    found = [(start, end) for _, _, _, start, end in tokenise([text]).quotations.tolist()]
    assert found == oracle.quotations(text)


@given(st.lists(st.sampled_from(["we go", "6", " ", "\n", *"\"'“”«»."]), max_size=40))
def test_quotations_stand_in_order_and_none_overlaps_another(parts: list[str]) -> None:
    rows = tokenise(["".join(parts)]).quotations.tolist()
    for _, first, behind, start, end in rows:
        assert first < behind
        assert start < end
    for earlier, later in pairwise(rows):
        assert earlier[2] <= later[1]
        assert earlier[4] <= later[3]
