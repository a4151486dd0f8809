"""What a user types, to files."""

from pathlib import Path

import pytest

from bias.errors import InputError
from bias.readers import Reading, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden.txt", ".git/d.txt", "README.md", "notes.docx"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.")
    return root


def ids(reading: Reading) -> list[str]:
    return reading.articles["article_id"].tolist()


def test_a_folder_is_read_to_its_depths_without_hidden_files_and_says_what_it_left(folder: Path) -> None:
    reading = read([folder])
    assert ids(reading) == ["a", "b", "c"]
    assert reading.articles["source"].tolist() == ["news/a.txt", "news/b.txt", "news/deep/c.txt"]
    assert reading.notes["problem"].tolist() == ["files left alone: 1 × .docx, 1 × .md"]


def test_an_index_gives_files_their_outlet_date_and_title(folder: Path) -> None:
    (folder / "index.csv").write_text(
        "file,outlet,published,title,id\na.txt,NORTAG,2021-03-02,Talks,x1\n"
        "b.txt,Crossline,2 March 2021,,\ndeep/c.txt,RT,2021-03-02,,\n"
    )
    articles = read([folder]).articles
    assert articles["article_id"].tolist() == ["x1", "b", "c"]
    assert articles["outlet_id"].tolist() == ["NORTAG", "Crossline", "RT"]
    assert articles["published"].dt.day.tolist() == [2, 2, 2]
    assert articles["title"].isna().tolist() == [False, True, True]


def test_a_file_beside_listed_ones_is_read_though_nobody_listed_it(folder: Path) -> None:
    (folder / "index.csv").write_text("file,outlet\na.txt,NORTAG\n")
    reading = read([folder])
    assert ids(reading) == ["a", "b", "c"]
    assert reading.articles["outlet_id"].isna().tolist() == [False, True, True]
    assert reading.notes.loc[0, "problem"] == "not listed in news/index.csv: read without what that would say"


def test_tables_beside_indexed_articles_are_not_taken_for_articles(folder: Path) -> None:
    (folder / "index.csv").write_text("file,outlet\na.txt,NORTAG\nb.txt,NORTAG\ndeep/c.txt,NORTAG\n")
    (folder / "truth.jsonl").write_text('{"text": "A quotation."}\n')
    reading = read([folder.parent])
    assert ids(reading) == ["a", "b", "c"]
    assert reading.notes["problem"].tolist() == ["files left alone: 1 × .docx, 1 × .jsonl, 1 × .md"]


@pytest.mark.parametrize("name", ["gone.txt", "../outside.txt", ""])
def test_an_index_row_without_a_file_in_the_folder_is_listed(folder: Path, name: str) -> None:
    (folder.parent / "outside.txt").write_text("Not in the folder.")
    (folder / "index.csv").write_text(f"file,outlet\na.txt,NORTAG\n{name},Crossline\n")
    skipped = read([folder]).skipped
    assert skipped.to_numpy().tolist() == [["news/index.csv", 3, f"the file {name!r} is not in this folder"]]


def test_an_index_may_describe_tables_and_a_row_of_theirs_goes_first(folder: Path) -> None:
    (folder / "march.jsonl").write_text('{"text": "One."}\n{"text": "Two.", "outlet": "Crossline"}\n')
    (folder / "index.csv").write_text("file,outlet\nmarch.jsonl,NORTAG\n")
    assert read([folder]).articles["outlet_id"].tolist() == ["NORTAG", "Crossline"]


def test_a_table_called_index_that_names_no_files_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "index.csv").write_text("title,text\nTalks,They met.\n")
    assert ids(read([tmp_path])) == ["index-2"]


def test_a_pattern_finds_files_and_each_file_is_read_once(folder: Path) -> None:
    assert ids(read([str(folder / "**" / "*.txt"), folder / "a.txt", folder])) == ["a", "b", "c"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "talks[1].txt").write_text("They met.")
    assert ids(read([str(tmp_path / "talks[1].txt")])) == ["talks[1]"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("gone.txt", "there is no such file or folder"),
        ("gone/*.txt", "no file that can be read fits this pattern"),
        ("empty", "no file in this folder can be read"),
    ],
)
def test_what_is_not_there_is_an_error_that_names_it(tmp_path: Path, given: str, problem: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=problem) as caught:
        read([tmp_path / given])
    assert given in str(caught.value)


def test_no_sources_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no sources were given"):
        read([])
