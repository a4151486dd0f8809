"""Numbers of strings are those a dictionary would give, and words are where the regular expression finds them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bias.tokens.characters import encoded, words
from bias.tokens.numbering import Hasher, Numbering, Ragged
from bias.tokens.vocabulary import WORD
from tests.tokens.strategies import texts

strings = st.lists(st.text(max_size=6), max_size=30)


@given(st.lists(strings, max_size=5))
def test_strings_are_numbered_in_order_of_first_appearance(batches: list[list[str]]) -> None:
    numbering, plain = Numbering(Hasher()), dict[str, int]()
    for batch in batches:
        assert numbering.of(batch).tolist() == [plain.setdefault(string, len(plain)) for string in batch]
    assert numbering.strings == list(plain)


@given(strings, st.text(max_size=6))
def test_looking_a_string_up_gives_it_no_number(known: list[str], other: str) -> None:
    numbering = Numbering(Hasher())
    numbering.of(known)
    assert (other in numbering) == (other in known)
    assert len(numbering) == len(set(known))
    assert numbering.get(other, -7) == (list(dict.fromkeys(known)).index(other) if other in known else -7)


def test_a_hundred_thousand_strings_have_as_many_numbers() -> None:
    draw, numbering = np.random.default_rng(7), Numbering(Hasher())
    letters = draw.choice(list("abcdeABCDE'0é中"), (200_000, 9))
    many = ["".join(row[:size]) for row, size in zip(letters, draw.integers(1, 10, 200_000), strict=True)]
    for at in range(0, len(many), 10_000):
        numbering.of(many[at : at + 10_000])
    distinct = list(dict.fromkeys(many))
    assert len(distinct) > 100_000
    assert numbering.strings == distinct
    assert numbering.of(distinct).tolist() == list(range(len(distinct)))


@given(strings)
def test_code_points_give_the_strings_back(many: list[str]) -> None:
    assert Ragged.of(many).strings() == many


@given(texts)
def test_words_are_where_the_regular_expression_finds_them(text: str) -> None:
    codes, _ = encoded([text])
    found = [(int(start) - 1, int(end) - 1) for start, end in zip(*words(codes), strict=True)]
    assert found == [match.span() for match in WORD.finditer(text)]


initials = st.lists(st.sampled_from([*"ABz19", ".", ".", "'", ",", " "]), max_size=14).map("".join)


@given(initials)
def test_initials_end_where_the_regular_expression_ends_them(text: str) -> None:
    codes, _ = encoded([text])
    found = [text[start - 1 : end - 1] for start, end in zip(*words(codes), strict=True)]
    assert found == WORD.findall(text)
