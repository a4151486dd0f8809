"""What a hostile or clumsy user does to the comparison: files that spreadsheets mangle, odd articles, other orders."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bias.errors import InputError
from bias.events import load_corrections
from bias.pipeline import TEACHING, Run
from bias.settings import Copies, Settings
from bias.stats import contrasts

ARABIC = "قالت وزارة الدفاع إن 14 شخصا قتلوا في هجوم على المدينة يوم الثلاثاء. وأضافت أن القوات تقدمت نحو الشمال. "


@pytest.fixture(scope="module")
def teaching() -> Run:
    return Run([TEACHING])


@pytest.fixture(scope="module")
def rows(teaching: Run) -> list[dict[str, str]]:
    kept = teaching.articles.assign(date=teaching.articles.published.dt.strftime("%Y-%m-%d"))
    kept = kept.rename(columns={"article_id": "id", "outlet_id": "outlet"})
    return kept[["id", "outlet", "date", "text"]].to_dict("records")


def run_over(rows: list[dict[str, str]], folder: Path, settings: Settings | None = None, events: str = "") -> Run:
    source, corrections = folder / "articles.jsonl", folder / "events.csv"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    corrections.write_text(events, encoding="utf-8")
    return Run([source], settings or Settings(), corrections_file=corrections if events else None)


def same_text(row: dict[str, str], n: int = 5) -> list[dict[str, str]]:
    return [{**row, "id": f"a{i}", "outlet": f"outlet {i}"} for i in range(n)]


def loaded(text: str, folder: Path) -> dict[str, str]:
    (folder / "events.csv").write_text(text, encoding="utf-8")
    return dict(load_corrections(folder / "events.csv").named)


@pytest.mark.parametrize("seed", [1, 2])
def test_articles_in_another_order_have_the_same_copies_and_figures(
    teaching: Run, rows: list[dict[str, str]], tmp_path: Path, seed: int
) -> None:
    there = run_over(rows, tmp_path)
    order = np.random.default_rng(seed).permutation(len(rows))
    for name in ("copies", "events", "contrasts"):
        key = [column for column in ("outlet_id", "feature", "event_id", "article_id") if column in there.table(name)]
        back = run_over([rows[i] for i in order], tmp_path).table(name)
        pd.testing.assert_frame_equal(
            there.table(name).sort_values(key, ignore_index=True), back.sort_values(key, ignore_index=True)
        )


def test_articles_of_one_time_are_taken_by_number_where_their_ids_have_one(
    rows: list[dict[str, str]], tmp_path: Path
) -> None:
    copies = run_over([{**rows[0], "id": name} for name in ("a10", "a9", "a11")], tmp_path).copies
    assert dict(zip(copies.article_id, copies.copy_of, strict=True)) == {"a10": "a9", "a11": "a9"}


@pytest.mark.parametrize(
    "text",
    [
        "article_id,event,title,note\na,x,t,mine\nb,x,t\nc,x\n",  # Excel drops empty last cells sixteen rows further on
        "article_id,event\na,x,,\nb,x\nc,x,\n",
        "article_id;event;title;\r\na;x;;\r\nb;x;t;\r\n;;;\r\nc;x;;\r\n",
    ],
)
def test_cells_that_a_spreadsheet_adds_or_drops_at_the_end_of_a_row_are_no_fault(text: str, tmp_path: Path) -> None:
    assert loaded(text, tmp_path) == {"a": "x", "b": "x", "c": "x"}


def test_a_title_with_a_comma_that_nobody_quoted_is_still_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 2: 4 cells where the header has 3"):
        loaded("article_id,event,title\na,x,War, again\n", tmp_path)


@pytest.mark.parametrize("name", ["#NAME?", "#REF!", "#N/A", "#DIV/0!", "#WERT!"])
def test_a_formula_that_failed_names_no_event(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"row 2: .* formula that fails; write the name anew"):
        loaded(f"article_id,event\na,{name}\n", tmp_path)


def test_a_name_that_nobody_can_see_is_none_and_one_with_a_hash_is(tmp_path: Path) -> None:
    assert loaded("article_id,event\na,\u200b\nb,\u2060 \u200b\nc,#Flood\n", tmp_path) == {"c": "#Flood"}


def test_events_written_as_json_are_said_to_be_no_csv(teaching: Run, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    teaching.correctable.to_json(file, orient="records", lines=True)
    with pytest.raises(InputError, match=r"events\.jsonl: is JSON; .*bias events SOURCES -o events\.csv"):
        load_corrections(file)


def test_a_word_that_all_use_alike_is_said_to_be_neither_more_nor_less(
    rows: list[dict[str, str]], tmp_path: Path
) -> None:
    keyness = run_over(same_text(rows[0]), tmp_path, Settings(copies=Copies.EACH)).table("keyness")
    assert len(keyness)
    assert (keyness.direction == "as much in " + keyness.outlet_id).all()


def test_outlets_that_print_the_same_words_do_not_disagree(rows: list[dict[str, str]], tmp_path: Path) -> None:
    assert run_over(same_text(rows[0]), tmp_path).table("disagreements").empty


@pytest.mark.xfail(strict=True, reason="levels fitted by least squares can lie below 0 and above 1")
def test_the_means_of_groups_are_values_that_the_feature_can_have(teaching: Run) -> None:
    found = teaching.table("group_contrasts").merge(teaching.table("feature_info"), on="feature")
    for mean in (found["mean"], found.others_mean):
        assert not ((mean < found.low - 1e-9) | (mean > found.high + 1e-9)).any()


def test_an_outlet_that_writes_in_another_language_is_not_told_to_leave_out_what_it_may_say(
    rows: list[dict[str, str]], tmp_path: Path
) -> None:
    rows = [*rows[:4], {**rows[0], "id": "ar", "outlet": "al-khabar", "text": ARABIC * 6, "language": "ar"}]
    events = "article_id,event\n" + "".join(f"{row['id']},one\n" for row in rows)
    omissions = run_over(rows, tmp_path, events=events).table("omissions")
    assert not ((omissions.outlet_id == "al-khabar") & (omissions.status == "absent")).any()


def test_events_that_are_only_named_otherwise_have_the_same_intervals(teaching: Run) -> None:
    names = dict(zip(sorted(set(teaching.events.event_id)), "qwertyuiopas", strict=True))
    renamed = teaching.events.assign(event_id=teaching.events.event_id.map(names).astype("str"))
    there, back = (
        contrasts(teaching.measured.features, teaching.articles, events, teaching.judged)
        for events in (teaching.events, renamed)
    )
    columns = ["outlet_id", "feature", "difference", "ci_low", "ci_high", "p"]
    there, back = (table.loc[table.event_id.isna(), columns].reset_index(drop=True) for table in (there, back))
    pd.testing.assert_frame_equal(there, back)
