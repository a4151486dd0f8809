"""Who a text speaks of, and whose side they are on: noun phrases led back to the person or body that they stand for.

An actor's side is the one that its head names ("House Speaker *Nancy Pelosi*"), else the one named first in its phrase;
else that of an actor of the same surname in the article; of a described actor ("the ministry") that of the actor
described so before it, or else behind it.

Known errors: see ``chunks``; two persons of one surname are taken for one; of two ministers "the minister" is the one
named last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bias.features.actors.keys import first_of, last_of, nearest_of, numbered
from bias.features.actors.names import find_names, flags, is_before
from bias.features.actors.phrases import DEFINITE, find_chunks, picked, row_of_word, ties
from bias.features.finding import Finder, Found
from bias.lexicon import embedded
from bias.tokens import Hits, Tokens

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_OWNERS = ("its", "his", "her", "their")
_NONE = -1


@dataclass(frozen=True, eq=False)
class Actors:
    """The actors of a batch in order of place, one entry each but for ``of_word``.

    Attributes
    ----------
    of_word
        For each word the actor that it is a name, role noun or pronoun of, or -1.
    first, last
        First and last word of the whole phrase.
    head_first, head_last
        The words that name it best: a person's name, else the first chunk.
    surname, description
        Equal numbers for equal surnames and for equal role nouns of an article; -1 where there is none.
    is_person, is_pronoun
        Whether it is a named person; whether it is only a pronoun.
    is_body
        Whether it is no person: an institution, an army, a document, or a name that is no person's.
    is_led
        Whether a preposition stands before it.
    is_definite, is_owned
        Whether *the*, *its* … stands before it; whether it is *its*, *his*, *her* or *their*.
    is_owner
        Whether it ends in a possessive.
    has_name, has_age
        Whether its head holds a name; whether an age stands behind that.
    role
        What it is: a row of ``roles``, or -1.
    side
        Number of its side, or -1.
    referent
        The actor that names it best: itself, or one of the same surname or description.
    roles
        The role nouns of the batch.
    """

    of_word: Ints
    first: Ints
    last: Ints
    head_first: Ints
    head_last: Ints
    surname: Ints
    description: Ints
    is_person: Bools
    is_pronoun: Bools
    is_body: Bools
    is_led: Bools
    is_definite: Bools
    is_owned: Bools
    is_owner: Bools
    has_name: Bools
    has_age: Bools
    role: Ints
    side: Ints
    referent: Ints
    roles: Found

    def __len__(self) -> int:
        return len(self.first)


class ActorFinder:
    """Finds the actors of a batch; holds the lists it needs."""

    @cached_property
    def roles(self) -> Finder:
        """Nouns that say what an actor is, categories are speaker types."""
        return Finder(embedded("speaker-roles-en"))

    @cached_property
    def _closed(self) -> dict[str, tuple[str, ...]]:
        lexicon = embedded("function-words-en")
        return {category: lexicon.terms(category) for category in lexicon.categories}

    @cached_property
    def _is_body(self) -> Bools:
        """For each entry of the role nouns whether it means an institution or a document, not a person."""
        entries = self.roles.lexicon.entries
        body = [
            e.note.startswith("institution") or e.note.endswith("body") or e.category == "document" for e in entries
        ]
        return np.array(body)

    def find(self, tokens: Tokens, named_side: Ints) -> Actors:
        """The actors of a batch; ``named_side`` holds for each word the number of the side that it names, or -1."""
        actors = self._grouped(tokens, named_side)
        return _resolved(actors, tokens.article[actors.first])

    def _grouped(self, tokens: Tokens, named_side: Ints) -> Actors:
        """Actors with the side that they name themselves, each its own referent."""
        roles = self.roles.find(tokens)
        role_of_word = row_of_word(tokens, roles.hits)
        allowed = (role_of_word < 0) & ~_opens_sentence_before_role(tokens, role_of_word, named_side)
        names = find_names(tokens, allowed, self._closed)
        closed = flags(tokens, (word for words in self._closed.values() for word in words))
        chunks = find_chunks(tokens, names, roles.hits, role_of_word, closed)
        determiner = flags(tokens, (*self._closed["determiner"], *DEFINITE))
        is_body = self._is_body[roles.hits.entry]
        begins = np.flatnonzero(~ties(tokens, chunks, names, determiner, is_body))
        ends = np.append(begins[1:], len(chunks.first))[: len(begins)] - 1
        person = _first_chosen(chunks.is_person, begins)
        head = np.where(person >= 0, person, begins)
        run, role = chunks.run[head], picked(chunks.role, _first_chosen(chunks.role >= 0, begins))
        first, last = chunks.first[begins], chunks.last[ends]
        led_at = first - (is_before(tokens, first, determiner) & ~chunks.is_pronoun[head])
        actor_of_chunk = np.repeat(np.arange(len(begins)), ends - begins + 1)
        is_thing = (person < 0) & (run >= 0) & (chunks.role[head] < 0)
        best = (
            np.where(person >= 0, picked(names.first, run), chunks.first[head]),
            np.where(person >= 0, picked(names.last, run), np.where(is_thing, last, chunks.last[head])),
        )
        return Actors(
            of_word=_of_words(chunks.of_word, actor_of_chunk),
            first=first,
            last=last,
            head_first=best[0],
            head_last=best[1],
            surname=np.where(person >= 0, picked(names.surname, run), _NONE),
            description=_descriptions(tokens, picked(roles.hits.last, role)),
            is_person=person >= 0,
            is_pronoun=chunks.is_pronoun[head],
            is_body=np.where(role >= 0, picked(is_body, role), (run >= 0) & (person < 0)),
            is_led=is_before(tokens, led_at, flags(tokens, self._closed["preposition"])),
            is_definite=is_before(tokens, first, flags(tokens, DEFINITE)),
            is_owned=is_before(tokens, first, flags(tokens, _OWNERS)),
            is_owner=tokens.vocabulary.is_possessive()[tokens.term[last]],
            has_name=run >= 0,
            has_age=picked(names.has_age, run),
            role=role,
            side=_own_side(named_side, Hits(head, *best), Hits(head, first, last)),
            referent=np.arange(len(begins)),
            roles=roles,
        )


def _opens_sentence_before_role(tokens: Tokens, role_of_word: Ints, named_side: Ints) -> Bools:
    """Words whose capital is only that of the sentence: *Two* officers, *Local* officials; no possessive, no side."""
    at = tokens.sentence_bounds[:-1]
    at = at[at < len(tokens.term) - 1]
    at = at[(role_of_word[at + 1] >= 0) & (named_side[at] < 0)]
    at = at[~tokens.vocabulary.capitalised()[tokens.form[at + 1]]]
    found = np.zeros(len(tokens.term), bool)
    found[at[~tokens.vocabulary.is_possessive()[tokens.term[at]]]] = True
    return found


def _resolved(actors: Actors, article: Ints) -> Actors:
    """Sides carried over, and referents; ``article`` is that of each actor."""
    known = np.where(actors.is_definite | actors.has_name, actors.description, _NONE)
    owned = actors.is_owned & ~actors.is_pronoun & (actors.side < 0)
    subject = (actors.side >= 0) & ~actors.is_led & ~actors.is_owner
    owner = np.where(owned, last_of(np.where(owned | subject, article, _NONE), subject), _NONE)
    actors = replace(actors, side=np.where(owned, picked(actors.side, owner), actors.side))
    side = np.where(actors.side >= 0, actors.side, picked(actors.side, first_of(actors.surname, actors.side >= 0)))
    like_it = nearest_of(known, actors.has_name & (side >= 0))
    side = np.where((side < 0) & ~actors.has_name, picked(side, like_it), side)
    whole = first_of(actors.surname, actors.is_person & (actors.head_last > actors.head_first))
    described = np.where(actors.has_name, _NONE, nearest_of(known, actors.has_name))
    itself = np.arange(len(actors))
    referent = np.where(described >= 0, described, itself)
    fullest = whole[referent]
    return replace(actors, side=side, referent=np.where(fullest >= 0, fullest, referent))


def _descriptions(tokens: Tokens, word: Ints) -> Ints:
    """Equal numbers for the same role noun in an article; -1 where there is none."""
    known = np.flatnonzero(word >= 0)
    numbers = np.full(len(word), _NONE)
    at = word[known]
    numbers[known] = numbered(tokens.article[at], tokens.vocabulary.base_of_term()[tokens.term[at]])
    return numbers


def _first_chosen(chosen: Bools, begins: Ints) -> Ints:
    """For each group of rows that begins at these the first chosen row of it, or -1."""
    if not len(begins):
        return begins
    rows = np.where(chosen, np.arange(len(chosen)), len(chosen))
    found = np.minimum.reduceat(rows, begins)
    return np.where(found < len(chosen), found, _NONE)


def _of_words(chunk: Ints, actor: Ints) -> Ints:
    """For each word the actor of its chunk, or -1."""
    at = np.flatnonzero(chunk >= 0)
    of_word = np.full(len(chunk), _NONE)
    of_word[at] = actor[chunk[at]]
    return of_word


def _own_side(named_side: Ints, head: Hits, whole: Hits) -> Ints:
    """The side that an actor's head names first, else the one that its whole phrase does, or -1."""
    own = first_named(named_side, head.first, head.last)
    return np.where(own >= 0, own, first_named(named_side, whole.first, whole.last))


def first_named(named_side: Ints, first: Ints, last: Ints) -> Ints:
    """For each span of words the side named first in it, or -1."""
    named = np.flatnonzero(named_side >= 0)
    at = np.append(named, len(named_side))[np.searchsorted(named, first)]
    side = np.full(len(first), _NONE)
    inside = at <= last
    side[inside] = named_side[at[inside]]
    return side
