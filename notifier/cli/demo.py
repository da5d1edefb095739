"""`glorywatch demo`: the whole job against a bundled local newsroom; needs no network and no account."""

from __future__ import annotations

from pathlib import Path

import click

from notifier.cli.options import json_option


@click.command("demo")
@click.option(
    "--into",
    "place",
    type=click.Path(path_type=Path),
    metavar="DIRECTORY",
    help="Where the log and its configuration go; must not exist yet. [default: a temporary one, kept]",
)
@json_option
def command(place: Path | None, *, as_json: bool) -> int:
    """Play the history of The Glory, January 2021 to March 2023, and tell a mailbox about it.

    Exits with 1 if something that mattered was missed, or something was false or told twice.

    \b
    Example:
      glorywatch demo --into ./demo
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.cli import DONE, PARTLY  # noqa: PLC0415 - the package imports this module by name
    from notifier.demo import performance  # noqa: PLC0415 - start fast

    return DONE if performance.give(place, as_json=as_json) else PARTLY
