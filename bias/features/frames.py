"""Frames that words evoke: policy frames, generic news frames, war and peace journalism, Entman's four functions.

A frame picks out some sides of an event and leaves others in the dark. Four schemes of the literature are read by
four word lists, each independent of the others:

- *policy*: the share of each of fourteen policy frames in the article's policy frame words, 0 to 1; so is *generic*
  for the five generic news frames. Shares add up to 1 within a scheme.
- *war and peace*: words of each per 1,000 words, and their balance from -1 (war only) to 1 (peace only).
- *Entman's functions*: words of each per 1,000 words, since a text may define, explain, judge and prescribe at once.

Only the outlet's own words count, but for the rates of war and peace, which are given for quoted words too. Negation
is not read: who denies a frame evokes it ("I am not a crook"; Lakoff, G. (2004). Don't Think of an Elephant! White
River Junction: Chelsea Green).

Known errors: coders read a frame off a whole passage, a list sees words in every sense, so a story about an issue
looks like one framed by it; frames that are shown without their words are missed; some frames have commoner words
than others, so a share is to be compared with the same share of another outlet on the same event, never with that of
another frame. Between two halves of the articles of 25 US outlets, outlets' means of capacity, opinion, responsibility
and the war and peace balance agree hardly better than chance: on mixed news they tell outlets apart badly, so read
them within one event or not at all. The policy codebook's fifteenth frame, "other", has no words and no feature.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from bias.features.base import FeatureInfo
from bias.features.finding import Finder, Floats, Found
from bias.features.rates import MIN_WORDS, Place, evidence_rows, per_thousand, share, stacked
from bias.lexicon import embedded
from bias.tokens import Tokens

#: Fewest words of a scheme in an article for shares of it to mean something.
MIN_FOUND = 5

_POLICY = (
    "Boydstun, A. E. et al. (2014). Tracking the development of media frames within and across policy issues. APSA "
    "annual meeting. Card, D. et al. (2015). The Media Frames Corpus: annotations of frames across issues. Proceedings "
    "of ACL-IJCNLP 2015, 438-444."
)
_GENERIC = (
    "Semetko, H. A. and Valkenburg, P. M. (2000). Framing European politics: a content analysis of press and "
    "television news. Journal of Communication 50(2), 93-109."
)
_WAR_PEACE = (
    "Galtung, J. (1986). On the role of the media in worldwide security and peace. In T. Varis (ed.), Peace and "
    "Communication, 249-266. Lee, S. T. and Maslog, C. C. (2005). War or peace journalism? Asian newspaper coverage of "
    "conflicts. Journal of Communication 55(2), 311-329."
)
_ENTMAN = (
    "Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of Communication 43(4), "
    "51-58."
)


@dataclass(frozen=True)
class _Scheme:
    """A set of frames that one word list holds, and what each stands for."""

    name: str
    lexicon: str
    reference: str
    meanings: dict[str, str]

    @cached_property
    def finder(self) -> Finder:
        return Finder(embedded(self.lexicon))

    def number(self, frame: str) -> int:
        """The number of a frame's category in the list."""
        return self.finder.categories.index(frame)


