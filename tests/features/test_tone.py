"""Tone toward an actor: it falls on the right one, and does not depend on who that is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bias.errors import InputError
from bias.features import english_vocabulary
from bias.features.actors.sides import known_sides
from bias.features.tone import GROUP, TONE
from bias.features.tone.context import Surroundings
from bias.features.tone.targets import found_actors, given_actors
from bias.features.tone.weights import FILE, ToneWeights, shipped_weights
from bias.lexicon import embedded
from bias.pipeline import Run
from bias.readers import ColumnMap, read
from bias.schema import TABLES
from bias.tokens import Tokens, tokenise
from tests.benchmarks import tone as benchmark

SENTENCES = (
    "{} lied to the court and betrayed the voters.",
    "Colleagues praised {} for a brave and honest report.",
    "The court, which had met on the day before, heard {} in the afternoon.",
    "Many said that {} was a disgrace; others called {}'s plan a great success.",
    'He said: "{} has failed us." Then {} left with a smile.',
)
NAMES = (
    "Trump",
    "Clinton",
    "Hillary Clinton",
    "Barack Hussein Obama",
    "Putin",
    "Zelensky",
    "Hope Hicks",
    "Theresa May",
)
PARTIES = ("Democrats", "Republicans", "Labour", "Conservatives", "United Russia", "Greens")


def tokens_of(*texts: str) -> Tokens:
    return tokenise(texts, english_vocabulary())


def toned(text: str, actor: str) -> list[tuple[float, str]]:
    rows = GROUP.table(tokens_of(text), [actor])
    return list(zip(rows.tone, rows.label, strict=True))


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("others", [NAMES, PARTIES])
def test_no_tone_changes_when_the_actor_is_any_other(sentence: str, others: tuple[str, ...]) -> None:
    first, *rest = [toned(sentence.replace("{}", name), name) for name in others]
    assert first
    assert all(other == first for other in rest)


@pytest.mark.parametrize("other", [*NAMES, *PARTIES])
def test_no_tone_changes_when_those_named_beside_the_actor_are_any_others(other: str) -> None:
    text = "{} was praised by Brel and mocked by {} after the vote, and {} lost."
    assert toned(text.replace("{}", other), "Brel") == toned(text.replace("{}", "Lind"), "Brel")


def test_he_and_she_are_one() -> None:
    assert toned("Brel said he hurt himself and his plan failed.", "Brel") == toned(
        "Brel said she hurt herself and her plan failed.", "Brel"
    )


@pytest.mark.parametrize(
    ("text", "actor", "label"),
    [
        ("Brel was praised for her courage.", "Brel", "positive"),
        ("Critics condemned Brel as a corrupt liar.", "Brel", "negative"),
        ("Brel arrived on Monday.", "Brel", "neutral"),
        ("Lind lied and cheated, and was jailed.", "Lind", "negative"),
    ],
)
def test_plain_cases_get_the_label_that_a_reader_would_give(text: str, actor: str, label: str) -> None:
    assert toned(text, actor)[0][1] == label


def test_who_blames_is_treated_better_than_who_is_blamed() -> None:
    text = "Brel was criticised by Lind for the disgraceful failure."
    assert toned("Lind denounced the corrupt and dishonest Brel.", "Brel") < toned("Brel thanked Lind.", "Brel")
    assert toned(text, "Brel")[0][0] < 0


def test_the_table_has_the_schemas_columns_and_its_key_is_unique(teaching_tokens: Tokens) -> None:
    table = GROUP.table(teaching_tokens)
    wanted = [column.name for column in TABLES["tone"].columns]
    assert table.columns.tolist() == TONE == ["article", *wanted[1:]]
    assert not table.duplicated(["article", "actor", "start"]).any()
    assert table.tone.between(-1, 1).all()
    assert set(table.side.dropna()) <= set(known_sides().names)
    for row in table.itertuples():
        assert teaching_tokens.texts[row.article][row.start : row.end] == row.text


def test_tone_and_label_do_not_contradict_each_other(teaching_tokens: Tokens) -> None:
    table = GROUP.table(teaching_tokens)
    assert (table.tone[table.label == "positive"] > 0).all()
    assert (table.tone[table.label == "negative"] < 0).all()


def test_a_single_sentence_has_rows_but_no_features() -> None:
    tokens = tokens_of("Anna Brel was praised.")
    assert len(GROUP.table(tokens)) == 1
    assert GROUP.measure(tokens).isna().all(axis=None)


def test_a_given_actor_is_found_by_name_surname_and_contraction_and_no_other_is() -> None:
    tokens = tokens_of(
        "Anna Brel's plan. BREL spoke. Anna Lind left. Mabrel too.", "“He’d won,” he said.", "Nobody.", ""
    )
    found = given_actors(tokens, ["Anna Brel", "he", "", "Brel"])
    texts = [
        tokens.texts[tokens.article[f]][tokens.start[f] : tokens.end[last]]
        for f, last in zip(found.first, found.last, strict=True)
    ]
    assert texts == ["Anna Brel's", "BREL", "He’d", "he"]


def test_surnames_lead_to_the_full_name_within_an_article_only() -> None:
    table = GROUP.table(tokens_of("Anna Brel spoke. Then Brel left.", "Oskar Brel spoke."))
    assert table.actor.tolist() == ["Anna Brel", "Anna Brel", "Oskar Brel"]


def test_quoted_clauses_are_told_from_the_outlets_own() -> None:
    table = GROUP.table(tokens_of('Lind said: "Brel lied." Brel left.'), ["Brel"])
    assert table.voice.tolist() == ["quoted", "own"]


def test_the_gap_stays_when_the_sides_change_places(teaching_tokens: Tokens) -> None:
    text = "Norvane lied again. Ilmark was praised for its courage. Norvane failed its people. Ilmark won easily. "
    text += "The council met for an hour in the old hall and then went home. " * 3
    swapped = text.replace("Norvane", "X").replace("Ilmark", "Norvane").replace("X", "Ilmark")
    measured = GROUP.measure(tokens_of(text, swapped))
    assert measured["tone.gap"][0] > 0.2
    assert measured.iloc[0].equals(measured.iloc[1].rename(0))


def test_means_are_those_of_the_tables_own_and_quoted_rows(teaching_tokens: Tokens) -> None:
    measured, table = GROUP.measure(teaching_tokens), GROUP.table(teaching_tokens)
    own = table[table.voice == "own"].groupby("article").tone.mean()
    known = measured["tone.own"].dropna()
    assert np.allclose(known, own[known.index], atol=0.05)


def test_weights_survive_being_written_and_read() -> None:
    weights, tokens = shipped_weights(), tokens_of("Anna Brel lied. Oskar Lind won praise.")
    again = ToneWeights.from_json(weights.to_json())
    around = Surroundings(tokens, found_actors(tokens))
    assert again.to_json() == FILE.read_text("utf-8")
    assert np.array_equal(again.probabilities(around), weights.probabilities(around))


def test_weights_are_small_and_hold_no_creed_sex_or_name() -> None:
    words = set(shipped_weights().numbers.words)
    assert FILE.stat().st_size < 1_000_000
    assert not words & benchmark.NEVER
    assert not words & {"trump", "obama", "clinton", "putin", "biden", "russia", "america", "president", "senator"}


def test_the_list_is_large_and_names_nobody() -> None:
    lexicon = embedded("tone-en")
    assert len(lexicon.entries) >= 2500
    assert all(entry.term == entry.term.lower() for entry in lexicon.entries)
    assert all(entry.weight != 0 for entry in lexicon.entries)


def read_table(folder: Path, column: str) -> pd.DataFrame:
    file = folder / "targets.csv"
    file.write_text(f"id,text,{column}\na,Anna Brel lied.,Brel\nb,Anna Brel lied.,\n", "utf-8")
    return Run([file], columns=ColumnMap(actor=column)).table("tone")


def test_the_actors_of_a_column_are_those_of_the_table(tmp_path: Path) -> None:
    table = read_table(tmp_path, "who")
    assert table[["article_id", "actor", "label"]].to_numpy().tolist() == [["a", "Brel", "negative"]]


def test_a_column_of_actors_that_is_not_there_gets_an_error_that_lists_the_columns(tmp_path: Path) -> None:
    file = tmp_path / "targets.csv"
    file.write_text("id,text\na,Anna Brel lied.\n", "utf-8")
    with pytest.raises(InputError, match=r"no column 'who' for the actor; its columns are: id, text"):
        read([file], ColumnMap(actor="who"))


def test_actors_for_plain_texts_or_another_table_get_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text("Anna Brel lied.", "utf-8")
    with pytest.raises(InputError, match=r"no article has an actor.*name a column of a table"):
        read([text], ColumnMap(actor="who"))
    with pytest.raises(InputError, match=r"goes with the table tone, not voices"):
        Run([text], columns=ColumnMap(actor="who")).table("voices")
