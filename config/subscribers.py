"""Small changes to subscribers and groups in the operator's file; the rest stays letter for letter. Pure."""

from __future__ import annotations

import re

from config import rows

TABLES = ("subscriber", "group")


def added(text: str, table: str) -> str:
    """Return the file with a table at its end."""
    return f"{text.rstrip()}\n\n{table}".lstrip("\n")


def removed(text: str, name: str) -> str | None:
    """Return the file without a subscriber or group, None if it has none; comments of the next stay."""
    found = rows.found(text, TABLES, name)
    if found is None:
        return None
    lines, start, end, _ = found
    while end > start and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    kept = lines[:start] + lines[end:]
    return re.sub(r"\n{3,}", "\n\n", "".join(kept))


def paused(text: str, name: str, *, value: bool) -> str | None:
    """Return the file with a subscriber or group paused or resumed, None if it has no such one."""
    return rows.switched(text, TABLES, name, "paused", value=value)
