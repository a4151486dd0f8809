"""CSV and TSV, as spreadsheets and people write them."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bias.readers.base import Fault, Row, Source
from bias.readers.delimited import DelimitedReader, sniff


def rows_of(path: Path) -> list[Row | Fault]:
    return list(DelimitedReader().rows(Source(path.name, path)))


@pytest.fixture
def table(tmp_path: Path):
    def written(text: str, encoding: str = "utf-8") -> list[Row | Fault]:
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        return rows_of(path)

    return written


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_cells_hold_others(table, delimiter: str) -> None:
    quoted = '"Rain, wind; and | snow\tfell"'
    found = table(f"title{delimiter}text\nFlood{delimiter}{quoted}\nFire{delimiter}{quoted}\n")
    assert [row.cells["text"] for row in found] == ["Rain, wind; and | snow\tfell"] * 2


def test_a_header_of_one_name_means_one_column_whatever_the_rows_hold(table) -> None:
    assert [row.cells for row in table("text\nRain, and wind\nSnow; ice\n")] == [
        {"text": "Rain, and wind"},
        {"text": "Snow; ice"},
    ]


def test_a_spreadsheet_export_is_read(table) -> None:
    assert table("sep=;\r\ntitle;text\r\nПаводок;Дощ\r\n", "utf-16")[0].cells == {"title": "Паводок", "text": "Дощ"}


def test_rows_are_numbered_as_a_spreadsheet_shows_them(table) -> None:
    found = table('title,text\nA,"one\n\ntwo"\n,\nB,three\n')
    assert [(row.number, row.cells["title"]) for row in found] == [(2, "A"), (4, "B")]


def test_a_row_of_another_length_is_a_fault_and_the_next_go_on(table) -> None:
    found = table("title,text\nA,one,more\nB\nC,three\n")
    assert [type(row) for row in found] == [Fault, Fault, Row]
    assert found[0].problem.startswith("3 cells where the header has 2")
    assert found[1].problem.startswith("1 cell where the header has 2")


def test_an_unclosed_quotation_mark_costs_one_row_and_not_the_rest(table) -> None:
    found = table('title,text\nA,one\nB,"two\nC,three\nD,"four"\nE,five\nF,"six\n')
    assert [row.cells["title"] for row in found if isinstance(row, Row)] == ["A", "C", "D", "E"]
    assert [(row.number, "not closed" in row.problem) for row in found if isinstance(row, Fault)] == [
        (3, True),
        (7, True),
    ]


def test_a_cell_may_be_longer_than_the_limit_of_the_csv_module(table) -> None:
    assert len(table("title,text\nA," + "word " * 60_000 + "\n")[0].cells["text"]) == 300_000


def test_an_empty_table_has_no_rows(table) -> None:
    assert table("") == table("\n\n") == table("title,text\n") == []


cells = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=20)


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_what_pandas_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    pd.DataFrame(pairs, columns=["title", "text"]).to_csv(path, index=False, quoting=1)
    expected = [pair for pair in pairs if any(pair)]
    assert [tuple(row.cells.values()) for row in rows_of(path)] == expected


def test_the_sniffer_prefers_what_cuts_all_rows_alike() -> None:
    assert sniff(["a;b,c;d\n", "1;2;3\n", "4;5;6\n"]) == ";"
