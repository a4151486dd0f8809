"""All that a text puts in somebody's mouth, quoted or reported, as one table of arrays: where, whose, of what side.

A speaker's type is that of their role noun, here or beside the same surname elsewhere in the article. Without one, a
person with an age or only a first name is a citizen, and a country, capital or body speaks as an official. *Unnamed* is
a source that the text leaves in the dark: it says so ("a source familiar with …"), or it is "officials", "witnesses",
"two officers", with neither name nor side.

Known errors: those of ``attribution`` and ``indirect``; an expert of a ministry is an official.

Source of the types: Sigal, L. V. (1973). Reporters and Officials. Lexington, MA: D. C. Heath.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.keys import first_of
from bias.features.actors.names import flags, is_before
from bias.features.actors.phrases import picked
from bias.features.actors.referents import Actors
from bias.features.actors.sides import known_sides
from bias.features.voices.attribution import Attribution
from bias.features.voices.indirect import find_reports
from bias.features.voices.scare import is_scare
from bias.tokens import Hits, Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
KINDS = ("direct", "indirect", "scare")
DIRECT, INDIRECT, SCARE = range(3)
_ONE = ("a", "an", "one", "another", "unnamed")
_MANY = ("two", "three", "four", "five", "six", "several", "some", "many", "other")
#: How many words behind a source may say that it is not to be named.
_REACH = 12
_NONE = -1


@dataclass(frozen=True, eq=False)
class Speech:
    """Quotations and indirect speech of a batch in order of place, one entry each.

    Attributes
    ----------
    kind
        ``DIRECT``, ``INDIRECT`` or ``SCARE``: an index into ``KINDS``.
    first, last
        First and last word.
    start, end
        Offsets in the article.
    verb
        A row of ``found.verbs``, or -1.
    speaker
        A row of ``found.actors``, or -1.
    type, side
        Number of the speaker's type and side, or -1.
    found
        What they were taken from.
    """

    kind: Ints
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    verb: Ints
    speaker: Ints
    type: Ints
    side: Ints
    found: Attribution

    @property
    def n_words(self) -> Ints:
        """Words in each."""
        return self.last - self.first + 1

    @property
    def hits(self) -> Hits:
        """Where they stand."""
        return Hits(np.arange(len(self.kind)), self.first, self.last)


def find_speech(tokens: Tokens, found: Attribution) -> Speech:
    """What is quoted and reported in a batch."""
    reports = find_reports(tokens, found)
    quotations = tokens.quotations
    n_quoted = len(quotations)
    scare = is_scare(tokens, found)
    first = np.concatenate([quotations[:, 1], reports.first])
    order = np.argsort(first, kind="stable")
    kind = np.concatenate([np.where(scare, SCARE, DIRECT), np.full(len(reports), INDIRECT)])
    verb = np.concatenate([np.where(scare, _NONE, found.verb), reports.verb])
    speaker = np.concatenate([np.where(scare, _NONE, found.quoted), found.speaker[reports.verb]])
    last = np.concatenate([quotations[:, 2] - 1, reports.last])
    start = np.concatenate([quotations[:, 3], tokens.start[reports.first]])
    end = np.concatenate([quotations[:, 4], tokens.end_of(last[n_quoted:])])
    speaker = speaker[order]
    return Speech(
        kind=kind[order],
        first=first[order],
        last=last[order],
        start=start[order],
        end=end[order],
        verb=verb[order],
        speaker=speaker,
        type=picked(_types(tokens, found.actors), speaker),
        side=picked(found.actors.side, speaker),
        found=found,
    )


def _types(tokens: Tokens, actors: Actors) -> Ints:
    """For each actor the number of its type as a speaker, or -1."""
    number = {name: at for at, name in enumerate(known_sides().roles.categories)}
    kind = np.append(actors.roles.category, _NONE)[actors.role]
    soldiers = actors.of_word[actors.roles.hits.first[actors.roles.category == number["military"]]]
    kind[soldiers] = number["military"]
    soldier, known = (first_of(actors.surname, flag) for flag in (kind == number["military"], kind >= 0))
    kind = np.where(kind < 0, picked(kind, known), kind)
    kind = np.where(soldier >= 0, number["military"], kind)
    alone = actors.is_person & (actors.head_first == actors.head_last) & (actors.side < 0)
    kind = np.where((kind < 0) & (actors.has_age | alone), number["citizen"], kind)
    kind = np.where((kind < 0) & actors.has_name, number["official"], kind)
    return np.where(_is_unnamed(tokens, actors, kind, number), number["unnamed"], kind)


@cache
def _plural_roles() -> Bools:
    """For each role noun whether it is a plural, and at last a no."""
    entries = known_sides().roles.entries
    return np.array([*(entry.term.endswith(("s", "men", "people")) for entry in entries), False])


def _is_unnamed(tokens: Tokens, actors: Actors, kind: Ints, number: dict[str, int]) -> Bools:
    """Which actors the text leaves in the dark."""
    if not len(actors):
        return np.zeros(0, bool)
    is_plural = _plural_roles()[np.append(actors.roles.hits.entry, _NONE)[actors.role]]
    one, many = (is_before(tokens, actors.first, flags(tokens, words)) for words in (_ONE, _MANY))
    official = np.isin(kind, [number["official"], number["military"]])
    human = np.isin(kind, [number[name] for name in ("official", "military", "expert", "citizen")])
    bare = is_plural & ~actors.has_name & (actors.side < 0) & ~actors.is_definite & ~one & ~many
    hidden = actors.roles.hits.first[actors.roles.category == number["unnamed"]]
    after = np.append(hidden, len(tokens.term) + _REACH)[np.searchsorted(hidden, actors.first)]
    at = np.minimum(after, len(tokens.term) - 1)
    said = (after - actors.last <= _REACH) & (tokens.sentence[at] == tokens.sentence[actors.first])
    vague = human & (bare | one | (many & official))
    unnamed: Bools = ~actors.is_person & ~actors.is_body & (actors.role >= 0) & (vague | said)
    return unnamed
