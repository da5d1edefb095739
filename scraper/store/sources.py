"""How each source is doing: when it is due, how often it failed and why. Tables sources, fetches, hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper import urls
from scraper.rhythm import WHOLE_EVERY
from scraper.store.log import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from config.model import Source
    from scraper.store.log import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A source whose time has come, with the validators of its last good answer."""

    name: str
    failures: int
    etag: str
    last_modified: str
    body_hash: str
    since: datetime | None = None  # its last good answer
    new_at: datetime | None = None  # when it last brought something new, or was added


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One fetch that was not simply unchanged. `outcome`: new, nothing_new, failed, refused or unreadable."""

    source: str
    url: str
    status: int
    outcome: str
    reason: str
    seconds: float
    size: int
    documents: int


def enlist(log: Log, configured: Iterable[Source], *, now: datetime) -> None:
    """Make the table agree with the operator's file: new and moved sources are due now, removed ones rest.

    Writes nothing when nothing changed, so that every pass may call it.
    """
    wanted = {s.name: (s.kind.value, s.url, s.enabled) for s in configured}
    rows = log.rows("SELECT name, kind, url, state FROM sources")
    have = {row[0]: (row[1], row[2], row[3] != "paused") for row in rows}
    added = [name for name, (*_, enabled) in wanted.items() if enabled and name not in have]
    moved = [n for n, (kind, url, on) in wanted.items() if on and n in have and (kind, url, True) != have[n]]
    rested = [name for name, (*_, on) in have.items() if on and not wanted.get(name, ("", "", False))[2]]
    if not (added or moved or rested):
        return
    with log.transaction():
        for name in added:
            kind, url, _ = wanted[name]
            log.execute(
                "INSERT INTO sources (name, kind, url, host, added_at, next_fetch_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (name, kind, url, urls.host(url), stamp(now), stamp(now)),
            )
        for name in moved:
            kind, url, _ = wanted[name]
            log.execute(
                """
                UPDATE sources SET kind = ?, url = ?, host = ?, next_fetch_at = ?, failures = 0,
                    state = 'new', reason = '' WHERE name = ?
                """,
                (kind, url, urls.host(url), stamp(now), name),
            )
        for name in rested:
            log.execute(
                "UPDATE sources SET state = 'paused', reason = 'not in the configuration' WHERE name = ?",
                (name,),
            )


def due(log: Log, *, now: datetime, reader: str, limit: int) -> list[Due]:
    """Return the sources whose time has come and whose host is not resting, the longest overdue first.

    Validators of another reader's answer are left out, so that the answer comes whole; so are all of them at
    every so many fetches, for there are servers that say "not modified" for ever.
    """
    rows = log.rows(
        """
        SELECT s.name, s.failures, p.etag, p.last_modified, p.body_hash, s.last_ok_at,
            coalesce(s.last_new_at, s.added_at), (s.fetches + 1) % :whole = 0
        FROM sources s INDEXED BY sources_due
        LEFT JOIN pages p ON p.url = s.url AND p.source = s.name AND p.reader_version = :reader
        WHERE s.next_fetch_at <= :now AND s.state <> 'paused'
        AND NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = s.host AND h.rest_until > :now)
        ORDER BY s.next_fetch_at LIMIT :limit
        """,
        {"now": stamp(now), "reader": reader, "limit": limit, "whole": WHOLE_EVERY},
    )
    return [
        Due(
            name=r[0],
            failures=r[1],
            etag="" if r[7] else r[2] or "",
            last_modified="" if r[7] else r[3] or "",
            body_hash=r[4] or "",
            since=moment(r[5]) if r[5] else None,
            new_at=moment(r[6]),
        )
        for r in rows
    ]


def unchanged(log: Log, names: Iterable[tuple[str, datetime]], *, now: datetime) -> None:
    """Note sources that answered as before (304 or the same bytes), each with its next time."""
    log.connection.executemany(
        """
        UPDATE sources SET next_fetch_at = ?1, last_fetch_at = ?2, last_ok_at = ?2, failures = 0,
            state = 'ok', reason = '', fetches = fetches + 1, unchanged = unchanged + 1 WHERE name = ?3
        """,
        [(stamp(next_at), stamp(now), name) for name, next_at in names],
    )


def answered(log: Log, name: str, *, next_at: datetime, new: bool, now: datetime) -> None:
    """Note a source that gave a good answer; `new` if it brought a new or changed document or lead."""
    log.execute(
        """
        UPDATE sources SET next_fetch_at = :next, last_fetch_at = :now, last_ok_at = :now, failures = 0,
            state = 'ok', reason = '', fetches = fetches + 1,
            last_new_at = CASE WHEN :new THEN :now ELSE last_new_at END WHERE name = :name
        """,
        {"next": stamp(next_at), "now": stamp(now), "new": new, "name": name},
    )


def nudge(log: Log, names: Iterable[str], *, now: datetime) -> int:
    """Make sources that are well due at once, because they were heard of; return how many."""
    return sum(
        log.execute(
            "UPDATE sources SET next_fetch_at = :now"
            " WHERE name = :name AND next_fetch_at > :now AND state IN ('new', 'ok')",
            {"now": stamp(now), "name": name},
        ).rowcount
        for name in names
    )


def failed(  # noqa: PLR0913 - the columns of a row
    log: Log, name: str, *, next_at: datetime, state: str, reason: str, now: datetime
) -> None:
    """Note a source that could not be used; `state` is failing or suspect."""
    log.execute(
        """
        UPDATE sources SET next_fetch_at = ?, last_fetch_at = ?, failures = failures + 1, state = ?,
            reason = ?, fetches = fetches + 1 WHERE name = ?
        """,
        (stamp(next_at), stamp(now), state, reason, name),
    )


def brought(log: Log, name: str, *, now: datetime) -> None:
    """Note that an article of this source gave a new or changed document."""
    log.execute("UPDATE sources SET last_new_at = ? WHERE name = ?", (stamp(now), name))


def fetched(log: Log, fetch: Fetch, *, now: datetime) -> None:
    """Write one fetch down."""
    log.execute(
        "INSERT INTO fetches (source, url, fetched_at, status, outcome, reason, seconds, bytes, documents)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(fetch.source, fetch.url, stamp(now), fetch.status, fetch.outcome, fetch.reason),
            *(fetch.seconds, fetch.size, fetch.documents),
        ),
    )


def rest(log: Log, host: str, *, until: datetime, reason: str) -> None:
    """Leave a host alone until then; a longer rest that it asked for before stands."""
    log.execute(
        "INSERT INTO hosts (host, rest_until, reason) VALUES (?, ?, ?) ON CONFLICT (host) DO UPDATE"
        " SET rest_until = max(rest_until, excluded.rest_until), reason = excluded.reason",
        (host, stamp(until), reason),
    )


def resting(log: Log, *, now: datetime) -> dict[str, datetime]:
    """Return the hosts that rest now, and until when; rows of rests that are over are removed."""
    log.execute("DELETE FROM hosts WHERE rest_until <= ?", (stamp(now),))
    return {row[0]: moment(row[1]) for row in log.rows("SELECT host, rest_until FROM hosts")}


def states(log: Log) -> dict[str, dict[str, object]]:
    """Return the rows of all sources by name, as the operator's list shows them."""
    rows = log.rows(
        "SELECT name, state, reason, next_fetch_at, last_ok_at, last_new_at, failures FROM sources"
    )
    return {row["name"]: dict(row) for row in rows}


def held_dates(log: Log) -> list[tuple[str, str]]:
    """Return title and value of each release date that is held now."""
    rows = log.rows("SELECT title, value FROM facts WHERE field = 'release_date'")
    return [(row["title"], row["value"]) for row in rows]
