"""Copies: labelled cases, the teaching corpus, BASIL, and what holds for any texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bias import schema
from bias.events.copies import find_copies
from bias.events.copies.candidates import NEIGHBOURS, candidates
from bias.events.copies.passages import compared, longest_passages
from bias.pipeline import Run
from bias.tokens import Vocabulary, tokenise
from bias.tokens.shingles import RUN, Sketcher

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "copies" / "pairs.jsonl").read_text("utf-8").splitlines()
]


def table(texts: list[str], dates: list[str | None] | None = None, outlets: list[str] | None = None) -> pd.DataFrame:
    names = [f"a{row}" for row in range(len(texts))]
    frame = pd.DataFrame({"article_id": pd.Series(names, dtype="str"), "text": pd.Series(texts, dtype="str")})
    frame["outlet_id"] = pd.Series(outlets or [f"o{row}" for row in range(len(texts))], dtype="str")
    frame["published"] = pd.to_datetime(pd.Series(dates or [None] * len(texts), dtype="str")).astype("datetime64[ns]")
    return frame.assign(n_words=frame.text.str.split().str.len().astype("int64"))


def found(articles: pd.DataFrame, batch_size: int = 3) -> pd.DataFrame:
    sketcher, vocabulary = Sketcher(), Vocabulary()
    for begin in range(0, len(articles), batch_size):
        sketcher.add(tokenise(articles.text.iloc[begin : begin + batch_size].tolist(), vocabulary))
    return schema.check(find_copies(articles, sketcher.sketches()), "copies")


def pairs(articles: pd.DataFrame) -> dict[str, str]:
    copies = found(articles)
    return dict(zip(copies.article_id, copies.copy_of, strict=True))


def story(seed: int, n: int = 120) -> list[str]:
    """Words of an invented text in which nearly every run is its own."""
    return [f"w{number}" for number in np.random.default_rng(seed).integers(0, 5_000, n)]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_labelled_case_is_judged_as_a_reader_would(case: dict[str, object]) -> None:
    first = pd.Timestamp("2021-03-01")
    dates = [str(first), str(first + pd.Timedelta(days=int(str(case["days_between"]))))]
    outlets = ["one", "one" if case["same_outlet"] else "two"]
    articles = table([str(case["earlier"]), str(case["later"])], [*dates], outlets)
    assert pairs(articles) == ({"a1": "a0"} if case["copy"] else {})


def test_planted_copies_are_found_and_no_other(teaching: Run) -> None:
    copies = found(teaching.articles)
    assert dict(zip(copies.article_id, copies.copy_of, strict=True)) == {
        "e02-teluna-press": "e02-crossline",
        "e08-norvane-world": "e08-crossline",
    }
    assert copies.shared.between(0.85, 0.97).all()
    assert (copies.days == 0).all()


def test_no_two_of_basils_reports_of_the_same_events_are_copies(shared: Callable[[str], Path]) -> None:
    rows = pd.read_json(shared("basil/basil.jsonl"), lines=True)
    articles = table((rows.title + "\n\n" + rows.text).tolist(), rows.published.astype(str).tolist())
    assert found(articles.assign(outlet_id=rows.outlet)).empty


@pytest.mark.parametrize("share", [0.1, 0.2])
def test_whole_articles_with_one_word_in_five_changed_are_found(shared: Callable[[str], Path], share: float) -> None:
    rows = pd.read_json(shared("basil/basil.jsonl"), lines=True).text.head(60)
    rng = np.random.default_rng(7)
    changed = [" ".join("xy" if rng.random() < share else word for word in text.split()) for text in rows]
    copies = pairs(table([*rows, *changed]))
    right = [copies.get(f"a{row + len(rows)}") == f"a{row}" for row in range(len(rows))]
    assert np.mean(right) >= 0.95


def test_the_result_does_not_depend_on_batches(teaching: Run) -> None:
    pd.testing.assert_frame_equal(found(teaching.articles, 1), found(teaching.articles, 50))


def test_the_longest_passage_is_a_slice_of_the_later_article_and_stands_in_the_earlier(teaching: Run) -> None:
    text = dict(zip(teaching.articles.article_id, teaching.articles.text, strict=True))
    for row in found(teaching.articles).itertuples():
        assert text[str(row.article_id)][row.start : row.end] == row.text
        earlier, passage = (tokenise([each], Vocabulary()).texts[0].lower() for each in (text[row.copy_of], row.text))
        assert " ".join(passage.split()) in " ".join(earlier.split())


def test_of_a_set_all_repeat_the_earliest_and_undated_articles_come_last() -> None:
    words = " ".join(story(1))
    articles = table([words] * 4, [None, "2021-03-02", "2021-03-01", "2021-03-02"])
    copies = found(articles)
    assert copies.copy_of.tolist() == ["a2", "a2", "a2"]
    assert copies.days.tolist() == pytest.approx([np.nan, 1.0, 1.0], nan_ok=True)


def test_of_the_same_day_the_first_row_is_the_original() -> None:
    assert pairs(table([" ".join(story(1))] * 2, ["2021-03-01"] * 2)) == {"a1": "a0"}


def test_a_text_that_hundreds_print_is_one_set_though_each_has_a_lead_of_its_own() -> None:
    body = story(0, 200)
    articles = table([" ".join([*story(seed, 40), *body]) for seed in range(1, 151)])
    copies = pairs(articles)
    assert set(copies.values()) == {"a0"}
    assert len(copies) == 149


def test_boilerplate_in_every_article_makes_few_pairs_and_no_copies() -> None:
    boilerplate = story(0, 60)
    articles = table([" ".join([*story(seed), *boilerplate]) for seed in range(1, 201)])
    sketcher = Sketcher()
    sketcher.add(tokenise(articles.text.tolist()))
    earlier, _ = candidates(sketcher.sketches(), np.arange(200))
    assert len(earlier) <= (NEIGHBOURS + 1) * 200
    assert found(articles).empty


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["a", "a"], ["one two three"] * 2])
def test_nothing_empty_or_of_a_few_words_is_trouble_or_a_copy(texts: list[str]) -> None:
    assert found(table(texts)).empty


words = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), max_size=30)


@given(words, words)
def test_shares_and_passage_are_those_that_a_plain_search_finds(first: list[str], second: list[str]) -> None:
    tokens = tokenise([" ".join(first), " ".join(second)])
    one, other = compared(tokens, np.array([0]), np.array([1]))
    assert one.shared.tolist() == [plainly_shared(first, second)]
    assert other.shared.tolist() == [plainly_shared(second, first)]
    begin, length = longest_passages(tokens, np.array([0]), np.array([1]))
    match = SequenceMatcher(None, second, first, autojunk=False).find_longest_match()
    assert length[0] == match.size
    assert match.size == 0 or begin[0] - len(first) == match.a


def plainly_shared(text: list[str], other: list[str]) -> int:
    theirs = {tuple(other[at : at + RUN]) for at in range(len(other) - RUN + 1)}
    begins = [at for at in range(len(text) - RUN + 1) if tuple(text[at : at + RUN]) in theirs]
    return len({at + step for at in begins for step in range(RUN)})


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 12), st.randoms(use_true_random=False))
def test_a_copy_with_one_word_in_ten_changed_is_found_whichever_comes_first(
    seed: int, n_changed: int, random: st.DrawFn
) -> None:
    original = story(seed)
    changed = list(original)
    for at in np.random.default_rng(seed).choice(len(original), n_changed, replace=False):
        changed[at] = "another"
    texts = [" ".join(original), " ".join(changed), *(" ".join(story(seed + 20_000 + k)) for k in range(3))]
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    copies = found(table([texts[at] for at in order]))
    sides = {order[int(name[1:])] for name in (*copies.article_id, *copies.copy_of)}
    assert sides == {0, 1}
    assert len(copies) == 1
    forth, back = (found(table([texts[at] for at in pair])) for pair in ((0, 1), (1, 0)))
    assert forth.shared.tolist() == back.shared.tolist() == copies.shared.tolist()
