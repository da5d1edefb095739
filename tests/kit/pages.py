"""Small builders of the markup that publishers serve: feeds, articles, listings. Only what a test needs to name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article of a feed or page."""

    url: str
    title: str
    text: str  # paragraphs separated by a blank line
    at: datetime = datetime(2022, 9, 26, 9, 0, tzinfo=UTC)
    updated: datetime | None = None
    author: str = ""
    language: str = "en"


def paragraphs(text: str) -> str:
    """Return text as HTML paragraphs."""
    return "\n".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def rss(*pieces: Piece, title: str = "News") -> str:
    """RSS 2.0 with whole texts as description."""
    items = "".join(
        f"<item><title>{escape(p.title)}</title><link>{escape(p.url)}</link><guid>{escape(p.url)}</guid>"
        f"<pubDate>{format_datetime(p.at)}</pubDate><description>{escape(paragraphs(p.text))}</description></item>\n"
        for p in pieces
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{escape(title)}</title>\n{items}</channel></rss>'


def atom(*pieces: Piece, title: str = "News") -> str:
    """Atom (RFC 4287) with whole texts as content."""
    entries = "".join(
        f'<entry><id>{escape(p.url)}</id><title>{escape(p.title)}</title><link href="{escape(p.url)}"/>'
        f"<published>{p.at.isoformat()}</published><updated>{(p.updated or p.at).isoformat()}</updated>"
        f'<content type="html">{escape(paragraphs(p.text))}</content></entry>\n'
        for p in pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(title)}</title><id>urn:news</id><updated>2022-01-01T00:00:00Z</updated>\n{entries}</feed>"
    )


def json_feed(*pieces: Piece, title: str = "News") -> str:
    """JSON Feed 1.1."""
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


def article(piece: Piece, *, embedded: str = "", site: str = "Example Wire", more_head: str = "") -> str:
    """A news page as publishers write it: JSON-LD, Open Graph, navigation, the text, `embedded` markup in it, a footer."""
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
    return f"""<!doctype html>
<html lang="{piece.language}"><head><meta charset="utf-8"><title>{escape(piece.title)} - {escape(site)}</title>
<link rel="canonical" href="{escape(piece.url)}">
<meta property="og:type" content="article"><meta property="og:title" content="{escape(piece.title)}">
<meta property="article:published_time" content="{piece.at.isoformat()}">
<script type="application/ld+json">{script}</script>{more_head}</head>
<body><header><nav><a href="/">Home</a> <a href="/tv">TV</a> <a href="/film">Film</a></nav></header>
<main><article><h1>{escape(piece.title)}</h1>
<p class="byline">By {escape(piece.author or "Staff")}, <time datetime="{piece.at.isoformat()}">{piece.at:%d %B %Y}</time></p>
{paragraphs(piece.text)}
{embedded}
</article></main><footer><p>All rights reserved.</p></footer></body></html>
"""


def tweet(text: str, *, name: str, handle: str, at: datetime, number: int) -> str:
    """An embedded post as the publish endpoint of Twitter writes it: blockquote with text, author and a dated link."""
    return (
        f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{escape(text)}</p>&mdash; {escape(name)} (@{handle}) '
        f'<a href="https://twitter.com/{handle}/status/{number}?ref_src=twsrc%5Etfw">{at:%B} {at.day}, {at.year}</a></blockquote>'
    )


def listing(links: dict[str, str], *, title: str = "Latest") -> str:
    """A page of links: url -> words."""
    rows = "".join(
        f'<li class="headline"><a href="{escape(url)}">{escape(words)}</a></li>\n'
        for url, words in links.items()
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f'<nav><a href="/about">About</a></nav><main><ul>{rows}</ul></main></body></html>'
    )
