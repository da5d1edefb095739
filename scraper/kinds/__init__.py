"""Interfaces that sources stand behind: one file each, made of what is asked and how the answer is read.

Feeds, pages and listings are not here: any publisher has those, and their spiders read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.model import SourceKind
from scraper.kinds import bluesky, instagram, mastodon, record, reddit, sitemap, telegram, x, youtube

if TYPE_CHECKING:
    from scraper.kinds.interface import Adapter

ADAPTERS: dict[SourceKind, Adapter] = {
    SourceKind.SITEMAP: sitemap,
    SourceKind.MASTODON: mastodon,
    SourceKind.BLUESKY: bluesky,
    SourceKind.REDDIT: reddit,
    SourceKind.X: x,
    SourceKind.INSTAGRAM: instagram,
    SourceKind.YOUTUBE: youtube,
    SourceKind.TELEGRAM: telegram,
    SourceKind.RECORD: record,
}
