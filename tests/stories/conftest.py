"""The press of each story."""

from __future__ import annotations

import pytest
from stories.newsroom import Press


@pytest.fixture
def press() -> Press:
    """A press room on the first of January 2022, which has already printed that a new series was announced."""
    room = Press()
    room.outlet("Yonhap").prints("The Glory is announced.")
    room.read_all()
    return room
