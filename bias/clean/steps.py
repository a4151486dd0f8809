"""The steps in their order.

What surrounds the article goes first, from the surest to the least sure, so that the article's own first line can be
found; the headline next; then what stands inside the first and the later paragraphs.
"""

from __future__ import annotations

from bias.clean.appeals import RIGHTS_CUES, appeals, related, rights, sharing
from bias.clean.credits import BYLINE_CUES, bylines, captions
from bias.clean.datelines import datelines
from bias.clean.dates import publication_dates
from bias.clean.furniture import adverts, closing_tag, endings, navigation, notices
from bias.clean.headline import headlines
from bias.clean.labels import editor_inserts, labels, sign_offs
from bias.clean.page import Effect, Step

STEPS: tuple[Step, ...] = (
    Step("notice", notices, ("[invented article",)),
    Step("navigation", navigation),
    Step("advertisement", adverts),
    Step("end mark", endings),
    Step("appeal", appeals),
    Step("sharing", sharing, ("follow", "click here", "us on", "@", "get the ")),
    Step("related", related, (":", "read more", "see more", "for more", "more on this", "might also", "this story")),
    Step("rights", rights, RIGHTS_CUES),
    Step("caption", captions, ("photo", "image", "picture", "/", "|", "caption", "illustration", "graphic")),
    Step("publication date", publication_dates),
    Step("by-line", bylines, BYLINE_CUES),
    Step("title", headlines, effect=Effect.TITLE),
    Step("dateline", datelines, ("-", "–", "—", "/")),
    Step("sign-off", sign_offs, ("–", "—", "view ", "read ")),
    Step("label", labels, (":",)),
    Step("tag", closing_tag),
    Step("editor insert", editor_inserts, ("[",), effect=Effect.MARK),
)

#: Steps whose rows in the cleaning table mark what stays in the text.
MARKS: frozenset[str] = frozenset(step.name for step in STEPS if step.effect is Effect.MARK)
