"""What kinds of source stand at an address. Pure.

address ── known ──> kind, if the address alone tells
answer  ── read ──> Page of links: address, title, and the kind in `summary`; the best first
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from config.model import SourceKind
from scraper.kinds.interface import Link, Page
from scraper.markup import attribute, soup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.kinds.interface import Answer

# Hosts (without www.) whose addresses are of one kind, where their path is of this form.
KNOWN = (
    (r"bsky\.app", r"/(search|profile|hashtag).*", SourceKind.BLUESKY),
    (r"(old\.|new\.)?reddit\.com", r"/(r/\w+|search).*", SourceKind.REDDIT),
    (r"(x|twitter)\.com", r"/(search|@?\w{1,15}/?$).*", SourceKind.X),
    (r"instagram\.com", r"/(explore/tags/.+|[\w.]+/?)", SourceKind.INSTAGRAM),
    (r"(m\.)?youtube\.com", r"/(channel/|@|c/|user/|playlist|feeds/videos\.xml).*", SourceKind.YOUTUBE),
    (r"t\.me", r"/(s/)?\w+/?", SourceKind.TELEGRAM),
    (r"tvmaze\.com", r"/shows/\d+.*", SourceKind.RECORD),
    (r"wikidata\.org", r"/(wiki|entity)/Q\d+", SourceKind.RECORD),
    (r"themoviedb\.org", r"/(tv|movie)/\d+.*", SourceKind.RECORD),
    (r"mydramalist\.com", r"/\d+-[^/]+/?", SourceKind.RECORD),
    (r"netflix\.com", r"/([a-z-]+/)?title/\d+", SourceKind.RECORD),
)
FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
TITLE_TYPES = re.compile(rb'"@type"\s*:\s*"(TVSeries|TVSeason|TVMiniSeries|Movie)"')
MOST = 20


def known(url: str) -> SourceKind | None:
    """Return the kind that an address is of, None where only its answer can tell."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    for hosts, path, kind in KNOWN:
        if re.fullmatch(hosts, host) and re.fullmatch(path, parts.path):
            return kind
    # Any server may be Mastodon's; these two forms are hardly anything else's.
    if re.fullmatch(r"/(tags/[^/]+|@[\w.]+(@[\w.-]+)?)/?", parts.path) and not parts.query:
        return SourceKind.MASTODON
    return None


def read(answer: Answer) -> Page:
    """Return what the answer offers as a source, itself included where it is one."""
    found = {(link.summary, link.url): link for link in _offers(answer)}
    return Page(links=tuple(found.values())[:MOST])


def _offers(answer: Answer) -> Iterator[Link]:
    look = answer.body[:5000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if urlsplit(answer.url).path == "/robots.txt":
        for place in re.findall(rb"(?im)^\s*sitemap:\s*(\S+)", answer.body):
            yield _link(answer, place.decode("utf-8", "replace"), SourceKind.SITEMAP, "Sitemap")
    elif re.search(rb"<(?:\w+:)?(urlset|sitemapindex)\b", look) or look.startswith(b"\x1f\x8b"):
        yield _link(answer, answer.url, SourceKind.SITEMAP, "Sitemap")
    elif re.search(rb"<(?:\w+:)?(rss|feed|RDF)\b", look, re.IGNORECASE) and b"<html" not in look.lower():
        named = re.search(rb"<title[^>]*>(?:<!\[CDATA\[)?([^<\]]{1,120})", answer.body)
        yield _link(answer, answer.url, SourceKind.FEED, named[1].decode("utf-8", "replace") if named else "")
    elif look.startswith(b"{") and b"jsonfeed.org/version" in look:
        yield _link(answer, answer.url, SourceKind.FEED, "JSON Feed")
    else:
        yield from _of_page(answer)


def _of_page(answer: Answer) -> Iterator[Link]:
    tree = soup(answer.body)
    title = tree.title.get_text() if tree.title else ""
    for link in tree.select("link[rel~=alternate][href]"):
        if attribute(link, "type").lower() in FEEDS:
            yield _link(answer, attribute(link, "href"), SourceKind.FEED, attribute(link, "title") or title)
    if TITLE_TYPES.search(answer.body):
        yield _link(answer, answer.url, SourceKind.RECORD, title)
    for link in tree.select("link[rel~=sitemap][href]"):
        yield _link(answer, attribute(link, "href"), SourceKind.SITEMAP, "Sitemap")
    article = tree.select_one(
        'meta[property="og:type"][content="article"], article h1, [itemprop=articleBody]'
    )
    kinds = (SourceKind.PAGE, SourceKind.LISTING)
    for kind in kinds if article is not None else reversed(kinds):
        yield _link(answer, answer.url, kind, title)


def _link(answer: Answer, address: str, kind: SourceKind, title: str) -> Link:
    try:
        url = urljoin(answer.url, address)
    except ValueError:  # no address: "http://[x"
        url = answer.url
    return Link(url=url, headline=" ".join(title.split())[:120], summary=kind.value)
