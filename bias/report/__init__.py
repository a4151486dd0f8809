"""Draws and words what the stages computed: figures, the PDF, the HTML page, the CSV tables.

``selection`` picks rows, ``numbers`` and ``labels`` make text of them, ``summary`` puts them in sections of plain data
that every format shows, ``charts`` draws them, ``writer`` writes them. Nothing here computes a statistic.
"""
