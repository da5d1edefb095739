"""`glorywatch redrive`: dead letters wait again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("redrive")
@click.argument("delivery", type=int, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that are dead or expired.")
@click.option("--subscriber", default="", metavar="NAME", help="Only of this subscriber.")
@config_option
@db_option
@json_option
def command(  # noqa: PLR0913 - a parameter an option, as click calls it
    delivery: tuple[int, ...],
    config_path: Path | None,
    db_path: Path | None,
    subscriber: str,
    *,
    everything: bool,
    as_json: bool,
) -> int:
    """Make dead, expired or cancelled deliveries wait again, by id or all at once.

    The daemon sends them with its next round, or `glorywatch once`. They keep their key, so a
    receiver that has one already drops the second. Delivered ones are never sent again.

    \b
    Examples:
      glorywatch redrive 17 18
      glorywatch redrive --all --subscriber me
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.model import DeliveryState  # noqa: PLC0415 - start fast
    from notifier.store import deliveries, open_log  # noqa: PLC0415

    if bool(delivery) == everything:
        msg = "name deliveries by id, or give --all; `glorywatch deliveries --dead` lists them"
        raise click.UsageError(msg)
    lost = (DeliveryState.DEAD, DeliveryState.EXPIRED)
    config = configured(config_path, db_path)
    with open_log(config.log_path) as log, log.transaction():
        found = deliveries.closed(log, states=lost) if everything else deliveries.closed(log, ids=delivery)
        revived = [
            one
            for one in found
            if one.state in (*lost, DeliveryState.CANCELLED) and subscriber in ("", one.subscriber)
        ]
        for one in revived:
            deliveries.revive(log, one.id, now=datetime.now(UTC))
    left = sorted(set(delivery) - {one.id for one in revived})
    if as_json:
        click.echo(json.dumps({"revived": [one.id for one in revived], "left": left}))
    else:
        click.echo(f"{len(revived)} deliveries wait again" + ("" if revived else "; none was lost"))
        for number in left:
            click.echo(
                f"delivery {number} was not revived: it is unknown, delivered or still waiting", err=True
            )
    return 1 if left else 0
