"""Documents whose text is their claims as JSON, for tests of what comes after the reading."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from config.model import Watch
from scraper.model import Claim, Document, DocumentKind, Field, Modality, Reading, SourceStanding, Speaker
from scraper.process import Reader
from scraper.store import stamp
from scraper.store.kept import keep

WATCH = Watch(key="glory", name="The Glory", platform="Netflix")
FIELDS = {"date": Field.RELEASE_DATE, "count": Field.EPISODE_COUNT, "status": Field.PRODUCTION_STATUS}


def claim(text: str, start: int = 0) -> Claim:
    """Read "date S1 2022-12-30 expected platform" as a claim; "-" is no scope; the last two may be missing."""
    field, scope, value, *more = text.split()
    return Claim(
        field=FIELDS[field],
        scope="" if scope == "-" else scope,
        value=value,
        modality=Modality(more[0]) if more else Modality.CONFIRMED,
        quote=text,
        start=start,
        end=start + len(text),
        rule="test",
        speaker=Speaker(more[1]) if len(more) > 1 else Speaker.OUTLET,
    )


def article(key: str, on: str, *claims: str, about: bool = True, **more: object) -> Document:
    """Return a trade article that makes some claims."""
    given = {
        "source": key.split("/", maxsplit=1)[0],
        "kind": DocumentKind.ARTICLE,
        "standing": SourceStanding.TRADE,
    } | more
    at = datetime.combine(date.fromisoformat(on), datetime.min.time(), UTC)
    return Document(
        id=key, url=f"https://{key}", language="en", published=at.date(), headline="The Glory",
        text=json.dumps({"about": about, "claims": claims}), fetched_at=at, **given,
    )  # fmt: skip


def read(document: Document, watch: Watch) -> Reading:
    """Read such a document."""
    said = json.loads(document.text)
    return Reading(
        about=said["about"],
        claims=tuple(claim(text, place * 100) for place, text in enumerate(said["claims"])),
    )


READER = Reader("json-1", read)


def save(log, *documents: Document) -> None:
    """Put documents into the log as a crawl would, waiting to be judged."""
    with log.transaction():
        for document in documents:
            keep(log, document, at=document.fetched_at)


def standing_of(log, title="glory"):
    """Return what is held, as (scope, field) -> value."""
    return {
        (row["scope"], row["field"]): row["value"]
        for row in log.rows("SELECT scope, field, value FROM facts WHERE title = ?", [title])
    }


__all__ = ["READER", "WATCH", "article", "claim", "read", "save", "stamp", "standing_of"]
