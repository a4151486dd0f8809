"""Steps for what a publisher asks of its readers: money, sign-ups, sharing, reading on; and its rights notices."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bias.clean.furniture import TAIL
from bias.clean.page import Page, Span
from bias.clean.patterns import anycase, one_of

_LONGEST_APPEAL, _LONGEST_WITHIN, _LONGEST_SENTENCE = 40, 18, 25
_LONGEST_LINK, _LONGEST_BUTTON = 16, 10
_SENTENCE_ENDS = re.compile(r"[.!?…]")
_QUOTE_MARKS = frozenset('"“”«»„')
_ASKS = anycase(
    r"(?:^|[.!?…:\[(|] ?|\bNEW )(?:please )?"
    + one_of(r"""
        support(?! (?:for|of|from|among|in)\b)
        become|donate|subscribe|sign[ -]up|join|follow|like us|get|click|tap|download|register|install|make a
    """)
    + r"\b"
)
#: Something of the publisher's; each alternative holds one of the cues.
_FOR = anycase(
    r"\b"
    + one_of(r"""
        newsletters?|patrons?|patreon|subscribe to (?:us|our)|subscriptions?|inbox
        (?:independent|quality|public-interest) journalism
        our (?:work|team|newsroom|channels?|app|journalis[mt]s?|reporting)
        us (?:on|x|twitter|facebook|telegram)
        news app|(?:push|email|news) alerts|(?:push|email) (?:notifications|updates)
        donate (?:here|now|today)|become an? (?:member|supporter)|youtube channel
    """)
    + r"\b"
)
_TERMS = anycase(
    one_of(r"""
        \byou agree to receive email\b
        \b(?:opt out|unsubscribe) at any time\b
        \bsite is protected by recaptcha\b
        ^newsletter \w+(?: \w+){0,3}$
        : a newsletter for\b
        ^[\W_]{0,3}send (?:your )?(?:letters|tips|a tip)\b.{0,80}@
    """)
)
_APPEAL_CUES = (
    *("newsletter", "patron", "patreon", "subscri", "journalism", "inbox", "news app", " us on", "us x", "us tw"),
    *(
        "us face",
        "us tele",
        "our work",
        "our team",
        "our newsroom",
        "our channel",
        "our app",
        "our journalis",
        "our reporting",
    ),
    *("alerts", "push ", "email ", "donat", "become a", "youtube ch", "opt out", "recaptcha", "send "),
)
_FOLLOW = anycase(
    r"[\W_]{0,3}"
    + one_of(r"""
        (?:you can )?follow (?!the\b)(?:[@\w.'’-]+ ){1,5}on (?:x|twitter|facebook|instagram|telegram|youtube)\b
        (?:like|find|join|watch) us on\b
        follow (?:us: )?@\w+
        @\w+$
        (?:[\w ,'’:-]{1,60}[,:.] )?click here\b.{0,120}$
        get the (?:\w+ ){1,3}app\W*$
    """)
)
_CLICK_LAST = re.compile(r"\bclick here[ .!)\]]{0,3}$", re.IGNORECASE)
_RELATED = anycase(
    r"[\W_]{0,3}"
    + one_of(r"""
        (?:read more|read also|also read|read next|see also|also see|see more|related(?: \w+)?|more on this)\s?:(?: .*)?
        (?:lesen sie auch|читайте также|читайте також|lea también|leer también|lire aussi)\s?:(?: .*)?
        (?:read more|see more) (?:here|on|about|from|information)\b.*
        you might also (?:like|be interested in)\W*
        (?:watch|photos|more)\s?:
    """)
    + "$"
)
#: Lower-case strings without one of which no line is a rights notice.
RIGHTS_CUES = ("copyright", "©", "(c)", "rights reserved", "reprint perm", "this material may")
_RIGHTS = anycase(
    one_of(r"""
        ^[\W_]{0,3}(?:copyright|©|\(c\))\s*(?:©|\(c\)|\d{4}\b)
        ^\W{0,3}©
        \ball rights reserved\b
        \breprint permission\b
        ^this material may not be (?:published|reproduced|republished|broadcast)\b
    """)
)


def appeals(page: Page) -> Iterable[Span]:
    """Appeals to pay, to sign up or to join, and the small print that stands under such forms.

    The words alone ("support", "donate", "subscribe") are everywhere in news. A line is cut only if a sentence of it
    asks in the imperative, names something of the publisher's, quotes nobody and is short, and so are its sentences: a
    long one has a paragraph run into it. Above the last lines, where it may be text, it must be shorter still.
    """
    tail = len(page.lines) - TAIL
    return [
        line.span
        for index, line in enumerate(page.lines)
        if line.n_words <= (_LONGEST_APPEAL if index >= tail else _LONGEST_WITHIN) and _is_appeal(line.text)
    ]


def _is_appeal(text: str) -> bool:
    if not _QUOTE_MARKS.isdisjoint(text):
        return False
    if not any(map(text.lower().__contains__, _APPEAL_CUES)):
        return False
    if max(sentence.count(" ") for sentence in _SENTENCE_ENDS.split(text)) >= _LONGEST_SENTENCE:
        return False
    return bool(_TERMS.search(text) or (_FOR.search(text) and _ASKS.search(text)))


def sharing(page: Page) -> Iterable[Span]:
    """Lines that send the reader to an account, a page or an app.

    "Follow" and "click here" stand in sentences too: only a line that opens with the request, or ends in it, is cut,
    and no speech. A note on the author stays, though it often ends in such a request: it is text.
    """
    return [line.span for line in page.lines if line.n_words <= _LONGEST_BUTTON and _is_button(line.text)]


def _is_button(text: str) -> bool:
    if text[0] in _QUOTE_MARKS or " said" in text:
        return False
    return bool(_FOLLOW.match(text) or _CLICK_LAST.search(text))


def related(page: Page) -> Iterable[Span]:
    """Links to other articles, by their label ("Read more: …") or by the button at their end ("… Read more").

    They carry other stories' headlines, so that left in they count another event's words for this one. Without a
    sure label or a button a link looks like a subheading, and stays; so does a teaser of several sentences.
    """
    return [
        line.span
        for line in page.lines
        if line.n_words <= _LONGEST_LINK and (line.text.endswith(" Read more") or _RELATED.match(line.text))
    ]


def rights(page: Page) -> Iterable[Span]:
    """Copyright and reprint lines. "Copyright" in a sentence about the law is text: a year or © must follow."""
    return [line.span for line in page.lines if line.n_words <= _LONGEST_APPEAL and _claims_rights(line.text)]


def _claims_rights(text: str) -> bool:
    return any(map(text.lower().__contains__, RIGHTS_CUES)) and bool(_RIGHTS.search(text))
