"""Sentences of one title as the rules alone read them; what is weighed besides needs more to go by."""

from __future__ import annotations

from datetime import date

from config.model import Watch
from scraper.claims import reader
from scraper.model import Document, DocumentKind, Field

TODAY = date(2024, 3, 6)
LANTERN = Watch(
    key="lantern-street",
    name="Lantern Street",
    aliases=("등불 거리",),
    people=("Min Seo-yun", "민서윤"),
    platform="Netflix",
)
HEADLINES = {"en": "Lantern Street", "ko": "넷플릭스 드라마 '등불 거리' 소식"}


def document(text, language="en", kind=DocumentKind.ARTICLE, headline=""):
    return Document(
        id="1",
        kind=kind,
        source="",
        url="",
        language=language,
        published=TODAY,
        headline=headline,
        text=text,
    )


def claims(text, language="en", kind=DocumentKind.ARTICLE, headline=None, watch=LANTERN):
    named = "" if kind is DocumentKind.POST else HEADLINES[language] if headline is None else headline
    drafted = reader.draft(document(text, language, kind, named), watch)
    assert drafted is not None
    return drafted.claims


def told(text, field, *more, **options):
    """Return the current values of a field."""
    found = claims(text, *more, **options)
    return {c.value for c in found if c.field is field and c.modality.current}


def dates(text, *more, **options):
    return told(text, Field.RELEASE_DATE, *more, **options)


def states(text, *more, **options):
    return told(text, Field.PRODUCTION_STATUS, *more, **options)


def sizes(text, *more, **options):
    return told(text, Field.EPISODE_COUNT, *more, **options)
