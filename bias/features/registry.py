"""Finds the feature groups: the modules of this package that have a ``GROUP``, and those of other packages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import cast

import pandas as pd

from bias.errors import LexiconError, UnknownNameError
from bias.features.base import EVIDENCE, FeatureGroup
from bias.features.naming import Naming
from bias.features.rates import LexiconGroup, Rate
from bias.lexicon import Lexicon, available
from bias.plugins import added_members, named_once, own_members
from bias.schema import check
from bias.tokens import Tokens

ENTRY_POINT = "bias.features"
KIND = "feature group"


@cache
def _known() -> dict[str, FeatureGroup]:
    return named_once([*own_members("bias.features", "GROUP"), *added_members(ENTRY_POINT)], KIND)


def groups(names: Iterable[str] | None = None) -> tuple[FeatureGroup, ...]:
    """The feature groups of these names, or all.

    Raises
    ------
    UnknownNameError
        Where a name is unknown; the message lists the known ones.

    Examples
    --------
    >>> [group.name for group in groups()][:6]
    ['agency', 'emotion', 'epistemic', 'frames', 'loaded', 'morality']
    """
    known = _known()
    if names is None:
        return tuple(known.values())
    chosen = list(names)
    for name in chosen:
        if name not in known:
            raise UnknownNameError("feature group", name, known)
    return tuple(known[name] for name in chosen)


def with_lexicons(known: Iterable[FeatureGroup], lexicons: Iterable[Lexicon]) -> tuple[FeatureGroup, ...]:
    """The groups with word lists of a user's own added.

    A list whose id begins with ``naming-`` becomes a further naming pack; any other becomes a group of its own that is
    called after its id and has two rates, own words and quoted.

    Raises
    ------
    LexiconError
        Where a list's id is taken, or where it is a list of sides, which several groups share and none can add to.
    """
    by_name = named_once(known, KIND)
    for lexicon in lexicons:
        if lexicon.id.startswith("sides-"):
            raise LexiconError(
                f"{lexicon.id}: sides come with the program and --lexicon adds none; "
                "give the list another id to have its words counted"
            )
        if lexicon.id in {*by_name, *(name for name in available() if name.startswith("naming-"))}:
            raise LexiconError(f"{lexicon.id}: what comes with the program is called so; give the list another id")
        if lexicon.id.startswith("naming-"):
            by_name["naming"] = cast(Naming, by_name["naming"]).with_pack(lexicon)
        else:
            by_name = named_once([*by_name.values(), user_group(lexicon)], KIND)
    return tuple(by_name.values())


def user_group(lexicon: Lexicon) -> LexiconGroup:
    """A group with the rates of one word list, one for each category and one for all."""
    meaning = f"more words of {lexicon.id}"
    rates = [Rate("all", lexicon, meaning, lexicon.source)]
    if len(lexicon.categories) > 1:
        rates += [Rate(c, lexicon, f"{meaning}, {c}", lexicon.source, (c,)) for c in lexicon.categories]
    return LexiconGroup(lexicon.id, tuple(rates))


def feature_info(chosen: Iterable[FeatureGroup] | None = None) -> pd.DataFrame:
    """The table ``feature_info``: one row a feature of every group, or of the chosen ones."""
    known = chosen or groups()
    rows = [asdict(info) | {"lexicons": "; ".join(info.lexicons)} for group in known for info in group.info]
    frame = pd.DataFrame(rows).astype({"low": "float64", "high": "float64"})
    return check(frame, "feature_info")


def measure(tokens: Tokens, chosen: Iterable[FeatureGroup] | None = None) -> pd.DataFrame:
    """All features of each article of a batch, one row an article in order, without its id."""
    return pd.concat([group.measure(tokens) for group in chosen or groups()], axis=1)


def evidence(tokens: Tokens, article: int, chosen: Iterable[FeatureGroup] | None = None) -> pd.DataFrame:
    """The places that all features counted in one article of a batch, without its id."""
    one = tokens.only(article)
    frames = [frame for group in chosen or groups() if len(frame := group.evidence(one, 0))]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=EVIDENCE)
