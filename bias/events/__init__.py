"""Which articles report the same event, the wider topic of each event, and which articles copy another.

==============  ====================================================================
``grouping``    ``group``: the events table; ``shared``: events that can be compared
``weights``     how much each word of an article says about what it reports
``pairs``       pairs of articles that are alike, found without comparing all with all
``time``        when articles were published, and in which order
``linkage``     pairs to groups: average linkage on a sparse graph
``copies``      copied text: which articles repeat another
``corrections`` the user's own joining, splitting and naming of events
==============  ====================================================================
"""

from bias.events.copies import find_copies as find_copies
from bias.events.corrections import Corrections as Corrections
from bias.events.corrections import correction_table as correction_table
from bias.events.corrections import load_corrections as load_corrections
from bias.events.grouping import group as group
from bias.events.grouping import shared as shared
