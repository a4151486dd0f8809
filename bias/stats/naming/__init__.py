"""Which names an outlet gives a concept, over all its articles and over time, and how sure the shares are.

=============  ==================================================================
``table``      the share of each name
``periods``    the same by day, month, quarter or year, and its change
``shares``     counts and shares of names, with events as clusters
``intervals``  intervals of a share, and of the difference of two
=============  ==================================================================
"""

from bias.stats.naming.periods import naming_periods as naming_periods
from bias.stats.naming.table import naming as naming
