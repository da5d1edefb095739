"""A watched article or title page that gets edited: each edit that shows in its text is a new revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import article
from scraper.kinds import json_ld
from scraper.kinds.interface import Answer, Page
from scraper.kinds.web import ask, opened, refusal

if TYPE_CHECKING:
    from config.model import Source

__all__ = ["ask", "read", "refusal"]


def read(answer: Answer, source: Source) -> Page:
    """Read the page, the posts embedded in it, and records that it carries as JSON-LD. Raises ReadError."""
    documents = article.read(opened(answer), answer, source)
    return Page(documents=(*documents, *json_ld.records(answer, source)))
