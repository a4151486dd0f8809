"""When articles were published, and in which order."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def published_days(articles: pd.DataFrame) -> NDArray[np.float64]:
    """When each article was published, in days since 1970; NaN where that is not known.

    Examples
    --------
    >>> articles = pd.DataFrame({"published": pd.to_datetime(["1970-01-02 12:00", None])})
    >>> published_days(articles).tolist()
    [1.5, nan]
    """
    seconds = pd.to_datetime(articles.published, utc=True).astype("datetime64[s, UTC]")
    return np.where(articles.published.isna(), np.nan, seconds.astype("int64").to_numpy() / 86_400)


def order_in_time(articles: pd.DataFrame) -> NDArray[np.int64]:
    """Each article's place in time, from 0; those without a date come last.

    Articles of the same time go by their ids, a shorter one first (a9, a10), so that it is all the same in which order
    their rows came.

    Examples
    --------
    >>> articles = pd.DataFrame(
    ...     {"article_id": ["a10", "a9", "b"], "published": pd.to_datetime([None, None, "2026-01-01"])}
    ... )
    >>> order_in_time(articles).tolist()
    [2, 1, 0]
    """
    alphabetical, length = articles.article_id.factorize(sort=True)[0], articles.article_id.str.len()
    return np.lexsort((alphabetical, length, published_days(articles))).argsort()
