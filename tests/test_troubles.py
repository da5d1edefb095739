"""Sources in trouble: marked for `status`, told to the operator once, and once when it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from kit.rig import configuration, source

from config.model import Daemon
from notifier import troubles
from notifier.health import health
from notifier.relay import Relay
from notifier.store import open_log
from scraper.freshness import Freshness, Glimpse, learned
from scraper.store import freshness, sources

START = datetime(2022, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class World:
    """Three sources, of which the test makes some fall silent; an operator with a webhook."""

    def __init__(self, log_path, hook, *, operator="desk"):
        names = ("alpha", "beta", "gamma")
        feeds = [source(name, f"https://{name}.example/feed", kind="feed") for name in names]
        self.config = configuration(*feeds, hook=hook).model_copy(
            update={"daemon": Daemon(operator=operator, log=log_path)}
        )
        self.log = open_log(log_path)
        self.now = START
        self.habits = dict.fromkeys(names, Freshness())
        sources.enlist(self.log, self.config.sources, now=START)

    def days(self, number, *, silent=(), failing=()):
        """Let every source answer once a day, the silent ones with what they showed before."""
        for _ in range(number):
            self.now += DAY
            for name, habit in self.habits.items():
                if name in failing:
                    sources.failed(
                        self.log,
                        name,
                        next_at=self.now,
                        state="failing",
                        reason="403: the site refuses us",
                        now=self.now,
                    )
                    continue
                newest = habit.newest_at if name in silent else self.now
                self.habits[name] = learned(habit, Glimpse(newest, 10), now=self.now)
                freshness.learn(self.log, name, self.habits[name])
                sources.answered(self.log, name, next_at=self.now, new=False, now=self.now)
            troubles.tell(self.log, self.config, now=self.now)

    def told(self):
        return [
            (r["subject"], r["text"])
            for r in self.log.rows("SELECT subject, text FROM alerts WHERE kind = 'operator' ORDER BY id")
        ]


@pytest.fixture
def world(log_path, hook):
    made = World(log_path, hook)
    yield made
    made.log.close()


def test_all_is_well_and_nobody_is_told(world):
    world.days(30)

    assert world.told() == []
    assert freshness.troubles(world.log) == {}


def test_a_source_that_falls_silent_is_told_once_and_once_when_it_is_over(world):
    world.days(20)
    world.days(15, silent=("beta",))

    ((subject, text),) = world.told()
    assert subject == "Sources: 1 to look at, 0 well again"
    assert "- beta: answers, but nothing new since 21 June 2022; usually every day" in text.replace(
        "a day", "day"
    )
    assert "alpha" not in text
    assert set(freshness.troubles(world.log)) == {"beta"}

    world.days(20)

    (_, (subject, text)) = world.told()
    assert subject == "Sources: 0 to look at, 1 well again"
    assert "- beta" in text
    assert freshness.troubles(world.log) == {}


def test_a_source_that_fails_for_days_is_told_with_its_reason(world):
    world.days(3)
    world.days(20, failing=("alpha", "gamma"))

    ((subject, text),) = world.told()
    assert subject.startswith("Sources: 2 to look at")
    assert "- alpha: 403: the site refuses us" in text
    assert "- gamma: 403" in text


def test_the_message_reaches_the_operators_channel(world, hook):
    world.days(20)
    world.days(5, silent=("beta",))
    relay = Relay(world.log, world.config)
    try:
        assert relay.deliver_due(world.now).delivered == 1
    finally:
        relay.close(world.now)

    (call,) = hook.received
    assert "- beta: answers, but nothing new" in str(call.json)


def test_status_shows_it_with_and_without_an_operator(log_path, hook):
    world = World(log_path, hook, operator="")
    try:
        world.days(20)
        world.days(15, silent=("beta",))

        assert world.told() == []
        seen = health(world.log, world.config, now=world.now)
        assert any("beta" in line and "nothing new since" in line for line in seen.troubles)
    finally:
        world.log.close()


def test_a_source_that_is_turned_off_is_no_trouble(world):
    world.days(20)
    world.days(15, silent=("beta",))
    off = [s.model_copy(update={"enabled": s.name != "beta"}) for s in world.config.sources]
    world.config = world.config.model_copy(update={"sources": tuple(off)})
    troubles.tell(world.log, world.config, now=world.now)

    assert freshness.troubles(world.log) == {}
    assert len(world.told()) == 1


def test_facts_that_rest_on_troubled_sources_alone_are_stale(world):
    log = world.log
    at = "2022-06-01T00:00:00.000Z"
    for number, name in ((1, "alpha"), (2, "beta")):
        log.execute(
            "INSERT INTO documents (id, key, kind, source, url, standing, first_seen_at) VALUES (?, ?, 'article', ?, 'u', 3, ?)",
            (number, name, name, at),
        )
        log.execute(
            "INSERT INTO revisions (id, document_id, number, fetched_at, published_on, headline, text, text_hash, reader_version) VALUES (?, ?, 1, ?, '2022-06-01', 'h', 't', ?, '1')",
            (number, number, at, name),
        )
        log.execute(
            "INSERT INTO readings (id, revision_id, title, about, extractor, read_at) VALUES (?, ?, 'g', 1, 'x', ?)",
            (number, number, at),
        )
        log.execute(
            "INSERT INTO claims (id, reading_id, document_id, revision_id, title, field, scope, item_scope, value, modality, speaker, weight, asserted_at, quote, quote_start, quote_end, rule, extractor)"
            " VALUES (?, ?, ?, ?, 'g', 'episode_count', '', '', '8', 'confirmed', 'outlet', 3, ?, 'q', 0, 1, 'r', 'x')", (number, number, number, number, at))  # fmt: skip
    for scope, claims in (("S1", "[2]"), ("S2", "[1, 2]"), ("", "[]")):
        log.execute(
            "INSERT INTO facts (title, scope, field, value, standing, modality, since, claims, judged_at, rules) VALUES ('g', ?, 'episode_count', '8', 2, 'confirmed', ?, ?, ?, 'r')",
            (scope, at, claims, at),
        )
    freshness.mark(log, "beta", trouble="silent", told="", now=world.now)

    assert [str(item) for item in freshness.stale_facts(log)] == ["g[S1].episode_count"]
    seen = health(log, world.config, now=world.now)
    assert any("g[S1].episode_count" in line for line in seen.troubles)
