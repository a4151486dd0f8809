"""The stages that look at one article at a time, over batches of articles, so that words never fill the memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from bias.features import FeatureGroup, english_vocabulary, evidence, measure
from bias.features.agency import COLUMNS as AGENCY
from bias.features.agency import Agency
from bias.features.naming import USES, Naming
from bias.features.tone import TONE, Tone
from bias.features.voices import VOICES, Voices
from bias.schema import check
from bias.settings import Words
from bias.stats.omission import PassageCollector, Passages
from bias.tokens import Counter, Counts, Sketcher, Sketches, Tokens, Vocabulary, tokenise


@dataclass(frozen=True, eq=False)
class Measured:
    """What one pass over the articles gives.

    Attributes
    ----------
    features, voices, agency, tone
        The tables of these names.
    uses
        Which article uses which name: article_id, concept, variant, voice, n.
    counts, own_counts
        Words and phrases of each article, in the articles' order; ``own_counts`` leaves out quoted words.
    sketches
        Fingerprints of each article, by which copies are found.
    passages
        The words of each passage, by which facts are found.
    """

    features: pd.DataFrame
    voices: pd.DataFrame
    agency: pd.DataFrame
    tone: pd.DataFrame
    uses: pd.DataFrame
    counts: Counts
    own_counts: Counts
    sketches: Sketches
    passages: Passages


def batches(articles: pd.DataFrame, size: int, vocabulary: Vocabulary) -> Iterator[tuple[pd.Series, Tokens]]:
    """The articles' ids and tokens, ``size`` articles at a time.

    Batches of one vocabulary number their words alike.
    """
    for begin in range(0, len(articles), size):
        part = articles.iloc[begin : begin + size]
        yield part.article_id.reset_index(drop=True), tokenise(part.text.tolist(), vocabulary)


def measure_articles(
    articles: pd.DataFrame,
    groups: Sequence[FeatureGroup],
    batch_size: int,
    actors: Mapping[str, str] | None = None,
    words: Words = Words.OWN,
) -> Measured:
    """Tokenise every article once and take from it all that later stages need.

    Parameters
    ----------
    articles
        The articles table, cleaned.
    groups
        The feature groups to measure.
    batch_size
        Articles at a time; changes memory and speed, never a result.
    actors
        By an article's id the actor toward whom its tone is; those whose names are found if not given.
    words
        Which words keyness will compare: of these, phrases of three are counted too.
    """
    vocabulary = english_vocabulary()
    counter = Counter(vocabulary, longest=3 if words is Words.ALL else 2)
    own_counter = Counter(vocabulary, longest=3 if words is Words.OWN else 2)
    sketcher, collector = Sketcher(), PassageCollector(vocabulary)
    naming = next((group for group in groups if isinstance(group, Naming)), Naming())
    voices = next((group for group in groups if isinstance(group, Voices)), Voices())
    agency = next((group for group in groups if isinstance(group, Agency)), Agency())
    tone = next((group for group in groups if isinstance(group, Tone)), Tone())
    features, spoken, done, toned, used = [], [], [], [], []
    for ids, tokens in batches(articles, batch_size, vocabulary):
        counter.add(tokens)
        own_counter.add(tokens, ~tokens.quoted)
        sketcher.add(tokens)
        collector.add(tokens)
        features.append(measure(tokens, groups).assign(article_id=ids))
        spoken.append(_with_ids(voices.table(tokens), ids))
        done.append(_with_ids(agency.table(tokens), ids))
        given = None if actors is None else [actors.get(name, "") for name in ids]
        toned.append(_with_ids(tone.table(tokens, given), ids))
        used.append(_with_ids(naming.uses(tokens), ids))
    return Measured(
        features=check(_joined(features, ["article_id"]), "features"),
        voices=check(_joined(spoken, ["article_id", *VOICES[1:]]), "voices"),
        agency=check(_joined(done, ["article_id", *AGENCY[1:]]), "agency"),
        tone=check(_joined(toned, ["article_id", *TONE[1:]]), "tone"),
        uses=_joined(used, ["article_id", *USES[1:]]),
        counts=counter.counts(),
        own_counts=own_counter.counts(),
        sketches=sketcher.sketches(),
        passages=collector.passages(),
    )


def evidence_of(articles: pd.DataFrame, groups: Sequence[FeatureGroup], batch_size: int) -> pd.DataFrame:
    """The table ``evidence`` of some articles: each place that a feature counted."""
    found = []
    for ids, tokens in batches(articles, batch_size, english_vocabulary()):
        for row, article_id in enumerate(ids):
            found.append(evidence(tokens, row, groups).assign(article_id=article_id))
    columns = ["article_id", "feature", "start", "end", "text", "weight", "voice"]
    rows = _joined(found, columns).sort_values(["article_id", "start", "feature"], kind="stable")
    return check(rows, "evidence")


def _with_ids(frame: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    """The frame with the article's id in place of its row in the batch."""
    named = frame.assign(article_id=ids.to_numpy()[frame.article.to_numpy(dtype=int)])
    return named.drop(columns="article")


def _joined(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=columns)
