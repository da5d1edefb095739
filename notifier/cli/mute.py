"""`glorywatch mute`: keep something quiet for a while."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ["release_date", "episode_count", "production_status"]


@click.group("mute")
def command() -> None:
    """Keep changes of a title, a field or an installment quiet for a while.

    What is muted stands in the log with its reason, and is not told afterwards.

    \b
    Example:
      glorywatch mute add --title the-glory --field episode_count --for 7d --reason "wiki edit war"
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines


@command.command("add")
@click.option("--title", default="", metavar="KEY", help="Of this title only.")
@click.option("--field", type=click.Choice(FIELDS), help="Of this field only.")
@click.option("--scope", default="", metavar="S1", help="Of this installment only: S1, S1P2 or film.")
@click.option("--subscriber", default="", metavar="NAME", help="For this subscriber or group only.")
@click.option("--for", "how_long", required=True, metavar="7d", help="How long: 2h, 7d …")
@click.option("--reason", required=True, help="Why; it is shown by `why`.")
@click.option("--author", default="", help="Who decides. [default: your account's name]")
@config_option
@db_option
def add(  # noqa: PLR0913, PLR0917 - one argument an option
    title: str,
    field: str | None,
    scope: str,
    subscriber: str,
    how_long: str,
    reason: str,
    author: str,
    config_path: Path | None,
    db_path: Path | None,
) -> int:
    """Begin a mute: of all that the options name together, for everybody unless told for whom.

    \b
    Examples:
      glorywatch mute add --title the-glory --field episode_count --for 7d --reason "wiki edit war"
      glorywatch mute add --subscriber friends --for 2h --reason "on a plane"
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config.fields import SCOPE, duration  # noqa: PLC0415 - start fast
    from notifier.clock import utc_now  # noqa: PLC0415
    from notifier.model import Mute  # noqa: PLC0415
    from notifier.store import mutes, open_log  # noqa: PLC0415

    config = configured(config_path, db_path)
    for what, name, known in (
        ("title", title, [watch.key for watch in config.watches]),
        ("subscriber", subscriber, [s.name for s in (*config.groups, *config.subscribers)]),
    ):
        if name and name not in known:
            msg = f"there is no {what} {name}; the configuration knows {', '.join(known) or 'none'}"
            raise click.UsageError(msg)
    try:
        length = duration(how_long)
    except ValueError as error:
        msg = f"--for {error}"
        raise click.UsageError(msg) from error
    for wrong, msg in (
        (not length, "--for is no time at all; write how long: 2h, 7d …"),
        (not reason.strip(), "--reason is empty; say why in a few words"),
        (scope and not SCOPE.fullmatch(scope), "--scope is no installment; write S1, S1P2 or film"),
    ):
        if wrong:
            raise click.UsageError(msg)
    now = utc_now()
    mute = Mute(
        id=0,
        title=title,
        field=field or "",
        scope=scope,
        subscriber=subscriber,
        author=author or getpass.getuser(),
        reason=reason,
        begins_at=now,
        ends_at=now + length,
    )
    with open_log(config.log_path) as log, log.transaction():
        number = mutes.add(log, mute)
    click.echo(f"mute {number} holds until {mute.ends_at:%Y-%m-%d %H:%M} UTC")
    return 0


@command.command("list")
@config_option
@db_option
@json_option
def listed(config_path: Path | None, db_path: Path | None, *, as_json: bool) -> int:
    """List the mutes that hold now."""
    from notifier.clock import utc_now  # noqa: PLC0415 - start fast
    from notifier.store import mutes, open_log  # noqa: PLC0415

    config = configured(config_path, db_path)
    with open_log(config.log_path, read_only=True) as log:
        found = mutes.standing(log, now=utc_now())
    for mute in found:
        if as_json:
            click.echo(json.dumps(asdict(mute), ensure_ascii=False, default=str))
            continue
        what = " ".join(filter(None, (mute.title or "every title", mute.field, mute.scope)))
        who = mute.subscriber or "everybody"
        until = f"{mute.ends_at:%Y-%m-%d %H:%M} UTC"
        click.echo(f"{mute.id:>4}  {what} for {who} until {until}, by {mute.author}: {mute.reason}")
    if not found and not as_json:
        click.echo("nothing is muted")
    return 0


@command.command("expire")
@click.argument("mute_id", type=int)
@config_option
@db_option
def expire(mute_id: int, config_path: Path | None, db_path: Path | None) -> int:
    """End a mute now."""
    from notifier.clock import utc_now  # noqa: PLC0415 - start fast
    from notifier.store import mutes, open_log  # noqa: PLC0415

    config = configured(config_path, db_path)
    with open_log(config.log_path) as log, log.transaction():
        held = mutes.expire(log, mute_id, now=utc_now())
    click.echo(f"mute {mute_id} is over" if held else f"mute {mute_id} does not hold", err=not held)
    return 0 if held else 1
