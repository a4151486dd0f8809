"""What every feature group promises, checked for every group that is registered."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bias.errors import BiasError, UnknownNameError
from bias.features import FeatureGroup, FeatureInfo, english_vocabulary, feature_info, groups
from bias.features.base import EVIDENCE
from bias.lexicon import IGNORE, embedded
from bias.plugins import named_once
from bias.tokens import Tokens, tokenise

GROUPS = groups()
FEATURES = [(group, info) for group in GROUPS for info in group.info]
EVERY_GROUP = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
EVERY_FEATURE = pytest.mark.parametrize(("group", "info"), FEATURES, ids=lambda item: getattr(item, "feature", ""))
SHORT = ["", "   ", "War.", "“”", "…", "\n\n", "Ten words are too few to say anything at all here."]


def is_rate(info: FeatureInfo) -> bool:
    return info.unit.startswith(("per 1,000", "share")) and info.feature != "style.diversity"


@EVERY_GROUP
def test_gives_exactly_the_columns_that_it_declares(group: FeatureGroup, teaching_tokens: Tokens) -> None:
    measured = group.measure(teaching_tokens)
    assert measured.columns.tolist() == [info.feature for info in group.info]
    assert len(measured) == teaching_tokens.n_articles
    assert all(dtype == np.float64 for dtype in measured.dtypes)


@EVERY_GROUP
def test_short_and_empty_texts_have_no_value_and_no_warning(group: FeatureGroup) -> None:
    measured = group.measure(tokenise(SHORT, english_vocabulary()))
    needed = [info.feature for info in group.info if info.min_words > 0]
    assert measured[needed].isna().all(axis=None)


@EVERY_GROUP
def test_no_articles_at_all_give_no_rows(group: FeatureGroup) -> None:
    assert len(group.measure(tokenise([], english_vocabulary()))) == 0


@EVERY_GROUP
def test_batch_size_and_order_change_nothing(group: FeatureGroup, teaching_tokens: Tokens) -> None:
    texts = list(teaching_tokens.texts)
    whole = group.measure(teaching_tokens)
    vocabulary = english_vocabulary()
    parts = [group.measure(tokenise(texts[at : at + 7], vocabulary)) for at in range(0, len(texts), 7)]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole, check_exact=True)
    backwards = group.measure(tokenise(texts[::-1], english_vocabulary()))
    pd.testing.assert_frame_equal(backwards[::-1].reset_index(drop=True), whole, check_exact=True)


@EVERY_GROUP
def test_a_rate_stays_when_the_text_is_doubled(group: FeatureGroup, teaching_tokens: Tokens) -> None:
    texts = [text for text in teaching_tokens.texts if len(text) > 1000][:24]
    once = group.measure(tokenise(texts, english_vocabulary()))
    twice = group.measure(tokenise([f"{text}\n\n{text}" for text in texts], english_vocabulary()))
    for info in group.info:
        if is_rate(info):
            known = once[info.feature].notna()
            assert np.allclose(once.loc[known, info.feature], twice.loc[known, info.feature]), info.feature


@EVERY_FEATURE
def test_values_lie_within_the_declared_bounds_and_vary(
    group: FeatureGroup, info: FeatureInfo, teaching_tokens: Tokens
) -> None:
    values = group.measure(teaching_tokens)[info.feature].dropna()
    assert len(values)
    assert info.low is None or values.min() >= info.low
    assert info.high is None or values.max() <= info.high
    assert values.min() < values.max(), "a feature that is the same everywhere tells nothing"


@EVERY_FEATURE
def test_evidence_slices_the_text_and_adds_up_to_the_count(
    group: FeatureGroup, info: FeatureInfo, teaching_tokens: Tokens
) -> None:
    measured = group.measure(teaching_tokens)[info.feature]
    words = {
        "per 1,000 own words": teaching_tokens.n_own,
        "per 1,000 quoted words": teaching_tokens.n_quoted,
        "per 1,000 words": teaching_tokens.words,
    }
    for article in range(0, teaching_tokens.n_articles, 9):
        evidence = group.evidence(teaching_tokens, article)
        assert evidence.columns.tolist() == EVIDENCE
        assert not evidence.duplicated(["feature", "start", "end"]).any()
        rows = evidence[evidence.feature == info.feature]
        text = teaching_tokens.texts[article]
        assert all(text[row.start : row.end] == row.text for row in rows.itertuples())
        assert rows.voice.isin(["own", "quoted"]).all()
        if info.unit in words and not np.isnan(measured[article]):
            counted = measured[article] * words[info.unit][article] / 1000
            assert rows.weight.sum() == pytest.approx(counted)


@pytest.mark.parametrize("name", sorted({name for _, info in FEATURES for name in info.lexicons}))
def test_every_lexicon_entry_is_found_in_a_sentence_made_of_it(name: str) -> None:
    from bias.features.rates import Finder

    lexicon = embedded(name)
    finder = Finder(lexicon)
    entries = [(at, entry) for at, entry in enumerate(lexicon.entries) if entry.category != IGNORE]
    tokens = tokenise([f"Then {entry.term} came." for _, entry in entries], english_vocabulary())
    hits = finder.find(tokens).hits
    found = set(zip(tokens.article[hits.first].tolist(), hits.entry.tolist(), strict=True))
    lost = [entry.term for row, (at, entry) in enumerate(entries) if (row, at) not in found]
    assert not lost


def test_every_feature_says_what_it_means() -> None:
    info = feature_info()
    assert info.feature.is_unique
    assert (info[["unit", "higher_means", "formula", "reference"]].map(len) > 0).all(axis=None)


def test_an_unknown_group_gets_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"'lodaed'; did you mean 'loaded'\? Known: agency"):
        groups(["lodaed"])


def test_a_name_taken_twice_is_an_error() -> None:
    with pytest.raises(BiasError, match="two feature groups are called 'loaded'"):
        named_once([*groups(["loaded"]), *groups(["loaded"])], "feature group")
