"""The scheduler of a crawl: first in, first out, in memory. What waits to be fetched is kept in the log."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from scrapy.core.scheduler import BaseScheduler

if TYPE_CHECKING:
    from scrapy import Request


class Fifo(BaseScheduler):
    """A queue without a filter for repeats: asking again is this program's trade."""

    def __init__(self) -> None:
        self._requests: deque[Request] = deque()

    def has_pending_requests(self) -> bool:
        """Whether a request waits."""
        return bool(self._requests)

    def enqueue_request(self, request: Request) -> bool:
        """Take a request; never refuses one."""
        self._requests.append(request)
        return True

    def next_request(self) -> Request | None:
        """Return the oldest waiting request, or None."""
        return self._requests.popleft() if self._requests else None
