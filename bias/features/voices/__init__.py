"""The feature group ``voices``: who speaks, how it is reported, and scare quotes.

==================  ================================================================
``group``           the measures, their evidence, and the table
``measures``        what each measure means
``attribution``     reporting verbs and their subjects
``quoting``         which verb a quotation belongs to
``indirect``        where indirect speech begins and ends
``scare``           marks around words that nobody says
``speech``          all of it as one table of arrays
==================  ================================================================
"""

from bias.features.voices.group import GROUP as GROUP
from bias.features.voices.group import VOICES as VOICES
from bias.features.voices.group import Voices as Voices
