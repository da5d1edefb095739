"""Documents that were not crawled but given: what `replay --db` keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.dedup import fingerprint, text_hash
from scraper.store.claims import Waiting
from scraper.store.log import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.model import Document
    from scraper.store.log import Log

READER = "given"  # reader_version of a text that came as it is


def keep(log: Log, document: Document, *, at: datetime) -> tuple[Waiting, bool]:
    """Keep a document as read at `at`; say whether it is new, or this very text of it was in the log."""
    row = log.row("SELECT id FROM documents WHERE key = ?", [document.id])
    if row is None:
        row = log.row(
            "INSERT INTO documents (key, kind, source, url, publisher, author, language, standing, parent,"
            " first_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [
                document.id, document.kind, document.source, document.url, document.publisher,
                document.author, document.language, document.standing, document.parent, stamp(at),
            ],
        )  # fmt: skip
    assert row is not None  # noqa: S101 - RETURNING gives a row
    hashed = text_hash(document.headline, document.text)
    day = document.published.isoformat()
    known = log.row(
        "SELECT id FROM revisions WHERE document_id = ? AND text_hash = ? AND published_on = ?",
        [row["id"], hashed, day],
    )
    if known is not None:
        return _seen(known["id"], row["id"], document, at), False
    origin = log.row("SELECT id FROM documents WHERE key = ?", [document.origin]) if document.origin else None
    made = log.row(
        "INSERT INTO revisions (document_id, number, fetched_at, published_at, published_on, updated_at,"
        " headline, text, text_hash, fingerprint, origin_id, reader_version)"
        " SELECT :document, coalesce(max(number), 0) + 1, :at, :published_at, :day, NULL, :headline, :text,"
        " :hash, :fingerprint, :origin, :reader FROM revisions WHERE document_id = :document RETURNING id",
        {
            "document": row["id"],
            "at": stamp(at),
            "published_at": stamp(document.published_at) if document.published_at else None,
            "day": day,
            "headline": document.headline,
            "text": document.text,
            "hash": hashed,
            "fingerprint": fingerprint(document.text),
            "origin": origin["id"] if origin else None,
            "reader": READER,
        },
    )
    assert made is not None  # noqa: S101 - RETURNING gives a row
    return _seen(made["id"], row["id"], document, at), True


def _seen(revision: int, document_id: int, document: Document, at: datetime) -> Waiting:
    return Waiting(
        revision=revision, document_id=document_id, fetched_at=at, unreadable="", document=document
    )
