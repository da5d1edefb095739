"""The download handler of rendered sources; imported by Scrapy only where `scraper.render` asks for it."""

from __future__ import annotations

from scrapy_playwright.handler import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    ScrapyPlaywrightDownloadHandler,
)

from scraper.download import BoundedHandler


class RenderingHandler(ScrapyPlaywrightDownloadHandler, BoundedHandler):  # type: ignore[misc, unused-ignore] # untyped
    """Requests with `playwright` in their meta go to the browser, all others to our own handler."""
