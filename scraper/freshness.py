"""Whether a source that answers well still brings anything. Pure.

    what an answer shows ── glimpse ──> Glimpse ── learned ──> Freshness ── trouble ──> "" or why

The worst failure of a monitor is silent: status 200 and the same frozen entries for a year. So each source
is measured by its own habit: how often its newest entry becomes a newer one, and how many entries it shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LOOK = 300_000  # bytes of a feed that are searched for dates
MOST = 60  # dates that are read
PATIENCE = 4  # so many times its usual gap without anything new is too long …
LEAST, LONGEST = timedelta(days=2), timedelta(days=45)  # … but never under, and always after, so long
FROZEN = timedelta(days=60)  # a source whose newest entry is older when it is first seen was dead already
MOVES = 3  # moves after which a habit is known
LOOKS = 5  # counts of entries after which the usual number is known
MEMORY = 0.2  # weight of the latest gap or count in the habit
FAILURES, FAILING_FOR = 5, timedelta(days=1)  # in a row and since the last good answer

_DATES = re.compile(
    rb"<(?:\w+:)?(?:pubDate|published|updated|modified|date|issued)>\s*(?:<!\[CDATA\[)?([^<\]]{8,60})"
    rb'|"date_(?:published|modified)"\s*:\s*"([^"]{8,60})"',
    re.IGNORECASE,
)
_ENTRIES = re.compile(rb"<(?:\w+:)?(?:item|entry)\b|\"date_published\"", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What one answer shows: the time of its newest entry (theirs, UTC) and how many there are."""

    newest_at: datetime | None
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """A source's habit, as far as it is known."""

    newest_at: datetime | None = None  # theirs: of the newest entry it has ever shown
    moved_at: datetime | None = None  # ours: when that last became a newer one
    gap: timedelta = timedelta()  # usual time between two such moves
    moves: int = 0
    entries: float = 0.0  # usual number
    shown: int = 0  # in its last answer
    looks: int = 0


def glimpse(body: bytes, *, now: datetime) -> Glimpse:
    """Look at a feed's bytes without reading it; dates to come are left out (events, mistakes)."""
    dates = []
    for count, found in enumerate(_DATES.finditer(body[:LOOK])):
        if count == MOST:
            break
        at = _moment((found[1] or found[2]).decode("ascii", "replace").strip())
        if at is not None and at <= now:
            dates.append(at)
    return Glimpse(max(dates, default=None), sum(1 for _ in _ENTRIES.finditer(body[:LOOK])))


def _moment(text: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            at = read(text)
        except (ValueError, TypeError, OverflowError):
            continue
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return None


def learned(before: Freshness, seen: Glimpse, *, now: datetime) -> Freshness:
    """Return the habit after one more answer that was read."""
    counted = seen.entries if not before.looks else before.entries + MEMORY * (seen.entries - before.entries)
    after = replace(before, entries=counted, shown=seen.entries, looks=before.looks + 1)
    if seen.newest_at is None or (before.newest_at is not None and seen.newest_at <= before.newest_at):
        return after
    if before.moved_at is None:
        return replace(after, newest_at=seen.newest_at, moved_at=now)
    latest = now - before.moved_at
    gap = latest if not before.moves else before.gap + MEMORY * (latest - before.gap)
    return replace(after, newest_at=seen.newest_at, moved_at=now, gap=gap, moves=before.moves + 1)


def trouble(known: Freshness, *, now: datetime) -> str:
    """Say why a source that answers should be looked at, "" if it should not."""
    if known.looks > LOOKS and known.entries >= 1.5 and known.shown == 0:
        return f"answers, but shows no entries; usually about {known.entries:.0f}"
    if known.moved_at is None or known.newest_at is None:
        return ""
    if known.moves < MOVES:
        frozen = known.newest_at < now - FROZEN and known.looks > 1
        return f"answers, but its newest entry is of {known.newest_at:%d %B %Y}" if frozen else ""
    silent = now - known.moved_at
    if silent <= min(max(known.gap * PATIENCE, LEAST), LONGEST):
        return ""
    return f"answers, but nothing new since {known.moved_at:%d %B %Y}; usually every {worded(known.gap)}"


def failing(
    *, state: str, failures: int, last_ok_at: datetime | None, added_at: datetime, now: datetime
) -> bool:
    """Whether a source that does not answer well has done so for long enough to tell the operator."""
    if state not in ("failing", "suspect"):
        return False
    return failures >= FAILURES and now - (last_ok_at or added_at) >= FAILING_FOR


def worded(span: timedelta) -> str:
    """Say a span in its largest unit: "3 days", "an hour"."""
    for unit, name in (
        (timedelta(days=1), "day"),
        (timedelta(hours=1), "hour"),
        (timedelta(minutes=1), "minute"),
    ):
        if span >= unit:
            number = round(span / unit)
            return f"{number} {name}s" if number > 1 else f"{'an' if name == 'hour' else 'a'} {name}"
    return "minute"
