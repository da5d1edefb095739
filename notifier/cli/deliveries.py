"""`glorywatch deliveries`: what was sent, what waits, what was refused, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("deliveries")
@click.option(
    "--waiting", "states", flag_value="waiting,sending", help="Only those that are still to be sent."
)
@click.option("--dead", "states", flag_value="dead,expired", help="Only those that were given up.")
@click.option("--subscriber", default="", metavar="NAME", help="Only of this subscriber.")
@click.option("--limit", default=50, show_default=True, help="How many, newest first.")
@config_option
@db_option
@json_option
def command(  # noqa: PLR0913 - a parameter an option, as click calls it
    states: str | None,
    subscriber: str,
    limit: int,
    config_path: Path | None,
    db_path: Path | None,
    *,
    as_json: bool,
) -> int:
    """List deliveries, newest first: one row for each message and channel.

    \b
    Examples:
      glorywatch deliveries
      glorywatch deliveries --dead --json
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.model import DeliveryState  # noqa: PLC0415 - start fast
    from notifier.store import deliveries, open_log  # noqa: PLC0415

    config = configured(config_path, db_path)
    wanted = [DeliveryState(state) for state in (states or "").split(",") if state]
    with open_log(config.log_path, read_only=True) as log:
        rows = deliveries.listed(log, states=wanted, subscriber=subscriber, limit=limit)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return 0
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    heads = ("id", "to", "by", "state", "tries", "made")
    short = [
        (str(r["id"]), r["subscriber"], r["channel"], r["state"], str(r["attempts"]), _day(r["created_at"]))
        for r in rows
    ]
    table = Table(box=None, pad_edge=False)
    for place, head in enumerate(heads):
        table.add_column(head, min_width=max([len(head), *(len(cells[place]) for cells in short)]))
    table.add_column("why not, or about", no_wrap=True, overflow="ellipsis")  # --json has all of it
    for row, cells in zip(rows, short, strict=True):
        last = row["reason"] or row["subject"] or row["kind"]
        table.add_row(*(Text(cell) for cell in cells), Text(last, overflow="ellipsis", no_wrap=True))
    if rows:
        Console(soft_wrap=False).print(table)
    else:
        click.echo("no deliveries")
    return 0


def _day(stamp: str) -> str:
    """Return the month, day and minute of a stamp, UTC."""
    return stamp[5:16].replace("T", " ")
