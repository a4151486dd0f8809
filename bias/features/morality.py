"""Moral vocabulary: six foundations, each with a virtue and a vice, after moral foundations theory.

Care and harm, fairness and cheating, loyalty and betrayal, authority and subversion, sanctity and degradation (Graham,
Haidt and Nosek 2009), liberty and oppression (Haidt 2012). A word that is denied ("not fair") does not count; one whose
denial is its own prefix ("unfair") stands in the list as what it is.

Known errors: words are found, not judgements, so that a plain report of a killing counts as harm; a word belongs to one
foundation, though several may claim it; what a text holds against a virtue ("so-called justice") counts for the virtue.
"""

from __future__ import annotations

from bias.features.rates import LexiconGroup, Rate

_GRAHAM = (
    "Graham, J., Haidt, J. and Nosek, B. A. (2009). Liberals and conservatives rely on different sets of moral "
    "foundations. Journal of Personality and Social Psychology 96(5), 1029-1046."
)
_HAIDT = (
    "Haidt, J. (2012). The Righteous Mind: Why Good People Are Divided by Politics and Religion. New York: Pantheon."
)
#: What is measured: its name, what more of it means, who described it, and the categories; poles of a foundation
#: stand apart where each is common enough in news to tell outlets apart, and loyalty is only part of the totals.
_MEASURED = (
    ("virtue", "moral praise", _GRAHAM, ("virtue",)),
    ("vice", "moral condemnation", _GRAHAM, ("vice",)),
    ("care_virtue", "protecting those who suffer", _GRAHAM, ("care-virtue",)),
    ("care", "protecting those who suffer and making others suffer", _GRAHAM, ("care-virtue", "care-vice")),
    ("fairness_virtue", "justice and equal treatment", _GRAHAM, ("fairness-virtue",)),
    ("fairness_vice", "injustice and cheating", _GRAHAM, ("fairness-vice",)),
    ("authority", "order, duty and custom, kept or defied", _GRAHAM, ("authority-virtue", "authority-vice")),
    ("sanctity", "what is sacred or foul", _GRAHAM, ("sanctity-virtue", "sanctity-vice")),
    ("liberty_virtue", "freedom from domination", _HAIDT, ("liberty-virtue",)),
    ("liberty_vice", "domination and tyranny", _HAIDT, ("liberty-vice",)),
)
_FOUNDATIONS = ("care", "fairness", "loyalty", "authority", "sanctity", "liberty")


def _categories(named: tuple[str, ...]) -> tuple[str, ...]:
    """The categories themselves, a bare pole standing for that of every foundation."""
    return tuple(c for name in named for c in ([name] if "-" in name else [f"{f}-{name}" for f in _FOUNDATIONS]))


GROUP = LexiconGroup(
    "morality",
    tuple(
        Rate(name, "morality-en", f"more words of {what}", who, _categories(named), affirmed=True, voices=("own",))
        for name, what, who, named in _MEASURED
    ),
)
