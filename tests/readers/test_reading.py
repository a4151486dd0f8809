"""Sources to the articles table."""

import gzip
import io
import json
import sys
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pandas as pd
import pytest

from bias import schema
from bias.errors import InputError
from bias.readers import ColumnMap, Reading, read

DATA = Path(__file__).parents[3] / "shared" / "data"
ROWS = [
    {"id": "n1", "source": "NORTAG", "headline": "Talks end", "body": "They met.", "date": "2021-03-02", "event": "e1"},
    {"id": "n2", "source": "Crossline", "headline": "Talks fail", "body": "", "date": "2 March 2021", "event": "e1"},
]

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data sets are not beside the checkout")


def write(path: Path, kind: str) -> Path:
    frame = pd.DataFrame(ROWS)
    if kind == "parquet":
        frame.to_parquet(path / "march.parquet")
    elif kind == "jsonl":
        frame.to_json(path / "march.jsonl", orient="records", lines=True)
    elif kind == "json":
        frame.to_json(path / "march.json", orient="records")
    else:
        frame.to_csv(path / f"march.{kind}", index=False, sep="\t" if kind == "tsv" else ";")
    return path / f"march.{kind}"


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "json", "parquet"])
@pytest.mark.parametrize("packed", [False, True])
def test_every_kind_of_table_gives_the_same_articles(tmp_path: Path, kind: str, packed: bool) -> None:
    path = write(tmp_path, kind)
    if packed:
        packed_path = path.with_name(path.name + ".gz")
        packed_path.write_bytes(gzip.compress(path.read_bytes()))
        path = packed_path
    articles = read([path]).articles
    assert articles["article_id"].tolist() == ["n1", "n2"]
    assert articles["outlet_id"].tolist() == ["NORTAG", "Crossline"]
    assert articles["text"].tolist() == ["They met.", "Talks fail"]
    assert articles["title"].tolist() == ["Talks end", "Talks fail"]
    assert articles["event_hint"].tolist() == ["e1", "e1"]
    assert articles["published"].tolist() == [pd.Timestamp("2021-03-02")] * 2
    assert articles["source"].str.startswith(f"{path.name}:").all()


