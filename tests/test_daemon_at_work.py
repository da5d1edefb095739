"""The whole daemon on loopback: a site, a webhook, and what happens between them when it is disturbed."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest
from kit.process import Process

from notifier.store import open_log

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """
[daemon]
log = "log.db"
tick = "1s"
deliver_every = "1s"
[crawl]
contact = "test@localhost"
allow_networks = ["127.0.0.0/8"]
per_host_delay = "0s"
"""
ARTICLE = """<html lang="en"><head><title>The Glory: what we know</title>
<meta property="article:published_time" content="2022-09-26T12:00:00+00:00"></head><body><article>
<h1>The Glory: what we know about the Korean revenge drama</h1>
<p>The Glory, the Netflix series with Song Hye Kyo by the writer Kim Eun Sook, has been a long time coming.</p>
<p>Netflix announced that The Glory will premiere on {day}. The series has {count} episodes, and filming has wrapped
on all of them, the platform said in its statement on Monday.</p>
<p>Lee Do Hyun and Lim Ji Yeon are among the cast of the series, which is directed by Ahn Gil Ho.</p>
</article></body></html>"""


def article(day: str = "December 30, 2022", count: int = 8) -> str:
    return ARTICLE.format(day=day, count=count)


def source(name: str, url: str, kind: str = "page") -> str:
    return f'[[source]]\nname = "{name}"\nkind = "{kind}"\nurl = "{url}"\nevery = "1s"\nlanguage = "en"\n'


@pytest.fixture
def file(tmp_path: Path, hook) -> Path:
    place = tmp_path / "config.toml"
    place.write_text(CONFIG + f'[[subscriber]]\nname = "desk"\nwebhook = "{hook.url("/glory")}"\n')
    return place


@pytest.fixture
def start(file: Path):
    started: list[Process] = []

    def begin() -> Process:
        started.append(Process([sys.executable, "-m", "notifier", "run", "--config", file]))
        return started[-1]

    yield begin
    for process in started:
        process.close()


def rows(tmp_path: Path, sql: str) -> list[dict]:
    with open_log(tmp_path / "log.db", read_only=True) as log:
        return [dict(row) for row in log.rows(sql)]


def ends_cleanly(process: Process) -> None:
    before = time.monotonic()
    process.send(signal.SIGTERM)
    assert process.ended() == 0
    assert time.monotonic() - before < 10


def test_a_page_becomes_one_message_across_restarts_and_its_edit_a_second(start, file, site, hook, tmp_path):
    file.write_text(file.read_text() + source("press", site.serves("/glory", article(), etag='"1"')))
    first = start()
    assert len(hook.wait_for(1, deadline=30)) == 1
    first.wait_for("unchanged=1")
    ends_cleanly(first)
    second = start()
    second.wait_for("unchanged=1")
    site.edits("/glory", article(day="March 10, 2023"))
    told = hook.wait_for(2, deadline=30)
    second.wait_for("delivered=1")
    ends_cleanly(second)
    assert len({call.key for call in told}) == len(hook.received) == 2
    assert "2023-03-10" in str(told[1].json)
    assert {row["state"] for row in rows(tmp_path, "SELECT state FROM deliveries")} == {"delivered"}


def test_a_site_that_hangs_holds_up_neither_the_others_nor_the_end_and_is_not_blamed(
    start, file, site, hook, tmp_path
):
    good, slow = site.serves("/glory", article()), site.hangs("/slow")
    file.write_text(file.read_text() + source("press", good) + source("slow", slow))
    process = start()
    site.wait_for("/slow", deadline=30)
    ends_cleanly(process)
    states = {row["name"]: (row["state"], row["failures"]) for row in rows(tmp_path, "SELECT * FROM sources")}
    assert states["slow"] == ("new", 0)
    assert not any("failed" in line for line in process.lines)


def test_a_receiver_that_hangs_does_not_hold_up_the_end_and_gets_the_message_again_under_its_key(
    start, file, site, hook, tmp_path
):
    hook.does("hang")
    file.write_text(file.read_text() + source("press", site.serves("/glory", article())))
    first = start()
    (hung,) = hook.wait_for_calls(1, deadline=30)
    ends_cleanly(first)
    hook.does("ok")
    with open_log(tmp_path / "log.db") as log:  # the half minute of its backoff has passed
        log.execute("UPDATE deliveries SET due_at = created_at")
    second = start()
    (told,) = hook.wait_for(1, deadline=30)
    second.wait_for("delivered=1")
    ends_cleanly(second)
    assert told.key == hung.key
    assert [row["state"] for row in rows(tmp_path, "SELECT state FROM deliveries")] == ["delivered"]
    attempts = rows(tmp_path, "SELECT number, verdict FROM attempts ORDER BY number")
    assert attempts == [{"number": 1, "verdict": "unknown"}, {"number": 2, "verdict": "delivered"}]


def test_a_reload_asks_a_new_source_and_keeps_the_history_of_an_old_one(start, file, site, hook, tmp_path):
    before = file.read_text()
    file.write_text(before + source("old", site.serves("/old", article())))
    process = start()
    process.wait_for("documents=1")
    file.write_text(before + source("new", site.serves("/new", article(count=16))))
    process.send(signal.SIGHUP)
    process.wait_for("config.reloaded")
    site.wait_for("/new", deadline=30)
    process.wait_for("documents=1")
    asked = len(site.asked("/old"))
    site.wait_for("/new", 3, deadline=30)
    assert len(site.asked("/old")) == asked
    ends_cleanly(process)
    assert {row["name"] for row in rows(tmp_path, "SELECT name FROM sources")} == {"old", "new"}


def test_a_kill_leaves_no_process_behind_and_the_next_start_goes_on(start, file, site, hook):
    file.write_text(file.read_text() + source("press", site.serves("/glory", article())))
    first = start()
    first.wait_for("documents=1")
    first.popen.kill()
    first.popen.wait(30)
    second = start()
    assert len(hook.wait_for(1, deadline=30)) == 1
    second.wait_for("delivered=1")
    ends_cleanly(second)
    first._reader.join(30)  # its children held its standard error: at the end of it they are gone
    assert not first._reader.is_alive()
