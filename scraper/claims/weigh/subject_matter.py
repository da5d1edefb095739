"""Signs of whether a document is about the watched title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.weigh.sight import bucket

if TYPE_CHECKING:
    from scraper.claims.weigh.draft import Draft

_FIGURES = re.compile(r"[\d(].*")


def document_signs(draft: Draft) -> list[str]:
    """Return the signs of a whole document: the rules' verdict, who is named, and its words."""
    scene = draft.scene
    head = len(scene.document.headline)
    others = {m.name for s in scene.sentences for m, _ in s.placed(Kind.OTHER)}
    signs = {
        "reason " + _FIGURES.sub("", draft.reason),
        f"about {draft.about:d}",
        f"titles {bucket(len(scene.titles), (0, 1, 2, 3, 5, 8))}",
        f"head {sum(m.end <= head for m in scene.titles)}",
        f"people {min(4, scene.people)}",
        f"platform {scene.platform:d}",
        f"rival {scene.rival:d}",
        f"others {bucket(len(others), (0, 1, 2, 4))}",
        f"findings {bucket(draft.findings, (0, 1, 2, 4))}",
        f"kind {scene.document.kind.name}",
        f"common {all(scene.lowered[m.start : m.end].strip() in scene.common for m in scene.titles):d}",
        *(f"written {m.name}" for m in scene.titles if m.name in ("tag", "quoted", "loose")),
        *draft.names,
        *("word " + w for w in draft.words),
    }
    return sorted(signs)
