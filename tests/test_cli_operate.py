"""What an operator types: init, check-config, once, status."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from notifier.store import heartbeat, open_log
from scraper.store import stamp

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = '[defaults]\nwatch = false\nsources = false\n[daemon]\nlog = "log.db"\n'


@pytest.fixture
def glorywatch(tmp_path: Path):
    """Run the command line as an operator would, in an environment of its own."""

    def call(*arguments: object, columns: int = 80, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GLORYWATCH_")}
        places = {"XDG_CONFIG_HOME": str(tmp_path / "etc"), "XDG_DATA_HOME": str(tmp_path / "share")}
        return subprocess.run(
            [sys.executable, "-m", "notifier", *map(str, arguments)],
            capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
            env=clean | places | {"COLUMNS": str(columns)} | environment,
        )  # fmt: skip

    return call


# --- init ---------------------------------------------------------------------------------------


def test_init_writes_a_file_that_check_config_likes(glorywatch, tmp_path: Path):
    place = tmp_path / "etc" / "glorywatch" / "config.toml"
    done = glorywatch("init")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Wrote {place}\n")
    assert "glorywatch check-config" in done.stdout
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    checked = glorywatch("check-config")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert f"Configuration  {place}\n" in checked.stdout
    assert f"Log            {tmp_path}/share/glorywatch/log.db\n" in checked.stdout
    assert "The Glory (the-glory)" in checked.stdout


def test_init_leaves_a_file_that_is_there(glorywatch, tmp_path: Path):
    place = tmp_path / "mine.toml"
    place.write_text("# mine")
    for done in (glorywatch("init", "--config", place), glorywatch("init", GLORYWATCH_CONFIG=str(place))):
        assert done.returncode == 2
        assert f"{place} is there already and was left as it is" in done.stderr
    assert place.read_text() == "# mine"


def test_init_says_where_it_cannot_write(glorywatch, tmp_path: Path):
    (tmp_path / "file").write_text("")
    done = glorywatch("init", "--config", tmp_path / "file" / "config.toml")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


# --- check-config -------------------------------------------------------------------------------


def test_check_config_says_all_that_is_wrong(glorywatch, tmp_path: Path):
    file = tmp_path / "config.toml"
    file.write_text('[smtp]\nprot = 25\n[[source]]\nname = "a"\nkind = "feed"\nurl = "a.example"\n')
    done = glorywatch("check-config", "--config", file)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"error: {file}:2: smtp.prot: is not known here; did you mean 'port'?",
        f"error: {file}:6: source.a.url: 'a.example' is no http or https address; write it like https://example.org/feed",
    ]


def test_check_config_tells_what_would_be_done_without_a_secret(glorywatch, tmp_path: Path):
    file = tmp_path / "config.toml"
    canary = "canary-93b1"
    file.write_text(
        f'[[subscriber]]\nname = "me"\nto = "ntfys://{canary}"\nemail = "{canary}@b.example"\n'
        f'telegram = "123456:{canary}/1"\n'
        f'fields = ["release_date"]\n[smtp]\npassword = "{canary}"\n'
        '[defaults]\nwatch = true\n[[watch]]\nkey = "other"\nname = "Other"\n'
    )
    plain = glorywatch("check-config", "--config", file, "--db", "other.db")
    assert plain.returncode == 0
    assert "Log            other.db" in plain.stdout
    assert plain.stdout.count("Watches ") == 2
    assert "me by email, telegram, to: all titles, release_date" in plain.stdout
    assert "chmod 600" in plain.stdout
    said = glorywatch("check-config", "--config", file, "--json")
    assert canary not in plain.stdout + plain.stderr + said.stdout + said.stderr
    told = json.loads(said.stdout)
    assert told["subscribers"][0]["channels"] == ["email", "telegram", "to"]
    assert told["sources"]["trade feed"] >= 5


def test_check_config_has_apprise_look_at_its_addresses(glorywatch, tmp_path: Path):
    file = tmp_path / "config.toml"
    canary = "canary-11aa"
    file.write_text(f'[[subscriber]]\nname = "me"\nto = "tgram://{canary}"\n')
    done = glorywatch("check-config", "--config", file)
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {file}: subscriber.me.to: is not complete for tgram://")
    assert canary not in done.stderr


@pytest.mark.parametrize("name", ["run", "once"])
def test_work_wants_a_configuration(glorywatch, name: str, tmp_path: Path):
    done = glorywatch(name)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.endswith("there is no configuration; run `glorywatch init` to write one")
    assert not (tmp_path / "share").exists()


def test_a_wrong_call_is_a_usage_error(glorywatch):
    assert glorywatch("status", "--nonsense").returncode == 2
    assert glorywatch("nonsense").returncode == 2


# --- status -------------------------------------------------------------------------------------


@pytest.fixture
def busy(tmp_path: Path) -> Path:
    """A configuration whose log knows three of its four sources, and a daemon that died."""
    now = datetime.now(UTC)
    names = ("a-source-that-fails", "well", "odd", "not-asked-yet")
    rows = "".join(f'[[source]]\nname = "{n}"\nkind = "feed"\nurl = "https://{n}.example/"\n' for n in names)
    file = tmp_path / "config.toml"
    file.write_text("[defaults]\nwatch = false\n[daemon]\nlog = 'log.db'\n" + rows)
    with open_log(tmp_path / "log.db") as log:
        for name, state, reason, due in (
            ("a-source-that-fails", "failing", "404: not found; and a sentence that is longer than a line of a terminal", 3600),
            ("well", "ok", "", 600),
            ("odd", "suspect", "looks like a login page", -10),
            ("gone-from-the-file", "failing", "nobody asks", 0),
        ):  # fmt: skip
            log.execute(
                "INSERT INTO sources (name, kind, url, added_at, next_fetch_at, last_ok_at, state, reason)"
                " VALUES (?, 'feed', 'u', ?, ?, ?, ?, ?)",
                (
                    name,
                    stamp(now),
                    stamp(now + timedelta(seconds=due)),
                    stamp(now - timedelta(hours=5)),
                    state,
                    reason,
                ),
            )
        log.execute(
            "INSERT INTO alerts (id, key, subscriber, kind, created_at, due_at) VALUES (1, 'k', 'me', 'instant', ?, ?)",
            (stamp(now), stamp(now)),
        )
        for number, state in enumerate(["dead", "waiting", "waiting", "delivered"]):
            log.execute(
                "INSERT INTO deliveries (key, alert_id, subscriber, channel, state, created_at, due_at, expires_at)"
                " VALUES (?, 1, 'me', ?, ?, ?, ?, ?)",
                (f"k{number}", f"c{number}", state, stamp(now), stamp(now), stamp(now)),
            )
        heartbeat.begin(log, command="run", version="1.0", now=now - timedelta(hours=1))
        log.execute("UPDATE heartbeat SET pid = 4194304 + 1")  # above the largest pid that Linux gives
        bad = heartbeat.Tick(name="deliver", failures=3, reason="no route to host", last_failed_at=now)
        heartbeat.beat(
            log, [bad, heartbeat.Tick(name="crawl", last_ok_at=now)], now=now - timedelta(seconds=5)
        )
    return file


TROUBLES = [
    "the daemon died (process 4194305)",
    "deliver failed 3 times in a row: no route to host",
    "source a-source-that-fails is failing: 404: not found; and a sentence that is longer than a line of a terminal",
    "source odd is suspect: looks like a login page",
    "deliveries that are dead: 1; `glorywatch redrive` sends them again",
]


def test_status_tells_programs_everything(glorywatch, busy: Path, tmp_path: Path):
    done = glorywatch("status", "--config", busy, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["life"] == "died"
    assert told["log"] == str(tmp_path / "log.db")
    assert {s["name"]: s["state"] for s in told["sources"]} == {
        "a-source-that-fails": "failing", "well": "ok", "odd": "suspect",
    }  # fmt: skip
    assert told["waiting"] == ["not-asked-yet"]
    assert told["deliveries"] == {"dead": 1, "waiting": 2, "delivered": 1}
    assert datetime.fromisoformat(told["sources"][0]["next_fetch_at"]).tzinfo is not None
    assert told["log_bytes"] > 0
    assert told["troubles"] == TROUBLES


def test_status_fits_a_terminal_and_shows_trouble_first(glorywatch, busy: Path):
    done = glorywatch("status", "--config", busy, columns=80)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    too_long = [line for line in lines if len(line) > 80 and not line.startswith(("Log", "Daemon"))]
    assert not too_long
    text = done.stdout
    assert "died, process 4194305" in text
    assert "dead 1, delivered 1, waiting 2" in text
    assert text.index("a-source-that-fails") < text.index("\nwell ")
    assert re.search(r"^a-source-that-fails +failing +in (5\d min|1 h) ", text, re.MULTILINE)
    assert "gone-from-the-file" not in text
    assert "All is well." not in text
    squeezed = " ".join(text.split())
    assert all(trouble in squeezed for trouble in TROUBLES)


def test_status_can_be_a_check(glorywatch, busy: Path, tmp_path: Path):
    assert glorywatch("status", "--config", busy, "--check").returncode == 1
    fresh = tmp_path / "fresh.toml"
    fresh.write_text(CONFIG.replace("log.db", "fresh.db"))
    assert glorywatch("once", "--config", fresh).returncode == 0
    done = glorywatch("status", "--config", fresh, "--check")
    assert done.returncode == 0
    assert "All is well." in done.stdout


def test_status_without_a_log_says_what_to_do(glorywatch, tmp_path: Path):
    done = glorywatch("status")
    assert done.returncode == 3
    assert done.stderr == (
        f"error: {tmp_path}/share/glorywatch/log.db: there is no log here yet; run `glorywatch once` first\n"
    )
    assert not (tmp_path / "share").exists()


# --- once ---------------------------------------------------------------------------------------


def test_once_asks_what_is_due_and_tells_what_failed(glorywatch, site, hook, tmp_path: Path):
    site.serves("/feed", "<rss version='2.0'><channel><title>t</title></channel></rss>", etag='"a"')
    file = tmp_path / "config.toml"
    file.write_text(
        f'[crawl]\nallow_networks = ["127.0.0.0/8"]\nper_host_delay = "0s"\n[daemon]\nlog = "log.db"\n'
        f'[[source]]\nname = "here"\nkind = "feed"\nurl = "{site.url("/feed")}"\n'
    )
    done = glorywatch("once", "--config", file, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["steps"]["crawl"]["sources"] == 1
    assert glorywatch("once", "--config", file).stdout.startswith("crawl    sources 0,")
    file.write_text(
        file.read_text() + f'[[source]]\nname = "gone"\nkind = "feed"\nurl = "{site.url("/none")}"\n'
    )
    done = glorywatch("once", "--all", "--config", file)
    assert done.returncode == 1
    assert done.stdout.startswith("crawl    sources 2,")
    assert "! source gone is failing: 404" in done.stderr
    assert site.answers("/feed") == [200, 304]
    status = json.loads(glorywatch("status", "--config", file, "--json").stdout)
    assert (status["life"], status["daemon"]["command"]) == ("stopped", "once")
