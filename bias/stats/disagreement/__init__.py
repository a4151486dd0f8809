"""Figures and dates that differ between outlets: the dead, the wounded, crowds, sums, shares, days, clock times.

==============  ================================================================
``numbers``     figures in words and digits, and where they stand
``bounds``      "at least", "about", rounding; whether two figures can both be right
``fates``       what befell those counted
``counted``     what a figure counts
``context``     the sentence around it
``mentions``    all of that for an article, and who gives the figure
``quantities``  figures of an event that count the same
``dates``       days and clock times, set against the day of publication
``happenings``  days and times of an event that date the same
``table``       ``disagreements``: both side by side
==============  ================================================================
"""

from bias.stats.disagreement.table import disagreements as disagreements
