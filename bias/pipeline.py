"""The order of the stages, and nothing else: from sources to every table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from bias.clean import Cleaned, clean
from bias.engine import Measured, evidence_of, measure_articles
from bias.errors import InputError, UnknownNameError
from bias.events import Corrections, correction_table, find_copies, group, load_corrections, shared
from bias.features import FeatureGroup, feature_info, groups, with_lexicons
from bias.lexicon import available, embedded, load
from bias.models import Corpus, Judgement, judge
from bias.outlets import Assigned, assign, load_outlets
from bias.readers import ColumnMap, Reading, read
from bias.schema import UNKNOWN
from bias.settings import CORPORA, VERSION, Copies, Match, Settings, Words
from bias.stats import contrasts, disagreements, group_contrasts, keyness, naming, naming_periods, omissions
from bias.tokens import Counts

#: The embedded teaching corpus.
TEACHING = CORPORA / "teaching" / "articles"
#: Words of the longest phrases that the classifier learns from.
LONGEST_MODELLED = 2
#: Articles whose words a report shows; the tables hold all.
MAX_SHOWN = 200


def _unseen(stage: str, share: float) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Comparison:
    """What a run found: every table by name, and what there is to say of the run in single lines."""

    tables: Mapping[str, pd.DataFrame]
    notes: Sequence[str]
    manifest: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Run:
    """The stages over some sources; each is run once, when something needs it.

    Parameters
    ----------
    sources
        Files, folders, patterns, ``-``.
    settings
        What the run depends on besides its sources.
    columns
        Names of columns that are not called as usual.
    outlet_files, lexicon_files
        Outlets and word lists of the user's own.
    corrections_file
        The user's own events.

    Examples
    --------
    >>> Run([TEACHING]).table("events").shape
    (72, 7)
    """

    sources: Sequence[str | Path]
    settings: Settings = field(default_factory=Settings)
    columns: ColumnMap = field(default_factory=ColumnMap)
    outlet_files: Sequence[Path] = ()
    lexicon_files: Sequence[Path] = ()
    corrections_file: Path | None = None

    @cached_property
    def reading(self) -> Reading:
        """The sources as read."""
        return read(self.sources, self.columns)

    @cached_property
    def assigned(self) -> Assigned:
        """The articles with their outlets."""
        return assign(self.reading.articles, load_outlets(*self.outlet_files))

    @cached_property
    def cleaned(self) -> Cleaned:
        """The articles without what is not their text, and what was cut."""
        return clean(self.assigned.articles)

    @property
    def articles(self) -> pd.DataFrame:
        """The cleaned articles."""
        return self.cleaned.articles

    @cached_property
    def groups(self) -> tuple[FeatureGroup, ...]:
        """The feature groups, those of the user's own lists too."""
        return with_lexicons(groups(), [load(path) for path in self.lexicon_files])

    @cached_property
    def measured(self) -> Measured:
        """What one pass over the words gives."""
        return measure_articles(
            self.articles, self.groups, self.settings.batch_size, self.reading.actors, self.settings.words
        )

    @cached_property
    def judged(self) -> Settings:
        """The settings with a word minimum that fits the sources: headlines are judged as headlines.

        The minimum is at most half the median length of the articles.
        """
        usual = int(self.articles.n_words.median()) if len(self.articles) else 0
        return replace(self.settings, min_words=min(self.settings.min_words, max(usual // 2, 1)))

    @cached_property
    def events(self) -> pd.DataFrame:
        """Which articles report the same event."""
        if self.settings.match is Match.COLUMN and self.articles.event_hint.isna().all():
            raise InputError(
                "no source has a column of events; name it with --event-column, or match by event or topic"
            )
        words = self.measured.counts.words()
        return group(
            self.articles, words.matrix, words.terms, self.judged, copies=self.copies, corrections=self.corrections
        )

    @cached_property
    def copies(self) -> pd.DataFrame:
        """Which articles repeat another."""
        return find_copies(self.articles, self.measured.sketches)

    @cached_property
    def corrections(self) -> Corrections:
        """What the user knows better of the events."""
        return Corrections() if self.corrections_file is None else load_corrections(self.corrections_file)

    @property
    def correctable(self) -> pd.DataFrame:
        """The events as a table that a user corrects."""
        return correction_table(self.articles, self.events)

    @property
    def compared_counts(self) -> Counts:
        """The counts of the words that keyness compares."""
        return self.measured.own_counts if self.settings.words is Words.OWN else self.measured.counts

    @cached_property
    def judgement(self) -> Judgement:
        """How well the outlets can be told apart, and from what."""
        counts = self.measured.counts.up_to(LONGEST_MODELLED)
        corpus = Corpus(self.articles, self.events, self.measured.features, counts.matrix, counts.terms)
        return judge(corpus, self.assigned.outlets, self.judged)

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The articles whose words are shown: those of the events that most outlets report first."""
        order = self.events.sort_values(["n_outlets", "event_id"], ascending=[False, True], kind="stable")
        wanted = set(order.article_id.head(MAX_SHOWN))
        return self.articles[self.articles.article_id.isin(wanted)]

    def table(self, name: str) -> pd.DataFrame:
        """A table by its name; runs just the stages that it needs.

        Raises
        ------
        UnknownNameError
            Where no table is called so.
        InputError
            Where a column of actors was named for a table that does not look at it.
        """
        if name not in _STAGES:
            raise UnknownNameError("table", name, _STAGES)
        if self.columns.actor is not None and name != "tone":
            raise InputError(f"--actor-column goes with the table tone, not {name}; type `bias table tone`")
        return _STAGES[name](self)

    @property
    def reading_lines(self) -> list[str]:
        """What was left out or changed in reading, a line each."""
        problems = pd.concat([self.reading.skipped, self.reading.notes])
        rows = zip(problems.source, problems.row, problems.problem, strict=True)
        return [f"{source}, row {row}: {problem}" if row else f"{source}: {problem}" for source, row, problem in rows]

    @property
    def notes(self) -> list[str]:
        """What there is to say of the run, a line each."""
        lines = [*self.reading_lines, *self.assigned.notes, *self.corrections.notes(self.articles.article_id)]
        least = self.judged.min_words
        short = int((self.articles.n_words < least).sum())
        if short:
            have = "has" if short == 1 else "have"
            lines.append(f"{short} of {len(self.articles)} articles {have} under {least} words, too few to judge.")
        if self.articles.outlet_id.eq(UNKNOWN).all():
            lines.append(
                "No article's outlet is known, so nothing can be compared: name it in a column or an index.csv."
            )
        elif len(set(self.articles.outlet_id) - {UNKNOWN}) == 1:
            lines.append("Only one outlet is known here, so there is nothing to compare it with.")
        elif not shared(self.events):
            lines.append("No two outlets share an event here: outlets are compared by topic, which is weaker.")
        if len(self.copies):
            once = self.settings.copies is Copies.ONCE
            counted = "a text counts once; --copies each counts all" if once else "each counts"
            lines.append(f"{len(self.copies)} of {len(self.articles)} articles repeat another: {counted}.")
        return [*lines, *self.judgement.notes]

    def compare(self, progress: Callable[[str, float], None] = _unseen) -> Comparison:
        """Every table, with evidence for the articles that are shown.

        ``progress`` is told what is made next and which share of the tables is done.
        """
        tables = {}
        for done, (name, stage) in enumerate(_STAGES.items()):
            progress(name, done / len(_STAGES))
            tables[name] = stage(self) if name != "evidence" else self._evidence_of(self.shown)
        return Comparison(tables, self.notes, self.manifest)

    def _evidence_of(self, articles: pd.DataFrame) -> pd.DataFrame:
        return evidence_of(articles, self.groups, self.settings.batch_size)

    @property
    def manifest(self) -> dict[str, Any]:
        """What the run was made from: version, settings, and the hash of each source and word list."""
        own = [*self.outlet_files, *self.lexicon_files, *([self.corrections_file] if self.corrections_file else [])]
        hashes = {str(file): _sha256(file) for file in own}
        settings = asdict(self.judged)
        return {
            "bias": VERSION,
            "settings": {key: str(value) if isinstance(value, StrEnum) else value for key, value in settings.items()},
            "sources": [_place(source) for source in self.sources],
            "articles": dict(zip(self.articles.article_id, self.articles.sha256, strict=True)),
            "files": hashes,
            "lexicons": {name: embedded(name).version for name in available()},
        }


_STAGES: dict[str, Callable[[Run], pd.DataFrame]] = {
    "articles": lambda run: run.articles,
    "outlets": lambda run: run.assigned.outlets,
    "cleaning": lambda run: run.cleaned.cleaning,
    "events": lambda run: run.events,
    "features": lambda run: run.measured.features,
    "feature_info": lambda run: feature_info(run.groups),
    "evidence": lambda run: run._evidence_of(run.articles),
    "naming": lambda run: naming(run.measured.uses, run.articles, run.events, run.judged),
    "naming_periods": lambda run: naming_periods(run.measured.uses, run.articles, run.events, run.judged),
    "voices": lambda run: run.measured.voices,
    "agency": lambda run: run.measured.agency,
    "tone": lambda run: run.measured.tone,
    "contrasts": lambda run: contrasts(run.measured.features, run.articles, run.events, run.judged),
    "group_contrasts": lambda run: group_contrasts(
        run.measured.features, run.articles, run.events, run.assigned.outlets, run.judged
    ),
    "keyness": lambda run: keyness(
        run.compared_counts.matrix, run.compared_counts.terms, run.articles, run.events, run.judged
    ),
    "omissions": lambda run: omissions(run.articles, run.events, run.measured.passages, run.judged),
    "disagreements": lambda run: disagreements(run.articles, run.events, run.judged, run.measured.voices),
    "copies": lambda run: run.copies,
    "predictions": lambda run: run.judgement.predictions,
    "evaluation": lambda run: run.judgement.evaluation,
    "masked": lambda run: run.judgement.masked,
}


def compare(sources: Sequence[str | Path], settings: Settings | None = None) -> Comparison:
    """Compare how the outlets of some sources frame the same events.

    Parameters
    ----------
    sources
        Files, folders, patterns; ``bias.TEACHING`` is the embedded corpus.
    settings
        The defaults if not given.
    """
    return Run(sources, settings or Settings()).compare()


def _place(source: str | Path) -> str:
    """A source as it was typed; one of the embedded corpora by its place among them, wherever they are installed."""
    path = Path(source)
    return f"corpora/{path.relative_to(CORPORA).as_posix()}" if path.is_relative_to(CORPORA) else str(source)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
