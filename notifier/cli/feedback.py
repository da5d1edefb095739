"""`glorywatch feedback`: say whether a change was right."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Any

import click

from notifier.cli.options import config_option, configured, db_option, json_option
from notifier.cli.tables import print_json, print_table

if TYPE_CHECKING:
    from pathlib import Path


@click.command("feedback")
@click.argument("change_id", type=int, metavar="CHANGE", required=False)
@click.argument("verdict", type=click.Choice(["right", "wrong"]), required=False)
@click.option("--list", "listed", is_flag=True, help="How often each publisher was called right or wrong.")
@click.option("--reason", default="", help="In a few words.")
@click.option("--author", default="", help="Who says so. [default: your account's name]")
@config_option
@db_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    change_id: int | None,
    verdict: str | None,
    reason: str,
    author: str,
    config_path: Path | None,
    db_path: Path | None,
    *,
    listed: bool,
    as_json: bool,
) -> int:
    """Say that a change was right or wrong; it counts in the track record of who published it.

    Nothing is told because of it, and the facts stand: mend the source or the page for that. Who says
    something again replaces their word. `sources --record` counts what later news showed instead.

    \b
    Examples:
      glorywatch feedback 12 wrong --reason "it was another film of that name"
      glorywatch feedback --list
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.clock import utc_now  # noqa: PLC0415 - start fast
    from notifier.store import mutes, open_log  # noqa: PLC0415

    config = configured(config_path, db_path)
    if listed:
        with open_log(config.log_path, read_only=True) as log:
            _show(mutes.track_record(log), as_json=as_json)
        return 0
    if change_id is None or verdict is None:
        msg = "name a change and say right or wrong, or give --list; `glorywatch changes` lists changes"
        raise click.UsageError(msg)
    with open_log(config.log_path) as log, log.transaction():
        who = author or getpass.getuser()
        known = mutes.say(log, change_id, verdict, author=who, reason=reason, now=utc_now())
    if not known:
        msg = f"the log has no change {change_id}; `glorywatch changes` lists them"
        raise click.UsageError(msg)
    click.echo(f"change {change_id}: {verdict}, says {who}")
    return 0


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    print_table(
        ("publisher", "source", "called right", "called wrong"),
        [(row["publisher"], row["source"], row["called_right"], row["called_wrong"]) for row in rows],
        nothing="nobody has said of a change that it was right or wrong",
    )
