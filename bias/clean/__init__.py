"""Named, ordered, recorded cleaning steps: what surrounds an article on its page goes, the article stays.

======================  =========================================================
``clean.normal``        characters and line ends, with the way back to the raw text
``clean.page``          lines, spans, steps
``clean.furniture``     menus, adverts, end marks
``clean.appeals``       appeals, sharing, related links, rights
``clean.credits``       captions, by-lines
``clean.dates``         the date of publication
``clean.datelines``     the dateline
``clean.headline``      the headline
``clean.labels``        labels, sign-offs, editors' inserts
``clean.steps``         the order of the steps
``clean.articles``      the steps over one text, and over the articles table
======================  =========================================================
"""

from __future__ import annotations

from bias.clean.articles import Cleaned, CleanText, clean, clean_text
from bias.clean.steps import MARKS, STEPS

__all__ = ["MARKS", "STEPS", "CleanText", "Cleaned", "clean", "clean_text"]
