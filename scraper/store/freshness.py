"""What is known of each source's habit, and what the operator was told of it. Table freshness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.freshness import Freshness
from scraper.model import Field, Item
from scraper.store.log import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from scraper.store.log import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One source as the operator should know it: how it answers, its habit, and what was told before."""

    name: str
    state: str
    reason: str
    failures: int
    added_at: datetime
    last_ok_at: datetime | None
    habit: Freshness
    trouble: str
    told: str


def of(log: Log, source: str) -> Freshness:
    """Return what is known of a source's habit."""
    row = log.row("SELECT * FROM freshness WHERE source = ?", (source,))
    return Freshness() if row is None else _habit(row)


def learn(log: Log, source: str, habit: Freshness) -> None:
    """Keep a source's habit."""
    log.execute(
        "INSERT INTO freshness (source, newest_at, moved_at, gap_s, moves, entries, shown, looks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET newest_at = excluded.newest_at,"
        " moved_at = excluded.moved_at, gap_s = excluded.gap_s, moves = excluded.moves,"
        " entries = excluded.entries, shown = excluded.shown, looks = excluded.looks",
        (
            source,
            stamp(habit.newest_at) if habit.newest_at else None,
            stamp(habit.moved_at) if habit.moved_at else None,
            habit.gap.total_seconds(),
            habit.moves,
            habit.entries,
            habit.shown,
            habit.looks,
        ),
    )


def watched(log: Log) -> list[Watched]:
    """Return all sources that are not paused, by name."""
    rows = log.rows(
        "SELECT s.name, s.state, s.reason, s.failures, s.added_at, s.last_ok_at, f.* FROM sources s"
        " LEFT JOIN freshness f ON f.source = s.name WHERE s.state <> 'paused' ORDER BY s.name"
    )
    return [
        Watched(
            name=row["name"],
            state=row["state"],
            reason=row["reason"],
            failures=row["failures"],
            added_at=moment(row["added_at"]),
            last_ok_at=moment(row["last_ok_at"]) if row["last_ok_at"] else None,
            habit=Freshness() if row["source"] is None else _habit(row),
            trouble=row["trouble"] or "",
            told=row["told"] or "",
        )
        for row in rows
    ]


def mark(log: Log, source: str, *, trouble: str, told: str, now: datetime) -> None:
    """Note a source's trouble, "" for none, and what of it the operator was told."""
    log.execute(
        "INSERT INTO freshness (source, trouble, trouble_at, told) VALUES (:source, :trouble, :now, :told)"
        " ON CONFLICT (source) DO UPDATE SET told = :told, trouble = :trouble,"
        " trouble_at = CASE WHEN :trouble = '' THEN NULL WHEN trouble = '' THEN :now ELSE trouble_at END",
        {"source": source, "trouble": trouble, "told": told, "now": stamp(now) if trouble else None},
    )


def troubles(log: Log) -> dict[str, str]:
    """Return the sources that should be looked at, each with why."""
    rows = log.rows(
        "SELECT f.source, f.trouble FROM freshness f JOIN sources s ON s.name = f.source"
        " WHERE f.trouble <> '' AND s.state <> 'paused' ORDER BY f.source"
    )
    return {row["source"]: row["trouble"] for row in rows}


def stale_facts(log: Log) -> list[Item]:
    """Return the items whose held value rests on troubled sources alone."""
    rows = log.rows(
        """
        SELECT f.title, f.scope, f.field FROM facts f
        WHERE json_array_length(f.claims) > 0 AND NOT EXISTS (
            SELECT 1 FROM json_each(f.claims) j JOIN claims c ON c.id = j.value
            JOIN documents d ON d.id = c.document_id LEFT JOIN freshness s ON s.source = d.source
            WHERE coalesce(s.trouble, '') = '')
        ORDER BY f.title, f.scope, f.field
        """
    )
    return [Item(row["title"], row["scope"], Field(row["field"])) for row in rows]


def _habit(row: sqlite3.Row) -> Freshness:
    def at(name: str) -> datetime | None:
        return moment(row[name]) if row[name] else None

    return Freshness(
        newest_at=at("newest_at"),
        moved_at=at("moved_at"),
        gap=timedelta(seconds=row["gap_s"]),
        moves=row["moves"],
        entries=row["entries"],
        shown=row["shown"],
        looks=row["looks"],
    )
