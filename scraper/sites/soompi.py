"""Soompi, soompi.com, as of 2026-11: text in div.article-wrapper; the time in JSON-LD only.

Each article ends with an advertisement for streaming ("Watch … below", a button, "Source (1)"), and often
begins one sentence with a link to older news. The outlet's day is Korea's: it reports what Korean media
say "on September 26 KST". Its live markup could not be looked at.
"""

from __future__ import annotations

from scraper.sites.site import Site

SOOMPI = Site(
    hosts=("soompi.com",),
    seen="2026-11",
    path="/article/",
    publisher="Soompi",
    zone="Asia/Seoul",
    language="en",
    headline="h1",
    text=("div.article-wrapper",),
    drop=(
        ".related-article, .article-footer, .tags, .source-list, .viki-button, .btn, figcaption, iframe,"
        " .social-share"
    ),
)
