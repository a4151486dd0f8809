"""Harms that a text tells of: who does what to whom, which several feature groups ask.

==================  ================================================================
``clauses``         classes of words and the noun phrases around a place, without a parser
``verbs``           harms told by a verb: active, passive, passive without an agent
``nouns``           harms told by a noun: the shelling of …
``finding``         both together
``blame``           which side the actors belong to, and whom an article accuses most
==================  ================================================================
"""