def test_the_table_keeps_the_contract_of_the_schema(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two words, “and” três: слово.")
    articles = read([tmp_path / "a.txt"]).articles
    schema.check(articles, "articles")
    row = articles.loc[0]
    assert row["sha256"] == sha256(row["text"].encode()).hexdigest()
    assert row["n_words"] == 5
    assert row["language"] == "und"
    assert row[["outlet_id", "title", "published", "url", "event_hint"]].isna().all()
    assert articles["published"].dtype == "datetime64[ns]"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_do_not_change_an_article(tmp_path: Path, codec: str, end: str) -> None:
    text = "Міст зачинено з самого ранку.\nОб'їзд є."
    (tmp_path / "a.txt").write_bytes(text.replace("\n", end).encode(codec))
    article = read([tmp_path / "a.txt"]).articles.loc[0]
    assert (article["text"], article["sha256"]) == (text, sha256(text.encode()).hexdigest())


def test_nul_bytes_and_half_characters_in_json_are_mended(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one\\u0000 \\ud83d two \\ud83d\\ude00"}')
    assert read([tmp_path / "a.jsonl"]).articles.loc[0, "text"] == "one \ufffd two 😀"


def test_a_row_without_text_and_title_is_left_out_and_listed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('title,text\nTalks,They met.\n ,"\n"\n,They met again.\n')
    reading = read([tmp_path / "a.csv"])
    assert reading.articles["article_id"].tolist() == ["a-2", "a-4"]
    assert reading.skipped.to_numpy().tolist() == [["a.csv", 3, "neither a text nor a title"]]


def test_damaged_rows_and_files_are_listed_and_the_good_ones_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n{"text": \n{"text": "Two."}\n{"text": ["a", "list"]}\n')
    (tmp_path / "b.csv").write_text("colour,size\nred,1\n")
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(b"They met." * 99)[:-12])
    (tmp_path / "e.parquet").write_bytes(b"PAR1 no more")
    (tmp_path / "f.txt").write_text(" \n")
    (tmp_path / "g.csv").write_text("title,text\n")
    reading = read([tmp_path])
    assert reading.articles["text"].tolist() == ["One.", "Two."]
    folder = tmp_path.name
    listed = {(row.source, row.row): row.problem for row in reading.skipped.itertuples()}
    assert "this line is no JSON" in listed[f"{folder}/a.jsonl", 2]
    assert "the text is a list or a record" in listed[f"{folder}/a.jsonl", 4]
    assert "its columns are: colour, size" in listed[f"{folder}/b.csv", 0]
    assert "a PDF file" in listed[f"{folder}/c.txt", 0]
    assert "gzip file is damaged" in listed[f"{folder}/d.txt.gz", 0]
    assert "no whole Parquet file" in listed[f"{folder}/e.parquet", 0]
    assert listed[f"{folder}/f.txt", 0] == "neither a text nor a title"
    assert listed[f"{folder}/g.csv", 0] == "there is nothing in it, or nothing but a header"
    assert len(listed) == 8


def test_where_nothing_can_be_read_the_error_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": \n{"text": ""}\n')
    with pytest.raises(InputError, match=r"no article could be read .*a\.jsonl, row 1: this line is no JSON.*1 more"):
        read([tmp_path / "a.jsonl"])


def test_ids_that_are_taken_get_a_number_and_a_note(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talks.txt").write_text(f"Talks {folder}.")
    (tmp_path / "z.csv").write_text("id,text\ntalks,A.\ntalks-2,B.\n")
    reading = read([tmp_path])
    assert reading.articles["article_id"].tolist() == ["talks", "talks-3", "talks-4", "talks-2"]
    assert reading.notes["problem"].tolist() == [
        "the id 'talks' is taken, the article is called 'talks-3'",
        "the id 'talks' is taken, the article is called 'talks-4'",
    ]


def test_a_title_that_stands_for_a_text_without_a_column_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Headline,Prose\nBridge opens,It opened.\n")
    reading = read([tmp_path / "a.csv"])
    assert reading.articles["text"].tolist() == ["Bridge opens"]
    problem = reading.notes.loc[0, "problem"]
    assert problem.startswith("no column for the text was found, so 'Headline' is read as the text")
    assert "its columns are: Headline, Prose" in problem


def test_a_date_that_cannot_be_read_leaves_the_row_and_one_note_for_its_source(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,date\nA.,soon\nB.,2021-03-02\nC.,later\nD.,\n")
    reading = read([tmp_path / "a.csv"])
    assert reading.articles["published"].notna().tolist() == [False, True, False, False]
    assert reading.skipped.empty
    assert reading.notes[["source", "row"]].to_numpy().tolist() == [["a.csv", 2]]
    assert reading.notes.loc[0, "problem"].startswith("2 dates left empty, the first is 'soon'")


def test_languages_are_codes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,lang\nA.,en-GB\nB.,Ukrainian\nC.,\nD.,Mixed tongue\n")
    assert read([tmp_path / "a.csv"]).articles["language"].tolist() == ["en", "uk", "und", "und"]


def test_named_columns_go_before_guessed_ones_and_are_used_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,headline,paper,source\nWrong.,Right,NORTAG,feed\n")
    article = read([tmp_path / "a.csv"], ColumnMap(text="Headline", outlet="paper")).articles.loc[0]
    assert (article["text"], article["outlet_id"]) == ("Right", "NORTAG")
    assert pd.isna(article["title"])


@pytest.mark.parametrize("kind", ["text", "outlet", "date", "event", "id", "title", "url", "language"])
def test_a_named_column_that_is_missing_is_an_error_that_lists_the_columns(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.csv").write_text("text,paper\nA.,NORTAG\n")
    with pytest.raises(InputError, match=rf"a\.csv: no column 'gone' for the {kind}; its columns are: text, paper"):
        read([tmp_path / "a.csv"], ColumnMap(**{kind: "gone"}))


def test_column_names_do_not_apply_to_plain_text_but_do_to_its_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    (tmp_path / "index.csv").write_text("file,paper\na.txt,NORTAG\n")
    article = read([tmp_path], ColumnMap(text="body", outlet="paper")).articles.loc[0]
    assert (article["text"], article["outlet_id"]) == ("They met.", "NORTAG")
    with pytest.raises(InputError, match=r"index\.csv: no column 'gone'"):
        read([tmp_path], ColumnMap(outlet="gone"))
    assert len(read([tmp_path / "a.txt"], ColumnMap(outlet="gone")).articles) == 1


@pytest.mark.parametrize(
    ("piped", "expected"),
    [
        (b'  {"id": "n1", "text": "They met."}\n{"text": "They parted."}', ["n1", "stdin-2"]),
        ("They met.\n\n{not json}".encode("utf-16"), ["stdin"]),
        (gzip.compress(b"They met."), ["stdin"]),
    ],
)
def test_standard_input_is_json_lines_or_one_article(
    monkeypatch: pytest.MonkeyPatch, piped: bytes, expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
    assert read(["-"]).articles["article_id"].tolist() == expected


def test_numbers_and_missing_values_in_cells_are_what_a_person_would_write(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": [7.0, None], "text": ["A.", "B."], "published": pd.to_datetime(["2021-03-02", None])})
    frame.to_parquet(tmp_path / "a.parquet")
    articles = read([tmp_path / "a.parquet"]).articles
    assert articles["article_id"].tolist() == ["7", "a-3"]
    assert articles["published"].notna().tolist() == [True, False]


@needs_data
def test_the_five_seeds_are_read_with_their_index() -> None:
    reading = read([DATA / "seeds"])
    assert reading.articles["outlet_id"].tolist() == ["tass", "ukrainska-pravda", "telesur", "borna", "rt"]
    assert reading.articles["published"].notna().all()
    assert reading.skipped.empty
    assert reading.notes.empty


@needs_data
@pytest.mark.parametrize(
    ("name", "n", "filled"),
    [
        ("headlines/rt_tass_sputnik.csv.gz", 30917, ["outlet_id", "title", "published", "url"]),
        ("babe/babe.csv", 2433, ["outlet_id"]),
        ("basil/basil.jsonl", 150, ["outlet_id", "title", "published", "url", "event_hint"]),
        ("ukraine_fulltext/articles.jsonl", 467, ["published"]),
    ],
)
def test_public_data_sets_are_read_whole_by_guessing_their_columns(name: str, n: int, filled: list[str]) -> None:
    reading = read([DATA / name])
    assert len(reading.articles) == n
    assert reading.skipped.empty
    assert reading.articles[filled].notna().all(axis=None)


@needs_data
def test_fifteen_thousand_rows_are_read_in_seconds_and_a_missing_teaser_is_no_missing_article() -> None:
    start = perf_counter()
    reading = read([DATA / "ruwa" / "ruwa.csv.gz"])
    seconds = perf_counter() - start
    articles = reading.articles
    assert len(articles) == 14996
    assert reading.skipped.empty
    assert articles["published"].notna().all()
    assert (articles["text"] == articles["title"]).sum() >= 2338
    assert articles["outlet_id"].nunique() == 9
    assert seconds < 5  # 0.6 s alone on an ordinary machine


def test_the_same_sources_give_the_same_table(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"{n}.json").write_text(json.dumps({"text": f"Article {n}."}))

    def once() -> Reading:
        return read([tmp_path])

    pd.testing.assert_frame_equal(once().articles, once().articles)
