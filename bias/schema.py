"""Every table that passes between stages: its columns, their kind, unit and meaning.

Keys are columns, never the index. NaN means "not measurable here"; it is never 0.
A stage hands on ``check(frame, name)``, so a table that breaks its contract stops where it was made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.api import types

from bias.errors import SchemaError, UnknownNameError

#: The id of whatever outlet is not known; many may stand behind it, so it is neither compared nor a reference.
UNKNOWN = "unknown"


def _is_text(values: pd.Series[Any]) -> bool:
    return types.is_string_dtype(values) or isinstance(values.dtype, pd.CategoricalDtype) or bool(values.isna().all())


_IS_KIND: dict[str, Callable[[pd.Series[Any]], bool]] = {
    "str": _is_text,
    "int": types.is_integer_dtype,
    "float": types.is_float_dtype,
    "bool": types.is_bool_dtype,
    "datetime": types.is_datetime64_any_dtype,
}
_DTYPES = {"str": "str", "int": "int64", "float": "float64", "bool": "bool", "datetime": "datetime64[ns]"}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name, kind
        ``kind`` is one of ``str``, ``int``, ``float``, ``bool``, ``datetime``.
    meaning
        What a value says, in a sentence, with its unit and range where it has one.
    nullable
        Whether a value may be missing.
    """

    name: str
    kind: str
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """A table's name, what one row is, its key, and its columns in order.

    ``open_kind`` is the kind of further columns that the table may have (the features table has one for each
    feature); None means that it may have no others.
    """

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    open_kind: str | None = None


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of ``name kind meaning``; a ``?`` behind the name marks it as nullable."""
    columns = []
    for line in text.strip().splitlines():
        name, kind, meaning = line.split(maxsplit=2)
        columns.append(Column(name.rstrip("?"), kind, meaning, name.endswith("?")))
    return tuple(columns)


def _table(name: str, row: str, key: str, columns: str, open_kind: str | None = None) -> Table:
    return Table(name, row, tuple(key.split()), _columns(columns), open_kind)


_SPAN = """
start int where it starts, in characters of the cleaned text
end int where it ends: text[start:end] is the span
text str the words themselves
"""
_INTERVAL = """
ci_low? float lower end of the interval; missing where there is not enough data
ci_high? float upper end of the interval; missing where there is not enough data
"""

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "articles",
            "an article",
            "article_id",
            """
article_id str the article's name in every other table
outlet_id? str who published it; "unknown" where no outlet or more than one fits
title? str the headline, where one was given or found
text str the text: as read, or once cleaned the title, a blank line and the body
published? datetime when it was published, in UTC where the source says the zone
url? str its address
language str ISO 639 code; "und" where it is not known
event_hint? str the event that the source names, if it does
source str the file and row it was read from
sha256 str hash of the raw text, 64 hexadecimal digits
n_words int words in the text, as blanks part them once cleaned; measures count words as the feature style.words does
""",
        ),
        _table(
            "outlets",
            "a news outlet",
            "outlet_id",
            """
outlet_id str the outlet's name in every other table
name str its name as people write it
country? str where it is based: ISO 3166 alpha-3 code
city? str city of its head office
languages str ISO 639 codes of the languages it publishes in, joined by "; "
domains str its web domains, joined by "; "
aliases str other names of it, joined by "; "
founded? int year it was founded
owner? str who owns it
funding? str what pays for it
control? str State Media Monitor's typology: SC, CaPu, CaPr, ISFM, ISF, ISM or IP
side? str for each conflict, where it stands by law and declaration, joined by "; "
press_freedom? float RSF score of its country, 0 to 100; higher means freer
press_freedom_year? int year of that score
sources str for each fact its source, as fact=source joined by "; "
""",
        ),
        _table(
            "cleaning",
            "a cut or a mark made in cleaning",
            "article_id start step",
            """
article_id str the article
step str name of the cleaning step
start int where the cut starts, in characters of the raw text
end int where it ends
text str what was cut, or marked, from the raw text
""",
        ),
        _table(
            "events",
            "an article's place among the events",
            "article_id",
            """
