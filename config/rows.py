"""A row of an array of tables in the operator's file: found by name, a key of it switched. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_HEADER = re.compile(r"^\s*\[")


class Row(NamedTuple):
    """Where a row stands: all lines of the file, `[start, end)` among them, and the line of its name."""

    lines: list[str]
    start: int
    end: int
    named: int


def found(text: str, tables: tuple[str, ...], name: str) -> Row | None:
    """Return the row of that name in one of these arrays, None where there is none."""
    lines = text.splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if _HEADER.match(line)] + [len(lines)]
    array = re.compile(rf"\s*\[\[\s*(?:{'|'.join(tables)})\s*\]\]")
    said = re.compile(rf"""\s*name\s*=\s*(["']){re.escape(name)}\1\s*(#.*)?$""")
    for start, end in pairwise(starts):
        if array.match(lines[start]):
            for i in range(start + 1, end):
                if said.match(lines[i].rstrip("\r\n")):
                    return Row(lines, start, end, i)
    return None


def switched(text: str, tables: tuple[str, ...], name: str, key: str, *, value: bool) -> str | None:
    """Return the file with a key of a row set to true or false, None where there is no such row."""
    row = found(text, tables, name)
    if row is None:
        return None
    lines = row.lines
    for i in range(row.start + 1, row.end):
        if line := re.match(rf"(\s*{key}\s*=\s*)(true|false)(.*)", lines[i], re.DOTALL):
            lines[i] = f"{line[1]}{str(value).lower()}{line[3]}"
            return "".join(lines)
    if not lines[row.named].endswith("\n"):
        lines[row.named] += "\n"
    lines.insert(row.named + 1, f"{key} = {str(value).lower()}\n")
    return "".join(lines)
