"""What crosses the pipe between the daemon and its crawl process: one JSON object a line, plain values only.

    Job ──> crawl process ──> Result

Nothing read from the web is ever evaluated or unpickled on the daemon's side.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from scraper.kinds.interface import Link
from scraper.model import Document, DocumentKind, SourceStanding

_TIMES = ("published_at", "updated_at", "fetched_at", "changed_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One address to ask: a source's own, or with `link` an article that it led to."""

    id: int
    source: str
    url: str
    now: datetime  # the time of the pass: what is fetched in it was fetched then
    link: Link | None = None
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    look: bool = False  # only say what kinds of source stand at the address, as links
    since: datetime | None = None  # last good visit: a timeline is turned back to it and no further


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a job.

    `outcome`: unchanged, new, nothing_new, failed, refused, unreadable, suspect; or resting, which is none:
    the host asked for a rest before, until `retry_at`, and was not asked.
    """

    id: int
    outcome: str
    reason: str = ""
    lasting: bool = False
    retry_at: datetime | None = None
    status: int = 0
    url: str = ""  # where the answer came from, after redirects
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    seconds: float = 0.0
    size: int = 0  # bytes of the bodies, decoded
    newest_at: datetime | None = None  # theirs: of all that the source shows, whatever it is about
    entries: int = -1  # that it shows; -1 is not counted
    fresh_s: float = 0.0  # how long the server says that its answer holds
    dropped: int = 0  # entries that were not or could not be read
    documents: tuple[Document, ...] = ()
    links: tuple[Link, ...] = ()


def job_line(job: Job) -> str:
    """Write a job as a line."""
    return _line({key: value for key, value in _plain(job).items() if value not in ("", None, False)})


def read_job(line: str | bytes) -> Job:
    """Read what `job_line` wrote."""
    values = json.loads(line)
    link = values.pop("link", None)
    for name in ("now", "since"):
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    return Job(**values, link=_link(link) if link else None)


def result_line(result: Result) -> str:
    """Write a result as a line, defaults left out: most results are "unchanged"."""
    plain = _plain(result)
    defaults = {f.name: f.default for f in fields(Result)}
    return _line({key: value for key, value in plain.items() if value not in ((), [], defaults.get(key))})


def read_result(line: str | bytes) -> Result:
    """Read what `result_line` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    values = json.loads(line)
    values["documents"] = tuple(_document(one) for one in values.get("documents", ()))
    values["links"] = tuple(_link(one) for one in values.get("links", ()))
    for name in ("retry_at", "newest_at"):
        if values.get(name):
            values[name] = datetime.fromisoformat(values[name])
    return Result(**values)


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_text)


def _plain(one: Job | Result) -> dict[str, Any]:
    """Return an object's values; asdict of the whole would copy every text twice."""
    values = {f.name: getattr(one, f.name) for f in fields(one)}
    for key in ("documents", "links"):
        if values.get(key):
            values[key] = [asdict(each) for each in values[key]]
    if values.get("link"):
        values["link"] = asdict(values["link"])
    return values


def _text(value: object) -> str:
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _timed(values: dict[str, Any]) -> dict[str, Any]:
    for key in _TIMES:
        if values.get(key):
            values[key] = datetime.fromisoformat(values[key])
    return values


def _link(values: dict[str, Any]) -> Link:
    return Link(**_timed(values))


def _document(values: dict[str, Any]) -> Document:
    values = _timed(values)
    values["kind"] = DocumentKind(values["kind"])
    values["standing"] = SourceStanding(values["standing"])
    values["published"] = date.fromisoformat(values["published"])
    return Document(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a crawl process is sent first: all that it may know of the operator's file.

    `sources` and `watches` are JSON dumps of config.model; secrets that a source needs are in the clear,
    which is why this goes over a pipe and not into an environment or a file.
    """

    settings: dict[str, Any]
    sources: list[dict[str, Any]] = field(repr=False)
    watches: list[dict[str, Any]]
    memory: int  # bytes of address space; 0 is no limit, of files neither
    cpu_s: int  # seconds that reading one answer may take


def opening_line(opening: Opening) -> str:
    """Write the opening as a line."""
    return _line(asdict(opening))


def read_opening(line: str | bytes) -> Opening:
    """Read what `opening_line` wrote."""
    return Opening(**json.loads(line))
