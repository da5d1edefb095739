"""`glorywatch replay FILE.jsonl [--db PATH]`: a file of documents folded into changes, telling nobody."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from notifier.cli import DONE, PARTLY
from notifier.replay import Fold, documents, line, order

if TYPE_CHECKING:
    from notifier.replay import Folded


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--db",
    "db_path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Keep everything in this log, and go on where a run was cut off.",
)
def command(file: Path, db_path: Path | None) -> int:
    """Fold the documents of FILE (JSON, one a line) into changes, in order of publication.

    Prints one change a line as JSON. `told` is what a subscriber who set nothing would have got.
    Nobody is told anything. Without --db nothing is kept.

    \b
    Example:
      glorywatch replay documents.jsonl | jq 'select(.told)'
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    mistakes: list[str] = []
    places = order(file, mistakes.append)
    with _progress() as bar:
        task = bar.add_task("replay", total=len(places))
        fold = _fold(db_path)
        for found in documents(file, places, mistakes.append):
            if found is not None:
                _print(fold.hear(*found))
            bar.advance(task)
        fold.close()
    for mistake in mistakes:
        click.echo(mistake, err=True)
    return PARTLY if mistakes else DONE


def _fold(db_path: Path | None) -> Fold:
    if db_path is None:
        return Fold()
    from notifier.replay_log import LogFold  # noqa: PLC0415
    from notifier.store import open_log  # noqa: PLC0415 - only with --db

    return LogFold(open_log(db_path))


def _print(folded: list[Folded]) -> None:
    for one in folded:
        click.echo(json.dumps(line(one), ensure_ascii=False))


def _progress() -> Progress:
    """Return a bar on standard error, where that is a terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console, disable=not console.is_terminal, transient=True,
    )  # fmt: skip
