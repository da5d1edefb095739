"""`glorywatch run`: the daemon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option

if TYPE_CHECKING:
    from pathlib import Path

    from config.model import Config


PATIENCE_S = 10.0  # after the last answer of a receiver, so that a reload is not held up by one that hangs


@click.command("run")
@config_option
@db_option
def command(config_path: Path | None, db_path: Path | None) -> int:
    """Run the daemon until it is told to stop.

    It crawls sources when they are due, judges what they bring and tells subscribers. SIGTERM and
    Ctrl-C end it cleanly within 10 seconds; SIGHUP reads the configuration again. Its words go to
    standard error, a line an event. Only one process can work on a log.

    \b
    Example:
      glorywatch run --config /etc/glorywatch/config.toml
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config.fields import hidden_values  # noqa: PLC0415 - `--help` need not pay for pydantic and APScheduler
    from notifier import lastword, logs  # noqa: PLC0415
    from notifier.clock import utc_now  # noqa: PLC0415
    from notifier.daemon import Daemon  # noqa: PLC0415
    from notifier.lock import LockedError  # noqa: PLC0415
    from notifier.store.heartbeat import TakenOverError  # noqa: PLC0415
    from notifier.walk import Walk  # noqa: PLC0415
    from scraper.errors import LogError  # noqa: PLC0415

    def read() -> Config:
        config = configured(config_path, db_path, required=True)
        logs.configure(config.daemon.log_level, config.daemon.log_format, hidden_values(config))
        return config

    config = read()
    try:
        Daemon(Walk(config, patience_s=PATIENCE_S, listen=True), reload=read).run()
    except LockedError as error:
        raise click.ClickException(str(error)) from error
    except TakenOverError:
        raise
    except LogError as error:
        lastword.stopped(config, error, now=utc_now())
        raise
    finally:
        sys.stderr.flush()
    return 0
