"""Hidden values: `${VARIABLE}` inside them, or the file that holds them.

Only keys marked as hidden are treated so. A mistake names the variable or the file and never a
value. `$${` writes a literal `${`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from config.tomlfile import Place

    Complain = Callable[[Place, str], None]

LARGEST = 64 * 1024  # bytes of a file that holds a secret
_VARIABLE = re.compile(r"\$\$\{|\$\{([^}]*)\}")


class Secrets:
    """Fills hidden keys in from the environment and from files, collecting mistakes and warnings."""

    def __init__(self, environment: Mapping[str, str], folder: Path, complain: Complain) -> None:
        self.environment = environment
        self.folder = folder
        self.complain = complain
        self.warnings: list[str] = []
        self.written_out = False  # whether the file itself holds a secret

    def reveal(self, table: dict[str, Any], hidden: Collection[str], place: Place) -> dict[str, Any]:
        """Return the table with its hidden keys filled in; a key in trouble is left out and complained of."""
        revealed: dict[str, Any] = {}
        for key, value in table.items():
            here = (*place, key)
            target = key.removesuffix("_file")
            if key != target and target in hidden:
                if target in table:
                    self.complain(here, f"is given beside {target}; keep one of the two")
                elif (text := self._from_file(value, here)) is not None:
                    revealed[target] = text
            elif key in hidden and isinstance(value, dict):
                revealed[key] = self.reveal(value, {name.removesuffix("_file") for name in value}, here)
            elif key in hidden and isinstance(value, str):
                if (text := self._expanded(value, here)) is not None:
                    revealed[key] = text
            else:
                if isinstance(value, str) and key not in hidden and re.search(r"\$\{\w+\}", value):
                    self.complain(
                        here, "holds ${…}, which is only filled in where a value is hidden; write it out"
                    )
                revealed[key] = value
        return revealed

    def _expanded(self, text: str, place: Place) -> str | None:
        missing = []

        def fill(found: re.Match[str]) -> str:
            if found[1] is None:
                return "${"
            value = self.environment.get(found[1])
            if not value:
                missing.append(found[1])
            return value or ""

        filled = _VARIABLE.sub(fill, text)
        for name in missing:
            self.complain(place, f"needs the environment variable {name or '(no name)'}, which is not set")
        self.written_out |= bool(text) and not any(_VARIABLE.findall(text))
        return None if missing else filled

    def _from_file(self, name: object, place: Place) -> str | None:
        if not isinstance(name, str) or not name:
            self.complain(place, "must be the path of a file, in quotes")
            return None
        path = self.folder / Path(name).expanduser()
        try:
            with path.open("rb") as file:
                body = file.read(LARGEST)
            mode = path.stat().st_mode
        except OSError as error:
            self.complain(place, f"names the file {path}, which cannot be read: {error.strerror}")
            return None
        try:
            text = body.decode().strip()
        except UnicodeDecodeError:
            text = ""
        if not text or "\n" in text:
            self.complain(place, f"names the file {path}, which must hold one line of text")
            return None
        if mode & 0o077:
            self.warnings.append(f"{path} holds a secret and others may read it; run: chmod 600 {path}")
        return text
