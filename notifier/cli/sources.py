"""`glorywatch sources`: the list of sources, and changes to it in the operator's file."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from config.model import Config, Source

APART = ("add", "record", "test")  # subcommands in files of their own, notifier.cli.sources_NAME


class _Group(click.Group):
    """Loads the larger subcommands when they are called; `--record` in a subcommand's place is `record`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line."""
        return super().parse_args(ctx, ["record", *args[1:]] if args[:1] == ["--record"] else args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names."""
        return sorted((*super().list_commands(ctx), *APART))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one subcommand."""
        if cmd_name in APART:
            loaded: click.Command = importlib.import_module(f"notifier.cli.sources_{cmd_name}").command
            return loaded
        return super().get_command(ctx, cmd_name)


@click.group("sources", cls=_Group)
def command() -> None:
    """List, try, add, pause and exchange sources, and see how often each was right.

    \b
    Examples:
      glorywatch sources list
      glorywatch sources test soompi
      glorywatch sources add https://www.example.com/
      glorywatch sources --record
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines


@command.command("list")
@config_option
@db_option
@json_option
def list_(config_path: Path | None, db_path: Path | None, *, as_json: bool) -> int:
    """List the sources, how each is doing and when it is asked next.

    \b
    Example:
      glorywatch sources list --json | jq -r '.[] | select(.enabled | not) | .name'
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    config = configured(config_path, db_path)
    rows = [_row(source, known) for source, known in _known(config)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return 0
    from rich.console import Console  # noqa: PLC0415 - 60 ms, which --json need not pay
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, header_style="bold")
    for heading in ("name", "kind", "standing", "state", "next", "reason or address"):
        table.add_column(heading, overflow="fold" if "address" in heading else "ellipsis")
    for row in rows:
        cells = [str(row[key] or "") for key in ("name", "kind", "standing", "state", "next")]
        table.add_row(*cells, row["reason"] or row["url"])
    Console(markup=False, highlight=False).print(table)
    return 0


def _known(config: Config) -> list[tuple[Source, dict[str, Any]]]:
    """Pair each source with its row in the log; an empty one where there is no log yet."""
    from notifier.store import open_log  # noqa: PLC0415 - as in the other commands, `--help` starts fast
    from scraper.store import freshness  # noqa: PLC0415
    from scraper.store import sources as rows  # noqa: PLC0415

    if not config.log_path.exists():
        return [(source, {}) for source in config.sources]
    with open_log(config.log_path, read_only=True) as log:
        states, troubles = rows.states(log), freshness.troubles(log)
    for name, why in troubles.items():
        if states.get(name, {}).get("state") == "ok":
            states[name] |= {"state": "silent", "reason": why}
    return [(source, states.get(source.name, {})) for source in config.sources]


def _row(source: Source, known: dict[str, Any]) -> dict[str, Any]:
    state = known.get("state", "new") if source.enabled else "off"
    return {
        "name": source.name,
        "kind": source.kind.value,
        "standing": source.standing,
        "language": source.language,
        "enabled": source.enabled,
        "state": state,
        "reason": known.get("reason", "") if source.enabled else "",
        "next": (known.get("next_fetch_at") or "")[:16].replace("T", " ") if source.enabled else "",
        "url": source.url,
    }


@command.command()
@config_option
@click.argument("names", nargs=-1, required=True)
def pause(config_path: Path | None, names: tuple[str, ...]) -> int:
    """Turn sources off in the configuration file; their history stays.

    A running daemon takes it up when it is told to read its file again (SIGHUP).

    \b
    Example:
      glorywatch sources pause deadline variety
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    return _switch(config_path, names, enabled=False)


@command.command()
@config_option
@click.argument("names", nargs=-1, required=True)
def resume(config_path: Path | None, names: tuple[str, ...]) -> int:
    """Turn sources on in the configuration file.

    \b
    Example:
      glorywatch sources resume deadline
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    return _switch(config_path, names, enabled=True)


def _switch(config_path: Path | None, names: tuple[str, ...], *, enabled: bool) -> int:
    from config import editing  # noqa: PLC0415 - `--help` starts fast

    config = configured(config_path)
    by_name = {source.name: source for source in config.sources}
    if unknown := [name for name in names if name not in by_name]:
        msg = f"no source is named {', '.join(unknown)}; see `glorywatch sources list`"
        raise click.ClickException(msg)
    place, text = operators_file(config, config_path)
    for name in names:
        changed = editing.switched(text, name, enabled=enabled)
        if changed is None:  # a shipped source: the file's own copy takes its place
            values = editing.said(by_name[name], without=("enabled",)) | {"enabled": enabled}
            changed = editing.added(text, "source", [editing.table("source", values)])
        text = changed
    editing.save(place, text)
    click.echo(f"{place}: {', '.join(names)} {'on' if enabled else 'off'}")
    return 0


def operators_file(config: Config, config_path: Path | None) -> tuple[Path, str]:
    """Return the place of the file that changes go to, and its text, "" where there is none yet."""
    from config import paths  # noqa: PLC0415 - `--help` starts fast

    place = (config.path or config_path or paths.config_file()).expanduser()
    return place, place.read_text(encoding="utf-8") if place.exists() else ""


@command.command("import")
@config_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--standing", default="trade", show_default=True, help="Of those whose list does not say.")
@click.option("--dry-run", is_flag=True, help="Only show what would be added.")
def import_(config_path: Path | None, file: Path, standing: str, *, dry_run: bool) -> int:
    """Add the sources of an OPML file, or of a file with one address a line.

    Addresses that are watched already are left out.

    \b
    Example:
      glorywatch sources import feeds.opml
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config import editing  # noqa: PLC0415 - `--help` starts fast
    from notifier.naming import free_name  # noqa: PLC0415
    from scraper import opml, urls  # noqa: PLC0415

    config = configured(config_path)
    have = {urls.canonical(source.url) for source in config.sources}
    taken = {source.name for source in config.sources}
    tables = []
    for outline in opml.read(file.read_bytes(), name=str(file)):
        if urls.canonical(outline.url) in have:
            continue
        name = free_name(outline.title or outline.url, taken)
        taken.add(name)
        values = {"name": name, "kind": outline.kind or "feed", "url": outline.url}
        values |= {"standing": outline.standing or standing}
        values |= {"language": outline.language} if outline.language else {}
        values |= {"publisher": outline.title} if outline.title and outline.title != name else {}
        tables.append(editing.table("source", values))
    if dry_run:
        click.echo("\n".join(tables), nl=False)
        return 0
    place, text = operators_file(config, config_path)
    if tables:
        editing.save(place, editing.added(text, "source", tables))
    click.echo(f"{place}: {len(tables)} sources added")
    return 0


@command.command()
@config_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
def export(config_path: Path | None, file: Path | None) -> int:
    """Write all sources as OPML, to FILE or to standard output. Tokens are left out.

    \b
    Example:
      glorywatch sources export feeds.opml
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from scraper import opml  # noqa: PLC0415 - `--help` starts fast

    body = opml.written(configured(config_path).sources)
    if file is None:
        click.echo(body, nl=False)
    else:
        file.write_bytes(body)
        click.echo(f"Wrote {file}")
    return 0