article_id str the article
event_id str the event that it reports; a name where the user gave one
topic_id str the wider topic that the event belongs to
similarity? float cosine to the nearest other article of its event, 0 to 1; higher means closer
n_outlets int outlets that report the event
copy_of? str the article that this one nearly repeats, if it does
method str how the event was found: "wording and time", "wording", "column" or, by the user, "as corrected"
""",
        ),
        _table(
            "features",
            "an article's measures",
            "article_id",
            "article_id str the article",
            open_kind="float",
        ),
        _table(
            "feature_info",
            "a feature",
            "feature",
            """
feature str its name: group.name
unit str what a value counts
low? float the least possible value
high? float the greatest possible value
higher_means str how to read a higher value
min_words int articles with fewer words have no value
formula str how it is computed
reference str where the measure comes from
lexicons str ids of the word lists it uses, joined by "; "
""",
        ),
        _table(
            "evidence",
            "a place that a feature counted",
            "article_id feature start end",
            f"""
article_id str the article
feature str the feature that counted it
{_SPAN.strip()}
weight float what it added to the count
voice str "own" or "quoted"
""",
        ),
        _table(
            "naming",
            "a name that an outlet uses for a concept",
            "outlet_id concept variant voice",
            f"""
outlet_id str the outlet
concept str what is named
variant str the name used for it
voice str "own" or "quoted"
n int times it is used
n_articles int articles that use it
n_events int events in which it is used
share float of all names this outlet gives the concept in this voice, 0 to 1
{_INTERVAL.strip()}
""",
        ),
        _table(
            "naming_periods",
            "a name that an outlet uses for a concept in a stretch of time",
            "outlet_id concept variant voice period",
            f"""
outlet_id str the outlet
concept str what is named
variant str the name used for it
voice str "own" or "quoted"
period str the day, month, quarter or year: 2021-03-14, 2021-03, 2021-Q1, 2021
n int times it is used; 0 where the outlet uses other names for the concept in the period
n_articles int articles that use it
n_events int events in which it is used
share float of all names this outlet gives the concept in this voice in the period, 0 to 1
{_INTERVAL.strip()}
change? float share less that in the outlet's period before in which it names the concept; missing in the first
change_low? float lower end of the interval of change; missing where there is not enough data
change_high? float upper end of the interval of change; missing where there is not enough data
""",
        ),
        _table(
            "voices",
            "a quotation or a stretch of indirect speech",
            "article_id start",
            f"""
article_id str the article
{_SPAN.strip()}
kind str "direct", "indirect" or "scare"
speaker? str who says it, as the text names them
speaker_type? str official, military, expert, citizen, unnamed, outlet or document
side? str the side the speaker belongs to
verb? str the reporting verb
verb_stance? str neutral, supporting, doubting or dramatising
n_words int words in it
""",
        ),
        _table(
            "agency",
            "a harm and who does it to whom",
            "article_id start",
            f"""
article_id str the article
{_SPAN.strip()}
actor? str who does it, in the text's words; missing where the text does not say
side? str the party that the actor belongs to
predicate str the word of harm: killed, shelled, the shelling
target? str whom or what it is done to, in the text's words
target_side? str the party that the target belongs to
construction str active, passive, agentless passive or nominal
voice str "own" or "quoted"
""",
        ),
        _table(
            "tone",
            "an actor in a clause",
            "article_id actor start",
            f"""
article_id str the article
actor str the actor's name
{_SPAN.strip()}
side? str the party that the actor belongs to
tone float probability that the clause is favourable to the actor less that it is unfavourable, -1 to 1
label str the likeliest of negative, neutral and positive; a tone far from 0 can still be likeliest neutral
voice str "own" or "quoted"
""",
        ),
        _table(
            "contrasts",
            "an outlet's difference from the others on one feature",
            "outlet_id feature event_id",
            f"""
outlet_id str the outlet
feature str the feature
event_id? str the event; missing in the rows over all events
n_articles int articles of the outlet in the comparison
n_events int events in the comparison (topics, where no event is shared)
mean float the outlet's mean over events
others_mean float the other outlets' mean over the same events
difference float mean over events of (this outlet − the others); above 0: more in this outlet
{_INTERVAL.strip()}
effect? float Hedges' g: difference over the pooled standard deviation of outlets' means within events
effect_low? float lower end of the interval of effect; missing where there is not enough data
effect_high? float upper end of the interval of effect; missing where there is not enough data
p? float two-sided permutation p, outlets shuffled within events (the larger of two ways); missing with one event
q? float p corrected for all contrasts of the run that have one (Benjamini–Hochberg)
method str how the interval was made, or why there is none; ends in "by topic" where no event is shared
""",
        ),
        _table(
            "group_contrasts",
            "a difference of outlets that share a trait from those that do not, on one feature",
            "trait value feature",
            f"""
