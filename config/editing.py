"""Small changes to the operator's file, which stays theirs: comments, order and spacing are kept.

All functions are pure, text in and text out, except `save`, which lets nothing through that `load` would
refuse.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import config
from config import rows
from config.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from config.model import Part


def table(kind: str, values: Mapping[str, Any]) -> str:
    """Write one table of an array, `[[kind]]`, a key a line."""
    lines = [f"{key} = {_value(value)}" for key, value in values.items()]
    return "\n".join([f"[[{kind}]]", *lines]) + "\n"


def said(part: Part, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """Return what a table must say to mean `part`: what differs from the defaults, secrets left out."""
    values = part.model_dump(mode="python", exclude_defaults=True, exclude={"token", "headers", *without})
    return {key: value for key, value in values.items() if value not in ("", (), [], {}, None)}


def added(text: str, kind: str, tables: Iterable[str]) -> str:
    """Return the file with tables added at its end.

    The first table of its kind would put the shipped list of that kind out of use, so it is asked for by
    name in [defaults] then, unless the file has decided on it.
    """
    name = {"source": "sources", "watch": "watch"}[kind]
    first = not re.search(rf"(?m)^\s*\[\[\s*{kind}\s*\]\]", text)
    decided = re.search(rf"(?m)^\s*{name}\s*=", _section(text, "defaults"))
    if first and not decided:
        text = _with_default(text, f"{name} = true")
    parts = [text.rstrip("\n"), *(one.rstrip("\n") for one in tables)]
    return "\n\n".join(part for part in parts if part) + "\n"


def switched(text: str, name: str, *, enabled: bool) -> str | None:
    """Return the file with a source turned on or off, None where the file has no source of that name."""
    return rows.switched(text, ("source",), name, "enabled", value=enabled)


def save(path: Path, text: str) -> None:
    """Replace the file by `text` at once, or not at all. Raises ConfigError for what `load` would refuse."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        try:
            config.load(draft)
        except ConfigError as error:
            raise ConfigError([m.replace(str(draft), str(path)) for m in error.mistakes]) from error
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _value(value: Any) -> str:  # noqa: ANN401 - whatever a model holds
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        unit, letter = next(
            (u, s) for u, s in ((86400, "d"), (3600, "h"), (60, "m"), (1, "s")) if seconds % u == 0
        )
        return f'"{seconds // unit}{letter}"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    # A JSON string is a TOML basic string, but for DEL, which JSON leaves bare.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _section(text: str, name: str) -> str:
    found = re.search(rf"(?ms)^\s*\[{name}\][^\n]*\n(.*?)(?=^\s*\[|\Z)", text)
    return found[1] if found else ""


def _with_default(text: str, line: str) -> str:
    header = re.search(r"(?m)^\s*\[defaults\][^\n]*\n?", text)
    if header is None:
        return f"{text.rstrip()}\n\n[defaults]\n{line}\n".lstrip("\n")
    at = header.end()
    gap = "" if header[0].endswith("\n") else "\n"
    return f"{text[:at]}{gap}{line}\n{text[at:]}"
