"""Comparisons of outlets, one statistic a file.

==============  =====================================================================
``contrasts``   each outlet against the others on the same events, for each feature
``keyness``     words that an outlet uses more or less than the others
``naming``      which names an outlet gives a concept
``comparable``  which articles can be compared, and within what
``resampling``  intervals from resampling events
``shuffling``   p from shuffling outlets within events
``correction``  many tests at once
==============  =====================================================================
"""

from bias.stats.contrasts import contrasts as contrasts
from bias.stats.keyness import keyness as keyness
from bias.stats.naming import naming as naming
