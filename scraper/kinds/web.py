"""What feeds, pages and listings have in common: the address is asked as it stands, and the status speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import ReadError, SuspectError
from scraper.kinds.answers import retry_at
from scraper.kinds.interface import REST, Answer, Ask, Cause, Refusal
from scraper.model import utc
from scraper.suspect import suspicion

if TYPE_CHECKING:
    from config.model import Source

STATUS = {
    401: "wants a login",
    402: "wants to be paid",
    403: "the site refuses us",
    404: "not found",
    410: "gone for good: remove the source or give its new address",
    451: "withheld for legal reasons",
}


def ask(source: Source) -> Ask:
    """Return the address itself, with the source's own headers."""
    return Ask(url=source.url)


def refusal(answer: Answer, source: Source) -> Refusal | None:  # noqa: ARG001 - the contract of all kinds
    """Read the status; anything but a whole 200 is no content."""
    status = answer.status
    if status in (200, 203):
        return None
    wait = retry_at(answer.headers, answer.fetched_at)
    if status == 429:
        return Refusal(
            cause=Cause.LIMIT, reason="429: asked too often", retry_at=wait or utc(answer.fetched_at) + REST
        )
    if status >= 500 or status in (408, 425):
        return Refusal(cause=Cause.LATER, reason=f"{status}: the server has trouble", retry_at=wait)
    cause = Cause.TOKEN if status in (401, 402, 403) else Cause.GONE
    return Refusal(cause=cause, reason=f"{status}: {STATUS.get(status, 'no content')}")


def opened(answer: Answer) -> bytes:
    """Return a body worth reading. Raises ReadError for an empty one, SuspectError for a challenge."""
    if not answer.body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise ReadError(answer.url, "an empty answer")
    if why := suspicion(answer.body):
        raise SuspectError(answer.url, why)
    return answer.body
