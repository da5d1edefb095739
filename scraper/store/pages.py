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
from scraper.store.log import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scraper.store.log import Log


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


def answered(
    log: Log,
    key: str,
    *,
    source: str,
    status: int,
    etag: str,
    last_modified: str,
    body_hash: str,
    reader: str,
    now: datetime,
) -> None:
    """Keep the validators of a good answer; nothing waits at this address any more."""
    log.execute(
        "INSERT INTO pages (url, source, host, etag, last_modified, body_hash, reader_version, status, fetched_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET source = excluded.source, etag = excluded.etag,"
        " last_modified = excluded.last_modified, body_hash = excluded.body_hash, reader_version = excluded.reader_version,"
        " status = excluded.status, fetched_at = excluded.fetched_at, attempts = 0, next_fetch_at = NULL, lead = ''",
        (key, source, urls.host(key), etag, last_modified, body_hash, reader, status, stamp(now)),
    )


def failed(log: Log, key: str, *, source: str, status: int, next_at: datetime | None, now: datetime) -> None:  # noqa: PLR0913 - the row's columns
    """Note a failed fetch. The validators of the last good answer stay; `next_at` None gives an article up."""
    log.execute(
        "INSERT INTO pages (url, source, host, status, fetched_at, attempts) VALUES (:key, :source, :host, :status, :now, 1)"
        " ON CONFLICT (url) DO UPDATE SET status = :status, fetched_at = :now, attempts = attempts + 1,"
        " next_fetch_at = :next, lead = CASE WHEN :next IS NULL THEN '' ELSE lead END",
        {
            "key": key, "source": source, "host": urls.host(key), "status": status, "now": stamp(now),
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
        page = log.row(
            "SELECT fetched_at, reader_version, next_fetch_at, etag, last_modified, body_hash FROM pages WHERE url = ?",
            (key,),
        )
        document = log.row("SELECT 1 FROM documents WHERE key = ?", (key,))
        edited = (
            page is not None
            and link.changed_at is not None
            and link.changed_at <= now
            and "" < page["fetched_at"] < stamp(link.changed_at)
        )
        if page is not None and page["next_fetch_at"] is not None:
            continue
        if (
            document is not None or (page is not None and page["reader_version"] in (reader, ""))
        ) and not edited:
            continue
        log.execute(
            "INSERT INTO pages (url, source, host, fetched_at, next_fetch_at, lead) VALUES (:key, :source, :host, '', :now, :lead)"
            " ON CONFLICT (url) DO UPDATE SET next_fetch_at = :now, attempts = 0, lead = :lead",
            {"key": key, "source": source, "host": urls.host(key), "now": stamp(now), "lead": _written(link)},
        )
        known = page if page is not None and page["reader_version"] == reader else None
        queued.append(
            Waiting(
                key=key, source=source, link=link, attempts=0,
                etag=known["etag"] if known else "",
                last_modified=known["last_modified"] if known else "",
                body_hash=known["body_hash"] if known else "",
            )
        )
    return queued


def waiting(log: Log, *, now: datetime, reader: str, limit: int, served: Collection[str]) -> list[Waiting]:
    """Return the articles whose time has come, of the sources that are `served`, the longest waiting first."""
    rows = log.rows(
        "SELECT url, source, lead, attempts, etag, last_modified, body_hash, reader_version FROM pages"
        " WHERE next_fetch_at <= :now AND lead <> ''"
        " AND NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = pages.host AND h.rest_until > :now)"
        " ORDER BY next_fetch_at LIMIT :limit",
        {"now": stamp(now), "limit": limit},
    )
    found_ = []
    for row in rows:
        if row["source"] in served:
            current = row["reader_version"] == reader
            found_.append(
                Waiting(
                    key=row["url"], source=row["source"], link=_read(row["lead"]), attempts=row["attempts"],
                    etag=row["etag"] if current else "",
                    last_modified=row["last_modified"] if current else "",
                    body_hash=row["body_hash"] if current else "",
                )
            )
    return found_


def _written(link: Link) -> str:
    values = {key: value for key, value in asdict(link).items() if value}
    return json.dumps(values, ensure_ascii=False, default=datetime.isoformat)


def _read(text: str) -> Link:
    values: dict[str, Any] = json.loads(text)
    for key in ("published_at", "changed_at"):
        if key in values:
            values[key] = datetime.fromisoformat(values[key])
    return Link(**values)
