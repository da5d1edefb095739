"""One TOML file: its tables, and the line on which a key stands.

tomllib (PEP 680) gives values without places, so the lines are found by a second, coarser look at
the text; a key inside an array or inline table is reported at the line of what holds it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

from config.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 4 * 1024 * 1024  # bytes; a configuration of 10,000 sources has about 2 MB

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(\"[^\"]+\"|[A-Za-z0-9_-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=")

Place = tuple[str | int, ...]  # ("source", 2, "url"): tables of an array are counted from 0


class TomlFile:
    """A file that was read: `tables` holds its values, `line` finds where one stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.tables: dict[str, Any] = tomllib.loads(text)
        self._lines = _places(text)

    @classmethod
    def read(cls, path: Path) -> TomlFile:
        """Read the file at `path`. Raises ConfigError if it cannot be read or is no TOML."""
        try:
            with path.open("rb") as file:
                body = file.read(LARGEST + 1)
        except OSError as error:
            raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from error
        if len(body) > LARGEST:
            raise ConfigError(
                [f"{path}: is larger than {LARGEST // 1024 // 1024} MiB; this is no configuration"]
            )
        try:
            return cls(path, body.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = body.count(b"\n", 0, error.start) + 1
            raise ConfigError([f"{path}:{line}: is not UTF-8; save it in that encoding"]) from error
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error))
            line_number, what = (f":{where[2]}", where[1]) if where else ("", str(error))
            what = what[0].lower() + what[1:]
            raise ConfigError([f"{path}{line_number}: is no TOML: {what}"]) from error

    def line(self, place: Place) -> int | None:
        """Return the line, from 1, of a key or else of the nearest thing that holds it."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place[:-1]
        return None


def _places(text: str) -> dict[Place, int]:
    found: dict[Place, int] = {}
    arrays: Counter[Place] = Counter()
    table: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = ()
            names = [name.strip().strip('"') for name in header[2].split(".")]
            for depth, name in enumerate(names):
                table = (*table, name)
                last = depth == len(names) - 1
                found.setdefault(table, number)
                if last and header[1] == "[[":
                    arrays[table] += 1
                if table in arrays:
                    table = (*table, arrays[table] - 1)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            inside = tuple(name.strip().strip('"') for name in key[1].split("."))
            found.setdefault((*table, *inside), number)
    return found
