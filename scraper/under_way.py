"""One job under way in the crawl process: its requests still out, and what they have brought so far."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from scraper import jobs

if TYPE_CHECKING:
    from config.model import Source
    from scraper.kinds.interface import Link, Page
    from scraper.model import Document
    from scraper.reasons import Failure

VALIDATORS = ("etag", "last_modified", "body_hash")


class Visit:
    """One job under way: its requests still out, and what they have brought so far."""

    def __init__(self, job: jobs.Job, source: Source) -> None:
        self.job, self.source = job, source
        self.started = monotonic()
        self.out = 0
        self.asked = 0
        self.first: dict[str, Any] = {}  # status, validators, hash and address of the first answer
        self.documents: list[Document] = []
        self.links: list[Link] = []
        self.dropped = self.size = 0
        self.unchanged = False
        self.remark = ""
        self.failure: Failure | None = None

    def shows(self, page: Page) -> None:
        """Note how new and how many the things are that a page shows; look-ups show nothing."""
        if page.entries >= 0 and not page.on_the_way:
            self.first["entries"] = max(self.first.get("entries", 0), 0) + page.entries
        if page.newest_at is not None:
            self.first["newest_at"] = max(self.first.get("newest_at", page.newest_at), page.newest_at)

    def result(self) -> jobs.Result:
        """Return what came of it. A failure on a later page leaves what the first ones brought."""
        brought = bool(self.documents or self.links)
        failure = self.failure
        common = {
            "id": self.job.id,
            "seconds": round(monotonic() - self.started, 3),
            "size": self.size,
            **self.first,
        }
        if failure is not None and not brought:
            for name in VALIDATORS:  # the next answer must not be a 304 to this one
                common.pop(name, None)
            rest = self.job.now + timedelta(seconds=failure.rest_s) if failure.rest_s else None
            return jobs.Result(
                **common,
                outcome=failure.outcome,
                reason=failure.reason,
                lasting=failure.lasting,
                retry_at=failure.retry_at or rest,
            )
        if self.unchanged:
            return jobs.Result(**common, outcome="unchanged")
        if failure is not None:
            common |= dict.fromkeys(VALIDATORS, "")
        return jobs.Result(
            **common,
            outcome="new" if brought else "nothing_new",
            reason=failure.reason if failure is not None else self.remark,
            retry_at=failure.retry_at if failure is not None else None,
            dropped=self.dropped,
            documents=tuple(self.documents),
            links=tuple(self.links),
        )
