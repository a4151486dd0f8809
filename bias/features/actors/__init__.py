"""Who a text speaks of, which several feature groups ask.

==================  ================================================================
``names``           runs of capitalised words, and which of them are persons
``phrases``         names, role nouns and pronouns that stand together
``referents``       noun phrases led back to the person or body they stand for
``sides``           whose side each of them is on
==================  ================================================================
"""