POLICY = _Scheme(
    "policy",
    "frames-policy-en",
    _POLICY,
    {
        "economic": "costs, gains and other money matters, of one person or a whole economy",
        "capacity": "whether there are means, people, time and working systems enough",
        "morality": "what conscience, religion or a sense of duty calls for",
        "fairness": "how rights, burdens and goods are shared out among people and groups, and who is treated worse",
        "legality": "the law, the constitution and the courts: rights, freedoms and powers and who may use them",
        "policy": "a particular measure: what is proposed, how it is carried out, whether it works",
        "crime": "breaches of the law, their pursuit and their punishment",
        "security": "threats to a nation, a community or a person, and defence against them",
        "health": "illness, care, sanitation, accidents and public safety",
        "quality": "how people live: home, comfort, daily life, happiness",
        "culture": "traditions, customs, language, values and identity of a group",
        "opinion": "what the public thinks: polls, attitudes, protest",
        "political": "politics as such: elections, parties, votes, bargaining, lobbying",
        "external": "relations with other countries and a country's standing among them",
    },
)
GENERIC = _Scheme(
    "generic",
    "frames-generic-en",
    _GENERIC,
    {
        "conflict": "sides that disagree, reproach each other, win or lose",
        "human_interest": "a person's face, feelings and private life",
        "economic": "financial gains, losses, costs and consequences",
        "morality": "moral messages, God and religion, rules for how to behave",
        "responsibility": "who is to blame or able to help, solutions, urgent action",
    },
)
WAR_PEACE = _Scheme(
    "war_peace",
    "frames-war-peace-en",
    _WAR_PEACE,
    {
        "war": "of war journalism: victory, weapons, visible losses, commanders, demonising and victimising language",
        "peace": "of peace journalism: causes and consequences, dialogue, solutions, ordinary people, many parties",
    },
)
ENTMAN = _Scheme(
    "entman",
    "frames-entman-en",
    _ENTMAN,
    {
        "problem": "that define a problem: what is wrong and how badly",
        "cause": "that diagnose causes: why it came about",
        "moral": "that judge those who act: praise and blame",
        "remedy": "that recommend treatment: what should be done",
    },
)
_SHARED, _RATED = (POLICY, GENERIC), (WAR_PEACE, ENTMAN)


def _share_info(scheme: _Scheme, frame: str, meaning: str) -> FeatureInfo:
    return FeatureInfo(
        feature=f"frames.{scheme.name}_{frame}_own",
        unit=f"share of own {scheme.name} frame words",
        higher_means=f"told more in terms of {meaning}",
        formula=(
            f"sum of weights of {frame} / sum of weights of all {scheme.name} frames, own words; "
            f"none where fewer than {MIN_FOUND} such words"
        ),
        reference=scheme.reference,
        high=1.0,
        min_words=MIN_WORDS["own"],
        lexicons=(scheme.lexicon,),
    )


def _rate_info(scheme: _Scheme, frame: str, voice: str) -> FeatureInfo:
    return FeatureInfo(
        feature=f"frames.{_rate_name(scheme, frame)}_{voice}",
        unit=f"per 1,000 {voice} words",
        higher_means=f"more words {scheme.meanings[frame]}",
        formula=f"1000 × sum of weights of {frame} in {voice} words / {voice} words",
        reference=scheme.reference,
        high=1000.0,
        min_words=MIN_WORDS[voice],
        lexicons=(scheme.lexicon,),
    )


def _rate_name(scheme: _Scheme, frame: str) -> str:
    return frame if scheme is WAR_PEACE else f"{scheme.name}_{frame}"


def _voices(scheme: _Scheme) -> tuple[str, ...]:
    return ("own", "quoted") if scheme is WAR_PEACE else ("own",)


_BALANCE = FeatureInfo(
    feature="frames.war_peace_own",
    unit="balance",
    higher_means="more words of peace than of war journalism; -1 war only, 1 peace only",
    formula=f"(peace - war) / (peace + war), sums of weights, own words; none where fewer than {MIN_FOUND} such words",
    reference=_WAR_PEACE,
    low=-1.0,
    high=1.0,
    min_words=MIN_WORDS["own"],
    lexicons=(WAR_PEACE.lexicon,),
)


