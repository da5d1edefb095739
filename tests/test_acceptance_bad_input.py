"""Everything that the web hands out in place of news, in one pass, beside one good source."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from kit import command, pages
from kit.rig import Rig, configuration, source

NOW = datetime(2022, 9, 26, 12, 0, tzinfo=UTC)
GOOD = "Netflix has confirmed that The Glory, starring Song Hye Kyo, will premiere on December 30, 2022."
KOREAN = "넷플릭스 시리즈 '더 글로리'가 12월 30일 공개를 확정했다. 송혜교가 주연을 맡았다."

# what is served -> what the reason has to name
MARKED = {
    "not-xml": r"(?i)feed|xml",
    "empty-page": r"(?i)empty|no text|nothing",
    "not-found": r"404",
    "server-error": r"500",
    "silent": r"(?i)time|answer",
    "ten-megabytes": r"(?i)large|big|bytes|MB|MiB",
    "redirect-loop": r"(?i)redirect",
}
QUIET = ("wrong-charset", "another-topic", "impossible-date")  # readable, but nothing to be had from them


def serve_all(site) -> list:
    article = pages.Piece(
        url=site.url("/good"), title="The Glory is dated", text=GOOD, at=NOW - timedelta(hours=2)
    )
    site.serves("/good", pages.article(article))
    site.serves(
        "/not-xml", "Our feed has moved. Please update your reader!", content_type="application/rss+xml"
    )
    site.serves("/empty-page", "")
    site.fails("/server-error", 500)
    site.hangs("/silent")
    korean = pages.article(
        pages.Piece(
            url=site.url("/wrong-charset"), title="더 글로리 공개", text=KOREAN, at=NOW, language="ko"
        )
    )
    site.serves(
        "/wrong-charset", korean.encode("euc-kr", errors="replace"), content_type="text/html; charset=utf-8"
    )
    other = pages.Piece(
        url=site.url("/another-topic"),
        title="Ferries",
        text="The ferry will run from December 30, 2022.\n\n" * 4,
        at=NOW,
    )
    site.serves("/another-topic", pages.article(other))
    feed = pages.rss(
        pages.Piece(url=site.url("/a"), title="The Glory", text="The Glory premieres on 2022-13-45.", at=NOW)
    )
    site.serves(
        "/impossible-date",
        re.sub(r"<pubDate>[^<]*", "<pubDate>2022-13-45T25:61:00Z", feed),
        content_type="text/xml",
    )
    site.serves("/ten-megabytes", "<p>" + "The Glory arrives December 24, 2022. " * 300_000)
    site.redirects("/redirect-loop", "/redirect-loop/again")
    site.redirects("/redirect-loop/again", "/redirect-loop")
    feeds = {"not-xml", "impossible-date"}
    names = (*MARKED, *QUIET)
    bad = [source(name, site.url(f"/{name}"), kind="feed" if name in feeds else "page") for name in names]
    return [*bad[:5], source("good", site.url("/good"), standing="official"), *bad[5:]]


@pytest.fixture
def rig(site, inbox, log_path):
    with Rig(configuration(*serve_all(site), inbox=inbox, timeout_s=2), log_path) as rig:
        yield rig


def test_each_is_marked_with_its_reason_and_the_good_source_is_served(rig, site):
    report = rig.tick(NOW)
    states = {row["name"]: row for row in rig.rows("SELECT * FROM sources")}

    assert states["good"]["state"] == "ok"
    assert [row["value"] for row in rig.rows("SELECT value FROM facts WHERE field = 'release_date'")] == [
        "2022-12-30"
    ]

    for name, words in MARKED.items():
        assert states[name]["state"] == "failing", states[name]
        assert re.search(words, states[name]["reason"]), (name, states[name]["reason"])
        assert states[name]["failures"] == 1
        assert states[name]["next_fetch_at"] > states["good"]["next_fetch_at"], f"{name} backs off"
    assert report["crawl"]["failed"] >= len(MARKED)
    assert site.answers("/server-error").count(500) <= 3, "no hammering"

    causes = rig.rows("SELECT DISTINCT d.source FROM claims c JOIN documents d ON d.id = c.document_id")
    assert causes == [{"source": "good"}], "nothing else became a claim"


def test_status_shows_every_one_of_them(rig, tmp_path):
    rig.tick(NOW)
    file = tmp_path / "config.toml"
    sources = "".join(
        f'[[source]]\nname = "{s.name}"\nkind = "{s.kind}"\nurl = "{s.url}"\n' for s in rig.config.sources
    )
    file.write_text(
        f'defaults = {{ watch = true }}\ncrawl = {{ contact = "x@localhost" }}\n{sources}', encoding="utf-8"
    )
    done = command.run("status", "--json", "--config", file, "--db", rig.path)
    assert done.returncode in (0, 1), done.stderr
    shown = done.stdout
    json.loads(shown.splitlines()[0] if "\n{" in shown.strip() else shown)
    reasons = {row["name"]: row["reason"] for row in rig.rows("SELECT name, reason FROM sources")}
    for name in MARKED:
        assert name in shown
        assert json.dumps(reasons[name])[1:-1] in shown or reasons[name] in shown


def test_what_was_true_stays_true_when_its_page_breaks(rig, site):
    rig.tick(NOW)
    before = rig.rows("SELECT * FROM facts"), rig.rows("SELECT id FROM changes")
    assert before[0]
    for hour, breakage in enumerate(
        (lambda: site.serves("/good", ""), lambda: site.fails("/good", 503), lambda: site.resets("/good")), 1
    ):
        breakage()
        rig.tick(NOW + timedelta(days=hour))
    assert (rig.rows("SELECT * FROM facts"), rig.rows("SELECT id FROM changes")) == before
