"""The daemon: one process that takes the walk again and again until it is told to stop.

    crawl tick     alarms, crawl, judge, route   every `tick`           no crawl while the disk is nearly full
    deliver tick   deliver                       every `deliver_every`
    upkeep tick    upkeep                        every hour
    main thread    signals, heartbeat, clock, disk

Due is a column of the log, not a timer, so a tick that comes late or twice does no harm. Only a log
that cannot be used ends the daemon, for nothing after that could be trusted.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import suppress
from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

from notifier import lastword, logs, service, upkeep
from notifier.clock import Clock
from notifier.lock import Lock
from notifier.rounds import Rounds, unusable
from notifier.signals import Signals
from notifier.store import open_log
from notifier.store import upkeep as deliveries
from notifier.store.heartbeat import beat, begin, end, fence, read
from notifier.ticker import Ticker
from scraper.errors import ConfigError, LogError
from scraper.store import upkeep as sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from config.model import Config
    from notifier.walk import Walker
    from scraper.store import Log

HEARTBEAT_S = 10.0
GRACE_S = 6.0  # that a step may take to end after SIGTERM; the promise is 10, on a busy machine too
UPKEEP_EVERY = timedelta(hours=1)

say = logs.logger("glorywatch")


class Daemon:
    """One run. `reload` reads the configuration anew and raises ConfigError."""

    def __init__(self, walk: Walker, *, reload: Callable[[], Config], clock: Clock | None = None) -> None:
        self.walk = walk
        self.path = walk.config.log_path
        self._reload = reload
        self._clock = clock or Clock()
        self._signals = Signals()
        self._ticker = Ticker()
        self._rounds = Rounds(walk, self.path, self._clock, self._end_with)
        self._fatal: LogError | None = None
        self._config_error = ""

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; for the main thread only.

        Raises LockedError if the log is in use, LogError if it cannot be used or stops being usable.
        """
        now = self._clock.checked()
        with Lock(self.path), open_log(self.path) as log, self._signals:
            self._begin(log, now)
            self._schedule()
            self._ticker.start()
            self._greet()
            try:
                self._attend(log)
            finally:
                self._stop(log)
        if self._fatal:
            raise self._fatal

    def _begin(self, log: Log, now: datetime) -> None:
        try:
            self._mend_due_times(log, now)
            self._rounds.epoch = begin(log, command="run", version=version("glory-watch"), now=now)
        except sqlite3.Error as error:
            raise LogError(self.path, f"cannot be written: {error}") from error
        log.fence = fence(self.path, self._rounds.epoch)
        lastword.back(log, self.walk.config, now=now)

    def _greet(self) -> None:
        config = self.walk.config
        say.info(
            "daemon.started",
            log=str(self.path),
            watches=len(config.watches),
            sources=len(config.sources),
            subscribers=len(config.subscribers),
            pid=os.getpid(),
        )
        for warning in config.warnings:
            say.warning("config.unwise", what=warning)
        service.notify("READY=1")

    def _attend(self, log: Log) -> None:
        """Listen for signals, show life, watch clock and disk, until it is time to stop."""
        next_beat, pause = 0.0, 1.0
        while True:
            if time.monotonic() >= next_beat:
                next_beat = time.monotonic() + pause
                pause = min(2 * pause, HEARTBEAT_S)  # quickly at first, for who waits to see it live
                self._beat(log)
            came = self._signals.wait(1.0)
            if self._fatal or came & {signal.SIGTERM, signal.SIGINT}:
                reason = ", ".join(sorted(s.name for s in came)) or "the log cannot be used"
                say.info("daemon.stopping", reason=reason)
                return
            if signal.SIGHUP in came:
                self._take_new_config()
            if by := self._clock.jump():
                self._jumped(log, by)

    def _beat(self, log: Log) -> None:
        free = upkeep.disk_free(self.path)
        if free < upkeep.LOW and not self._rounds.resting:
            self._rounds.resting = frozenset({"crawl"})
            say.error("disk.low", free_bytes=free, what="nothing is crawled until there is room again")
        elif free >= upkeep.LOW and self._rounds.resting:
            self._rounds.resting = frozenset()
            say.info("disk.enough", free_bytes=free)
        try:
            log.refuse_newer()
            beat(
                log,
                self._rounds.ticks(),
                now=self._clock.wall(),
                config_error=self._config_error,
                disk_free=free,
            )
            service.notify("WATCHDOG=1")
        except LogError as error:
            self._end_with(error)
        except sqlite3.Error as error:
            say.error("heartbeat.failed", reason=str(error))  # full disk, long lock: may pass
            if fatal := unusable(self.path, error):
                self._end_with(fatal)

    def _take_new_config(self) -> None:
        """Swap the configuration, all or nothing."""
        try:
            config = self._reload()
        except ConfigError as error:
            self._config_error = str(error)
            say.error("config.refused", what="the old one stays in force", mistakes=error.mistakes)
            return
        self._config_error = ""
        if config.log_path != self.path:
            say.warning("config.log_kept", log=str(self.path), what="another log needs a restart")
        self.walk.config = config
        self._schedule()
        say.info("config.reloaded", sources=len(config.sources), subscribers=len(config.subscribers))

    def _schedule(self) -> None:
        daemon, take = self.walk.config.daemon, self._rounds.take
        self._ticker.add("crawl", daemon.tick, lambda: take("crawl", "alarms", "crawl", "judge", "route"))
        self._ticker.add("deliver", daemon.deliver_every, lambda: take("deliver", "deliver"))
        self._ticker.add("upkeep", UPKEEP_EVERY, lambda: take("upkeep", "upkeep"))

    def _jumped(self, log: Log, by: timedelta) -> None:
        say.warning("clock.jumped", seconds=round(by.total_seconds(), 1))
        if by < timedelta(0):
            self._pull_back(log, -by)
        self._ticker.nudge()

    def _mend_due_times(self, log: Log, now: datetime) -> None:
        """Find at start that the clock was set back since the last daemon showed life."""
        last, _ = read(log)
        behind = last.beat_at - now if last else timedelta(0)
        if behind > timedelta(seconds=HEARTBEAT_S):
            say.warning("clock.jumped", seconds=-round(behind.total_seconds(), 1), since="the last run")
            self._pull_back(log, behind)

    def _pull_back(self, log: Log, by: timedelta) -> None:
        """Keep what is due in ten minutes due in ten minutes, by a clock that was set back."""
        now = self._clock.wall()
        try:
            moved = sources.pull_back(log, by=by, now=now), deliveries.pull_back(log, by=by, now=now)
        except LogError as error:
            self._end_with(error)
            return
        say.info("due.moved", sources=moved[0], deliveries=moved[1])

    def _stop(self, log: Log) -> None:
        """End within the grace. A step that hangs is left as a kill would leave it."""
        service.notify("STOPPING=1")
        deadline = time.monotonic() + GRACE_S
        self._rounds.stop()
        while (left := self._rounds.left_after(0.2)) and time.monotonic() < deadline:
            self._ticker.nudge()  # a round that is idle ends itself when it is next called, in its own thread
        self._ticker.stop()
        with suppress(LogError, sqlite3.Error):
            self._beat(log)
            end(log, now=self._clock.wall())
        say.info("daemon.stopped", left=left)
        if left:  # their threads would keep the interpreter from ending
            logs.flush()
            os._exit(3 if self._fatal else 0)

    def _end_with(self, error: LogError) -> None:
        if self._fatal is None:
            self._fatal = error
            say.error("log.unusable", reason=str(error))
        self._signals.wake()
