"""A page of links; each article is read once."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Listing(SourceSpider):
    """Spider of kind `listing`; reads by `scraper.kinds.listing`."""

    name = "listing"
