"""A public channel on Telegram."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Telegram(SourceSpider):
    """Spider of kind `telegram`; reads by `scraper.kinds.telegram`."""

    name = "telegram"
