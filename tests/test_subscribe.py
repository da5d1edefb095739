"""`subscribe`, as an operator calls it: the file changes, the rest of it stays."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

import config
from config.errors import ConfigError
from notifier.address import addresses
from notifier.cli import cli

FILE = """\
# my own file
[smtp]
host = "mail.example.org"   # ours

[[subscriber]]
name = "ann"  # the boss
email = "ann@example.org"

# those below are friends
[[subscriber]]
name = 'ben'
webhook = "https://ben.example/s3cr3t"
paused = false  # for now
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(FILE)
    path.chmod(0o600)
    return path


@pytest.fixture
def run(file):
    def call(*arguments):
        return CliRunner().invoke(
            cli, ["subscribe", *arguments, "--config", str(file)], standalone_mode=False
        )

    return call


def names(file):
    return [subscriber.name for subscriber in config.load(file).subscribers]


def test_one_is_added_and_the_rest_stays(run, file):
    ran = run(
        "add",
        "cho",
        "--ntfy",
        "https://ntfy.example/x",
        "--title",
        "the-glory",
        "--language",
        "ko",
        "--quiet",
        "22:00-07:00",
    )
    assert ran.return_value == 0, ran.exception
    assert file.read_text().startswith(FILE.rstrip())
    cho = config.load(file).subscribers[-1]
    assert (cho.name, cho.titles, cho.language, cho.quiet) == ("cho", ("the-glory",), "ko", "22:00-07:00")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_secret_may_stay_in_the_environment(run, file, monkeypatch):
    monkeypatch.setenv("CHAT", "123456:ABCDEFGHIJ/5")
    assert run("add", "cho", "--telegram", "${CHAT}").return_value == 0
    assert "ABCDEFGHIJ" not in file.read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ("ann", "--email", "x@example.org"),
        ("cho",),
        ("cho", "--telegram", "nonsense"),
        ("cho", "--to", "syslog://x"),
        ("cho", "--email", "x@example.org", "--title", "unknown"),
        ("cho", "--email", "x@example.org", "--digest", "sometimes"),
    ],
)
def test_what_the_loader_would_refuse_is_not_written(run, file, arguments):
    ran = run("add", *arguments)
    assert isinstance(ran.exception, ConfigError)
    assert file.read_text() == FILE


def test_one_is_paused_and_resumed_and_the_comments_stay(run, file):
    assert run("pause", "ben").return_value == 0
    assert "paused = true  # for now" in file.read_text()
    assert run("pause", "ann").return_value == 0
    assert [s.paused for s in config.load(file).subscribers] == [True, True]
    run("resume", "ben")
    run("resume", "ann")
    assert [s.paused for s in config.load(file).subscribers] == [False, False]
    assert "# those below are friends" in file.read_text()


def test_one_is_removed_and_the_comment_of_the_next_stays(run, file):
    assert run("remove", "ann").return_value == 0
    assert names(file) == ["ben"]
    assert "# those below are friends\n[[subscriber]]" in file.read_text()
    assert 'host = "mail.example.org"   # ours' in file.read_text()


@pytest.mark.parametrize("what", ["pause", "resume", "remove", "show"])
def test_one_who_is_not_there_is_a_usage_error(run, file, what):
    assert isinstance(run(what, "nobody").exception, click.UsageError)
    assert file.read_text() == FILE


def test_the_list_names_channels_and_never_addresses(run):
    for arguments in (["list"], ["list", "--json"], ["show", "ben"]):
        ran = run(*arguments)
        assert "s3cr3t" not in ran.output
        assert "webhook" in ran.output
    assert json.loads(run("show", "ben").output)["minimum"] == "reported"


def test_channels_are_used_in_the_order_asked_for(run, file):
    both = ("--email", "cho@example.org", "--ntfy", "https://ntfy.example/x")
    ran = run("add", "cho", *both, "--order", "ntfy", "--fallback-after", "30m", "--no-summary")
    assert ran.return_value == 0, ran.output
    told = json.loads(run("show", "cho").output)
    assert told["channels"] == ["ntfy", "email"]
    assert (told["fallback_after"], told["urgent"], told["summary"]) == ("30m", "14d", False)
    loaded = config.load(file)
    [cho] = [one for one in loaded.subscribers if one.name == "cho"]
    assert [address.channel for address in addresses(cho, loaded)] == ["ntfy", "email"]
    error = run("add", "dan", *both, "--order", "gotify").exception
    assert "subscriber.dan: names in order a channel that it does not have: gotify" in str(error)


