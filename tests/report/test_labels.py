"""Features have names that people read."""

from __future__ import annotations

import pytest

from bias.features import feature_info, groups
from bias.report.labels import feature_label, group_of
from bias.report.messages import said

FEATURES = feature_info().feature.tolist()


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_has_a_name_of_its_own_and_no_longer_than_a_chart_has_room_for(feature: str) -> None:
    label = feature_label(feature)
    assert said("features").keys() & {feature, feature.removesuffix("_own").removesuffix("_quoted")}
    assert label.casefold().startswith(group_of(feature).casefold())
    assert len(label) <= 64


def test_no_two_features_are_called_alike() -> None:
    labels = [feature_label(feature) for feature in FEATURES]
    assert len(set(labels)) == len(labels)


def test_every_group_says_what_it_marks() -> None:
    assert {group.name for group in groups()} <= said("groups").keys()
