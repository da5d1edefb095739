"""When a source is asked again. Arithmetic only: the clock and the dice are arguments.

next_fetch_at = now + max(own rhythm or backoff, what the server asked for)
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.model import Source

CEILING = timedelta(days=1)  # longest rest of a failing source; none is ever given up
SOFT_BASE = timedelta(minutes=1)  # first rest after a failure that usually passes: timeout, DNS, 5xx
REST_CAP = timedelta(days=1)  # longest rest a server can ask for
REST_UNTOLD = timedelta(minutes=10)  # rest of a host that said 429 without saying how long
TRIES = 4  # fetches of one article before it is given up
STEPS = 16  # doublings after which a backoff stands at its ceiling anyway


def after_answer(source: Source, *, now: datetime, spread: float) -> datetime:
    """Return when a source that answered is due again: its own rhythm, up to a twentieth later.

    `spread` is a draw from [0, 1); it keeps sources that were added together from being asked together.
    """
    return now + source.every * (1 + spread / 20)


def after_failure(
    source: Source,
    *,
    now: datetime,
    failures: int,
    lasting: bool,
    spread: float,
    rest: timedelta = timedelta(),
) -> datetime:
    """Return when a source is asked again after its `failures`-th failure in a row (from 1).

    A lasting failure (404, robots, not a feed) doubles the source's own rhythm; a passing one starts at a
    minute and doubles to an hour or the rhythm, whichever is longer. `rest` is what the server asked for.
    """
    step = 2 ** min(failures, STEPS)
    if lasting:
        wait = min(source.every * step, max(CEILING, source.every))
    else:
        wait = min(min(SOFT_BASE, source.every) * step, max(timedelta(hours=1), source.every))
    return now + max(wait * (0.5 + spread / 2), rest)


def article_again(
    *, now: datetime, attempts: int, spread: float, rest: timedelta = timedelta()
) -> datetime | None:
    """Return when an article that failed for a passing reason is tried again, None when it was tried enough."""
    if attempts >= TRIES:
        return None
    return now + max(SOFT_BASE * 4**attempts * (0.5 + spread / 2), rest)


def retry_after(header: str, *, now: datetime) -> timedelta | None:
    """Read a Retry-After header (RFC 9110, 10.2.3): seconds or an HTTP date. None where it says nothing.

    The past is no rest; more than a day counts as a day.
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), REST_CAP)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return min(max(at - now, timedelta()), REST_CAP)
