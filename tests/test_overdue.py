"""A release date that passes without word of a release: told to the operator once, and once when it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from judging import READER, WATCH, article, save

from config.model import Config, Daemon, Subscriber
from notifier import overdue
from notifier.relay import Relay
from notifier.store import open_log
from notifier.walk import Walk
from scraper.process import process

DESK = Subscriber(name="desk", webhook="https://desk.example/")
DUE = datetime(2023, 3, 10, tzinfo=UTC)
DAY = timedelta(days=1)


class World:
    """A log where a trade outlet dated Part 2, and an operator."""

    def __init__(self, log_path, desk=DESK):
        self.path = log_path
        self.config = Config(watches=(WATCH,), subscribers=(desk,), daemon=Daemon(operator="desk"))
        self.log = open_log(log_path)
        self.said = 0
        self.say("2023-01-18", "date S1P2 2023-03-10 confirmed platform")

    def say(self, on, *claims):
        self.said += 1
        document = article(f"press.example/{self.said}", on, *claims)
        save(self.log, document)
        process(self.log, [WATCH], now=document.fetched_at + timedelta(hours=1), reader=READER)

    def look(self, now, times=3):
        """Look every hour, as the daemon does."""
        for hour in range(times):
            number = overdue.tell(self.log, self.config, now=now + timedelta(hours=hour))
        return number

    def told(self):
        return [
            (row["subject"], row["text"])
            for row in self.log.rows("SELECT * FROM alerts WHERE kind = 'operator' ORDER BY id")
        ]


@pytest.fixture
def world(log_path):
    made = World(log_path)
    yield made
    made.log.close()


def test_a_date_of_today_and_yesterday_is_nobodys_business(world):
    assert world.look(DUE) == 0
    assert world.look(DUE + DAY) == 0
    assert world.told() == []


def test_a_date_that_passed_in_silence_is_told_once(world):
    assert world.look(DUE + 3 * DAY) == 1
    world.look(DUE + 20 * DAY)

    ((subject, text),) = world.told()
    assert subject == "Release dates: 1 passed in silence, 0 settled"
    assert "- The Glory, season 1, part 2: 10 March 2023, 3 days ago" in text
    assert world.log.rows("SELECT * FROM changes WHERE kind <> 'baseline'") == []


def test_the_word_of_release_ends_it_once(world):
    world.look(DUE + 3 * DAY)
    world.say("2023-03-14", "status S1P2 released confirmed platform")
    world.look(DUE + 5 * DAY)
    world.look(DUE + 6 * DAY)

    _, (subject, text) = world.told()
    assert subject == "Release dates: 0 passed in silence, 1 settled"
    assert "- The Glory, season 1, part 2: was 10 March 2023, now released" in text
    assert len(world.told()) == 2


def test_a_new_date_ends_it_and_may_pass_in_silence_itself(world):
    world.look(DUE + 3 * DAY)
    world.say("2023-03-14", "date S1P2 2023-04-21 confirmed platform")
    world.look(DUE + 5 * DAY)
    world.look(DUE + 50 * DAY)

    _, (_, moved), (subject, again) = world.told()
    assert "was 10 March 2023, now 21 April 2023" in moved
    assert subject == "Release dates: 1 passed in silence, 0 settled"
    assert "21 April 2023, 8 days ago" in again


def test_after_sixty_days_it_is_no_longer_counted_and_no_more_is_said(world):
    assert world.look(DUE + 3 * DAY) == 1
    assert world.look(DUE + 90 * DAY) == 0
    assert len(world.told()) == 1

    world.say("2023-07-01", "status S1P2 released confirmed platform")
    world.look(DUE + 120 * DAY)
    assert len(world.told()) == 2


def test_what_was_long_past_when_first_looked_at_is_never_told(world):
    world.look(DUE + 61 * DAY)

    assert world.told() == []


def test_a_title_that_is_watched_no_longer_ends_without_a_word(world):
    world.look(DUE + 3 * DAY)
    world.config = world.config.model_copy(update={"watches": ()})
    world.look(DUE + 4 * DAY)

    assert len(world.told()) == 1
    assert world.log.rows("SELECT * FROM overdue") == []


def test_without_an_operator_it_is_counted_and_told_as_soon_as_there_is_one(world):
    with_desk = world.config
    world.config = world.config.model_copy(update={"daemon": Daemon()})
    assert world.look(DUE + 3 * DAY) == 1
    assert world.told() == []

    world.config = with_desk
    world.look(DUE + 4 * DAY)
    assert len(world.told()) == 1


def test_korean_operators_read_korean(log_path):
    world = World(log_path, DESK.model_copy(update={"language": "ko"}))
    world.look(DUE + 3 * DAY)
    ((subject, text),) = world.told()
    world.log.close()

    assert subject == "공개일 점검: 소식 없이 지난 날짜 1건, 확인된 날짜 0건"
    assert "시즌 1 파트 2: 2023년 3월 10일, 3일 전" in text


def test_the_daemons_upkeep_tells_it_by_the_operators_channel(log_path, hook):
    world = World(log_path, Subscriber(name="desk", webhook=hook.url("/desk")))
    walk = Walk(world.config)
    numbers = walk.upkeep(world.log, DUE + 3 * DAY)
    relay = Relay(world.log, world.config)
    try:
        assert relay.deliver_due(DUE + 3 * DAY).delivered == 1
    finally:
        relay.close(DUE + 3 * DAY)
        world.log.close()

    assert numbers["overdue"] == 1
    (call,) = hook.received
    assert "10 March 2023, 3 days ago" in str(call.json)
