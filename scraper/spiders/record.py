"""What a database or a page holds of one title, field by field."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Record(SourceSpider):
    """Spider of kind `record`; reads by `scraper.kinds.record`."""

    name = "record"
