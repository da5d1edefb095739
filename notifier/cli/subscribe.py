"""`glorywatch subscribe`: who is told, by command instead of by editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from notifier.cli import send_test
from notifier.cli.options import config_option, configured, json_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from config.audience import Wishes

CHANGED = "the daemon takes it up with its next reload: kill -HUP, or systemctl reload"


WISHES = (
    click.option(
        "--title", "titles", multiple=True, metavar="KEY", help="Only this title; may be given again."
    ),
    click.option(
        "--field",
        "fields",
        multiple=True,
        metavar="FIELD",
        help="Only this field: release_date, episode_count or production_status; may be given again.",
    ),
    click.option(
        "--scope",
        "scopes",
        multiple=True,
        metavar="SCOPE",
        help="Only this installment, like S2 or S1P2; may be given again.",
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Only this kind of change, like moved_later; may be given again.",
    ),
    click.option("--minimum", help="Least standing: rumoured, reported, corroborated, official."),
    click.option("--language", help="en or ko."),
    click.option("--zone", help="Time zone, like Asia/Seoul."),
    click.option("--digest", help="'daily 08:00', 'weekly mon 08:00' or 'cron 0 8 * * 1-5'."),
    click.option("--quiet", help="Hours of rest, like 22:00-07:00."),
    click.option("--urgent", metavar="14d", help="A date that moves within so long from now comes at once."),
    click.option("--gather", metavar="10m", help="Wait so long for more about a title."),
    click.option(
        "--fallback-after",
        metavar="30m",
        help="Use the channels one after another, the next when one failed for so long.",
    ),
    click.option("--summary/--no-summary", default=None, help="A summary at first sight of a title, or not."),
)


def _wishes(function: Callable[..., int]) -> Callable[..., int]:
    """Add the options that a subscriber and a group have in common."""
    for option in reversed(WISHES):
        function = option(function)
    return function


@click.group("subscribe")
def command() -> None:
    """Who is told what, and how. Subscribers stand in the configuration file, and it stays yours.

    A group holds wishes for all its members; pause, resume, test and mute take its name too.

    \b
    Examples:
      glorywatch subscribe add me --email me@example.org --title the-glory
      glorywatch subscribe group friends --digest 'daily 08:00'
      glorywatch subscribe add ann --email ann@example.org --group friends
      glorywatch subscribe pause friends
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines


