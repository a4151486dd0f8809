from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from bias import schema
from bias.errors import SchemaError
from bias.models import Corpus, judge


@pytest.fixture(scope="module")
def judgement(planted, outlets, settings):
    return judge(planted, outlets, settings)


def value(judgement, model_id, split, metric="accuracy"):
    rows = judgement.evaluation
    rows = rows[(rows["model_id"] == model_id) & (rows["split"] == split) & (rows["metric"] == metric)]
    return rows["value"].item()


def test_tables_keep_their_schema(judgement):
    assert schema.check(judgement.predictions, "predictions").equals(judgement.predictions)
    assert schema.check(judgement.evaluation, "evaluation").equals(judgement.evaluation)


def test_the_same_seed_gives_the_same_judgement(judgement, planted, outlets, settings):
    again = judge(planted, outlets, settings)
    pd.testing.assert_frame_equal(judgement.predictions, again.predictions)
    pd.testing.assert_frame_equal(judgement.evaluation, again.evaluation)
    assert judgement.notes == again.notes


def test_three_classifiers_and_the_probe_are_judged_in_both_splits(judgement):
    asked = judgement.evaluation[["model_id", "split"]].drop_duplicates()
    assert set(asked.itertuples(index=False, name=None)) == {
        (model, split)
        for model in (
            "outlet:framing",
            "outlet:words",
            "outlet:both",
            "leakage:before masking",
            "leakage:after masking",
        )
        for split in ("random", "unseen event")
    }


def test_planted_framing_is_learnt_for_events_never_seen(judgement):
    assert value(judgement, "outlet:words", "unseen event") > 0.9
    assert value(judgement, "outlet:framing", "unseen event") > 0.4


def test_every_figure_lies_in_its_interval_and_beside_chance(judgement):
    figures = judgement.evaluation[judgement.evaluation["metric"].isin(["accuracy", "macro-F1", "log loss"])]
    assert (figures["ci_low"] <= figures["value"]).all()
    assert (figures["value"] <= figures["ci_high"]).all()
    assert figures.loc[figures["metric"] == "accuracy", "baseline"].eq(0.25).all()


def test_predictions_are_of_the_fullest_model_in_the_most_honest_split(judgement, planted):
    said = judgement.predictions
    assert set(said["model_id"]) == {"outlet:both"}
    assert said["fold"].str.fullmatch(r"unseen event [1-5]").all()
    assert said.groupby("article_id")["probability"].sum().to_numpy() == pytest.approx(1.0)
    event = said["article_id"].map(planted.events.set_index("article_id")["event_id"])
    assert (pd.crosstab(event, said["fold"]) > 0).sum(axis=1).eq(1).all()


def test_it_abstains_with_a_reason_below_the_bound(judgement):
    said = judgement.predictions
    unsure = said.groupby("article_id")["probability"].transform("max") < 0.625
    assert (said["abstained"] == unsure).all()
    assert (said["reason"].notna() == unsure).all()


def test_what_stays_in_is_noted(judgement):
    assert any("lantern: invasion" in note for note in judgement.notes)


def test_the_outlet_is_guessed_worse_once_its_furniture_is_masked(make_corpus, outlets, settings):
    rng = np.random.default_rng(1)
    filler = [f"word{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh"]
    closing = {"quarry-post": "Share this parcel", "lantern": "Light another one", "heron": "HERON wrote it"}
    rows = [(o, e, f"{' '.join(rng.choice(filler, 60))}\n\n{closing[o]}") for e in range(12) for o in closing]
    judgement = judge(make_corpus(rows), outlets, settings)
    assert value(judgement, "leakage:before masking", "random") == 1.0
    assert value(judgement, "leakage:after masking", "random") < 0.6


def _of_all(evaluation: pd.DataFrame) -> pd.DataFrame:
    """The figures of all articles, and not of those that were answered."""
    return evaluation[evaluation["metric"] != "accuracy where answered"]


