"""What is known of an article that cannot be had: the words of what led to it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scraper import urls
from scraper.model import Document, DocumentKind, SourceStanding

if TYPE_CHECKING:
    from datetime import datetime

    from config.model import Source
    from scraper.kinds.interface import Link


def document(source: Source, link: Link, *, now: datetime) -> Document:
    """Return the document that a link speaks of, with the link's headline and summary for a text."""
    key = urls.canonical(link.url)
    return Document(
        id=key,
        kind=DocumentKind.ARTICLE,
        source=source.name,
        url=key,
        language=link.language or source.language,
        published=(link.published_at or now).astimezone(ZoneInfo(source.zone)).date(),
        headline=link.headline,
        text=link.summary,
        published_at=link.published_at,
        fetched_at=now,
        publisher=link.publisher or source.publisher or urls.host(key),
        standing=SourceStanding[source.standing.upper()],
    )
