"""Cleaning cuts what surrounds an article on its page, records it, and leaves the article whole."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from bias import schema
from bias.clean import MARKS, STEPS, CleanText, clean, clean_text
from bias.clean.dates import read_date
from bias.clean.normal import normalise

TITLE = "Bridge over the Lenn opens to the first traffic"
LEAD = "The bridge over the Lenn opened on Monday after nine years of work and two floods, the mayor said."
LAST = "About 300 people walked across it before the first bus, and several of them cried."


def page(*lines: str, end: tuple[str, ...] = ()) -> str:
    return "\n\n".join([TITLE, *lines, LEAD, LAST, *end])


def cuts(one: CleanText) -> list[tuple[str, str]]:
    return [(row.step, row.text) for row in one.rows if row.step not in MARKS]


ABOVE_THE_TITLE = [
    ("All news", "navigation"),
    ("View article", "navigation"),
    ("Skip to main content", "navigation"),
    ("Home > World > Lenn", "navigation"),
    ("News › Ilmark", "navigation"),
    ("5 min read", "navigation"),
    ("POLITICS", "navigation"),
    ("By Ada Renn", "by-line"),
    ("ADVERTISEMENT", "advertisement"),
]
BELOW_THE_TITLE = [
    ("By Ada Renn", "by-line"),
    ("By ADA RENN and Jorn van der Pask, Crossline Wire", "by-line"),
    ("By Ada Renn | March 2, 2021", "by-line"),
    ("Published 3 May 2021", "publication date"),
    ("Published: Monday, 3 May 2021, 14:35 GMT", "publication date"),
    ("Posted on May 3rd, 2021 at 2:35 p.m. | Updated May 4, 2021", "publication date"),
    ("2021-05-03T14:35:00Z", "publication date"),
    ("Mon, 3 May 2021, 14:35", "publication date"),
    ("Share on Facebook", "navigation"),
    ("Share Tweet Post Email", "navigation"),
    ("Photo: Anna Holm/Getty Images", "caption"),
    ("Getty Images", "caption"),
    ("Anna Holm / AFP", "caption"),
    ("Image copyright Reuters", "caption"),
    ("Advertisement", "advertisement"),
    ("Story Continued Below", "navigation"),
    ("Read more: Ferries on the Lenn to stop in June", "related"),
    ("READ ALSO: Ferries on the Lenn to stop in June", "related"),
    ("Ferries on the Lenn to stop in June Read more", "related"),
    ("Sign up for our weekly newsletter", "appeal"),
    ("[Sign up for the Valley Morning newsletter and join the conversation.]", "appeal"),
    ("JOIN US ON TELEGRAM! Follow our coverage of the valley.", "appeal"),
    ("Follow Ada Renn on Twitter @adarenn", "sharing"),
    ("CLICK HERE TO GET THE VALLEY APP", "sharing"),
]
AT_THE_END = [
    ("End of item", "end mark"),
    ("End Article", "end mark"),
    ("Tags: bridges, Lenn Valley", "end mark"),
    ("Post with no comments.", "end mark"),
    ("Comments (14)", "end mark"),
    ("###", "navigation"),
    ("(Reporting by Ada Renn; Editing by Jorn Pask)", "by-line"),
    ("Independent reporting costs money. Become a patron of the Osvyn Chronicle.", "appeal"),
    ("Our reporters work day and night. Support the Valley Post or become our patron!", "appeal"),
    ("Donate now to keep our newsroom going.", "appeal"),
    ("Copyright © 2021 The Valley Post, LLC. Click here for reprint permission.", "rights"),
    ("© 2021 Crossline Wire", "rights"),
    ("Copyright 2021 Crossline. All rights reserved. This material may not be published or rewritten.", "rights"),
    ("[Invented article from the bias teaching corpus: no such place, person or outlet exists.]", "notice"),
]


@pytest.mark.parametrize(("line", "step"), ABOVE_THE_TITLE)
def test_furniture_above_the_title_is_cut_and_the_title_is_found(line: str, step: str) -> None:
    one = clean_text(f"{line}\n\n{page()}")
    assert (one.title, one.body, cuts(one)) == (TITLE, f"{LEAD}\n\n{LAST}", [(step, line)])


@pytest.mark.parametrize(("line", "step"), BELOW_THE_TITLE)
def test_furniture_below_the_title_is_cut(line: str, step: str) -> None:
    one = clean_text(page(line))
    assert (one.title, one.body, cuts(one)) == (TITLE, f"{LEAD}\n\n{LAST}", [(step, line)])


@pytest.mark.parametrize(("line", "step"), AT_THE_END)
def test_furniture_at_the_end_is_cut(line: str, step: str) -> None:
    one = clean_text(page(end=(line,)))
    assert (one.title, one.body, cuts(one)) == (TITLE, f"{LEAD}\n\n{LAST}", [(step, line)])


@pytest.mark.parametrize(
    "dateline",
    [
        "TESSARY, March 2. /NORTAG/. ",
        "BREY /Lenn Valley/, March 2. /NORTAG/. ",
        "PORT ALDREN (Crossline) - ",
        "PORT ALDREN, Feb 3 (Crossline) -- ",
        "WASHINGTON (AP) — ",
        "ST. PAUL, Minn. (AP) – ",
        "KYIV, Feb 3 (Reuters) - ",
        "BOSTON/NEW YORK (Reuters) - ",
        "MINSK, 24 April 2024 (BelTA) – ",
        "(CNN) — ",
        "Maroa - TELUNA PRESS - ",
        "OSVYN — ",
        "PORT ALDREN, March 2 — ",
    ],
)
def test_the_dateline_of_the_first_paragraph_is_cut(dateline: str) -> None:
    one = clean_text(f"{TITLE}\n\n{dateline}{LEAD}\n\n{LAST}")
    assert (one.body, cuts(one)) == (f"{LEAD}\n\n{LAST}", [("dateline", dateline)])


@pytest.mark.parametrize(
    "sentence",
    [
        "All news from the front is bad, she said.",
        "By Monday the river had reached the second floor of the school.",
        "By contrast, Ada Renn and Jorn Pask of the council voted for the dam.",
        "On 3 May 2021 the dam broke.",
        "Copyright is a right, and the 2021 law did not change it.",
        "The photo of the bridge was taken by an AP photographer.",
        'The caption read: "Photo of the year".',
        "Advertisement revenue of the paper fell by a third in 2021.",
        '"Support our troops and donate to the hospital," the minister said.',
        "Support for independent journalism has fallen, a survey found.",
        "He asked people to stay at home and to follow updates on Twitter.",
        "Readers of the newsletter were told nothing.",
        "More information on the attack was expected on Tuesday.",
        "Comments were closed to the press.",
        "Jane Doe (D-Ohio) - Member of the council since 2001.",
        "The war - NATO - EU question will wait.",
        "Prices rose > 3% in May.",
        "The source: a clerk who asked not to be named.",
        "They entered without permission and all rights were read to them.",
        "Inflation, energy, grain",
        "A question of trust",
        "• Rents rose by 3%",
    ],
)
def test_text_that_looks_like_furniture_stays(sentence: str) -> None:
    for text in (page(sentence), page(end=(sentence, LEAD)), f"{LEAD}\n\n{sentence}\n\n{LAST}"):
        assert sentence in clean_text(text).text
        assert cuts(clean_text(text)) == []


def test_labels_go_and_their_text_stays() -> None:
    one = clean_text(
        page("Source: the ministry", "Quote from Pask: “We held.”", "Details: Two men fell.", "Note: by hand.")
    )
    assert one.body.startswith("the ministry\n\n“We held.”\n\nTwo men fell.\n\nNote: by hand.\n\n")
    assert [text for _, text in cuts(one)] == ["Source: ", "Quote from Pask: ", "Details: "]


def test_editors_inserts_are_marked_and_stay() -> None:
    insert = 'Pask said "the drafts [by Norvane - ed.] were ready" [...] in March [12].'
    one = clean_text(page(insert))
    assert insert in one.body
    assert [(row.step, row.text) for row in one.rows] == [("editor insert", "[by Norvane - ed.]")]


def test_a_bulleted_menu_goes_and_a_bulleted_summary_stays() -> None:
    menu = "• Live\n    • Audio Only\n  • twitter\n"
    assert cuts(clean_text(menu + page())) == [("navigation", item) for item in ("• Live", "• Audio Only", "• twitter")]
    summary = "• The bridge is open\n• Ferries stop in June\n\n"
    assert cuts(clean_text(summary + page())) == []


def test_a_doubled_caption_goes_with_its_credit_and_a_single_one_stays() -> None:
    caption = "Mayor Anna Holm on the bridge. May 3, 2021."
    one = clean_text(page(f"• {caption}", f"{caption} | Photo: Twitter/@annaholm"))
    assert [step for step, _ in cuts(one)] == ["caption", "caption"]
    single = "Mayor Anna Holm cuts the ribbon on the bridge over the Lenn on Monday morning"
    assert single in clean_text(page(f"{single} (Photo: Jorn Pask, AP)")).body


def test_a_lone_closing_tag_goes_only_if_the_text_names_it() -> None:
    named = f"{TITLE}\n\n{LEAD}\n\nAnna Holm thanked the builders for their patience and their songs.\n\nAnna Holm"
    assert cuts(clean_text(named)) == [("tag", "Anna Holm")]
    assert cuts(clean_text(page(end=("Jorn Pask",)))) == []


@pytest.mark.parametrize(
    "top", [TITLE, f"{TITLE} ", TITLE.upper(), f"{TITLE} | Valley Post", f"{TITLE} - Valley Post", f"All news\n{TITLE}"]
)
def test_a_given_title_is_not_doubled(top: str) -> None:
    one = clean_text(f"{top}\n\n{LEAD}\n\n{LAST}", TITLE)
    assert one.text == f"{TITLE}\n\n{LEAD}\n\n{LAST}"
    assert clean_text(f"{LEAD}\n\n{LAST}", f"{TITLE} | Valley Post").text == one.text
    assert clean_text(f"03.05.21 10:00 - {TITLE}. {LEAD} View article.", TITLE).body == LEAD


@pytest.mark.parametrize(
    "lead", [LEAD, "A short sentence with a full stop.", "He asked: “Why?”", "lower case and no stop"]
)
def test_a_lead_is_not_taken_for_a_title(lead: str) -> None:
    one = clean_text(f"{lead}\n\n{LEAD}\n\n{LAST}")
    assert one.title is None
    assert one.text == f"{lead}\n\n{LEAD}\n\n{LAST}"


def test_a_text_of_nothing_but_furniture_stays_unless_it_has_a_title() -> None:
    assert clean_text("View article") == CleanText(None, "View article", ())
    assert clean_text("View article", TITLE).text == TITLE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 23 September 2021", datetime.date(2021, 9, 23)),
        ("Sept. 3rd, 2021, 10:00", datetime.date(2021, 9, 3)),
        ("2021-09-03T10:00Z", datetime.date(2021, 9, 3)),
        ("03.09.21 10:00 - ", datetime.date(2021, 9, 3)),
        ("23/09/2021", datetime.date(2021, 9, 23)),
        ("09/23/2021", datetime.date(2021, 9, 23)),
        ("03/09/2021", None),
        ("Updated 3 September 2021", None),
        ("TESSARY, March 2. /NORTAG/. ", None),
        ("31 February 2021", None),
    ],
)
def test_a_date_is_read_only_where_it_is_sure(text: str, day: datetime.date | None) -> None:
    assert read_date(text) == day


def articles(
    *texts: str, published: list[str | None] | None = None, titles: list[str | None] | None = None
) -> pd.DataFrame:
    table = pd.DataFrame({"article_id": [f"a{i}" for i in range(len(texts))], "text": list(texts)})
    table = table.reindex(columns=[column.name for column in schema.table("articles").columns])
    return table.assign(
        title=pd.Series(titles or [None] * len(texts), dtype="str"),
        published=pd.to_datetime(pd.Series(published or [None] * len(texts))),
        language="en",
        source="a.txt",
        sha256="0",
        n_words=0,
    )


def test_the_tables_keep_their_contract_and_dates_are_filled_only_where_missing() -> None:
    raw = articles(page("Published 3 May 2021"), page("Published 3 May 2021"), published=[None, "2020-01-01"])
    cleaned = clean(raw)
    assert cleaned.articles.published.dt.strftime("%Y-%m-%d").tolist() == ["2021-05-03", "2020-01-01"]
    assert cleaned.articles.title.tolist() == [TITLE, TITLE]
    assert cleaned.articles.n_words.tolist() == [len(text.split()) for text in cleaned.articles.text]
    assert cleaned.cleaning.step.tolist() == ["publication date"] * 2
    assert clean(articles(LEAD)).cleaning.empty
    zoned = raw.assign(published=raw.published.dt.tz_localize("UTC"))
    assert str(clean(zoned).articles.published[0]) == "2021-05-03 00:00:00+00:00"


def test_form_is_made_plain_and_every_position_leads_back_to_the_raw_text() -> None:
    form = normalise("\ufeffAll\u00a0news\r\n\r\nCafe\u0301\u200b  opens\t\u2028now\r")
    assert form.text == "All news\n\nCaf\u00e9 opens \nnow\n"
    one = clean_text("\ufeffAll\u00a0news\r\n\r\n" + page("Cafe\u0301 on the bridge opened.").replace("\n", "\r\n"))
    assert cuts(one) == [("navigation", "All\u00a0news")]
    assert one.body.startswith("Caf\u00e9 on the bridge opened.\n\n")


def test_steps_have_a_name_of_their_own_and_say_what_they_cut() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert all(len((step.find.__doc__ or "").split()) > 15 for step in STEPS)
