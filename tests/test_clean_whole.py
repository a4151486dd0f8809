"""Cleaning as a whole: on any text, on the teaching corpus, on the seeds, and how little it takes from real sets."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bias.clean import clean_text
from bias.clean.normal import normalise
from tests.test_clean import ABOVE_THE_TITLE, AT_THE_END, BELOW_THE_TITLE, LAST, LEAD, TITLE, cuts

FRAGMENTS = [
    TITLE,
    LEAD,
    LAST,
    "Anna Holm",
    "Details: it is",
    "[ed.]",
    "\u00a0",
    "\u200b",
    "e\u0301",
    "\r\n",
    "(AP) — ",
]
FRAGMENTS += [line for line, _ in (*ABOVE_THE_TITLE, *BELOW_THE_TITLE, *AT_THE_END)]
PIECES = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=14)
TEXTS = st.tuples(PIECES, st.sampled_from(["\n", "\n\n", " ", "\r\n"])).map(lambda drawn: drawn[1].join(drawn[0]))
TITLES = st.one_of(st.none(), st.sampled_from(FRAGMENTS), st.text(max_size=12))


@settings(max_examples=300, deadline=None)
@given(TEXTS, TITLES)
def test_every_row_slices_the_raw_text_and_no_letter_vanishes_without_one(raw: str, title: str | None) -> None:
    one = clean_text(raw, title)
    assert all(raw[row.start : row.end] == row.text for row in one.rows)
    assert len({(row.step, row.start) for row in one.rows}) == len(one.rows)
    kept = sorted("".join(normalise(part).text for _, part in cuts(one)) + one.text)
    lost = [sign for sign in normalise(raw).text if not sign.isspace()]
    for sign in kept:
        if sign in lost:
            lost.remove(sign)
    assert lost == []


@settings(max_examples=300, deadline=None)
@given(TEXTS, TITLES)
def test_cleaning_what_is_clean_changes_nothing(raw: str, title: str | None) -> None:
    once = clean_text(raw, title)
    again = clean_text(once.text, once.title)
    assert (again.title, again.text) == (once.title, once.text)


@pytest.mark.parametrize(
    "unit", ["[", "(AP) — ", "A", "A ", "by A ", "> ", "/A", "a@", "\u200b ", "e\u0301", "Read more: ", "|"]
)
def test_no_pattern_is_slow_on_a_long_line(unit: str) -> None:
    begin = time.process_time()
    clean_text(f"{TITLE}\n{unit * 40_000}\n{unit * 40_000}")
    assert time.process_time() - begin < 4


CORPUS = sorted((Path(__file__).parents[1] / "corpora" / "teaching" / "articles").glob("*.txt"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_teaching_corpus_is_clean_of_its_outlets_furniture(path: Path) -> None:
    raw = path.read_text("utf-8")
    one = clean_text(raw)
    assert one.title == raw.splitlines()[0]
    for piece in (
        "/NORTAG/",
        "(Crossline) -",
        "TELUNA PRESS - ",
        "By Ada Renn",
        "End of item",
        "Become a patron",
        "[Invented",
    ):
        assert piece not in one.text
    assert sum(len(text.split()) for _, text in cuts(one)) < 45


SEEDS = {
    "tass": (2, ["navigation", "dateline"]),
    "ukrainska-pravda": (0, ["label"] * 4 + ["appeal"]),
    "telesur": (7, ["navigation"] * 6 + ["caption"] * 2 + ["publication date"] + ["end mark"] * 2),
    "borna": (0, ["dateline", "end mark"]),
    "rt": (0, []),
}


@pytest.mark.parametrize("outlet", SEEDS)
def test_the_seeds_lose_their_furniture_and_keep_their_headline(shared: Callable[[str], Path], outlet: str) -> None:
    index = pd.read_csv(shared("seeds") / "index.csv", index_col="outlet")
    raw = (shared("seeds") / index.file[outlet]).read_bytes().decode("utf-8")
    line, steps = SEEDS[outlet]
    one = clean_text(raw)
    assert one.title == raw.split("\n")[line]
    assert [step for step, _ in cuts(one)] == steps
    assert (one.published is not None) == (outlet == "telesur")
