"""Outlets against each other on the same events.

=============  ===================================================================================
``table``      the contrasts table: each outlet against the others, for each feature
``traits``     the group_contrasts table: outlets of one control, country or side against all others
``cells``      what each outlet wrote in each event, and the others beside it
``levels``     what each outlet would write of an average event
``effect``     differences in standard deviations
``shuffling``  p from shuffling outlets within events
``weights``    a difference as a weighted sum, so that shuffles are sparse products
``tail``       p too small to be counted
=============  ===================================================================================

``table`` rests on ``cells``, `bias.stats.resampling` (intervals), ``shuffling``, which rests on ``weights`` and
``tail``, and ``effect``; ``traits`` on ``cells``, ``levels`` and ``effect``.
"""

from bias.stats.contrasts.table import contrasts as contrasts
from bias.stats.contrasts.traits import group_contrasts as group_contrasts
