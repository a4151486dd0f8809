"""The whole report in order, from its first page to its references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bias.report.labels import drawable
from bias.report.messages import count, say
from bias.report.selection import Tables, day, events_in_order, found, outlet_names, overall
from bias.report.summary import classifier, contrasts
from bias.report.summary.beside import side_by_side, widest
from bias.report.summary.coverage import events_by_outlet, shared_of
from bias.report.summary.methods import limits, methods, references, run
from bias.report.summary.sections import Tile, Whole
from bias.report.summary.voices import voices_rows
from bias.report.summary.who import who
from bias.report.summary.words import keyness_lists, naming_rows

_MOST_NAMED = 8


def whole(tables: Tables, notes: Sequence[str], manifest: Mapping[str, object]) -> Whole:
    """Everything a report says, ready to be set in any format."""
    outlets, events = len(outlet_names(tables)), int(tables["events"]["event_id"].nunique())
    return Whole(
        title=say("report.title"),
        subtitle=say(
            "report.subtitle",
            outlets=count(outlets, "outlet"),
            events=count(events, "event"),
            articles=count(len(tables["articles"]), "article"),
        ),
        notice=say("report.notice"),
        notes=tuple(drawable(note) for note in notes),
        tiles=tiles(tables),
        sections=(
            who(tables),
            events_by_outlet(tables),
            contrasts.top_contrasts(tables),
            keyness_lists(tables),
            naming_rows(tables),
            voices_rows(tables),
        ),
        beside=side_by_side(tables, widest(tables)),
        closing=(classifier.classifier_card(tables), methods(tables), limits(), references(tables), run(manifest)),
    )


def tiles(tables: Tables) -> tuple[Tile, ...]:
    """The four answers of the first page: who, which events, what differs, how sure."""
    return (_who(tables), _events(tables), _differs(tables), _sure(tables))


def _who(tables: Tables) -> Tile:
    names = list(outlet_names(tables).values())
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED]) + (say("report.and_more", n=more) if more > 0 else "")
    answer = say("report.who", outlets=count(len(names), "outlet"), articles=count(len(tables["articles"]), "article"))
    return Tile(say("report.who_question"), answer, (listed,) if listed else ())


def _events(tables: Tables) -> Tile:
    events = events_in_order(tables)
    if events.empty:
        return Tile(say("report.events_question"), say("coverage.missing"), ())
    answer = say("report.events", events=count(len(events), "event"), shared=shared_of(events))
    first, last = day(events["first"].min()), day(events["last"].max())
    dates = (say("report.dates", first=first, last=last),) if first else (say("report.no_dates"),)
    return Tile(say("report.events_question"), answer, dates)


def _differs(tables: Tables) -> Tile:
    held = found(tables["contrasts"])
    said = contrasts.sentences(tables, 3)
    if held.empty:
        return Tile(say("report.differs_question"), said[0], ())
    return Tile(say("report.differs_question"), say("report.differs", n=len(held)), said)


def _sure(tables: Tables) -> Tile:
    rows = overall(tables["contrasts"])
    tested = int(rows["q"].notna().sum())
    without = int(rows["ci_low"].isna().sum())
    details = []
    if without:
        details.append(say("report.without", n=count(without, "contrast")))
    details += classifier.sentences(tables)
    answer = (
        say("report.sure", tested=count(tested, "contrast"), held=len(found(rows))) if tested else say("report.unsure")
    )
    return Tile(say("report.sure_question"), answer, tuple(details))
