"""A channel on YouTube."""

from __future__ import annotations

from scraper.spider import SourceSpider


class YouTube(SourceSpider):
    """Spider of kind `youtube`; reads by `scraper.kinds.youtube`."""

    name = "youtube"
