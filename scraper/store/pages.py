"""Every address asked: its validators, its last answer, and articles that still wait. Table pages.

A link found in a feed is a row here before its article is fetched, written with the feed's own ETag in
one transaction; so neither a crash nor a failed fetch can lose it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scraper import urls
from scraper.kinds.interface import Link
from scraper.store.log import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from sqlite3 import Row

    from scraper.jobs import Result
    from scraper.store.log import Log


KNOWN = """
SELECT fetched_at, reader_version, next_fetch_at, etag, last_modified, body_hash FROM pages WHERE url = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An article to fetch. `key` is the row's, its canonical address; `link` what led to it."""

    key: str
    source: str
    link: Link
    attempts: int
    etag: str
    last_modified: str
    body_hash: str
    first_read_at: datetime | None = None  # None: not yet, or it named no watch


def answered(  # noqa: PLR0913 - the columns of a row
    log: Log,
    key: str,
    source: str,
    result: Result,
    *,
    reader: str,
    now: datetime,
    again: tuple[datetime, Link] | None = None,
) -> None:
    """Keep the validators of a good answer. Nothing waits at this address any more but to be read again.

    `again` is when, and the link that it is read by then.
    """
    log.execute(
        """
        INSERT INTO pages (url, source, host, etag, last_modified, body_hash, reader_version, status,
            fetched_at, first_read_at, next_fetch_at, lead)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, iif(?10 IS NULL, NULL, ?9), ?10, ?11)
        ON CONFLICT (url) DO UPDATE SET source = excluded.source, etag = excluded.etag,
            last_modified = excluded.last_modified, body_hash = excluded.body_hash,
            reader_version = excluded.reader_version, status = excluded.status,
            fetched_at = excluded.fetched_at, attempts = 0, next_fetch_at = excluded.next_fetch_at,
            lead = excluded.lead, first_read_at = coalesce(first_read_at, excluded.first_read_at)
        """,
        (
            *(key, source, urls.host(key), result.etag, result.last_modified, result.body_hash),
            *(reader, result.status, stamp(now)),
            *((stamp(again[0]), _written(again[1])) if again else (None, "")),
        ),
    )


def failed(  # noqa: PLR0913 - the columns of a row
    log: Log, key: str, source: str, result: Result, *, now: datetime, next_at: datetime | None = None
) -> None:
    """Note a failed fetch. The last good answer's validators stay; `next_at` None gives an article up."""
    log.execute(
        """
        INSERT INTO pages (url, source, host, status, fetched_at, attempts)
        VALUES (:key, :source, :host, :status, :now, 1)
        ON CONFLICT (url) DO UPDATE SET status = :status, fetched_at = :now, attempts = attempts + 1,
            next_fetch_at = :next, lead = CASE WHEN :next IS NULL THEN '' ELSE lead END
        """,
        {
            "key": key,
            "source": source,
            "host": urls.host(key),
            "status": result.status,
            "now": stamp(now),
            "next": stamp(next_at) if next_at else None,
        },
    )


def found(log: Log, source: str, links: Iterable[Link], *, reader: str, now: datetime) -> list[Waiting]:
    """Queue the articles behind new links and return them. Known ones are left alone.

    Known is what was read or given up by this reader, what waits already, and what is a document; unless
    the link says that its article was edited since.
    """
    queued = []
    for link in links:
        key = urls.canonical(link.url)
        page = log.row(KNOWN, (key,))
        edited = _edited(page, link, now)
        if page is not None and page["next_fetch_at"] is not None and not edited:
            continue
        known = log.row("SELECT 1 FROM documents WHERE key = ?", (key,)) is not None
        known = known or (page is not None and page["reader_version"] in (reader, ""))
        if known and not edited:
            continue
        log.execute(
            """
            INSERT INTO pages (url, source, host, fetched_at, next_fetch_at, lead)
            VALUES (:key, :source, :host, '', :now, :lead)
            ON CONFLICT (url) DO UPDATE SET next_fetch_at = :now, attempts = 0, lead = :lead
            """,
            {
                "key": key,
                "source": source,
                "host": urls.host(key),
                "now": stamp(now),
                "lead": _written(link),
            },
        )
        queued.append(Waiting(key=key, source=source, link=link, attempts=0, **_current(page, reader)))
    return queued


def _edited(page: Row | None, link: Link, now: datetime) -> bool:
    """Whether a link says that its article was edited since it was read, and not in a time to come."""
    if page is None or link.changed_at is None or link.changed_at > now:
        return False
    read_at: str = page["fetched_at"]
    return "" < read_at < stamp(link.changed_at)


def _current(page: Row | None, reader: str) -> dict[str, Any]:
    """Return the validators of an article's last answer, empty ones if another reader read that."""
    names = ("etag", "last_modified", "body_hash")
    if page is None or page["reader_version"] != reader:
        return dict.fromkeys(names, "")
    return {name: page[name] for name in names}


def waiting(log: Log, *, now: datetime, reader: str, limit: int, served: Collection[str]) -> list[Waiting]:
    """Return the articles whose time has come, of sources that are `served`, the longest waiting first."""
    rows = log.rows(
        """
        SELECT url, source, lead, attempts, etag, last_modified, body_hash, reader_version, first_read_at
        FROM pages
        WHERE next_fetch_at <= :now AND lead <> ''
        AND NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = pages.host AND h.rest_until > :now)
        ORDER BY next_fetch_at LIMIT :limit
        """,
        {"now": stamp(now), "limit": limit},
    )
    return [
        Waiting(
            key=row["url"],
            source=row["source"],
            link=_read(row["lead"]),
            attempts=row["attempts"],
            **_current(row, reader),
            first_read_at=moment(row["first_read_at"]) if row["first_read_at"] else None,
        )
        for row in rows
        if row["source"] in served
    ]


def _written(link: Link) -> str:
    values = {key: value for key, value in asdict(link).items() if value}
    return json.dumps(values, ensure_ascii=False, default=datetime.isoformat)


def _read(text: str) -> Link:
    values: dict[str, Any] = json.loads(text)
    for key in ("published_at", "changed_at"):
        if key in values:
            values[key] = datetime.fromisoformat(values[key])
    return Link(**values)
