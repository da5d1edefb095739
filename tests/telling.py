"""What the tests of telling share: changes written straight into a log, and operators' decisions in a line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from config.model import Config, Smtp, Subscriber, Watch
from scraper.model import ChangeKind, Modality, Standing
from scraper.store import stamp

if TYPE_CHECKING:
    from scraper.store import Log

NOW = datetime(2022, 9, 26, 15, tzinfo=UTC)
GLORY = Watch(key="the-glory", name="The Glory", aliases=("더 글로리",))
QUOTE = "The series is due to premiere on Netflix just before the new year on December 30th, 2022."


def document(log: Log, key: str = "https://press.example/glory", *, publisher: str = "The Press") -> int:
    """Write a document with one revision; returns the revision's id."""
    found = log.row(
        "SELECT r.id FROM revisions r JOIN documents d ON d.id = r.document_id WHERE d.key = ?", (key,)
    )
    if found:
        return int(found["id"])
    made = log.execute(
        """INSERT INTO documents (key, kind, source, url, publisher, standing, first_seen_at)
           VALUES (?, 'article', 'press', ?, ?, 3, ?)""",
        (key, key, publisher, stamp(NOW)),
    )
    revision = log.execute(
        """INSERT INTO revisions (document_id, number, fetched_at, published_on, headline, text, text_hash,
           reader_version) VALUES (?, 1, ?, '2022-09-26', 'The Glory', ?, '', 't')""",
        (made.lastrowid, stamp(NOW), QUOTE),
    )
    return int(revision.lastrowid or 0)


def change(
    log: Log,
    new: str | None = "2022-12-30",
    *,
    old: str | None = "2022-12",
    kind: ChangeKind = ChangeKind.NARROWED,
    field: str = "release_date",
    title: str = "the-glory",
    scope: str = "",
    standing: Standing = Standing.REPORTED,
    quote: str = QUOTE,
    at: datetime = NOW,
    page: str = "https://press.example/glory",
    publisher: str = "The Press",
) -> int:
    """Write a change; returns its id."""
    made = log.execute(
        """INSERT INTO changes (title, scope, field, kind, old, new, old_standing, standing, modality, rule,
           revision_id, quote, published_at, seen_at, rules) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""",
        (
            title, scope, field, str(kind), old, new, int(standing) if old else None, int(standing),
            str(Modality.EXPECTED), "test", document(log, page, publisher=publisher), quote, stamp(at), stamp(at), "t",
        ),
    )  # fmt: skip
    return int(made.lastrowid or 0)


def config(*subscribers: Subscriber, smtp: Smtp | None = None, **more: Any) -> Config:
    """Return a configuration that follows The Glory."""
    return Config(watches=(GLORY,), subscribers=subscribers, smtp=smtp or Smtp(), **more)


def later(seconds: float) -> datetime:
    """Return a moment after NOW."""
    return NOW + timedelta(seconds=seconds)
