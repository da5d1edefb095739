"""Small changes to subscribers and groups in the operator's file; the rest stays letter for letter. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

_HEADER = re.compile(r"^\s*\[")


def _blocks(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the lines of a file and where each of its subscribers and groups stands among them."""
    lines = text.splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if _HEADER.match(line)] + [len(lines)]
    return lines, [
        (start, end)
        for start, end in pairwise(starts)
        if re.match(r"\s*\[\[\s*(?:subscriber|group)\s*\]\]", lines[start])
    ]


def _found(text: str, name: str) -> tuple[list[str], int, int, int] | None:
    """Return the lines, the start and end of the named subscriber or group, and the line of its name."""
    named = re.compile(rf"""\s*name\s*=\s*(["']){re.escape(name)}\1\s*(#.*)?$""")
    lines, blocks = _blocks(text)
    for start, end in blocks:
        for i in range(start + 1, end):
            if named.match(lines[i].rstrip("\r\n")):
                return lines, start, end, i
    return None


def added(text: str, table: str) -> str:
    """Return the file with a table at its end."""
    return f"{text.rstrip()}\n\n{table}".lstrip("\n")


def removed(text: str, name: str) -> str | None:
    """Return the file without a subscriber or group, None if it has none; comments of the next stay."""
    found = _found(text, name)
    if found is None:
        return None
    lines, start, end, _ = found
    while end > start and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    kept = lines[:start] + lines[end:]
    return re.sub(r"\n{3,}", "\n\n", "".join(kept))


def paused(text: str, name: str, *, value: bool) -> str | None:
    """Return the file with a subscriber or group paused or resumed, None if it has no such one."""
    found = _found(text, name)
    if found is None:
        return None
    lines, start, end, at = found
    for i in range(start + 1, end):
        if line := re.match(r"(\s*paused\s*=\s*)(true|false)(.*)", lines[i], re.DOTALL):
            lines[i] = f"{line[1]}{str(value).lower()}{line[3]}"
            return "".join(lines)
    if not lines[at].endswith("\n"):
        lines[at] += "\n"
    lines.insert(at + 1, f"paused = {str(value).lower()}\n")
    return "".join(lines)
