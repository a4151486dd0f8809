"""From what was typed to a run of the pipeline, and the bar that shows how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bias.cli.options import SEED, CopiesCount, MatchBy, WordsOf

if TYPE_CHECKING:
    from bias.pipeline import Run
    from bias.readers import ColumnMap


@dataclass(frozen=True)
class OwnFiles:
    """Files of the user's own beside the sources."""

    outlets: Path | None = None
    lexicons: tuple[Path, ...] = ()
    corrections: Path | None = None


@dataclass(frozen=True)
class Choices:
    """How a run compares."""

    match: MatchBy = MatchBy.EVENT
    words: WordsOf = WordsOf.OWN
    copies: CopiesCount = CopiesCount.ONCE
    seed: int = SEED


def columns_named(
    text: str | None, outlet: str | None, date: str | None, event: str | None, id_: str | None, title: str | None
) -> ColumnMap:
    """The columns that were named."""
    from bias.readers import ColumnMap

    return ColumnMap(text=text, outlet=outlet, date=date, event=event, id=id_, title=title)


def run_of(sources: list[str] | None, columns: ColumnMap, files: OwnFiles, choices: Choices) -> Run:
    """A run over the sources; over the teaching corpus where there are none."""
    from bias.pipeline import TEACHING, Run
    from bias.settings import Copies, Match, Settings, Words

    return Run(
        sources=sources or [str(TEACHING)],
        settings=Settings(
            seed=choices.seed,
            match=Match(choices.match.value),
            words=Words(choices.words.value),
            copies=Copies(choices.copies.value),
        ),
        columns=columns,
        outlet_files=[files.outlets] if files.outlets else [],
        lexicon_files=files.lexicons,
        corrections_file=files.corrections,
    )


def name_of(sources: list[str] | None) -> str:
    """What a report on these sources is called."""
    if not sources:
        return "teaching"
    return "stdin" if sources[0] == "-" else Path(sources[0]).name.split(".")[0] or "report"


@contextmanager
def progress_shown() -> Iterator[Callable[[str, float], None]]:
    """A bar on standard error where that is a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=1.0)
        yield lambda stage, share: bar.update(task, description=stage, completed=share)
