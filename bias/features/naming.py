"""What things are called: concepts and their competing names, as packs that users can extend.

A pack is a lexicon whose categories are concepts, each with the names in use for it. A name's weight says whether it
alone shows that an article is on the pack's matter: "special military operation" does (1), "war" does not (0). The
names of a pack count only in articles that hold a name or an anchor of weight 1, so that a war elsewhere is not taken
for this one. Inflected forms are one variant where the pack says so (category ``concept/variant``).

Known errors: a name counts in every sense that its pack does not exclude by phrase; a name inside a longer proper name
counts unless that is listed.

Source of the idea: Hamborg, F., Zhukova, A. and Gipp, B. (2019). Automated identification of media bias by word choice
and labeling in news articles. Proceedings of JCDL 2019, 196-205.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bias.features.base import FeatureInfo
from bias.features.rates import MIN_WORDS, Finder, Floats, Found, evidence_rows, per_thousand, share, stacked, sums
from bias.lexicon import Lexicon, available, embedded
from bias.tokens import Tokens

#: Category of terms that show what an article is about and are no name of a concept.
ANCHOR = "anchor"
USES = ["article", "concept", "variant", "voice", "n"]
_HAMBORG = "Hamborg, F., Zhukova, A. and Gipp, B. (2019). Automated identification of media bias. JCDL 2019, 196-205."


class Pack:
    """A naming pack, ready to be found: which concept and variant each entry names.

    Parameters
    ----------
    lexicon
        Its id is ``naming-MATTER-LANGUAGE``; concepts are then called ``MATTER/concept``.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        matter = lexicon.id.removeprefix("naming-").removesuffix(f"-{lexicon.language}")
        self._finder = Finder(lexicon)
        names = [_concept_and_variant(entry.category, entry.term) for entry in lexicon.entries]
        self.concept = np.array([f"{matter}/{concept}" for concept, _ in names], dtype=object)
        self.variant = np.array([variant for _, variant in names], dtype=object)
        self._is_anchor = np.array([entry.category == ANCHOR for entry in lexicon.entries], bool)

    def find(self, tokens: Tokens) -> Found:
        """Names in the articles that are on the pack's matter."""
        found = self._finder.find(tokens)
        about = sums(tokens, found.hits.first[found.weight >= 1]) > 0
        is_name = ~self._is_anchor[found.hits.entry]
        return found.keep(is_name & about[tokens.article[found.hits.first]])


def _concept_and_variant(category: str, term: str) -> tuple[str, str]:
    concept, slash, variant = category.partition("/")
    return concept, variant if slash else term


class Naming:
    """The feature group ``naming``; ``uses`` gives the counts behind the table ``naming``."""

    name = "naming"

    def __init__(self, own_packs: tuple[Lexicon, ...] = ()) -> None:
        self._own_packs = own_packs

    def with_pack(self, lexicon: Lexicon) -> Naming:
        """The group with a further pack."""
        return Naming((*self._own_packs, lexicon))

    @cached_property
    def _lexicons(self) -> tuple[Lexicon, ...]:
        embedded_packs = (embedded(name) for name in available() if name.startswith("naming-"))
        return (*embedded_packs, *self._own_packs)

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """The naming packs that come with the package, and the user's."""
        return tuple(Pack(lexicon) for lexicon in self._lexicons)

    @cached_property
    def info(self) -> tuple[FeatureInfo, ...]:
        """What each feature means."""
        lists = tuple(lexicon.id for lexicon in self._lexicons)
        rates = tuple(
            FeatureInfo(
                f"naming.names_{voice}",
                f"per 1,000 {voice} words",
                "more names of things that outlets name differently",
                f"1000 × names of concepts in {voice} words / {voice} words",
                _HAMBORG,
                high=1000.0,
                min_words=least,
                lexicons=lists,
            )
            for voice, least in MIN_WORDS.items()
        )
        mixed = FeatureInfo(
            "naming.mixed_own",
            "share",
            "several names for one thing; 0 means one name for each",
            "1 − sum over concepts of uses of its most used name / uses of all names, own words",
            _HAMBORG,
            high=1.0,
            min_words=MIN_WORDS["own"],
            lexicons=lists,
        )
        return (*rates, mixed)

    def uses(self, tokens: Tokens) -> pd.DataFrame:
        """How often each article uses each name, by voice.

        Returns
        -------
        DataFrame
            Columns article (row in the batch), concept, variant, voice, n; only names that are used.
        """
        frames = []
        for pack in self.packs:
            found = pack.find(tokens)
            entry, first = found.hits.entry, found.hits.first
            voice = np.where(tokens.quoted[first], "quoted", "own")
            columns = (tokens.article[first], pack.concept[entry], pack.variant[entry], voice, np.ones(len(entry), int))
            frames.append(pd.DataFrame(dict(zip(USES, columns, strict=True))))
        joined = pd.concat(frames, ignore_index=True)
        return joined.groupby(USES[:-1], sort=True)["n"].sum().reset_index()

    def measure(self, tokens: Tokens) -> pd.DataFrame:
        """The naming of each article."""
        firsts = [pack.find(tokens).hits.first for pack in self.packs]
        at = np.concatenate(firsts) if firsts else np.zeros(0, np.int64)
        quoted = tokens.quoted[at]
        words = {"own": tokens.n_own, "quoted": tokens.n_quoted}
        columns = {
            f"naming.names_{voice}": per_thousand(sums(tokens, at[here]), words[voice], MIN_WORDS[voice])
            for voice, here in (("own", ~quoted), ("quoted", quoted))
        }
        columns["naming.mixed_own"] = self._mixed(tokens)
        return pd.DataFrame(columns)

    def _mixed(self, tokens: Tokens) -> Floats:
        uses = self.uses(tokens)
        own = uses[uses.voice == "own"]
        by_concept = own.groupby(["article", "concept"])["n"].agg(["sum", "max"])
        other: NDArray[np.int64] = (by_concept["sum"] - by_concept["max"]).to_numpy()
        article = by_concept.index.get_level_values(0).to_numpy(dtype=np.int64)
        total = np.bincount(article, by_concept["sum"].to_numpy(), tokens.n_articles)
        mixed = share(np.bincount(article, other, tokens.n_articles).astype(np.float64), total)
        return np.where(tokens.n_own < MIN_WORDS["own"], np.nan, mixed)

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The names that were counted."""
        one = tokens.only(article)
        frames = []
        for pack in self.packs:
            hits = pack.find(one).hits
            quoted = one.quoted[hits.first]
            frames += [
                evidence_rows(one, "naming.names_own", hits.keep(~quoted)),
                evidence_rows(one, "naming.names_quoted", hits.keep(quoted)),
            ]
        return stacked(frames)


GROUP = Naming()
