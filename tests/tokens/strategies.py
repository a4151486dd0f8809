"""Texts as news sites never meant them: words, marks, numbers and characters of every kind in any order."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = [
    "the",
    "The",
    "war",
    "War",
    "Kyiv's",
    "don’t",
    "it's",
    "mr",
    "Mr",
    "I",
    "A",
    "U.S.",
    "J.K.",
    "e.g.",
    "soldiers'",
]
NUMBERS = ["6", "1,500", "2.5bn", "1990s", "3.14.15", "10:30", "٣٫٥", "½", "²"]
OTHER = [
    "мир",
    "Київ",
    "об'єкт",
    "می\u200cرویم",
    "ß",
    "İ",
    "ﬁn",
    "e\u0301",
    "🙂",
    "👩\u200d🚀",
    "\x00",
    "\ud800",
    "_",
    "\u00ad",
]
MARKS = [*"\"'“”‘’«»„‹›.,;:!?…()[]–—-|•/", "...", " - ", "?!", '."', ".” "]
SPACE = [" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028"]

fragments = st.one_of(
    *(st.sampled_from(group) for group in (WORDS, NUMBERS, OTHER, MARKS, SPACE, SPACE)), st.characters()
)
texts = st.lists(fragments, max_size=50).map("".join)
batches = st.lists(texts, max_size=6)
