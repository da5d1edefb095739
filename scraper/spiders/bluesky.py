"""A search or an account on Bluesky."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Bluesky(SourceSpider):
    """Spider of kind `bluesky`; reads by `scraper.kinds.bluesky`."""

    name = "bluesky"
