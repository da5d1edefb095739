"""A watched article or title page that gets edited: each edit that shows in its text is a new revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import article
from scraper.kinds.interface import Answer, Page
from scraper.kinds.web import ask as ask
from scraper.kinds.web import opened
from scraper.kinds.web import refusal as refusal

if TYPE_CHECKING:
    from config.model import Source


def read(answer: Answer, source: Source) -> Page:
    """Read the page and the posts embedded in it. Raises ReadError."""
    return Page(documents=article.read(opened(answer), answer, source))