@command.command("add")
@click.argument("name")
@click.option(
    "--group", metavar="NAME", help="Belong to this group; its wishes hold where none are given here."
)
@click.option("--email", help="An e-mail address.")
@click.option("--webhook", help="An address that gets JSON by POST.")
@click.option("--ntfy", help="An ntfy topic: https://server/topic.")
@click.option("--ntfy-token", help="The ntfy server's access token, better as '${VARIABLE}'.")
@click.option("--telegram", help="TOKEN/CHAT, better as '${VARIABLE}'.")
@click.option("--discord", help="A channel's webhook address, better as '${VARIABLE}'.")
@click.option("--slack", help="An incoming webhook's address, better as '${VARIABLE}'.")
@click.option("--matrix", help="https://server/!room:server/TOKEN, better as '${VARIABLE}'.")
@click.option("--pushover", help="USER_KEY/APP_TOKEN, better as '${VARIABLE}'.")
@click.option("--gotify", help="https://server/APP_TOKEN, better as '${VARIABLE}'.")
@click.option("--mqtt", help="mqtts://user:password@broker/topic, better as '${VARIABLE}'.")
@click.option("--to", help="An apprise address, better as '${VARIABLE}'.")
@click.option(
    "--order",
    multiple=True,
    metavar="CHANNEL",
    help="The channel to use first, with --fallback-after; again for the next ones.",
)
@_wishes
@config_option
def add(name: str, config_path: Path | None, **settings: Any) -> int:  # noqa: ANN401 - one an option
    """Add a subscriber, checked before it is written.

    A secret on the command line is seen by other users of the machine, so write '${VARIABLE}' with its
    quotes: the file then names the environment variable.

    \b
    Examples:
      glorywatch subscribe add me --email me@example.org --quiet 22:00-07:00 --zone Asia/Seoul
      glorywatch subscribe add bot --telegram '${TELEGRAM_CHAT}' --kind moved_later --language ko
      glorywatch subscribe add both --ntfy https://ntfy.sh/topic --email b@example.org \\
          --order ntfy --fallback-after 30m
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config import editing, subscribers  # noqa: PLC0415 - start fast

    values = {key: value for key, value in settings.items() if value not in (None, ())}
    table = editing.table("subscriber", {"name": name, **values})
    _edit(config_path, lambda text: subscribers.added(text, table))
    click.echo(f"{name} is subscribed; try: glorywatch subscribe test {name}\n{CHANGED}")
    return 0


@command.command("group")
@click.argument("name")
@_wishes
@config_option
def group(name: str, config_path: Path | None, **settings: Any) -> int:  # noqa: ANN401 - one an option
    """Add a group: what its members wish for, unless they say otherwise themselves.

    \b
    Example:
      glorywatch subscribe group friends --digest 'daily 08:00' --zone Asia/Seoul --language ko
    """  # noqa: D301 - as above
    from config import editing, subscribers  # noqa: PLC0415 - start fast

    values = {key: value for key, value in settings.items() if value not in (None, ())}
    table = editing.table("group", {"name": name, **values})
    _edit(config_path, lambda text: subscribers.added(text, table))
    click.echo(
        f"{name} is a group; try: glorywatch subscribe add WHO --email ADDRESS --group {name}\n{CHANGED}"
    )
    return 0


@command.command("list")
@click.option("--group", "of", metavar="NAME", help="Only the members of this group.")
@config_option
@json_option
def listed(config_path: Path | None, of: str | None, *, as_json: bool) -> int:
    """List the subscribers, without their addresses.

    \b
    Examples:
      glorywatch subscribe list
      glorywatch subscribe list --group friends --json
    """  # noqa: D301 - as above
    config = configured(config_path)
    if of and of not in {one.name for one in config.groups}:
        raise _unknown(of, "group")
    rows: list[tuple[str, ...]] = []
    for subscriber in config.subscribers:
        if of and subscriber.group != of:
            continue
        told = _plain(subscriber)
        if as_json:
            click.echo(json.dumps(told, ensure_ascii=False))
            continue
        state = "paused" if subscriber.paused else subscriber.digest or "at once"
        titles = ", ".join(subscriber.titles) or "all"
        rows.append((subscriber.name, ", ".join(told["channels"]), titles, state, subscriber.group or "-"))
    if not as_json:
        from notifier.cli.tables import print_table  # noqa: PLC0415 - start fast

        print_table(("name", "by", "titles", "when", "group"), rows, nothing="nobody is subscribed")
    return 0


@command.command("show")
@click.argument("name")
@config_option
def show(name: str, config_path: Path | None) -> int:
    """Show all that one subscriber or group asked for, without the addresses, as JSON."""
    config = configured(config_path)
    found = next((s for s in (*config.subscribers, *config.groups) if s.name == name), None)
    if found is None:
        raise _unknown(name)
    click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2))
    return 0


@command.command("pause")
@click.argument("name")
@config_option
def pause(name: str, config_path: Path | None) -> int:
    """Tell a subscriber or a whole group nothing until resumed; it is not told afterwards."""
    return _switch(name, config_path, paused=True)


@command.command("resume")
@click.argument("name")
@config_option
def resume(name: str, config_path: Path | None) -> int:
    """Tell a paused subscriber or group again, from now on."""
    return _switch(name, config_path, paused=False)


@command.command("remove")
@click.argument("name")
@config_option
def remove(name: str, config_path: Path | None) -> int:
    """Take a subscriber or an empty group out; what waits for a subscriber is cancelled."""
    from config import subscribers  # noqa: PLC0415 - start fast

    config = configured(config_path)
    if members := [one.name for one in config.subscribers if one.group == name]:
        msg = f"{name} is the group of {', '.join(members)}; remove them first, or give them another group"
        raise click.UsageError(msg)
    what = "group" if name in {one.name for one in config.groups} else "subscriber"
    _edit(config_path, lambda text: subscribers.removed(text, name), name)
    click.echo(f"{name} is no {what} any more\n{CHANGED}")
    return 0


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--tag", help="Only addresses with this tag.")
@click.option("--dry-run", is_flag=True, help="Only show what would be added.")
@config_option
def import_(file: Path, tag: str | None, config_path: Path | None, *, dry_run: bool) -> int:
    """Add a subscriber for each address in a configuration FILE of apprise, text or YAML.

    An address that would break a promise is left out, with the reason. Exit code 1 if there was one.

    \b
    Example:
      glorywatch subscribe import apprise.conf --tag family --dry-run
    """  # noqa: D301 - as above
    from config import editing, subscribers  # noqa: PLC0415 - start fast
    from notifier import imports  # noqa: PLC0415

    taken = {subscriber.name for subscriber in configured(config_path).subscribers}
    tables, refused = [], 0
    for found in imports.read(file.read_text(encoding="utf-8")):
        if tag and tag not in found.tags:
            continue
        if found.refused:
            refused += 1
            click.echo(f"line {found.line} is left out: it {found.refused}", err=True)
            continue
        name = imports.name_of(found, taken)
        taken.add(name)
        tables.append(editing.table("subscriber", {"name": name, "to": found.url}))
        click.echo(f"{name} ({found.url.partition('://')[0]})")
    if tables and not dry_run:
        _edit(config_path, lambda text: subscribers.added(text, "\n".join(tables)))
        click.echo(f"{len(tables)} subscribed\n{CHANGED}")
    return 1 if refused else 0


command.add_command(send_test.command, "test")


def _switch(name: str, config_path: Path | None, *, paused: bool) -> int:
    from config import subscribers  # noqa: PLC0415 - start fast

    _edit(config_path, lambda text: subscribers.paused(text, name, value=paused), name)
    click.echo(f"{name} is {'paused' if paused else 'told again'}\n{CHANGED}")
    config = configured(config_path)
    still = next((s for s in config.subscribers if s.name == name and s.paused and not paused), None)
    if still:
        click.echo(f"{name} stays quiet: the group {still.group} is paused", err=True)
    return 0


def _edit(config_path: Path | None, change: Callable[[str], str | None], name: str = "") -> None:
    from config import editing  # noqa: PLC0415 - start fast
    from notifier.cli.sources import operators_file  # noqa: PLC0415

    file, text = operators_file(configured(config_path), config_path)
    changed = change(text)
    if changed is None:
        raise _unknown(name)
    editing.save(file, changed)


def _unknown(name: str, what: str = "subscriber or group") -> click.UsageError:
    return click.UsageError(f"there is no {what} {name} in the file; `subscribe list` shows them")


def _plain(one: Wishes) -> dict[str, Any]:
    from config.fields import duration_text  # noqa: PLC0415 - start fast
    from config.services import CHANNEL_NAMES  # noqa: PLC0415

    told = one.model_dump(mode="json", exclude={*CHANNEL_NAMES, "ntfy_token", "order"})
    told |= {name: duration_text(getattr(one, name)) for name in ("urgent", "gather", "fallback_after")}
    return {"name": told.pop("name"), "channels": list(getattr(one, "channels", ())), **told}
