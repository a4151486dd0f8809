"""Emotions and victims."""

from __future__ import annotations

import pytest

from bias.features import english_vocabulary
from bias.features.emotion import GROUP
from bias.lexicon import embedded
from bias.tokens import tokenise

FILLER = "The column of lorries went along the river to the next town and came back before it was dark. " * 4


def rates(text: str) -> dict[str, float]:
    return GROUP.measure(tokenise([FILLER + text], english_vocabulary())).iloc[0].to_dict()


def victims(text: str) -> tuple[list[str], list[str]]:
    tokens = tokenise([text], english_vocabulary())
    named, counted = (
        [tokens.slice(0, first, last) for first, last in zip(found.hits.first, found.hits.last, strict=True)]
        for found in GROUP.victims(tokens)
    )
    return named, counted


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("Panic spread.", "all fear distress"),
        ("There was fury.", "all"),
        ("They were optimistic.", "all hope"),
        ("The whole street mourned.", "all distress"),
        ("He sneered.", "all contempt"),
    ],
)
def test_a_word_counts_for_its_emotion_alone(text: str, emotion: str) -> None:
    found = {name for name, value in rates(text).items() if value > 0}
    assert found == {f"emotion.{name}_own" for name in emotion.split()}


def test_a_stronger_word_weighs_more_and_a_denied_one_nothing() -> None:
    assert rates("There was terror.")["emotion.fear_own"] > rates("There was unease.")["emotion.fear_own"] > 0
    assert rates("There was no terror.")["emotion.fear_own"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "The raid left 14 dead.",
        "Nine people were wounded.",
        "It was a strike killing at least three.",
        "Some 4,000 refugees came.",
        "Dozens of mourners came.",
    ],
)
def test_a_victim_with_a_number_is_counted(text: str) -> None:
    named, counted = victims(text)
    assert len(named) == len(counted) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The mourners came.",
        "He was killed in 2014.",
        "Those with COVID-19 died.",
        "A 16-year-old died.",
        "In three towns, people died.",
    ],
)
def test_a_year_a_part_of_a_name_an_age_or_a_number_in_another_clause_counts_nobody(text: str) -> None:
    named, counted = victims(text)
    assert len(named) == 1
    assert not counted


def test_victims_in_quotation_marks_are_not_the_outlets_own() -> None:
    assert victims('She said: "Nine people were wounded."') == ([], [])


def test_a_dead_bill_has_no_victim() -> None:
    assert victims("The senate killed the bill, and talks reached a dead end.") == ([], [])


def test_numbers_are_no_victims() -> None:
    assert victims("Two hundred cars went by.") == ([], [])


def test_weights_run_from_mild_to_the_height_of_an_emotion() -> None:
    lexicon = embedded("emotion-en")
    weights = {entry.term: entry.weight for entry in lexicon.entries}
    assert set(lexicon.categories) == {"fear", "anger", "hope", "grief", "contempt"}
    assert weights["worried"] < weights["frightened"] < weights["terrified"]
