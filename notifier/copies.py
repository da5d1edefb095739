"""Which documents of a stream are copies of one another: for replay, where no crawl has tied them.

Only documents that claim something need to be tied: the others have no voice that could be counted twice.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.dedup import fingerprint, near, same_text

if TYPE_CHECKING:
    from scraper.model import Document

WINDOW = 200  # documents of one title that are looked back on; copies appear within days


class Copies:
    """The latest documents of each title, and of which document each is a copy."""

    def __init__(self) -> None:
        self._seen: dict[str, OrderedDict[str, tuple[int, str, Document]]] = {}

    def tied(self, document: Document, title: str) -> Document:
        """Return the document with its origin, whose voice it speaks with, if it copies an earlier one."""
        seen = self._seen.setdefault(title, OrderedDict())
        mark = fingerprint(document.text)
        origin = None
        if not document.origin:
            for key, (other, text, first) in seen.items():
                if key != document.id and (
                    text == document.text or (near(mark, other) and same_text(text, document.text))
                ):
                    origin = first
                    break
        seen[document.id] = (mark, document.text, origin or document)
        while len(seen) > WINDOW:
            seen.popitem(last=False)
        if origin is None or origin.id == document.id:
            return document
        return replace(document, origin=origin.id, publisher=origin.publisher or origin.source)
