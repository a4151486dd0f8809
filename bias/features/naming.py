"""What things are called: concepts and their competing names, as packs that users can extend.

A pack is a lexicon whose categories are concepts, each with the names in use for it. A name's weight says whether it
alone shows that an article is on the pack's matter: "special military operation" does (1), "war" does not (0). The
names of a pack count only in articles that hold a name or an anchor of weight 1, so that a war elsewhere is not taken
for this one. Inflected forms are one variant where the pack says so (category ``concept/variant``).

The features count a place once, though several packs may have a name there; the table naming has it in each pack.

Known errors: a name counts in every sense that its pack does not exclude by phrase; a name inside a longer proper name
counts unless that is listed.

Source of the idea: Hamborg, F., Zhukova, A. and Gipp, B. (2019). Automated identification of media bias by word choice
and labeling in news articles. Proceedings of JCDL 2019, 196-205.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from bias.features.base import FeatureInfo
from bias.features.finding import Finder, Floats, Found
from bias.features.rates import MIN_WORDS, columns_of, evidence_rows, per_thousand, share, stacked, sums
from bias.lexicon import Lexicon, available, embedded
from bias.tokens import Hits, Tokens

#: Category of terms that show what an article is about and are no name of a concept.
ANCHOR = "anchor"
USES = ["article", "concept", "variant", "voice", "n"]
_HAMBORG = (
    "Hamborg, F., Zhukova, A. and Gipp, B. (2019). Automated identification of media bias by word choice and labeling "
    "in news articles. Proceedings of JCDL 2019, 196-205."
)


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
        variants, self.variant_number = np.unique([f"{c}\t{v}" for c, v in names], return_inverse=True)
        self.n_variants = len(variants)
        self.concept_of_variant = np.unique([v.partition("\t")[0] for v in variants], return_inverse=True)[1]
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
        every, mixed = [pack.find(tokens) for pack in self.packs], _Mixed(tokens)
        for pack, found in zip(self.packs, every, strict=True):
            mixed.add(pack, found.keep(~tokens.quoted[found.hits.first]))
        first = _each_once([found.hits for found in every]).first
        quoted = tokens.quoted[first]
        names = {"own": (first[~quoted], tokens.n_own), "quoted": (first[quoted], tokens.n_quoted)}
        columns = {
            f"naming.names_{voice}": per_thousand(sums(tokens, names[voice][0]), names[voice][1], least)
            for voice, least in MIN_WORDS.items()
        }
        return columns_of(columns | {"naming.mixed_own": mixed.share()})

    def evidence(self, tokens: Tokens, article: int) -> pd.DataFrame:
        """The names that were counted."""
        one = tokens.only(article)
        hits = _each_once([pack.find(one).hits for pack in self.packs])
        quoted = one.quoted[hits.first]
        own = evidence_rows(one, "naming.names_own", hits.keep(~quoted))
        return stacked([own, evidence_rows(one, "naming.names_quoted", hits.keep(quoted))])


def _each_once(hits: Sequence[Hits]) -> Hits:
    """Names that several packs find at one place, once; the longest where they differ in length."""
    first, last = (np.concatenate([getattr(found, end) for found in hits]) for end in ("first", "last"))
    order = np.lexsort((-last, first))
    first, last = first[order], last[order]
    opens = np.append(True, np.diff(first) > 0)[: len(first)]
    return Hits(order[opens], first[opens], last[opens])


class _Mixed:
    """Adds up over packs how many of an article's names are not its most used name of their concept."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._all, self._most = np.zeros(tokens.n_articles), np.zeros(tokens.n_articles)

    def add(self, pack: Pack, own: Found) -> None:
        article = self._tokens.article[own.hits.first]
        name = article * pack.n_variants + pack.variant_number[own.hits.entry]
        distinct, uses = np.unique(name, return_counts=True)
        concept = pack.concept_of_variant[distinct % pack.n_variants]
        key = distinct // pack.n_variants * pack.n_variants + concept
        order = np.lexsort((uses, key))
        ends = np.flatnonzero(np.append(np.diff(key[order]), 1)[: len(order)])
        most = uses[order[ends]]
        of_article = distinct[order[ends]] // pack.n_variants
        self._most += np.bincount(of_article, most, self._tokens.n_articles)
        self._all += np.bincount(article, minlength=self._tokens.n_articles)

    def share(self) -> Floats:
        mixed = share(self._all - self._most, self._all)
        return np.where(self._tokens.n_own < MIN_WORDS["own"], np.nan, mixed)


GROUP = Naming()
