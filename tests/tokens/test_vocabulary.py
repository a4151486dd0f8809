"""What is known of forms, terms and gaps, and that their numbers last."""

from __future__ import annotations

from hypothesis import given

from bias.tokens import Vocabulary, tokenise
from tests.tokens.strategies import batches, texts


@given(batches, texts)
def test_numbers_once_given_never_change(batch: list[str], later: str) -> None:
    vocabulary = Vocabulary()
    first = tokenise(batch, vocabulary)
    terms, forms, before = list(vocabulary.terms.strings), list(vocabulary.forms.strings), first.term.tolist()
    tokenise([later, *batch], vocabulary)
    again = tokenise(batch, vocabulary)
    assert vocabulary.forms.strings[: len(forms)] == forms
    assert vocabulary.terms.strings[: len(terms)] == terms
    assert again.term.tolist() == before


@given(batches)
def test_arrays_over_the_vocabulary_have_an_entry_for_each_string_and_grow_with_it(batch: list[str]) -> None:
    vocabulary = Vocabulary()
    for text in batch:
        tokenise([text], vocabulary)
        assert len(vocabulary.term_of_form()) == len(vocabulary.forms.strings)
        assert len(vocabulary.syllables()) == len(vocabulary.terms.strings)
        assert len(vocabulary.commas()) == len(vocabulary.gaps.strings)


@given(batches)
def test_each_string_has_one_number_and_each_number_its_string(batch: list[str]) -> None:
    vocabulary = tokenise(batch).vocabulary
    for numbered in (vocabulary.forms, vocabulary.terms, vocabulary.gaps):
        assert [numbered[string] for string in numbered.strings] == list(range(len(numbered)))


def test_forms_that_differ_in_case_or_apostrophe_are_one_term() -> None:
    tokens = tokenise(["Don't DON’T don‘t"])
    assert len(set(tokens.form.tolist())) == 4
    assert tokens.vocabulary.terms.strings == ["don't", "don", "t"]


def test_properties_of_forms_and_gaps() -> None:
    vocabulary = tokenise(["Kyiv, 24 men, women: who? No! Mr. Go"], Vocabulary(["mr"])).vocabulary
    forms, gaps = vocabulary.forms.strings, vocabulary.gaps.strings
    assert [form for form, known in zip(forms, vocabulary.capitalised(), strict=True) if known] == [
        "Kyiv",
        "No",
        "Mr",
        "Go",
    ]
    assert [form for form, known in zip(forms, vocabulary.is_stop(), strict=True) if known] == ["Mr"]
    assert [t for t, known in zip(vocabulary.terms.strings, vocabulary.is_number(), strict=True) if known] == ["24"]
    assert [gap for gap, known in zip(gaps, vocabulary.questions(), strict=True) if known] == ["? "]
    assert [gap for gap, known in zip(gaps, vocabulary.commas(), strict=True) if known] == [", "]


def test_forms_of_one_stem_share_its_number() -> None:
    tokens = tokenise(["negotiate negotiations negotiated war"])
    stems = tokens.vocabulary.stem_of_term()[tokens.term].tolist()
    assert stems[0] == stems[1] == stems[2] != stems[3]
