"""How the story is built: its headline against its body, what the lead holds, who comes late, how much is background.

News puts first what it holds to matter most: headline and lead sum the event up, and what stands low is cut or left
unread (van Dijk 1988; Bell 1991). So a headline louder than its body, a lead without a source, and a party that is
first named far down are choices of framing. ``layout`` says how the parts are told apart. What a headline holds is
given as a difference to its own body: a violent event colours both, and only the rest is the headline's own.

An article's length against those of the same event is what the contrast of ``style.words`` within events is, and is
not measured again here. Figures in the headline against the body were tried and do not tell outlets apart.

Known errors: a headline has few words, so its differences say something over many articles and little of one.
Background is known by words that say so ("in recent years") or by a year written out; a history told in the simple past
is missed (see ``timing``). The parties are those of the lists of sides: one that no list holds is never the second.

Sources: van Dijk, T. A. (1988). News as Discourse. Hillsdale, NJ: Lawrence Erlbaum (headline and lead as summary,
background as a category of news). Bell, A. (1991). The Language of News Media. Oxford: Blackwell (the lead, its
attribution, the order and the time of a story).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from bias.features.base import FeatureInfo
from bias.features.finding import Finder, Floats
from bias.features.negation import denied
from bias.features.rates import MIN_WORDS, columns_of, evidence_rows, share, stacked, sums
from bias.features.structure.layout import Layout, layout_of
from bias.features.structure.opening import is_name, retold, second_party
from bias.features.structure.timing import CUES, past, present, together, words_at
from bias.lexicon import embedded
from bias.tokens import Hits, Tokens

_DIJK = "van Dijk, T. A. (1988). News as Discourse. Hillsdale, NJ: Lawrence Erlbaum."
_BELL = "Bell, A. (1991). The Language of News Media. Oxford: Blackwell."
#: Fewest words of an article, own words of its headline, and paragraphs for a share of them.
_LEAST, _HEADLINE, _PARAGRAPHS = MIN_WORDS["own"], 3, 4
_LOADED, _VERBS, _CLOSED = "loaded-en", "reporting-verbs-en", "function-words-en"
_CERTAINTY = ("boosters-en", "hedges-en")


def _info(
    name: str, unit: str, higher_means: str, formula: str, reference: str, lexicons: tuple[str, ...] = ()
) -> FeatureInfo:
    """A feature's meaning, with the bounds that its unit has."""
    bound = 1000.0 if unit.startswith("difference") else None
    high = 1.0 if unit.startswith(("0 or 1", "fraction", "share")) else 100.0 if unit.startswith("per 100 ") else bound
    low = -bound if bound else 0.0
    return FeatureInfo(f"structure.{name}", unit, higher_means, formula, reference, low, high, _LEAST, lexicons)


