"""kill -9 at ten random moments: no alert is lost, none is doubled at a receiver that keys them.

The daemon is the installed command with a real clock. Each round prints one more article that moves the
date, starts the daemon, and kills it a random while after its start, after it asked for the feed, or after a
message went out, so that each part of the walk is hit on a slow machine, too. A last round runs to the end
and is told to stop.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from kit import command, pages

ROUNDS = 10
SEED = int(os.environ.get("KIT_SEED", "20221230"))
START, ASKED, SENT, ON_THE_WIRE = "start", "the feed was asked for", "a message went out", "a message hung"
AFTER = [START] * 2 + [ASKED] * 3 + [SENT] * 3 + [ON_THE_WIRE] * 2
LONGEST_S = {START: 2.0, ASKED: 0.5, SENT: 0.1, ON_THE_WIRE: 0.1}


def toml(site, inbox, hook) -> str:
    return f"""
[[watch]]
key = "the-glory"
name = "The Glory"
people = ["Song Hye Kyo", "Kim Eun Sook"]
platform = "Netflix"

[[source]]
name = "newsroom"
kind = "feed"
url = "{site.url("/feed.json")}"
standing = "official"
language = "en"
every = "1s"

[[subscriber]]
name = "reader"
email = "reader@localhost.localdomain"

[[subscriber]]
name = "desk"
webhook = "{hook.url("/glory")}"

[smtp]
host = "{inbox.address}"
port = {inbox.port}

[crawl]
contact = "test@localhost"
allow_networks = ["127.0.0.0/8"]
per_host_delay = "0s"

