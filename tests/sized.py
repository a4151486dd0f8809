"""Corpora of any size: short invented articles, so that nothing of them is about anybody.

Every event has places, people and a thing of its own, named by made-up syllables; every article tells of them in
sentences put together anew, each outlet with a liking of its own for loaded words and for one of two names.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

_SYLLABLES = np.array(
    [
        f"{head}{vowel}{tail}"
        for head in "bdfgklmnprstvz"
        for vowel in "aeiou"
        for tail in ("", "l", "n", "r", "sk", "th")
    ]
)
_WHO = (
    "officials in {place}",
    "{leader}",
    "{citizen}, a baker,",
    "{leader}, who runs {town},",
    "the council of {town}",
    "people near {river}",
    "{citizen}",
)
_SAID = ("said", "claimed", "warned", "told reporters", "insisted", "admitted", "said again", "denied")
_WHAT = (
    "the {thing}",
    "{n} people",
    "a {loaded} crowd",
    "the {river} bridge",
    "every road",
    "{n} neighbours",
    "the {loaded} {thing}",
)
_DID = (
    "had been {loaded}",
    "were {harm} by soldiers",
    "was gone",
    "had failed",
    "stood {loaded}",
    "could not wait",
    "was attacked",
)
_TAIL = (
    "before dark",
    "near {river}",
    "in {place}",
    "for {n} days",
    "on Monday",
    "after noon",
    "across {town}",
    "at the {thing}",
    "despite {leader}",
    "with {citizen}",
    "without a word",
    "as snow fell",
    "beside {citizen}",
    "like {aside}",
    "over {aside}",
    "since the {aside} law",
    "under {aside} rules",
    "between two {detail} lines",
    "for a {detail}",
    "against all {detail}",
    "by {detail}",
)
_CALM, _LOADED = ("long", "quiet", "cold", "late"), ("shameful", "brutal", "horrific", "heroic")
_NAMES = ("invasion", "conflict")
_HARMS = ("killed", "wounded", "injured", "shelled")


def _name(rng: np.random.Generator) -> str:
    return "".join(rng.choice(_SYLLABLES, 3)).capitalize()


def _event(rng: np.random.Generator) -> dict[str, str]:
    names = {slot: _name(rng) for slot in ("place", "river", "town")}
    return {
        **names,
        "leader": f"{_name(rng)} {_name(rng)}",
        "thing": _name(rng).lower(),
        "harm": str(rng.choice(_HARMS)),
    }


def _told(event: dict[str, str], liking: float, rng: np.random.Generator) -> str:
    told = [_sentence(event | _own(rng), liking, rng) for _ in range(rng.integers(5, 7))]
    name = rng.choice(_NAMES, p=[liking, 1 - liking])
    return " ".join([*told, f"It is far from the {name} in the Lenn Valley."])


def _own(rng: np.random.Generator) -> dict[str, str]:
    """What an article alone tells of."""
    words = {slot: _name(rng).lower() for slot in ("aside", "detail")}
    return {**words, "citizen": f"{_name(rng)} {_name(rng)}", "n": str(rng.integers(3, 900))}


def _sentence(event: dict[str, str], liking: float, rng: np.random.Generator) -> str:
    who, said, what, did = (str(rng.choice(parts)) for parts in (_WHO, _SAID, _WHAT, _DID))
    claim = " ".join([what, did, *rng.permutation(_TAIL)[: rng.integers(2, 5)]])
    order = (f"{who} {said} that {claim}.", f"“{claim},” {said} {who.rstrip(',')}.")[int(rng.random() < 0.3)]
    filled = order.format(**event, loaded=rng.choice(_LOADED if rng.random() < liking else _CALM))
    at = 1 if filled.startswith("“") else 0
    return filled[:at] + filled[at].upper() + filled[at + 1 :]


def corpus(outlets: int, events: int, reports: int, each: int = 1) -> pd.DataFrame:
    """Articles with their columns as a source has them; an article's event is in ``event``.

    Parameters
    ----------
    outlets, events
        How many there are.
    reports
        Outlets that report each event, in turn.
    each
        Articles of each of these on it.
    """
    rng, rows = np.random.default_rng([outlets, events, reports, each]), []
    for number in range(events):
        event = _event(rng)
        for place in range(reports * each):
            outlet = (number + place // each) % outlets
            rows.append(
                {
                    "id": f"a{len(rows):05d}",
                    "outlet": f"Invented {_SYLLABLES[outlet]}er Post",
                    "published": f"{2020 + number // 12 % 3}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
                    "title": f"The {event['thing']} of {event['place']}",
                    "text": _told(event, outlet / outlets, rng),
                    "event": f"e{number:04d}",
                }
            )
    return pd.DataFrame(rows)


def written(articles: pd.DataFrame, folder: Path) -> Path:
    """The articles as a file; the event is for the test to know, not for the program to read."""
    path = folder / "articles.csv"
    articles.drop(columns="event").to_csv(path, index=False)
    return path
