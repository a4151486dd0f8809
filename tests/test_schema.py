"""Each breach of a table's contract is refused with a message that names the table and the column."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from bias.errors import SchemaError, UnknownNameError
from bias.schema import TABLES, check, empty, table

KINDS = {"str": ["a", "b"], "int": [1, 2], "float": [0.5, 1.0], "bool": [True, False]}


def filled(name: str) -> pd.DataFrame:
    """Two good rows."""
    columns = {
        c.name: pd.to_datetime(["2026-01-01", "2026-01-02"]) for c in table(name).columns if c.kind == "datetime"
    }
    columns |= {c.name: KINDS[c.kind] for c in table(name).columns if c.kind in KINDS}
    return pd.DataFrame(columns)


@pytest.mark.parametrize("name", TABLES)
class TestEveryTable:
    def test_two_good_rows_pass_and_their_columns_come_in_order(self, name: str) -> None:
        good = check(filled(name).iloc[:, ::-1], name)
        assert good.columns.tolist() == [column.name for column in table(name).columns]
        assert len(good) == 2

    def test_a_table_without_rows_passes(self, name: str) -> None:
        assert check(empty(name), name).empty
        assert check(filled(name).iloc[:0], name).empty

    def test_every_column_has_a_meaning_and_a_known_kind(self, name: str) -> None:
        for column in table(name).columns:
            assert len(column.meaning) >= 8, column.name
            assert column.kind in {*KINDS, "datetime"}
            assert not column.name.endswith("?")

    def test_it_says_what_a_row_is_and_its_key_is_among_its_columns(self, name: str) -> None:
        assert table(name).row.split()[0] in ("a", "an")
        assert set(table(name).key) <= {column.name for column in table(name).columns}
        assert table(name).name == name

    def test_no_column_stands_twice(self, name: str) -> None:
        names = [column.name for column in table(name).columns]
        assert len(names) == len(set(names))

    def test_a_missing_column_is_refused_by_name(self, name: str) -> None:
        last = table(name).columns[-1].name
        with pytest.raises(SchemaError, match=rf"table {name}: column '{last}' is missing; it needs "):
            check(filled(name).drop(columns=last), name)

    def test_a_key_that_stands_twice_is_refused_with_its_values(self, name: str) -> None:
        frame = filled(name)
        frame = pd.concat([frame, frame.iloc[:1]])
        with pytest.raises(SchemaError, match=rf"table {name}: the key .* stands in more than one row"):
            check(frame, name)

    def test_a_missing_value_is_refused_only_where_none_may_be(self, name: str) -> None:
        for column in table(name).columns:
            frame = filled(name)
            frame[column.name] = frame[column.name].where([True, False])
            if column.nullable:
                check(frame, name)
            else:
                with pytest.raises(SchemaError, match=rf"table {name}: column '{column.name}' (has no value|must be)"):
                    check(frame, name)


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("similarity", ["high", "low"], "float"),
        ("n_outlets", [1.5, 2.5], "int"),
        ("event_id", [1, 2], "str"),
        ("n_outlets", ["1", "2"], "int"),
    ],
)
def test_a_column_of_another_kind_is_refused(column: str, values: list[object], kind: str) -> None:
    with pytest.raises(SchemaError, match=rf"table events: column '{column}' must be {kind}, not "):
        check(filled("events").assign(**{column: values}), "events")


def test_a_date_in_words_is_refused() -> None:
    with pytest.raises(SchemaError, match="column 'published' must be datetime"):
        check(filled("articles").assign(published=["today", "now"]), "articles")


def test_text_for_a_truth_value_is_refused() -> None:
    with pytest.raises(SchemaError, match="column 'abstained' must be bool"):
        check(filled("predictions").assign(abstained=["yes", "no"]), "predictions")


def test_a_missing_value_is_told_with_its_row() -> None:
    frame = filled("evidence").assign(weight=[1.0, float("nan")])
    with pytest.raises(SchemaError, match="column 'weight' has no value in row 1, and must have one"):
        check(frame, "evidence")


def test_a_repeated_key_is_told_with_its_values() -> None:
    frame = filled("evidence").assign(article_id="a", feature="f", start=3, end=5)
    with pytest.raises(SchemaError, match=re.escape("the key article_id, feature, start, end = ['a', 'f', 3, 5]")):
        check(frame, "evidence")


def test_an_unknown_column_is_refused_where_the_table_is_closed() -> None:
    with pytest.raises(SchemaError, match="table events: column 'mood' is unknown; it may have article_id"):
        check(filled("events").assign(mood=1.0), "events")


def test_further_columns_of_an_open_table_must_be_of_its_kind_and_may_lack_values() -> None:
    features = filled("features")
    with_rate = features.assign(**{"style.mean": [0.5, float("nan")]})
    assert check(with_rate, "features").columns.tolist() == ["article_id", "style.mean"]
    with pytest.raises(SchemaError, match=r"column 'style.mean' must be float, not"):
        check(features.assign(**{"style.mean": ["a", "b"]}), "features")


def test_whole_numbers_that_may_lack_may_come_as_floats() -> None:
    frame = filled("outlets").assign(founded=[1851.0, float("nan")])
    assert check(frame, "outlets").founded.isna().tolist() == [False, True]


def test_text_may_be_categorical_or_wholly_missing() -> None:
    frame = filled("articles").assign(outlet_id=pd.Categorical(["a", "b"]), title=[None, None])
    assert len(check(frame, "articles")) == 2


def test_the_index_is_dropped_and_the_given_frame_left_as_it_was() -> None:
    frame = filled("events").set_index(pd.Index([7, 9]))
    assert check(frame, "events").index.tolist() == [0, 1]
    assert frame.index.tolist() == [7, 9]


def test_an_unknown_table_is_answered_with_the_known_ones() -> None:
    for use in (table, empty, lambda name: check(pd.DataFrame(), name)):
        with pytest.raises(UnknownNameError, match="no table is called 'event'; did you mean 'events'"):
            use("event")
