"""Every fact of an event with every outlet of it, once; and what is written there stands in the articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from bias import schema
from bias.features import english_vocabulary
from bias.settings import Settings
from bias.stats.omission import PassageCollector, Passages, omissions
from bias.stats.omission.alignment import Bag, alike, facts
from bias.stats.omission.coverage import CLEAR
from bias.tokens import tokenise
from tests.evenness import Swap

SETTINGS = Settings(min_words=5)
KEY = ["event_id", "fact_id", "outlet_id"]
SHELLING = "Two shells hit the crowded market of Haldon early on Friday morning."
INQUIRY = "The relief organisation demanded an independent inquiry into the attack."
TALKS = "Diplomats in the capital postponed their negotiations about grain exports."
Rows = Sequence[tuple[str, str, str]]


def collected(articles: pd.DataFrame, size: int = 256) -> Passages:
    collector = PassageCollector(english_vocabulary())
    for begin in range(0, len(articles), size):
        collector.add(tokenise(articles.text.iloc[begin : begin + size].tolist(), collector.vocabulary))
    return collector.passages()


def tables(rows: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles and events from (event, outlet, text)."""
    ids = [f"a{row}" for row in range(len(rows))]
    events, outlets, texts = zip(*rows, strict=True)
    words = [len(text.split()) for text in texts]
    articles = pd.DataFrame(
        {"article_id": ids, "outlet_id": outlets, "text": texts, "n_words": words, "language": "en"}
    )
    return articles, pd.DataFrame({"article_id": ids, "event_id": events, "topic_id": "t", "copy_of": None})


def found(rows: Rows) -> pd.DataFrame:
    articles, events = tables(rows)
    return omissions(articles, events, collected(articles), SETTINGS)


def lacks(table: pd.DataFrame, outlet: str) -> list[str]:
    return sorted(table.text[(table.outlet_id == outlet) & (table.status == "absent")])


