"""Corrections of events: what a user writes into the table is what the next run does, and no more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bias.errors import InputError
from bias.events import Corrections, correction_table, group, load_corrections
from bias.export import write_table
from bias.settings import Match, Settings
from tests.benchmarks.bcubed import bcubed
from tests.test_events import TEACHING, counted, table

CHOSEN = ("e01", "e02", "e03", "e04")


@pytest.fixture(scope="module")
def four() -> pd.DataFrame:
    """The articles of four invented events, with titles; one has none."""
    index = pd.read_csv(TEACHING / "index.csv", dtype="str")
    index = index[index.event.isin(CHOSEN)]
    texts = [(TEACHING / file).read_text(encoding="utf-8").split("[Invented")[0] for file in index.file]
    articles = table(texts, index.outlet.tolist(), index.published.tolist(), index.event.tolist())
    title = articles.text.str.split("\n").str[0].where(articles.index > 0)
    return articles.assign(article_id=index.file.str.removesuffix(".txt").to_numpy(), title=title.astype("str"))


def grouped(articles: pd.DataFrame, corrections: Corrections | None = None, match: Match = Match.EVENT) -> pd.DataFrame:
    return group(articles, *counted(articles.text.tolist()), Settings(match=match), corrections=corrections)


def given_back(rows: pd.DataFrame, folder: Path) -> Corrections:
    write_table(rows, folder / "events.csv")
    return load_corrections(folder / "events.csv")


def written(text: str, folder: Path) -> Corrections:
    (folder / "events.csv").write_text(text, encoding="utf-8")
    return load_corrections(folder / "events.csv")


def ids_of(events: pd.DataFrame) -> dict[str, str]:
    return dict(zip(events.article_id, events.event_id, strict=True))


def members(events: pd.DataFrame, event: str) -> set[str]:
    return set(events.article_id[events.event_id == event])


def of_event(articles: pd.DataFrame, event: str) -> list[str]:
    return articles.article_id[articles.event_hint == event].tolist()


@pytest.mark.parametrize("match", list(Match))
def test_the_table_given_back_unchanged_changes_nothing_but_how_the_events_were_found(
    four: pd.DataFrame, tmp_path: Path, match: Match
) -> None:
    found = grouped(four, match=match)
    again = grouped(four, given_back(correction_table(four, found), tmp_path), match)
    pd.testing.assert_frame_equal(again.drop(columns="method"), found.drop(columns="method"))
    assert set(again.method) == {"as corrected"}


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


@given(names=st.lists(NAMES, min_size=12, max_size=12), seed=st.integers(0, 99))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_names_are_written_are_the_events_of_the_next_run_and_the_run_after(
    four: pd.DataFrame, tmp_path: Path, names: list[str], seed: int
) -> None:
    part = four.iloc[6:18].reset_index(drop=True)
    rows = correction_table(part, grouped(part)).assign(event=names[: len(part)])
    corrections = given_back(rows.sample(frac=1, random_state=seed), tmp_path)
    events = grouped(part, corrections)
    known = corrections.names(events.article_id)
    assert [event for event, name in zip(events.event_id, known, strict=True) if name] == [n for n in known if n]
    again = grouped(part, given_back(correction_table(part, events), tmp_path))
    assert ids_of(again) == ids_of(events)


def test_one_article_of_each_of_two_events_under_one_name_joins_them_whole(four: pd.DataFrame, tmp_path: Path) -> None:
    first, second = of_event(four, "e01"), of_event(four, "e03")
    events = grouped(four, written(f"article_id,event\n{first[0]},spring\n{second[-1]},Spring \n", tmp_path))
    assert members(events, "spring") == {*first, *second}
    assert (events.method == "as corrected").eq(events.event_id == "spring").all()
    assert len(set(events.topic_id[events.event_id == "spring"])) == 1


def test_two_names_in_one_event_split_it_and_the_others_follow_the_nearest(four: pd.DataFrame, tmp_path: Path) -> None:
    inside = of_event(four, "e02")
    events = grouped(four, written(f"article_id;event\n{inside[0]};this\n{inside[1]};that\n", tmp_path))
    assert members(events, "this") | members(events, "that") == set(inside)
    copy, original = four.article_id.isin(["e02-teluna-press"]), four.article_id.isin(["e02-crossline"])
    assert events.event_id[copy].item() == events.event_id[original].item()


def test_events_that_nobody_corrected_keep_members_and_ids(four: pd.DataFrame, tmp_path: Path) -> None:
    before, one = grouped(four), of_event(four, "e02")[0]
    after = grouped(four, written(f"article_id,event\n{one},flood\n", tmp_path))
    others = (before.event_id != ids_of(before)[one]).to_numpy()
    assert after.event_id[others].tolist() == before.event_id[others].tolist()
    assert after.method[others].tolist() == before.method[others].tolist()


def test_a_new_article_finds_its_place_in_the_event_as_it_was_corrected(four: pd.DataFrame, tmp_path: Path) -> None:
    new = four.article_id.isin([of_event(four, "e01")[2], of_event(four, "e03")[3]])
    old = four[~new].reset_index(drop=True)
    rows = correction_table(old, grouped(old))
    joined = {rows.set_index("article_id").event[of_event(four, event)[0]] for event in ("e01", "e03")}
    rows["event"] = rows.event.where(~rows.event.isin(joined), "both")
    events = grouped(four, given_back(rows, tmp_path))
    assert members(events, "both") == {*of_event(four, "e01"), *of_event(four, "e03")}


def test_a_new_event_takes_no_name_that_an_old_one_was_given(four: pd.DataFrame, tmp_path: Path) -> None:
    old = four[four.event_hint != "e01"].reset_index(drop=True)
    events = grouped(four, given_back(correction_table(old, grouped(old)), tmp_path))
    assert bcubed(four.event_hint, events.event_id)[2] == 1.0
    assert set(events.event_id) == {"e001", "e002", "e003", "e005"}


def test_rows_without_an_event_and_other_columns_correct_nothing(four: pd.DataFrame, tmp_path: Path) -> None:
    rows = correction_table(four, grouped(four)).assign(event="", remark="looks right")
    corrections = given_back(rows, tmp_path)
    pd.testing.assert_frame_equal(grouped(four, corrections), grouped(four))
    assert "nothing is corrected" in corrections.notes(four.article_id)[0]


def test_articles_of_another_run_are_named_and_left_aside(four: pd.DataFrame, tmp_path: Path) -> None:
    corrections = written("article_id,event\nelsewhere,x\ne01-crossline,x\n", tmp_path)
    assert len(grouped(four, corrections)) == len(four)
    assert corrections.notes(four.article_id) == (
        f"{tmp_path / 'events.csv'}: 1 of the 2 articles that it puts into events is not in this run and is left "
        "aside: elsewhere.",
    )


def test_the_table_reads_well_in_a_spreadsheet(four: pd.DataFrame) -> None:
    rows = correction_table(four, grouped(four))
    assert rows.columns.tolist() == ["article_id", "event", "outlet_id", "published", "title"]
    assert rows.event.is_monotonic_increasing
    assert all(part.published.is_monotonic_increasing for _, part in rows.groupby("event"))
    assert rows.published.str.fullmatch(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?").all()
    untitled = rows.title[rows.article_id == four.article_id[0]].item()
    assert four.text.str.split().str.join(" ")[0].startswith(untitled.removesuffix(" …"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_as_spreadsheets_write_them_are_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["Event", "title", "Article_ID "], ["Hochwasser", 'a "b"', "'=1"], ["hochwasser", "", "a1"], ["", "", ""]]
    text = "\r\n".join(delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    (tmp_path / "events.csv").write_bytes(text.encode(encoding))
    corrections = load_corrections(tmp_path / "events.csv")
    assert corrections.names(pd.Series(["=1", "a1", "b1"])).tolist() == ["Hochwasser", "Hochwasser", None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", ["no column article_id", "needs article_id and event", "bias events"]),
        (b"article_id,title\na,b\n", ["no column event", "needs article_id and event"]),
        (b"article_id,event,event\na,b,c\n", ["more than one column event"]),
        (b"article_id,event\na,x\nb,x\na,y\n", ["row 4", "'a'", "'y'", "'x' in row 2", "keep one"]),
        (b"article_id,event\na,x\nb\n", ["row 3", "1 cell where the header has 2"]),
        (b"article_id,event\n,x\n", ["row 2", "'x' without an article"]),
        (b"article_id,event\na," + b"x" * 81 + b"\n", ["row 2", "cannot name an event", "up to 80"]),
        (b'article_id,event\na,"x\x07y"\n', ["row 2", "cannot name an event"]),
        (b'article_id,event\na,"x\n', ["row 2", "check quotes"]),
        ("article_id,event\na,Überschwemmung\n".encode("cp1252"), ["not in UTF-8", "save it as CSV UTF-8"]),
    ],
)
def test_what_cannot_be_right_is_an_error_that_says_where_and_what_to_do(
    tmp_path: Path, text: bytes, said: list[str]
) -> None:
    (tmp_path / "events.csv").write_bytes(text)
    with pytest.raises(InputError) as error:
        load_corrections(tmp_path / "events.csv")
    assert all(part in str(error.value) for part in ["events.csv", *said])
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be opened"):
        load_corrections(tmp_path / "none.csv")


def test_no_row_of_the_result_depends_on_the_order_of_the_file(four: pd.DataFrame) -> None:
    ids = four.article_id.tolist()
    named = {ids[0]: "a", ids[1]: "b", ids[8]: "a"}
    there = grouped(four, Corrections("f", named))
    back = grouped(four, Corrections("f", dict(reversed(list(named.items())))))
    pd.testing.assert_frame_equal(there, back)
    assert np.isfinite(there.similarity[there.event_id == "a"]).all()
