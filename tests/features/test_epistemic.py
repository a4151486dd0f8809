"""Certainty, sources of knowledge, and modality."""

from __future__ import annotations

import pytest

from bias.features import english_vocabulary
from bias.features.epistemic import GROUP
from bias.tokens import tokenise

FILLER = "The column of lorries went along the river to the next town and came back before it was dark. " * 4


def found(text: str) -> set[str]:
    row = GROUP.measure(tokenise([FILLER + text], english_vocabulary())).iloc[0]
    return {name.removeprefix("epistemic.").removesuffix("_own") for name in row.index[row > 0]}


@pytest.mark.parametrize(
    "text", ["The end is not certain.", "There is no clear end.", "They did not confirm it.", "It isn't obvious."]
)
def test_a_denied_booster_is_a_hedge(text: str) -> None:
    assert {"hedges"} <= found(text)
    assert "boosters" not in found(text)


@pytest.mark.parametrize(
    "text", ["The end is certain.", "Clearly it went.", "It was, in fact, gone.", "No doubt it went."]
)
def test_a_booster_that_is_not_denied_stays_one(text: str) -> None:
    assert "boosters" in found(text)
    assert "hedges" not in found(text)


def test_a_denied_booster_inside_a_hedge_counts_once() -> None:
    tokens = tokenise(["It was not entirely gone."], english_vocabulary())
    assert len(GROUP.stance(tokens)["hedges"]) == 1
    assert len(GROUP.stance(tokens)["boosters"]) == 0


def test_hedges_stand_in_order_of_place() -> None:
    tokens = tokenise(["It is not certain, perhaps, and not clear. Maybe it is."], english_vocabulary())
    first = GROUP.stance(tokens)["hedges"].first.tolist()
    assert first == sorted(first)
    assert len(first) == 4


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It is said to have gone.", "hearsay"),
        ("Judging by its lights it went.", "inference"),
        ("It can go.", "possibility"),
        ("It must go.", "necessity"),
    ],
)
def test_sources_and_modals_are_told_apart(text: str, kind: str) -> None:
    assert kind in found(text)
    kinds = {"hearsay", "inference", "possibility", "necessity"}
    assert found(text) & kinds == {kind}


@pytest.mark.parametrize(
    "text", ["It came on 4 May 2024.", "The army showed its military might.", "They went by free will."]
)
def test_the_month_and_the_nouns_are_no_modals(text: str) -> None:
    assert not found(text) & {"possibility", "necessity", "prediction"}
