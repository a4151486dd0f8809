"""Input at fault: it is named in one line, good rows go on, and nothing hangs or is left half-written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from bias.clean import clean_text
from bias.cli import app
from bias.lexicon import load
from bias.outlets import load_outlets
from bias.outlets.directory import Directory
from bias.readers import read
from bias.terminal import visible
from bias.tokens import tokenise

GOOD = "id,outlet,title,text,published\n" + "".join(
    f"{n},{outlet},Bridge opens in Calder,The new bridge was opened on Monday by the mayor.,2024-05-0{n}\n"
    for n, outlet in enumerate(("Harbour Post", "Valley Echo"), start=1)
)
HEAD = """# id: weather-en
# version: 1
# language: en
# match: word
# scale: none
# source: made for a test
# licence: MIT
# author: test
# n_entries: 1
# caveat: none
term\tcategory\tweight\tnote
"""
OUTLETS = "outlet_id,name,founded\n"


def said(*words: str | Path, stdin: bytes = b"") -> str:
    """The one line with which a command ends at fault."""
    ended = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
    assert ended.exit_code == 1
    assert isinstance(ended.exception, SystemExit), ended.exception
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr
    return ended.stderr


def with_row(cells: str) -> bytes:
    return f"{GOOD}{cells}\n".encode()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("open.csv", b'id,"outlet,text\n1,a,b c\n', "opened in the header is not closed"),
        ("header.csv", b"id,outlet,text\n", "nothing but a header"),
        ("deep.json", b'[{"text":' + b"[" * 100_000, "nested too deeply"),
        ("digits.jsonl", b'{"id":' + b"9" * 5000 + b',"text":"one two"}', "a number of too many digits"),
        ("nested.json", b'[{"text": {"body": "one two"}}]', "the text is a list or a record"),
        ("noise.txt", bytes(range(256)) * 40, "no text but bytes of another kind"),
        ("nul.csv", b"\0" * 5000, "no text but bytes of another kind"),
        ("table.csv.gz", b"\x1f\x8b\x08\x00", "the gzip file is damaged"),
        ("table.parquet", b"PAR1 and no more", "no whole Parquet file"),
        ("empty.jsonl", b"{}\n{}", "its columns are: none"),
    ],
)
def test_a_file_at_fault_is_named_with_what_is_wrong(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(content)
    line = said("read", tmp_path / name)
    assert name in line
    assert fault in line


@pytest.mark.parametrize(
    "date",
    ["9999999999999", "9999999999", "99999999999.5", "0000-00-00", "2024-02-30", "9999-12-31", "²024-05-06", "5" * 400],
)
def test_a_date_that_cannot_be_is_left_empty_and_its_row_goes_on(tmp_path: Path, date: str) -> None:
    (tmp_path / "dates.csv").write_bytes(with_row(f"3,Third,Bridge,It was long and grey.,{date}"))
    reading = read([tmp_path / "dates.csv"])
    assert reading.articles.published.isna().tolist() == [False, False, True]
    assert reading.notes.row.tolist() == [4]


def test_parquet_moments_beyond_python_and_unknown_zones_do_not_stop_the_file(tmp_path: Path) -> None:
    columns = {
        "text": pa.array(["The bridge is open.", "It is long."]),
        "date": pa.array([2**62, 1_714_989_600_000_000], pa.timestamp("us", "Mars/Olympus")),
        "seen": pa.array([2**30, -(2**30)], pa.date32()),
    }
    parquet.write_table(pa.table(columns), tmp_path / "odd.parquet")
    published = read([tmp_path / "odd.parquet"]).articles.published
    assert published.isna().tolist() == [True, False]
    assert published[1] == pd.Timestamp("2024-05-06 10:00")


def test_a_file_name_that_is_no_text_can_stand_in_tables(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv")
    Path(path).write_text(GOOD)
    assert read([path]).articles.source.tolist() == ["\ufffd.csv:2", "\ufffd.csv:3"]
    assert len(read([tmp_path]).articles) == 2


@pytest.mark.parametrize("source", ["x" * 5000 + ".csv", "?" * 300, "~nobody-of-that-name/x.csv", "two\nlines.csv"])
def test_a_name_that_no_file_can_have_is_a_fault_of_one_line(source: str) -> None:
    assert visible(source)[:5] in said("read", source)


def test_a_pipe_is_said_to_be_one_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "neither a file nor a folder" in said("read", tmp_path / "pipe.csv")


def test_an_index_may_name_what_no_file_can_be_called(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is open.")
    (tmp_path / "index.csv").write_text(f"file,outlet\n{'x' * 5000},HP\na.txt,HP\n")
    assert read([tmp_path]).articles.outlet_id.tolist() == ["HP"]


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.csv").symlink_to(tmp_path / "self.csv")
    assert len(read([tmp_path]).articles) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may look into every folder")
def test_a_folder_without_permission_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert "Permission denied" in said("read", tmp_path / "shut")


def test_a_json_list_can_be_piped_in() -> None:
    ended = CliRunner().invoke(app, ["read", "-"], input='[ {"text": "one two"}, {"text": "three"} ]')
    assert pd.read_csv(io.StringIO(ended.stdout)).text.tolist() == ["one two", "three"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("bri\x1bdge\tthing\t1\t\n", "line 12: a term needs"),
        ("...\tthing\t1\t\n", "line 12: a term needs"),
        ("bridge\tthing\tnan\t\n", "line 12: the weight nan"),
    ],
)
def test_a_word_list_at_fault_is_named_with_its_line(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "list.tsv").write_text(HEAD + row, encoding="utf-8")
    assert fault in said("lexicons", "check", tmp_path / "list.tsv")


@pytest.mark.parametrize(("old", "new"), [("n_entries: 1", f"n_entries: {'9' * 5000}"), ("weather-en", "../x.y")])
def test_a_word_list_with_a_faulty_head_is_refused(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "list.tsv").write_text(HEAD.replace(old, new) + "bridge\tthing\t1\t\n", encoding="utf-8")
    assert new[:6] in said("lexicons", "check", tmp_path / "list.tsv")


def test_unusual_line_separators_inside_a_note_part_no_lines(tmp_path: Path) -> None:
    (tmp_path / "outlets.csv").write_text("outlet_id,name,owner\nhp,Harbour Post,One\u2028Two\n", encoding="utf-8")
    assert load_outlets(tmp_path / "outlets.csv").set_index("outlet_id").owner["hp"] == "One\u2028Two"
    (tmp_path / "list.tsv").write_text(HEAD + "bridge\tthing\t1\t\n", encoding="utf-8", newline="\r\n")
    assert load(tmp_path / "list.tsv").terms("thing") == ("bridge",)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (f'{OUTLETS}hp,"Harbour Post,1990\nve,Valley Echo,1991\n', "row 2"),
        (f"{OUTLETS}hp,{'x' * 200_000},1990\n", "row 2"),
        (f"{OUTLETS}hp,Harbour Post,١٩٩٩\n", "founded '١٩٩٩' must be a number"),
        ("outlet_id,name,name\nhp,One,Two\n", "'name' stands there twice"),
    ],
)
def test_a_table_of_outlets_at_fault_is_named_with_its_row(tmp_path: Path, table: str, fault: str) -> None:
    (tmp_path / "outlets.csv").write_text(table, encoding="utf-8")
    assert fault in said("outlets", "list", "--outlets", tmp_path / "outlets.csv")


@pytest.mark.parametrize("words", [["-o", "taken.csv"], ["-o", "file/x.csv"], ["-o", "table.xlsx"]])
def test_a_place_where_no_table_can_be_is_said_and_nothing_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "taken.csv").mkdir()
    (tmp_path / "file").touch()
    assert words[1].split("/")[0] in said("read", "good.csv", *words)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "good.csv", "taken.csv"]


@pytest.mark.parametrize("words", [["--out", "good.csv"], ["--format", "docx"], ["--format", " , "]])
def test_a_report_that_cannot_be_written_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(GOOD)
    monkeypatch.setattr("bias.pipeline.Run.compare", lambda *_: pytest.fail("the work was begun"))
    said("compare", "good.csv", *words)
    assert [path.name for path in tmp_path.iterdir()] == ["good.csv"]


def test_formats_may_have_capitals_blanks_and_doubles(tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text(GOOD)
    words = ["compare", tmp_path / "good.csv", "--format", " CSV, csv,", "--out", tmp_path / "out"]
    ended = CliRunner().invoke(app, [str(word) for word in words])
    assert ended.exit_code == 0, ended.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"manifest.json", "tables"}


def test_what_would_steer_a_terminal_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "red\x1b[31m\nblue.csv"
    path.write_bytes(with_row("short,row"))
    ended = CliRunner().invoke(app, ["read", str(path)], color=True)
    assert ended.stderr.startswith(r"red\x1b[31m\nblue.csv, row 4: 2 cells")
    assert len(ended.stderr.splitlines()) == 1
    assert visible("\u202eabc\x07\x85 é") == r"\u202eabc\x07\x85 é"


def test_output_that_nobody_can_take_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_bytes(with_row("3,Third,Bridge," + "It was long and grey. " * 20_000 + ",2024-05-06"))
    bias = [str(Path(sys.executable).with_name("bias")), "read", str(tmp_path / "good.csv")]
    for shell in ('"$@" | head -c 1 >/dev/null', '"$@" >&-'):
        ended = subprocess.run(["sh", "-c", shell, "sh", *bias], capture_output=True, text=True, check=False)
        assert "Traceback" not in ended.stderr
        assert len(ended.stderr.splitlines()) <= 1


def _seconds(of: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    of(text)
    return time.process_time() - begin


@pytest.mark.parametrize("text", ["a > " * 15 + "!", "a>" * 29 + "!", "a» " * 19 + '"'])
def test_a_line_that_is_all_but_a_breadcrumb_costs_no_more_than_another(text: str) -> None:
    assert _seconds(clean_text, f"{text}\n" * 100) < 1


@pytest.mark.parametrize("blank", [" ", "\n", "\t ", " -"])
def test_the_name_of_an_outlet_may_be_mostly_blanks(blank: str) -> None:
    directory = Directory(load_outlets())
    assert _seconds(directory.named, f"Harbour{blank * 50_000}Post") < 1


@pytest.mark.parametrize("text", ['"' * 200_000, "[" * 200_000, "\n" * 200_000, "“" * 200_000, "word " * 40_000])
def test_a_text_of_one_thing_is_read_cleaned_and_tokenised_in_no_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "one.txt").write_text(f"A{text}b", encoding="utf-8")
    assert (
        _seconds(lambda path: tokenise([clean_text(read([path]).articles.text[0]).text]), str(tmp_path / "one.txt")) < 4
    )
