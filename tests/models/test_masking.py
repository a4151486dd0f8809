from __future__ import annotations

import numpy as np
import pytest

from bias import schema
from bias.models.furniture import holdings, place, telltale
from bias.models.masking import left_in, mask, masked_terms, visible


@pytest.fixture(scope="module")
def masked(planted, outlets):
    return masked_terms(planted.articles, outlets, planted.counts, planted.terms)


def why(masked, outlet):
    return dict(masked.loc[masked["outlet_id"] == outlet, ["term", "why"]].to_numpy().tolist())


def test_masked_keeps_its_schema(masked):
    assert schema.check(masked, "masked").equals(masked)


def test_a_closing_slogan_is_found(masked):
    found = [term for term, reason in why(masked, "quarry-post").items() if reason == "found"]
    assert {"share", "this", "parcel", "with", "neighbour"} <= set(found)


def test_a_city_that_opens_every_article_is_a_dateline(masked):
    assert why(masked, "quarry-post")["dunmoor"] == "dateline"


def test_clock_times_in_their_place_are_numbers(masked):
    assert why(masked, "third-way")["12"] == "number"


def test_an_outlets_name_is_masked(masked):
    assert why(masked, "heron")["heron"] == "outlet name"


def test_a_word_of_a_name_is_masked_only_where_the_corpus_uses_it_as_the_name(masked):
    names = why(masked, "third-way")
    assert names["third way"] == "outlet name"
    assert not {"third", "way", "the"} & set(masked["term"])


def test_framing_stays_in_though_nobody_else_uses_it(masked, planted):
    held = holdings(planted.articles["outlet_id"].to_numpy(str), planted.counts, np.array(planted.terms))
    told = telltale(held, len(planted.articles))
    framing = {"liberation", "invasion", "standoff", "entry"}
    assert framing <= set(told["term"])
    assert not framing & set(masked["term"])


def test_what_sets_an_outlet_apart_and_stays_in_is_listed(masked, planted):
    left = left_in(planted.articles, planted.counts, planted.terms, masked)
    assert dict(left[["outlet_id", "term"]].to_numpy().tolist()) == {
        "quarry-post": "liberation",
        "lantern": "invasion",
        "third-way": "standoff",
        "heron": "entry",
    }


def test_shares_are_those_of_the_texts(masked, planted):
    row = masked[(masked["outlet_id"] == "heron") & (masked["term"] == "heron")].iloc[0]
    holds = planted.articles["text"].str.contains("HERON")
    own = planted.articles["outlet_id"] == "heron"
    assert (row["n_articles"], row["share"], row["share_elsewhere"]) == (
        (holds & own).sum(),
        holds[own].mean(),
        holds[~own].mean(),
    )


def test_mask_drops_masked_words_and_the_pairs_that_hold_them(masked, planted):
    kept = np.array(planted.terms)[visible(planted.terms, masked["term"])]
    assert mask(planted.counts, planted.terms, masked).shape == (len(planted.articles), len(kept))
    assert not {word for term in kept for word in term.split()} & {t for t in masked["term"] if " " not in t}
    assert not set(kept) & set(masked["term"])


def test_too_few_articles_show_no_furniture(planted, outlets):
    few = np.flatnonzero(planted.events["event_id"].isin(["e0", "e1"]))
    table = masked_terms(planted.articles.iloc[few], outlets, planted.counts[few], planted.terms)
    assert "found" not in set(table["why"])


def test_one_outlet_has_nothing_to_be_told_apart_from(planted, outlets):
    own = np.flatnonzero(planted.articles["outlet_id"] == "heron")
    assert masked_terms(planted.articles.iloc[own], outlets, planted.counts[own], planted.terms).empty


def test_outlets_that_the_table_lacks_are_searched_for_furniture(planted, outlets):
    table = masked_terms(planted.articles, outlets.iloc[:0], planted.counts, planted.terms)
    assert "parcel" in set(table["term"])
    assert not {"outlet name", "dateline"} & set(table["why"])


def test_a_word_at_the_same_distance_from_the_end_is_in_place():
    texts = [f"{'so ' * n}it goes.\n\n{'and ' * n}then Read on" for n in range(1, 9)]
    assert place(texts, "read").fixed
    assert place(texts, "read on").fixed


def test_a_word_that_moves_about_is_not_in_place():
    texts = [f"{'so ' * n}invasion {'and ' * (30 - n)}" for n in range(1, 30, 3)]
    assert not place(texts, "invasion").usual
