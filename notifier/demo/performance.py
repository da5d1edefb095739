"""One performance from curtain to curtain: for people on a terminal, or as JSON lines for programs."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from config.errors import ConfigError
from notifier.demo import acts, programme, stage
from notifier.store import open_log
from scraper.store import facts

if TYPE_CHECKING:
    from notifier.demo.stage import Line, Scene


def give(place: Path | None, *, as_json: bool) -> bool:
    """Play all acts into `place`, a new directory; None makes a temporary one, which is kept.

    Returns whether everything that mattered was told, once. Raises ConfigError if `place` exists already.
    """
    if place is None:
        place = Path(tempfile.mkdtemp(prefix="glorywatch-demo-"))
    else:
        try:
            place.mkdir(parents=True)
        except FileExistsError:
            raise ConfigError([f"{place}: exists already; the demo wants a new directory"]) from None
    scenes = _recite(place) if as_json else _show(place)
    return all(shown.right for shown in scenes)


def _recite(place: Path) -> list[Scene]:
    began, scenes = monotonic(), []
    for shown in stage.play(acts.load(), place):
        scenes.append(shown)
        click.echo(json.dumps(_scene(shown), ensure_ascii=False))
    mistakes = [line for shown in scenes for line in programme.complaints(shown)]
    last = {"mistakes": mistakes, "log": str(place / stage.LOG), "seconds": round(monotonic() - began, 2)}
    click.echo(json.dumps(last, ensure_ascii=False))
    return scenes


def _show(place: Path) -> list[Scene]:
    console, history = Console(highlight=False), acts.load()
    began, scenes = monotonic(), []
    programme.opening(console, history)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        acting = bar.add_task("January 2021", total=len(history.acts))
        for shown in stage.play(history, place):
            scenes.append(shown)
            programme.scene(console, history, shown)
            bar.update(acting, advance=1, description=f"{shown.act.day:%B %Y}")
    with open_log(place / stage.LOG, read_only=True) as log:
        programme.closing(console, scenes, facts.held(log).values(), place, seconds=monotonic() - began)
    return scenes


def _scene(shown: Scene) -> dict[str, Any]:
    return {
        "act": shown.number,
        "title": shown.act.title,
        "day": shown.act.day.isoformat(),
        "printed": len(shown.act.prints),
        "told": [_line(line) for line in shown.told],
        "quiet": [_line(line) for line in shown.quiet],
        "mails": [letter.subject for letter in shown.letters],
        "calls": shown.calls,
        "asked": shown.asked,
        "unchanged": shown.unchanged,
        "mistakes": programme.complaints(shown),
    }


def _line(line: Line) -> dict[str, Any]:
    change = line.news.change
    return {
        "change": line.news.id,
        "item": {"scope": change.item.scope, "field": change.item.field},
        "kind": change.kind,
        "old": change.old,
        "new": change.new,
        "cause": line.ruling.cause,
        "reason": line.ruling.reason,
        "publisher": line.news.evidence.publisher,
        "quote": change.quote,
    }
