"""The feature group ``structure``: headline against body, lead, background, how far down the other side comes.

==================  ================================================================
``group``           the measures and their evidence
``layout``          headline, lead and paragraphs of each article
``opening``         names in the headline and in the body; the second party
``timing``          words that set a scene before now, or now
==================  ================================================================
"""

from bias.features.structure.group import GROUP as GROUP
