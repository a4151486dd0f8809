"""What the HTML page shows, as plain parts that its template lays out: tables, marked articles, bars.

``grid`` is a table of the page; ``marks`` and ``reader`` are the articles side by side; the others make the grids of a
section each from the tables of a run. They pick, order and word; none computes a statistic.
"""
