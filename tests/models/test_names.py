from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from bias.models.names import name_terms, words


def named(texts, outlet):
    every = [words(text) for text in texts]
    pairs = [f"{a} {b}" for line in every for a, b in pairwise(line)]
    return name_terms(texts, outlet, Counter([word for line in every for word in line] + pairs))


def test_the_spelling_of_a_capital_is_framing_and_not_the_name_of_a_paper():
    texts = ["Osvyn holds out", "Osvyn calls, he told the Osvyn Herald", "In Osvyn the Osvyn Herald’s editor waits"]
    assert named(texts, {"name": "Osvyn Herald"}) == ["herald", "herald's", "osvyn herald", "osvyn herald's"]


def test_an_acronym_that_is_also_a_word_is_not_masked():
    texts = ["Prices go up and up, UP reports", "They gave up"]
    assert named(texts, {"name": "Upland Press", "aliases": "UP"}) == []


def test_addresses_are_recognised_in_any_case_and_their_endings_alone_are_not():
    texts = ["See QuarryPost.co.uk", "The uk of old and the uk of now"]
    assert named(texts, {"name": "Quarry", "domains": "quarrypost.co.uk"}) == [
        "co",
        "co uk",
        "quarrypost",
        "quarrypost co",
    ]


@pytest.mark.parametrize("empty", [{}, {"name": None, "aliases": float("nan")}])
def test_an_outlet_without_a_name_has_no_terms(empty):
    assert named(["Some text"], empty) == []
