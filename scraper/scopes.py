"""Scopes taken apart: "" (nobody says), "S2", "S1P2", "film"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

SCOPE = re.compile(r"S(\d{1,2})(?:P(\d{1,2}))?")
UNNAMED = ""
FILM = "film"
NO_SEASON = 99  # sorts a film after all seasons


class Key(NamedTuple):
    """A scope as numbers, in order of appearance: "S1P2" is season 1, part 2; part 0 is the whole season."""

    season: int
    part: int


@lru_cache(maxsize=1024)
def key(scope: str) -> Key:
    """Take a scope apart."""
    found = SCOPE.fullmatch(scope)
    return Key(int(found[1]), int(found[2] or 0)) if found else Key(NO_SEASON, 0)


def is_season(scope: str) -> bool:
    """Whether it is a season or a part of one."""
    return SCOPE.fullmatch(scope) is not None
