"""An account or a tag on Instagram; wants a token."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Instagram(SourceSpider):
    """Spider of kind `instagram`; reads by `scraper.kinds.instagram`."""

    name = "instagram"