@pytest.fixture(scope="module")
def invented(teaching_articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The teaching corpus with its own events."""
    articles = teaching_articles.reset_index(drop=True)
    events = pd.DataFrame({"article_id": articles.article_id, "event_id": articles.event_hint, "topic_id": "t"})
    return articles, events.assign(copy_of=None)


@pytest.fixture(scope="module")
def table(invented: tuple[pd.DataFrame, pd.DataFrame]) -> pd.DataFrame:
    return omissions(*invented, collected(invented[0]), Settings())


def test_each_fact_stands_once_with_each_outlet_of_its_event(
    table: pd.DataFrame, invented: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    articles, events = invented
    judged = articles.merge(events, on="article_id").query("n_words >= 50")
    outlets = judged.groupby("event_id").outlet_id.agg(set)
    assert not table.duplicated(KEY).any()
    assert set(table.event_id) == set(outlets.index)
    for (event, _), names in table.groupby(["event_id", "fact_id"]).outlet_id.agg(set).items():
        assert names == outlets[event]
    assert table.n_outlets.tolist() == table.event_id.map(outlets.map(len)).tolist()


def test_the_text_of_a_reported_fact_stands_where_the_row_says(
    table: pd.DataFrame, invented: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    text = invented[0].set_index("article_id").text
    outlet = invented[0].set_index("article_id").outlet_id
    reported = table[table.status != "absent"]
    assert all(text[row.article_id][row.start : row.end] == row.text for row in reported.itertuples())
    assert reported.article_id.map(outlet).tolist() == reported.outlet_id.tolist()
    absent = table[table.status == "absent"]
    assert absent[["article_id", "start", "end"]].isna().all(axis=None)
    shown = reported.groupby("fact_id").text.agg(set)
    articles_of_event = invented[1].groupby("event_id").article_id.agg(list)
    assert len(shown) == table.fact_id.nunique()
    assert all(
        any(row.text in text[article] for article in articles_of_event[row.event_id]) for row in absent.itertuples()
    )


def test_outlets_that_report_are_counted_right(table: pd.DataFrame) -> None:
    reported = table.status.eq("reported")
    counted, clearly = (of.groupby(table.fact_id).transform("sum") for of in (reported, reported & table.clear))
    assert table.n_outlets_reporting.tolist() == counted.tolist()
    assert table.n_outlets_clear.tolist() == clearly.tolist()
    assert (clearly >= 1).all()


def test_an_outlet_reports_what_is_clearly_like_the_passage_that_stands_for_the_fact(table: pd.DataFrame) -> None:
    stands = table.similarity.isna()
    assert stands.groupby(table.fact_id).sum().eq(1).all()
    assert (table.status.eq("reported") & table.clear)[stands].all()
    held = table[~stands]
    assert held.similarity.between(0, 1).all()
    assert (held.similarity[(held.status == "reported") & held.clear] >= CLEAR).all()
    assert held.clear[held.status == "absent"].all()
    assert (held.similarity[held.status == "absent"] < CLEAR).all()
    shown = table[stands].set_index("fact_id").text
    absent = table[table.status == "absent"]
    assert absent.text.tolist() == absent.fact_id.map(shown).tolist()


def test_what_may_be_the_same_is_reported_but_not_clearly() -> None:
    """A passage that shares a few words of many is shown as it stands, and left to the reader."""
    loose = "Early on Friday a crowded ferry left Haldon for the islands after the storm had passed over the harbour."
    table = found(
        [("e1", "north", f"{SHELLING} {INQUIRY}"), ("e1", "south", f"{SHELLING} {TALKS}"), ("e1", "west", loose)]
    )
    shelling = table[table.fact_id.isin(table.fact_id[table.text.eq(SHELLING.rstrip("."))])].set_index("outlet_id")
    assert shelling.status.eq("reported").all()
    assert shelling.clear.to_dict() == {"north": True, "south": True, "west": False}
    assert shelling.text["west"] in loose
    assert shelling.n_outlets_clear.eq(2).all()


def test_two_words_that_all_write_are_no_fact() -> None:
    texts = (f"{said} The weapons experts." for said in (SHELLING, INQUIRY, TALKS))
    table = found([("e1", name, text) for name, text in zip("nsw", texts, strict=True)])
    assert not table.text.str.contains("experts").any()


def test_the_order_of_the_articles_and_the_size_of_batches_change_nothing(
    table: pd.DataFrame, invented: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    articles, events = invented
    mixed = articles.sample(frac=1, random_state=3).reset_index(drop=True)
    again = omissions(mixed, events.sample(frac=1, random_state=4), collected(mixed, 7), Settings())
    pd.testing.assert_frame_equal(again, table)


def test_other_events_change_nothing(table: pd.DataFrame, invented: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    articles, events = invented
    some = articles[articles.event_hint.isin(["e02", "e07"])].reset_index(drop=True)
    alone = omissions(some, events, collected(some), Settings())
    pd.testing.assert_frame_equal(alone, table[table.event_id.isin(["e02", "e07"])].reset_index(drop=True))


def test_an_event_of_one_outlet_or_of_unknown_ones_has_no_rows() -> None:
    text = f"{SHELLING} {INQUIRY}"
    assert found([("e1", "north", text), ("e1", "north", text), ("e2", "south", text)]).empty
    assert found([("e1", "north", text), ("e1", "unknown", text)]).empty
    assert found([("e1", "north", text)]).columns.tolist() == schema.empty("omissions").columns.tolist()


def test_an_article_printed_under_another_name_lacks_nothing_of_the_first(
    invented: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    articles, events = invented
    copy = articles[articles.article_id == "e02-crossline"].assign(article_id="e02-copy", outlet_id="reprinter")
    more = pd.concat([articles[articles.event_hint == "e02"], copy], ignore_index=True)
    of_copy = events[events.article_id == "e02-crossline"].assign(article_id="e02-copy", copy_of="e02-crossline")
    table = omissions(more, pd.concat([events, of_copy]), collected(more), Settings())
    status = table.set_index(["outlet_id", "fact_id"]).status
    assert (status["crossline"] == status["reprinter"]).all()


def test_a_sentence_taken_out_of_an_article_is_what_it_lacks() -> None:
    whole = f"{SHELLING} {INQUIRY} {TALKS}"
    both = [("e1", "north", whole), ("e1", "south", whole), ("e1", "west", whole)]
    assert (found(both).status == "reported").all()
    for sentence in (SHELLING, INQUIRY, TALKS):
        less = [*both[:2], ("e1", "west", whole.replace(sentence, "").strip())]
        table = found(less)
        assert lacks(table, "west") == [sentence.rstrip(".")]
        assert lacks(table, "north") == lacks(table, "south") == []
        only = table[table.status == "absent"]
        assert only.n_outlets_reporting.tolist() == [2]


def test_what_one_outlet_alone_reports_is_absent_in_the_others() -> None:
    table = found([("e1", "north", f"{SHELLING} {INQUIRY}"), ("e1", "south", SHELLING)])
    alone = table[table.n_outlets_reporting == 1]
    assert alone.set_index("outlet_id").status.to_dict() == {"north": "reported", "south": "absent"}
    assert set(alone.text) == {INQUIRY.rstrip(".")}


def test_articles_too_short_to_judge_lack_nothing_and_report_nothing() -> None:
    rows = [("e1", "north", SHELLING), ("e1", "south", SHELLING), ("e1", "west", "Shells hit Haldon.")]
    assert set(found(rows).outlet_id) == {"north", "south"}


def test_all_articles_of_an_outlet_on_an_event_count_together() -> None:
    rows = [("e1", "north", f"{SHELLING} {INQUIRY}"), ("e1", "south", SHELLING), ("e1", "south", INQUIRY)]
    assert (found(rows).status == "reported").all()


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("Fourteen miners drowned in the flooded gallery.", "In the flooded gallery 14 miners drowned."),
        ("Auditors could not trace 1,200 rifles.", "Auditors were unable to trace 1200 rifles."),
        ("The chairman's warnings frightened investors abroad.", "The chairman warned frightened investors abroad."),
    ],
)
def test_numbers_in_letters_and_inflected_words_are_the_same_words(said: str, otherwise: str) -> None:
    words = [set(collected(tables([("e", "o", text)])[0]).word.tolist()) for text in (said, otherwise)]
    articles, _ = tables([("e", "north", said), ("e", "south", otherwise)])
    taken = collected(articles)
    first, second = (set(taken.word[taken.first[row] : taken.first[row + 1]].tolist()) for row in (0, 1))
    assert len(first & second) >= 4
    assert all(words)


def test_names_that_a_pack_lists_for_one_concept_are_the_same_word() -> None:
    articles, _ = tables(
        [
            ("e", "north", "On Tuesday troops of Norvane entered the Lenn Valley."),
            ("e", "south", "On Tuesday troops of Norvane entered the Lenn Territories."),
        ]
    )
    taken = collected(articles)
    first, second = (taken.word[taken.first[row] : taken.first[row + 1]].tolist() for row in (0, 1))
    assert first == second


def test_one_shared_word_makes_no_fact() -> None:
    table = found(
        [
            ("e1", "north", "The harbour crane collapsed onto seven empty containers."),
            ("e1", "south", "Customs officers searched the harbour for smuggled cigarettes."),
        ]
    )
    assert (table.n_outlets_reporting == 1).all()


def test_parts_of_a_sentence_are_cut_at_clauses_and_together_hold_every_word() -> None:
    text = "Two shells hit the market of Haldon on Friday morning, killing 14 men and wounding 31 children of the town."
    taken = collected(tables([("e", "o", text)])[0])
    assert [text[start:end] for start, end in zip(taken.start, taken.end, strict=True)] == [
        "Two shells hit the market of Haldon on Friday morning, killing 14 men",
        "and wounding 31 children of the town",
    ]


def test_a_huge_event_is_grouped_as_its_parts_are() -> None:
    """More passages than are compared at a time: copies of three articles find each other all the same."""
    rows = [("e1", f"o{copy:03d}", f"{SHELLING} {INQUIRY}" if copy % 2 else SHELLING) for copy in range(300)]
    table = found(rows)
    assert table.drop_duplicates("fact_id").n_outlets_reporting.tolist() == [300, 150]


def test_likeness_is_symmetric_and_does_not_leave_the_event() -> None:
    rng = np.random.default_rng(2)
    words = sparse.csr_array((rng.random((60, 40)) < 0.2).astype(float))
    event = np.repeat([0, 1], 30)
    article = np.repeat(np.arange(12), 5)
    bag = Bag(event, article, np.arange(60), words, np.zeros(40, bool))
    pairs = alike(bag)
    assert (event[pairs.first] == event[pairs.second]).all()
    assert (pairs.first < pairs.second).all()
    assert pairs.score.max() <= 1 + 1e-9
    assert len(set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))) == len(pairs.first)
    assert len(facts(bag, pairs)) == 60


def test_swapping_the_parties_changes_no_fact() -> None:
    """In BASIL's terms: who is a Democrat and who a Republican decides nothing."""
    texts = [
        "Republican senators blocked the spending bill late on Thursday night. Democratic leaders promised a new vote.",
        "Late on Thursday the spending bill was blocked by Republican senators. The hearing drew hundreds of visitors.",
        "Democratic leaders promised a new vote next week. Hundreds of visitors came to the hearing in the morning.",
    ]
    swap = Swap.between("democrats-republicans")
    before, after = (
        found([("e", name, change(text)) for name, text in zip("nsw", texts, strict=True)])
        for change in (swap.prepared, lambda text: swap.swapped(swap.prepared(text)))
    )
    columns = [*KEY, "status", "n_outlets_reporting", "similarity", "article_id"]
    pd.testing.assert_frame_equal(before[columns], after[columns])
    assert before.text.tolist() != after.text.tolist()


def test_swapping_two_names_that_no_list_knows_changes_no_fact(
    invented: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    articles, events = invented
    chosen = articles[articles.event_hint.isin(["e02", "e08"])].reset_index(drop=True)
    plain = chosen.text.str.replace("Haldon", "Vardune").str.replace("Brey", "Kelmost")
    swapped = plain.str.replace("Vardune", "\0").str.replace("Kelmost", "Vardune").str.replace("\0", "Kelmost")
    both = [
        omissions(part, events, collected(part), Settings())
        for part in (chosen.assign(text=plain), chosen.assign(text=swapped))
    ]
    columns = [*KEY, "status", "n_outlets_reporting", "similarity", "article_id"]
    pd.testing.assert_frame_equal(both[0][columns], both[1][columns])
