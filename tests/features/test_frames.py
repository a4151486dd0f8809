"""The frames that words evoke."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bias.features import english_vocabulary
from bias.features.frames import ENTMAN, GENERIC, GROUP, MIN_FOUND, POLICY, WAR_PEACE
from bias.lexicon import IGNORE, embedded
from bias.tokens import Tokens, tokenise
from tests.benchmarks.frames import cases, strictly_right, values

PLAIN = "On the way there a man put a stone on top of another stone and looked at it for a while. " * 4
SCHEMES = (POLICY, GENERIC, WAR_PEACE, ENTMAN)


def measured(*texts: str) -> pd.DataFrame:
    return GROUP.measure(tokenise(list(texts), english_vocabulary()))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_a_list_holds_exactly_the_frames_that_its_scheme_explains(scheme: object) -> None:
    assert set(scheme.finder.categories) == set(scheme.meanings)  # type: ignore[attr-defined]


def test_the_policy_codebook_has_its_fourteen_frames_that_words_can_show() -> None:
    assert len(POLICY.meanings) == 14
    assert "other" not in embedded("frames-policy-en").categories


@pytest.mark.parametrize("scheme", ["policy", "generic"])
def test_shares_of_a_scheme_add_up_to_one(scheme: str, teaching_tokens: Tokens) -> None:
    shares = GROUP.measure(teaching_tokens).filter(like=f"frames.{scheme}_").dropna()
    assert len(shares)
    assert np.allclose(shares.sum(axis=1), 1.0)


def test_shares_are_those_of_the_weights_in_the_evidence(teaching_tokens: Tokens) -> None:
    measures = GROUP.measure(teaching_tokens)
    for article in range(0, teaching_tokens.n_articles, 13):
        rows = GROUP.evidence(teaching_tokens, article)
        for scheme in ("policy", "generic"):
            mine = rows[rows.feature.str.startswith(f"frames.{scheme}_")]
            expected = mine.groupby("feature").weight.sum() / mine.weight.sum()
            for feature, value in expected.items():
                assert np.isnan(measures.loc[article, feature]) or measures.loc[article, feature] == pytest.approx(
                    value
                )


def test_the_balance_is_that_of_the_weights_in_the_evidence(teaching_tokens: Tokens) -> None:
    balance = GROUP.measure(teaching_tokens)["frames.war_peace_own"]
    for article in np.flatnonzero(balance.notna())[::13].tolist():
        rows = GROUP.evidence(teaching_tokens, article).query("feature == 'frames.war_peace_own'")
        assert balance[article] == pytest.approx(rows.weight.sum() / rows.weight.abs().sum())


def test_fewer_frame_words_than_needed_give_no_share() -> None:
    shares = measured(PLAIN + "A court. " * (MIN_FOUND - 1), PLAIN + "A court. " * MIN_FOUND)
    assert shares["frames.policy_legality_own"].isna().tolist() == [True, False]


def test_words_in_quotation_marks_are_not_the_outlets_own() -> None:
    quote = "“The troops shelled the town with artillery and missiles.” "
    row = measured(PLAIN + quote * 4).loc[0]
    assert row["frames.war_own"] == 0
    assert row["frames.war_quoted"] > 0
    assert np.isnan(row["frames.policy_security_own"])


def test_a_denied_frame_is_evoked_all_the_same() -> None:
    said, denied = measured(PLAIN + "It is a crime. " * 5, PLAIN + "It is not a crime. " * 5).iloc
    assert said["frames.policy_crime_own"] == denied["frames.policy_crime_own"] == 1.0


def test_the_balance_runs_from_war_to_peace() -> None:
    war, peace, none = measured(
        PLAIN + "Troops fired missiles and artillery, and the barbaric enemy was annihilated. ",
        PLAIN + "Mediators sought dialogue, a ceasefire and reconciliation through compromise. ",
        PLAIN,
    )["frames.war_peace_own"]
    assert (war, peace) == (-1.0, 1.0)
    assert np.isnan(none)


def test_phrases_of_another_sense_do_not_count() -> None:
    row = measured(PLAIN + "Think tanks, heart attacks and a price war. " * 3).loc[0]
    assert row["frames.war_own"] == 0


def test_no_list_names_a_party_a_nation_or_a_religion() -> None:
    names = {"democrat", "republican", "tory", "labour party", "russia", "america", "israel", "china", "ukraine"}
    names |= {"muslim", "christian", "jewish", "hindu", "buddhist", "islam", "catholic", "conservative", "liberal"}
    for scheme in SCHEMES:
        counting = [e.term for e in embedded(scheme.lexicon).entries if e.category != IGNORE]
        assert not [term for term in counting for name in names if term.startswith(name)]


@pytest.mark.parametrize("scheme", ["policy", "generic", "war_peace", "entman"])
def test_paragraphs_written_in_a_frame_show_it(scheme: str) -> None:
    paragraphs = cases().query("scheme == @scheme")
    assert strictly_right(values(paragraphs, scheme), paragraphs["frame"]).mean() >= 0.9


def test_a_tie_or_too_few_words_is_not_right() -> None:
    found = pd.DataFrame({"a": [1.0, np.nan, 2.0], "b": [1.0, np.nan, 1.0]})
    assert strictly_right(found, pd.Series(["a", "a", "a"])).tolist() == [False, False, True]
