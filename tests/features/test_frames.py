"""The frames that words evoke."""

from __future__ import annotations

import pandas as pd
import pytest

from bias.features import english_vocabulary
from bias.features.frames import GROUP, POLICY, SCHEMES, Scheme
from bias.lexicon import IGNORE, embedded
from bias.tokens import tokenise
from tests.benchmarks.frames import cases, strictly_right, values

PLAIN = "On the way there a man put a stone on top of another stone and looked at it for a while. " * 4


def measured(*texts: str) -> pd.DataFrame:
    return GROUP.measure(tokenise(list(texts), english_vocabulary()))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.lexicon)
def test_a_list_holds_exactly_the_frames_that_its_scheme_explains(scheme: Scheme) -> None:
    assert set(embedded(scheme.lexicon).categories) == set(scheme.meanings)
    assert set(scheme.unmeasured) < set(scheme.meanings)


def test_the_policy_codebook_has_its_fourteen_frames_that_words_can_show() -> None:
    assert len(POLICY.meanings) == 14
    assert "other" not in embedded("frames-policy-en").categories


def test_words_in_quotation_marks_are_not_the_outlets_own() -> None:
    row = measured(PLAIN + "“The troops shelled the town with artillery and missiles.” " * 4).loc[0]
    assert row["frames.war_own"] == 0


def test_a_denied_frame_is_evoked_all_the_same() -> None:
    said, denied = measured(PLAIN + "It is ever a crime. " * 5, PLAIN + "It is not a crime. " * 5)[
        "frames.policy_crime_own"
    ]
    assert said == denied > 0


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


def test_a_tie_is_not_right() -> None:
    found = pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, 1.0]})
    assert strictly_right(found, pd.Series(["a", "a"])).tolist() == [False, True]
