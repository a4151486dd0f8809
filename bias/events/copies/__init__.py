"""Copied text: wire copy, reprints lightly edited, the same page read twice.

==============  ====================================================================
``finding``     ``find_copies``: the table of copies
``candidates``  pairs of articles that share many fingerprints, without comparing all with all
``passages``    two articles word by word: what they share, and their longest passage
==============  ====================================================================
"""

from bias.events.copies.finding import find_copies as find_copies
