"""Item pipelines of `scrapy crawl`; the daemon keeps documents in the log instead (`crawl_pass.py`)."""

from __future__ import annotations

from dataclasses import replace

from scrapy.exceptions import DropItem

from scraper import dedup
from scraper.model import Document


class OneOrigin:
    """Lets a document pass once, and names the origin of a copy: the first document of the same text."""

    def __init__(self) -> None:
        self._texts: dict[str, Document] = {}

    def process_item(self, item: object) -> object:
        """Return the document, with its origin. Raises DropItem for one that has passed already."""
        if not isinstance(item, Document):
            return item
        if item.id in self._texts:
            reason = f"{item.id} was read already"
            raise DropItem(reason)
        mark = dedup.fingerprint(item.text)
        for first in self._texts.values():
            if dedup.near(dedup.fingerprint(first.text), mark) and dedup.same_text(first.text, item.text):
                item = replace(item, origin=item.origin or first.origin or first.id)
                break
        self._texts[item.id] = item
        return item
