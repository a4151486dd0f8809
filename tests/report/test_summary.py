"""What the report says in words is what the tables say, and never more."""

from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bias.report.charts.registry import chart
from bias.report.labels import drawable
from bias.report.numbers import number
from bias.report.selection import events_in_order, found, telling
from bias.report.summary.beside import segments, side_by_side, widest
from bias.report.summary.classifier import classifier_card
from bias.report.summary.contrasts import sentences, top_contrasts
from bias.report.summary.sections import Grid
from bias.report.summary.voices import voices_rows
from bias.report.summary.who import who
from bias.report.summary.whole import whole
from bias.report.summary.words import keyness_lists, naming_rows

Tables = dict[str, pd.DataFrame]


def _grids(tables: Tables) -> list[Grid]:
    report = whole(tables, [], {"seed": 1})
    return [grid for section in (*report.sections, *report.closing) for grid in section.grids]


@pytest.mark.parametrize("size", [(2, 1), (6, 12), (50, 30)])
def test_every_row_of_every_table_has_a_text_in_every_column(size: tuple[int, int], made) -> None:
    for grid in _grids(made(*size)):
        assert len(grid.columns) == len(grid.align) == len(grid.widths)
        assert all(len(row) == len(grid.columns) for row in grid.rows)
        assert all(isinstance(cell, str) and cell for row in grid.rows for cell in row)


def test_each_finding_gives_both_means_the_interval_and_n(tables: Tables) -> None:
    first = found(tables["contrasts"]).iloc[0]
    sentence = sentences(tables)[0]
    for value in ("mean", "others_mean", "ci_low", "ci_high"):
        assert number(first[value], 2 if abs(first["mean"]) < 10 else 1) in sentence
    assert f"n = {first['n_events']} events" in sentence
    assert ("higher" if first["difference"] > 0 else "lower") in sentence


def test_nothing_is_called_a_difference_when_its_interval_holds_zero(tables: Tables) -> None:
    contrasts = tables["contrasts"].assign(ci_low=-1.0, ci_high=1.0)
    assert sentences({**tables, "contrasts": contrasts}) == ("No difference holds up.",)


def test_one_event_shows_no_interval_anywhere(made) -> None:
    tables = made(2, 1)
    assert sentences(tables)[0].startswith("Not enough data")
    interval = top_contrasts(tables).grids[0].columns.index("Interval")
    assert {row[interval] for row in top_contrasts(tables).grids[0].rows} == {"not enough data"}
    assert {row[-1] for row in naming_rows(tables).grids[0].rows} == {"not enough data"}


def test_outlets_stand_in_order_of_the_alphabet_and_never_ranked(tables: Tables) -> None:
    names = [row[0] for row in who(tables).grids[0].rows]
    assert names == sorted(names, key=str.casefold)


def test_an_unknown_outlet_is_named_as_such(tables: Tables) -> None:
    articles = tables["articles"].assign(outlet_id=tables["articles"]["outlet_id"].replace("o05", "unknown"))
    section = who({**tables, "articles": articles})
    assert section.grids[0].rows[-1][0] == "unknown outlet"
    assert any("could not be told" in text for text in section.paragraphs)


def test_quotations_are_counted_by_kind(tables: Tables) -> None:
    rows = {row[0]: row for row in voices_rows(tables).grids[0].rows}
    placed = tables["voices"].merge(tables["articles"][["article_id", "outlet_id"]])
    kinds = placed[placed["outlet_id"] == "o00"]["kind"].value_counts()
    assert rows["Nordwind Agency"][2:5] == tuple(str(kinds.get(kind, 0)) for kind in ("direct", "indirect", "scare"))


def test_a_kind_of_quotation_that_is_not_counted_is_a_dash_and_not_nought(tables: Tables) -> None:
    direct = tables["voices"].assign(kind=tables["voices"]["kind"].replace("indirect", "direct"))
    assert {row[3] for row in voices_rows({**tables, "voices": direct}).grids[0].rows} == {"–"}


def test_where_topics_are_compared_no_sentence_speaks_of_events(tables: Tables) -> None:
    rows = tables["contrasts"].assign(method=tables["contrasts"]["method"] + ", by topic")
    by_topic = {**tables, "contrasts": rows}
    assert all("topics)" in sentence and "events)" not in sentence for sentence in sentences(by_topic))
    assert "on the same topic" in top_contrasts(by_topic).paragraphs[1]
    assert "on the same events" in top_contrasts(tables).paragraphs[1]


def test_lists_of_words_leave_out_function_words_alone_and_put_what_holds_up_first() -> None:
    rows = pd.DataFrame(
        {
            "term": ["of the", "regime", "the regime", "had", "occupied", "noted"],
            "z": [9.0, -2.0, 3.0, 8.0, 2.5, 5.0],
            "q": [0.001, 0.01, 0.2, 0.03, 0.04, np.nan],
        },
        index=[3, 1, 4, 5, 9, 2],
    )
    assert telling(rows)["term"].tolist() == ["occupied", "regime", "noted", "the regime"]
    assert telling(rows.iloc[:0]).empty


