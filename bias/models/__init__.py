"""The classifier that tells outlets apart, and an honest account of how well.

==================  ================================================================
``judgement``       ``judge``: the whole way, from a ``Corpus`` to tables and notes
``corpus``          what the models are given, and which articles they may learn from
``names``           terms that are an outlet's own name
``furniture``       terms that an outlet's page puts into every article
``masking``         lists both and hides them
``classifier``      the pipeline: framing features, masked words, or both
``splits``          random, unseen event, unseen outlet
``scores``          figures of merit, chance, intervals
``evaluation``      asks a classifier about articles that it has not seen
``abstention``      predictions, and when the model had better not say
``leakage``         how well the outlet can be guessed before and after masking
==================  ================================================================
"""

from bias.models.corpus import Corpus as Corpus
from bias.models.judgement import Judgement as Judgement
from bias.models.judgement import judge as judge