class Structure:
    """The feature group ``structure``."""

    name = "structure"
    info = (
        _info("headline_words", "words", "a longer headline", "words of the headline", _BELL),
        _info(
            "headline_loaded",
            "difference per 1,000 own words",
            "a headline more loaded than its body; below 0 a calmer one",
            "1000 × (weights of loaded words not denied / words of the headline − the same of the body), own words",
            _DIJK,
            (_LOADED,),
        ),
        _info(
            "headline_certainty",
            "difference per 1,000 own words",
            "a headline more certain than its body; below 0 a more cautious one",
            "1000 × ((boosters − hedges) / words of the headline − the same of the body), own words",
            _DIJK,
            _CERTAINTY,
        ),
        _info(
            "headline_names",
            "fraction of the headline",
            "more of the headline is names",
            "words of the headline that the body uses as names, with a capital inside a sentence / words of it",
            _BELL,
        ),
        _info(
            "headline_new",
            "fraction of the headline",
            "a headline that says what its body does not, or says it in other words",
            "words of the headline, no function words, that the body never uses / words of it",
            _DIJK,
            (_CLOSED,),
        ),
        _info(
            "headline_quoted",
            "fraction of the headline",
            "more of the headline is in somebody's mouth",
            "words of the headline inside quotation marks / words of it",
            _DIJK,
        ),
        _info("headline_question", "0 or 1", "the headline asks", "1 where it holds a question mark, else 0", _BELL),
        _info("lead_words", "words", "a longer lead", "words of the lead", _BELL),
        _info(
            "lead_attributed",
            "0 or 1",
            "the lead says who says so",
            "1 where the lead's own words hold a reporting verb or according to, else 0",
            _BELL,
            (_VERBS,),
        ),
        _info(
            "lead_dated",
            "0 or 1",
            "the lead says when",
            "1 where the lead names a time of the news's present (today, on Monday), else 0",
            _BELL,
            (CUES,),
        ),
        _info(
            "lead_names",
            "per 100 words of the lead",
            "more names in the lead",
            "100 × words of the lead, no function words, with a capital inside a sentence / words of it",
            _BELL,
        ),
        _info(
            "lead_numbers",
            "per 100 words of the lead",
            "more figures in the lead",
            "100 × words of the lead that begin with a digit / words of it",
            _BELL,
        ),
        _info(
            "lead_quoted",
            "fraction of the lead",
            "more of the lead is in somebody's mouth",
            "words of the lead inside quotation marks / words of it",
            _BELL,
        ),
        _info(
            "other_side",
            "fraction of the text",
            "the second party comes in later",
            "words before the first mention of the party that is mentioned second most / words",
            _DIJK,
        ),
        _info(
            "background",
            "share of paragraphs",
            "more of the story is history and context",
            "paragraphs with a cue of background or a year in their own words / paragraphs",
            _DIJK,
            (CUES,),
        ),
        _info(
            "paragraph_words", "words a paragraph", "longer paragraphs", "words of the body / paragraphs of it", _BELL
        ),
    )

    @cached_property
    def _finders(self) -> dict[str, Finder]:
        return {name: Finder(embedded(name)) for name in (_LOADED, _VERBS, *_CERTAINTY)}

    @cached_property
    def _function_words(self) -> frozenset[str]:
        return frozenset(entry.term for entry in embedded(_CLOSED).entries)

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The structure of each article."""
        layout = layout_of(tokens)
        places = self._places(tokens, layout)
        counts = {name: sums(tokens, hits.first) for name, hits in places.items()}
        louder = {name: _louder(tokens, layout, *found) for name, found in self._marked(tokens).items()}
        long = tokens.words >= _LEAST
        parts = (
            (layout.body > layout.begin, louder | _of_headlines(counts, layout)),
            (layout.lead_behind > layout.lead, _of_leads(counts, layout)),
            (long, _of_texts(tokens, layout, places)),
        )
        columns = {
            f"structure.{name}": np.where(long & there, values, np.nan)
            for there, of_part in parts
            for name, values in of_part.items()
        }
        return columns_of({info.feature: columns[info.feature] for info in self.info})

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """What was counted in headline and lead, the second party's first mention, and the cues of background."""
        one = tokens.only(article)
        layout = layout_of(one)
        rows = [evidence_rows(one, f"structure.{name}", hits) for name, hits in self._places(one, layout).items()]
        for name, (hits, weight) in self._marked(one).items():
            inside = layout.in_headline(hits.first, one.article[hits.first])
            rows.append(evidence_rows(one, f"structure.{name}", hits.keep(inside), weight[inside]))
        return stacked(rows)

    def _marked(self, tokens: Tokens) -> dict[str, tuple[Hits, Floats]]:
        """The outlet's own words that are loaded, and those that make it sound certain or cautious, with weights."""
        every = (self._finders[name].find(tokens) for name in (_LOADED, *_CERTAINTY))
        loaded, boosters, hedges = (found.keep(~tokens.quoted[found.hits.first]) for found in every)
        loaded = loaded.keep(~denied(tokens)[loaded.hits.first])
        return {
            "headline_loaded": (loaded.hits, loaded.weight),
            "headline_certainty": (
                together(boosters.hits, hedges.hits),
                np.concatenate([boosters.weight, -hedges.weight]),
            ),
        }

    def _places(self, tokens: Tokens, layout: Layout) -> dict[str, Hits]:
        """What is counted, by feature."""
        known, own = tokens.vocabulary, ~tokens.quoted
        head, lead = layout.headline_words, layout.lead_words
        closed = known.is_one_of(self._function_words)[tokens.term]
        told = retold(tokens, layout, closed)
        verbs, now, before = self._finders[_VERBS].find(tokens).hits, present(tokens), past(tokens)
        return {
            "headline_names": words_at(told.words[told.as_name]),
            "headline_new": words_at(told.words[~told.in_body]),
            "headline_quoted": words_at(head[~own[head]]),
            "headline_question": words_at(head[known.questions()[tokens.gap[head]]]),
            "lead_attributed": verbs.keep(own[verbs.first] & layout.in_lead(verbs.first, tokens.article[verbs.first])),
            "lead_dated": now.keep(layout.in_lead(now.first, tokens.article[now.first])),
            "lead_names": words_at(lead[is_name(tokens, lead) & ~closed[lead]]),
            "lead_numbers": words_at(lead[known.is_number()[tokens.term[lead]]]),
            "lead_quoted": words_at(lead[~own[lead]]),
            "other_side": words_at(second_party(tokens)),
            "background": before.keep(own[before.first]),
        }


