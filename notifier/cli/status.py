"""`glorywatch status`: how sources, deliveries and the daemon are doing."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from notifier.health import Health
    from notifier.store.overview import SourceRow

SHOWN = 20  # sources that are well; those in trouble are always shown
BAD = ("failing", "suspect")


@click.command("status")
@config_option
@db_option
@json_option
@click.option("--all", "show_all", is_flag=True, help="List every source, however many there are.")
@click.option("--check", is_flag=True, help="Exit with 1 if something is not well, for monitoring.")
def command(
    config_path: Path | None, db_path: Path | None, *, as_json: bool, show_all: bool, check: bool
) -> int:
    """Show how sources, deliveries and the daemon are doing.

    Reads the log and changes nothing; the daemon may run meanwhile.

    \b
    Examples:
      glorywatch status
      glorywatch status --json | jq .troubles
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.clock import utc_now  # noqa: PLC0415 - `--help` starts fast
    from notifier.health import health  # noqa: PLC0415
    from notifier.store import open_log  # noqa: PLC0415

    config = configured(config_path, db_path)
    now = utc_now()
    with open_log(config.log_path, read_only=True) as log:
        seen = health(log, config, now=now)
    if as_json:
        click.echo(json.dumps(_plain({"log": config.log_path, **_fields(seen)}), ensure_ascii=False))
    else:
        _show(seen, str(config.log_path), now, show_all=show_all)
    return int(check and bool(seen.troubles))


def _fields(seen: Health) -> dict[str, Any]:
    fields = {field.name: getattr(seen, field.name) for field in dataclasses.fields(seen)}
    return {**fields, "troubles": seen.troubles}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a Health
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain(dataclasses.asdict(value))
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _show(seen: Health, log: str, now: datetime, *, show_all: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - 60 ms, which --json need not pay

    console = Console(highlight=False, markup=False, soft_wrap=False)
    _show_daemon(console, seen, now)
    console.print(f"Log         {log}", soft_wrap=True)
    sizes = f"{_size(seen.log_bytes)}, {_size(seen.wal_bytes)} not yet merged, {_size(seen.disk_free)} free"
    console.print(f"            {sizes}")
    console.print(f"Holds       {', '.join(f'{name} {number:,}' for name, number in seen.holdings.items())}")
    stand = [f"{state} {number:,}" for state, number in sorted(seen.deliveries.items())]
    console.print(f"Deliveries  {', '.join(stand) or 'none'}")
    _show_sources(console, seen, now, show_all=show_all)
    for trouble in seen.troubles:
        console.print(f"! {trouble}", style="bold red")
    if not seen.troubles:
        console.print("All is well.", style="green")


def _show_daemon(console: Console, seen: Health, now: datetime) -> None:
    last = seen.daemon
    said = str(seen.life)
    if last:
        said += f", process {last.pid} on {last.host}, `{last.command}`, version {last.version}"
        console.print(f"Daemon      {said}", soft_wrap=True)
        said = f"started {_when(last.started_at, now)}, last sign of life {_when(last.beat_at, now)}"
        console.print(f"            {said}")
    else:
        console.print(f"Daemon      {said}")
    for tick in seen.ticks:
        went = f"well {_when(tick.last_ok_at, now)}"
        if tick.failures:
            went = f"failed {tick.failures} times: {tick.reason}"
        console.print(f"            {tick.name:<8} {went}", style="red" if tick.failures else None)


def _show_sources(console: Console, seen: Health, now: datetime, *, show_all: bool) -> None:
    from rich.table import Table  # noqa: PLC0415 - as above

    bad = [row for row in seen.sources if row.state in BAD]
    well = [row for row in seen.sources if row.state not in BAD]
    shown = well if show_all else well[:SHOWN]
    table = Table(box=None, pad_edge=False, expand=False)
    table.add_column("Source", max_width=26, overflow="fold")
    table.add_column("State", no_wrap=True)
    table.add_column("Next", no_wrap=True)
    table.add_column("Last well", no_wrap=True)
    table.add_column("Reason", overflow="fold")
    for row in (*bad, *shown):
        table.add_row(*_cells(row, now), style="red" if row in bad else None)
    for name in seen.waiting[: None if show_all else SHOWN]:
        table.add_row(name, "new", "at once", "never", "")
    if table.row_count:
        console.print()
        console.print(table)
        console.print()
    left = len(well) - len(shown) + max(0, len(seen.waiting) - (len(seen.waiting) if show_all else SHOWN))
    if left:
        console.print(f"… and {left} more that are well; --all lists them", style="dim")


def _cells(row: SourceRow, now: datetime) -> tuple[str, str, str, str, str]:
    due = "now" if row.next_fetch_at <= now else _when(row.next_fetch_at, now)
    return row.name, row.state, due, _when(row.last_ok_at, now), row.reason


def _when(at: datetime | None, now: datetime) -> str:
    """Say how far away a moment is, in its largest unit."""
    if at is None:
        return "never"
    seconds = round((at - now).total_seconds())
    far = abs(seconds)
    number, unit = next((far // size, name) for name, size in UNITS if far >= size or size == 1)
    return f"in {number} {unit}" if seconds > 0 else f"{number} {unit} ago"


UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def _size(number: int) -> str:
    """Write bytes in the largest decimal unit that keeps them above one."""
    size = float(number)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"
