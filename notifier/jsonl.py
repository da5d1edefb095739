"""Documents as JSON lines, the form that `extract` and `replay` read.

One object a line: id, lang, kind, source, url, published, headline, text and title (name, aliases, people,
platform, kind). Also read where present: author, publisher, standing, origin, parent. Other keys are ignored.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from config.model import Watch
from scraper.model import Document, DocumentKind, SourceStanding, utc
from scraper.standing import guess


def document(row: dict[str, Any], watch: Watch) -> Document:
    """Return the document of a line, its standing guessed where the line gives none.

    Raises KeyError for a line without id or published, ValueError for one that makes no sense.
    """
    kind = DocumentKind(row.get("kind") or "article")
    source, url = str(row.get("source") or ""), str(row.get("url") or "")
    published = str(row["published"])
    given = row.get("standing")
    return Document(
        id=str(row["id"]),
        kind=kind,
        source=source,
        url=url,
        language=str(row.get("lang") or ""),
        published=date.fromisoformat(published[:10]),
        headline=str(row.get("headline") or ""),
        text=str(row.get("text") or ""),
        published_at=moment_of(published) if len(published) > 10 else None,
        author=str(row.get("author") or ""),
        publisher=str(row.get("publisher") or ""),
        standing=SourceStanding[str(given).upper()] if given else guess(kind, source, url, watch.platform),
        origin=str(row.get("origin") or ""),
        parent=str(row.get("parent") or ""),
    )


def moment_of(published: str) -> datetime:
    """Return a day or an ISO 8601 time as a moment; a time without a zone is taken as UTC."""
    at = datetime.fromisoformat(published)
    return utc(at if at.tzinfo else at.replace(tzinfo=UTC))


def watch(title: dict[str, Any]) -> Watch:
    """Return the watch of a line's `title`; keys that it lacks keep their defaults. Raises ValueError."""
    known = {k: v for k, v in title.items() if k in Watch.model_fields and v is not None}
    key = re.sub(
        r"[^A-Za-z0-9]+", "-", str(title.get("key") or title.get("title_id") or title["name"])
    ).strip("-")
    return Watch.model_validate({**known, "key": key[:80] or "title"})
