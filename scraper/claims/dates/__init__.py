"""Date expressions in text, resolved to EDTF from the day of publication.

    text -> fold | trigger | match (a grammar's forms) | resolve (calendar) | join ranges -> DateMention

A language is one module of data beside this file; which kind of date a mention is (a release, a
trailer, an awards night) is not decided here.
"""

from scraper.claims.dates.finder import LANGUAGES, find
from scraper.claims.dates.mention import Bound, DateMention, Precision

__all__ = ["LANGUAGES", "Bound", "DateMention", "Precision", "find"]
