"""``tokenise`` gives what the oracle gives, in batches of any size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from bias.tokens import Tokens, Vocabulary, tokenise
from bias.tokens.vocabulary import CURLY, WORD
from tests.tokens import oracle
from tests.tokens.strategies import batches, texts

ABBREVIATIONS = ("mr", "dr")


def from_zero(numbers: np.ndarray) -> list[int]:
    """Running numbers counted from their first."""
    return (numbers - (numbers[0] if len(numbers) else 0)).tolist()


def rows(tokens: Tokens) -> list[oracle.Word]:
    """The words of a batch of one article."""
    text = tokens.texts[0]
    return [
        oracle.Word(text[start:end], start, end, *numbers)
        for start, end, *numbers in zip(
            tokens.start.tolist(),
            tokens.end.tolist(),
            from_zero(tokens.sentence),
            from_zero(tokens.clause),
            from_zero(tokens.paragraph),
            tokens.quote.tolist(),
            strict=True,
        )
    ]


@given(texts)
def test_words_offsets_sentences_clauses_paragraphs_and_quotes_are_those_of_the_oracle(text: str) -> None:
    assert rows(tokenise([text], Vocabulary(ABBREVIATIONS))) == oracle.article(text, ABBREVIATIONS)


@given(batches)
def test_offsets_slice_the_word_as_written_and_its_gap(batch: list[str]) -> None:
    tokens = tokenise(batch)
    for at in range(len(tokens.form)):
        text, end = batch[tokens.article[at]], tokens.end[at]
        gap = tokens.vocabulary.gaps.strings[tokens.gap[at]]
        assert text[tokens.start[at] : end] == tokens.vocabulary.forms.strings[tokens.form[at]]
        assert f"{text}\n"[end : end + len(gap)] == gap
    assert tokens.words.sum() == len(tokens.form)


@given(batches)
def test_an_article_of_a_batch_is_what_it_is_alone(batch: list[str]) -> None:
    together = tokenise(batch, Vocabulary(ABBREVIATIONS))
    for number, text in enumerate(batch):
        alone = tokenise([text], Vocabulary(ABBREVIATIONS))
        only = together.only(number)
        assert rows(only) == rows(alone)
        assert only.quotations.tolist() == alone.quotations.tolist()
        assert (only.words == alone.words).all()
        assert [only.vocabulary.gaps.strings[n] for n in only.gap] == [
            alone.vocabulary.gaps.strings[n] for n in alone.gap
        ]


@given(batches, st.integers(1, 6))
def test_batches_of_any_size_give_the_same_arrays(batch: list[str], size: int) -> None:
    whole, vocabulary = tokenise(batch), Vocabulary()
    parts = [tokenise(batch[at : at + size], vocabulary) for at in range(0, len(batch), size)]
    for name in ("words", "form", "gap", "start", "end", "term", "quoted", "n_quoted"):
        assert np.concatenate([[], *(getattr(part, name) for part in parts)]).tolist() == getattr(whole, name).tolist()
    assert sum(len(part.quotations) for part in parts) == len(whole.quotations)
    assert vocabulary.forms.strings == whole.vocabulary.forms.strings


@given(batches)
def test_numbers_grow_through_the_batch_and_each_article_begins_new_ones(batch: list[str]) -> None:
    tokens = tokenise(batch)
    new_article = np.diff(tokens.article) > 0
    for numbers in (tokens.sentence, tokens.clause, tokens.paragraph):
        steps = np.diff(numbers)
        assert set(steps.tolist()) <= {0, 1}
        assert (steps[new_article] == 1).all()


@given(batches)
def test_the_words_of_a_quotation_bear_its_number_and_lie_between_its_offsets(batch: list[str]) -> None:
    tokens = tokenise(batch)
    for number, (article, first, behind, start, end) in enumerate(tokens.quotations.tolist()):
        assert np.flatnonzero(tokens.quote == number).tolist() == list(range(first, behind))
        assert start <= tokens.start[first] < tokens.end[behind - 1] <= end <= len(batch[article])
        assert set(tokens.article[first:behind].tolist()) == {article}


@given(batches)
def test_sums_per_article_are_those_of_a_loop(batch: list[str]) -> None:
    tokens = tokenise(batch)
    lengths = tokens.end - tokens.start
    assert tokens.per_article(lengths).tolist() == [lengths[tokens.article == n].sum() for n in range(len(batch))]
    assert (tokens.n_own + tokens.n_quoted == tokens.words).all()


@pytest.mark.parametrize("batch", [[], [""], ["", ""], ["", "one", ""], ["...", "one"], ["one", "—"], ['"', "'"]])
def test_batches_without_words_or_with_empty_articles_have_their_arrays(batch: list[str]) -> None:
    tokens = tokenise(batch)
    assert tokens.n_articles == len(tokens.words) == len(batch)
    assert tokens.counts().shape[0] == len(batch)
    assert tokens.quotations.shape == (0, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the 100km road of the 1990s", ["the", "100km", "road", "of", "the", "1990s"]),
        ("$2.5bn, 1,500 men, 3.14.", ["2.5bn", "1,500", "men", "3.14"]),
        ("the U.S. Army and J.K. Brook", ["the", "U.S.", "Army", "and", "J.K.", "Brook"]),
        ("A. Brook of Plan A.", ["A", "Brook", "of", "Plan", "A"]),
        ("won't, o'clock, soldiers’ and it’s", ["won't", "o'clock", "soldiers", "and", "it’s"]),
        ("state-run snake_case", ["state", "run", "snake", "case"]),
        ("на об'єкті", ["на", "об'єкті"]),
    ],
)
def test_words_of_worked_examples(text: str, words: list[str]) -> None:
    assert [word.text for word in rows(tokenise([text]))] == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We go. They stay.", [0, 0, 1, 1]),
        ("Mr. Brook goes. They stay.", [0, 0, 0, 1, 1]),
        ("The U.S. Army goes.", [0, 0, 0, 0]),
        ("We go... and stay.", [0, 0, 0, 0]),
        ("„Wir gehen.“ Sie bleiben.", [0, 0, 1, 1]),
        ("«Go!» They stay.", [0, 1, 1]),
        ("We saw Node.NET there.", [0, 0, 0, 0, 0]),
        ("Headline\nWe go.", [0, 1, 1]),
        ("Who goes, Mr? They do.", [0, 0, 0, 1, 1]),
    ],
)
def test_sentences_of_worked_examples(text: str, sentences: list[int]) -> None:
    assert tokenise([text], Vocabulary(ABBREVIATIONS)).sentence.tolist() == sentences


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("we go, they stay", [0, 0, 1, 1]),
        ("Mr. Brook goes", [0, 0, 0]),
        ("well-known men", [0, 0, 0]),
        ("we go - they stay", [0, 0, 1, 1]),
        ("we go… (they stay", [0, 0, 1, 1]),
        ("we go… they stay", [0, 0, 0, 0]),
        ("Brook Inc., they stay", [0, 0, 1, 1]),
    ],
)
def test_clauses_of_worked_examples(text: str, clauses: list[int]) -> None:
    assert tokenise([text], Vocabulary(ABBREVIATIONS)).clause.tolist() == clauses


@given(st.lists(texts, min_size=1, max_size=5).filter(lambda batch: any(WORD.search(text) for text in batch)))
def test_counts_are_those_of_scikit_learn_with_the_same_pattern(batch: list[str]) -> None:
    def analyse(text: str) -> list[str]:
        return [word.lower().translate(CURLY) for word in WORD.findall(text)]

    counter = CountVectorizer(analyzer=analyse)
    theirs = counter.fit_transform(batch).toarray()
    tokens = tokenise(batch)
    column = [counter.vocabulary_[term] for term in tokens.vocabulary.terms.strings]
    assert (tokens.counts().toarray() == theirs[:, column]).all()
    assert len(column) == theirs.shape[1]


def test_counts_of_chosen_words_are_those_of_the_words_alone() -> None:
    tokens = tokenise(['The war goes on. "No war," she said.'])
    own, quoted = tokens.counts(~tokens.quoted), tokens.counts(tokens.quoted)
    assert (own + quoted != tokens.counts()).nnz == 0
    assert quoted.toarray()[0, tokens.vocabulary.terms["war"]] == 1


@given(batches)
def test_the_last_use_of_a_term_is_the_nearest_before_it_in_its_article(batch: list[str]) -> None:
    tokens = tokenise(batch)
    terms, first = tokens.term.tolist(), tokens.first[tokens.article].tolist()
    for at, previous in enumerate(tokens.previous.tolist()):
        uses = [use for use in range(first[at], at) if terms[use] == terms[at]]
        assert previous == (uses[-1] if uses else -1)
