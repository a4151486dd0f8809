"""The page is whole, safe, small, the same each time, and says plainly what it cannot show."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bias.report.html import html, island
from bias.report.page.grid import track
from bias.report.page.marks import Span, paragraphs, segments
from bias.report.page.reader import MOST_LETTERS, reader
from bias.report.summary.whole import whole
from bias.report.writer import write

Tables = dict[str, pd.DataFrame]
VOID = {"meta", "link", "br", "input", "use", "circle", "rect", "path", "img", "hr"}
HOSTILE = (
    "<script>alert(1)</script>", "</style><b>", "</script><img src=x onerror=alert(1)>", "{{7*7}} {% for %}",
    "\u202eright to left\u2066",
    "=HYPERLINK(\"x\")", "javascript:alert(1)", "\x00\x1b[31m\u200bzero", "' onmouseover='alert(1)", "<!-- -->]]>",
)  # fmt: skip


class Page(HTMLParser):
    """The elements of a page with their attributes, its text, and the text of its scripts."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        (self.scripts if inside in {"script", "style"} else self.texts).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    @property
    def data(self) -> dict[str, object]:
        return json.loads(next(text for text in self.scripts if text.startswith('{"groups"')))


def page_of(tables: Tables, notes: tuple[str, ...] = ()) -> bytes:
    return html(whole(tables, notes, {"bias": "0.1.0"}), tables)


@pytest.fixture(scope="module")
def page(made: Callable[[int, int], Tables]) -> Page:
    return Page(page_of(made(6, 12), ("A note of the run.",)))


@pytest.fixture
def hostile(made: Callable[[int, int], Tables]) -> Tables:
    """Tables whose every free text is hostile."""
    tables = made(3, 4)
    articles, outlets = tables["articles"].copy(), tables["outlets"].copy()
    articles["title"] = [HOSTILE[i % len(HOSTILE)] for i in range(len(articles))]
    articles["text"] = [f"{title}\n\n{' '.join(HOSTILE)}" for title in articles["title"]]
    outlets["name"] = HOSTILE[: len(outlets)]
    outlets["owner"] = HOSTILE[3 : 3 + len(outlets)]
    keyness = tables["keyness"].copy()
    keyness["term"] = [f"{HOSTILE[i % len(HOSTILE)]}{i}" for i in range(len(keyness))]
    evidence = tables["evidence"].drop_duplicates(["article_id", "feature"]).assign(start=0, end=12)
    return tables | {"articles": articles, "outlets": outlets, "keyness": keyness, "evidence": evidence}


def test_every_element_is_closed_and_every_id_stands_once(page: Page) -> None:
    ids = page.values("id")
    assert page.open == []
    assert len(ids) == len(set(ids))


def test_every_link_label_and_reference_leads_somewhere(page: Page) -> None:
    ids = set(page.values("id"))
    targets = [a["href"] for a in page.all("a")] + [use["href"] for use in page.all("use")]
    named = [name for attribute in ("for", "aria-labelledby", "aria-describedby") for name in page.values(attribute)]
    assert targets
    assert {target for target in targets if not target.startswith("#")} == set()
    assert {target[1:] for target in targets} | set(named) <= ids


def test_nothing_is_loaded_from_anywhere(page: Page) -> None:
    assert not page.values("src")
    assert not [name for name, _ in page.elements if name in {"link", "iframe", "object", "embed", "img", "base"}]
    assert "url(" not in "".join(page.scripts)
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'")


