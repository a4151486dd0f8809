"""The table naming: the share of each name that an outlet gives a concept."""

from __future__ import annotations

import pandas as pd

from bias import schema
from bias.settings import Settings
from bias.stats.naming.shares import named_by_outlets, shares


def naming(uses: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The naming table: of all names that an outlet gives a concept in one voice, the share of each.

    The interval (`intervals.share_interval`) has events as clusters; an article that shares its event with no other
    is a cluster of its own. With one event there is no interval.

    All articles of known outlets that are long enough count, copies too: what an outlet prints is its choice.

    Parameters
    ----------
    uses
        ``article_id, concept, variant, voice, n``: how often an article uses a name, in its own voice or quoted.
    articles, events
        The tables of those names.
    settings
        For ``min_words`` and ``confidence``.

    Examples
    --------
    >>> uses = pd.DataFrame(columns=["article_id", "concept", "variant", "voice", "n"])
    >>> naming(uses, schema.empty("articles"), schema.empty("events"), Settings()).empty
    True
    """
    named = named_by_outlets(uses, articles, events, settings)
    if named.empty:
        return schema.empty("naming")
    table = shares(named, [], settings.confidence)
    columns = [column.name for column in schema.table("naming").columns]
    return schema.check(table.sort_values(list(schema.table("naming").key))[columns], "naming")
