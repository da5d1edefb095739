"""Readings and claims in the log, and which claims still count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from scraper.model import (
    Claim,
    Document,
    DocumentKind,
    Field,
    Modality,
    Reading,
    SourceStanding,
    Speaker,
)
from scraper.store.log import moment, stamp
from scraper.votes import vote

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from scraper.store.log import Log
    from scraper.votes import Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A revision that nobody has read for claims yet."""

    revision: int
    document_id: int
    fetched_at: datetime
    unreadable: str
    document: Document


# A document as its revision r saw it; the columns are those that `_document` reads.
_DOCUMENT = """
    r.id AS revision_id, r.document_id, d.key, d.kind, d.source, d.url, d.publisher, d.author, d.language,
    d.standing, d.parent, r.fetched_at, r.published_at, r.published_on, r.updated_at, o.key AS origin_key,
    coalesce(nullif(o.publisher, ''), o.source) AS origin_publisher
"""
_JOINED = """
    FROM revisions r JOIN documents d ON d.id = r.document_id LEFT JOIN documents o ON o.id = r.origin_id
"""


def waiting(log: Log, limit: int) -> list[Waiting]:
    """Return the first revisions in the order in which they were saved that wait to be judged."""
    rows = log.rows(
        f"SELECT {_DOCUMENT}, r.headline, r.text, r.unreadable {_JOINED}"
        " WHERE r.judged_at IS NULL ORDER BY r.id LIMIT ?",
        [limit],
    )
    return [
        Waiting(
            revision=row["revision_id"],
            document_id=row["document_id"],
            fetched_at=moment(row["fetched_at"]),
            unreadable=row["unreadable"],
            document=_document(row, row["headline"], row["text"]),
        )
        for row in rows
    ]


def revisions_of(log: Log, *, after: int = 0, limit: int = 500) -> list[Waiting]:
    """Return readable revisions by id, judged or not, for reading them again."""
    rows = log.rows(
        f"SELECT {_DOCUMENT}, r.headline, r.text, r.unreadable {_JOINED}"
        " WHERE r.id > ? AND r.unreadable = '' ORDER BY r.id LIMIT ?",
        [after, limit],
    )
    return [
        Waiting(
            revision=row["revision_id"],
            document_id=row["document_id"],
            fetched_at=moment(row["fetched_at"]),
            unreadable="",
            document=_document(row, row["headline"], row["text"]),
        )
        for row in rows
    ]


def _document(row: sqlite3.Row, headline: str, text: str) -> Document:
    origin = "" if row["origin_key"] == row["key"] else row["origin_key"] or ""
    return Document(
        id=row["key"],
        kind=DocumentKind(row["kind"]),
        source=row["source"],
        url=row["url"],
        language=row["language"],
        published=date.fromisoformat(row["published_on"]),
        headline=headline,
        text=text,
        published_at=moment(row["published_at"]) if row["published_at"] else None,
        updated_at=moment(row["updated_at"]) if row["updated_at"] else None,
        fetched_at=moment(row["fetched_at"]),
        author=row["author"],
        publisher=row["origin_publisher"]
        if origin
        else row["publisher"],  # a copy speaks with its origin's voice
        standing=SourceStanding(row["standing"]),
        origin=origin,
        parent=row["parent"],
    )


def mark_judged(log: Log, revisions: Iterable[int], *, at: datetime) -> None:
    """Write down that claims were read from these revisions."""
    done = stamp(at)
    log.connection.executemany(
        "UPDATE revisions SET judged_at = ? WHERE id = ?", [(done, revision) for revision in revisions]
    )


def save_reading(  # noqa: PLR0913 - a row has many columns
    log: Log, revision: int, title: str, reading: Reading, *, extractor: str, at: datetime
) -> int:
    """Save whether a revision is about a title; return the reading's id."""
    row = log.row(
        "INSERT INTO readings (revision_id, title, about, reason, extractor, read_at)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (revision_id, title, extractor) DO UPDATE SET read_at = readings.read_at"
        " RETURNING id",
        [revision, title, int(reading.about), reading.reason, extractor, stamp(at)],
    )
    assert row is not None  # noqa: S101 - RETURNING gives a row
    return int(row["id"])


def save_claim(  # noqa: PLR0913 - a row has many columns
    log: Log, reading: int, seen: Waiting, title: str, claim: Claim, *, extractor: str
) -> int:
    """Save one claim and return its id. Its weight and home are filled in by `place`."""
    row = log.row(
        "INSERT INTO claims (reading_id, document_id, revision_id, title, field, scope, item_scope, value,"
        " modality, speaker, attribution, weight, asserted_at, quote, quote_start, quote_end, rule,"
        " extractor, asserted_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [
            reading, seen.document_id, seen.revision, title, claim.field, claim.scope, claim.scope,
            claim.value, claim.modality, claim.speaker, claim.attribution, seen.document.standing,
            stamp(seen.document.published_at or seen.fetched_at), claim.quote, claim.start, claim.end,
            claim.rule, extractor, claim.asserted_on.isoformat() if claim.asserted_on else None,
        ],
    )  # fmt: skip
    assert row is not None  # noqa: S101 - RETURNING gives a row
    return int(row["id"])