def _louder(tokens: Tokens, layout: Layout, hits: Hits, weight: Floats) -> Floats:
    """Weights per 1,000 own words of the headline, less the same of the body."""
    head = layout.headline_words
    inside = layout.in_headline(hits.first, tokens.article[hits.first])
    words = sums(tokens, head[~tokens.quoted[head]])
    amount, every = sums(tokens, hits.first[inside], weight[inside]), sums(tokens, hits.first, weight)
    body = share(every - amount, tokens.n_own - words, MIN_WORDS["quoted"])
    return 1000.0 * (share(amount, words, _HEADLINE) - body)


def _of_headlines(counts: dict[str, Floats], layout: Layout) -> dict[str, Floats]:
    words = layout.body - layout.begin
    shares = {name: share(counts[name], words) for name in ("headline_names", "headline_new", "headline_quoted")}
    asks = np.minimum(counts["headline_question"], 1.0)
    return {"headline_words": words.astype(np.float64), "headline_question": asks} | shares


def _of_leads(counts: dict[str, Floats], layout: Layout) -> dict[str, Floats]:
    words = layout.lead_behind - layout.lead
    return {
        "lead_words": words.astype(np.float64),
        "lead_attributed": np.minimum(counts["lead_attributed"], 1.0),
        "lead_dated": np.minimum(counts["lead_dated"], 1.0),
        "lead_names": 100.0 * share(counts["lead_names"], words),
        "lead_numbers": 100.0 * share(counts["lead_numbers"], words),
        "lead_quoted": share(counts["lead_quoted"], words),
    }


def _of_texts(tokens: Tokens, layout: Layout, places: dict[str, Hits]) -> dict[str, Floats]:
    paragraphs = np.bincount(layout.article, minlength=tokens.n_articles)
    marked = np.unique(tokens.paragraph[places["background"].first])
    background = np.bincount(layout.article[marked], minlength=tokens.n_articles).astype(np.float64)
    second = places["other_side"].first
    at = np.full(tokens.n_articles, np.nan)
    at[tokens.article[second]] = second - layout.begin[tokens.article[second]]
    in_body = paragraphs - (layout.body > layout.begin)
    return {
        "other_side": share(at, tokens.words),
        "background": share(background, paragraphs, _PARAGRAPHS),
        "paragraph_words": share((layout.behind - layout.body).astype(np.float64), in_body, at_least=2),
    }


GROUP = Structure()
