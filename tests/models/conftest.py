"""A planted corpus: invented outlets of which it is known what is furniture, what is a name and what is framing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from bias.models import Corpus
from bias.models.names import words
from bias.settings import Settings

OUTLETS = {
    "quarry-post": {"name": "Quarry Post", "city": "Dunmoor", "domains": "quarrypost.example", "control": "SC"},
    "lantern": {"name": "The Lantern", "city": "Marlow", "domains": "lantern.example", "control": "SC"},
    "third-way": {"name": "Third Way", "city": "Ferrin", "domains": "third-way.example", "control": "IP"},
    "heron": {"name": "HERON", "city": "Ferrin", "domains": "heron.example", "control": "IP"},
}
#: The word that each outlet has for the same thing: nearly always, anywhere in the text.
FRAMING = {"quarry-post": "liberation", "lantern": "invasion", "third-way": "standoff", "heron": "entry"}
FILLER = [f"word{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh"]


def text(outlet: str, event: int, rng: np.random.Generator) -> str:
    """An article with its outlet's framing word at any place of a middle paragraph, and its furniture in its place."""
    own = [f"fact{event}{letter}" for letter in "abc"]
    body = list(rng.choice([*FILLER, *own, *own], 90))
    for _ in range(2):
        body.insert(int(rng.integers(5, 80)), FRAMING[outlet])
    lead, rest = " ".join(body[:40]).capitalize(), " ".join(body[40:]).capitalize()
    title = f"{' '.join(rng.choice(FILLER, 6)).capitalize()} in the third week on the way"
    if outlet == "quarry-post":
        return f"{title}\n\nDUNMOOR, {event + 1} May. {lead}.\n\n{rest}.\n\nShare this parcel with a neighbour"
    if outlet == "lantern":
        return f"{title}\n\n{lead}.\n\n{rest}, a lantern told The Lantern."
    if outlet == "third-way":
        return f"{title} | Third Way\n\n12:{event + 10} - {lead}.\n\n{rest}."
    return f"{title}\n\n{lead}, HERON has learnt.\n\n{rest}."


def corpus_of(rows: list[tuple[str, int, str]]) -> Corpus:
    """A corpus of (outlet, event, text)."""
    frame = pd.DataFrame(rows, columns=["outlet_id", "event", "text"])
    frame["article_id"] = [f"a{number}" for number in range(len(frame))]
    articles = frame[["article_id", "outlet_id", "text"]].assign(
        title=None, published=pd.NaT, url=None, language="en", event_hint=None, source="made here", sha256="0" * 64
    )
    articles["n_words"] = [len(words(one)) for one in frame["text"]]
    events = frame[["article_id"]].assign(
        event_id="e" + frame["event"].astype(str),
        topic_id="t",
        similarity=np.nan,
        n_outlets=4,
        copy_of=None,
        method="column",
    )
    rng = np.random.default_rng(5)
    leaning = pd.Categorical(frame["outlet_id"]).codes + rng.normal(0, 0.8, len(frame))
    features = frame[["article_id"]].assign(**{"tone.lean": leaning, "tone.noise": rng.normal(size=len(frame))})
    features.loc[::7, "tone.lean"] = np.nan
    vectorizer = CountVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2))
    counts = vectorizer.fit_transform(frame["text"])
    return Corpus(articles, events, features, counts, vectorizer.get_feature_names_out().tolist())


@pytest.fixture(scope="session")
def planted() -> Corpus:
    """Four outlets, each with one article on each of twelve events."""
    rng = np.random.default_rng(11)
    return corpus_of([(outlet, event, text(outlet, event, rng)) for event in range(12) for outlet in OUTLETS])


@pytest.fixture(scope="session")
def outlets() -> pd.DataFrame:
    """The outlets of the planted corpus."""
    rows = [{"outlet_id": key, "aliases": None, "country": None} | facts for key, facts in OUTLETS.items()]
    return pd.DataFrame(rows)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Few resamples, for speed."""
    return Settings(n_resamples=200)


@pytest.fixture(scope="session")
def make_corpus():
    """Makes a corpus of (outlet, event, text)."""
    return corpus_of
