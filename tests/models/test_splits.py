from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bias.models.splits import MIN_GROUPS, grouped_folds, plan, random_folds

ARTICLES = st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 9)), min_size=1, max_size=60)


def unzip(articles: list[tuple[str, int]]) -> tuple[np.ndarray, np.ndarray]:
    label, group = zip(*articles, strict=True)
    return np.array(label), np.array(group).astype(str)


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.integers(0, 1000))
def test_no_group_stands_in_two_folds(articles, seed):
    label, group = unzip(articles)
    folds = grouped_folds(label, group, np.random.default_rng(seed))
    taking = folds >= 0
    assert all(len(np.unique(folds[taking & (group == one)])) <= 1 for one in np.unique(group))


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.integers(0, 1000))
def test_an_article_takes_part_if_its_label_stands_in_two_groups_and_there_are_enough(articles, seed):
    label, group = unzip(articles)
    folds = grouped_folds(label, group, np.random.default_rng(seed))
    able = np.array([len(np.unique(group[label == one])) >= 2 for one in label])
    enough = len(np.unique(group[able])) >= MIN_GROUPS and len(np.unique(label[able])) >= 2
    assert ((folds >= 0) == (able & enough)).all()


def test_random_folds_have_every_label_in_equal_shares():
    label = np.repeat(["x", "y"], [50, 25])
    folds = random_folds(label, np.random.default_rng(0))
    assert [np.bincount(folds[label == one]).tolist() for one in "xy"] == [[10] * 5, [5] * 5]


def test_plan_says_which_split_is_missing_and_why():
    label, event = np.repeat(["x", "y"], 6), np.array(["one", "two"] * 6)
    splits, notes = plan(label, {"unseen event": event}, np.random.default_rng(0))
    assert list(splits) == ["random"]
    assert notes == ["No unseen event split: it takes 3 events, and two labels that each stand in two of them."]


def test_plan_names_a_label_that_a_grouped_split_cannot_test():
    label = np.array(["x"] * 6 + ["y"] * 6 + ["z"] * 6)
    outlet = np.array(["a", "b"] * 3 + ["c", "d"] * 3 + ["e"] * 6)
    splits, notes = plan(label, {"unseen outlet": outlet}, np.random.default_rng(0))
    assert (splits["unseen outlet"][12:] == -1).all()
    assert notes == ["Not in the unseen outlet split, for want of a second outlet: z."]


def test_folds_are_the_same_for_the_same_generator():
    label, group = np.array(list("xyz") * 10), np.repeat(np.arange(10), 3).astype(str)
    first, second = (grouped_folds(label, group, np.random.default_rng(4)) for _ in range(2))
    assert (first == second).all()
