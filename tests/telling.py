"""What the tests of telling share: changes written straight into a log, and operators' decisions in a line."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from config.model import Config, Smtp, Subscriber, Watch
from notifier.model import Outcome, Verdict
from scraper.model import ChangeKind, Modality, Standing
from scraper.store import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


class CrashError(Exception):
    """Raised by a simulated sender pool where the program is to be killed."""


class Post:
    """A simulated sender pool with receivers that key: what goes out is answered as `answer` says, at once.

    `taken` counts how often a receiver took each key. `crash` kills the program: "before" when an
    order is about to go on the wire, "after" when the receiver has it and nobody knows yet.
    """

    capacity = 8

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.orders: list[dict[str, Any]] = []
        self.answer: Callable[[Mapping[str, Any]], tuple[bool, Outcome]] = lambda _order: (True, DELIVERED)
        self.crash = ""
        self._done: list[tuple[int, Outcome]] = []

    @property
    def out(self) -> int:
        return len(self._done)

    def submit(self, delivery_id: int, order: Mapping[str, Any]) -> None:
        if self.crash == "before":
            raise CrashError
        self.orders.append(dict(order))
        took, outcome = self.answer(order)
        self.taken[order["key"]] += took
        if self.crash == "after":
            raise CrashError
        self._done.append((delivery_id, outcome))

    def collect(self, _timeout_s: float) -> list[tuple[int, Outcome]]:
        done, self._done = self._done, []
        return done

    def close(self, *, grace_s: float = 0.0) -> list[tuple[int, Outcome]]:
        return self.collect(grace_s)

    def forget(self) -> None:
        """What a killed process leaves behind: nothing."""
        self._done = []


DELIVERED = Outcome(verdict=Verdict.DELIVERED)
LATER = Outcome(verdict=Verdict.TRY_AGAIN, reason="busy")
REFUSED = Outcome(verdict=Verdict.REFUSED, status=410, reason="HTTP 410 Gone")
UNKNOWN = Outcome(verdict=Verdict.UNKNOWN, reason="cut off")
