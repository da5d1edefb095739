"""A subreddit or a search on Reddit."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Reddit(SourceSpider):
    """Spider of kind `reddit`; reads by `scraper.kinds.reddit`."""

    name = "reddit"
