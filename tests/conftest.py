"""Fixtures for all tests: loopback counterparts, a place for the log, and the guard that keeps tests on this machine."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kit import guard
from kit.hooks import Hook
from kit.mail import Inbox
from kit.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd tells every command


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Fail any test that tries to connect outside loopback; a test of the guard itself may clear the list."""
    attempts = guard.stand(monkeypatch)
    yield attempts
    assert not attempts, f"the test tried to leave this machine: {attempts}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A publisher on 127.0.0.1."""
    with Site() as publisher:
        yield publisher


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """A plain mail server."""
    with Inbox() as server:
        yield server


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A webhook receiver."""
    with Hook() as receiver:
        yield receiver


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    """Where a test's log goes; nothing is there yet."""
    return tmp_path / "log.sqlite"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared material beside the checkout; a test that needs it is skipped where it is absent."""
    place = Path(__file__).resolve().parents[2] / "shared"
    if not (place / "gold").is_dir():
        pytest.skip("no shared material beside this checkout")
    return place