def place(log: Log, votes: Iterable[Vote], homes: Mapping[int, str]) -> None:
    """Write with which weight and of what time new claims count, and for which installments claims count."""
    log.connection.executemany(
        "UPDATE claims SET weight = ?, asserted_at = ? WHERE id = ?",
        [(v.weight, stamp(v.asserted), v.claim) for v in votes],
    )
    log.connection.executemany(
        "UPDATE claims SET item_scope = ? WHERE id = ?", [(scope, claim) for claim, scope in homes.items()]
    )


def count(log: Log, title: str, claims: Iterable[int]) -> None:
    """Let claims count for a title from now on."""
    log.connection.executemany(
        "INSERT OR IGNORE INTO live_claims (title, claim_id) VALUES (?, ?)",
        [(title, claim) for claim in claims],
    )


def discount(log: Log, title: str, claims: Iterable[int]) -> None:
    """Let claims count no more: superseded by a newer revision, or one of many that say the same."""
    log.connection.executemany(
        "DELETE FROM live_claims WHERE title = ? AND claim_id = ?", [(title, claim) for claim in claims]
    )


def live_votes(log: Log, title: str) -> tuple[list[Vote], dict[int, str]]:
    """Return the votes that count for a title, and the installment each is counted for, by claim id."""
    rows = log.rows(
        f"""SELECT c.*, {_DOCUMENT} FROM live_claims l JOIN claims c ON c.id = l.claim_id
        JOIN revisions r ON r.id = c.revision_id JOIN documents d ON d.id = r.document_id
        LEFT JOIN documents o ON o.id = r.origin_id WHERE l.title = ? ORDER BY c.id""",  # noqa: S608 - our columns
        [title],
    )
    homes = {row["id"]: row["item_scope"] for row in rows}
    return [v for v in (_vote(row) for row in rows) if v is not None], homes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One revision that was found to be about a title, and how it voted."""

    revision: int
    document: str
    source: str
    url: str
    headline: str
    published_on: str
    votes: tuple[Vote, ...]


def heard(log: Log, title: str, *, upto: int | None = None) -> list[Heard]:
    """Return the revisions about a title in the order in which they were judged, with the votes they cast.

    `upto` is the last revision to look at. Where two extractors read one revision, the later reading counts.
    """
    readings = log.rows(
        """SELECT r.id AS revision_id, max(g.id) AS reading_id, d.key, d.url, d.source, d.publisher,
                  r.headline, r.published_on
           FROM readings g JOIN revisions r ON r.id = g.revision_id JOIN documents d ON d.id = r.document_id
           WHERE g.title = ? AND g.about = 1 AND r.judged_at IS NOT NULL AND r.id <= ?
           GROUP BY r.id ORDER BY r.id""",
        [title, upto if upto is not None else 1 << 62],
    )
    rows = log.rows(
        f"""SELECT c.*, {_DOCUMENT} FROM claims c
        JOIN revisions r ON r.id = c.revision_id JOIN documents d ON d.id = r.document_id
        LEFT JOIN documents o ON o.id = r.origin_id WHERE c.title = ? ORDER BY c.id""",  # noqa: S608 - our columns
        [title],
    )
    by_reading: dict[int, list[Vote]] = {}
    for row in rows:
        one = _vote(row)
        if one is not None:
            by_reading.setdefault(row["reading_id"], []).append(one)
    return [
        Heard(
            revision=row["revision_id"],
            document=row["key"],
            source=row["publisher"] or row["source"],
            url=row["url"],
            headline=row["headline"],
            published_on=row["published_on"],
            votes=tuple(by_reading.get(row["reading_id"], ())),
        )
        for row in readings
    ]


def _vote(row: sqlite3.Row) -> Vote | None:
    claim = Claim(
        field=Field(row["field"]),
        scope=row["scope"],
        value=row["value"],
        modality=Modality(row["modality"]),
        quote=row["quote"],
        start=row["quote_start"],
        end=row["quote_end"],
        rule=row["rule"],
        speaker=Speaker(row["speaker"]),
        attribution=row["attribution"],
        asserted_on=date.fromisoformat(row["asserted_on"]) if row["asserted_on"] else None,
    )
    return vote(_document(row, "", ""), claim, row["id"])
