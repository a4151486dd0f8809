"""What each outlet of an event reports and what it leaves out.

=============  =============================================================================
``passages``   parts of sentences that can each state a fact, collected while words are read
``alignment``  how alike two passages are, and which of an event's passages state one fact
``coverage``   which outlets report which facts
``table``      the table omissions: each fact as each outlet of its event has it or lacks it
=============  =============================================================================

The method is lexical on purpose: every likeness can be traced to words that both passages hold.
"""

from bias.stats.omission.passages import PassageCollector as PassageCollector
from bias.stats.omission.passages import Passages as Passages
from bias.stats.omission.table import omissions as omissions
