"""YouTube: a channel's newest videos, by the feed that every channel has.

Interface: developers.google.com/youtube/v3/guides/push_notifications names the feed address
(https://www.youtube.com/feeds/videos.xml?channel_id=ID); Atom is RFC 4287, the media elements are Media
RSS 1.5.1; as documented 2026-11. Written after that documentation; could not be tried live.

Addresses: https://www.youtube.com/channel/ID, …/playlist?list=ID, the feed itself, or …/@NAME, whose page
is read once a visit for the feed's address. The feed holds 15 videos and has no further page. The words
of a video are its title and description; an edited description is a new revision.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from scraper.errors import ReadError
from scraper.kinds.answers import base, collect, post, usual_refusal
from scraper.kinds.interface import Answer, Ask, Page, Refusal
from scraper.markup import attribute, soup

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

PUBLIC = "https://www.youtube.com"
FEED = "/feeds/videos.xml"
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "yt": "http://www.youtube.com/xml/schemas/2015",
}


def ask(source: Source) -> Ask:
    """Return the channel's feed, or the channel's page where only its handle is known."""
    parts = urlsplit(source.url)
    home = base(source, PUBLIC)
    query = dict(parse_qsl(parts.query))
    if parts.path == FEED and parts.query:
        return Ask(url=f"{home}{FEED}?{parts.query}", robots=False)
    if channel := re.fullmatch(r"/channel/(UC[A-Za-z0-9_-]{22})/?.*", parts.path):
        return Ask(url=f"{home}{FEED}?channel_id={channel.group(1)}", robots=False)
    if parts.path == "/playlist" and re.fullmatch(r"[A-Za-z0-9_-]+", query.get("list", "")):
        return Ask(url=f"{home}{FEED}?playlist_id={query['list']}", robots=False)
    if re.fullmatch(r"/(@|c/|user/)[^/]+/?", parts.path):
        return Ask(url=home + parts.path)
    raise ReadError(source.url, "is none of …/channel/ID, …/@NAME, …/playlist?list=ID and a channel's feed")


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual."""
    return usual_refusal(answer, source)


def read(answer: Answer, source: Source) -> Page:
    """Read the feed, or find its address in the channel's page."""
    if urlsplit(answer.url).path != FEED:
        link = soup(answer.body).select_one('link[rel="alternate"][type="application/rss+xml"]')
        address = urlsplit(attribute(link, "href"))
        if address.path != FEED or not address.query:
            raise ReadError(answer.url, "the channel's page names no feed")
        return Page(
            more=(Ask(url=f"{base(source, PUBLIC)}{FEED}?{address.query}", robots=False),), on_the_way=True
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        feed = etree.fromstring(answer.body, parser)
    except etree.XMLSyntaxError:
        feed = None
    if feed is None or feed.tag != f"{{{NAMESPACES['atom']}}}feed":
        raise ReadError(answer.url, "the answer is no Atom feed")
    entries = feed.findall("atom:entry", NAMESPACES)
    documents, skipped = collect(entries, lambda entry: _document(entry, source, answer), answer)
    return Page(documents=documents, skipped=skipped)


def _document(entry: etree._Element, source: Source, answer: Answer) -> Document:
    def text(path: str) -> str:
        return entry.findtext(path, default="", namespaces=NAMESPACES).strip()

    video, updated = text("yt:videoId"), text("atom:updated")
    if not re.fullmatch(r"[A-Za-z0-9_-]{11}", video):
        msg = "no number of a video"
        raise ValueError(msg)
    return post(
        source,
        answer,
        url=f"https://www.youtube.com/watch?v={video}",
        headline=text("atom:title"),
        text=text("media:group/media:description"),
        published_at=datetime.fromisoformat(text("atom:published")),
        updated_at=datetime.fromisoformat(updated) if updated else None,
        author=text("atom:author/atom:name"),
    )
