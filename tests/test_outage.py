"""One server down for hours, one flapping: the others notice nothing, and afterwards nothing is missing."""

from __future__ import annotations

import pytest
from outage import DOWN, FLAPPING, percentile, run

pytestmark = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")


@pytest.fixture(scope="module")
def drill(tmp_path_factory):
    return run(
        tmp_path_factory.mktemp("drill") / "log.sqlite", subscribers=40, hours_down=2, every_minutes=20
    )


def test_the_other_channels_are_as_fast_as_ever(drill):
    healthy = [channel for channel in drill.arrivals if channel not in (DOWN, FLAPPING)]
    assert len(healthy) == 3
    for channel in healthy:
        assert percentile(drill.arrivals[channel], 0.95) < 60, channel


def test_nothing_is_lost_and_nothing_doubled(drill):
    assert set(drill.taken.values()) == {1}
    assert len(drill.taken) == 40 * 5 * 9  # subscribers, channels, changes in three hours


def test_the_queue_drains_soon_after_the_outage(drill):
    assert 0 < drill.drained_after < 30 * 60


def test_each_line_keeps_its_order(drill):
    assert all(changes == sorted(changes) for changes in drill.order.values())


def test_the_server_that_is_down_is_asked_with_patience(drill):
    sent = sum(len(seconds) for seconds in drill.arrivals.values())
    assert drill.tries < sent * 2
