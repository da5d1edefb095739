"""RSS, Atom and JSON Feed."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Feed(SourceSpider):
    """Spider of kind `feed`; reads by `scraper.kinds.feed`."""

    name = "feed"
