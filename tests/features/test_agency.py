"""Who does harm to whom: invented sentences of every construction, and what swapping the sides must do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bias.features import english_vocabulary
from bias.features.actors.sides import known_sides
from bias.features.agency import GROUP
from bias.features.harms.blame import accused
from bias.schema import check
from bias.tokens import Tokens, tokenise
from tests.benchmarks import agency as benchmark

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "agency.jsonl").read_text().splitlines()]
FIELDS = ["actor", "predicate", "target", "construction"]
SWAP = {"Norvani": "Ilmarki", "Ilmarki": "Norvani", "Norvane": "Ilmark", "Ilmark": "Norvane"}
STORY = (
    "Norvani guns shelled Haldon on Friday, killing two. Ilmarki drones struck Norvane at night. A Norvani raid "
    "wounded five Ilmarki soldiers. Three boys were killed by Ilmarki shells, and a nurse was hurt."
)


def tokens_of(*texts: str) -> Tokens:
    return tokenise(texts, english_vocabulary())


def table(*texts: str) -> pd.DataFrame:
    return GROUP.table(tokens_of(*texts))


def swapped(text: str) -> str:
    return re.sub("|".join(SWAP), lambda name: SWAP[name[0]], text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_actor_harm_target_and_construction_are_found(case: dict[str, object]) -> None:
    rows = table(str(case["text"]))[FIELDS].astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == case["harms"]


def test_swapping_the_names_of_the_sides_swaps_the_rows_and_changes_nothing_else() -> None:
    once, other = table(STORY), table(swapped(STORY))
    assert set(once.side.dropna()) == {"norvane", "ilmark"}
    exchange = {"norvane": "ilmark", "ilmark": "norvane"}
    for column in ("side", "target_side"):
        assert (
            once[column].map(exchange).equals(other[column].astype(object))
            or (once[column].map(exchange).fillna("") == other[column].fillna("")).all()
        )
    for column in ("actor", "target"):
        assert once[column].fillna("").map(swapped).tolist() == other[column].fillna("").tolist()
    assert once[["predicate", "construction", "voice"]].equals(other[["predicate", "construction", "voice"]])


def test_the_measures_are_the_same_whoever_does_the_harm() -> None:
    long = f"{STORY} {STORY}"
    both = GROUP.measure(tokens_of(long, swapped(long)))
    assert both.notna().all(axis=None)
    pd.testing.assert_series_equal(both.iloc[0], both.iloc[1], check_names=False)


def test_the_accused_is_the_side_most_often_an_actor_and_nobody_where_two_are_even() -> None:
    more = "Norvani guns shelled Haldon. Norvani troops killed two men. Ilmarki drones hit a depot."
    even = "Norvani guns shelled Haldon. Ilmarki drones hit a depot."
    names = [*known_sides().names, None]
    found = [names[number] for number in accused(tokens_of(more, swapped(more), even, "", "It rained."))]
    assert found == ["norvane", "ilmark", None, None, None]


def test_harms_in_quotation_marks_are_not_the_outlets_own() -> None:
    filler = " It rained on the road to the town, and the carts stood in the mud until the evening came." * 4
    measured = GROUP.measure(tokens_of(f'Kai said: "Guns shelled the town and killed a boy.{filler}"{filler}')).iloc[0]
    assert measured["agency.harms_own"] == 0


def test_shares_need_two_harms() -> None:
    filler = " It rained on the road to the town, and the carts stood in the mud until the evening came." * 4
    one, two = "A boy was killed.", "A boy was killed. Guns wounded a girl."
    shares = GROUP.measure(tokens_of(one + filler, two + filler))["agency.agentless_own"].to_numpy()
    assert np.isnan(shares[0])
    assert shares[1] == 0.5


def test_the_table_keeps_its_contract_over_the_teaching_corpus(teaching_tokens: Tokens) -> None:
    rows = GROUP.table(teaching_tokens)
    named = rows.assign(article_id=rows.article.astype(str)).drop(columns="article")
    checked = check(named, "agency")
    texts = teaching_tokens.texts
    assert all(texts[int(row.article_id)][row.start : row.end] == row.text for row in checked.itertuples())
    assert set(checked.construction) == {"active", "passive", "agentless passive", "nominal"}


def test_agentless_passives_of_the_teaching_corpus_are_found() -> None:
    figures = benchmark.teaching()
    assert figures["agentless passive.f1"] >= 0.85
    assert figures["passive.precision"] >= 0.9
    assert figures["actor.accuracy"] >= 0.85


def test_labels_hold_places_and_no_words() -> None:
    rows = [json.loads(line) for line in benchmark.LABELS.read_text("utf-8").splitlines()]
    assert len(rows) == 360
    assert {key for row in rows for key in row} == {"sha256", "part", "events"}
    assert {key for row in rows for event in row["events"] for key in event} == {
        *("predicate", "actor", "target", "construction", "doubtful")
    }