def test_short_articles_are_abstained_from_and_copies_are_left_out(planted, outlets, settings):
    articles, events = planted.articles.copy(), planted.events.copy()
    articles.loc[3, "n_words"] = 12
    events.loc[8, "copy_of"] = "a9"
    judgement = judge(replace(planted, articles=articles, events=events), outlets, settings)
    said = judgement.predictions.set_index("article_id")
    assert set(said.loc["a3", "reason"]) == {"fewer than 50 words"}
    assert "a8" not in said.index
    assert set(_of_all(judgement.evaluation)["n"]) == {len(articles) - 2}
    assert "Near-copies of other articles, left out of contrasts and classifier: 1." in judgement.notes


def test_labels_of_the_outlets_table_are_judged_on_unseen_outlets_too(planted, outlets, settings):
    judgement = judge(planted, outlets, settings, label="control")
    assert set(judgement.evaluation["split"]) == {"random", "unseen event", "unseen outlet"}
    assert value(judgement, "control:words", "unseen event") > 0.9
    assert value(judgement, "control:words", "unseen outlet") < 0.6
    assert judgement.predictions["fold"].str.startswith("unseen outlet").all()


def test_an_unknown_label_is_an_error(planted, outlets, settings):
    with pytest.raises(SchemaError, match="no column 'colour'"):
        judge(planted, outlets, settings, label="colour")


def test_rows_that_do_not_belong_together_are_an_error(planted):
    with pytest.raises(SchemaError, match="the rows of events"):
        replace(planted, events=planted.events.iloc[::-1])
    with pytest.raises(SchemaError, match="counts has shape"):
        replace(planted, terms=planted.terms[1:])


def only(corpus: Corpus, rows: np.ndarray) -> Corpus:
    def cut(frame):
        return frame.iloc[rows].reset_index(drop=True)

    return Corpus(cut(corpus.articles), cut(corpus.events), cut(corpus.features), corpus.counts[rows], corpus.terms)


def test_one_outlet_is_too_little_and_it_says_so(planted, outlets, settings):
    rows = np.flatnonzero(planted.articles["outlet_id"] == "heron")
    judgement = judge(only(planted, rows), outlets, settings)
    assert judgement.predictions.empty
    assert judgement.evaluation.empty
    assert judgement.notes[-1].startswith("No classifier: it takes at least two outlets with 5 articles each")


def test_one_article_an_outlet_is_too_little_and_it_says_so(planted, outlets, settings):
    judgement = judge(only(planted, np.arange(4)), outlets, settings)
    assert judgement.evaluation.empty
    assert (
        "Fewer than 5 articles, too few for the classifier: heron, lantern, quarry-post, third-way." in judgement.notes
    )


def test_no_articles_at_all_are_too_little(planted, outlets, settings):
    assert judge(only(planted, np.arange(0)), outlets, settings).evaluation.empty


def test_two_events_allow_the_random_split_only(planted, outlets, settings):
    events = planted.events.assign(event_id=np.where(np.arange(48) < 24, "first", "second"))
    judgement = judge(replace(planted, events=events), outlets, settings)
    assert set(judgement.evaluation["split"]) == {"random"}
    assert judgement.evaluation["ci_low"].isna().all()
    assert judgement.predictions["fold"].str.startswith("random").all()


def test_without_features_the_words_alone_are_judged(planted, outlets, settings):
    blank = planted.features[["article_id"]].assign(**{"tone.lean": np.nan})
    judgement = judge(replace(planted, features=blank), outlets, settings)
    assert set(judgement.predictions["model_id"]) == {"outlet:words"}
    assert "No classifier by framing: there is nothing to learn from." in judgement.notes


def test_articles_of_unknown_outlets_take_no_part(planted, outlets, settings):
    articles = planted.articles.copy()
    articles.loc[:3, "outlet_id"] = ["unknown", None, "unknown", None]
    judgement = judge(replace(planted, articles=articles), outlets, settings)
    assert set(_of_all(judgement.evaluation)["n"]) == {44}
