"""How far a reader has walked along a table: moved in the transaction that deals with the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store import Log, stamp

if TYPE_CHECKING:
    from datetime import datetime


def position(log: Log, name: str) -> int:
    """Return the id of the last row dealt with; 0 before the first."""
    row = log.row("SELECT position FROM cursors WHERE name = ?", (name,))
    return int(row["position"]) if row else 0


def move(log: Log, name: str, to: int, *, now: datetime) -> None:
    """Set a cursor; never backwards."""
    log.execute(
        """INSERT INTO cursors (name, position, moved_at) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET position = excluded.position, moved_at = excluded.moved_at
           WHERE excluded.position > position""",
        (name, to, stamp(now)),
    )
