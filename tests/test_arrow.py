"""The house: imports run notifier → scraper → config, judgement stays pure, and each library lives behind one file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ARROW = {"config": set(), "scraper": {"config"}, "notifier": {"config", "scraper"}}
PURE = ["scraper/settle.py", "scraper/diff.py", "scraper/spans.py", "notifier/rules.py", "scraper/claims"]
IMPURE = {"sqlite3", "sqlite_utils", "socket", "ssl", "http", "urllib.request", "requests", "scrapy", "twisted",
          "subprocess", "random", "secrets", "os", "time", "threading", "config.loader", "scraper.store"}  # fmt: skip
BEHIND = {
    "apscheduler": {"notifier/ticker.py", "config/moments.py"},  # ticks; cron rules of the operator
    "structlog": {"notifier/logs.py"},
    "platformdirs": {"config/paths.py"},
    "ahocorasick_rs": {"scraper/names.py"},
}


def files(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported(file: Path) -> set[str]:
    """Every module that a file imports, at whatever depth, type checking included."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: say where from, relative imports hide it"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def called(file: Path) -> set[str]:
    """The dotted names of everything that a file calls."""
    calls = (
        node.func
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return {ast.unparse(call) for call in calls}


def within(module: str, tops: set[str]) -> bool:
    return any(module == top or module.startswith(top + ".") for top in tops)


@pytest.mark.parametrize("package", ARROW)
def test_imports_follow_the_arrow(package: str):
    forbidden = set(ARROW) - ARROW[package] - {package}
    wrong = {
        str(file): bad
        for file in files(package)
        if (bad := {m for m in imported(file) if within(m, forbidden)})
    }
    assert files(package)
    assert not wrong


@pytest.mark.parametrize("package", ARROW)
def test_no_package_imports_the_tests(package: str):
    wrong = {
        str(f) for f in files(package) if any(within(m, {"tests", "kit", "pytest"}) for m in imported(f))
    }
    assert not wrong


@pytest.mark.parametrize("place", PURE)
def test_judgement_knows_no_clock_no_network_and_no_database(place: str):
    assert files(place), f"{place} is gone; name its successor here"
    for file in files(place):
        assert not {module for module in imported(file) if within(module, IMPURE)}, file
        now = {
            call for call in called(file) if call.endswith((".now", ".today", ".utcnow", "time.time", "open"))
        }
        assert not now, file


@pytest.mark.parametrize("library", BEHIND)
def test_a_library_lives_behind_one_file(library: str):
    users = {
        str(f.relative_to(ROOT))
        for p in ARROW
        for f in files(p)
        if any(within(m, {library}) for m in imported(f))
    }
    assert users
    assert users <= BEHIND[library]


def test_apprise_is_imported_by_what_runs_in_the_sender_process_only():
    users = {
        str(f.relative_to(ROOT))
        for p in ARROW
        for f in files(p)
        if any(within(module, {"apprise"}) for module in imported(f))
    }
    assert users
    assert users <= {"notifier/channels.py"}


def test_modules_stay_within_sight():
    lines = {
        str(f.relative_to(ROOT)): len(f.read_text(encoding="utf-8").splitlines())
        for p in ARROW
        for f in files(p)
    }
    long = {name: number for name, number in lines.items() if number > 250}
    assert not {name for name, number in long.items() if number > 400}, (
        "it has more than one reason to change"
    )
    assert len(long) <= len(lines) / 10, f"about 250 lines are enough; these are longer: {long}"