class FramesGroup:
    """The feature group of frame words.

    Examples
    --------
    >>> from bias.tokens import tokenise
    >>> tokens = tokenise(["The court struck down the tax, and the judge upheld the appeal of the plaintiff. " * 5])
    >>> measured = GROUP.measure(tokens).loc[0]
    >>> bool(measured["frames.policy_legality_own"] > measured["frames.policy_economic_own"])
    True
    """

    name = "frames"
    info: tuple[FeatureInfo, ...] = (
        *(_share_info(scheme, *frame) for scheme in _SHARED for frame in scheme.meanings.items()),
        _BALANCE,
        *(_rate_info(s, frame, voice) for s in _RATED for frame in s.meanings for voice in _voices(s)),
    )

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """Shares, balance and rates of each article."""
        columns: dict[str, Floats] = {}
        for scheme in _SHARED:
            columns |= _shares(scheme, tokens)
        for scheme in _RATED:
            columns |= _rates(scheme, tokens)
        return pd.DataFrame(columns, columns=[info.feature for info in self.info])

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The words that were counted; for a share those of its frame, for the balance peace's 1, war's -1 times."""
        one = tokens.only(article)
        rows: list[list[Place]] = []
        for scheme in _SHARED + _RATED:
            found = scheme.finder.find(one)
            quoted = one.quoted[found.hits.first]
            for frame in scheme.meanings:
                for voice in _voices(scheme):
                    part = found.keep((found.category == scheme.number(frame)) & (quoted == (voice == "quoted")))
                    name = _rate_name(scheme, frame)
                    rows.append(evidence_rows(one, f"frames.{name}_{voice}", part.hits, part.weight))
        return stacked([*rows, _balance_rows(one)])


def _amounts(scheme: _Scheme, tokens: Tokens, found: Found) -> Floats:
    """Sums of weights, a row a category of the list and a column an article."""
    size = len(scheme.finder.categories)
    at = found.category * tokens.n_articles + tokens.article[found.hits.first]
    amounts: Floats = np.bincount(at, found.weight, size * tokens.n_articles).astype(np.float64)
    return amounts.reshape(size, tokens.n_articles)


def _enough(tokens: Tokens, found: Found) -> Floats:
    """1 for articles with words enough, own and found, to compare frames in; NaN for others."""
    n_found = np.bincount(tokens.article[found.hits.first], minlength=tokens.n_articles)
    return np.where((n_found >= MIN_FOUND) & (tokens.n_own >= MIN_WORDS["own"]), 1.0, np.nan)


def _shares(scheme: _Scheme, tokens: Tokens) -> dict[str, Floats]:
    found = scheme.finder.find(tokens)
    own = found.keep(~tokens.quoted[found.hits.first])
    amounts = _amounts(scheme, tokens, own)
    whole = amounts.sum(axis=0) * _enough(tokens, own)
    return {
        f"frames.{scheme.name}_{frame}_own": share(amounts[scheme.number(frame)], whole) for frame in scheme.meanings
    }


def _rates(scheme: _Scheme, tokens: Tokens) -> dict[str, Floats]:
    found = scheme.finder.find(tokens)
    quoted = tokens.quoted[found.hits.first]
    words = {"own": tokens.n_own, "quoted": tokens.n_quoted}
    columns = {}
    for voice in _voices(scheme):
        part = found.keep(quoted == (voice == "quoted"))
        amounts = _amounts(scheme, tokens, part)
        for frame in scheme.meanings:
            name = f"frames.{_rate_name(scheme, frame)}_{voice}"
            columns[name] = per_thousand(amounts[scheme.number(frame)], words[voice], MIN_WORDS[voice])
        if scheme is WAR_PEACE and voice == "own":
            war, peace = amounts[scheme.number("war")], amounts[scheme.number("peace")]
            columns[_BALANCE.feature] = share(peace - war, (peace + war) * _enough(tokens, part))
    return columns


def _balance_rows(one: Tokens) -> list[Place]:
    found = WAR_PEACE.finder.find(one)
    own = found.keep(~one.quoted[found.hits.first])
    sign = np.where(own.category == WAR_PEACE.number("peace"), 1.0, -1.0)
    return evidence_rows(one, _BALANCE.feature, own.hits, own.weight * sign)


GROUP = FramesGroup()
