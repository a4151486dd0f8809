"""Dates as people and machines write them."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bias.readers.dates import parse_dates


def one(value: object) -> pd.Timestamp:
    return parse_dates([value], ["a"]).iloc[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2022-09-23", "2022-09-23"),
        ("2022/9/3", "2022-09-03"),
        ("2024-12-26 21:09:18", "2024-12-26 21:09:18"),
        ("2022-09-23T12:30:00+03:00", "2022-09-23 09:30"),
        ("2022-09-23T12:30:00.250Z", "2022-09-23 12:30:00.25"),
        ("2022-09-23T23:30:00-0500", "2022-09-24 04:30"),
        ("20220923", "2022-09-23"),
        ("20230228T111500Z", "2023-02-28 11:15"),
        ("20230228111500", "2023-02-28 11:15"),
        ("23 September 2022", "2022-09-23"),
        ("Published 23 September 2022", "2022-09-23"),
        ("1st of May 2021", "2021-05-01"),
        ("23-Sep-2022", "2022-09-23"),
        ("Sep. 23, 2022", "2022-09-23"),
        ("September 23rd, 2022 at 5:05 pm", "2022-09-23 17:05"),
        ("Sept 23 2022 12:10 AM EST", "2022-09-23 05:10"),
        ("Fri, 23 Sep 2022 10:00:00 GMT", "2022-09-23 10:00"),
        ("Fri Sep 23 2022 10:00:00 GMT+0200 (CEST)", "2022-09-23 08:00"),
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10 20:19:24"),
        ("Friday, 2 December 2022, 12:37", "2022-12-02 12:37"),
        ("12:37, 2 December 2022", "2022-12-02 12:37"),
        ("02.12.2022 12:37", "2022-12-02 12:37"),
        ("23/09/2022", "2022-09-23"),
        ("09/23/2022", "2022-09-23"),
        ("1663891200", "2022-09-23"),
        (1663891200, "2022-09-23"),
        (1663891200000, "2022-09-23"),
        (date(2022, 9, 23), "2022-09-23"),
        (datetime(2022, 9, 23, 1, tzinfo=UTC), "2022-09-23 01:00"),
    ],
)
def test_common_ways_to_write_a_date_are_read(written: object, meant: str) -> None:
    assert one(written) == pd.Timestamp(meant)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "soon",
            "",
            None,
            float("nan"),
            True,
            "2022",
            "September 2022",
            "December 22",
            "10",
            "2022-02-30",
            "2022-13-01",
        ),
        *("25:00, 2 May 2022", "31.02.2022", "9999-01-01", "2022-09-23 and more", [2022]),
    ],
)
def test_what_is_no_whole_date_is_empty_and_never_filled_in(written: object) -> None:
    assert pd.isna(one(written))


def test_day_and_month_are_told_apart_by_the_rest_of_the_table() -> None:
    written = ["03/04/2022", "23/04/2022", "03/04/2022", "04/23/2022", "03/04/2022"]
    read = parse_dates(written, ["day", "day", "month", "month", "nobody knows"])
    assert read.dt.strftime("%m-%d").tolist()[:4] == ["04-03", "04-23", "03-04", "04-23"]
    assert pd.isna(read.iloc[4])


def test_no_dates_at_all_give_an_empty_column_of_dates() -> None:
    assert parse_dates([], []).dtype == "datetime64[ns]"
    assert parse_dates([None, None], ["a", "a"]).isna().all()


moments = st.tuples(st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)), st.integers(-720, 840))


@settings(deadline=None, max_examples=20)
@given(st.lists(moments, min_size=1, max_size=50))
def test_iso_dates_with_a_zone_come_back_as_the_same_moment(pairs: list[tuple[datetime, int]]) -> None:
    written = [
        f"{moment.isoformat()}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        for moment, minutes in pairs
    ]
    meant = [pd.Timestamp(moment - timedelta(minutes=minutes)) for moment, minutes in pairs]
    assert parse_dates(written, ["a"] * len(written)).tolist() == meant


@settings(deadline=None, max_examples=20)
@given(st.lists(st.text(max_size=40), max_size=50))
def test_no_text_breaks_the_parser(written: list[str]) -> None:
    assert len(parse_dates(written, ["a"] * len(written))) == len(written)
