"""Words and names: keyness lists, and what things are called."""

from __future__ import annotations

from bias.report.charts.naming import concepts
from bias.report.labels import breakable, cell, concept_label, drawable, quoted
from bias.report.messages import count, heads, say, term
from bias.report.numbers import interval, number, percent, probability, signed
from bias.report.selection import FOUND, Tables, busiest, compared_within, each, outlet_names, telling
from bias.report.summary.sections import Grid, Section

MOST_OUTLETS, MOST_TERMS, MOST_NAMES = 8, 4, 24


def keyness_lists(tables: Tables) -> Section:
    """For each outlet the terms that it uses more than the others, those that hold up first, with their interval."""
    keyness, names = tables["keyness"], outlet_names(tables)
    if keyness.empty:
        return Section("keyness", say("keyness.title"), missing=say("keyness.missing"))
    rows = []
    for outlet in busiest(tables, MOST_OUTLETS):
        mine = telling(keyness[(keyness["outlet_id"] == outlet) & (keyness["z"] > 0)]).head(MOST_TERMS)
        rows += [
            (
                breakable(names[outlet]),
                cell(row.term),
                f"{row.n_target:,}",
                f"{row.n_reference:,}",
                signed(row.log_odds, 2),
                interval(row.ci_low, row.ci_high, say("data.missing"), 2),
                number(row.dispersion, 2),
                probability(row.q),
            )
            for row in each(mine)
        ]
    grid = Grid(
        say("keyness.grid"),
        heads("keyness.columns"),
        tuple(rows),
        "llrrrrrr",
        (2, 2, 0, 0, 0, 0, 0, 0),
        say("keyness.note"),
    )
    tested = say("keyness.tested", terms=count(len(keyness), "term"), held=f"{int((keyness['q'] < FOUND).sum()):,}")
    lead = say("keyness.lead_topic" if compared_within(tables["contrasts"]) == "topic" else "keyness.lead")
    paragraphs = (lead, tested) if keyness["q"].notna().any() else (lead,)
    return Section("keyness", say("keyness.title"), paragraphs, ("keyness",), (grid,) if rows else ())


def naming_rows(tables: Tables) -> Section:
    """Names by outlet and voice with counts, share and interval, for the concepts named most."""
    naming, names = tables["naming"], outlet_names(tables)
    if naming.empty:
        return Section("naming", say("naming.title"), missing=say("naming.missing"))
    place = {concept: at for at, concept in enumerate(concepts(naming))}
    order = naming[naming["concept"].isin(place)]
    order = order.assign(_place=order["concept"].map(place), _name=order["outlet_id"].map(names))
    order = order[order["voice"] == "own"].sort_values(
        ["_place", "_name", "n", "variant"], ascending=[True, True, False, True]
    )
    first = order.drop_duplicates(["concept", "outlet_id"]).head(MOST_NAMES)
    rows = tuple(
        (
            concept_label(row.concept),
            breakable(names.get(row.outlet_id, row.outlet_id)),
            quoted(drawable(row.variant)),
            term("voices", row.voice),
            f"{row.n:,}",
            f"{row.n_articles:,}",
            f"{row.n_events:,}",
            percent(row.share),
            interval(100 * row.ci_low, 100 * row.ci_high, say("data.missing"), 0),
        )
        for row in each(first)
    )
    grid = Grid(
        say("naming.grid"),
        heads("naming.columns"),
        rows,
        "llllrrrrr",
        (1.6, 2, 2, 0, 0, 0, 0, 0, 0),
        say("naming.note"),
    )
    return Section("naming", say("naming.title"), (say("naming.lead"),), ("naming",), (grid,))
