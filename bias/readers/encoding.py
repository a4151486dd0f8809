r"""Bytes to text when nobody says how they were encoded.

UTF-8 text is all but never valid by chance, so it is tried first; UTF-16 shows itself by a mark or by NUL bytes and
letters of one alphabet. What is left has one byte a letter, where cp1251 (Cyrillic) and cp1252 (Western European) give
the same bytes to different letters: Cyrillic words are runs of high bytes, while in Western European words a high
byte stands among plain ones.
"""

from __future__ import annotations

import re

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: Bytes that are Russian, Ukrainian, Belarusian or Bulgarian letters in cp1251.
_HIGH = rb"[\xc0-\xff\xa5\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf]"
_CYRILLIC = re.compile(rb"(?<![A-Za-z])" + _HIGH + rb"{2,}(?![A-Za-z])")
_WESTERN = re.compile(rb"[A-Za-z]" + _HIGH + rb"|" + _HIGH + rb"[A-Za-z]")
_USUAL = re.compile("[\t\n\r -~\u00a0-\u07ff\u2010-\u205f\u20a0-\u20bf\u2116\u2122]")
_MOSTLY = 0.9
#: Characters that no text needs, and which share of them shows that the bytes were none.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SAMPLE, _NOISE, _STRAY = 20_000, 0.1, 200
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text of the bytes, in UTF-8, UTF-16, UTF-32, cp1251, cp1252 or latin-1, without a byte order mark.

    Examples
    --------
    >>> decode("Москва и Киев".encode("cp1251")), decode("café".encode("cp1252")), decode("Київ".encode())
    ('Москва и Киев', 'café', 'Київ')
    >>> decode("no mark".encode("utf-16-be"))
    'no mark'
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if b"\0" in data and (codec := _utf16(data)):
        return data.decode(codec, "replace")
    text = _utf8(data)
    return _one_byte(data) if text is None else text


def sound(text: str) -> str:
    r"""The text with every line end as ``\n``, without NUL, and with U+FFFD for half characters (lone surrogates).

    Examples
    --------
    >>> sound("one\r\ntwo\rthree\0")
    'one\ntwo\nthree'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass"))
    return text


def is_noise(text: str) -> bool:
    r"""Whether what was decoded is no text, because control characters stand all over it.

    Examples
    --------
    >>> is_noise("one stray\0 character"), is_noise("\x02\x91k\x07\x1f~" * 90)
    (False, True)
    """
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(_NOISE * len(sample), _STRAY)


def _utf16(data: bytes) -> str:
    """The UTF-16 codec of bytes that hold NUL, or nothing.

    Read as UTF-16, bytes of another encoding with a stray NUL are letters from all over Unicode; so the text must
    consist of letters of alphabets and of usual punctuation.
    """
    share = {codec: _alphabetic(data.decode(codec, "replace")) for codec in ("utf-16-le", "utf-16-be")}
    codec = max(share, key=lambda name: share[name])
    return codec if share[codec] > _MOSTLY else ""


def _alphabetic(text: str) -> float:
    """Share of the characters that are letters of alphabets or usual punctuation."""
    return len(_USUAL.findall(text)) / max(len(text), 1)


def _utf8(data: bytes) -> str | None:
    """UTF-8 text, a few damaged letters allowed; None where damage is the rule, so that it is something else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        whole = len(text) - len(text.encode("ascii", "ignore")) - damaged
        return text if whole > 2 * damaged else None


def _one_byte(data: bytes) -> str:
    if len(_CYRILLIC.findall(data)) > len(_WESTERN.findall(data)):
        return data.decode("cp1251", "replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
