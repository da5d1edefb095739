"""Runs the benchmarks one after another: `python -m bench [NAME ...]`; without a name all of them."""

from __future__ import annotations

import subprocess
import sys

# name -> its arguments for a full run
ALL = {"reading": [], "judging": ["--replay"], "crawling": [], "telling": [], "outage": []}


def main(names: list[str]) -> int:
    """Run the named benchmarks; return 1 if one failed, 2 for a name that there is not."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(ALL)}", file=sys.stderr)
        return 2
    failed = 0
    for name in names or ALL:
        print(f"\n== {name}", flush=True)
        command = [sys.executable, "-m", f"bench.{name}", *ALL[name]]
        failed += subprocess.run(command, check=False).returncode != 0
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
