"""The command line as others script against it: exit codes, one clear line for each error, whole files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

BIAS = str(Path(sys.executable).with_name("bias"))
BARE = "import typer\napp = typer.Typer()\n@app.command()\ndef main(name: str) -> None: ...\napp()\n"


def bias(*words: str, stdin: str | bytes = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    given = stdin.encode() if isinstance(stdin, str) else stdin
    ended = subprocess.run([BIAS, *words], input=given, capture_output=True, check=False, cwd=cwd, timeout=240)
    return subprocess.CompletedProcess(ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode())


TWO = "\n".join(
    json.dumps({"id": name, "outlet": name, "title": f"Bridge opened in Calder, {name} says", "text": text * 4})
    for name, text in {
        "Harbour Post": "The new bridge was opened on Monday, the mayor said. It cost far too much, critics claimed. ",
        "Valley Echo": "The mayor opened the splendid new bridge on Monday. “It is a great day,” he said. ",
    }.items()
)


def test_table_prints_csv_from_standard_input() -> None:
    ended = bias("table", "articles", "-", stdin=TWO)
    assert ended.returncode == 0, ended.stderr
    assert pd.read_csv(io.StringIO(ended.stdout)).outlet_id.tolist() == ["harbour-post", "valley-echo"]


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_table_writes_each_kind_of_file_with_the_same_rows(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"voices{ending}"
    ended = bias("table", "voices", "-", "-o", str(path), stdin=TWO)
    assert ended.returncode == 0, ended.stderr
    read = {".csv": pd.read_csv, ".jsonl": lambda file: pd.read_json(file, lines=True), ".parquet": pd.read_parquet}
    assert read[ending](path).text.str.contains("It is a great day").sum() == 4
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["table", "event", "-"], "no table is called 'event'; did you mean 'events'?"),
        (["table", "articles", "missing.csv"], "missing.csv"),
        (["table", "articles", "-", "--text-column", "body"], "body"),
        (["table", "articles", "-", "-o", "table.xlsx"], "end the name with one of these"),
        (["lexicons", "show", "hedge-en"], "did you mean 'hedges-en'?"),
        (["lexicons", "check", "missing.tsv"], "missing.tsv"),
        (["outlets", "show", "the daily nothing"], "the daily nothing"),
        (["compare", "-", "--format", "docx"], "docx"),
        (["table", "events", "-", "--events", "missing.csv"], "missing.csv"),
    ],
)
def test_an_input_at_fault_ends_with_1_and_one_line_that_says_what_to_do(
    words: list[str], said: str, tmp_path: Path
) -> None:
    ended = bias(*words, stdin=TWO, cwd=tmp_path)
    assert ended.returncode == 1, ended.stderr
    assert said in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert ended.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_wrong_usage_ends_with_2() -> None:
    assert bias("table").returncode == 2
    assert bias("compare", "--nothing").returncode == 2


def test_read_gives_the_raw_text_and_says_what_it_left_out() -> None:
    ended = bias("read", "-", stdin=TWO + '\n{"title": "cut off')
    assert ended.returncode == 0
    assert len(pd.read_csv(io.StringIO(ended.stdout))) == 2
    assert "row 3" in ended.stderr


def test_own_lists_and_outlets_are_used(tmp_path: Path) -> None:
    head = "# id: weather-en\n# version: 1\n# language: en\n# match: word\n# scale: none\n# source: made for a test\n"
    head += "# licence: MIT\n# author: test\n# n_entries: 1\n# caveat: none\nterm\tcategory\tweight\tnote\n"
    (tmp_path / "weather.tsv").write_text(head + "bridge\tthing\t1\t\n", encoding="utf-8")
    (tmp_path / "outlets.csv").write_text("outlet_id,name,country\nhp,Harbour Post,Calder\n", encoding="utf-8")
    features = bias("table", "features", "-", "--lexicon", str(tmp_path / "weather.tsv"), stdin=TWO)
    assert "weather-en.all_own" in features.stdout.splitlines()[0]
    outlets = bias("table", "outlets", "-", "--outlets", str(tmp_path / "outlets.csv"), stdin=TWO)
    assert "hp,Harbour Post,Calder" in outlets.stdout


def test_events_are_written_to_be_corrected_and_the_corrections_are_honoured(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    assert bias("events", "-", "-o", str(file), stdin=TWO).returncode == 0
    found = pd.read_csv(file)
    assert len(set(found.event)) == 1
    found.assign(event=["bridge", "ceremony"]).to_csv(file, index=False)
    ended = bias("table", "events", "-", "--events", str(file), stdin=TWO)
    table = pd.read_csv(io.StringIO(ended.stdout))
    assert table.event_id.tolist() == ["bridge", "ceremony"]
    assert set(table.method) == {"as corrected"}
    assert pd.read_csv(io.StringIO(bias("events", "-", "--events", str(file), stdin=TWO).stdout)).equals(
        pd.read_csv(file)
    )


def test_keyness_counts_quoted_words_too_where_that_is_asked() -> None:
    own = pd.read_csv(io.StringIO(bias("table", "keyness").stdout))
    every = pd.read_csv(io.StringIO(bias("table", "keyness", "--words", "all").stdout))
    assert (set(own.voice), set(every.voice)) == ({"own"}, {"all"})
    both = own.merge(every, on=["outlet_id", "term"])
    assert (both.n_target_y >= both.n_target_x).all()
    assert (both.n_target_y > both.n_target_x).any()


def test_a_copied_text_counts_once_unless_each_is_asked_for() -> None:
    once = pd.read_csv(io.StringIO(bias("table", "contrasts").stdout))
    each = pd.read_csv(io.StringIO(bias("table", "contrasts", "--copies", "each").stdout))
    copied = pd.read_csv(io.StringIO(bias("table", "copies").stdout))
    events = [rows[rows.event_id.notna()].groupby("outlet_id").event_id.nunique() for rows in (once, each)]
    assert (events[1] - events[0]).loc[lambda more: more > 0].to_dict() == copied.outlet_id.value_counts().to_dict()


def test_doctor_finds_everything() -> None:
    ended = bias("doctor")
    assert ended.returncode == 0
    assert "All is well." in ended.stdout


def test_help_loads_no_heavy_package() -> None:
    heavy = ("pandas", "sklearn", "numpy", "nltk", "matplotlib")
    code = "import sys\nfrom bias.cli import app\ntry: app(['--help'])\nexcept SystemExit: pass\n"
    code += f"print([name for name in {heavy} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip().endswith("[]")


def test_help_takes_at_most_1_3_times_that_of_a_bare_program(tmp_path: Path) -> None:
    bare = tmp_path / "bare.py"
    bare.write_text(BARE, encoding="utf-8")

    def seconds(command: list[str]) -> float:
        begin = time.perf_counter()
        subprocess.run([*command, "--help"], capture_output=True, check=True)
        return time.perf_counter() - begin

    ratio = best_ratio(lambda: seconds([BIAS]), lambda: seconds([sys.executable, str(bare)]))
    assert ratio <= 1.3


def best_ratio(of: Callable[[], float], to: Callable[[], float], rounds: int = 12) -> float:
    """Ratio of the least times, taken in turn: what noise adds is left out of both."""
    pairs = [(of(), to()) for _ in range(rounds)]
    return min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)
