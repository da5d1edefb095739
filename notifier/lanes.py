"""How many deliveries may be out at once to each server, so that a slow one never delays another.

A lane opens narrow and widens as far as its server's slowness asks for; it narrows with trouble, and
all troubled lanes together get at most half of the senders. Arithmetic on names; no clock, no network.

A server that answers in 1 ms is served no faster by 24 threads than by 8: they only wait for each
other. One that takes 100 ms needs them all.
"""

from __future__ import annotations

from collections import Counter

from notifier.model import Outcome, Verdict

START, FLOWING, WIDEST = 4, 8, 24
RATE = 240  # messages a second that a lane is made for: its width is this times the seconds of an answer


class Lanes:
    """The lanes of all endpoints."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._width: dict[str, int] = {}
        self._out: Counter[str] = Counter()
        self._troubled: set[str] = set()
        self._seconds: dict[str, float] = {}  # of an answer, smoothed

    def free(self, endpoint: str) -> bool:
        """Whether one more delivery may go out to an endpoint."""
        if self._out.total() >= self.capacity:
            return False
        if endpoint in self._troubled and sum(self._out[e] for e in self._troubled) >= max(
            1, self.capacity // 2
        ):
            return False
        return self._out[endpoint] < self._width.get(endpoint, START)

    def enter(self, endpoint: str) -> None:
        """Count one more delivery out."""
        self._out[endpoint] += 1

    def leave(self, endpoint: str, outcome: Outcome) -> None:
        """Count one delivery back, and learn from how it went."""
        self._out[endpoint] -= 1
        if not self._out[endpoint]:
            del self._out[endpoint]
        width = self._width.get(endpoint, START)
        if outcome.verdict is Verdict.DELIVERED:
            self._troubled.discard(endpoint)
            last = self._seconds.get(endpoint, outcome.seconds)
            self._seconds[endpoint] = smooth = last + (outcome.seconds - last) / 8
            self._width[endpoint] = min(width * 2, max(FLOWING, min(WIDEST, round(smooth * RATE))))
        elif outcome.verdict is Verdict.UNKNOWN:  # it hangs: one at a time finds out when it is back
            self._troubled.add(endpoint)
            self._width[endpoint] = 1
        elif outcome.verdict is Verdict.TRY_AGAIN:
            self._troubled.add(endpoint)
            self._width[endpoint] = max(width // 2, 1)
