"""The installed command, run as an operator runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

GLORYWATCH = Path(sys.executable).with_name("glorywatch")


def run(
    *arguments: Any, feed: str | None = None, timeout_s: float = 60.0, columns: int = 100
) -> subprocess.CompletedProcess[str]:
    """Run `glorywatch ARGUMENTS` to its end; `feed` is its standard input. Whatever it exits with is returned."""
    return subprocess.run(
        [GLORYWATCH, *map(str, arguments)],
        input=feed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=timeout_s,
        env=os.environ | {"COLUMNS": str(columns)},
    )


def start(*arguments: Any, output: Path) -> subprocess.Popen[bytes]:
    """Start `glorywatch ARGUMENTS`, both its outputs going to the file `output`; the caller ends it."""
    with output.open("wb") as file:
        return subprocess.Popen(
            [GLORYWATCH, *map(str, arguments)], stdout=file, stderr=file, start_new_session=True
        )
