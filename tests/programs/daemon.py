"""The real daemon around steps that do as they are told: `daemon.py CONFIG STEP=ACT …`.

ACT is ok, raise, hang, damage (the log proves unusable) or secret (an error that quotes what is hidden).
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import config
from config.fields import hidden_values
from notifier import logs
from notifier.daemon import Daemon
from notifier.lock import LockedError
from notifier.upkeep import upkeep
from scraper.errors import LogError

FILE = Path(sys.argv[1])
STEPS = ("alarms", "crawl", "judge", "route", "deliver")
ACTS = dict(argument.split("=") for argument in sys.argv[2:])


class Steps:
    def __init__(self, settings):
        self.config = settings

    def steps(self):
        return {name: self._act(name) for name in STEPS} | {"upkeep": upkeep}

    def _act(self, name):
        def act(log, now):
            match ACTS.get(name, "ok"):
                case "raise":
                    msg = f"{name} cannot"
                    raise ValueError(msg)
                case "hang":
                    logs.logger("test").warning(f"{name}.hangs")
                    threading.Event().wait()
                case "damage":
                    raise LogError(self.config.log_path, "is damaged")
                case "secret":
                    msg = f"refused: {sorted(hidden_values(self.config))} at https://me:{'x' * 12}@host/ token=abcdef99"
                    raise ValueError(msg)
                case "write":
                    log.execute("BEGIN IMMEDIATE")
                    log.execute("COMMIT")
            return {"done": 1}

        return act

    def interrupt(self):
        pass

    def finish(self, step, now):
        pass


def read():
    settings = config.load(FILE, environment={})
    logs.configure(settings.daemon.log_level, settings.daemon.log_format, hidden_values(settings))
    return settings


try:
    Daemon(Steps(read()), reload=read).run()
except LockedError as error:
    sys.exit(f"error: {error}")
except LogError as error:
    sys.stderr.write(f"error: {error}\n")
    sys.exit(3)
