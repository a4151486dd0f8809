"""Tables as a run makes them, about invented outlets: plausible in form, drawn from a seeded generator."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest

from bias.schema import TABLES, check, empty


def _split(text: str) -> list[str]:
    return text.split("|")


FEATURES = _split(
    "epistemic.hedges_own|epistemic.hedges_quoted|epistemic.boosters_own|epistemic.boosters_quoted|loaded.words_own|"
    "loaded.words_quoted|loaded.emotive_own|naming.names_own|naming.mixed_own|style.words|style.sentence_length|"
    "style.reading_ease|voices.quoted_share"
)
NAMES = _split(
    "Nordwind Agency|Вечірня правда міста|خبرگزاری نمونه|El Faro del Sur|The Evening Lamp|Brandt & Daughters Wire|"
    "The Quite Unreasonably Long Gazette of the Northern Provinces|$outlet_x$ <b>#strong</b>"
)
HEADLINES = (
    "Bridge at Sarn reopens after eleven days",
    '=SUM(A1:A9) #import "x.typ" <script>alert(1)</script> $x$',
    "\u200fمذاکرات در بندر از سر گرفته شد\u200f",
    "Міст у Сарні знову відкрито",
    "Word after word " * 25,
)
BODY = (
    "The defence ministry said on Monday that the bridge had been repaired and perhaps would open again. "
    "“This is a shameful and barbaric attack on peaceful people,” a resident claimed. "
    "Officials insisted that the so-called operation went on as planned. "
)
MARKS = (
    ("perhaps", "epistemic.hedges_own", "own"),
    ("shameful", "loaded.emotive_quoted", "quoted"),
    ("insisted that", "epistemic.assertives_own", "own"),
    ("operation", "naming.names_own", "own"),
    ("barbaric", "loaded.words_quoted", "quoted"),
    ("barbaric attack", "loaded.emotive_quoted", "quoted"),
)

Tables = dict[str, pd.DataFrame]


def _outlets(n: int) -> pd.DataFrame:
    names = [NAMES[i] if i < len(NAMES) else f"Invented Outlet Number {i} of the Outer Islands" for i in range(n)]
    return pd.DataFrame(
        {
            "outlet_id": [f"o{i:02}" for i in range(n)],
            "name": names,
            "country": [("NRV", "ILM", None)[i % 3] for i in range(n)],
            "city": ["Tessary"] * n,
            "languages": ["en"] * n,
            "domains": [f"o{i}.example" for i in range(n)],
            "aliases": [""] * n,
            "founded": pd.Series([1950.0 + i if i % 2 else np.nan for i in range(n)]),
            "owner": ["state of Norvane" if i % 2 else None for i in range(n)],
            "funding": [None if i % 3 else "readers" for i in range(n)],
            "control": [("SC", "IP", None)[i % 3] for i in range(n)],
            "side": ["norvane-ilmark: state media of a party (Norvane)" if i % 2 else None for i in range(n)],
            "press_freedom": [41.5 if i % 2 else np.nan for i in range(n)],
            "press_freedom_year": pd.Series([2025.0 if i % 2 else np.nan for i in range(n)]),
            "sources": ["name=world"] * n,
        }
    )


def _articles(n_outlets: int, n_events: int) -> pd.DataFrame:
    rows = []
    for event in range(n_events):
        for outlet in range(n_outlets):
            if n_outlets > 2 and (event + outlet) % 5 == 4:
                continue
            title = HEADLINES[(event + outlet) % len(HEADLINES)].strip()
            text = f"{title}\n\n{BODY * (1 + (event * 7 + outlet) % 4)}"
            rows.append((f"e{event:03}-o{outlet:02}", f"o{outlet:02}", title, text, event, len(text.split())))
    frame = pd.DataFrame(rows, columns=["article_id", "outlet_id", "title", "text", "event", "n_words"])
    return frame.assign(
        published=pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["event"], unit="D"),
        url=None,
        language=["fa" if "مذ" in title else "en" for title in frame["title"]],
        event_hint=None,
        source="made.csv:1",
        sha256="0" * 64,
    )


def _contrasts(rng: np.random.Generator, n_outlets: int, n_events: int) -> pd.DataFrame:
    rows = []
    for outlet in range(n_outlets):
        for number, feature in enumerate(FEATURES):
            effect = rng.normal(0, 0.8)
            spread = 9.0 if "words" in feature else 0.2
            half = 0.5 * spread if n_events > 1 else np.nan
            rows.append(
                (
                    f"o{outlet:02}",
                    feature,
                    None,
                    n_events,
                    n_events,
                    spread * 2 + effect * spread,
                    spread * 2,
                    effect * spread,
                    effect * spread - half,
                    effect * spread + half,
                    effect if n_events > 1 else np.nan,
                    effect - 0.5 if n_events > 1 else np.nan,
                    effect + 0.5 if n_events > 1 else np.nan,
                    0.001 if abs(effect) > 1 else 0.4,
                    0.01 if abs(effect) > 1 and n_events > 1 else (0.6 if number % 4 else np.nan),
                    "studentised bootstrap of events",
                )
            )
    columns = [column.name for column in TABLES["contrasts"].columns]
    return pd.DataFrame(rows, columns=columns)


def _keyness(rng: np.random.Generator, n_outlets: int) -> pd.DataFrame:
    terms = _split(
        "special operation|occupied|so-called|визволення|عملیات|liberated|ceasefire|neo-nazi|residents|shelling|"
        "provocation|heroes|defenders|regime|partners"
    )
    frame = pd.DataFrame(
        [(f"o{o:02}", term) for o in range(n_outlets) for term in terms], columns=["outlet_id", "term"]
    )
    odds = rng.normal(0, 1.5, len(frame))
    return frame.assign(
        voice="own",
        direction=np.where(odds > 0, "more in ", "less in ") + frame.outlet_id,
        n_articles=2,
        n_events=4,
        log_ratio_low=odds * 1.4 - 1,
        log_ratio_high=odds * 1.4 + 1,
        n_target=rng.integers(0, 40, len(frame)),
        n_reference=rng.integers(0, 90, len(frame)),
        log_odds=odds,
        z=odds * 3,
        log_ratio=odds * 1.4,
        ci_low=odds - 0.6,
        ci_high=odds + 0.6,
        dispersion=rng.uniform(0, 1, len(frame)),
        p=0.01,
        q=np.where(np.abs(odds) > 1, 0.01, 0.5),
    )


def _naming(rng: np.random.Generator, n_outlets: int, n_events: int) -> pd.DataFrame:
    concepts = {
        "the war": ("war", "special military operation", "conflict", "crisis", "invasion"),
        "capital": ("Osvyn", "Oswin"),
        "the valley": ("Lenn Valley", "occupied Lenn", "Lenn Territories"),
    }
    rows = []
    for outlet in range(n_outlets):
        for concept, variants in concepts.items():
            for voice in ("own", "quoted"):
                counts = rng.integers(0, 30, len(variants)) + (np.arange(len(variants)) == 0)
                rows += [
                    (
                        f"o{outlet:02}",
                        concept,
                        variant,
                        voice,
                        int(n),
                        int(min(n, 9)),
                        int(min(n, n_events)),
                        n / counts.sum(),
                    )
                    for variant, n in zip(variants, counts, strict=True)
                    if n
                ]
    frame = pd.DataFrame(
        rows, columns=["outlet_id", "concept", "variant", "voice", "n", "n_articles", "n_events", "share"]
    )
    enough = frame["n_events"] > 1
    return frame.assign(
        ci_low=(frame["share"] - 0.1).clip(0).where(enough), ci_high=(frame["share"] + 0.1).clip(upper=1).where(enough)
    )


def _spans(articles: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (article.article_id, feature, article.text.index(word), article.text.index(word) + len(word), word, 1.0, voice)
        for article in articles.itertuples()
        for word, feature, voice in MARKS
    ]
    return pd.DataFrame(rows, columns=["article_id", "feature", "start", "end", "text", "weight", "voice"])


def _voices(rng: np.random.Generator, articles: pd.DataFrame) -> pd.DataFrame:
    n = len(articles)
    pick = lambda *values: rng.choice(np.array(values, object), n)  # noqa: E731
    return pd.DataFrame(
        {
            "article_id": articles["article_id"],
            "start": 120,
            "end": 180,
            "text": "This is a shameful attack",
            "kind": pick("direct", "indirect", "scare"),
            "speaker": pick("Halvor Brandt", "a resident", None),
            "speaker_type": pick("official", "citizen", "military", "expert", "unnamed", None),
            "side": pick("norvane", None),
            "verb": pick("said", "claimed", None),
            "verb_stance": pick("neutral", "doubting", "supporting", "dramatising", None),
            "n_words": rng.integers(3, 40, n),
        }
    )


def _evaluation() -> pd.DataFrame:
    rows = [
        (f"outlet:{kind}", split, metric, None, value - drop, value - drop - 0.08, value - drop + 0.08, 72, 0.17)
        for kind, value in (("framing", 0.55), ("words", 0.8), ("both", 0.84))
        for split, drop in (("random", 0.0), ("unseen event", 0.2))
        for metric in ("accuracy", "macro-F1")
    ]
    rows += [
        (f"leakage:{when} masking", "random", "accuracy", None, value, value - 0.05, value + 0.05, 72, 0.17)
        for when, value in (("before", 0.97), ("after", 0.8))
    ]
    return pd.DataFrame(rows, columns=[column.name for column in TABLES["evaluation"].columns])


@cache
def _made(n_outlets: int, n_events: int) -> Tables:
    rng = np.random.default_rng(7)
    articles = _articles(n_outlets, n_events)
    features = pd.DataFrame(rng.gamma(2.0, 5.0, (len(articles), len(FEATURES))), columns=list(FEATURES))
    events = pd.DataFrame(
        {
            "article_id": articles["article_id"],
            "event_id": [f"event-{e:03}" for e in articles["event"]],
            "topic_id": "topic-1",
            "similarity": 0.7,
            "copy_of": None,
            "method": "wording and time",
            "n_outlets": articles.groupby("event")["outlet_id"].transform("nunique"),
        }
    )
    info = pd.DataFrame(
        {
            "feature": FEATURES,
            "unit": ["per 1,000 own words"] * 8 + ["share", "words", "words a sentence", "points", "share"],
            "low": 0.0,
            "high": np.nan,
            "higher_means": "more of it: perhaps, may",
            "min_words": 50,
            "formula": "1000 × count / words",
            "reference": "Invented, A. (2020). A study of words.",
            "lexicons": "hedges-en",
        }
    )
    masked = pd.DataFrame(
        {
            "outlet_id": ["o00", "o01"],
            "term": ["nordwind agency", "вечірня"],
            "why": ["outlet name", "found"],
            "n_articles": [9, 4],
            "share": [0.9, 0.4],
            "share_elsewhere": [0.01, 0.0],
        }
    )
    cleaning = pd.DataFrame(
        {"article_id": articles["article_id"], "step": "datelines", "start": 0, "end": 9, "text": "SARN, May"}
    )
    tables = {
        "articles": articles.drop(columns="event"),
        "outlets": _outlets(n_outlets),
        "events": events,
        "features": pd.concat([articles[["article_id"]], features], axis=1),
        "feature_info": info,
        "evidence": _spans(articles),
        "naming": _naming(rng, n_outlets, n_events),
        "voices": _voices(rng, articles),
        "contrasts": _contrasts(rng, n_outlets, n_events),
        "keyness": _keyness(rng, n_outlets),
        "predictions": empty("predictions"),
        "evaluation": _evaluation(),
        "masked": masked,
        "cleaning": cleaning,
    }
    return {name: check(frame, name) for name, frame in tables.items()}


@pytest.fixture(scope="session")
def made() -> Callable[[int, int], Tables]:
    """A function of the numbers of outlets and events that gives the tables of such a run."""
    return lambda n_outlets, n_events: dict(_made(n_outlets, n_events))


@pytest.fixture
def tables(made: Callable[[int, int], Tables]) -> Tables:
    return made(6, 12)


@pytest.fixture
def no_rows() -> Tables:
    return {name: empty(name) for name in (*_made(2, 1),)}