trait str what is known of the outlets: control, country or side
value str the outlets that are held against all others: those of this control, country or side
feature str the feature
n_outlets int outlets with this value
n_others int outlets with another known value (for side: in the same conflict)
n_articles int articles of the outlets with this value in the comparison
n_events int events that both report (topics, where no event is shared)
mean float mean level of these outlets, as if all had reported the same events (least squares): can lie outside a range
others_mean float mean level of the other outlets, likewise
difference float mean less others_mean, each outlet counting once; above 0: more in these outlets
{_INTERVAL.strip()}
effect? float Hedges' g: difference over the pooled standard deviation of outlets' means within events
effect_low? float lower end of the interval of effect; missing where there is not enough data
effect_high? float upper end of the interval of effect; missing where there is not enough data
p? float two-sided permutation p, the trait shuffled among whole outlets; missing where too few outlets allow none
q? float p corrected for all rows of the table that have one (Benjamini–Hochberg)
method str how the interval was made, or why there is none
""",
        ),
        _table(
            "keyness",
            "a term that an outlet uses more or less than the others",
            "outlet_id term",
            """
outlet_id str the outlet
term str the word, or two or three words in a row
voice str "own": only words outside quotation marks are counted; "all": the quoted ones too
direction str the finding in words: "more in", "less in" or "as much in", and the outlet
n_target int times in this outlet
n_reference int times in the others, on the same events
n_articles int articles of the outlet that use it
n_events int events that the outlet shares with others, over which intervals and p are taken
log_odds float log-odds ratio with an informative Dirichlet prior, events weighted alike; above 0: more in this outlet
z float log_odds over its published standard error, for which words are independent; only for sorting
ci_low? float lower end of the interval of log_odds; missing with one event
ci_high? float upper end of the interval of log_odds; missing with one event
log_ratio float binary logarithm of the ratio of relative frequencies, weighted alike; 1 means twice as often
log_ratio_low? float lower end of the interval of log_ratio; missing with one event
log_ratio_high? float upper end of the interval of log_ratio; missing with one event
dispersion? float normalised deviation of proportions (Gries' DP) over the outlet's articles, 0 to 1; lower: more even
p? float two-sided, outlets shuffled within events; missing with one event
q? float p corrected for all terms of all outlets of the run (Benjamini–Hochberg)
""",
        ),
        _table(
            "omissions",
            "a fact of an event, as an outlet that reports the event has it or lacks it",
            "event_id fact_id outlet_id",
            """
event_id str the event
fact_id str the fact: sentences of the event's articles that say the same
outlet_id str the outlet
status str "reported" or "absent"
clear bool whether the words show it; where a passage may state the fact and may not, "reported" is not clear
n_outlets_reporting int outlets that report the fact, clearly or not
n_outlets_clear int outlets that clearly report it
n_outlets int outlets that report the event
similarity? float how like the passage that stands for the fact the outlet's nearest is, 0 to 1; missing for that itself
article_id? str where the outlet reports it; missing where it is absent
start? int where the passage starts, in characters of the cleaned text
end? int where it ends
text str the outlet's passage; where the fact is absent, the passage of another that stands for it
""",
        ),
        _table(
            "disagreements",
            "a figure, day or time that an outlet gives where another gives a different one for the same",
            "event_id quantity_id article_id start",
            f"""
event_id str the event
quantity_id str the quantity: places in the event's articles that count or date the same
what str what is counted or dated: dead, wounded, troops, dollars, "percent: turnout", date, time
outlet_id str the outlet
article_id str the article
{_SPAN.strip()}
value str a number or a range, a day (its weekday where the article has no date) or a time: 9000, 200 to 250, 2021-03-14
bound? str "at least", "at most" or "about", where the text says so
speaker? str who gives the figure, as the text names them; missing where the outlet gives it as its own
n_values int different figures for the quantity in the event
sentence str the sentence that it stands in
""",
        ),
        _table(
            "copies",
            "an article that repeats another",
            "article_id",
            """
article_id str the later article
copy_of str the earliest article of its set: it repeats that one, or one that repeats it
outlet_id? str its outlet
of_outlet_id? str the outlet of the article that it repeats
shared float share of the shorter one's words that stand in runs of four words or more that the other has too, 0 to 1
n_words int words of the article
days? float days from the earlier to the later; missing without dates
start int where the longest passage that both have starts, in characters of the cleaned text
end int where it ends
text str that passage
""",
        ),
        _table(
            "predictions",
            "a prediction for an article",
            "article_id label model_id",
            """
article_id str the article
label str the label
probability float the probability that the model gives the label, 0 to 1
fold? str the fold in which the article was held out
abstained bool whether the model declines to say
reason? str why it declines
model_id str the model
""",
        ),
        _table(
            "evaluation",
            "a figure of merit",
            "model_id split metric class",
            f"""
model_id str the model
split str how the test articles were held out: random, unseen event, unseen outlet
metric str accuracy, macro-F1, …
class? str the class it is for; missing for all classes together
value float the figure
{_INTERVAL.strip()}
n int articles it was computed from
baseline? float the same figure for guessing by chance, as bias/models/scores.py states it for each metric
""",
        ),
        _table(
            "masked",
            "a term hidden from the classifier because it names the outlet and not its framing",
            "outlet_id term",
            """
outlet_id str the outlet that the term gives away
term str the word or phrase, in small letters
why str "outlet name", "dateline", "by-line", … or "found": in many articles of this outlet and few of the others
n_articles int articles of the outlet that hold it
share float of the outlet's articles, 0 to 1
share_elsewhere float of the other outlets' articles, 0 to 1
""",
        ),
    )
}


def table(name: str) -> Table:
    """The table of that name.

    Raises
    ------
    UnknownNameError
        Where there is none; the message lists those that exist.

    Examples
    --------
    >>> table("events").key
    ('article_id',)
    """
    if name not in TABLES:
        raise UnknownNameError("table", name, TABLES)
    return TABLES[name]


def empty(name: str) -> pd.DataFrame:
    """A table without rows, with every column of its kind.

    Examples
    --------
    >>> empty("naming").columns.tolist()[:3]
    ['outlet_id', 'concept', 'variant']
    """
    return pd.DataFrame({c.name: pd.Series([], dtype=_DTYPES[c.kind]) for c in table(name).columns})


def check(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame with its columns in the table's order, if it keeps the table's contract.

    Parameters
    ----------
    frame
        Any index; it is dropped.
    name
        Name of the table, a key of ``TABLES``.

    Raises
    ------
    SchemaError
        For a missing or unknown column, a column of the wrong kind, a missing value where none may be, or a key
        that is not unique.

    Examples
    --------
    >>> check(empty("events"), "events").shape
    (0, 7)
    """
    wanted = table(name)
    names = [column.name for column in wanted.columns]
    missing = [column for column in names if column not in frame.columns]
    if missing:
        raise SchemaError(f"table {name}: column {missing[0]!r} is missing; it needs {', '.join(names)}")
    extra = [column for column in frame.columns if column not in names]
    if extra and wanted.open_kind is None:
        raise SchemaError(f"table {name}: column {extra[0]!r} is unknown; it may have {', '.join(names)}")
    frame = frame.loc[:, [*names, *extra]].reset_index(drop=True)
    for column in wanted.columns:
        _check_column(frame, name, column)
    for column_name in extra:
        _check_column(frame, name, Column(str(column_name), wanted.open_kind or "float", "", nullable=True))
    repeated = frame.duplicated(list(wanted.key))
    if repeated.any():
        first = list(next(frame.loc[repeated, list(wanted.key)].itertuples(index=False, name=None)))
        raise SchemaError(f"table {name}: the key {', '.join(wanted.key)} = {first} stands in more than one row")
    return frame


def _check_column(frame: pd.DataFrame, name: str, column: Column) -> None:
    values = frame[column.name]
    kinds = [column.kind] if not (column.kind == "int" and column.nullable) else ["int", "float"]
    if len(values) and not any(_IS_KIND[kind](values) for kind in kinds):
        raise SchemaError(f"table {name}: column {column.name!r} must be {column.kind}, not {values.dtype}")
    if not column.nullable and values.isna().any():
        row = int(values.isna().to_numpy().argmax())
        raise SchemaError(f"table {name}: column {column.name!r} has no value in row {row}, and must have one")
