"""Figures are read as a plain speller writes them, and set against each other only where both cannot be right."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bias import schema
from bias.settings import Settings
from bias.stats.disagreement import disagreements
from bias.stats.disagreement.bounds import Amount, bound_of
from bias.stats.disagreement.context import sentences
from bias.stats.disagreement.counted import counted
from bias.stats.disagreement.dates import DAYS, moments
from bias.stats.disagreement.mentions import mentions
from bias.stats.disagreement.numbers import figures

CASES = Path(__file__).parents[1] / "cases" / "quantities"
ROWS = [json.loads(line) for line in (CASES / "sentences.jsonl").read_text("utf-8").splitlines()]
DATES = [json.loads(line) for line in (CASES / "dates.jsonl").read_text("utf-8").splitlines()]
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int, joint: str) -> str:
    """The number in words, as schools teach it; ``joint`` stands behind "hundred"."""
    for unit, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= unit:
            rest = number % unit
            tail = "" if not rest else f" and {spell(rest, joint)}" if rest < 100 else f" {spell(rest, joint)}"
            return f"{spell(number // unit, joint)} {name}{tail}"
    if number >= 100:
        return f"{ONES[number // 100]} hundred" + (f"{joint}{spell(number % 100, joint)}" if number % 100 else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@settings(deadline=None)
@given(st.integers(1, 10**12 - 1), st.sampled_from([" and ", " "]))
def test_a_spelled_number_is_read_as_itself(number: int, joint: str) -> None:
    words = spell(number, joint)
    text = f"They counted {words} trees."
    assert [(text[f.start : f.end], f.low, f.high) for f in figures(text)] == [(words, number, number)]


@settings(deadline=None)
@given(st.integers(2100, 10**9), st.sampled_from([",", "\u00a0", "\u2009", "\u202f"]))
def test_separators_of_thousands_change_no_number(number: int, separator: str) -> None:
    text = f"They counted {number:,} trees.".replace(",", separator)
    assert [f.low for f in figures(text)] == [number]


@settings(deadline=None)
@given(st.text("0123456789,.- abtwohundredandmillion%$()/:\n", max_size=60))
def test_figures_of_any_text_slice_it_in_order_and_do_not_overlap(text: str) -> None:
    found = figures(text)
    assert all(0 <= f.start < f.end <= len(text) and f.low <= f.high for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@settings(deadline=None)
@given(st.text("A b.!?\n”12", max_size=60))
def test_sentences_hold_every_figure_of_a_text(text: str) -> None:
    spans = sentences(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:50] for row in ROWS])
def test_a_labelled_sentence_is_read_as_labelled(row: dict[str, Any]) -> None:
    text, found = row["text"], []
    for f in figures(text):
        what = counted(text, f)
        named = [what.kind, what.whom] if what else [None, ""]
        found.append([f.start, f.end, f.low, f.high, bound_of(text, f), *named])
    assert found == row["figures"]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Amount(9, 9, "at least"), Amount(12, 12), True),
        (Amount(412, 412, "at least"), Amount(530, 530), True),
        (Amount(412, 412, "at least"), Amount(760, 760), False),
        (Amount(200, 200, "at most"), Amount(150, 150), True),
        (Amount(200, 200, "at most"), Amount(90, 90), False),
        (Amount(9000, 9000, "at least"), Amount(3000, 3000, "about"), False),
        (Amount(3000, 3000, "about"), Amount(3050, 3050), True),
        (Amount(1200, 1200), Amount(1197, 1197), True),
        (Amount(43e6, 43e6), Amount(43_885_310, 43_885_310), True),
        (Amount(200, 200), Amount(149, 149), False),
        (Amount(35, 35, "at most"), Amount(88, 88), False),
        (Amount(200, 250), Amount(230, 230), True),
        (Amount(12, 12), Amount(14, 14), False),
    ],
)
def test_two_figures_agree_where_one_number_can_be_meant(one: Amount, other: Amount, agree: bool) -> None:
    assert one.agrees(other) is other.agrees(one) is agree
    assert one.agrees(one)


ALPHA = "Shells killed 12 people in Haldon on Friday, the Norvani army said. The town was quiet by nightfall."
BETA = "Shells killed 31 people in Haldon on Friday, the Ilmarki army said. The town was quiet by nightfall."


def found(texts: list[str], published: str | None = None) -> pd.DataFrame:
    """Disagreements of outlets that each print one of the texts on one event."""
    ids = [f"a{row}" for row in range(len(texts))]
    articles = pd.DataFrame({"article_id": ids, "outlet_id": [f"outlet-{i}" for i in ids], "text": texts})
    articles = articles.assign(published=pd.to_datetime(published), n_words=99)
    events = pd.DataFrame({"article_id": ids, "event_id": "e1"})
    return disagreements(articles, events, Settings(min_words=1), schema.empty("voices"))


def test_two_tolls_of_one_attack_stand_side_by_side() -> None:
    table = found([ALPHA, BETA])
    assert table.value.tolist() == ["12", "31"]
    assert set(table.what) == {"dead"}
    assert set(table.n_values) == {2}
    assert [ALPHA[s:e] for s, e in zip(table.start[:1], table.end[:1], strict=True)] == table.text[:1].tolist()


def test_one_outlet_alone_disagrees_with_nobody() -> None:
    assert found([ALPHA]).empty
    assert found([ALPHA, ALPHA]).empty


@pytest.mark.parametrize(
    "other",
    [
        BETA.replace("Haldon", "Brey"),
        BETA.replace("Friday", "Sunday"),
        BETA.replace("31 people", "31 soldiers"),
        BETA.replace("killed", "wounded"),
        BETA.replace("Shells killed", "Since March shells killed"),
        BETA.replace("31 people", "at least 9 people"),
        BETA.replace("31 people", "dozens of people"),
    ],
)
def test_what_counts_another_thing_place_or_time_is_not_set_against_it(other: str) -> None:
    assert found([ALPHA, other]).empty


def test_two_figures_in_one_article_without_speakers_count_different_things() -> None:
    both = ALPHA + " Shells killed 31 people in Haldon on Friday."
    assert found([both, ALPHA]).empty


def test_a_figure_without_a_noun_takes_the_noun_before_it() -> None:
    text = "Seventeen people are confirmed dead; Oswin claims 31."
    assert [(m.amount.low, m.counted.kind, m.speaker) for m in mentions(text)] == [
        (17.0, "dead", ""),
        (31.0, "dead", "Oswin"),
    ]


def test_the_parties_names_change_nothing() -> None:
    swap = str.maketrans({"\x00": ""})
    texts = [ALPHA, BETA]
    swapped = [
        t.replace("Norvani", "\x00").replace("Ilmarki", "Norvani").replace("\x00", "Ilmarki").translate(swap)
        for t in texts
    ]
    columns = ["quantity_id", "what", "start", "end", "value", "n_values"]
    assert found(texts)[columns].equals(found(swapped)[columns])


def test_a_count_that_rises_from_day_to_day_is_news_and_no_disagreement() -> None:
    ids = ["a", "b"]
    days = pd.to_datetime(["2021-03-02", "2021-03-04"])
    articles = pd.DataFrame({"article_id": ids, "outlet_id": ids, "text": [ALPHA, BETA], "published": days})
    events = pd.DataFrame({"article_id": ids, "event_id": "e1"})
    table = disagreements(articles.assign(n_words=99), events, Settings(min_words=1), schema.empty("voices"))
    assert table.empty


@pytest.mark.parametrize("row", DATES, ids=[f"{row['text'][:40]} {row['published']}" for row in DATES])
def test_a_labelled_sentence_is_dated_as_labelled(row: dict[str, Any]) -> None:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    assert [moment.value for moment in moments(row["text"], published)] == row["values"]


@settings(deadline=None)
@given(
    st.text("0123456789,.- apm:MondayTuesMarch“”", max_size=60),
    st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
def test_moments_of_any_text_slice_it(text: str, published: date | None) -> None:
    for moment in moments(text, published):
        assert 0 <= moment.start < moment.end <= len(text)
        assert moment.value
        assert moment.agrees(moment)


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.sampled_from(DAYS))
def test_a_weekday_is_the_last_one_at_or_before_publication(published: date, name: str) -> None:
    (moment,) = moments(f"The bridge fell on {name}.", published)
    found = date.fromisoformat(moment.value)
    assert DAYS[found.weekday()] == name
    assert 0 <= (published - found).days < 7


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2029, 1, 1)))
def test_a_date_is_read_as_it_is_written(day: date) -> None:
    for words in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()):
        text = f"The bridge fell on {words}."
        (moment,) = moments(text)
        assert (text[moment.start : moment.end], moment.value) == (words, day.isoformat())


FELL = "The old railway bridge at Haldon collapsed on Monday. Nobody was hurt, the council said."
NEXT = "The railway bridge at Haldon collapsed on Tuesday. The council promised help to drivers."


def test_two_days_for_one_happening_stand_side_by_side() -> None:
    table = found([FELL, NEXT], "2022-03-16")
    assert table.value.tolist() == ["2022-03-14", "2022-03-15"]
    assert set(table.what) == {"date"}
    assert table.text.tolist() == ["Monday", "Tuesday"]
    assert found([FELL, NEXT]).value.tolist() == ["Monday", "Tuesday"]


def test_two_clock_times_for_one_happening_stand_side_by_side() -> None:
    one, other = FELL.replace("on Monday", "at 6:10 a.m."), NEXT.replace("on Tuesday", "at 09:40")
    assert found([one, other]).value.tolist() == ["06:10", "09:40"]
    assert found([one, other.replace("at 09:40", "at 06:10")]).empty
    assert found([one, other.replace("at 09:40", "shortly after 6 a.m.")]).empty


@pytest.mark.parametrize(
    "other",
    [
        NEXT.replace("Tuesday", "Monday"),
        NEXT.replace("Tuesday", "March 14"),
        NEXT.replace("Haldon", "Brey"),
        NEXT.replace("collapsed", "reopened"),
        NEXT.replace("on Tuesday", "early on Tuesday"),
        NEXT.replace("on Tuesday", "before Tuesday"),
        NEXT.replace("collapsed", "collapsed again last year"),
        NEXT + " The railway bridge at Haldon collapsed on Monday.",
        "The council said on Tuesday that the railway bridge at Haldon collapsed.",
    ],
)
def test_what_is_another_happening_or_day_of_speech_is_not_set_against_it(other: str) -> None:
    assert found([FELL, other], "2022-03-16").empty


def test_each_days_own_news_is_no_disagreement() -> None:
    ids, days = ["a", "b"], pd.to_datetime(["2022-03-15", "2022-03-16"])
    articles = pd.DataFrame({"article_id": ids, "outlet_id": ids, "text": [FELL, NEXT], "published": days})
    events = pd.DataFrame({"article_id": ids, "event_id": "e1"})
    assert disagreements(articles.assign(n_words=99), events, Settings(min_words=1), schema.empty("voices")).empty


def test_who_is_dated_changes_nothing() -> None:
    texts = ["Norvani troops shelled the Haldon mill on Monday.", "Norvani troops shelled the Haldon mill on Tuesday."]
    columns = ["quantity_id", "what", "value", "n_values"]
    swapped = [text.replace("Norvani", "Ilmarki") for text in texts]
    assert found(texts)[columns].equals(found(swapped)[columns])
    assert len(found(texts)) == 2
