"""The wall clock, watched: how far it was set forward or back since it was last looked at."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scraper.errors import GloryWatchError

if TYPE_CHECKING:
    from collections.abc import Callable

JUMP = timedelta(seconds=5)  # smaller steps are how NTP corrects a clock, and the load of a busy machine
EARLIEST = datetime(2024, 1, 1, tzinfo=UTC)  # long before this program; a clock that says so was never set


def utc_now() -> datetime:
    """Return the present by the wall clock, aware, UTC."""
    return datetime.now(UTC)


def steady() -> float:
    """Return seconds that no one can set, from any start; they go on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Clock:
    """The present, and whether it jumped."""

    def __init__(
        self, wall: Callable[[], datetime] = utc_now, steadily: Callable[[], float] = steady
    ) -> None:
        self.wall, self._steadily = wall, steadily
        self._seen = (wall(), steadily())

    def checked(self) -> datetime:
        """Return the present. Raises GloryWatchError if the clock was never set."""
        now = self.wall()
        if now < EARLIEST:
            msg = f"the clock of this machine says {now:%Y-%m-%d %H:%M} UTC; set it and start again"
            raise GloryWatchError(msg)
        return now

    def jump(self) -> timedelta:
        """Return how far the wall clock was set since the last call: forward above zero, zero if not."""
        wall, steadily = self.wall(), self._steadily()
        (wall_then, steadily_then), self._seen = self._seen, (wall, steadily)
        by = (wall - wall_then) - timedelta(seconds=steadily - steadily_then)
        return by if abs(by) > JUMP else timedelta(0)
