"""The main job, as its owner put it: the September article, its edit in December, and silence afterwards.

The article itself is not ours to keep; it is read from beside the checkout where it is there. The same
course of events in our own words always runs.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from kit import command, pages
from kit.rig import Rig, configuration, source

PUBLISHED = datetime(2022, 9, 26, 9, 0, tzinfo=UTC)
SEEN = datetime(2022, 9, 26, 12, 0, tzinfo=UTC)
EDITED = datetime(2022, 12, 1, 12, 0, tzinfo=UTC)
POSTED = datetime(2022, 8, 16, 9, 0, tzinfo=UTC)
CURRENT = ("confirmed", "expected", "rumoured")

OWN_WORDS = """The Glory, the revenge drama that Kim Eun Sook wrote for Netflix with Song Hye Kyo in the lead, is expected to arrive in December 2022.

When is The Glory coming to Netflix?

The shoot took longer than planned, so at first we did not think that The Glory would arrive before the end of 2022.

Our sources, however, tell us that the series is due to premiere on Netflix on December 30th, 2022. That may still change.

According to MyDramaList, the series will have a total of eight episodes.

What is the production status of The Glory?

Production Status: Post-Production"""
OWN_POST = "#TheGlory with #SongHyeKyo wraps up filming. The drama is scheduled to premiere in the first half of 2023."
OFFICIAL = """The Glory, the revenge drama that Kim Eun Sook wrote for Netflix with Song Hye Kyo in the lead, has its day.

Netflix has officially confirmed that The Glory will premiere on December 30, 2022.

According to MyDramaList, the series will have a total of eight episodes.

What is the production status of The Glory?

Production Status: Post-Production"""


def own_words(_: pytest.FixtureRequest) -> tuple[str, str]:
    return OWN_WORDS, OWN_POST


def seed(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The article's text without its tweet, and the tweet."""
    [file] = (request.getfixturevalue("shared") / "seed").glob("*the-glory*.txt")
    text = file.read_text(encoding="utf-8").strip()
    text = re.sub(r"^date \d{4}-\d\d-\d\d\s+", "", text)
    whole = re.search(r"Upcoming Netflix Original #TheGlory.*?first half of 2023\.", text, re.DOTALL)
    assert whole is not None, "the seed article has changed"
    return text.replace(whole.group(), ""), " ".join(whole.group().split())


@pytest.fixture(params=[own_words, seed], ids=["own words", "seed article"])
def texts(request):
    return request.param(request)


@pytest.fixture
def almanac(site, texts):
    """The article as a page with its tweet embedded; returns a function that edits it."""
    article, post = texts
    url = site.url("/the-glory-release-date/")
    tweet = pages.tweet(
        post, name="K-Drama Lookout", handle="kdramalookout", at=POSTED, number=1559480000000000001
    )

    def prints(text: str, *, updated: datetime | None = None) -> str:
        piece = pages.Piece(
            url=url,
            title="The Glory: Netflix release date, cast and what we know",
            text=text,
            at=PUBLISHED,
            updated=updated,
        )
        return site.serves(
            "/the-glory-release-date/",
            pages.article(piece, embedded=tweet, site="What’s on Netflix"),
            etag=f'"{(updated or PUBLISHED):%Y%m%d}"',
        )

    prints(article)
    return prints


@pytest.fixture
def rig(site, almanac, inbox, hook, log_path):
    page = source(
        "almanac", site.url("/the-glory-release-date/"), standing="trade", publisher="What’s on Netflix"
    )
    with Rig(configuration(page, inbox=inbox, hook=hook), log_path) as rig:
        yield rig


def current_claims(rig, field):
    return rig.rows(
        f"SELECT c.*, d.kind AS document_kind FROM claims c JOIN documents d ON d.id = c.document_id "  # noqa: S608 - constants
        f"WHERE c.field = ? AND c.modality IN {CURRENT}",
        field,
    )


