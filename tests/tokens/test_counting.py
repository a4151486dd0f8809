"""Counts of words and phrases against a plain count."""

from __future__ import annotations

from collections import Counter as Plain
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bias.tokens import Counter, Counts, Tokens, Vocabulary, counting, tokenise

PIECES = st.sampled_from(
    ["war", "no war", "the truce", "peace talks now", ",", ".", '"', " ", "it's", "it", "Kyiv", "—"]
)
BATCH = st.lists(st.lists(PIECES, max_size=12).map(" ".join), min_size=1, max_size=6)


def plainly(tokens: Tokens, chosen: np.ndarray | None, longest: int) -> list[Plain[str]]:
    """The terms of each article, counted one by one."""
    rows = [Plain[str]() for _ in tokens.texts]
    strings, n = tokens.vocabulary.terms.strings, len(tokens.term)
    use = np.ones(n, bool) if chosen is None else chosen
    for first in range(n):
        for behind in range(first + 1, min(first + longest, n) + 1):
            inside = range(first, behind)
            if len({int(tokens.clause[at]) for at in inside}) == 1 and all(use[at] for at in inside):
                rows[tokens.article[first]][" ".join(strings[tokens.term[at]] for at in inside)] += 1
    return rows


def as_rows(counts: Counts) -> list[Plain[str]]:
    """The matrix as a count for each article."""
    dense = counts.matrix.toarray()
    return [Plain({counts.terms[at]: int(row[at]) for at in np.flatnonzero(row)}) for row in dense]


@given(BATCH, st.integers(1, 3), st.integers(1, 3), st.booleans())
def test_counts_are_those_of_a_plain_loop(texts: list[str], longest: int, least: int, own: bool) -> None:
    vocabulary = Vocabulary()
    counter, expected = Counter(vocabulary, least, longest), []
    for part in (texts[:2], texts[2:]):
        tokens = tokenise(part, vocabulary)
        chosen = ~tokens.quoted if own else None
        counter.add(tokens, chosen)
        expected += plainly(tokens, chosen, longest)
    n_articles = Plain(term for row in expected for term in row)
    kept = [Plain({t: n for t, n in row.items() if " " not in t or n_articles[t] >= least}) for row in expected]
    found = counter.counts()
    assert as_rows(found) == kept
    assert found.terms == sorted(found.terms)
    assert found.length.tolist() == [term.count(" ") + 1 for term in found.terms]


@given(BATCH)
def test_terms_up_to_a_length_are_those_of_a_counter_that_counts_no_longer_ones(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    tokens = tokenise(texts, vocabulary)
    three, two = (Counter(vocabulary, 1, longest) for longest in (3, 2))
    for counter in (three, two):
        counter.add(tokens)
    shorter, wanted = three.counts().up_to(2), two.counts()
    assert shorter.terms == wanted.terms
    assert (shorter.matrix != wanted.matrix).nnz == 0
    assert three.counts().words().terms == [term for term in wanted.terms if " " not in term]


def test_parts_and_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    words = np.random.default_rng(1).choice([f"w{chr(97 + at)}" for at in range(20)], (40, 60))
    texts = [". ".join(" ".join(row[at : at + 6]) for at in range(0, 60, 6)) for row in words]
    found = []
    for part, size in ((1 << 22, 40), (100, 7)):
        monkeypatch.setattr(counting, "_PART", part)
        counter = Counter(Vocabulary(), longest=3)
        for begin in range(0, 40, size):
            counter.add(tokenise(texts[begin : begin + size], counter.vocabulary))
        found.append(counter.counts())
    assert found[0].terms == found[1].terms
    assert (found[0].matrix != found[1].matrix).nnz == 0
    assert found[0].length.max() == 3


@pytest.mark.parametrize("batches", [[], [[""]], [["", "-"], []]])
def test_no_words_give_no_terms(batches: list[list[str]]) -> None:
    counter = Counter(Vocabulary(), longest=3)
    for texts in batches:
        counter.add(tokenise(texts, counter.vocabulary))
    counts = counter.counts()
    assert counts.terms == []
    assert counts.matrix.shape == (sum(map(len, batches)), 0)


def test_a_phrase_in_one_article_alone_is_left_out_and_its_words_are_not() -> None:
    counter = Counter(Vocabulary(), longest=3)
    counter.add(tokenise(["the old truce holds", "the old truce ends", "a truce ends"], counter.vocabulary))
    phrases = [term for term in counter.counts().terms if " " in term]
    assert phrases == ["old truce", "the old", "the old truce", "truce ends"]
    assert "holds" in counter.counts().terms


def test_neighbours_are_those_of_pairwise() -> None:
    text = "one two three four"
    counter = Counter(Vocabulary(), min_articles=1)
    counter.add(tokenise([text], counter.vocabulary))
    assert set(counter.counts().terms) - set(text.split()) == {f"{a} {b}" for a, b in pairwise(text.split())}
