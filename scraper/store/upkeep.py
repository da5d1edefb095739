"""Keeping the log small, quick and on time: old rows, the WAL file, due times after a clock jump."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.store.log import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.store.log import Log

KEEP_FETCHES = timedelta(days=30)
AT_ONCE = 5_000  # rows deleted in one transaction, so that others wait milliseconds for the lock


def prune_fetches(log: Log, *, now: datetime) -> int:
    """Delete rows of `fetches` older than 30 days; return how many. All else in the log is kept."""
    gone = 0
    while True:
        with log.transaction():
            removed = log.execute(
                "DELETE FROM fetches WHERE id IN (SELECT id FROM fetches WHERE fetched_at < ? LIMIT ?)",
                (stamp(now - KEEP_FETCHES), AT_ONCE),
            ).rowcount
        gone += removed
        if removed < AT_ONCE:
            return gone


def tidy(log: Log) -> bool:
    """Refresh the statistics of the planner and move the WAL into the log; return whether all of it moved.

    A reader that holds an old snapshot keeps part of the WAL in place; that is no error, the next
    call tries again. https://sqlite.org/pragma.html#pragma_wal_checkpoint, #pragma_optimize (2026-11)
    """
    log.execute("PRAGMA optimize")
    busy = log.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def pull_back(log: Log, *, by: timedelta, now: datetime) -> int:
    """Move every due time of sources and pages that lies ahead back by `by`; return how many sources moved.

    For a clock that was set back: what was due in ten minutes stays due in ten minutes.
    """
    modifier = f"-{by.total_seconds():.3f} seconds"
    moved = "strftime('%Y-%m-%dT%H:%M:%fZ', next_fetch_at, ?)"
    with log.transaction():
        sources = log.execute(
            f"UPDATE sources SET next_fetch_at = {moved} WHERE next_fetch_at > ?",  # noqa: S608 - a constant
            (modifier, stamp(now)),
        ).rowcount
        log.execute(
            f"UPDATE pages SET next_fetch_at = {moved} WHERE next_fetch_at > ?",  # noqa: S608 - a constant
            (modifier, stamp(now)),
        )
    return sources


def all_due(log: Log, *, now: datetime) -> int:
    """Make every source due at once; return how many were not."""
    with log.transaction():
        return log.execute(
            "UPDATE sources SET next_fetch_at = ? WHERE next_fetch_at > ?", (stamp(now), stamp(now))
        ).rowcount
