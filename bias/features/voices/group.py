"""Who speaks: quotations and indirect speech, their speakers, the stance of the verbs that report them, scare quotes.

Words inside quotation marks are *quoted*; all others are the outlet's own. A quotation is *direct* where somebody says
it, and a *scare quote* where a few words stand in marks and nobody says them. *Indirect* speech is the outlet's own
words that report somebody's. A reporting verb is neutral (said), supporting (revealed: what is said is presented as
true), doubting (claimed) or dramatising (blasted).

Known errors: see ``attribution``, ``indirect``, ``scare`` and ``speech``.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.actors.phrases import picked
from bias.features.actors.sides import known_sides
from bias.features.finding import Floats, Found
from bias.features.harms.blame import accused
from bias.features.rates import MIN_WORDS, columns_of, evidence_rows, per_thousand, share, stacked, sums, texts_of
from bias.features.voices.attribution import Attribution, Attributor
from bias.features.voices.measures import INFO, STANCES
from bias.features.voices.speech import DIRECT, INDIRECT, KINDS, SCARE, Speech, find_speech
from bias.tokens import Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_OWN = MIN_WORDS["own"]
VOICES = [
    "article",
    "start",
    "end",
    "text",
    "kind",
    "speaker",
    "speaker_type",
    "side",
    "verb",
    "verb_stance",
    "n_words",
]


class Voices:
    """The feature group ``voices``; ``table`` gives the rows behind the table ``voices``."""

    name = "voices"
    info = INFO

    @cached_property
    def _attributor(self) -> Attributor:
        return Attributor()

    def _stance(self, found: Attribution, stance: str) -> Found:
        return found.verbs.of([self._attributor.verbs.categories.index(stance)])

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The voices of each article."""
        speech = find_speech(tokens, self._attributor.attribute(tokens))
        chosen = _chosen(speech)
        n = {name: sums(tokens, speech.first[rows]) for name, rows in chosen.items()}
        known = np.where(tokens.words < _OWN, 0.0, n["sourced"])
        most, sided = _words_of_sides(tokens, speech)
        columns = {
            "voices.quoted": share(tokens.n_quoted.astype(np.float64), tokens.words, _OWN),
            **{f"voices.{name}": per_thousand(n[name], tokens.words, _OWN) for name in KINDS},
            "voices.attributed": share(n["attributed"], np.where(tokens.words < _OWN, 0.0, n["direct"])),
            "voices.unnamed": share(n["unnamed"], known),
            "voices.officials": share(n["officials"], known),
            "voices.one_sided": share(most, np.where(tokens.words < _OWN, 0.0, sided)),
            **_heard(tokens, speech),
        }
        for stance in STANCES:
            used = sums(tokens, self._stance(speech.found, stance).hits.first)
            columns[f"voices.{stance}_own"] = per_thousand(used, tokens.n_own, _OWN)
        return columns_of(columns)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The quotations, the indirect speech and the reporting verbs."""
        one = tokens.only(article)
        speech = find_speech(one, self._attributor.attribute(one))
        chosen, n_words = _chosen(speech), speech.n_words.astype(np.float64)
        marked = speech.kind != INDIRECT
        frames = [evidence_rows(one, "voices.quoted", speech.hits.keep(marked), n_words[marked])]
        counted = (*KINDS, "attributed", "unnamed", "officials")
        frames += [evidence_rows(one, f"voices.{name}", speech.hits.keep(chosen[name])) for name in counted]
        frames.append(
            evidence_rows(one, "voices.one_sided", speech.hits.keep(chosen["sided"]), n_words[chosen["sided"]])
        )
        heard = speech.hits.keep(_of_accused(one, speech, accused(one)))
        frames.append(evidence_rows(one, "voices.accused_heard", heard))
        frames.append(evidence_rows(one, "voices.accused_heard_at", heard.keep(np.arange(len(heard)) == 0)))
        frames += [
            evidence_rows(one, f"voices.{stance}_own", self._stance(speech.found, stance).hits) for stance in STANCES
        ]
        return stacked(frames)

    def table(self, tokens: Tokens) -> pd.DataFrame:
        """Every quotation and every stretch of indirect speech: where, who says it, with which verb.

        Returns
        -------
        DataFrame
            The columns of the schema's table ``voices``, with ``article`` (row in the batch) for the id.
        """
        speech = find_speech(tokens, self._attributor.attribute(tokens))
        found, article = speech.found, tokens.article[speech.first]
        stances = np.array([*self._attributor.verbs.categories, None])
        types, sides = np.array([*known_sides().roles.categories, None]), np.array([*known_sides().names, None])
        rows = pd.DataFrame(
            {
                "article": article,
                "start": speech.start,
                "end": speech.end,
                "text": [tokens.texts[a][s:e] for a, s, e in zip(article, speech.start, speech.end, strict=True)],
                "kind": np.array(KINDS)[speech.kind],
                "speaker": _texts(tokens, found.actors.head_first, found.actors.head_last, speech.speaker),
                "speaker_type": types[speech.type],
                "side": sides[speech.side],
                "verb": _texts(tokens, found.verbs.hits.first, found.verbs.hits.last, speech.verb),
                "verb_stance": stances[np.append(found.verbs.category, -1)[speech.verb]],
                "n_words": speech.n_words,
            },
            columns=VOICES,
        )
        texts = ["text", "kind", "speaker", "speaker_type", "side", "verb", "verb_stance"]
        return rows.astype(dict.fromkeys(texts, "str"))


def _chosen(speech: Speech) -> dict[str, Bools]:
    """Which speech each measure counts."""
    types = {name: number for number, name in enumerate(known_sides().roles.categories)}
    said = (speech.kind != SCARE) & (speech.speaker >= 0)
    return {
        **{name: speech.kind == number for number, name in enumerate(KINDS)},
        "attributed": said & (speech.kind == DIRECT),
        "sourced": said & (speech.type >= 0),
        "unnamed": said & (speech.type == types["unnamed"]),
        "officials": said & np.isin(speech.type, [types["official"], types["military"]]),
        "sided": said & (speech.side >= 0),
    }


def _words_of_sides(tokens: Tokens, speech: Speech) -> tuple[Floats, Floats]:
    """For each article the words given to the side that gets most, and to all sides."""
    sided = _chosen(speech)["sided"]
    n_sides = max(len(known_sides().names), 1)
    cell = tokens.article[speech.first[sided]] * n_sides + speech.side[sided]
    words = np.bincount(cell, speech.n_words[sided], tokens.n_articles * n_sides).reshape(-1, n_sides)
    return words.max(axis=1), words.sum(axis=1)


def _of_accused(tokens: Tokens, speech: Speech, side: Ints) -> Bools:
    """Which speech is that of the side (one an article) most often named as doing harm."""
    found: Bools = _chosen(speech)["sided"] & (speech.side == side[tokens.article[speech.first]])
    return found


def _heard(tokens: Tokens, speech: Speech) -> dict[str, Floats]:
    """Whether the side most often named as doing harm is heard, and how far down."""
    side = accused(tokens)
    first = speech.first[_of_accused(tokens, speech, side)]
    articles, at = np.unique(tokens.article[first], return_index=True)
    position = np.full(tokens.n_articles, np.nan)
    position[articles] = (first[at] - tokens.first[articles]) / tokens.words[articles]
    known = (side >= 0) & (tokens.words >= _OWN)
    heard = np.where(known, (~np.isnan(position)).astype(np.float64), np.nan)
    return {"voices.accused_heard": heard, "voices.accused_heard_at": np.where(known, position, np.nan)}


def _texts(tokens: Tokens, first: Ints, last: Ints, rows: Ints) -> list[str | None]:
    """The words from first to last of some rows; None where the row is -1."""
    return texts_of(tokens, picked(first, rows), picked(last, rows))


GROUP = Voices()
