"""Due times of the telling half after a clock that was set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store import stamp

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from scraper.store import Log


def pull_back(log: Log, *, by: timedelta, now: datetime) -> int:
    """Move what deliveries wait for back by `by`, as far as it lies ahead; return how many were moved."""
    modifier = f"-{by.total_seconds():.3f} seconds"
    moved = "strftime('%Y-%m-%dT%H:%M:%fZ', {}, :by)"
    with log.transaction():
        log.execute(
            f"UPDATE alerts SET due_at = {moved.format('due_at')} WHERE due_at > :now",  # noqa: S608 - constants
            {"by": modifier, "now": stamp(now)},
        )
        return log.execute(
            f"UPDATE deliveries SET due_at = {moved.format('due_at')},"  # noqa: S608 - constants
            f" expires_at = {moved.format('expires_at')}"
            " WHERE due_at > :now AND state IN ('waiting', 'sending')",
            {"by": modifier, "now": stamp(now)},
        ).rowcount
