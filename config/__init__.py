"""The operator's files. `load` is the only door; everything behind it is frozen and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from config.model import Config


def load(
    path: Path | None = None, *, required: bool = False, environment: Mapping[str, str] | None = None
) -> Config:
    """Read and check the configuration.

    `path` None means `$GLORYWATCH_CONFIG`, else the XDG place; if nothing is there, the shipped
    defaults stand alone, or with `required` that is an error too. `environment` stands in for the
    process's own. Raises ConfigError with every mistake found, each naming file and key.
    """
    from config.loader import read  # noqa: PLC0415 - config.errors is imported by every command; pydantic is slow

    return read(path, required=required, environment=environment)
