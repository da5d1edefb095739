"""News searches as feeds (Google News, Bing News): who really speaks, and where.

Such a feed is of kind `feed`; its entries are other outlets' articles. Formats as seen 2026-11: Google
writes "Headline - Outlet" as the title, the outlet's home in RSS 2.0's `source` element, and an address of
its own that cannot be resolved without running its script; Bing writes the outlet's name in `News:Source`
and the real address in the `url` parameter of its own. Could not be tried live.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

HOSTS = ("news.google.com", "www.bing.com", "bing.com")


class Resolved(NamedTuple):
    """An entry of a news search, put back as its outlet has it."""

    headline: str
    publisher: str  # host of the outlet, or its name where no host is given; "" is unknown
    url: str  # the outlet's own address where the feed gives it


def resolve(*, title: str, link: str, outlet: str = "", home: str = "") -> Resolved:
    """Resolve one entry: its title and link, the outlet's name and the outlet's home, as far as given."""
    host = (urlsplit(home).hostname or "").removeprefix("www.")
    headline = title.strip()
    if outlet:
        for dash in (" - ", " – ", " — ", " | "):
            if headline.casefold().endswith((dash + outlet).casefold()):
                headline = headline[: -len(dash + outlet)].rstrip()
                break
    target = (parse_qs(urlsplit(link).query).get("url") or [""])[0]
    real = target if target.startswith(("http://", "https://")) else link
    if not host and real != link:
        host = (urlsplit(real).hostname or "").removeprefix("www.")
    return Resolved(headline=headline, publisher=host or outlet, url=real)


def is_search(url: str) -> bool:
    """Whether a feed's address is a news search, whose entries belong to others."""
    parts = urlsplit(url)
    return (parts.hostname or "") in HOSTS and ("/rss" in parts.path or "/news/search" in parts.path)
