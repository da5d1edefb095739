"""Short names for sources and watches, made of titles and addresses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 60


def free_name(said: str, taken: Collection[str]) -> str:
    """Make a name of a title or an address, as the configuration wants names; unlike all that are taken."""
    if re.match(r"https?://", said):
        parts = urlsplit(said)
        said = f"{(parts.hostname or '').removeprefix('www.')} {parts.path.replace('feed', '')}"
    plain = (
        unicodedata.normalize("NFKD", said.replace("'", "").replace("’", ""))
        .encode("ascii", "ignore")
        .decode()
    )
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].strip("-") or "source"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
