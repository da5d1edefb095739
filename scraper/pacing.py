"""The rhythm of one pass: `rhythm`'s arithmetic with what the log knows; habits are learned on the way."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from config.model import SourceKind
from scraper import rhythm
from scraper.freshness import Glimpse, learned
from scraper.spans import span
from scraper.store import freshness, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from config.model import Source
    from scraper.jobs import Result
    from scraper.store.log import Log
    from scraper.store.pages import Waiting
    from scraper.store.sources import Due

SEARCH = re.compile(r"/(?:tags?|hashtag|search)(?:/|$)")
COARSE = timedelta(days=10)  # a held date that may be any of more days is near to none


class Pacing:
    """When what was asked in this pass is asked again. Reads the held release dates once."""

    def __init__(self, log: Log, *, now: datetime, dice: Callable[[], float]) -> None:
        self._log, self._now, self._dice = log, now, dice
        self._near = near(sources.held_dates(log), now.date())

    def source(self, source: Source, due: Due, result: Result, *, new: bool = False) -> datetime:
        """Return when a source that answered is due again; `new` if it just brought something."""
        dates = [self._near[key] for key in source.titles or self._near if key in self._near]
        return rhythm.next_fetch_at(
            source,
            now=self._now,
            silent=timedelta() if new or due.new_at is None else self._now - due.new_at,
            nearest=min(dates, default=None),
            fresh=timedelta(seconds=result.fresh_s),
            spread=self._dice(),
        )

    def article(self, asked: Waiting, result: Result) -> datetime | None:
        """Return when an article that was read is read again; None for one that names no watch, or is old."""
        if not result.documents and (result.outcome != "unchanged" or asked.first_read_at is None):
            return None
        first = asked.first_read_at or self._now
        return rhythm.reread_at(first_read_at=first, now=self._now, spread=self._dice())

    def learn(self, source: Source, result: Result) -> None:
        """Add what a source's answer showed to its habit."""
        if result.entries >= 0:
            seen = Glimpse(result.newest_at if speaks_regularly(source) else None, result.entries)
            habit = learned(freshness.of(self._log, source.name), seen, now=self._now)
            freshness.learn(self._log, source.name, habit)


def speaks_regularly(source: Source) -> bool:
    """Whether a source's silence is a sign of something.

    It is none of a page or record, watched for edits, nor of a tag or search, of which people tire.
    """
    watched = source.kind in (SourceKind.PAGE, SourceKind.RECORD)
    return not watched and SEARCH.search(urlsplit(source.url).path) is None


def near(held: Iterable[tuple[str, str]], today: date) -> dict[str, timedelta]:
    """Return how far from today, either way, the nearest of each title's held release dates is."""
    found: dict[str, timedelta] = {}
    for title, value in held:
        day = span(value)
        if day.last - day.first <= COARSE:
            far = max(day.first - today, today - day.last, timedelta())
            found[title] = min(found.get(title, far), far)
    return found
