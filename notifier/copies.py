"""Which documents of a stream are copies of one another: for replay, where no crawl has tied them."""

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
        self._seen: dict[str, OrderedDict[str, tuple[int, str, str]]] = {}

    def tied(self, document: Document, title: str) -> Document:
        """Return the document with its origin, if it copies an earlier one of the title."""
        seen = self._seen.setdefault(title, OrderedDict())
        mark = fingerprint(document.text)
        origin = document.origin
        if not origin:
            for key, (other, text, first) in seen.items():
                if key != document.id and (
                    text == document.text or (near(mark, other) and same_text(text, document.text))
                ):
                    origin = first
                    break
        seen[document.id] = (mark, document.text, origin or document.id)
        while len(seen) > WINDOW:
            seen.popitem(last=False)
        return replace(document, origin=origin) if origin and origin != document.id else document
