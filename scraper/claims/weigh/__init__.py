"""A second opinion on what the rules read, by weights learned from labelled documents.

    draft (rules) -> signs of each candidate -> scales -> items -> keep | drop | admit

The rules say what they find; the weights, how often such a place really states a release date, a count or
a state. A finding that looks unlike all true ones is dropped, a candidate that looks just like them is
admitted. Pure: the weights ship with the project, are read once and added up.
"""

from __future__ import annotations

from scraper.claims.weigh.draft import Collector, Draft
from scraper.claims.weigh.grammar import VerbAmid, VerbLast
from scraper.claims.weigh.verdict import settle
from scraper.claims.weigh.weights import Weights, of

__all__ = ["Collector", "Draft", "VerbAmid", "VerbLast", "Weights", "of", "settle"]
