"""Words and phrases that an outlet uses more or less than the others do on the same events.

A word can be frequent in an outlet because of one long article. So how much more an outlet uses it is judged by words
(the log-odds ratio), but how sure that is by events and articles: how far the ratio would move with other events, and
how often it would come out so if the outlets changed places within each event.

================  =====================================================================
``table``         the table
``sides``         an outlet's counts and the others', brought to the same mix of events
``odds``          the log-odds ratio, the ratio of frequencies, and their intervals
``significance``  p from shuffling outlets within events
``dispersion``    how evenly an outlet's articles use a term
``phrases``       terms that a longer phrase explains
================  =====================================================================
"""

from bias.stats.keyness.table import keyness as keyness
