"""Publishers that the general reader misreads, or whose markup says exactly what it guesses: one file each.

    sites.of(url) ── Site ── words(tree), zone, publisher …  (used by the article reader before its own guess)

A site file is data, dated by when its markup was looked at; code only where data ends.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scraper.sites.naver import NAVER_ENTERTAINMENT, NAVER_NEWS
from scraper.sites.netflix import NEWSROOM, TUDUM
from scraper.sites.site import Site
from scraper.sites.soompi import SOOMPI
from scraper.sites.whats_on_netflix import WHATS_ON_NETFLIX

__all__ = ["ALL", "UNKNOWN", "Site", "of"]

UNKNOWN = Site(hosts=(), seen="")  # leaves everything to the general reader

ALL: tuple[Site, ...] = (
    WHATS_ON_NETFLIX,
    SOOMPI,
    NEWSROOM,
    TUDUM,
    NAVER_NEWS,
    NAVER_ENTERTAINMENT,
)


def of(url: str) -> Site | None:
    """Return the site that an address belongs to, None for one that the general reader reads well."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    for site in ALL:
        if host in site.hosts and parts.path.startswith(site.path):
            return site
    return None
