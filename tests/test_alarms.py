"""A disk that runs full: told to the operator once, and once when there is room again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from config.model import Config, Daemon, Subscriber
from notifier import alarms, upkeep
from notifier.store import open_log
from notifier.walk import Walk

NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
MB = 1024 * 1024
DESK = Subscriber(name="desk", webhook="https://desk.example/", email="desk@example.org")


class World:
    def __init__(self, log, path, language="en", operator="desk"):
        self.log, self.minutes = log, 0
        desk = DESK.model_copy(update={"language": language})
        self.config = Config(
            subscribers=(desk,), daemon=Daemon(operator=operator, disk_low=500 * MB, log=path)
        )

    def free(self, *megabytes):
        """Look again and again, a minute apart; returns the subjects written so far."""
        for free in megabytes:
            self.minutes += 1
            now = NOW + timedelta(minutes=self.minutes)
            alarms.tell(self.log, self.config, free=free * MB, stop=100 * MB, now=now)
        return [row["subject"] for row in self.log.rows("SELECT subject FROM alerts ORDER BY id")]


@pytest.fixture
def world(log_path):
    with open_log(log_path) as log:
        yield World(log, log_path)


LOW = "The disk is nearly full: 499 MB left"


def test_enough_room_is_nobodys_business(world):
    assert world.free(90_000, 501, 500) == []


def test_a_low_disk_is_told_once_by_every_channel_with_what_follows(world, log_path):
    assert world.free(499, 480, 90, 300) == [LOW]
    rows = world.log.rows("SELECT channel FROM deliveries ORDER BY channel")
    assert [row["channel"] for row in rows] == ["email", "webhook"]
    text = world.log.row("SELECT text FROM alerts")["text"]
    assert f"499 MB are free where the log lies ({log_path.parent})" in text
    assert "Below 100 MB nothing new is crawled" in text


def test_room_again_is_told_once_and_a_disk_at_the_limit_is_no_chain_of_messages(world):
    assert world.free(499, 501, 499, 599, 500) == [LOW]
    assert world.free(600, 2_000) == [LOW, "The disk has room again: 600 MB"]
    assert world.free(499)[2:] == [LOW]


def test_the_mark_and_the_message_are_written_together_or_not_at_all(world):
    world.log.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT raise(ABORT, 'full'); END"
    )
    with pytest.raises(Exception, match="full"):
        world.free(499)
    world.log.execute("DROP TRIGGER full")
    assert world.free(498) == ["The disk is nearly full: 498 MB left"]


def test_without_an_operator_nothing_is_marked_so_that_a_later_one_still_hears(world, log_path):
    nobody = World(world.log, log_path, operator="")
    assert nobody.free(499) == []
    assert world.free(499) == [LOW]


def test_the_operator_reads_it_in_their_language(world, log_path):
    assert World(world.log, log_path, language="ko").free(499) == ["디스크 공간 부족: 499 MB 남음"]


def test_a_pass_of_the_program_looks_at_the_disk(world, monkeypatch):
    monkeypatch.setattr(upkeep, "disk_free", lambda _path: 499 * MB)
    walk = Walk(world.config)
    assert walk.steps()["alarms"](world.log, NOW) == {"told": 1}
    assert walk.steps()["alarms"](world.log, NOW) == {"told": 0}
    assert world.free() == [LOW]
