"""Comparisons of outlets, one statistic a file or folder.

================  =====================================================================
``contrasts``     each outlet, or each kind of outlet, against the others on the same events
``keyness``       words and phrases that an outlet uses more or less than the others
``naming``        which names an outlet gives a concept, and how that changes with time
``omission``      which facts of an event each outlet reports, and which it leaves out
``disagreement``  figures that outlets give differently for the same
``comparable``    which articles can be compared, and within what
``resampling``    intervals from resampling events
``correction``    many tests at once
================  =====================================================================
"""

from bias.stats.contrasts import contrasts as contrasts
from bias.stats.contrasts import group_contrasts as group_contrasts
from bias.stats.disagreement import disagreements as disagreements
from bias.stats.keyness import keyness as keyness
from bias.stats.naming import naming as naming
from bias.stats.naming import naming_periods as naming_periods
from bias.stats.omission import omissions as omissions
