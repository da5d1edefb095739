"""A site's own list of its pages."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Sitemap(SourceSpider):
    """Spider of kind `sitemap`; reads by `scraper.kinds.sitemap`."""

    name = "sitemap"
