"""The PDF is tagged, holds its text as text, and takes markup in a headline for what it is: letters."""

import io
import re
from dataclasses import replace

import pandas as pd
import pytest
from pypdf import PdfReader

from bias.report.charts.registry import chart
from bias.report.figures import drawn
from bias.report.pdf import pdf, runs
from bias.report.summary.sections import Grid, Section
from bias.report.summary.whole import whole

Tables = dict[str, pd.DataFrame]
HOSTILE = (
    '=SUM(A1:A9) #import "x.typ" <script>alert(1)</script> $x$ \\u{41} *b* _i_ @ref // no /* no */ ``` [[ ]] {{ x }}'
)
PERSIAN, UKRAINIAN = "خبرگزاری نمونه", "Вечірня правда міста"


def _with_title(tables: Tables, title: str) -> Tables:
    articles = tables["articles"].copy()
    articles["title"] = title
    articles["text"] = [f"{title}\n\n{text}" for text in articles["text"]]
    return {**tables, "articles": articles, "evidence": tables["evidence"].head(0)}


def _words(document: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(document)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


@pytest.fixture(scope="module")
def document(made) -> bytes:
    tables = made(6, 12)
    figures = [drawn(chart(name), tables) for name in ("coverage", "speakers")]
    rest = [drawn(chart(name), {t: frame.head(0) for t, frame in tables.items()}) for name in
            ("contrasts", "evaluation", "heatmap", "keyness", "naming", "stances")]  # fmt: skip
    return pdf(whole(tables, ["a remark #strong"], {"version": "1", "seed": 3}), [*figures, *rest])


def _nothing_drawn(tables: Tables) -> list:
    empty = {name: frame.head(0) for name, frame in tables.items()}
    names = ("contrasts", "coverage", "evaluation", "heatmap", "keyness", "naming", "speakers", "stances")
    return [drawn(chart(name), empty) for name in names]


def test_the_pdf_is_tagged_in_a_language_with_a_title_and_an_outline(document: bytes) -> None:
    reader = PdfReader(io.BytesIO(document))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "How the same events are framed"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    assert len(reader.outline) >= 12


def test_every_figure_has_alternative_text(document: bytes) -> None:
    reader = PdfReader(io.BytesIO(document))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    figures = [it for it in objects if isinstance(it, dict) and it.get("/S") == "/Figure"]
    assert len(figures) == 2
    assert all("Who reported which event" in it["/Alt"] or "Whose words are quoted" in it["/Alt"] for it in figures)


def test_all_fonts_are_embedded(document: bytes) -> None:
    reader = PdfReader(io.BytesIO(document))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    fonts = [it for it in objects if isinstance(it, dict) and it.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)


def test_cyrillic_and_persian_names_can_be_searched(document: bytes) -> None:
    words = _words(document)
    assert UKRAINIAN in words
    assert set(PERSIAN.split()) <= set(words.split())


def test_the_first_page_answers_and_disclaims(document: bytes) -> None:
    first = re.sub(r"\s+", " ", PdfReader(io.BytesIO(document)).pages[0].extract_text())
    for text in ("Who?", "Which events?", "What differs?", "How sure?", "gives no outlet a score of bias", "#strong"):
        assert text in first


@pytest.mark.parametrize(
    "title", [HOSTILE, "word " * 80, "x" * 400, "\u200fسلام\u200b\u202e\u2066abc", "新华社 🙂 \x07", ""]
)
def test_a_hostile_headline_changes_nothing_but_itself(title: str, made) -> None:
    tables = made(2, 3)
    document = pdf(whole(_with_title(tables, title), [title], {"title": title}), _nothing_drawn(tables))
    if title == HOSTILE:
        assert HOSTILE.replace(" ", "") in _words(document).replace(" ", "")


def test_the_same_report_gives_the_same_bytes(made) -> None:
    tables = made(2, 3)
    report, figures = whole(tables, [], {}), _nothing_drawn(tables)
    assert pdf(report, figures) == pdf(report, figures)


def test_a_page_break_leaves_no_row_of_a_table_alone(made) -> None:
    report, figures = whole(made(2, 3), [], {}), _nothing_drawn(made(2, 3))
    for n_rows in (9, 44, 45, 46):
        rows = tuple((f"headofrow{row:02}", "x") for row in range(n_rows))
        section = Section("a", "A", grids=(Grid("A table", ("One", "Two"), rows, "ll", (1, 0)),))
        document = pdf(replace(report, sections=(section,)), figures)
        found = [len(re.findall("headofrow", page.extract_text())) for page in PdfReader(io.BytesIO(document)).pages]
        assert sum(found) == n_rows
        assert min(n for n in found if n) >= 3


def test_rows_that_share_their_head_are_grouped_where_they_stand_together() -> None:
    assert runs(["war", "war", "troops", "troops", "troops"]) == [2, 3]
    assert runs(["war", "troops", "war", "troops"]) == [1, 1, 1, 1]
    assert runs(["e1", "e2", "e2"]) == [1, 1, 1]
    assert runs([]) == []


def test_an_empty_run_says_why_it_shows_nothing(no_rows: Tables) -> None:
    words = _words(pdf(whole(no_rows, [], {}), _nothing_drawn(no_rows)))
    reasons = "No article was read", "No events were found", "No outlet could be compared", "No quotation was found"
    assert all(reason in words for reason in (*reasons, "Not enough data to train and judge a classifier"))
