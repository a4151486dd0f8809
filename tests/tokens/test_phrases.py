"""``Phrases.find`` gives what a search word by word gives: longest first, then earliest, inside one clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.snowball import EnglishStemmer

from bias.tokens import PhraseBook, Phrases, Vocabulary, tokenise
from bias.tokens.vocabulary import base
from tests.tokens import oracle

WORDS = ["us", "US", "Us", "war", "war's", "War", "wars", "peace", "Peace's", "talks", "talk", "it’s", "not"]
entry_texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
entry_lists = st.lists(entry_texts, min_size=1, max_size=12, unique=True)
news = st.lists(st.sampled_from([*WORDS, *WORDS, ",", ".", "\n", "-", "US'S"]), max_size=30).map(" ".join)


def find(text: str, entries: list[str], stemmed: bool = False) -> list[tuple[int, int, int]]:
    hits = Phrases(entries, stemmed=stemmed).find(tokenise([text]))
    return list(zip(hits.entry.tolist(), hits.first.tolist(), hits.last.tolist(), strict=True))


def found_words(text: str, entries: list[str], stemmed: bool = False) -> list[str]:
    tokens = tokenise([text])
    hits = Phrases(entries, stemmed=stemmed).find(tokens)
    return [tokens.slice(0, first, last) for first, last in zip(hits.first, hits.last, strict=True)]


@given(news, entry_lists)
def test_entries_are_found_where_a_plain_search_finds_them(text: str, entries: list[str]) -> None:
    words = [[entry[start:end] for start, end in oracle.spans(entry)] for entry in entries]
    assert find(text, entries) == oracle.find(oracle.article(text), words, base)


@given(news, entry_lists)
def test_stemmed_entries_are_found_where_a_plain_search_finds_them(text: str, entries: list[str]) -> None:
    words = [[entry[start:end] for start, end in oracle.spans(entry)] for entry in entries]
    assert find(text, entries, stemmed=True) == oracle.find(oracle.article(text), words, EnglishStemmer().stem)


@given(st.lists(news, max_size=4), entry_lists)
def test_hits_in_a_batch_are_those_in_its_articles_one_by_one(batch: list[str], entries: list[str]) -> None:
    vocabulary, phrases = Vocabulary(), Phrases(entries)
    together = tokenise(batch, vocabulary)
    hits = phrases.find(together)
    one_by_one = []
    for number in range(len(batch)):
        alone = phrases.find(together.only(number))
        one_by_one += list(zip(alone.entry, alone.first + together.first[number], strict=True))
    assert list(zip(hits.entry, hits.first, strict=True)) == one_by_one


@given(news, entry_lists)
def test_hits_are_in_order_and_none_overlaps_another(text: str, entries: list[str]) -> None:
    hits = Phrases(entries).find(tokenise([text]))
    assert (hits.first[1:] > hits.last[:-1]).all()
    assert (hits.first <= hits.last).all()


@pytest.mark.parametrize(
    ("text", "entries", "found"),
    [
        ("a special military operation", ["military", "special military operation"], ["special military operation"]),
        ("war crimes and war", ["war", "war crimes"], ["war crimes", "war"]),
        ("war, crimes", ["war crimes"], []),
        ("war. Crimes", ["war crimes"], []),
        ("war\ncrimes", ["war crimes"], []),
        ("the hard-line party", ["hard line", "hard-line"], ["hard-line"]),
        ("peace talks talks", ["peace talks", "talks talks"], ["peace talks"]),
        ("US tells us", ["US"], ["US"]),
        ("US TELLS US", ["us"], ["US", "US"]),
        ("Us and us", ["US"], []),
        ("KYIV, Kyiv and kyiv", ["Kyiv"], ["KYIV", "Kyiv"]),
        ("Kyiv’s men", ["kyiv"], ["Kyiv’s"]),
        ("the People's Front", ["People's Front"], ["People's Front"]),
        ("KYIV'S men", ["Kyiv"], ["KYIV'S"]),
        ("us and US", ["US", "us"], ["us", "US"]),
        ("", ["war"], []),
        ("war", [], []),
        ("war", ["", "—"], []),
    ],
)
def test_hits_of_worked_examples(text: str, entries: list[str], found: list[str]) -> None:
    assert found_words(text, entries) == found


def test_a_stemmed_entry_finds_its_family_and_an_unstemmed_one_only_itself() -> None:
    text = "They negotiate, negotiations fail, a new negotiating team left"
    assert found_words(text, ["negotiate"], stemmed=True) == ["negotiate", "negotiations", "negotiating"]
    assert found_words(text, ["negotiate"]) == ["negotiate"]


def test_what_is_kept_for_a_vocabulary_does_not_outlive_it() -> None:
    phrases = Phrases(["peace talks"])
    assert len(phrases.find(tokenise(["peace talks"]))) == 1
    assert len(phrases.find(tokenise(["talks of peace, peace talks"]))) == 1
    vocabulary = Vocabulary()
    assert len(phrases.find(tokenise(["peace"], vocabulary))) == 0
    assert len(phrases.find(tokenise(["peace talks"], vocabulary))) == 1


def test_only_the_chosen_hits_are_kept() -> None:
    hits = Phrases(["war"]).find(tokenise(["war and war"]))
    assert hits.keep(hits.first > 0).first.tolist() == [2]


@given(news, st.lists(entry_lists, max_size=4))
def test_lists_looked_for_together_give_what_each_gives_alone(text: str, lists: list[list[str]]) -> None:
    tokens = tokenise([text])
    for hits, entries in zip(PhraseBook(lists).find(tokens), lists, strict=True):
        alone = Phrases(entries).find(tokens)
        assert (hits.entry.tolist(), hits.first.tolist()) == (alone.entry.tolist(), alone.first.tolist())


def test_an_entry_of_forty_words_is_found() -> None:
    long = " ".join(f"w{n}" for n in range(40))
    assert find(f"so {long} ends", [long, "w0"]) == [(0, 1, 40)]
