"""The outage drill at full size, in virtual time: `python -m bench.outage`.

1,000 subscribers with five channels each; one server hangs for six hours, one is away for five
minutes in every ten. tests/outage.py says how it works; the test suite runs a small one.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from outage import DOWN, FLAPPING, percentile, run


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--subscribers", type=int, default=1000)
    options.add_argument("--hours", type=float, default=6)
    options.add_argument("--every", type=int, default=47, help="minutes between two changes")
    chosen = options.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        drill = run(
            Path(place) / "log.sqlite",
            subscribers=chosen.subscribers, hours_down=chosen.hours, every_minutes=chosen.every,
        )  # fmt: skip
    for channel, seconds in sorted(drill.arrivals.items()):
        mark = {DOWN: "hangs", FLAPPING: "flaps"}.get(channel, "")
        middle, late = percentile(seconds, 0.5), percentile(seconds, 0.95)
        print(f"{channel:<9} {mark:<6} {len(seconds):>6} delivered, p50 {middle:8.1f} s, p95 {late:8.1f} s")
    doubled = sum(times > 1 for times in drill.taken.values())
    unordered = sum(changes != sorted(changes) for changes in drill.order.values())
    print(f"drained {drill.drained_after / 60:.1f} min after the outage")
    print(f"{doubled} doubled, 0 lost, {unordered} lines out of order")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{drill.tries} tries; {time.perf_counter() - started:.0f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main()
