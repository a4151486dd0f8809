"""Figures that differ between outlets: the dead, the wounded, crowds, sums, shares.

============  ==================================================================
``numbers``   figures in words and digits, and where they stand
``bounds``    "at least", "about", rounding; whether two figures can both be right
``counted``   what a figure counts
``context``   the sentence around it
``mentions``  all of that for an article, and who gives the figure
``table``     ``disagreements``: figures of an event grouped by what they count
============  ==================================================================
"""

from bias.stats.disagreement.table import disagreements as disagreements
