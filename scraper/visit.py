"""What an answer is worth: the same judgement for `scrapy crawl` and for the crawl process.

    Answer | status | raw bytes name a watch? | the kind's adapter | keep what names a watch

Reading costs 10 to 30 ms a page, searching its bytes 0.04 ms; so the search comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from scraper import article, freshness
from scraper.errors import ReadError
from scraper.kinds import json_ld, web
from scraper.kinds.interface import Answer, Link, Page, Refusal
from scraper.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from config.model import Source, Watch
    from scraper.model import Document

UNNAMED = "names no watched title"


class DeclinedError(Exception):
    """The server said no; `refusal` says how and until when."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Interest:
    """The names to look for on behalf of one source."""

    names: Names  # of titles
    leads: Names  # of titles and people: what a link is worth following for


class Interests:
    """The interest of each source. Sources that serve the same watches share one."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._watches = {watch.key: watch for watch in watches}
        self._made: dict[frozenset[str], Interest] = {}

    def of(self, source: Source) -> Interest:
        """Return the interest of a source: the watches it is for, or all."""
        keys = frozenset(source.titles or self._watches).intersection(self._watches)
        if keys not in self._made:
            watches = [self._watches[key] for key in sorted(keys)]
            self._made[keys] = Interest(Names(watches), Names(watches, people=True))
        return self._made[keys]


def adapter(kind: str) -> Any:  # noqa: ANN401 - a module with the functions of scraper.kinds.interface.Adapter
    """Return the module that speaks a kind of source. Raises ReadError for a kind without one."""
    try:
        return import_module(f"scraper.kinds.{kind}")
    except ModuleNotFoundError as error:
        raise ReadError(kind, f"no reader for sources of kind {kind!r}") from error


def read(
    answer: Answer, source: Source, interest: Interest, since: datetime | None = None
) -> tuple[Page, str]:
    """Read what a source's own address answered: the page, cut down to what may matter, and a remark.

    `since` is when the source last answered: a page that reaches back before it is the last one asked for.

    Raises DeclinedError for the server's no, ReadError or SuspectError for an answer that cannot be used.
    """
    kind = adapter(source.kind)
    refusal = kind.refusal(answer, source)
    if refusal is not None:
        raise DeclinedError(refusal)
    everything = bool(getattr(kind, "follows_all", _never)(source))
    if not everything and not interest.leads.in_bytes(answer.body) and hasattr(kind, "glance"):
        kind.glance(answer)
        seen = freshness.glimpse(answer.body, now=answer.fetched_at)
        return Page(newest_at=seen.newest_at, entries=seen.entries), UNNAMED
    page: Page = kind.read(answer, source)
    if since and any(one.published_at and one.published_at < since for one in page.documents):
        page = replace(page, more=())
    times = [one.published_at for one in page.documents]
    times += [one.published_at or one.changed_at for one in page.links]
    kept = replace(
        page,
        newest_at=max((at for at in times if at is not None and at <= answer.fetched_at), default=None),
        entries=len(page.documents) + len(page.links),
        documents=_naming(page.documents, interest.names),
        links=tuple(link for link in page.links if everything or _leads(link, interest.leads)),
    )
    if source.kind == "page" and not kept.documents:
        raise ReadError(answer.url, f"the page {UNNAMED}")
    return kept, "" if kept.documents or kept.links or kept.more else UNNAMED


def read_article(answer: Answer, source: Source, interest: Interest, link: Link) -> tuple[Page, str]:
    """Read an article that a source led to: nothing and a remark if it names no watch. Raises as `read`."""
    refusal = web.refusal(answer, source)
    if refusal is not None:
        raise DeclinedError(refusal)
    body = web.opened(answer)
    if not interest.names.in_bytes(body):
        return Page(), UNNAMED
    found = (*article.read(body, answer, source, link), *json_ld.records(answer, source))
    documents = _naming(found, interest.names)
    return Page(documents=documents), "" if documents else UNNAMED


def _naming(documents: Iterable[Document], names: Names) -> tuple[Document, ...]:
    """Return the documents that name a watch, and posts whose article does: they may speak of "the drama"."""
    kept: dict[str, Document] = {}
    for document in documents:
        if document.parent in kept or names.in_text(document.body):
            kept[document.id] = document
    return tuple(kept.values())


def _leads(link: Link, leads: Names) -> bool:
    return bool(leads.in_text(f"{link.headline}\n{link.summary}\n{unquote(link.url)}"))


def _never(source: Source) -> bool:  # noqa: ARG001 - stands in for a kind's function
    return False
