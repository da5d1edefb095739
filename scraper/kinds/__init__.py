"""Kinds of source: one file each, made of what is asked and how the answer is read (see `interface`).

`scraper.visit.adapter(kind)` loads the one that is needed.
"""
