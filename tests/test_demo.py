"""The demo is the end-to-end test: real HTTP, real SMTP, real SQLite, two years in seconds."""

from __future__ import annotations

import json
import smtplib
import sqlite3
import urllib.request
from datetime import timedelta
from email.message import EmailMessage

import pytest
from kit import command

from notifier.demo import acts, performance
from notifier.demo.letterbox import Letterbox
from notifier.demo.newsroom import Newsroom


@pytest.fixture(scope="module")
def performed(tmp_path_factory):
    """One performance, as a program sees it: exit code, the scenes, the last line, the directory."""
    place = tmp_path_factory.mktemp("demo") / "log"
    done = command.run("demo", "--json", "--into", place, timeout_s=170)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, done.stderr
    return done.returncode, lines[:-1], lines[-1], place


def told(scenes):
    return [line for shown in scenes for line in shown["told"]]


class TestThePerformance:
    def test_nothing_is_missed_nothing_is_false(self, performed):
        code, scenes, last, _ = performed
        assert (code, last["mistakes"]) == (0, [])
        assert len(scenes) == len(acts.load().acts)

    def test_it_takes_less_than_a_minute(self, performed):
        assert performed[2]["seconds"] < 60

    def test_the_reader_was_told_what_the_labels_of_the_real_story_ask_for(self, performed, shared):
        story = json.loads((shared / "gold" / "timeline.json").read_text(encoding="utf-8"))
        heard = {(n["item"]["field"], n["new"], n["item"]["scope"]) for n in told(performed[1])}
        for event in story["must"]:
            assert any((event["field"], event["value"], scope) in heard for scope in event["scopes"]), event
        allowed = {
            (e["field"], e["value"], scope) for e in story["must"] + story["may"] for scope in e["scopes"]
        }
        allowed.add(("production_status", "post_production", ""))  # only our almanac says so
        assert heard <= allowed

    @pytest.mark.parametrize(
        "title",
        [
            "Another Glory is postponed",
            "The 10th? The 20th? Neither, for now",
            "Looking back, and an old page found late",
        ],
    )
    def test_look_alikes_rumours_and_retrospectives_are_no_news(self, performed, title):
        [shown] = [s for s in performed[1] if s["title"] == title]
        assert shown["printed"] >= 2
        assert (shown["told"], shown["mails"], shown["calls"]) == ([], [], 0)

    def test_one_press_release_in_three_papers_is_at_most_one_message(self, performed):
        [shown] = [s for s in performed[1] if s["title"].startswith("A poster")]
        assert len([n for n in shown["told"] if n["item"]["field"] == "release_date"]) <= 1

    def test_every_change_told_arrived_by_mail_and_by_webhook(self, performed):
        _, scenes, _, place = performed
        with sqlite3.connect(place / "log.db") as log:
            deliveries = log.execute(
                "SELECT subscriber, state, count(*) FROM deliveries GROUP BY 1, 2"
            ).fetchall()
            alerts = log.execute("SELECT subscriber, count(*) FROM alerts GROUP BY 1").fetchall()
        log.close()
        counted = dict(alerts)
        assert sorted(deliveries) == [
            ("newsdesk", "delivered", counted["newsdesk"]),
            ("reader", "delivered", counted["reader"]),
        ]
        assert sum(len(s["mails"]) for s in scenes) == counted["reader"]
        assert sum(s["calls"] for s in scenes) == counted["newsdesk"]
        assert told(scenes)

    def test_what_did_not_change_was_answered_not_modified(self, performed):
        quiet = [s for s in performed[1] if s["unchanged"] == 0]
        assert quiet == []

    def test_the_log_can_be_asked_afterwards(self, performed):
        _, scenes, last, place = performed
        assert last["log"] == str(place / "log.db")
        why = command.run("why", told(scenes)[0]["change"], "--config", place / "config.toml")
        assert why.returncode == 0, why.stderr
        assert told(scenes)[0]["quote"][:20] in " ".join(why.stdout.split())

    def test_it_writes_over_nothing(self, performed):
        again = command.run("demo", "--into", performed[3])
        assert (again.returncode, "exists already" in again.stderr) == (2, True)


