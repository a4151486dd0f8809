"""Quotations, indirect speech, speakers with their types and sides, and scare quotes, on invented texts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bias.features import english_vocabulary
from bias.features.actors.sides import known_sides
from bias.features.voices import GROUP
from bias.schema import check
from bias.tokens import tokenise
from tests.benchmarks import truth

PADDING = " Nothing else was known on that day." * 12


def rows(text: str) -> pd.DataFrame:
    return GROUP.table(tokenise([text], english_vocabulary()))


def only(text: str) -> pd.Series:
    found = rows(text)
    assert len(found) == 1, found.text.tolist()
    return found.iloc[0]


def measure(text: str) -> pd.Series:
    return GROUP.measure(tokenise([text + PADDING], english_vocabulary())).iloc[0]


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Ada Roth said that the bridge had been closed.", "the bridge had been closed"),
        ("Ada Roth said the bridge was closed.", "the bridge was closed"),
        ("Ada Roth told reporters on Monday that the bridge was closed.", "the bridge was closed"),
        ("The bridge was closed, Ada Roth said.", "The bridge was closed"),
        ("The bridge was closed, said Ada Roth.", "The bridge was closed"),
        ("The bridge was closed on Monday, according to the ministry.", "The bridge was closed on Monday"),
        ("According to the ministry, the bridge was closed.", "the bridge was closed"),
        ("On Monday, officials said, the bridge was closed.", "the bridge was closed"),
        ("The bridge was closed, Ada Roth told a briefing in Osvyn.", "The bridge was closed"),
    ],
)
def test_indirect_speech_is_found_behind_before_and_around_its_verb(text: str, report: str) -> None:
    row = only(text)
    assert (row.kind, row.text) == ("indirect", report)
    assert row.n_words == len(report.split())


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roth did not say that the bridge was closed.",
        "The bridge is said to be closed for good now.",
        "Ada Roth declared a day of mourning.",
    ],
)
def test_what_is_denied_passive_or_a_deed_is_no_indirect_speech(text: str) -> None:
    assert rows(text).empty


def test_quoted_words_are_never_part_of_indirect_speech() -> None:
    text = 'Ada Roth said the new bridge would be "a gift to all" and that it was paid for. Ada Roth said: "We pay."'
    found = rows(text)
    assert found[found.kind == "indirect"].text.tolist() == ["the new bridge would be", "it was paid for"]
    assert found[found.kind == "direct"].text.tolist() == ["a gift to all", "We pay."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('Ada Roth called the plan "hard to defend".', "direct"),
        ('Ada Roth, who leads the bank, called it "an old story" and left.', "direct"),
        ('The offer "is on the table", ministry spokeswoman Ada Roth said.', "direct"),
        ('The news came late: "We are safe"', "direct"),
        ('They met in the "people\'s palace" by the river.', "scare"),
        ('The guardians of "fair play" were on holiday. Ada Roth called in the evening.', "scare"),
        ('So much for the "free press" of the city.', "scare"),
    ],
)
def test_a_fragment_is_a_scare_quote_only_where_nobody_says_it(text: str, kind: str) -> None:
    assert only(text).kind == kind


def test_a_pronoun_is_led_back_to_its_speaker_and_a_surname_to_the_whole_name() -> None:
    found = rows('Ada Roth, mayor of Brey, spoke late. "We are safe," she said. "We stay," Roth added. "Go," he said.')
    assert found.speaker.tolist()[:2] == ["Ada Roth", "Ada Roth"]


def test_a_described_body_is_led_back_to_the_one_that_was_named() -> None:
    found = rows("Norvane's interior ministry said it was over. The ministry said nobody was hurt.")
    assert found.speaker.tolist() == ["Norvane's interior ministry"] * 2
    assert found.side.tolist() == ["norvane"] * 2


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norvani Foreign Ministry spokeswoman Ada Roth said the talks were over.", "norvane"),
        ("Ada Roth, spokeswoman of the Ilmarki presidency, said the talks were over.", "ilmark"),
        ("The spokeswoman of the Ilmarki presidency, Ada Roth, said the talks were over.", "ilmark"),
        ("The talks were over, Ada Roth of the Norvani army said.", "norvane"),
    ],
)
def test_the_side_of_a_speaker_is_that_of_the_phrase_around_the_name(text: str, side: str) -> None:
    row = only(text)
    assert (row.speaker, row.side) == ("Ada Roth", side)


def test_a_side_is_carried_to_later_surnames_but_not_to_other_articles() -> None:
    sides = known_sides()
    tokens = tokenise(["Norvani minister Ada Roth came. Later Roth left.", "Roth left."], english_vocabulary())
    named = [sides.names[n] if n >= 0 else None for n in sides.of_words(tokens).tolist()]
    assert named == ["norvane"] * 4 + [None, None, "norvane", None, None, None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Officials said the bridge was closed.", "unnamed"),
        ("A source familiar with the talks said the bridge was closed.", "unnamed"),
        ("Two officers told the paper that the bridge was closed.", "unnamed"),
        ("The foreign ministry said the bridge was closed.", "official"),
        ("Ilmarki officials said the bridge was closed.", "official"),
        ("Maj. Ada Roth, a spokeswoman, said the bridge was closed.", "military"),
        ("Ada Roth, professor of law, said the bridge was closed.", "expert"),
        ("Ada, 61, said the bridge was closed.", "citizen"),
        ("The report says the bridge was closed.", "document"),
    ],
)
def test_the_type_of_a_speaker_follows_what_the_text_calls_them(text: str, kind: str) -> None:
    assert only(text).speaker_type == kind


def test_shares_of_unnamed_of_officials_and_of_the_side_heard_most() -> None:
    text = "Officials said it was over. Norvane said it was not over. Ilmark said it was over now."
    values = measure(f"{text} Norvane said it was not.")
    assert values["voices.unnamed"] == pytest.approx(1 / 4)
    assert values["voices.officials"] == pytest.approx(3 / 4)
    assert values["voices.one_sided"] == pytest.approx(7 / 11)


def test_one_sided_has_no_value_where_no_side_is_heard() -> None:
    assert np.isnan(measure("Officials said it was over.")["voices.one_sided"])


def test_the_accused_side_is_heard_or_not_and_how_far_down() -> None:
    heard = measure("Norvani guns shelled Haldon. Norvane said it had not fired.")
    unheard = measure("Norvani guns shelled Haldon. Ilmark said it had not fired.")
    nobody = measure("The weather was fine. Ilmark said it had not fired.")
    assert (heard["voices.accused_heard"], unheard["voices.accused_heard"]) == (1, 0)
    assert 0 < heard["voices.accused_heard_at"] < 0.2
    assert np.isnan([unheard["voices.accused_heard_at"], nobody["voices.accused_heard"]]).all()


def test_swapping_the_parties_swaps_the_sides_and_nothing_else() -> None:
    text = "Norvani guns shelled Haldon. Norvane said it had not fired. Ilmarki officials said it had."
    other = text.replace("Norvan", "X").replace("Ilmarki", "Norvani").replace("Xi", "Ilmarki").replace("Xe", "Ilmark")
    pd.testing.assert_series_equal(measure(text), measure(other))


def test_the_table_keeps_its_contract_on_the_teaching_corpus() -> None:
    texts = list(truth.files().values())
    found = GROUP.table(tokenise(texts, english_vocabulary()))
    table = check(found.assign(article_id=found.article.astype(str)).drop(columns="article"), "voices")
    assert set(table.kind) == {"direct", "indirect", "scare"}
    assert all(texts[row.article][row.start : row.end] == row.text for row in found.itertuples())


def test_the_teaching_corpus_is_recovered_as_well_as_is_said() -> None:
    texts = truth.files()
    found = truth.quotations(texts, tokenise(list(texts.values()), english_vocabulary()))
    least = {
        "direct.f1": 0.97,
        "scare.f1": 0.7,
        "indirect.f1": 0.8,
        "speakers.accuracy": 0.9,
        "types.accuracy": 0.88,
        "sides.precision": 0.94,
        "unnamed.f1": 0.75,
    }
    assert {name: found[name] for name, value in least.items() if found[name] < value} == {}
