"""A watched article or title page that gets edited."""

from __future__ import annotations

from scraper.spider import SourceSpider


class WatchedPage(SourceSpider):
    """Spider of kind `page`; reads by `scraper.kinds.page`."""

    name = "page"
