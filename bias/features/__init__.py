"""The framing measures, one file a feature group.

A group is a module of this package with a ``GROUP``; other packages add theirs through the entry point
``bias.features``. ``base`` holds what a group promises, ``rates`` what most groups share, ``registry`` finds them.
"""

from bias.features.base import FeatureGroup as FeatureGroup
from bias.features.base import FeatureInfo as FeatureInfo
from bias.features.base import english_vocabulary as english_vocabulary
from bias.features.registry import evidence as evidence
from bias.features.registry import feature_info as feature_info
from bias.features.registry import groups as groups
from bias.features.registry import measure as measure
from bias.features.registry import with_lexicons as with_lexicons
