"""How many deliveries may be out at once to each server, so that a slow one never delays another.

A lane opens narrow, doubles with each success and narrows with trouble; all troubled lanes together
get at most half of the senders. Arithmetic on names; no clock, no network.
"""

from __future__ import annotations

from collections import Counter

from notifier.model import Outcome, Verdict

START, WIDEST = 4, 24


class Lanes:
    """The lanes of all endpoints."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._width: dict[str, int] = {}
        self._out: Counter[str] = Counter()
        self._troubled: set[str] = set()

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
            self._width[endpoint] = min(width * 2, WIDEST)
        elif outcome.verdict is Verdict.UNKNOWN:  # it hangs: one at a time finds out when it is back
            self._troubled.add(endpoint)
            self._width[endpoint] = 1
        elif outcome.verdict is Verdict.TRY_AGAIN:
            self._troubled.add(endpoint)
            self._width[endpoint] = max(width // 2, 1)
