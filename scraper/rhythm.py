"""How often a source that answers is asked. Pure arithmetic; failures are `scraper.schedule`'s matter.

    own rhythm | slower when it has been silent for months | quicker near a held release date
               | not before what the server calls fresh has gone stale | a little dice

The operator's `every` is the measure of all: nothing is asked more than four times as often, or sooner
than its floor, and nothing more seldom than once a day unless the operator said so.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from config.model import Source

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NONE = timedelta()
FLOOR = timedelta(minutes=5)  # nothing is asked more often, unless its own rhythm is
# (silent for at least, asked so many times more seldom)
SILENCE = ((180 * DAY, 8), (90 * DAY, 4), (30 * DAY, 2))
# (a held release date no farther than, asked so many times as often)
NEAR = ((3 * DAY, 4), (14 * DAY, 2))
SPREAD = 20  # up to this fraction of the wait is added by dice: sources added together drift apart
WHOLE_EVERY = 48  # every so many fetches one goes without validators: some servers' ETags lie
REREAD_FIRST, REREAD_LAST = HOUR, 30 * DAY  # after how long an article is read again, first and at most


def pace(every: timedelta, *, silent: timedelta, nearest: timedelta | None) -> timedelta:
    """Return the time between two fetches.

    `silent` is how long it has brought nothing new, `nearest` how far (either way) the nearest held release
    date of a title that it serves is, None without one. News comes thick around a date, from silent sources
    too: nearness wins.
    """
    for near, times in NEAR:
        if nearest is not None and nearest <= near:
            return every / times
    for long, times in SILENCE:
        if silent >= long:
            return min(every * times, max(every, DAY))
    return every


def next_fetch_at(  # noqa: PLR0913 - each is a reason of its own
    source: Source,
    *,
    now: datetime,
    silent: timedelta = NONE,
    nearest: timedelta | None = None,
    fresh: timedelta = NONE,
    spread: float,
) -> datetime:
    """Return when a source that answered is due again.

    `fresh` is what the server said of how long its answer holds (`fresh_for`): it is believed up to an hour,
    or the source's own rhythm if that is longer. `spread` is a draw from [0, 1).
    """
    wait = max(pace(source.every, silent=silent, nearest=nearest), min(source.every, FLOOR))
    wait = max(wait, min(fresh, max(source.every, HOUR)))
    return now + wait * (1 + spread / SPREAD)


def fresh_for(headers: Mapping[str, str], body: bytes = b"") -> timedelta:
    """How long an answer holds: Cache-Control (RFC 9111 section 5.2.2) or, in RSS 2.0, <ttl> in minutes.

    Zero where nothing is said, or that it holds not at all. Header names are lower case.
    """
    control = headers.get("cache-control", "").lower()
    if re.search(r"\bno-(cache|store)\b", control):
        return NONE
    if found := re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", control):
        age = headers.get("age", "").strip()
        return max(
            timedelta(seconds=int(found[1]) - (int(age) if re.fullmatch(r"\d{1,9}", age) else 0)), NONE
        )
    ttl = re.search(rb"<ttl>\s*(\d{1,5})\s*</ttl>", body[:4000])
    return timedelta(minutes=int(ttl[1])) if ttl else NONE


def reread_at(*, first_read_at: datetime, now: datetime, spread: float) -> datetime | None:
    """Return when an article that names a watched title is read again, None when it is old enough to rest.

    Outlets edit in the first hours, and previews for weeks: the wait grows with the article's age, an hour
    at first, half its age later; after thirty days nothing more.
    """
    age = now - first_read_at
    if age >= REREAD_LAST:
        return None
    return now + max(REREAD_FIRST, age / 2) * (1 + spread / SPREAD)
