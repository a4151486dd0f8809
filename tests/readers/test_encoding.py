"""Bytes to text without being told the encoding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bias.readers.encoding import decode, sound

RUSSIAN = ["Мост", "в", "Бреу", "закрыт", "с", "утра", "ёлка", "и", "ОБЪЕЗД", "есть"]
UKRAINIAN = ["Її", "міст", "і", "річка", "зачинено", "зранку", "ґанок", "є", "об'їзд"]
FRENCH = ["été", "à", "la", "rivière", "où", "le", "pont", "fermé", "«", "»", "garçon", "œuvre"]
SPANISH = ["¿Qué", "pasó", "en", "el", "río?", "mañana", "año", "él", "puente"]
ENGLISH = ["the", "bridge", "is", "closed", "“today”", "–", "it’s", "50", "%"]

words = st.sampled_from([*RUSSIAN, *UKRAINIAN, *FRENCH, *SPANISH, *ENGLISH])
texts = st.lists(words, min_size=4, max_size=60).map(" ".join)


def _of(vocabulary: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(vocabulary), min_size=4, max_size=60).map(" ".join)


@settings(deadline=None)
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_unicode_text_comes_back_whole_with_and_without_a_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@settings(deadline=None)
@given(_of(RUSSIAN), st.sampled_from([*ENGLISH[:3], "(BBC)", "100 km"]))
def test_cyrillic_in_cp1251_is_told_from_western_text(text: str, latin: str) -> None:
    mixed = f"{latin} Мост {text}"
    assert decode(mixed.encode("cp1251")) == mixed


def test_ukrainian_letters_of_cp1251_are_read_as_such() -> None:
    text = " ".join(UKRAINIAN)
    assert decode(text.encode("cp1251")) == text


@settings(deadline=None)
@given(st.one_of(_of(FRENCH), _of(SPANISH), _of(ENGLISH)))
def test_western_text_in_cp1252_is_told_from_cyrillic(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_latin_1_control_bytes_that_cp1252_lacks_do_not_stop_reading() -> None:
    assert decode(b"caf\xe9 \x81") == "café \x81"


def test_utf_8_with_a_damaged_letter_stays_utf_8() -> None:
    data = "Київ, Одеса, Львів".encode()
    assert decode(data[:-1]) == "Київ, Одеса, Льві\ufffd"


def test_a_stray_nul_does_not_make_text_utf_16() -> None:
    assert sound(decode(b"The bridge\x00 is closed today")) == "The bridge is closed today"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_become_one(end: str) -> None:
    assert sound(f"one{end}two{end}") == "one\ntwo\n"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=30))
def test_sound_text_can_always_be_written_and_stays_as_it_is(text: str) -> None:
    clean = sound(text)
    assert sound(clean.encode().decode()) == clean
    assert "\0" not in clean
    assert "\r" not in clean


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_some_text(data: bytes) -> None:
    text = sound(decode(data))
    assert text.encode().decode() == text