TEXT = """\
# apprise, text form
family,me = ntfys://ntfy.example.org/s3cr3t
gotifys://push.example.org/Aqw3RTGHtgc8cTQ

family=json://a.example/?verify=no
include https://elsewhere.example/more
"""
YAML = """\
version: 1
urls:
  - ntfys://ntfy.example.org/s3cr3t:
      - tag: family, me
  - "gotifys://push.example.org/Aqw3RTGHtgc8cTQ"
  - url: json://a.example/?verify=no
    tag: family
"""


@pytest.mark.parametrize("text", [TEXT, YAML])
def test_addresses_of_an_apprise_file_become_subscribers_but_for_those_refused(run, file, tmp_path, text):
    source = tmp_path / "apprise.conf"
    source.write_text(text)
    ran = run("import", str(source))
    assert ran.return_value == 1
    assert "may not set verify=" in ran.output
    assert "s3cr3t" not in ran.output
    assert names(file) == ["ann", "ben", "family", "gotifys"]
    loaded = config.load(file).subscribers[2]
    assert loaded.to.get_secret_value() == "ntfys://ntfy.example.org/s3cr3t"


def test_an_import_may_be_of_one_tag_and_only_shown(run, file, tmp_path):
    source = tmp_path / "apprise.conf"
    source.write_text(TEXT.replace("?verify=no", ""))
    ran = run("import", str(source), "--tag", "family", "--dry-run")
    assert ran.output.splitlines() == ["family (ntfys)", "family-2 (json)"]
    assert file.read_text() == FILE


# --- groups ---------------------------------------------------------------------------------------


@pytest.fixture
def grouped(run, file):
    run("group", "friends", "--digest", "daily 08:00", "--language", "ko", "--title", "the-glory")
    run("add", "cho", "--ntfy", "https://ntfy.example/x", "--group", "friends", "--language", "en")
    run("add", "dan", "--ntfy", "https://ntfy.example/y", "--group", "friends")
    return file


def who(file, name):
    return next(s for s in config.load(file).subscribers if s.name == name)


def test_a_member_takes_over_what_it_leaves_unsaid(grouped):
    cho, dan, ann = who(grouped, "cho"), who(grouped, "dan"), who(grouped, "ann")
    assert (cho.digest, cho.language, cho.titles) == ("daily 08:00", "en", ("the-glory",))
    assert (dan.digest, dan.language, dan.titles) == ("daily 08:00", "ko", ("the-glory",))
    assert (ann.digest, ann.language, ann.titles) == ("", "en", ())


def test_a_paused_group_pauses_its_members_whatever_they_say(run, grouped):
    run("pause", "friends")
    assert [s.name for s in config.load(grouped).subscribers if s.paused] == ["cho", "dan"]
    ran = run("resume", "cho")
    assert "cho stays quiet: the group friends is paused" in ran.stderr
    run("resume", "friends")
    assert not any(s.paused for s in config.load(grouped).subscribers)


def test_the_list_may_be_of_one_group(run, grouped):
    heads, *lines = run("list", "--group", "friends").output.splitlines()
    assert heads.split() == ["name", "by", "titles", "when", "group"]
    assert [line.split()[0] for line in lines] == ["cho", "dan"]
    assert all(line.split()[-1] == "friends" for line in lines)
    assert isinstance(run("list", "--group", "foes").exception, click.UsageError)
    assert json.loads(run("show", "friends").output)["digest"] == "daily 08:00"


def test_a_group_with_members_is_not_removed(run, grouped):
    before = grouped.read_text()
    error = run("remove", "friends").exception
    assert isinstance(error, click.UsageError)
    assert "friends is the group of cho, dan; remove them first" in str(error)
    assert grouped.read_text() == before
    for name in ("cho", "dan", "friends"):
        assert run("remove", name).return_value == 0
    assert config.load(grouped).groups == ()


def test_a_group_may_not_have_the_name_of_a_subscriber(run, file):
    error = run("group", "ann").exception
    assert isinstance(error, ConfigError)
    assert "'ann' is a subscriber's name too" in str(error)
