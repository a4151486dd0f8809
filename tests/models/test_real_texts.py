"""What is masked, and what is left, on the teaching corpus and on real headlines."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from bias.models.masking import masked_terms
from bias.models.names import words
from bias.settings import CORPORA

RUWA = Path(__file__).parents[3] / "shared" / "data" / "ruwa" / "ruwa.csv.gz"
#: Framing of both sides that must survive.
CONTESTED = {"war", "invasion", "occupiers", "invaders", "enemy", "operation", "kyiv", "kiev", "regime", "conflict"}


def masked_in(outlet: pd.Series, text: pd.Series, outlets: pd.DataFrame) -> pd.DataFrame:
    vectorizer = CountVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2), min_df=2)
    counts = vectorizer.fit_transform(text)
    articles = pd.DataFrame({"outlet_id": outlet.to_numpy(), "text": text.to_numpy()})
    return masked_terms(articles, outlets, counts, vectorizer.get_feature_names_out().tolist())


def test_teaching_corpus_loses_its_furniture_and_keeps_its_framing():
    files = pd.Series(sorted((CORPORA / "teaching" / "articles").glob("e*.txt")))
    text = files.map(lambda file: file.read_text(encoding="utf-8"))
    text = text.str.replace(r"\[Invented article[^\]]*\]", "", regex=True).str.strip()
    outlet = files.map(lambda file: file.stem[4:].removesuffix("-2"))
    masked = masked_in(outlet, text, pd.read_csv(CORPORA / "teaching" / "outlets.csv"))
    told = set(masked["outlet_id"] + ": " + masked["term"])
    assert {"nortag: nortag", "nortag: tessary", "osvyn-chronicle: patron", "teluna-press: item"} <= told
    kept = {
        "osvyn",
        "oswin",
        "disputed",
        "mission",
        "illegal",
        "territories",
        "norvane",
        "norvani",
        "teluna",
        "stressed",
    }
    assert not (CONTESTED | kept) & set(masked["term"])


@pytest.mark.skipif(not RUWA.exists(), reason="the RUWA headlines are not at ../shared/data/ruwa/ruwa.csv.gz")
def test_ruwa_loses_names_view_article_and_dates_and_keeps_its_framing():
    rows = pd.read_csv(RUWA)
    rows = rows.iloc[:: max(1, len(rows) // 4000)]
    name = rows["domain"].str.removeprefix("www.").str.removeprefix("en.")
    text = (rows["title"].fillna("") + "\n\n" + rows["teaser"].fillna("")).str.strip()
    outlets = pd.DataFrame({"outlet_id": name.unique()}).assign(
        name=lambda frame: frame["outlet_id"], aliases=None, city=None, domains=lambda frame: frame["outlet_id"]
    )
    outlets.loc[outlets["outlet_id"] == "ukrinform.net", "name"] = "Ukrinform"
    masked = masked_in(name, text, outlets)
    why = masked.set_index(["outlet_id", "term"])["why"]
    assert why["ukrinform.net", "ukrinform"] == "outlet name"
    assert why["censor.net", "view"] == "found"
    assert (why["censor.net"] == "number").sum() >= 50
    assert not CONTESTED & set(masked["term"])
