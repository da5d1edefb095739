"""When the parts of the daemon run. The only import of APScheduler (3.11; 4 is another interface).

Its settings, and why: a late tick still runs (`misfire_grace_time=None`; the default of one second
drops it), several late ones run once (`coalesce`), and a tick never overlaps itself
(`max_instances=1`). What is due stands in the log, so a tick only has to come now and then.
APScheduler computes with the wall clock: once that was set back, nothing would run until it has
caught up, hence `nudge`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta


class Ticker:
    """Calls functions again and again, each always in the same thread of its own."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def add(self, name: str, every: timedelta, call: Callable[[], None]) -> None:
        """Call `call` at once and then in this rhythm; under a name that is known, change its rhythm."""
        trigger = IntervalTrigger(seconds=every.total_seconds(), timezone=UTC)
        if self._scheduler.get_job(name):
            self._scheduler.reschedule_job(name, trigger=trigger)
        else:
            self._scheduler.add_executor(ThreadPoolExecutor(1), name)
            self._scheduler.add_job(call, trigger, id=name, executor=name, next_run_time=datetime.now(UTC))

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def nudge(self) -> None:
        """Run everything that does not run already now, and count from now."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        """Start nothing more; what runs goes on."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
