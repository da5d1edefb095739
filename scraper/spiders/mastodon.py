"""A tag or an account on a Mastodon server."""

from __future__ import annotations

from scraper.spider import SourceSpider


class Mastodon(SourceSpider):
    """Spider of kind `mastodon`; reads by `scraper.kinds.mastodon`."""

    name = "mastodon"
