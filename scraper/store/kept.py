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


def keep(log: Log, document: Document, *, at: datetime, number: int = 0) -> tuple[Waiting, bool]:
    """Keep a document as read at `at`, and say whether that is a new revision.

    With `number`, it is that document's revision of this number, which may be in the log already; without,
    it is a new one unless its text is that of the latest.
    """
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
        """SELECT id FROM revisions WHERE document_id = :document AND CASE WHEN :number THEN number = :number
           ELSE text_hash = :hash AND number =
                (SELECT max(number) FROM revisions WHERE document_id = :document) END""",
        {"document": row["id"], "number": number, "hash": hashed},
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


def revision_of(log: Log, document: Document, number: int) -> int | None:
    """Return the id of a document's revision of a number, None if it is not kept."""
    row = log.row(
        "SELECT r.id FROM revisions r JOIN documents d ON d.id = r.document_id"
        " WHERE d.key = ? AND r.number = ?",
        [document.id, number],
    )
    return None if row is None else int(row["id"])


def claimed(log: Log, revision: int, title: str) -> bool:
    """Whether anything was claimed of a title in a revision."""
    row = log.row(
        "SELECT 1 FROM readings g JOIN claims c ON c.reading_id = g.id"
        " WHERE g.revision_id = ? AND g.title = ? LIMIT 1",
        [revision, title],
    )
    return row is not None


def _seen(revision: int, document_id: int, document: Document, at: datetime) -> Waiting:
    return Waiting(
        revision=revision, document_id=document_id, fetched_at=at, unreadable="", document=document
    )
