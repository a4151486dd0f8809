"""The feature group ``tone``: tone toward a named actor in its clause.

==================  ================================================================
``group``           the measures, their evidence, and the table
``targets``         mentions of actors: found in the text, or given
``context``         the words around a mention, names left out
``weights``         what was learned, in ``weights.json``; ``weights.md`` is its card
==================  ================================================================
"""

from bias.features.tone.group import GROUP as GROUP
from bias.features.tone.group import LABELS as LABELS
from bias.features.tone.group import TONE as TONE
from bias.features.tone.group import Tone as Tone
