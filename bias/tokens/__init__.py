"""A batch of articles as flat arrays over words: tokenise once, arrays after that.

==================  ================================================================
``tokenising``      ``tokenise``: texts to tokens
``batch``           ``Tokens``, the arrays
``characters``      texts as code points, and where their words are
``numbering``       distinct strings numbered, many at a time
``vocabulary``      every distinct form and gap, with what is known of it
``syllables``       how many syllables a word has
``quotation``       which words stand inside quotation marks: the rules
``quoting``         the same for a whole batch
``counting``        words and phrases of all batches as one sparse matrix
``shingles``        fingerprints of the runs of words of each article
``phrases``         where entries of one or more words occur
==================  ================================================================
"""

from bias.tokens.batch import Tokens as Tokens
from bias.tokens.counting import Counter as Counter
from bias.tokens.counting import Counts as Counts
from bias.tokens.phrases import Hits as Hits
from bias.tokens.phrases import PhraseBook as PhraseBook
from bias.tokens.phrases import Phrases as Phrases
from bias.tokens.shingles import Sketcher as Sketcher
from bias.tokens.shingles import Sketches as Sketches
from bias.tokens.tokenising import tokenise as tokenise
from bias.tokens.vocabulary import Vocabulary as Vocabulary