def test_where_only_function_words_could_be_compared_there_is_no_list_and_no_chart(tables: Tables) -> None:
    only = {**tables, "keyness": tables["keyness"].groupby("outlet_id").head(1).assign(term="of the")}
    assert keyness_lists(only).grids == ()
    assert chart("keyness").missing(only).startswith("Not enough data")
    assert chart("keyness").missing(tables) == ""


def test_the_headline_of_an_event_is_of_its_first_day_and_not_of_the_first_outlet_by_name() -> None:
    n = 60
    articles = pd.DataFrame(
        {
            "article_id": [f"e{event}-{outlet}" for event in range(n) for outlet in "abcd"],
            "outlet_id": list("abcd") * n,
            "title": list("ABCD") * n,
            "published": pd.to_datetime(
                ["2026-03-02", "2026-03-02T09:00", "2026-03-02T18:00", "2026-03-03"] * n, format="ISO8601"
            ),
        }
    )
    events = articles[["article_id"]].assign(event_id=np.repeat(np.arange(n), 4).astype(str), topic_id="t")
    events = events.assign(n_outlets=4, copy_of=None)
    drawn = events_in_order({"articles": articles, "events": events})
    assert drawn["outlet_id"].value_counts().reindex(list("abcd"), fill_value=0).between(10, 30).tolist() == [
        True,
        True,
        True,
        False,
    ]
    assert (drawn["headline"] == drawn["outlet_id"].str.upper()).all()


def test_keyness_lists_only_terms_used_more_and_keeps_their_counts(tables: Tables) -> None:
    for row in keyness_lists(tables).grids[0].rows:
        assert row[4].startswith("+")


def test_the_card_shows_the_splits_beside_chance_and_says_which_is_absent(tables: Tables) -> None:
    card = classifier_card(tables)
    assert card.grids[0].columns[2:6] == ("Random articles", "Events never seen", "Outlets never seen", "Chance")
    row = next(row for row in card.grids[0].rows if row[:2] == ("measures only (framing and style)", "accuracy"))
    assert row[2:] == ("0.55 (0.47 to 0.63)", "0.35 (0.27 to 0.43)", "–", "0.17", "72")
    assert any("Outlets never seen: does not apply" in text for text in card.paragraphs)
    assert any("0.97" in text and "0.80" in text and "masked" in text for text in card.paragraphs)


def test_side_by_side_holds_each_text_whole_with_its_marks(tables: Tables) -> None:
    beside = side_by_side(tables, widest(tables), most_letters=10_000)
    texts = tables["articles"].set_index("article_id")["text"]
    for article in beside.articles:
        shown = "".join(part.text for part in article.segments)
        assert drawable(texts[article.article_id]).endswith(shown)
        marked = {part.text for part in article.segments if part.features}
        assert {"perhaps", "shameful", "operation"} <= marked
    assert {letter for letter, _ in beside.legend} == {"E", "L", "N"}


def test_side_by_side_shows_one_article_an_outlet_and_no_copy_where_there_is_another(tables: Tables) -> None:
    beside = side_by_side(tables, widest(tables))
    assert len({article.outlet for article in beside.articles}) == len(beside.articles) >= 4


def test_a_long_article_is_cut_between_words_and_says_so(tables: Tables) -> None:
    article = side_by_side(tables, widest(tables), most_letters=90).articles[0]
    shown = "".join(part.text for part in article.segments)
    assert len(shown) <= 90
    assert article.note.startswith("Cut here")


def test_without_a_shared_event_the_shared_topic_stands_side_by_side(tables: Tables) -> None:
    alone = tables["events"].assign(event_id=tables["events"]["article_id"], n_outlets=1)
    assert widest({**tables, "events": alone}) == ("topic_id", "topic-1")
    beside = side_by_side({**tables, "events": alone}, ("topic_id", "topic-1"))
    assert "no two of them share an event" in beside.lead


def test_persian_articles_run_from_right_to_left(tables: Tables) -> None:
    articles = tables["articles"].assign(language="fa")
    assert {a.direction for a in side_by_side({**tables, "articles": articles}, widest(tables)).articles} == {"rtl"}


@given(
    text=st.text(max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from("EL")), max_size=8),
)
def test_segments_join_to_the_text_and_mark_exactly_the_evidence(text: str, spans: list[tuple[int, int, str]]) -> None:
    inside = [(a, min(a + n, len(text)), code) for a, n, code in spans if a < len(text)]
    marks = pd.DataFrame(inside, columns=["start", "end", "code"]).assign(feature=lambda rows: "g." + rows["code"])
    parts = segments(text, marks, 0, len(text))
    assert "".join(part.text for part in parts) == drawable(text) or "\r\n" in text
    marked = np.zeros(len(text), bool)
    for start, end, _ in inside:
        marked[start:end] = True
    assert (
        "".join(p.text for p in parts if p.features) == drawable("".join(np.array(list(text))[marked])) or "\r" in text
    )


def test_the_summary_is_plain_data(tables: Tables) -> None:
    assert asdict(whole(tables, [], {}))["title"]


def test_no_text_ranks_outlets_or_speaks_of_truth_or_motive(tables: Tables) -> None:
    words = str(asdict(whole(tables, [], {}))).casefold()
    for word in ("most biased", "least biased", "unbiased", "propaganda", "wants to", "tries to"):
        assert word not in words
