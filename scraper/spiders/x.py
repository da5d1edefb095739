"""An account or a search on X; wants a token."""

from __future__ import annotations

from scraper.spider import SourceSpider


class X(SourceSpider):
    """Spider of kind `x`; reads by `scraper.kinds.x`."""

    name = "x"
