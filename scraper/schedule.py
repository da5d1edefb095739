"""When a source is asked again. Arithmetic only: the clock and the dice are arguments.

next_fetch_at = now + max(own rhythm or backoff, what the server asked for)
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.model import Source

CEILING = timedelta(days=1)  # longest rest of a source that fails for a lasting reason; none is ever given up
PASSING_CEILING = timedelta(hours=1)  # the same for a reason that passes
ARTICLE_BASE = timedelta(minutes=1)  # a quarter of the first wait before an article is tried again
REST_CAP = timedelta(days=1)  # longest rest a server can ask for
REST_UNTOLD = timedelta(minutes=10)  # rest of a host that said 429 without saying how long
TRIES = 4  # fetches of one article before it is given up
STEPS = 16  # doublings after which a backoff stands at its ceiling anyway


def after_failure(  # noqa: PLR0913 - what a rest depends on
    source: Source,
    *,
    now: datetime,
    failures: int,
    lasting: bool,
    spread: float,
    rest: timedelta = timedelta(),
) -> datetime:
    """Return when a source is asked again after its `failures`-th failure in a row (from 1).

    Each failure doubles the source's own rhythm, to an hour if it is of the kind that passes (timeout, DNS,
    5xx), to a day if it lasts (404, robots.txt, no feed); never to less than twice the rhythm, nor for good.
    `rest` is what the server asked for, `spread` a draw from [0, 1).
    """
    ceiling = max(CEILING if lasting else PASSING_CEILING, 2 * source.every)
    doubled: timedelta = source.every * 2 ** min(failures, STEPS)
    wait = min(doubled, ceiling)
    wait = max(wait * (0.75 + spread / 4), rest)
    return now + wait


def article_again(
    *, now: datetime, attempts: int, spread: float, rest: timedelta = timedelta()
) -> datetime | None:
    """Return when an article that failed for a passing reason is tried again, None if it was tried enough."""
    if attempts >= TRIES:
        return None
    wait: timedelta = ARTICLE_BASE * 4**attempts * (0.5 + spread / 2)
    return now + max(wait, rest)


def retry_at(header: str, *, now: datetime) -> datetime | None:
    """Read a Retry-After header (RFC 9110, 10.2.3): seconds or an HTTP date. None where it says nothing.

    The answer is aware, and as the server said it: it may lie in the past, or far ahead.
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return now + timedelta(seconds=int(text[:9]))
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def retry_after(header: str, *, now: datetime) -> timedelta | None:
    """Return the rest that a Retry-After header asks for, None where it says nothing.

    The past is no rest; more than a day counts as a day.
    """
    at = retry_at(header, now=now)
    return None if at is None else min(max(at - now, timedelta()), REST_CAP)
