"""q values against the example of the paper that defines them."""

from __future__ import annotations

import numpy as np

from bias.stats.correction import benjamini_hochberg

#: Benjamini & Hochberg 1995, section 3.2: of these, four are called discoveries at 0.05.
PAPER = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
PAPER += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]


def test_the_papers_example_has_four_discoveries() -> None:
    assert (benjamini_hochberg(PAPER) <= 0.05).tolist() == [True] * 4 + [False] * 11


def test_what_was_not_tested_does_not_count_as_a_test() -> None:
    with_gaps = benjamini_hochberg([np.nan, *PAPER, np.nan])
    assert np.isnan(with_gaps[[0, -1]]).all()
    assert with_gaps[1:-1].tolist() == benjamini_hochberg(PAPER).tolist()


def test_no_test_at_all_is_no_trouble() -> None:
    assert benjamini_hochberg([]).size == 0