def test_a_missed_must_is_exit_code_one(tmp_path, monkeypatch, capsys):
    whole = acts.load()
    act = whole.acts[1]  # look-alikes only
    wanted = acts.Telling(field="release_date", value="2021-09-17", scopes=("",))
    monkeypatch.setattr(
        acts, "load", lambda: whole.model_copy(update={"acts": (act.model_copy(update={"must": (wanted,)}),)})
    )
    assert performance.give(tmp_path / "x", as_json=True) is False
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["mistakes"] == ["missed: release_date 2021-09-17 ()"]


class TestTheActs:
    history = acts.load()

    def test_time_moves_on(self):
        moments = [at for act in self.history.acts for at, _ in act.moments]
        assert moments == sorted(moments)
        ends = [act.moments[-1][0] + timedelta(hours=6) for act in self.history.acts]
        starts = [act.moments[0][0] for act in self.history.acts]
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False))

    def test_it_is_the_time_of_the_real_history_in_about_a_dozen_acts(self):
        days = [act.day for act in self.history.acts]
        assert (f"{days[0]:%Y-%m}", f"{days[-1]:%Y-%m}") == ("2021-01", "2023-03")
        assert 11 <= len(days) <= 15

    def test_both_languages_and_every_form_are_played(self):
        used = {self.history.outlet(p.outlet) for act in self.history.acts for p in act.prints}
        assert used == set(self.history.outlets)
        assert {o.language for o in used} == {"en", "ko"}
        assert {o.form for o in used} == {"rss", "atom", "json_feed", "page", "listing", "mastodon"}

    def test_what_must_be_told_is_what_the_labels_ask_for(self, shared):
        story = json.loads((shared / "gold" / "timeline.json").read_text(encoding="utf-8"))
        wanted = {(e["field"], e["value"]) for e in story["must"]}
        assert {(t.field, t.value) for act in self.history.acts for t in act.must} == wanted


class TestTheNewsroom:
    def test_an_edition_is_served_until_the_next(self):
        history = acts.load()
        first, second = (
            p for act in history.acts for p in act.prints if p.outlet == "dramabase" and "16" in p.text
        )
        with Newsroom(history) as newsroom:
            newsroom.publish(first)
            status, _, tag, body = newsroom.page("/dramabase/the-glory", None)
            assert (status, "Part 2" in body.decode()) == (200, False)
            assert newsroom.page("/dramabase/the-glory", tag)[0] == 304
            newsroom.publish(second)
            assert newsroom.page("/dramabase/the-glory", tag)[0] == 200
            with urllib.request.urlopen(f"{newsroom.root}/dramabase/the-glory", timeout=5) as answer:
                assert "Part 2 was released on March 10, 2023" in answer.read().decode()
            assert newsroom.page("/nothing", None)[0] == 404


class TestTheLetterbox:
    def test_takes_mail_from_a_stranger(self):
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = "더 글로리", "a@localhost", "b@localhost"
        message.set_content(".a line that begins with a dot\n더 글로리\n")
        with Letterbox() as box:
            with smtplib.SMTP("127.0.0.1", box.mail_port, timeout=5) as client:
                client.send_message(message)
            [letter] = box.letters
        assert (letter.subject, letter.text) == ("더 글로리", ".a line that begins with a dot\n더 글로리")

    def test_refuses_what_it_does_not_know(self):
        with Letterbox() as box, smtplib.SMTP("127.0.0.1", box.mail_port, timeout=5) as client:
            assert client.docmd("VRFY", "root")[0] == 502

    def test_takes_webhook_calls_with_their_keys(self):
        with Letterbox() as box:
            call = urllib.request.Request(box.hook_url, b'{"a": 1}', {"Idempotency-Key": "k"}, method="POST")
            with urllib.request.urlopen(call, timeout=5) as answer:
                assert answer.status == 204
            [taken] = box.calls
        assert (taken.key, taken.payload) == ("k", {"a": 1})