[daemon]
tick = "1s"
deliver_every = "1s"
"""


class Newsroom:
    """An official feed in which the date moves with each article."""

    def __init__(self, site) -> None:
        self.site, self.pieces = site, []
        self.first_day = datetime.now(UTC).date() + timedelta(days=100)

    @property
    def days(self):
        return [self.first_day + timedelta(days=7 * n) for n in range(len(self.pieces))]

    def prints(self) -> None:
        number = len(self.pieces)
        day = self.first_day + timedelta(days=7 * number)
        text = f"Netflix confirmed that The Glory Season 2, starring Song Hye Kyo, will premiere on {day:%B} {day.day}, {day.year}."
        at = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=30) + timedelta(seconds=number)
        title = f"The Glory Season 2 premieres {day:%B} {day.day}, {day.year}"
        self.pieces.insert(0, pages.Piece(url=self.site.url(f"/n/{number}"), title=title, text=text, at=at))
        self.site.serves(f"/n/{number}", pages.article(self.pieces[0]))
        self.site.serves(
            "/feed.json",
            pages.json_feed(*self.pieces),
            content_type="application/feed+json",
            etag=f'"{number}"',
        )


@pytest.fixture
def daemon(tmp_path, site, inbox, hook):
    file = tmp_path / "config.toml"
    file.write_text(toml(site, inbox, hook), encoding="utf-8")
    started = []

    def start() -> subprocess.Popen:
        output = tmp_path / f"daemon-{len(started)}.err"
        started.append(command.start("run", "--config", file, "--db", tmp_path / "log.sqlite", output=output))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait(10)


def rows(tmp_path, sql):
    with sqlite3.connect(f"{(tmp_path / 'log.sqlite').as_uri()}?mode=ro", uri=True, timeout=10) as look:
        look.row_factory = sqlite3.Row
        found = [dict(row) for row in look.execute(sql)]
    look.close()
    return found


def kill_ten_times(daemon, newsroom, hook) -> None:
    dice = random.Random(SEED)
    newsroom.prints()
    moments = []
    for after in dice.sample(AFTER, k=ROUNDS):
        asked, called = len(newsroom.site.asked("/feed.json")), len(hook.calls)
        hook.mode = "hang" if after == ON_THE_WIRE else "ok"
        process = daemon()
        if after == ASKED:
            newsroom.site.wait_for("/feed.json", asked + 1, deadline=30)
        elif after in (SENT, ON_THE_WIRE):
            hook.wait_for_calls(called + 1, deadline=30)
        wait_s = dice.uniform(0, LONGEST_S[after])
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(wait_s)
        process.kill()
        assert process.wait(10) == -signal.SIGKILL
        moments.append(f"{wait_s:.3f} s after {after}")
        newsroom.prints()
    print(f"seed {SEED}, killed {'; '.join(moments)}")  # noqa: T201 - shown when it fails


def run_to_the_end(tmp_path, daemon, last) -> None:
    process = daemon()
    open_ones = "SELECT count(*) AS n FROM deliveries WHERE state IN ('waiting', 'sending')"
    told_last = f"SELECT count(*) AS n FROM rulings r JOIN changes c ON c.id = r.change_id WHERE c.new = '{last}' AND r.told = 1"  # noqa: S608
    deadline = time.monotonic() + 60
    while rows(tmp_path, told_last)[0]["n"] < 2 or rows(tmp_path, open_ones)[0]["n"]:
        assert time.monotonic() < deadline, f"seed {SEED}: not quiet; {log_tail(tmp_path)}"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.2)
    process.terminate()
    assert process.wait(10) == 0, log_tail(tmp_path)


def test_ten_kills_lose_nothing_and_double_nothing(tmp_path, site, inbox, hook, daemon):
    newsroom = Newsroom(site)
    kill_ten_times(daemon, newsroom, hook)
    hook.mode = "ok"
    run_to_the_end(tmp_path, daemon, newsroom.days[-1].isoformat())

    # the walk lost nothing: every article was read and judged; dates were held in the order in which they were
    # printed (two that came in one fetch may count as one), the last one at the end
    assert len(rows(tmp_path, "SELECT * FROM documents")) == len(newsroom.pieces)
    held = [
        row["new"]
        for row in rows(tmp_path, "SELECT new FROM changes WHERE field = 'release_date' ORDER BY id")
    ]
    days = [day.isoformat() for day in newsroom.days]
    assert held == [day for day in days if day in held]
    assert held[-1] == days[-1]
    assert len(held) > AFTER.count(SENT), held
    assert rows(tmp_path, "SELECT id FROM revisions WHERE judged_at IS NULL") == []

    # every change that was to be told is in an alert, every delivery of it arrived
    untold = rows(
        tmp_path,
        "SELECT r.id FROM rulings r WHERE r.told = 1 AND NOT EXISTS (SELECT 1 FROM alert_changes ac JOIN alerts a "
        "ON a.id = ac.alert_id WHERE ac.change_id = r.change_id AND a.subscriber = r.subscriber)",
    )
    assert untold == []
    deliveries = rows(tmp_path, "SELECT key, subscriber, state FROM deliveries")
    assert {d["state"] for d in deliveries} == {"delivered"}
    keys = {d["key"] for d in deliveries if d["subscriber"] == "desk"}
    assert {call.key for call in hook.received} == keys
    letters = Counter(mail.message["Message-ID"] for mail in inbox.mails)
    assert len(letters) == sum(d["subscriber"] == "reader" for d in deliveries)

    # what was on the wire was sent again under its key; nothing else was sent twice
    hung = [call.key for call in hook.calls if call.mode == "hang"]
    assert len(hung) >= AFTER.count(ON_THE_WIRE)
    assert set(hung) <= keys
    repeats = len(hook.calls) - len(hook.received) + sum(letters.values()) - len(letters)
    assert repeats <= ROUNDS, f"seed {SEED}"
    print(f"{len(keys)} alerts to each of two receivers, {repeats} keyed repeats")  # noqa: T201 - the figure that is asked for


def log_tail(tmp_path) -> str:
    return "\n".join(
        file.read_text(errors="replace")[-600:] for file in sorted(tmp_path.glob("daemon-*.err"))[-2:]
    )
