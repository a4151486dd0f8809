"""Who speaks: quotations, their speakers, the stance of the verbs that report them, and scare quotes.

Words inside quotation marks are *quoted*; all others are the outlet's own. A quotation is *direct* where somebody says
it, and a *scare quote* where a few words stand in marks and nobody says them. A reporting verb is neutral (said),
supporting (revealed: what is said is presented as true), doubting (claimed) or dramatising (blasted).

Known errors: see ``attribution``; indirect speech is not counted; a title of a book or film in marks is taken for a
scare quote.

Source: Asr, F. T. et al. (2021). The Gender Gap Tracker: Using Natural Language Processing to measure gender bias in
media. PLOS ONE 16(1), e0245533 (quotations and speakers); Recasens, Danescu-Niculescu-Mizil and Jurafsky (2013)
(verbs).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.attribution import Attribution, Attributor
from bias.features.base import FeatureInfo
from bias.features.rates import MIN_WORDS, Found, evidence_rows, per_thousand, share, stacked, sums
from bias.tokens import Hits, Tokens

_GENDER_GAP = (
    "Asr, F. T. et al. (2021). The Gender Gap Tracker: Using Natural Language Processing to measure gender bias in "
    "media. PLOS ONE 16(1), e0245533."
)
_RECASENS = (
    "Recasens, M., Danescu-Niculescu-Mizil, C. and Jurafsky, D. (2013). Linguistic models for analyzing and detecting "
    "biased language. Proceedings of ACL 2013, 1650-1659."
)
_OWN = MIN_WORDS["own"]
STANCES = {
    "neutral": "more reporting with said, told, according to",
    "supporting": "more reporting that presents what is said as true: confirmed, pointed out",
    "doubting": "more reporting that casts doubt: claimed, alleged",
    "dramatising": "more reporting that adds drama: blasted, slammed",
}
#: A stretch in marks of at most this many words can be a scare quote.
_MAX_SCARE = 5
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
    info = (
        FeatureInfo(
            "voices.quoted",
            "share",
            "more of the text is in somebody's mouth",
            "words inside quotation marks / words",
            _GENDER_GAP,
            high=1.0,
        ),
        FeatureInfo(
            "voices.direct",
            "per 1,000 words",
            "more direct quotations",
            "1000 × direct quotations / words",
            _GENDER_GAP,
            high=1000.0,
        ),
        FeatureInfo(
            "voices.scare",
            "per 1,000 words",
            "more scare quotes",
            "1000 × scare quotes / words",
            _RECASENS,
            high=1000.0,
        ),
        FeatureInfo(
            "voices.attributed",
            "share",
            "more direct quotations have a speaker who is named or described",
            "direct quotations with a speaker / direct quotations",
            _GENDER_GAP,
            high=1.0,
        ),
        *(
            FeatureInfo(
                f"voices.{stance}_own",
                "per 1,000 own words",
                higher_means,
                f"1000 × {stance} reporting verbs in own words / own words",
                _RECASENS,
                high=1000.0,
                lexicons=("reporting-verbs-en",),
            )
            for stance, higher_means in STANCES.items()
        ),
    )

    @cached_property
    def _attributor(self) -> Attributor:
        return Attributor()

    def _stance(self, found: Attribution, stance: str) -> Found:
        return found.verbs.of([self._attributor.verbs.categories.index(stance)])

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The voices of each article."""
        found = self._attributor.attribute(tokens)
        scare = is_scare(tokens, found)
        article = tokens.quotations[:, 0]
        direct = np.bincount(article[~scare], minlength=tokens.n_articles).astype(np.float64)
        spoken = ~scare & ((found.name_first >= 0) | (found.role >= 0))
        columns = {
            "voices.quoted": share(tokens.n_quoted.astype(np.float64), tokens.words, _OWN),
            "voices.direct": per_thousand(direct, tokens.words, _OWN),
            "voices.scare": per_thousand(
                np.bincount(article[scare], minlength=tokens.n_articles).astype(np.float64), tokens.words, _OWN
            ),
            "voices.attributed": share(
                np.bincount(article[spoken], minlength=tokens.n_articles).astype(np.float64),
                np.where(tokens.words < _OWN, 0.0, direct),
            ),
        }
        for stance in STANCES:
            used = sums(tokens, self._stance(found, stance).hits.first)
            columns[f"voices.{stance}_own"] = per_thousand(used, tokens.n_own, _OWN)
        return pd.DataFrame(columns)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The quotations and the reporting verbs."""
        one = tokens.only(article)
        found = self._attributor.attribute(one)
        scare = is_scare(one, found)
        spans = Hits(np.arange(len(scare)), one.quotations[:, 1], one.quotations[:, 2] - 1)
        spoken = ~scare & ((found.name_first >= 0) | (found.role >= 0))
        n_words = (one.quotations[:, 2] - one.quotations[:, 1]).astype(np.float64)
        frames = [
            evidence_rows(one, "voices.quoted", spans, n_words),
            evidence_rows(one, "voices.direct", spans.keep(~scare)),
            evidence_rows(one, "voices.scare", spans.keep(scare)),
            evidence_rows(one, "voices.attributed", spans.keep(spoken)),
        ]
        frames += [evidence_rows(one, f"voices.{stance}_own", self._stance(found, stance).hits) for stance in STANCES]
        return stacked(frames)

    def table(self, tokens: Tokens) -> pd.DataFrame:
        """Every quotation of the batch: where, who says it, with which verb.

        Returns
        -------
        DataFrame
            The columns of the schema's table ``voices``, with ``article`` (row in the batch) for the id.
        """
        found = self._attributor.attribute(tokens)
        article, first, behind, start, end = tokens.quotations.T
        stances, types = np.array([*self._attributor.verbs.categories, None]), self._types()
        rows = pd.DataFrame(
            {
                "article": article,
                "start": start,
                "end": end,
                "text": [tokens.texts[a][s:e] for a, s, e in zip(article, start, end, strict=True)],
                "kind": np.where(is_scare(tokens, found), "scare", "direct"),
                "speaker": _texts(tokens, found.name_first, found.name_last),
                "speaker_type": types[_category(found.roles, found.role)],
                "side": None,
                "verb": _texts(tokens, *_span(found.verbs.hits, found.verb)),
                "verb_stance": stances[_category(found.verbs, found.verb)],
                "n_words": behind - first,
            },
            columns=VOICES,
        )
        texts = ["text", "kind", "speaker", "speaker_type", "side", "verb", "verb_stance"]
        return rows.astype(dict.fromkeys(texts, "str"))

    def _types(self) -> NDArray[np.object_]:
        return np.array([*self._attributor.roles.categories, None])


def is_scare(tokens: Tokens, found: Attribution) -> NDArray[np.bool_]:
    """Which quotations are scare quotes: a few words, no closing punctuation, and no reporting verb close by."""
    _, first, behind, _, end = tokens.quotations.T
    n_words = behind - first
    if not len(n_words):
        return np.zeros(0, bool)
    last = behind - 1
    closes = tokens.end[last] < end
    scare: NDArray[np.bool_] = (n_words <= _MAX_SCARE) & ~closes & (found.verb < 0)
    return scare


def _span(hits: Hits, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last words of some hits; -1 where the row is -1."""
    first, last = np.append(hits.first, -1), np.append(hits.last, -1)
    return first[rows], last[rows]


def _category(found: Found, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Category of some rows; -1 where the row is -1."""
    return np.append(found.category, -1)[rows]


def _texts(tokens: Tokens, first: NDArray[np.int64], last: NDArray[np.int64]) -> list[str | None]:
    """The words from each first to each last; None where they are -1."""
    article = tokens.article
    pairs = zip(first.tolist(), last.tolist(), strict=True)
    return [tokens.slice(int(article[f]), f, b) if f >= 0 else None for f, b in pairs]


GROUP = Voices()
