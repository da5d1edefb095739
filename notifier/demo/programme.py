"""What the audience sees: each act as it is played, then what the log holds."""

from __future__ import annotations

import shutil
from datetime import UTC
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from notifier.wording.dates import say
from notifier.wording.pieces import scope_of
from scraper.model import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from rich.console import Console

    from notifier.demo.acts import History, Print
    from notifier.demo.stage import Line, Scene
    from scraper.model import Fact, Item

    Piece = str | tuple[str, str]  # words, or words and their style

_STANDING = {"official": "green", "trade": "cyan", "database": "blue", "fan": "yellow"}
_LONGEST = 72  # characters of a quote that are shown


def opening(console: Console, history: History) -> None:
    """Say what is about to be seen."""
    console.print(
        f"[bold]Glory Watch, the demo.[/bold] {len(history.outlets)} invented outlets print the real history "
        f"of The Glory in {len(history.acts)} acts. They are crawled over HTTP on this machine; alerts go to "
        "a mail server and a webhook on this machine. Only the clock is set by hand; times are UTC.",
    )


def scene(console: Console, history: History, shown: Scene) -> None:
    """Show one act: what was printed by whom, what the reader was told, what was kept quiet."""
    act = shown.act
    console.print()
    console.print(
        Text.assemble((f"{shown.number}. {act.title}", "bold"), (f"  {act.day.day} {act.day:%B %Y}", "dim"))
    )
    for at, prints in act.moments:
        for text in prints:
            _line(console, *_printed(history, at, text))
    for letter in shown.letters:
        _line(console, "  ✉ ", (letter.subject, "bold magenta"))
    for line in shown.told:
        _line(console, "    ", *_evidence(line))
    for line in shown.quiet:
        _line(console, ("  · ", "dim"), (f"{moved(line)}: {line.ruling.reason}", "dim"))
    if not shown.lines:
        _line(console, ("  · nothing changed, nobody is told", "dim"))
    for wrong in complaints(shown):
        _line(console, ("  ✗ ", "bold red"), (wrong, "bold red"))


def moved(line: Line) -> str:
    """Say in half a line what moved."""
    return f"{thing(line.news.change.item)} {_arrow(line)}"


def thing(item: Item) -> str:
    """Name the item without its title: "season 1, part 2 release date"."""
    return f"{scope_of(item.scope, 'en')} {item.field.value}".strip().replace("_", " ")


def value(field: Field, written: str | None) -> str:
    """Say a value: "30 December 2022", "post production"; "–" for none."""
    if written is None:
        return "–"
    return say(written, "en") if field is Field.RELEASE_DATE else written.replace("_", " ")


def complaints(shown: Scene) -> list[str]:
    """Return what went wrong in an act; empty if all was right."""
    return [
        *(f"missed: {t.field.value} {t.value} ({'/'.join(t.scopes)})" for t in shown.missed),
        *(f"false alert: {moved(line)}" for line in shown.false),
        *(f"told again: {moved(line)}" for line in shown.repeated),
    ]


def closing(
    console: Console, scenes: Sequence[Scene], facts: Iterable[Fact], place: Path, *, seconds: float
) -> None:
    """Show the facts, the changes, the figures and where the log is."""
    console.print()
    console.print(_table("What is held true now", ("item", "value", "standing", "since"), map(_fact, facts)))
    console.print()
    changes = [_change(line) for shown in scenes for line in shown.lines]
    columns = ("day", "item", "change", "told", "because")
    console.print(_table("What changed, and why it was told or not", columns, changes))
    console.print()
    told = [line for shown in scenes for line in shown.told]
    asked, unchanged = sum(s.asked for s in scenes), sum(s.unchanged for s in scenes)
    console.print(
        f"{asked} requests, {unchanged} of them answered “not modified”; "
        f"{len(told)} changes told in {sum(len(s.letters) for s in scenes)} mails "
        f"and {sum(s.calls for s in scenes)} webhook calls; {seconds:.0f} s."
    )
    wrong = sum(len(complaints(s)) for s in scenes)
    verdict = Text(f"{wrong} mistakes, marked ✗ above.", style="bold red")
    console.print(verdict if wrong else "Nothing missed, nothing false, nothing told twice.")
    console.print(f"\nThe log and its configuration are in {escape(str(place))}. Ask them:", soft_wrap=True)
    change = next((line.news.id for line in reversed(told) if _moved_on(line)), 1)
    # `make demo` starts it from a virtual environment that no shell has on its path
    command = "glorywatch" if shutil.which("glorywatch") else ".venv/bin/glorywatch"
    console.print(f"  {command} why {change} --config {escape(str(place / 'config.toml'))}", soft_wrap=True)


def _moved_on(line: Line) -> bool:
    """Whether there is a chain worth showing behind it: a date that replaced another."""
    change = line.news.change
    return change.item.field is Field.RELEASE_DATE and change.old not in (None, change.new)


def _fact(fact: Fact) -> tuple[str, ...]:
    held = value(fact.item.field, fact.value)
    return thing(fact.item), held, fact.standing.name.lower(), f"{fact.since:%Y-%m-%d}"


def _change(line: Line) -> tuple[str, ...]:
    change = line.news.change
    told = "yes" if line.ruling.told else "no"
    return f"{change.published_at:%Y-%m-%d}", thing(change.item), _arrow(line), told, line.ruling.reason


def _arrow(line: Line) -> str:
    change = line.news.change
    old, new = value(change.item.field, change.old), value(change.item.field, change.new)
    return new if change.old in (None, change.new) else f"{old} → {new}"


def _printed(history: History, at: datetime, text: Print) -> Sequence[Piece]:
    outlet = history.outlet(text.outlet)
    words = " ".join((text.headline or text.text).split())
    note = "  (edited)" if text.updated else f"  (of {text.at:%d %B %Y}, found now)" if text.found else ""
    return (
        (f"  {at.astimezone(UTC):%d %b %H:%M}  ", "dim"),
        (outlet.title, _STANDING[outlet.standing]),
        f"  {words}",
        (note, "dim"),
    )


def _evidence(line: Line) -> Sequence[Piece]:
    said = " ".join(line.news.change.quote.split())
    who = f"{line.news.evidence.publisher}, {line.news.change.standing.name.lower()}"
    said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
    return (f"“{said}”", "italic"), (f"  {who}", "dim")


def _line(console: Console, *pieces: Piece) -> None:
    console.print(Text.assemble(*pieces), no_wrap=True, overflow="ellipsis")


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table
