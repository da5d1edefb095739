"""The markup that publishers serve: feeds, articles with embedded posts, listings, a timeline.

Formats: RSS 2.0; Atom (RFC 4287); JSON Feed 1.1 (jsonfeed.org); schema.org NewsArticle in JSON-LD; the
blockquote that Twitter's publish endpoint wrote; Mastodon's Status entity (docs.joinmastodon.org, 2026-11).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article or post as its publisher has it; times are aware."""

    url: str
    title: str
    text: str  # paragraphs separated by a blank line
    at: datetime = datetime(2022, 9, 26, 9, 0, tzinfo=UTC)
    updated: datetime | None = None
    author: str = ""
    language: str = "en"


def paragraphs(text: str) -> str:
    """Text as HTML paragraphs."""
    return "\n".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def rss(*pieces: Piece, title: str = "News", whole: bool = True) -> str:
    """RSS 2.0, newest as given; with `whole` the texts, else the first paragraph of each."""
    items = "".join(
        f"<item><title>{escape(p.title)}</title><link>{escape(p.url)}</link><guid>{escape(p.url)}</guid>"
        f"<pubDate>{format_datetime(p.at)}</pubDate>"
        f"<description>{escape(paragraphs(p.text if whole else p.text.partition(chr(10))[0]))}</description>"
        "</item>\n"
        for p in pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(title)}</title>\n"
        f"{items}</channel></rss>"
    )


def atom(*pieces: Piece, title: str = "News") -> str:
    """Atom with the whole texts as content."""
    entries = "".join(
        f'<entry><id>{escape(p.url)}</id><title>{escape(p.title)}</title><link href="{escape(p.url)}"/>'
        f"<published>{p.at.isoformat()}</published><updated>{(p.updated or p.at).isoformat()}</updated>"
        f'<content type="html">{escape(paragraphs(p.text))}</content></entry>\n'
        for p in pieces
    )
    newest = max((p.updated or p.at for p in pieces), default=datetime(2000, 1, 1, tzinfo=UTC))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(title)}</title><id>urn:news</id><updated>{newest.isoformat()}</updated>\n{entries}</feed>"
    )


def json_feed(*pieces: Piece, title: str = "News") -> str:
    """JSON Feed 1.1 with the whole texts."""
    items = [
        {
            "id": p.url,
            "url": p.url,
            "title": p.title,
            "content_html": paragraphs(p.text),
            "date_published": p.at.isoformat(),
            **({"date_modified": p.updated.isoformat()} if p.updated else {}),
        }
        for p in pieces
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    return json.dumps(feed, ensure_ascii=False)


def article(piece: Piece, *, embedded: str = "", site: str = "Example Wire") -> str:
    """Return a news page: JSON-LD, Open Graph, navigation, the text, `embedded` markup after it, a footer."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.at.isoformat(),
        "dateModified": (piece.updated or piece.at).isoformat(),
        "author": {"@type": "Person", "name": piece.author or "Staff"},
        "publisher": {"@type": "Organization", "name": site},
        "mainEntityOfPage": piece.url,
    }
    script = json.dumps(linked, ensure_ascii=False).replace("</", "<\\/")
    title, at = escape(piece.title), piece.at.isoformat()
    return f"""<!doctype html>
<html lang="{piece.language}"><head><meta charset="utf-8"><title>{title} - {escape(site)}</title>
<link rel="canonical" href="{escape(piece.url)}">
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{at}">
<script type="application/ld+json">{script}</script></head>
<body><header><nav><a href="/">Home</a> <a href="/tv">TV</a> <a href="/film">Film</a></nav></header>
<main><article><h1>{title}</h1>
<p class="byline">By {escape(piece.author or "Staff")}, <time datetime="{at}">{piece.at:%d %B %Y}</time></p>
{paragraphs(piece.text)}
{embedded}
</article></main><footer><p>All rights reserved.</p></footer></body></html>
"""


def tweet(text: str, *, name: str, handle: str, at: datetime, number: int) -> str:
    """Return an embedded post: blockquote with text, author and a dated link."""
    link = f"https://twitter.com/{handle}/status/{number}?ref_src=twsrc%5Etfw"
    return (
        f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{escape(text)}</p>&mdash; {escape(name)} '
        f'(@{handle}) <a href="{link}">{at:%B} {at.day}, {at.year}</a></blockquote>'
    )


def listing(links: Mapping[str, str], *, title: str = "Latest") -> str:
    """Return a page of links: address -> words."""
    rows = "".join(
        f'<li class="headline"><a href="{escape(url)}">{escape(words)}</a></li>\n'
        for url, words in links.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>"
        f'<nav><a href="/about">About</a></nav><main><ul>{rows}</ul></main></body></html>'
    )


def timeline(*pieces: Piece) -> str:
    """Return a page of Mastodon statuses; `author` is the account."""
    statuses: list[dict[str, Any]] = [
        {
            "id": str(109_000_000_000_000_000 + int(p.at.timestamp())),
            "uri": p.url,
            "url": p.url,
            "created_at": p.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "edited_at": None,
            "content": paragraphs(p.text),
            "spoiler_text": "",
            "language": p.language,
            "visibility": "public",
            "reblog": None,
            "account": {"acct": p.author, "username": p.author, "display_name": p.author, "url": p.url},
            "media_attachments": [],
            "tags": [],
        }
        for p in pieces
    ]
    return json.dumps(statuses, ensure_ascii=False)
