"""Release dates as an iCalendar feed (RFC 5545): one event an installment, which moves as the date does.

A day is an all-day event, anything less precise the whole of its span. TENTATIVE until the date is
official, CANCELLED when it is withdrawn; the UID stays, SEQUENCE grows with each move, so that a
calendar that subscribed moves the event instead of showing two.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from notifier.wording import dates
from notifier.wording.pieces import link, piece, title_of
from scraper.model import ChangeKind, Field, Standing
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from notifier.model import News
    from notifier.wording import Reader
    from scraper.model import Item

SUMMARY = {"en": "{title}: release", "ko": "{title} 공개"}
FOLD = 75  # octets a line, without its end (RFC 5545, 3.1)


def ics(changes: Sequence[News], reader: Reader) -> str:
    """Return the calendar of all release dates among the changes, which are in order."""
    items: dict[Item, list[News]] = {}
    for one in changes:
        if one.change.item.field is Field.RELEASE_DATE:
            items.setdefault(one.change.item, []).append(one)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Glory Watch//releases//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", "NAME:Glory Watch", "X-WR-CALNAME:Glory Watch"]
    for item in sorted(items):
        lines += _event(item, items[item], reader)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(item: Item, history: Sequence[News], reader: Reader) -> Iterator[str]:
    states: list[
        tuple[str, str]
    ] = []  # (value, status) after each change; a repeat is no new version of the event
    value = None
    for one in history:
        gone = one.change.new in (None, PULLED)
        value = value if gone else one.change.new
        official = one.change.standing is Standing.OFFICIAL or one.change.kind is ChangeKind.CONFIRMED
        status = "CANCELLED" if gone else "CONFIRMED" if official else "TENTATIVE"
        if value is not None and (not states or states[-1] != (value, status)):
            states.append((value, status))
    if not states or value is None:  # never had a date
        return
    last = history[-1]
    try:
        first_day, last_day = span(value)
        end = last_day + timedelta(days=1)
    except (ValueError, OverflowError):  # open to one side, or no date at all
        return
    words = piece(last, reader)
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(str(item).encode()).hexdigest()[:32]}@glory-watch"
    # Not the present: the same changes give the same text.
    yield f"DTSTAMP:{last.change.seen_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{len(states) - 1}"
    yield f"DTSTART;VALUE=DATE:{first_day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield f"STATUS:{states[-1][1]}"
    yield "TRANSP:TRANSPARENT"  # a release makes nobody busy
    title = SUMMARY[reader.language].format(title=title_of(item, reader))
    yield f"SUMMARY:{_escaped(title)}"
    about = f"{dates.say(value, reader.language)}. {words.sure}\n“{words.quote}”\n{words.who}"
    yield f"DESCRIPTION:{_escaped(about)}"
    if address := link(last.evidence.url):
        yield f"URL:{address}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Return TEXT as RFC 5545, 3.3.11 wants it."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a content line in pieces of at most 75 octets, no letter cut in two."""
    piece_ = b""
    for letter in line:
        raw = letter.encode()
        if len(piece_) + len(raw) > FOLD:
            yield piece_.decode()
            piece_ = b" "
        piece_ += raw
    yield piece_.decode()
