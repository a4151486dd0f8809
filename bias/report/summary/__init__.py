"""The report in plain data: sections of sentences, figures and tables of ready text, which every format shows.

``sections`` says what these are; each other module makes one section from the tables; ``whole`` puts them in order.
"""
