"""How everything is doing, read for `status`: sources, deliveries, what the log holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.store import moment

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.store import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """How one source is doing, as the log knows it."""

    name: str
    kind: str
    url: str
    state: str  # new, ok, failing, suspect, paused
    reason: str
    failures: int  # in a row
    next_fetch_at: datetime
    last_fetch_at: datetime | None
    last_ok_at: datetime | None
    last_new_at: datetime | None
    fetches: int
    unchanged: int


def sources(log: Log) -> list[SourceRow]:
    """Return all sources that the log knows, by name."""
    return [
        SourceRow(
            name=row["name"],
            kind=row["kind"],
            url=row["url"],
            state=row["state"],
            reason=row["reason"],
            failures=row["failures"],
            next_fetch_at=moment(row["next_fetch_at"]),
            last_fetch_at=moment(row["last_fetch_at"]) if row["last_fetch_at"] else None,
            last_ok_at=moment(row["last_ok_at"]) if row["last_ok_at"] else None,
            last_new_at=moment(row["last_new_at"]) if row["last_new_at"] else None,
            fetches=row["fetches"],
            unchanged=row["unchanged"],
        )
        for row in log.rows("SELECT * FROM sources ORDER BY name")
    ]


def holdings(log: Log) -> dict[str, int]:
    """Return how many documents, claims, facts and changes there are, and revisions not judged yet."""
    row = log.row(
        "SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM claims) AS claims,"
        " (SELECT count(*) FROM facts) AS facts, (SELECT count(*) FROM changes) AS changes,"
        " (SELECT count(*) FROM revisions WHERE judged_at IS NULL) AS unjudged"
    )
    return dict(row) if row else {}
