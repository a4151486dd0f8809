"""Harms that a text tells of: who does what to whom, which several feature groups ask.

==================  ================================================================
``kinds``           the class of each word, without a parser
``clauses``         noun phrases, and what stands before a verb
``forms``           which forms are verbs of harm, and what stands around them
``subjects``        who does what a verb says, and the agent behind ``by``
``verbs``           harms told by a verb: active, passive, passive without an agent
``nouns``           harms told by a noun: the shelling of …
``finding``         both together
``blame``           which side the actors belong to, and whom an article accuses most
==================  ================================================================
"""
