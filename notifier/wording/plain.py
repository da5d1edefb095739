"""Plain text at 72 columns, where a Korean letter takes two."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from notifier.wording import words
from notifier.wording.clean import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from notifier.wording.pieces import Piece, Reader

WIDTH = 72


def width(text: str) -> int:
    """Return the columns a terminal or mail reader gives to `text`."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def wrap(text: str, indent: str = "", columns: int = WIDTH) -> list[str]:
    """Return `text` in lines of at most `columns`, each behind `indent`; longer words stay whole."""
    lines, now = [], ""
    for word in text.split():
        joined = f"{now} {word}" if now else word
        if now and width(indent + joined) > columns:
            lines.append(indent + now)
            now = word
        else:
            now = joined
    return [*lines, indent + now] if now else lines


def full(pieces: Sequence[Piece], reader: Reader, *, repeat: bool = False) -> str:
    """Return the text part of a mail, also the text of a webhook."""
    label = words.LABEL[reader.language]
    lines: list[str] = [*wrap(label["repeat"]), ""] if repeat else []
    for one in pieces:
        lines += [*_core(one, label), ""]
        if one.history:
            lines += [label["history"], *_table((r.day, r.move, r.note) for r in one.history), ""]
    if reader.why:
        lines += ["-- ", *wrap(reader.why)]
    return "\n".join(lines).rstrip("\n") + "\n"


def chat(pieces: Sequence[Piece], reader: Reader, *, repeat: bool = False) -> str:
    """Return the text for a chat: no table, no footer, nothing that calls anybody."""
    label = words.LABEL[reader.language]
    lines: list[str] = [label["repeat"], ""] if repeat else []
    for one in pieces:
        lines += [harmless(one.subject)] if len(pieces) > 1 else []
        lines += [f"{label['was']}: {harmless(one.old)}"] if one.old else []
        lines += [
            f"{label['now']}: {harmless(one.new)}",
            f"“{harmless(one.quote)}”",
            harmless(one.who),
            one.sure,
        ]
        lines += [one.link, ""] if one.link else [""]
    return "\n".join(lines).rstrip("\n")


def short(pieces: Sequence[Piece]) -> str:
    """Return two or three lines for a push; the title above them says the rest."""
    if len(pieces) == 1:
        [one] = pieces
        return harmless(f"{one.who}\n{one.sure}")
    return harmless("\n".join(one.subject for one in pieces[:5]) + ("\n…" if len(pieces) > 5 else ""))


def _core(one: Piece, label: dict[str, str]) -> list[str]:
    lines = [*wrap(one.title), *wrap(one.field[:1].upper() + one.field[1:]), ""]
    lines += _table([(label["was"], one.old)] * bool(one.old) + [(label["now"], one.new)])
    lines += ["", *wrap(f"“{one.quote}”", "  "), *wrap(one.who, "  "), "", *wrap(one.sure)]
    return [*lines, *wrap(f"{label['source']}: {one.link}")] if one.link else lines


def _table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return rows in aligned columns, each line within the width if it can be."""
    table = list(rows)
    widths = [max(width(row[i]) for row in table) for i in range(len(table[0]) - 1)]
    lines = []
    for row in table:
        cells = [cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=False)]
        lines.append(("  " + "  ".join([*cells, row[-1]])).rstrip())
    if len(table[0]) == 3 and any(width(text) > WIDTH for text in lines):
        return [text for day, move, note in table for text in (f"  {day}  {note}", *wrap(move, "    "))]
    return lines
