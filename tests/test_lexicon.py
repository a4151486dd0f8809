"""Lexicon files: each fault is told with its file and line, and the embedded lists are whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bias import lexicon
from bias.errors import LexiconError, UnknownNameError
from bias.lexicon import FOLDER, IGNORE, Entry, Lexicon, available, embedded, load

GOOD = """# id: colours-en
# version: 1
# language: en
# match: word
# scale: 0..1
# source: Own list
# licence: MIT
# author: written for this project
# n_entries: 2
# caveat: knows two colours
term\tcategory\tweight\tnote
red\twarm\t0.5\ta note
blue\tcold\t1
"""
Fault = Callable[[str], str]


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "colours.tsv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def replaced(old: str, new: str) -> Fault:
    assert GOOD.count(old) == 1
    return lambda text: text.replace(old, new)


def test_a_good_file_gives_its_head_and_entries(tmp_path: Path) -> None:
    colours = load(written(tmp_path, GOOD))
    assert (colours.id, colours.scale, colours.caveat) == ("colours-en", "0..1", "knows two colours")
    assert colours.entries == (Entry("red", "warm", 0.5, "a note"), Entry("blue", "cold", 1.0, ""))
    assert colours.categories == ("cold", "warm")
    assert colours.terms("warm") == ("red",)


@pytest.mark.parametrize(
    ("fault", "line", "says"),
    [
        pytest.param(replaced("blue\tcold\t1", "blue cold 1"), 13, "with tabs between", id="no tabs"),
        pytest.param(replaced("blue\tcold\t1", "blue\tcold"), 13, "needs term, category, weight", id="too few cells"),
        pytest.param(replaced("blue\tcold\t1", "blue\tcold\t1\t\tx"), 13, "needs term", id="too many cells"),
        pytest.param(replaced("blue\tcold", " \tcold"), 13, "needs term, category", id="no term"),
        pytest.param(replaced("blue\tcold", "blue\t"), 13, "needs term, category", id="no category"),
        pytest.param(replaced("blue\tcold\t1", "blue\tcold\thigh"), 13, "'high' is not a number", id="weight in words"),
        pytest.param(
            replaced("blue\tcold\t1", "blue\tcold\t1.5"), 13, "outside the scale, 0 to 1", id="weight too great"
        ),
        pytest.param(replaced("blue\tcold\t1", "blue\tcold\tnan"), 13, "outside the scale", id="weight that is none"),
        pytest.param(replaced("blue\tcold", "red\tcold"), 13, "stands in an earlier line too", id="term twice"),
        pytest.param(
            replaced("blue\tcold", "RED\tcold"), 13, "stands in an earlier line too", id="term twice, in capitals"
        ),
        pytest.param(replaced("term\tcategory", "word\tcategory"), 11, "a row of term, category", id="other columns"),
        pytest.param(lambda text: text[: text.index("term\t")], 11, "a row of term, category", id="head alone"),
    ],
)
def test_a_fault_in_a_line_names_file_line_and_remedy(tmp_path: Path, fault: Fault, line: int, says: str) -> None:
    path = written(tmp_path, fault(GOOD))
    with pytest.raises(LexiconError, match=re.escape(says)) as raised:
        load(path)
    assert str(raised.value).startswith(f"{path}, line {line}: ")


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        pytest.param(
            replaced("match: word", "match: regex"), "match is 'regex'; it may be word, phrase, stem", id="match"
        ),
        pytest.param(replaced("0..1", "0..9"), "scale is '0..9'; it may be none, 0..1, -1..1", id="scale"),
        pytest.param(replaced("n_entries: 2", "n_entries: two"), "it must be a whole number", id="n_entries in words"),
        pytest.param(replaced("n_entries: 2", "n_entries: 3"), "says n_entries: 3, it has 2", id="another n_entries"),
        pytest.param(replaced("version: 1", "version:"), "lacks '# version: …'", id="empty fact"),
        pytest.param(lambda text: "", "lacks '# id: …'", id="empty file"),
        pytest.param(lambda text: text.replace("# ", ""), "lacks '# id: …'", id="head without #"),
    ],
)
def test_a_fault_in_the_head_names_file_and_remedy(tmp_path: Path, fault: Fault, says: str) -> None:
    path = written(tmp_path, fault(GOOD))
    with pytest.raises(LexiconError, match=re.escape(says)) as raised:
        load(path)
    assert str(raised.value).startswith(f"{path}: ")


@pytest.mark.parametrize("fact", re.findall(r"^# (\w+):", GOOD, re.MULTILINE))
def test_every_fact_of_the_head_is_needed(tmp_path: Path, fact: str) -> None:
    path = written(tmp_path, re.sub(rf"# {fact}:.*\n", "", GOOD))
    with pytest.raises(LexiconError, match=re.escape(f"its head lacks '# {fact}: …'; it needs id, version")):
        load(path)


def test_an_absent_file_a_folder_and_another_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"absent\.tsv: cannot be read \(No such file"):
        load(tmp_path / "absent.tsv")
    with pytest.raises(LexiconError, match="cannot be read"):
        load(tmp_path)
    with pytest.raises(LexiconError, match="save it as UTF-8"):
        load(written(tmp_path, GOOD.replace("red", "röd").encode("latin-1")))


@pytest.mark.parametrize(
    "variant",
    [
        pytest.param(GOOD.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(GOOD.replace("blue", "\n\nblue").encode(), id="blank lines"),
        pytest.param(GOOD.rstrip("\n").encode(), id="no line end at the end"),
        pytest.param(GOOD.replace("# id", "#id").encode(), id="no space behind #"),
    ],
)
def test_what_editors_do_to_a_file_changes_nothing(tmp_path: Path, variant: bytes) -> None:
    assert load(written(tmp_path, variant)) == load(written(tmp_path, GOOD))


def as_file(entries: list[Entry], scale: str) -> str:
    head = GOOD[: GOOD.index("term\t")].replace("0..1", scale).replace("n_entries: 2", f"n_entries: {len(entries)}")
    rows = [f"{entry.term}\t{entry.category}\t{entry.weight!r}\t{entry.note}" for entry in entries]
    return "\n".join([head + "term\tcategory\tweight\tnote", *rows]) + "\n"


cells = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=8)
terms = cells.filter(lambda term: any(map(str.isalnum, term)))
lists = st.lists(
    st.builds(Entry, terms, cells, st.floats(-1, 1), cells), max_size=8, unique_by=lambda entry: entry.term
)


@settings(deadline=None)
@given(lists)
def test_entries_written_to_a_file_are_the_entries_read(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    path = written(tmp_path_factory.mktemp("lexicon"), as_file(entries, "-1..1"))
    assert list(load(path).entries) == entries


@pytest.fixture(params=available())
def shipped(request: pytest.FixtureRequest) -> Lexicon:
    return embedded(request.param)


def test_an_embedded_list_is_called_as_its_file(shipped: Lexicon) -> None:
    assert load(FOLDER / f"{shipped.id}.tsv") == shipped


def test_an_embedded_list_has_entries_and_a_head_that_tells_its_source_and_faults(shipped: Lexicon) -> None:
    assert len(shipped.entries) >= 10
    assert shipped.id.endswith(f"-{shipped.language}")
    assert re.fullmatch(r"\d{4}-\d{2}", shipped.version)
    assert shipped.licence == "MIT"
    assert len(shipped.source) >= 40
    assert len(shipped.caveat) >= 40


def test_terms_of_an_embedded_list_are_trimmed_and_counted_in_one_category(shipped: Lexicon) -> None:
    terms = [entry.term for entry in shipped.entries]
    assert len({term.casefold() for term in terms}) == len(terms)
    assert all(term == " ".join(term.split()) for term in terms)
    assert IGNORE not in shipped.categories
    assert all(shipped.terms(category) for category in shipped.categories)


def test_a_single_word_list_holds_single_words(shipped: Lexicon) -> None:
    if shipped.match == "word":
        assert all(" " not in entry.term for entry in shipped.entries)


def test_the_folder_s_readme_tells_of_every_list(shipped: Lexicon) -> None:
    assert shipped.id in (FOLDER / "README.md").read_text("utf-8")


def test_an_unknown_list_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'hedges-en'"):
        embedded("hedge-en")


def test_an_embedded_list_is_read_once() -> None:
    assert lexicon.embedded("hedges-en") is lexicon.embedded("hedges-en")
