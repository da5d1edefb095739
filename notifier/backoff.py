"""When to try again: arithmetic, with the dice passed in.

Exponential with full jitter (a draw from zero to the ceiling), so that a thousand deliveries which
failed together do not come back together; never sooner than the receiver asked.
"""

from __future__ import annotations

from datetime import timedelta

BASE_S = 30.0
CAP_S = 900.0  # 15 minutes: after a long outage the first try comes within one cap of the recovery
FLOOR_S = 1.0  # full jitter may draw zero; a try in the same breath only repeats the failure
RETRY_AFTER_CAP_S = 86_400.0  # a receiver that asks for more than a day is asked again after a day
LIFETIME = timedelta(hours=72)  # a message older than this is no news: it expires, and the operator hears
REFUSALS = 3  # permanent refusals in a row before a delivery is dead: proxies lie once in a while


def ceiling_s(failures: int, *, base_s: float = BASE_S, cap_s: float = CAP_S) -> float:
    """Return the longest wait, in seconds, after `failures` failed tries in a row (from 1)."""
    return min(cap_s, base_s * 2.0 ** min(max(failures, 1) - 1, 30))


def wait_s(
    failures: int,
    *,
    spread: float,
    retry_after_s: float | None = None,
    base_s: float = BASE_S,
    cap_s: float = CAP_S,
) -> float:
    """Return the seconds to wait after `failures` failed tries; `spread` is a draw from [0, 1).

    `retry_after_s` is what the receiver asked for (RFC 9110, 10.2.3); negative counts as zero. The
    jitter comes on top of it, or all who were turned away at once return at once.
    """
    drawn = max(FLOOR_S, ceiling_s(failures, base_s=base_s, cap_s=cap_s) * spread)
    if retry_after_s is None:
        return drawn
    asked = min(max(retry_after_s, 0.0), RETRY_AFTER_CAP_S)
    return asked + min(drawn, max(FLOOR_S, asked * 0.1)) if asked >= drawn else drawn
