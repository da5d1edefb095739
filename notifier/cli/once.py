"""`glorywatch once`: one full pass."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from config.model import Config
    from notifier.walk import Step
    from scraper.store import Log

STEPS = {
    "crawl": "asking the sources that are due",
    "judge": "reading what they brought",
    "route": "ruling on what changed",
    "deliver": "telling subscribers",
}
MORE = ("sources", "documents")  # numbers that say that a further crawl may find something


@click.command("once")
@config_option
@db_option
@json_option
@click.option("--all", "ask_all", is_flag=True, help="Ask every source, whether it is due or not.")
def command(config_path: Path | None, db_path: Path | None, *, as_json: bool, ask_all: bool) -> int:
    """Make one full pass, then exit.

    Asks the sources that are due, reads what they bring, and tells subscribers what changed. Exit
    code 1 if a source or a delivery failed. Not beside a running daemon.

    \b
    Example:
      glorywatch once --all
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config.fields import hidden_values  # noqa: PLC0415 - `--help` starts fast
    from notifier import logs  # noqa: PLC0415
    from notifier.lock import LockedError  # noqa: PLC0415

    config = configured(config_path, db_path, required=True)
    level = config.daemon.log_level if config.daemon.log_level != "info" else "warning"
    logs.configure(level, config.daemon.log_format, hidden_values(config))
    try:
        done, troubles = _pass(config, ask_all=ask_all)
    except LockedError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps({"steps": done, "troubles": troubles}, ensure_ascii=False))
    else:
        for name, numbers in done.items():
            said = ", ".join(f"{what} {number:,}" for what, number in numbers.items())
            click.echo(f"{name:<8} {said}")
        for trouble in troubles:
            click.echo(f"! {trouble}", err=True)
    return int(bool(troubles))


def _pass(config: Config, *, ask_all: bool) -> tuple[dict[str, dict[str, int]], list[str]]:
    """Take the steps; return what each did in numbers, and a sentence for each thing that failed."""
    from notifier.cli.progress import CountedCrawler, bar  # noqa: PLC0415 - `--help` starts fast
    from notifier.clock import Clock  # noqa: PLC0415
    from notifier.health import health  # noqa: PLC0415
    from notifier.lock import Lock  # noqa: PLC0415
    from notifier.logs import masked  # noqa: PLC0415
    from notifier.rounds import unusable  # noqa: PLC0415
    from notifier.store import heartbeat, open_log  # noqa: PLC0415
    from notifier.walk import Walk  # noqa: PLC0415
    from scraper.errors import LogError  # noqa: PLC0415
    from scraper.store.upkeep import all_due  # noqa: PLC0415

    clock = Clock()
    now = clock.checked()
    done: dict[str, dict[str, int]] = {}
    failed: list[str] = []
    with Lock(config.log_path), open_log(config.log_path) as log, bar() as shown:
        task = shown.add_task("", total=None)

        def answered(number: int, of: int) -> None:
            shown.update(task, completed=number, total=of)

        walk = Walk(config, crawler=lambda settings: CountedCrawler(settings, answered))
        epoch = heartbeat.begin(log, command="once", version=version("glory-watch"), now=now)
        log.fence = heartbeat.fence(config.log_path, epoch)
        if ask_all:
            all_due(log, now=now)
        try:
            for name, doing in STEPS.items():
                shown.update(task, description=doing, completed=0, total=None)
                at = now if name == "crawl" else clock.wall()
                try:
                    done[name] = _all_of(walk.steps()[name], log, at)
                except LogError:
                    raise
                except Exception as error:
                    if fatal := unusable(config.log_path, error):
                        raise fatal from error
                    failed.append(masked(f"{name} failed: {type(error).__name__}: {error}"))
        finally:
            walk.close()
        heartbeat.end(log, now=clock.wall())
        seen = health(log, config, now=clock.wall())
    return done, failed + seen.troubles


def _all_of(step: Step, log: Log, now: datetime) -> dict[str, int]:
    """Take a step until it finds nothing more to do; return the sum of its numbers.

    A crawl ends of itself after some time or sources, so that the daemon judges early; `now` stays, so
    that a source which is due again meanwhile is not asked twice.
    """
    total: Counter[str] = Counter()
    while True:
        numbers = step(log, now)
        total.update(numbers)
        if not any(numbers.get(found) for found in MORE):
            return {name: total[name] for name in numbers}
