"""Documents and their revisions: what was read, whole, before anybody judges it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scraper import dedup
from scraper.store.log import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.model import Document
    from scraper.store.log import Log

LAST = """
SELECT number, text_hash, origin_id FROM revisions WHERE document_id = ? ORDER BY number DESC LIMIT 1
"""
WINDOW = timedelta(days=30)  # how far back a text is looked for: copies of a story appear within days


def save(log: Log, document: Document, *, reader: str, now: datetime, second_hand: bool = False) -> int:
    """Keep a document if it is new or its words changed; return the new revision's id, else 0.

    `second_hand` is text that came inside another answer (a feed's content): it revises a document only
    for the source that brought it first, else two feeds with the same article would edit it in turn. An
    embedded post is never revised, for each outlet that embeds it prints it a little differently.
    """
    digest = dedup.text_hash(document.headline, document.text)
    known = log.row("SELECT id, source, parent FROM documents WHERE key = ?", (document.id,))
    if known is None:
        document_id, number = _insert(log, document, now), 1
    else:
        document_id = known["id"]
        last = log.row(LAST, (document_id,))
        if document.parent or (second_hand and known["source"] != document.source):
            return 0
        if last is not None and last["text_hash"] == digest:
            return 0
        number = last["number"] + 1 if last is not None else 1
    fingerprint = dedup.fingerprint(document.text)
    origin = _origin(log, document, document_id, digest=digest, fingerprint=fingerprint, now=now)
    cursor = log.execute(
        """
        INSERT INTO revisions (document_id, number, fetched_at, published_at, published_on, updated_at,
            headline, text, text_hash, fingerprint, origin_id, reader_version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(document_id, number, stamp(document.fetched_at or now), _stamped(document.published_at)),
            *(
                document.published.isoformat(),
                _stamped(document.updated_at),
                document.headline,
                document.text,
            ),
            *(digest, fingerprint, origin, reader),
        ),
    )
    return cursor.lastrowid or 0


def mark(log: Log, document: Document, *, reason: str, reader: str, now: datetime) -> None:
    """Keep that a page could not be read, and why, if it is not known yet. Nobody judges such a revision.

    Of a known document nothing is written: its last good revision goes on counting.
    """
    if log.row("SELECT 1 FROM documents WHERE key = ?", (document.id,)) is not None:
        return
    log.execute(
        """
        INSERT INTO revisions (document_id, number, fetched_at, published_on, headline, text, text_hash,
            reader_version, unreadable, judged_at)
        VALUES (?, 1, ?, ?, ?, '', '', ?, ?, ?)
        """,
        (
            *(_insert(log, document, now), stamp(now), document.published.isoformat(), document.headline),
            *(reader, reason, stamp(now)),
        ),
    )


def _insert(log: Log, document: Document, now: datetime) -> int:
    cursor = log.execute(
        """
        INSERT INTO documents
            (key, kind, source, url, publisher, author, language, standing, parent, first_seen_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(
                document.id,
                document.kind.value,
                document.source,
                document.url,
                document.publisher,
                document.author,
            ),
            *(document.language, int(document.standing), document.parent, stamp(now)),
        ),
    )
    return cursor.lastrowid or 0


def _stamped(at: datetime | None) -> str | None:
    return stamp(at) if at is not None else None


def _origin(  # noqa: PLR0913 - what is known of one revision
    log: Log, document: Document, own: int, *, digest: str, fingerprint: int, now: datetime
) -> int | None:
    """Return the id of the first document of the same text, None if this is it.

    A page that names its original is believed as far as that document is known; it can only lose its own
    vote by it.
    """
    if document.origin:
        named = log.row("SELECT id FROM documents WHERE key = ? AND id <> ?", (document.origin, own))
        if named is not None:
            return _first(log, named["id"], own)
    rows = log.rows(
        """
        SELECT id, document_id, text_hash, fingerprint FROM revisions
        WHERE fetched_at >= ? AND document_id <> ? ORDER BY id
        """,
        (stamp(now - WINDOW), own),
    )
    for row in rows:
        if row["text_hash"] == digest:
            return _first(log, row["document_id"], own)
        if dedup.near(row["fingerprint"], fingerprint):
            other = log.row("SELECT text FROM revisions WHERE id = ?", (row["id"],))
            if other is not None and dedup.same_text(other["text"], document.text):
                return _first(log, row["document_id"], own)
    return None


def _first(log: Log, document_id: int, own: int) -> int | None:
    """Return the origin of a document, itself if it is none's copy; None if that is `own`: no circles."""
    row = log.row(LAST, (document_id,))
    first: int = row["origin_id"] if row is not None and row["origin_id"] is not None else document_id
    return None if first == own else first
