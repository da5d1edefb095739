"""`glorywatch reread`: what the present reader and rules make of the stored documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option
from notifier.cli.tables import change_row, moved, print_json, print_table, what

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.reread import Difference


@click.command("reread")
@click.option("--adopt", is_flag=True, help="Keep the new readings and facts; nobody is told.")
@config_option
@db_option
@json_option
def command(config_path: Path | None, db_path: Path | None, *, adopt: bool, as_json: bool) -> int:
    """Read every stored document again and show which facts and changes would be different.

    Without --adopt nothing is written. With it the facts follow the new reading; the old readings and
    claims stay beside the new ones, with the version of the reader that made them.

    \b
    Examples:
      glorywatch reread
      glorywatch reread --adopt
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from rich.console import Console  # noqa: PLC0415 - start fast
    from rich.progress import Progress  # noqa: PLC0415

    from notifier.clock import utc_now  # noqa: PLC0415
    from notifier.store import open_log  # noqa: PLC0415
    from scraper.reread import reread  # noqa: PLC0415

    config = configured(config_path, db_path)
    console = Console(stderr=True)
    with open_log(config.log_path) as log:
        counted = log.row("SELECT count(*) AS n FROM revisions WHERE unreadable = ''")
        with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
            task = bar.add_task("reread", total=counted["n"] if counted else 0)
            found = reread(
                log, config.watches, now=utc_now(), adopt=adopt, step=lambda n: bar.update(task, completed=n)
            )
    if as_json:
        print_json([_json(found)])
    else:
        _show(found, adopted=adopt)
    return 0


def _show(found: Difference, *, adopted: bool) -> None:
    click.echo(f"{found.revisions} revisions read with {found.extractor}, rules {found.rules}")
    click.echo("the facts were adopted\n" if adopted else "nothing was written\n")
    print_table(
        ("title", "what", "held", "reread"),
        [(item.title, what(item), old or "-", new or "-") for item, old, new in found.facts],
        nothing="the facts are the same",
    )
    for heading, changes in (
        ("\nchanges that are in the log only", found.only_logged),
        ("\nchanges that the reading would make", found.only_reread),
    ):
        if changes:
            click.echo(heading)
            print_table(
                ("on", "title", "what", "value", "rule"),
                [(c.published_at.date(), c.item.title, what(c.item), moved(c), c.rule) for c in changes],
                nothing="",
            )


def _json(found: Difference) -> dict[str, object]:
    return {
        "extractor": found.extractor,
        "rules": found.rules,
        "revisions": found.revisions,
        "facts": [
            {"title": item.title, "scope": item.scope, "field": item.field.value, "held": old, "reread": new}
            for item, old, new in found.facts
        ],
        "only_logged": [change_row(0, change) for change in found.only_logged],
        "only_reread": [change_row(0, change) for change in found.only_reread],
    }
