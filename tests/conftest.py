"""What several tests need: the teaching corpus, tokenised once, and where the data that is not in the project lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from bias.features import english_vocabulary
from bias.pipeline import TEACHING, Run
from bias.settings import Settings
from bias.tokens import Tokens, tokenise

#: The same examples in every run; ``--hypothesis-profile=default`` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Path of a data set that is not in the project; skips the test, by name, where it is absent."""

    def path(name: str) -> Path:
        if not (SHARED / name).exists():
            pytest.skip(f"the data set {name} is not here")
        return SHARED / name

    return path


@pytest.fixture(scope="session")
def teaching() -> Run:
    """The stages over the teaching corpus; each is run once for all tests."""
    return Run([TEACHING], Settings(n_resamples=500))


@pytest.fixture(scope="session")
def teaching_articles(teaching: Run) -> pd.DataFrame:
    return teaching.articles


@pytest.fixture(scope="session")
def teaching_tokens(teaching_articles: pd.DataFrame) -> Tokens:
    return tokenise(teaching_articles.text.tolist(), english_vocabulary())
