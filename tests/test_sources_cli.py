"""`glorywatch sources` and `watch` as an operator types them, against loopback."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from kit import pages

import config
from config import editing
from config.errors import ConfigError
from notifier.cli import cli
from notifier.naming import free_name
from notifier.store import open_log
from scraper import discovery, opml
from scraper.errors import ReadError
from scraper.store import freshness
from scraper.store import sources as rows

BASE = """# my file
[crawl]
contact = "me@example.org"
allow_networks = ["127.0.0.0/8"]
per_host_delay = "0s"
"""


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "config.toml"
    place.write_text(BASE)
    return place


@pytest.fixture
def run(file):
    def run_(*arguments, code=0, **more):
        arguments = [*arguments[:2], "--config", str(file), *arguments[2:]]
        outcome = CliRunner().invoke(cli, [str(a) for a in arguments], standalone_mode=False, **more)
        if outcome.exception and not isinstance(outcome.exception, SystemExit):
            raise outcome.exception
        assert outcome.return_value == code, outcome.output
        return outcome.output

    return run_


def article(headline="The Glory wraps filming"):
    return pages.article(
        pages.Piece(
            url="",
            title=headline,
            text="Filming of The Glory has wrapped, Netflix said. It stars Song Hye Kyo.",
        )
    )


def test_add_finds_the_feed_of_a_page_shows_it_and_writes_it_down(run, file, site):
    feed = site.serves("/feed", '<?xml version="1.0"?><rss version="2.0"><channel><title>K Press</title><item><title>The Glory wraps filming</title>'
        f'<link>{site.url("/a")}</link></item></channel></rss>', content_type="application/rss+xml")  # fmt: skip
    site.serves("/a", article())
    home = site.serves(
        "/",
        '<html><head><title>K Press</title><link rel="alternate" type="application/rss+xml" title="K Press news" href="/feed"></head><body><p>x</p></body></html>',
    )
    site.robots(f"User-agent: *\nSitemap: {site.url('/map.xml')}\n")

    told = run("sources", "add", home, "--yes")

    assert f"feed     {feed}" in told
    assert site.url("/map.xml") in told
    assert "The Glory wraps filming" in told
    assert "production_status = wrapped" in told
    added = tomllib.loads(file.read_text())
    assert added["source"] == [{"name": "k-press-news", "kind": "feed", "url": feed, "standing": "trade"}]
    assert file.read_text().startswith("# my file\n")
    names = {source.name for source in config.load(file).sources}
    assert {"k-press-news", "soompi"} <= names, "the shipped sources must stay"


def test_add_refuses_what_is_watched_already_and_what_cannot_be_read(run, file, site):
    url = site.serves("/feed.xml", '<rss version="2.0"><channel><title>x</title></channel></rss>')
    run("sources", "add", url, "--yes", "--name", "mine")
    before = file.read_text()

    with pytest.raises(Exception, match="'mine'"):
        run("sources", "add", url, "--yes")
    with pytest.raises(Exception, match="404"):
        run("sources", "add", site.url("/nothing"), "--yes")
    with pytest.raises(Exception, match="no http"):
        run("sources", "add", "ftp://example.org/x")
    assert file.read_text() == before


def test_add_asks_and_takes_no_for_an_answer(run, file, site):
    url = site.serves("/feed.xml", '<rss version="2.0"><channel><title>x</title></channel></rss>')

    run("sources", "add", url, input="n\n")

    assert file.read_text() == BASE


def test_test_shows_documents_and_claims_and_keeps_nothing(run, file, site, tmp_path):
    url = site.serves("/a", article())
    file.write_text(
        BASE
        + f'[daemon]\nlog = "{tmp_path / "log.db"}"\n[[source]]\nname = "one"\nkind = "page"\nurl = "{url}"\nenabled = false\n'
    )

    told = json.loads(run("sources", "test", "one", "--json"))

    assert told["outcome"] == "new"
    (document,) = told["documents"]
    claims = [c for r in document["readings"] for c in r["claims"]]
    assert {(c["field"], c["value"]) for c in claims} == {("production_status", "wrapped")}
    assert not (tmp_path / "log.db").exists()


def test_test_of_a_failing_source_exits_with_1(run, file, site):
    file.write_text(BASE + f'[[source]]\nname = "one"\nkind = "page"\nurl = "{site.url("/gone")}"\n')

    assert "404" in run("sources", "test", "one", code=1)


def test_pause_and_resume_edit_only_the_switch(run, file):
    file.write_text(
        BASE
        + '\n[[source]]\nname = "a"\nkind = "feed"  # mine\nurl = "https://a.example/feed"\n\n[[source]]\nname = "b"\nkind = "feed"\nurl = "https://b.example/feed"\nenabled = true # on\n'
    )

    run("sources", "pause", "a", "b")
    paused = file.read_text()
    run("sources", "resume", "a", "b")

    assert "# mine" in paused
    assert "enabled = false # on" in paused
    assert [s.enabled for s in config.load(file).sources] == [True, True]
    assert file.read_text().count("enabled") == 2


def test_pause_of_a_shipped_source_keeps_the_others(run, file):
    before = {s.name for s in config.load(file).sources if s.enabled}

    run("sources", "pause", "soompi")

    after = config.load(file)
    assert {s.name for s in after.sources if s.enabled} == before - {"soompi"}
    soompi = next(s for s in after.sources if s.name == "soompi")
    assert (soompi.url, soompi.zone) == ("https://www.soompi.com/feed", "Asia/Seoul")
    with pytest.raises(Exception, match="no source is named nobody"):
        run("sources", "pause", "nobody")


def test_list_shows_all_also_without_a_log(run, file, tmp_path):
    file.write_text(BASE + f'[daemon]\nlog = "{tmp_path / "none.db"}"\n')

    rows = json.loads(run("sources", "list", "--json"))

    assert {r["name"] for r in rows} == {s.name for s in config.load(file).sources}
    assert {r["state"] for r in rows} == {"new", "off"}
    assert "soompi" in run("sources", "list")


def test_list_shows_states_and_reasons_of_the_log(run, file, tmp_path):
    place = tmp_path / "log.db"
    table = '[[source]]\nname = "{0}"\nkind = "feed"\nurl = "https://{0}.example/feed"\n'
    file.write_text(BASE + f'[daemon]\nlog = "{place}"\n' + table.format("a") + table.format("b"))
    at = datetime(2022, 9, 26, tzinfo=UTC)
    with open_log(place) as log:
        rows.enlist(log, config.load(file).sources, now=at)
        rows.answered(log, "a", next_at=at, new=True, now=at)
        freshness.mark(log, "a", trouble="answers, but nothing new", told="", now=at)
        rows.failed(log, "b", next_at=at, state="failing", reason="404: not found", now=at)

    listed = {r["name"]: r for r in json.loads(run("sources", "list", "--json"))}

    assert (listed["a"]["state"], listed["a"]["reason"]) == ("silent", "answers, but nothing new")
    assert (listed["b"]["state"], listed["b"]["reason"], listed["b"]["next"]) == (
        "failing",
        "404: not found",
        "2022-09-26 00:00",
    )
    assert "404: not found" in run("sources", "list")


def test_opml_goes_out_and_comes_in_again(run, file, tmp_path):
    out = tmp_path / "out.opml"
    run("sources", "export", str(out))
    assert ET.parse(out).getroot().get("version") == "2.0"  # noqa: S314 - our own file
    before = config.load(file).sources
    file.write_text(BASE + "[defaults]\nsources = false\n")

    told = run("sources", "import", str(out))

    after = config.load(file).sources
    assert f"{len(before)} sources added" in told
    assert {(s.kind, s.url, s.standing) for s in after} == {(s.kind, s.url, s.standing) for s in before}
    assert "0 sources added" in run("sources", "import", str(out))


def test_import_takes_a_readers_opml_and_a_list_of_addresses(run, file, tmp_path):
    reader = tmp_path / "reader.opml"
    reader.write_text(
        '<opml version="1.0"><body><outline text="K-drama"><outline type="rss" text="Drama &amp; Co" xmlUrl="https://d.example/feed"/>'
        '<outline text="again" xmlUrl="https://d.example/feed"/></outline><outline text="local" xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    plain = tmp_path / "list.txt"
    plain.write_text("# mine\nhttps://e.example/rss\n\nhttps://mastodon.example/tags/TheGlory\n")

    run("sources", "import", str(reader), "--standing", "fan")
    run("sources", "import", str(plain))

    added = {s.name: s for s in config.load(file).sources if "example" in s.url}
    assert {(n, s.kind.value, s.standing) for n, s in added.items()} == {
        ("drama-co", "feed", "fan"),
        ("e-example-rss", "feed", "trade"),
        ("mastodon-example-tags-theglory", "mastodon", "trade"),
    }


@pytest.mark.parametrize("body", [b"<html></html>", b"hello there", b"<opml", b"\x00\x01\x02"])
def test_a_list_of_another_form_is_told(body):
    with pytest.raises(ReadError, match="neither"):
        opml.read(body, name="x")


def test_watch_add_takes_names_and_people_from_open_databases(run, file, site):
    show = {"id": 1, "name": "Squid Game", "webChannel": {"name": "Netflix"}, "_embedded": {
        "akas": [{"name": "오징어 게임"}], "cast": [{"person": {"name": "Lee Jung-jae"}}], "seasons": []}}  # fmt: skip
    site.serves("/singlesearch/shows", json.dumps(show), content_type="application/json")
    hits = {"search": [{"id": "Q1"}, {"id": "Q2"}]}

    def entity(number, kind, name, *aliases):
        claims = {
            "P31": [
                {"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": kind}}}}
            ]
        }
        return {
            "id": number,
            "labels": {"en": {"value": name}},
            "aliases": {"ja": [{"value": a} for a in aliases]},
            "claims": claims,
        }

    entities = {
        "entities": {
            "Q1": entity("Q1", "Q5", "Squid Game"),
            "Q2": entity("Q2", "Q5398426", "Squid Game", "イカゲーム"),
        }
    }
    search = "/w/api.php?action=wbsearchentities&format=json&type=item&limit=5&language=en&search=Squid+Game"
    site.serves(search, json.dumps(hits), content_type="application/json")
    site.serves(
        "/w/api.php?action=wbgetentities&format=json&ids=Q1%7CQ2",
        json.dumps(entities),
        content_type="application/json",
    )
    table = '[[source]]\nname = "{0}"\nkind = "record"\nurl = "https://{0}.example/"\napi = "{1}"\n'
    file.write_text(BASE + table.format("tvmaze", site.root) + table.format("wikidata", site.root))

    run("watch", "add", "Squid Game", "--yes")

    watches = {w.key: w for w in config.load(file).watches}
    assert set(watches) == {"the-glory", "squid-game"}, "The Glory must stay"
    added = watches["squid-game"]
    assert (added.aliases, added.people, added.platform) == (
        ("오징어 게임", "イカゲーム"),
        ("Lee Jung-jae",),
        "Netflix",
    )


def test_watch_add_works_offline(run, file):
    run(
        "watch",
        "add",
        "Uprising",
        "--film",
        "--alias",
        "전,란",
        "--person",
        "Kang Dong-won",
        "--offline",
        "--yes",
    )

    added = config.load(file).watches[0]
    assert (added.key, added.kind, added.aliases, added.people) == (
        "uprising",
        "film",
        ("전,란",),
        ("Kang Dong-won",),
    )


def test_watch_add_goes_on_when_no_database_answers(run, file, site):
    table = '[[source]]\nname = "{0}"\nkind = "record"\nurl = "https://{0}.example/"\napi = "{1}"\n'
    file.write_text(BASE + table.format("tvmaze", site.root) + table.format("wikidata", site.root))

    assert "was not asked with success" in run("watch", "add", "Nothing Known", "--yes")
    assert "nothing-known" in {w.key for w in config.load(file).watches}


# The pure parts


def test_a_change_that_load_would_refuse_is_not_saved(file):
    with pytest.raises(ConfigError) as told:
        editing.save(file, BASE + '[[source]]\nname = "x"\nkind = "nonsense"\nurl = "https://x.example"\n')

    assert str(file) in told.value.mistakes[0]
    assert file.read_text() == BASE
    assert [p.name for p in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("value", ['quote " and \\ back', "line\nbreak", "더 글로리", "tab\t", "\x7f", ""])
def test_any_text_survives_being_written(value):
    assert tomllib.loads(editing.table("source", {"name": value}))["source"][0]["name"] == value


def test_a_saved_file_keeps_its_mode(file):
    file.chmod(0o640)
    editing.save(file, BASE)
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("What's on Netflix", "whats-on-netflix"),
        ("https://www.soompi.com/feed", "soompi-com"),
        ("더 글로리", "source"),
        ("Café Crème!", "cafe-creme"),
        ("taken", "taken-2"),
        ("x" * 200, "x" * 60),
    ],
)
def test_names_are_made_as_the_configuration_wants_them(said, name):
    assert free_name(said, {"taken"}) == name


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://bsky.app/profile/netflix.com", "bluesky"),
        ("https://old.reddit.com/r/KDRAMA/", "reddit"),
        ("https://x.com/netflixkr", "x"),
        ("https://twitter.com/search?q=x", "x"),
        ("https://www.instagram.com/explore/tags/더글로리/", "instagram"),
        ("https://www.youtube.com/@NetflixKorea", "youtube"),
        ("https://t.me/s/netflixkr", "telegram"),
        ("https://mastodon.social/tags/TheGlory", "mastodon"),
        ("https://kdrama.social/@fan", "mastodon"),
        ("https://www.tvmaze.com/shows/57841/the-glory", "record"),
        ("https://www.netflix.com/kr/title/81519223", "record"),
        ("https://mydramalist.com/1234-the-glory", "record"),
        ("https://www.soompi.com/article/1", None),
        ("https://www.netflix.com/tudum/articles/x", None),
        ("https://evil-x.com/netflixkr", None),
    ],
)
def test_what_an_address_alone_tells(url, kind):
    found = discovery.known(url)
    assert (found.value if found else None) == kind
