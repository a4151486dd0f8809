"""Steps for what belongs to the web page and not to the article: menus, adverts, buttons, end marks and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bias.clean.page import Line, Page, Span
from bias.clean.patterns import anycase, items, one_of

#: Lines near the top of a page among which menus, kickers and breadcrumbs stand.
HEAD = 12
#: Lines at its end among which end marks, tags and closing notes stand.
TAIL = 8

_NOTICE = re.compile(r"\[Invented article from the bias teaching corpus\b[^\]]*\]$")
_BUTTONS = items(
    """all news, view article, view news, view comments, skip to content, skip to main content, skip to navigation,
    main menu, menu, toggle navigation, log in, sign in, sign up, back to top, load more, show more, see more,
    read article, read full article, read more, read the full story, click to expand, expand, close, play video,
    view gallery, audio only, google plus, google+, facebook, twitter, whatsapp, telegram, linkedin, pinterest, reddit,
    instagram, youtube, email, e-mail, print, share, share this, share this article, share article, share on facebook,
    share on twitter, tweet, copy link, save article, bookmark, listen to article, listen to this article,
    your message has been sent successfully, story continued below, story continues below, article continues below,
    continue reading below, continue reading, newsletter, newsletters, subscribe, subscribe now, photo, photos, image,
    video, videos, our original post continues"""
)
_KICKERS = items(
    """home, live, news, world, politics, opinion, opinions, analysis, analysis/opinion, business, economy,
    top stories, latest news, latest, breaking news, breaking, international, national, russia, ukraine, europe,
    world news, russia news, commentary, editorial, exclusive, featured, search, perspectives"""
)
_CRUMBS = re.compile(r"[^\W_][^.!?>›»\"“]{0,40}(?: ?[>›»] ?[^.!?>›»\"“]{1,60})++$|Home(?: / [^/.!?]{1,60})+$")
_COUNTERS = anycase(
    one_of(r"""
        \d+ (?:shares|comments|min(?:ute)?s? read|(?:year|month|week|day|hour)s? ago)
        (?:(?:prev|next) )?image \d+ of \d+(?: (?:prev|next))*
        slideshow \(\d+ images?\)|(?:new )?you can now listen to [\w ]{3,30}!
        listen(?: to article)?(?: ·)? \d+:\d\d.*
        (?:share tweet|tweet share|share this article|facebook twitter)\b.*
        \[/?(?:pullquote|embedtweet|embed|caption|gallery|video|audio|ad)\b[^\]]*\]
        [*_=~\#+|•·–—-]{1,40}
    """)
    + "$"
)
_ADVERT = anycase(
    r"\W{0,3}"
    + one_of("""
        (?:advertisement|ad)(?: continue reading(?: the main story)?)?
        ads|advertising|advertorial|sponsored(?: content)?|paid content|promoted
        реклама|werbung|anzeige|publicidad|publicité|pubblicità|publicidade
    """)
    + r"\W{0,3}$"
)
_END = anycase(
    r"\W{0,3}"
    + one_of(r"""
        end(?:s|it)?
        end of (?:item|article|story|text|message|report|transcript)
        end article
        (?:tags?|filed under|topics?|keywords?|categor(?:y|ies)):.{0,200}
        -30-|\#{2,3}
    """)
    + r"\W{0,3}$"
)
_COMMENTS = anycase(
    r"\W{0,3}"
    + one_of(r"""
        (?:post with )?(?:no|\d+) comments?
        comments?(?: \(?\d+\)?| are closed)?
        (?:leave|post|add) a comment
        (?:view|show) comments
        join the (?:conversation|discussion)
        be the first to comment
    """)
    + r"\W{0,3}$"
)
_TAG = re.compile(r"#?[^\W\d_][^.!?:;,\"“”]{1,40}$")
_TAG_WORDS, _SENTENCE_WORDS = 4, 8
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", "'", "…", ")", "»")


def notices(page: Page) -> Iterable[Span]:
    """The closing line that says a teaching article is invented.

    It is the same in every article of the corpus, so that left in, it makes any two of them look alike.
    """
    return [line.span for line in page.lines[-2:] if _NOTICE.match(line.text)]


def navigation(page: Page) -> Iterable[Span]:
    """Menus, breadcrumbs, section names, page buttons and counters.

    Taking every short line at the top for a menu loses headlines and bulleted summaries: so a line must be a known
    item, a path with ``>``, or stand in a run of bulleted lines of which one is a known item.
    """
    menu = _menu_length(page)
    return [
        line.span
        for index, line in enumerate(page.lines)
        if len(line.text) <= 120 and (index < menu or _is_navigation(line, index))
    ]


def _is_navigation(line: Line, index: int) -> bool:
    if len(line.text) <= 60:
        bare = line.bare
        if bare in _BUTTONS or (index < 3 and bare in _KICKERS) or _COUNTERS.match(line.text):
            return True
    return index < HEAD and bool(_CRUMBS.match(line.text))


def _menu_length(page: Page) -> int:
    """Lines of a bulleted menu at the top."""
    length, known = 0, False
    for line in page.lines:
        if line.text[0] not in "•·*" or line.n_words > 5 or line.text.endswith((".", "!", "?")):
            break
        length += 1
        known = known or line.bare in _BUTTONS or line.bare in _KICKERS
    return length if known and length > 1 else 0


def adverts(page: Page) -> Iterable[Span]:
    """The word "Advertisement" and its like on a line of their own; in a sentence they are text."""
    return [line.span for line in page.lines if len(line.text) < 60 and _ADVERT.match(line.text)]


def endings(page: Page) -> Iterable[Span]:
    """End marks ("End of item"), lists of tags, and the comment counter with the tags above it.

    A tag ("Some Name") looks like a subheading; only where a comment counter follows is it known for a tag here.
    """
    above_comments = False
    for line in reversed(page.lines[-TAIL:]):
        if len(line.text) > 220:
            return
        comments = bool(_COMMENTS.match(line.text))
        above_comments = above_comments or comments
        tag = above_comments and line is not page.lines[0] and _is_tag(line)
        if not (comments or tag or _END.match(line.text)):
            return
        yield line.span


def closing_tag(page: Page) -> Iterable[Span]:
    """A lone name or topic under the last sentence that the text above has named: a tag without its label.

    A signature or the last item of a list looks the same. So the line before must be a whole sentence, and the tag
    must occur in it or above it.
    """
    if len(page.lines) < 3:
        return []
    *above, last = page.lines
    before = above[-1]
    if not _is_tag(last) or not last.text[0].isupper():
        return []
    if before.n_words < _SENTENCE_WORDS or not before.text.endswith(_SENTENCE_ENDS):
        return []
    return [last.span] if any(last.text in line.text for line in above) else []


def _is_tag(line: Line) -> bool:
    return line.n_words <= _TAG_WORDS and bool(_TAG.match(line.text))
