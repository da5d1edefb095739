"""Whether a document really reports on the watched title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.scene import Scene


def decide(scene: Scene, findings: list[Finding]) -> tuple[bool, str]:
    """Return whether the document is about the title, and why."""
    if not scene.titles:
        return False, "the title is not named"
    return True, "named"


__all__ = ["Kind", "decide", "re"]
