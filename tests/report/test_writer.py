"""Files of a report appear whole or not at all, always the same, and do no harm in a spreadsheet."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from bias.errors import InputError, SchemaError, UnknownNameError
from bias.export import csv_bytes as csv
from bias.report.writer import TABLES, write

Tables = dict[str, pd.DataFrame]


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_format_is_written_twice_alike(made: Callable[[int, int], Tables], tmp_path: Path) -> None:
    tables = made(2, 1)
    manifest = {"version": "1", "sources": {"a.csv": "0" * 64}}
    for name in ("one", "two"):
        written = write(tables, ["a remark"], manifest, tmp_path / name, ["pdf", "png", "csv"])
    one, two = _contents(tmp_path / "one"), _contents(tmp_path / "two")
    assert one == two
    assert {str(path.relative_to(tmp_path / "two")) for path in written} == set(two)
    assert "report.pdf" in two
    assert {f"tables/{name}.csv" for name in TABLES} <= set(two)
    assert "figures/coverage.png" in two
    assert json.loads(two["manifest.json"]) == manifest


def test_nothing_at_all_can_be_reported(tmp_path: Path) -> None:
    written = write({}, [], {}, tmp_path, ["pdf", "png", "csv"])
    assert len(written) == len(TABLES) + 2


def test_an_unknown_format_is_an_error_before_anything_is_written(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="no report format is called 'docx'"):
        write(tables, [], {}, tmp_path / "out", ["csv", "docx"])
    assert not (tmp_path / "out").exists()


def test_a_table_that_breaks_its_contract_is_an_error(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="events"):
        write({**tables, "events": tables["events"].drop(columns="topic_id")}, [], {}, tmp_path, ["csv"])


def test_a_file_that_cannot_be_written_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "tables" / "articles.csv").mkdir(parents=True)
    with pytest.raises(InputError, match="articles"):
        write({}, [], {}, tmp_path, ["csv"])
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["articles.csv"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_a_cell_that_would_be_a_formula_is_neutralised(text: str) -> None:
    written = csv(pd.DataFrame({"title": [text]})).decode("utf-8-sig")
    assert "'" + text.replace("\r", "") in written.replace("\r", "")


def test_numbers_missing_values_and_other_text_stay_as_they_are(tables: Tables, tmp_path: Path) -> None:
    write(tables, [], {}, tmp_path, ["csv"])
    for name in ("contrasts", "naming", "voices", "outlets"):
        back = pd.read_csv(tmp_path / "tables" / f"{name}.csv", keep_default_na=False, na_values=[""])
        assert back.columns.tolist() == tables[name].columns.tolist()
        numbers = tables[name].select_dtypes("number").columns
        pd.testing.assert_frame_equal(back[numbers], tables[name][numbers], check_dtype=False)
        assert (back.isna() == (tables[name].isna() | (tables[name] == ""))).all(axis=None)
