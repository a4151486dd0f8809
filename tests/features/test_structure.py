"""Headline, lead and body are told apart by form, and each feature of their build says what it claims."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bias.features import english_vocabulary
from bias.features.structure import GROUP
from bias.features.structure.layout import layout_of
from bias.tokens import tokenise
from tests.evenness import Swap

TITLE = "Brey Bridge Falls In Savage Raid"
LEAD = (
    "A bridge at Brey fell on Monday after 40 men of the guard had crossed it, the ministry said, and the town was cut "
    "off from the road to the south for hours."
)
BODY = [
    "The men walked along the river for a while and then went back to the town where they live with their families.",
    "Nobody in the town of Brey knew how long it would take to build another bridge at that place.",
    "The old bridge was built in 1974 and many had asked to see it mended.",
]
STORY = [TITLE, LEAD, *BODY]


def story(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def measured(*texts: str) -> pd.DataFrame:
    frame = GROUP.measure(tokenise(texts, english_vocabulary()))
    return frame.rename(columns=lambda name: name.removeprefix("structure."))


def parts(text: str) -> tuple[str | None, str | None]:
    """The headline and the lead of a text."""
    tokens = tokenise([text], english_vocabulary())
    layout = layout_of(tokens)
    headline = tokens.slice(0, 0, int(layout.body[0]) - 1) if layout.body[0] else None
    begin, behind = int(layout.lead[0]), int(layout.lead_behind[0])
    return headline, tokens.slice(0, begin, behind - 1) if behind > begin else None


def test_a_cleaned_article_gives_its_headline_and_its_lead() -> None:
    assert parts(story(*STORY)) == (TITLE, LEAD.removesuffix("."))


def test_a_bare_dateline_is_no_lead_and_a_short_lead_takes_the_next_paragraph_along() -> None:
    assert parts(story(TITLE, "BREY, Monday", LEAD, *BODY)) == (TITLE, LEAD.removesuffix("."))
    short = "The bridge at Brey fell in the night."
    assert parts(story(TITLE, short, BODY[0], LEAD, LEAD))[1] == story(short, BODY[0]).removesuffix(".")


@pytest.mark.parametrize(
    "first",
    [
        "The bridge is down.",
        f"{TITLE} {LEAD} ".replace(".", ""),
        "He said: “The bridge is down.”",
    ],
    ids=["a sentence", "long", "a sentence in quotation marks"],
)
def test_what_has_not_the_form_of_a_headline_is_none(first: str) -> None:
    text = story(first, LEAD, *BODY)
    assert parts(text)[0] is None
    assert measured(text).filter(like="headline").isna().all(axis=None)


@pytest.mark.parametrize("first", ["Who felled the bridge at Brey?", "A bridge falls...", "“It fell,” says Roe"])
def test_questions_quotations_and_dots_can_end_a_headline(first: str) -> None:
    assert measured(story(first, LEAD, *BODY)).headline_words.notna().all()


def test_a_first_line_without_a_blank_line_behind_it_is_no_headline() -> None:
    assert parts("\n".join(STORY))[0] is None


def test_a_text_without_paragraphs_has_no_lead() -> None:
    one = measured(" ".join([LEAD, *BODY]))
    assert one.filter(like="lead").isna().all(axis=None)
    assert one[["background", "paragraph_words"]].isna().all(axis=None)


def test_a_headline_louder_than_its_body_is_above_zero_and_a_calmer_one_below() -> None:
    savage = "The savage raid was a horrific, brutal crime, and the monstrous killers are despicable butchers."
    louder, calmer = measured(story(*STORY), story("Brey Bridge Falls In Raid", LEAD, savage, *BODY)).headline_loaded
    assert louder > 0 > calmer


def test_a_certain_headline_is_above_zero_and_a_cautious_one_below() -> None:
    certain, cautious = measured(
        story("Brey bridge undoubtedly fell in a raid", LEAD, *BODY),
        story("Brey bridge perhaps fell in a raid", LEAD, *BODY),
    ).headline_certainty
    assert certain > 0 > cautious


def test_words_of_the_headline_are_new_or_names_by_what_the_body_makes_of_them() -> None:
    first = measured(story("Savage Raid Near Brey", LEAD, *BODY)).iloc[0]
    assert first.headline_new == pytest.approx(2 / 4)
    assert first.headline_names == pytest.approx(1 / 4)


def test_a_headline_that_asks_or_quotes_is_seen() -> None:
    plain, asks, quotes = measured(
        story(*STORY),
        story("Who felled the bridge at Brey?", LEAD, *BODY),
        story("Brey bridge “fell by itself”", LEAD, *BODY),
    ).itertuples()
    assert (plain.headline_question, asks.headline_question) == (0, 1)
    assert (plain.headline_quoted, quotes.headline_quoted) == (0, 3 / 5)


def test_the_lead_says_who_says_so_when_and_in_figures() -> None:
    bare = LEAD.replace(", the ministry said", "").replace(" on Monday", "").replace("40", "some")
    full, without = measured(story(*STORY), story(TITLE, bare, *BODY)).itertuples()
    assert (full.lead_attributed, full.lead_dated) == (1, 1)
    assert (without.lead_attributed, without.lead_dated, without.lead_numbers) == (0, 0, 0)
    assert full.lead_numbers == pytest.approx(100 / full.lead_words)
    assert full.lead_names == pytest.approx(100 / full.lead_words)
    assert full.lead_quoted == 0


def test_a_reporting_verb_inside_a_quotation_attributes_nothing() -> None:
    lead = f"“They said what they said and we said nothing{' at all' * 10} to them in the whole of that long night.”"
    assert measured(story(TITLE, lead, LEAD, *BODY)).lead_attributed.item() == 0


def test_the_second_party_is_the_one_mentioned_second_most_wherever_it_stands() -> None:
    text = story(TITLE, f"Ilmark. {LEAD}", *BODY, "Norvane asked. Norvane answered. Norvane left.")
    assert measured(text).other_side.item() == pytest.approx(6 / len(tokenise([text]).term))


def test_of_parties_mentioned_equally_often_the_later_one_is_the_second_whichever_it_is() -> None:
    text = story(TITLE, f"Norvane left. {LEAD}", *BODY, "Ilmark stayed.")
    here, there = measured(text, Swap.between("norvane-ilmark").swapped(text)).other_side
    assert here == there > 0.5


def test_an_article_with_one_party_has_no_second() -> None:
    assert np.isnan(measured(story(TITLE, f"Ilmark. {LEAD}", *BODY)).other_side.item())


def test_paragraphs_with_cues_of_background_in_the_outlets_own_words_count_once_each() -> None:
    quoted = BODY[1] + " “Years ago it was new,” Roe recalled."
    own = BODY[0] + " In recent years it had been closed, and years ago it was new."
    plain, with_quote, with_own = measured(
        story(*STORY), story(TITLE, LEAD, BODY[0], quoted, BODY[2]), story(TITLE, LEAD, own, *BODY[1:])
    ).background
    assert plain == with_quote == pytest.approx(1 / 5)
    assert with_own == pytest.approx(2 / 5)


def test_evidence_shows_the_words_of_headline_and_lead() -> None:
    evidence = GROUP.evidence(tokenise([story(*STORY)], english_vocabulary()), 0)
    shown = evidence.groupby("feature").text.agg(list)
    assert shown["structure.headline_loaded"] == ["Savage"]
    assert shown["structure.lead_attributed"] == ["said"]
    assert shown["structure.lead_dated"] == ["Monday"]
    assert "1974" in shown["structure.background"]
