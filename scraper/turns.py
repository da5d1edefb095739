"""Jobs in order of arrival, hosts in turn: one slow host holds up nobody else."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from scraper import urls

if TYPE_CHECKING:
    from scraper.jobs import Job

PER_HOST = (
    2  # jobs of one host under way: the next is there when the delay ends, and no host takes all the room
)


class Turns:
    """The jobs that wait, and the room that each host has left."""

    def __init__(self) -> None:
        self._by_host: dict[str, deque[Job]] = {}
        self._free: deque[str] = deque()  # hosts with a job waiting and room for it
        self._out: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._by_host)

    def add(self, job: Job) -> None:
        """Take a job in."""
        host = urls.host(job.url)
        if host not in self._by_host:
            self._by_host[host] = deque()
            if self._out.get(host, 0) < PER_HOST:
                self._free.append(host)
        self._by_host[host].append(job)

    def take(self) -> Job | None:
        """Return the next job of the host whose turn it is, None if every host is busy."""
        if not self._free:
            return None
        host = self._free.popleft()
        job = self._by_host[host].popleft()
        self._out[host] = self._out.get(host, 0) + 1
        if not self._by_host[host]:
            del self._by_host[host]
        elif self._out[host] < PER_HOST:
            self._free.append(host)
        return job

    def done(self, job: Job) -> None:
        """Give the host its room back."""
        host = urls.host(job.url)
        full = self._out[host] >= PER_HOST
        self._out[host] -= 1
        if not self._out[host]:
            del self._out[host]
        if full and host in self._by_host:
            self._free.append(host)
