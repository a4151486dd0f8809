"""No side is treated otherwise than another: with the parties' names swapped, everything stays or swaps with them.

Two features depend on how a name is spelt, and cannot stay when a name gives way to one of another shape:
``style.reading_ease`` counts its syllables, and ``naming`` and what else reads the naming packs looks for names as such
("Norvani peacekeepers" is in a pack because an outlet calls soldiers so). They are tested apart, in a world with
invented names that no list knows, two of one shape for each pair.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bias.features import FeatureGroup, english_vocabulary, groups
from bias.tokens import Tokens, tokenise
from tests.evenness import Swap, replaced

TEACHING, BASIL = "norvane-ilmark", "democrats-republicans"
CORPORA = pytest.mark.parametrize("corpus", [TEACHING, BASIL])
EVERY_GROUP = pytest.mark.parametrize("group", groups(), ids=lambda group: group.name)
WITH_TABLES = [group for group in groups() if hasattr(group, "table")]
#: Features that read how a name is spelt, by group or by name.
SPELLING = ("naming.", "style.reading_ease")
#: Columns that move when a name is longer or shorter than its counterpart.
PLACES = ["start", "end"]
#: Fewest articles of a corpus that the swap must cover.
FEWEST = {TEACHING: 70, BASIL: 120}
Texts = Callable[[str], list[str]]
Pair = tuple[Tokens, Tokens]


@pytest.fixture(scope="module")
def texts(teaching_articles: pd.DataFrame, shared: Callable[[str], Path]) -> Texts:
    """The texts of a corpus, with stand-ins for the names that have no counterpart."""

    @cache
    def prepared(corpus: str) -> list[str]:
        found = teaching_articles.text.tolist()
        if corpus == BASIL:
            lines = shared("basil/basil.jsonl").read_text("utf-8").splitlines()
            found = [f"{row['title']}\n\n{row['text']}" for row in map(json.loads, lines)]
        return [Swap.between(corpus).prepared(text) for text in found]

    return prepared


@pytest.fixture(scope="module")
def before_and_after(texts: Texts) -> Callable[[str], Pair]:
    """The articles of a corpus that a swap covers, as they are and swapped."""

    @cache
    def pair(corpus: str) -> Pair:
        swap, before = Swap.between(corpus), texts(corpus)
        after = [swap.swapped(text) for text in before]
        covered = swap.covers(*(tokenise(part, english_vocabulary()) for part in (before, after)))
        assert covered.sum() >= FEWEST[corpus]
        kept = [[text for text, good in zip(part, covered, strict=True) if good] for part in (before, after)]
        return tokenise(kept[0], english_vocabulary()), tokenise(kept[1], english_vocabulary())

    return pair


@CORPORA
def test_a_swap_changes_most_texts_and_swapping_twice_changes_none(corpus: str, texts: Texts) -> None:
    swap = Swap.between(corpus)
    once = [swap.swapped(text) for text in texts(corpus)]
    assert np.mean([here != there for here, there in zip(once, texts(corpus), strict=True)]) > 0.8
    assert [swap.swapped(text) for text in once] == texts(corpus)


def test_a_swap_goes_both_ways_at_once_and_keeps_capitals_and_possessives() -> None:
    swap = Swap.between(TEACHING)
    text = "Norvane's NORVANI troops, Ilmarkis’ homes; norvane; Norvanese"
    assert swap.swapped(text) == "Ilmark's ILMARKI troops, Norvanis’ homes; norvane; Norvanese"
    assert replaced("a b", {"a": "b", "b": "a"}) == "b a"


def test_the_invented_names_of_a_pair_have_one_shape() -> None:
    here, there = (tokenise([" ".join(names)]) for names in zip(*Swap.between(TEACHING).invented.values(), strict=True))
    for shape in (lambda t: t.end - t.start, lambda t: t.vocabulary.syllables()[t.term]):
        assert shape(here).tolist() == shape(there).tolist()


def changed(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, int]:
    """In how many articles each feature differs."""
    same = np.isclose(before, after, rtol=1e-12, atol=1e-12, equal_nan=True)
    return {name: int(n) for name, n in zip(before.columns, (~same).sum(axis=0), strict=True) if n}


def swapped_columns(frame: pd.DataFrame, swap: Swap) -> pd.DataFrame:
    """Features of a named side stand under the other side's name."""
    there = dict(swap.sides) | {opposite: here for here, opposite in swap.sides.items()}
    names = [f"{name.partition('.')[0]}.{replaced(name.partition('.')[2], there)}" for name in frame.columns]
    return frame.set_axis(names, axis=1)[frame.columns]


@EVERY_GROUP
@CORPORA
def test_features_stay_when_the_parties_are_swapped(
    corpus: str, group: FeatureGroup, before_and_after: Callable[[str], Pair]
) -> None:
    before, after = (group.measure(tokens) for tokens in before_and_after(corpus))
    stays = [name for name in before.columns if not name.startswith(SPELLING)]
    assert changed(before[stays], swapped_columns(after, Swap.between(corpus))[stays]) == {}


@EVERY_GROUP
def test_features_that_depend_on_spelling_stay_when_names_of_one_shape_are_swapped(
    group: FeatureGroup, texts: Texts
) -> None:
    swap = Swap.between(TEACHING)
    worlds = ([swap.renamed(text, which) for text in texts(TEACHING)] for which in (0, 1))
    before, after = (group.measure(tokenise(world, english_vocabulary())) for world in worlds)
    assert changed(before, after) == {}


@pytest.mark.parametrize("group", WITH_TABLES, ids=lambda group: group.name)
@CORPORA
def test_tables_with_sides_swap_exactly(
    corpus: str, group: FeatureGroup, before_and_after: Callable[[str], Pair]
) -> None:
    before, after = (group.table(tokens) for tokens in before_and_after(corpus))  # type: ignore[attr-defined]
    assert len(before)
    there = Swap.between(corpus).mirrored(before)
    columns = [name for name in before.columns if name not in PLACES]
    pd.testing.assert_frame_equal(after[columns], there[columns])
