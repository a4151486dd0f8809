"""JSON Lines and JSON."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bias.readers.base import Fault, Row
from bias.readers.json_rows import parse_json

values = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=10), st.lists(st.integers(), max_size=3))
records = st.lists(st.dictionaries(st.text(min_size=1, max_size=5), values, max_size=4), min_size=2, max_size=6)


@settings(deadline=None)
@given(records, st.booleans())
def test_lines_lists_and_indented_lists_give_the_same_objects(objects: list[dict[str, object]], escaped: bool) -> None:
    as_lines = "\n".join(json.dumps(each, ensure_ascii=escaped) for each in objects)
    as_list, indented = json.dumps(objects), json.dumps(objects, indent=2)
    for text in (as_lines, as_list, indented):
        assert [row.cells for row in parse_json(text)] == objects


def test_a_line_that_is_no_json_is_a_fault_with_its_number_and_the_next_go_on() -> None:
    found = list(parse_json('{"text": "one"}\n{"text": "two\n\n[1]\n{"text": "three"}\nnull\n'))
    assert [(type(row), row.number) for row in found] == [(Row, 1), (Fault, 2), (Fault, 4), (Row, 5), (Fault, 6)]
    assert "no JSON" in found[1].problem
    assert "a list, not an object" in found[2].problem


def test_a_damaged_list_keeps_what_stands_before_the_damage() -> None:
    found = list(parse_json('[{"text": "one"},\n {"text": "two"},\n {"text": oops}]'))
    assert [(type(row), row.number) for row in found] == [(Row, 1), (Row, 2), (Fault, 3)]


def test_one_object_over_several_lines_is_one_article() -> None:
    assert [row.cells for row in parse_json('{\n  "text": "one"\n}')] == [{"text": "one"}]


def test_a_wrapper_around_a_list_of_articles_is_opened() -> None:
    assert [row.cells for row in parse_json('{"n": 2, "articles": [{"text": "a"}, {"text": "b"}]}')] == [
        {"text": "a"},
        {"text": "b"},
    ]


def test_a_line_separator_inside_a_string_does_not_cut_the_line() -> None:
    line = json.dumps({"text": "one\u2028two\u0085three"}, ensure_ascii=False)
    assert [row.cells["text"] for row in parse_json(f"{line}\n{line}")] == ["one\u2028two\u0085three"] * 2


def test_deep_nesting_is_a_fault_and_no_crash() -> None:
    found = list(parse_json('{"text": "one"}\n' + "[" * 200_000))
    assert [type(row) for row in found] == [Row, Fault]