def test_the_september_article_is_read_as_a_person_reads_it(rig):
    assert rig.tick(SEEN)["crawl"]["failed"] == 0, rig.rows("SELECT * FROM sources")

    [date] = rig.rows("SELECT * FROM facts WHERE field = 'release_date'")
    assert (date["value"], date["modality"]) == ("2022-12-30", "expected")
    claimed = {c["value"]: c for c in current_claims(rig, "release_date")}
    assert {"2022-12-30", "2022-12"} <= claimed.keys()
    assert not any(
        "before the end of 2022" in c["quote"] and c["value"] != "2022-12-30" for c in claimed.values()
    )
    assert str(claimed["2022-12"]["id"]) not in re.findall(r"\d+", date["disputed_by"]), (
        "the month supports the day"
    )
    assert rig.rows("SELECT * FROM changes WHERE kind = 'disputed'") == []

    [count] = rig.rows("SELECT * FROM facts WHERE field = 'episode_count'")
    assert count["value"] == "8"
    assert {"MyDramaList"} == {c["attribution"] for c in current_claims(rig, "episode_count")}

    [status] = rig.rows("SELECT * FROM facts WHERE field = 'production_status'")
    assert status["value"] in ("post_production", "wrapped")


def test_the_older_post_keeps_its_own_day_and_overturns_nothing(rig):
    rig.tick(SEEN)
    half = [c for c in current_claims(rig, "release_date") if c["value"] == "2023-40"]
    assert {(c["document_kind"], c["asserted_at"][:10]) for c in half} == {("post", "2022-08-16")}
    [date] = rig.rows("SELECT value FROM facts WHERE field = 'release_date'")
    assert date["value"] == "2022-12-30"
    assert rig.rows("SELECT * FROM changes WHERE field = 'release_date' AND new = '2023-40'") == []


def test_an_official_edit_is_one_alert_and_then_there_is_silence(rig, almanac, site, inbox, hook):
    rig.tick(SEEN)
    mails, calls = len(inbox.mails), len(hook.received)
    assert mails <= 1, "first sight of a title is one summary at most"

    almanac(OFFICIAL, updated=EDITED)
    rig.tick(EDITED)
    [mail] = inbox.wait_for(mails + 1)[mails:]
    [call] = hook.wait_for(calls + 1)[calls:]
    [change] = rig.rows("SELECT * FROM changes WHERE field = 'release_date' ORDER BY id DESC LIMIT 1")
    assert (change["old"], change["new"], change["standing"]) == ("2022-12-30", "2022-12-30", 4)
    for message in (mail.subject + mail.text, call.body.decode()):
        assert re.search(r"30 Dec(ember)? 2022|Dec(ember)? 30,? 2022|2022-12-30", message), message
        assert "official" in message.lower(), message
    assert "confirmed that The Glory will premiere on December 30, 2022" in " ".join(mail.text.split()), (
        "in whose words"
    )

    for hour in range(1, 21):
        if hour == 10:
            rig.restart()
        rig.tick(EDITED + timedelta(hours=hour))
    assert site.answers("/the-glory-release-date/") == [200, 200] + [304] * 20
    assert len(inbox.mails) == mails + 1
    assert len(hook.calls) == calls + 1


def test_extract_says_the_same_of_the_article_alone(texts):
    """The command reads what the crawler hands over: the article without its markup."""
    document = {
        "id": "seed",
        "kind": "article",
        "source": "whats-on-netflix.com",
        "url": "https://www.whats-on-netflix.com/the-glory",
        "lang": "en",
        "published": "2022-09-26",
        "headline": "The Glory: Netflix release date, cast and what we know",
        "text": texts[0],
        "title": {
            "name": "The Glory",
            "aliases": ["더 글로리"],
            "people": ["Song Hye Kyo"],
            "platform": "Netflix",
            "kind": "series",
        },
    }
    done = command.run("extract", feed=json.dumps(document, ensure_ascii=False) + "\n")
    assert done.returncode == 0, done.stderr
    [reading] = [json.loads(line) for line in done.stdout.splitlines()]
    current = {(c["field"], str(c["value"])) for c in reading["claims"] if c["modality"] in CURRENT}
    assert reading["about"] is True
    assert {("release_date", "2022-12-30"), ("release_date", "2022-12"), ("episode_count", "8")} <= current
    assert current & {("production_status", "post_production"), ("production_status", "wrapped")}