def test_headings_go_down_a_step_at_a_time(page: Page) -> None:
    levels = [int(name[1]) for name, _ in page.elements if name in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_named_rows_and_columns(page: Page) -> None:
    ids = set(page.values("id"))
    tables, rows = page.all("table"), page.all("tr")
    scopes = [head["scope"] for head in page.all("th")]
    assert all(table["aria-describedby"] in ids for table in tables)
    assert scopes.count("row") + len(tables) == len(rows)


def test_the_box_and_the_notes_of_the_run_stand_in_the_page(page: Page) -> None:
    assert "It never says what is true, and it gives no outlet a score of bias." in page.text
    assert "A note of the run." in page.text


def test_what_is_not_known_of_an_outlet_says_so(page: Page) -> None:
    assert "not known" in page.text


def test_the_writer_knows_the_page(made: Callable[[int, int], Tables], tmp_path: Path) -> None:
    tables = made(3, 3)
    written = write(tables, ("A note.",), {"bias": "0.1.0"}, tmp_path, ["html"])
    assert [path.name for path in written] == ["report.html", "manifest.json"]
    assert written[0].read_bytes() == page_of(tables, ("A note.",))


def test_the_sections_stand_in_order(page: Page) -> None:
    sections = [attributes["id"] for name, attributes in page.elements if name == "section" and "id" in attributes]
    first = ["who", "coverage", "contrasts", "keyness", "naming", "voices"]
    assert sections == [*first, "beside", "classifier", "methods", "limits", "references", "run"]


def test_without_scripting_a_first_pair_of_articles_is_marked(page: Page) -> None:
    marks = page.all("mark")
    assert len(page.all("article")) == 2
    assert marks
    assert all("Higher means" in mark["title"] for mark in marks)


def test_further_articles_wait_in_the_island(page: Page, tables: Tables) -> None:
    groups = page.data["groups"]
    carried = [text for group in groups for text in group["texts"]]
    assert len(groups) == tables["events"]["event_id"].nunique()
    assert len(carried) == len(tables["articles"])


def test_the_same_tables_give_the_same_bytes(made: Callable[[int, int], Tables]) -> None:
    tables = made(3, 6)
    assert page_of(tables) == page_of({name: table.copy() for name, table in tables.items()})


def test_hostile_texts_stay_texts(hostile: Tables) -> None:
    page = Page(page_of(hostile, HOSTILE))
    assert len(page.all("script")) == 2
    assert not page.all("img")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert len(page.all("style")) == 1
    for text in ("<script>alert(1)</script>", "</style><b>", "{{7*7}} {% for %}"):
        assert text in page.text
    assert not set("\x00\x1b") & set(page.text)


def test_data_cannot_end_its_script() -> None:
    text = "</script><!--<script>\u2028&amp;"
    assert not set("<>&\u2028") & set(island({"title": text}))
    assert json.loads(island({"title": text})) == {"title": text}


def test_every_outlet_name_stands_in_its_own_letters(made: Callable[[int, int], Tables]) -> None:
    tables = made(3, 4)
    tables["outlets"] = tables["outlets"].assign(name=["新华通讯", "خبرگزاری نمونه", "Вечірня правда"])
    text = Page(page_of(tables)).text
    assert all(name in text for name in tables["outlets"]["name"])


def test_a_page_of_a_hundred_long_articles_is_small(made: Callable[[int, int], Tables]) -> None:
    tables = made(8, 16)
    articles = tables["articles"]
    tables["articles"] = articles.assign(text=articles["text"] + " And so on, word after word." * 900)
    assert len(articles) >= 100
    assert len(page_of(tables)) < 3_000_000


def test_one_line_of_ten_megabytes_is_cut_and_says_so(made: Callable[[int, int], Tables]) -> None:
    tables = made(2, 2)
    tables["articles"] = tables["articles"].assign(text="endless " * 1_250_000, title="endless " * 1000)
    page = page_of(tables)
    assert len(page) < 1_000_000
    assert "Cut here" in Page(page).text


@pytest.mark.parametrize(("outlets", "events"), [(2, 1), (50, 3), (2, 150)])
def test_any_number_of_outlets_and_events_makes_a_page(
    made: Callable[[int, int], Tables], outlets: int, events: int
) -> None:
    page = page_of(made(outlets, events))
    assert Page(page).open == []
    assert len(page) < 3_000_000
    assert (b"Shown: " in page) == (outlets > 30 or events > 120)


def test_no_heat_map_is_drawn_where_nothing_could_be_standardised(made: Callable[[int, int], Tables]) -> None:
    assert "table-heatmap" not in Page(page_of(made(3, 1))).values("id")
    assert "table-heatmap" in Page(page_of(made(3, 4))).values("id")


def test_one_event_says_not_enough_data_and_draws_no_interval(made: Callable[[int, int], Tables]) -> None:
    page = Page(page_of(made(3, 1)))
    contrasts = page_of(made(3, 1)).decode().split('id="table-contrasts"')[1].split("</table>")[0]
    assert "not enough data" in page.text
    assert 'class="line"' not in contrasts


def test_empty_tables_give_sentences(no_rows: Tables) -> None:
    page = Page(page_of(no_rows))
    assert page.open == []
    for sentence in (
        "No article was read.",
        "No quotation was found",
        "Not enough data to train",
        "no articles to show",
    ):
        assert sentence in page.text


@pytest.mark.parametrize(
    "name", ["evidence", "contrasts", "keyness", "naming", "voices", "evaluation", "masked", "outlets"]
)
def test_any_one_table_may_be_empty(made: Callable[[int, int], Tables], name: str) -> None:
    tables = made(3, 3)
    tables[name] = tables[name].head(0)
    assert Page(page_of(tables)).open == []


def test_articles_that_share_no_event_are_set_side_by_side_by_topic(made: Callable[[int, int], Tables]) -> None:
    tables = made(3, 1)
    events = tables["events"]
    tables["events"] = events.assign(event_id=[f"event-{i}" for i in range(len(events))], n_outlets=1)
    groups = reader(tables).groups
    assert [len(group.texts) for group in groups] == [len(events)]


def test_marks_slice_the_text_that_the_evidence_points_into(tables: Tables) -> None:
    texts = reader(tables)
    row = tables["evidence"].iloc[0]
    article = tables["articles"].set_index("article_id").loc[row["article_id"]]
    shown = next(
        t for g in texts.groups for t in g.texts if article["text"].endswith("".join(s.text for s in t.paragraphs[-1]))
    )
    marked = {s.text for line in shown.paragraphs for s in line if s.marks}
    assert {"perhaps", "barbaric", " attack", "insisted that"} <= marked


def test_a_word_counted_twice_carries_both_marks() -> None:
    pieces = segments("a barbaric attack on peace", [Span(2, 10, 1), Span(2, 17, 2), Span(11, 17, 3)])
    assert [(p.text, p.marks) for p in pieces if p.marks] == [("barbaric", (1, 2)), (" ", (2,)), ("attack", (2, 3))]


SPANS = st.lists(
    st.builds(
        lambda a, b, m: Span(min(a, b), max(a, b), m), st.integers(-5, 90), st.integers(-5, 90), st.integers(0, 4)
    )
)


@given(st.text(max_size=80), SPANS)
def test_segments_add_up_to_the_text_and_marks_to_their_spans(text: str, spans: list[Span]) -> None:
    pieces = segments(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for place in range(at, at + len(piece.text)):
            assert set(piece.marks) == {s.mark for s in spans if s.start <= place < s.end}
        at += len(piece.text)


@given(st.text(alphabet="ab \n", max_size=80), SPANS)
def test_paragraphs_keep_every_line_that_is_not_blank(text: str, spans: list[Span]) -> None:
    lines = ["".join(piece.text for piece in line) for line in paragraphs(text, spans)]
    assert lines == [line for line in text.split("\n") if line.strip()]


def test_an_interval_beyond_the_scale_ends_at_its_edge() -> None:
    assert track(-9.0, 9.0, 0.0, 3.0).low == 0.0
    assert track(float("nan"), float("nan"), 1.0, 4.0).low is None


def test_a_long_article_is_cut_to_what_a_page_holds(tables: Tables) -> None:
    tables["articles"] = tables["articles"].assign(text="x" * (MOST_LETTERS + 5000), title=None)
    text = reader(tables).groups[0].texts[0]
    assert sum(len(s.text) for line in text.paragraphs for s in line) == MOST_LETTERS
    assert text.note
