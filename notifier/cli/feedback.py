"""`glorywatch feedback`: say whether a change was right."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("feedback")
@click.argument("change_id", type=int, metavar="CHANGE")
@click.argument("verdict", type=click.Choice(["right", "wrong"]))
@click.option("--reason", default="", help="In a few words.")
@click.option("--author", default="", help="Who says so. [default: your account's name]")
@config_option
@db_option
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    change_id: int,
    verdict: str,
    reason: str,
    author: str,
    config_path: Path | None,
    db_path: Path | None,
) -> int:
    """Say that a change was right or wrong; it counts in the track record of who published it.

    Nothing is told because of it, and the facts stand: mend the source or the page for that. Who says
    something again replaces their word. `v_feedback` in the log sums it up.

    \b
    Example:
      glorywatch feedback 12 wrong --reason "it was another film of that name"
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.clock import utc_now  # noqa: PLC0415 - start fast
    from notifier.store import mutes, open_log  # noqa: PLC0415

    config = configured(config_path, db_path)
    with open_log(config.log_path) as log, log.transaction():
        who = author or getpass.getuser()
        known = mutes.say(log, change_id, verdict, author=who, reason=reason, now=utc_now())
    if not known:
        msg = f"the log has no change {change_id}; `glorywatch changes` lists them"
        raise click.UsageError(msg)
    click.echo(f"change {change_id}: {verdict}, says {who}")
    return 0
