"""The root of all errors that are ours, and the one an operator mends by editing a file."""

from __future__ import annotations


class GloryWatchError(Exception):
    """Anything this program raises on purpose; its text is fit to be shown without a traceback."""


class ConfigError(GloryWatchError):
    """One or more mistakes in the operator's files. `mistakes` holds a line each, "file: key: what"."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes
