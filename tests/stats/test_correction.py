"""q values against the example of the paper that defines them."""

from __future__ import annotations

import numpy as np

from bias.stats.correction import benjamini_hochberg

#: Benjamini & Hochberg 1995, section 3.2: of these, four are called discoveries at 0.05.
PAPER = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0]  # fmt: skip


def test_the_papers_example_has_four_discoveries() -> None:
    assert (benjamini_hochberg(PAPER) <= 0.05).tolist() == [True] * 4 + [False] * 11


def test_what_was_not_tested_does_not_count_as_a_test() -> None:
    with_gaps = benjamini_hochberg([np.nan, *PAPER, np.nan])
    assert np.isnan(with_gaps[[0, -1]]).all()
    assert with_gaps[1:-1].tolist() == benjamini_hochberg(PAPER).tolist()


def test_no_test_at_all_is_no_trouble() -> None:
    assert benjamini_hochberg([]).size == 0
