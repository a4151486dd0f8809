"""Which articles report the same event, the wider topic of each event, and which articles copy another.

==============  ====================================================================
``grouping``    ``group``: the events table; ``shared``: events that can be compared
``weights``     how much each word of an article says about what it reports
``pairs``       pairs of articles that are alike, found without comparing all with all
``linkage``     pairs to groups: average linkage on a sparse graph
``copies``      near-duplicates
==============  ====================================================================
"""

from bias.events.grouping import group as group
from bias.events.grouping import shared as shared
