"""The operator's file: every mistake is named by file, line and key, together, and never shows a secret."""

from __future__ import annotations

import contextlib
import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from config.errors import ConfigError
from config.fields import duration, duration_text, hidden_values
from config.loader import _Reader
from config.tomlfile import TomlFile

if TYPE_CHECKING:
    from collections.abc import Callable

CANARY = "canary-7f3a91c2"

SOURCE = '[[source]]\nname = "soompi"\nkind = "feed"\nurl = "https://www.soompi.com/feed"\n'
WATCH = '[[watch]]\nkey = "squid-game"\nname = "Squid Game"\n'


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., config.Config]:
    def loader(text: str, **environment: str):
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        return config.load(file, environment=environment)

    return loader


@pytest.fixture
def mistakes(load, tmp_path: Path) -> Callable[..., list[str]]:
    def loader(text: str, **environment: str) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load(text, **environment)
        here = str(tmp_path / "config.toml")
        return [line.replace(here, "FILE") for line in caught.value.mistakes]

    return loader


WRONG = [
    (SOURCE + 'evry = "30m"', "FILE:5: source.soompi.evry: is not known here; did you mean 'every'?"),
    (SOURCE + 'every = "often"', "FILE:5: source.soompi.every: 'often' is no duration; write a number with its unit in quotes: \"90s\", \"30m\", \"2h\", \"1d\" or \"1h30m\""),
    (SOURCE + "every = 30", 'FILE:5: source.soompi.every: 30 is no duration; write a number with its unit in quotes: "90s", "30m", "2h", "1d" or "1h30m"'),
    (SOURCE + 'every = "0m"', "FILE:5: source.soompi.every: '0m' is out of range; write a duration above zero and of at most a year"),
    (SOURCE + 'zone = "Asia/Soul"', "FILE:5: source.soompi.zone: 'Asia/Soul' is no IANA time zone; write for example 'Asia/Seoul'"),
    (SOURCE + 'zone = "../../etc/passwd"', "FILE:5: source.soompi.zone: '../../etc/passwd' is no IANA time zone; write for example 'Asia/Seoul'"),
    (SOURCE + 'language = "korean"', "FILE:5: source.soompi.language: 'korean' is no language code; write two small letters like 'ko', or nothing to have it found"),
    (SOURCE + 'standing = "offical"', "FILE:5: source.soompi.standing: 'offical' is not one of official, trade, database, fan; did you mean 'official'?"),
    (SOURCE + 'enabled = "maybe"', "FILE:5: source.soompi.enabled: must be true or false, without quotes"),
    (SOURCE + "pages = 99", "FILE:5: source.soompi.pages: 99 is out of range; write at most 20"),
    (SOURCE + 'titles = ["the-glori"]', "FILE:5: source.soompi.titles: 'the-glori' is the key of no watch; did you mean 'the-glory'?"),
    (SOURCE + 'titles = "the-glory"', 'FILE:5: source.soompi.titles: must be a list in brackets, like ["one", "two"]'),
    (SOURCE + 'publisher = "${NAME}"', "FILE:5: source.soompi.publisher: holds ${…}, which is only filled in where a value is hidden; write it out"),
    (SOURCE + "\n" + SOURCE, "FILE:7: source.soompi.name: 'soompi' is given twice (first in line 2); names must differ"),
    (SOURCE.replace("https", "gopher"), "FILE:4: source.soompi.url: 'gopher://www.soompi.com/feed' is no http or https address; write it like https://example.org/feed"),
    (SOURCE.replace("www.", "me:pw@"), "FILE:4: source.soompi.url: 'https://me:pw@soompi.com/feed' holds a user or password before the host; give credentials in a key of their own"),
    (SOURCE.replace("/feed", "/a b"), "FILE:4: source.soompi.url: 'https://www.soompi.com/a b' holds a space, control character or backslash; write it percent-encoded"),
    (SOURCE.replace("soompi.com", "soompi.com:99999"), "FILE:4: source.soompi.url: 'https://www.soompi.com:99999/feed' is no http or https address; write it like https://example.org/feed"),
    (SOURCE.replace('"feed"', '"fed"'), "FILE:3: source.soompi.kind: 'fed' is not one of feed, page, listing, sitemap, mastodon, bluesky, reddit, x, instagram, youtube, telegram, record; did you mean 'feed'?"),
    (SOURCE.replace('"soompi"', '"my source"'), "FILE:2: source.my source.name: 'my source' is no name; write 1 to 80 letters, digits, dots, dashes or underscores, without spaces"),
    ('[[source]]\nkind = "feed"\nurl = "https://a.example/"', 'FILE:1: source[1].name: is missing; write name = "soompi"'),
    ('[[subscriber]]\nname = "me"\nemial = "a@b.example"', "FILE:3: subscriber.me.emial: is not known here; did you mean 'email'?"),
    ('[[subscriber]]\nname = "me"\nwebhook = "http://a.example/"\nlanguage = "kr"', "FILE:4: subscriber.me.language: 'kr' is not one of en, ko"),
    ('[[watch]]\nkey = "x"\nname = ""', "FILE:3: watch.x.name: must not be empty"),
    (WATCH + '[[watch.installments]]\nscope = "Season 1"', "FILE:5: watch.squid-game.installments[1].scope: 'Season 1' is no installment; write S1 for a season, S1P2 for a part of one, or film"),
    (WATCH + WATCH, "FILE:5: watch.squid-game.key: 'squid-game' is given twice (first in line 2); names must differ"),
    ("[smtp]\nport = 0", "FILE:2: smtp.port: 0 is out of range; write at least 1"),
    ('[[subscriber]]\nname = "me"\nto = "ntfys://a/b"\ndigest = "cron 0 0 30 2 *"', "FILE:4: subscriber.me.digest: 'cron 0 0 30 2 *' is a day that never comes; write for example 'cron 0 8 * * 1-5'"),
    ('[[subscriber]]\nname = "me"\nto = "ntfys://a/b"\ndigest = "cron 0 99 * * *"', "FILE:4: subscriber.me.digest: 'cron 0 99 * * *' is no rule for a digest; write 'daily 08:00', 'weekly mon 08:00' or 'cron 0 8 * * 1-5'"),
    ('[smtp]\nsender = "Glory Watch"', "FILE:2: smtp.sender: 'Glory Watch' is no From line; write Glory Watch <glory-watch@example.org>"),
    ('[smtp]\nsender = "Glory\\r\\nBcc: x <a@b.example>"', "FILE:2: smtp.sender: 'Glory\\r\\nBcc: x <a@b.example>' is no From line; write Glory Watch <glory-watch@example.org>"),
    ('[smtp]\nunsubscribe = "javascript:leave()"', "FILE:2: smtp.unsubscribe: 'javascript:leave()' is no way to unsubscribe; write https://example.org/leave/{name} or mailto:me@example.org"),
    ('[smtp]\nunsubscribe = "https://example.org/{mail}"', "FILE:2: smtp.unsubscribe: 'https://example.org/{mail}' holds a placeholder that is not known; there is {name}"),
    ('[smtp]\nunsubscribe = "https://example.org/\\r\\nX: y"', "FILE:2: smtp.unsubscribe: 'https://example.org/\\r\\nX: y' holds a space, comma, bracket or letter beyond ASCII; write it percent-encoded"),
    ('[smtp]\nport = "mail"', "FILE:2: smtp.port: must be a whole number, without quotes"),
    ('[crawl]\nallow_networks = ["10.0.0.0/99"]', "FILE:2: crawl.allow_networks[1]: '10.0.0.0/99' is no network; write a CIDR block like 127.0.0.0/8 or ::1/128"),
    ('[daemon]\noperator = "him"', "FILE:2: daemon.operator: 'him' is the name of no subscriber"),
    ('[defaults]\nwithout = ["sompi"]', "FILE:2: defaults.without: 'sompi' is no shipped source; did you mean 'soompi'?"),
    ("[smpt]\nport = 1", "FILE:1: smpt: is not known here; did you mean 'smtp'?"),
    ("colour = 1", "FILE:1: colour: is not known here; there are [[watch]], [[source]], [[group]], [[subscriber]], [smtp], [templates], [crawl], [daemon], [defaults]"),
    ('[source]\nname = "a"', "FILE:1: source: must be written as [[source]], in double brackets"),
    ("[[smtp]]\nport = 1", "FILE:1: smtp: must be written as [smtp], in single brackets"),
    ("[smtp\nport = 1", "FILE:1: is no TOML: expected ']' at the end of a table declaration"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[expected for _, expected in WRONG])
def test_a_mistake_says_where_it_is_and_what_to_write(mistakes, text: str, expected: str):
    assert mistakes(text) == [expected]


def test_a_subscriber_without_a_channel_is_told_what_there_is(mistakes):
    (mistake,) = mistakes('[[subscriber]]\nname = "me"')
    assert mistake.startswith(
        "FILE:1: subscriber.me: has no channel; give at least one of email, webhook, ntfy, telegram, discord, slack, matrix, pushover, gotify, mqtt, to"
    )


def test_all_mistakes_are_shown_at_once_in_order_of_line(mistakes):
    text = (
        SOURCE.replace("https", "ftp")
        + 'evry = "1h"\n[smtp]\nport = 0\n[[subscriber]]\nname = "me"\n[daemon]\ntick = 5\n'
    )
    found = mistakes(text, GLORYWATCH_SMTP__HSOT="x")
    assert [line.split(": ")[1] if "FILE" not in line else line.split(": ")[0] for line in found] == [
        "GLORYWATCH_SMTP__HSOT", "FILE:4", "FILE:5", "FILE:7", "FILE:8", "FILE:11",
    ]  # fmt: skip


def test_a_file_that_is_not_there_is_an_error_when_it_was_named(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"nowhere\.toml: cannot be read: No such file"):
        config.load(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigError, match=r"elsewhere\.toml: cannot be read"):
        config.load(None, environment={"GLORYWATCH_CONFIG": str(tmp_path / "elsewhere.toml")})


def test_a_file_that_is_not_text_is_refused(tmp_path: Path):
    file = tmp_path / "config.toml"
    file.write_bytes(b"[smtp]\nhost = 'caf\xe9'\n")
    with pytest.raises(ConfigError, match=r"config\.toml:2: is not UTF-8"):
        config.load(file)


def test_without_a_file_the_shipped_lists_stand_alone(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    loaded = config.load(None, environment={})
    assert [watch.key for watch in loaded.watches] == ["the-glory"]
    assert loaded.path is None
    with pytest.raises(
        ConfigError, match=r"glorywatch/config\.toml: there is no configuration; run `glorywatch init`"
    ):
        config.load(None, required=True, environment={})


def test_the_xdg_place_is_read_when_nothing_is_named(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "glorywatch").mkdir()
    (tmp_path / "glorywatch" / "config.toml").write_text("[smtp]\nport = 2525\n")
    assert config.load(None, environment={}).smtp.port == 2525


# --- secrets ------------------------------------------------------------------------------------


def test_a_secret_comes_from_the_environment(load):
    loaded = load(
        '[[subscriber]]\nname = "me"\nto = "ntfys://${TOKEN}@ntfy.example/$${literal}"\n', TOKEN=CANARY
    )
    assert loaded.subscribers[0].to.get_secret_value() == f"ntfys://{CANARY}@ntfy.example/${{literal}}"


def test_a_secret_comes_from_a_file_beside_the_configuration(load, tmp_path: Path):
    (tmp_path / "password").write_text(CANARY + "\n")
    (tmp_path / "password").chmod(0o600)
    loaded = load(
        '[smtp]\npassword_file = "password"\n'
        + SOURCE
        + 'headers = { Cookie_file = "password", Accept = "text/html" }\n'
    )
    assert loaded.smtp.password.get_secret_value() == CANARY
    assert {k: v.get_secret_value() for k, v in loaded.sources[0].headers.items()} == {
        "Cookie": CANARY,
        "Accept": "text/html",
    }
    assert not [line for line in loaded.warnings if "password" in line]


def test_a_secret_that_cannot_be_had_is_named(mistakes, tmp_path: Path):
    (tmp_path / "two-lines").write_text("a\nb\n")
    text = (
        '[smtp]\npassword = "${NOT_SET}"\nuser_file = "gone"\n[[subscriber]]\nname = "a"\nto_file = "two-lines"\n'
        '[[subscriber]]\nname = "b"\nto = "ntfys://n.example/x"\nto_file = "y"\n[[subscriber]]\nname = "c"\nwebhook_file = 5\n'
    )
    assert mistakes(text) == [
        "FILE:2: smtp.password: needs the environment variable NOT_SET, which is not set",
        f"FILE:3: smtp.user_file: names the file {tmp_path}/gone, which cannot be read: No such file or directory",
        f"FILE:6: subscriber.a.to_file: names the file {tmp_path}/two-lines, which must hold one line of text",
        "FILE:10: subscriber.b.to_file: is given beside to; keep one of the two",
        "FILE:13: subscriber.c.webhook_file: must be the path of a file, in quotes",
    ]


HIDDEN = [
    f'[[subscriber]]\nname = "me"\nwebhook = "htp://{CANARY}"\n',
    f'[[subscriber]]\nname = "me"\nntfy = "https://u:{CANARY}@ntfy.example/x"\n',
    f'[[subscriber]]\nname = "me"\nemail = "{CANARY}"\n',
    f'[[subscriber]]\nname = "me"\nto = ["{CANARY}"]\n',
    f'[smtp]\npassword = ["{CANARY}"]\nport = 0\n',
    f'[smtp]\nuser = {{ a = "{CANARY}" }}\n',
    SOURCE + f'headers = ["{CANARY}"]\n',
    SOURCE + f'headers = {{ Cookie = ["{CANARY}"] }}\n',
    SOURCE + f'token = {{ x = "{CANARY}" }}\n',
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_mistake_in_a_hidden_key_does_not_show_its_value(load, text: str):
    with pytest.raises(ConfigError) as caught:
        load(text)
    shown = (
        repr(caught.value) + str(caught.value) + repr(caught.value.__cause__) + str(caught.value.__cause__)
    )
    assert CANARY not in shown
    assert "config.toml:" in shown


def everything_hidden(load):
    return load(
        f'[smtp]\nuser = "{CANARY}-1"\npassword = "{CANARY}-2"\n'
        f'[[subscriber]]\nname = "me"\nto = "ntfys://{CANARY}-3"\nemail = "{CANARY}-4@b.example"\n'
        f'webhook = "https://h.example/{CANARY}-5"\nntfy = "https://n.example/{CANARY}-6"\n'
        + SOURCE
        + f'token = "{CANARY}-7"\nheaders = {{ Authorization = "Bearer {CANARY}-8" }}\n'
    )


def test_no_hidden_value_is_in_a_printed_configuration(load):
    loaded = everything_hidden(load)
    assert CANARY not in repr(loaded)
    assert CANARY not in str(loaded)


def test_every_hidden_value_is_known_to_the_mask(load):
    values = hidden_values(everything_hidden(load))
    assert {n for n in range(1, 9) for value in values if f"{CANARY}-{n}" in value} == set(range(1, 9))


def test_a_secret_that_others_may_read_is_warned_of(load, tmp_path: Path):
    secret = tmp_path / "password"
    secret.write_text(CANARY)
    secret.chmod(0o644)
    assert any(
        f"chmod 600 {secret}" in line for line in load('[smtp]\npassword_file = "password"\n').warnings
    )
    written_out = tmp_path / "open.toml"
    written_out.write_text(f'[smtp]\npassword = "{CANARY}"\n')
    written_out.chmod(0o644)
    warnings = config.load(written_out, environment={}).warnings
    assert any(f"chmod 600 {written_out}" in line for line in warnings)
    assert CANARY not in str(warnings)


# --- the environment over the file --------------------------------------------------------------


def test_a_variable_stands_above_the_file(load):
    loaded = load(
        '[smtp]\nport = 25\npassword_file = "nowhere"\n[daemon]\ntick = "1m"\n',
        GLORYWATCH_SMTP__PORT="2525",
        GLORYWATCH_SMTP__PASSWORD="pa${ss[",
        GLORYWATCH_DAEMON__TICK="5s",
        GLORYWATCH_LOG="/var/lib/glory/log.db",
        GLORYWATCH_CRAWL__OBEY_ROBOTS="false",
        GLORYWATCH_CRAWL__ALLOW_NETWORKS='["127.0.0.0/8", "::1/128"]',
        GLORYWATCH_DAEMON__OPERATOR="",
    )
    assert loaded.smtp.port == 2525
    assert loaded.smtp.password.get_secret_value() == "pa${ss["
    assert loaded.daemon.tick == timedelta(seconds=5)
    assert loaded.log_path == Path("/var/lib/glory/log.db")
    assert loaded.crawl.obey_robots is False
    assert loaded.crawl.allow_networks == ("127.0.0.0/8", "::1/128")


WRONG_VARIABLES = [
    ("GLORYWATCH_SMTP__PROT", "1", "is no setting; did you mean 'GLORYWATCH_SMTP__PORT'?"),
    ("GLORYWATCH_CONIFG", "x", "is no setting; did you mean 'GLORYWATCH_CONFIG'?"),
    ("GLORYWATCH_SMTP__PORT", "many", "must be a whole number, without quotes"),
    ("GLORYWATCH_DAEMON__TICK", "5", "'5' is no duration; write a number with its unit in quotes: \"90s\", \"30m\", \"2h\", \"1d\" or \"1h30m\""),
    ("GLORYWATCH_CRAWL__ALLOW_NETWORKS", "[127", 'is no TOML array; write it like ["127.0.0.0/8"]'),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "value", "what"), WRONG_VARIABLES)
def test_a_wrong_variable_is_named(mistakes, variable: str, value: str, what: str):
    assert mistakes("", **{variable: value}) == [f"environment: {variable}: {what}"]


def test_one_setting_by_two_variables_is_refused(mistakes):
    assert mistakes("", GLORYWATCH_LOG="a", GLORYWATCH_DAEMON__LOG="b") == [
        "environment: GLORYWATCH_LOG: says the same as GLORYWATCH_DAEMON__LOG; keep one of the two"
    ]


def test_the_log_is_named_relative_to_the_file(load, tmp_path: Path):
    assert load('[daemon]\nlog = "data/log.db"\n').log_path == tmp_path / "data" / "log.db"


def test_without_a_word_the_log_is_in_the_xdg_data_directory(load, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert load("").log_path == tmp_path / "share" / "glorywatch" / "log.db"


# --- the shipped lists --------------------------------------------------------------------------


def test_the_shipped_watch_has_the_names_of_all_scripts(load):
    (watch,) = load("").watches
    assert watch.key == "the-glory"
    assert {"더 글로리", "더글로리", "ザ・グローリー 〜輝かしき復讐〜", "黑暗荣耀", "La gloria"} <= set(
        watch.names
    )
    assert {"Song Hye-kyo", "송혜교", "김은숙"} <= set(watch.people)
    assert [part.scope for part in watch.installments] == ["S1P1", "S1P2"]
    assert any("玉茗茶骨" in name for name in watch.lookalikes)
    assert not set(watch.names) & set(watch.lookalikes)


def test_the_shipped_sources_cover_every_standing_in_two_languages(load):
    sources = load("").sources
    assert len(sources) >= 12
    assert {source.standing for source in sources} == {"official", "trade", "database", "fan"}
    assert {"en", "ko"} <= {source.language for source in sources}
    assert {source.kind.value for source in sources} >= {"feed", "page", "listing"}
    assert all(source.url.startswith("https://") for source in sources)


def test_own_lists_stand_in_place_of_the_shipped_ones(load):
    loaded = load(WATCH + SOURCE)
    assert [watch.key for watch in loaded.watches] == ["squid-game"]
    assert [source.name for source in loaded.sources] == ["soompi"]


def test_shipped_lists_are_added_on_request_and_a_row_of_the_same_name_replaces_theirs(load):
    loaded = load(
        WATCH + SOURCE + 'every = "3h"\n[defaults]\nwatch = true\nsources = true\nwithout = ["variety"]\n'
    )
    assert [watch.key for watch in loaded.watches] == ["squid-game", "the-glory"]
    names = [source.name for source in loaded.sources]
    assert len(names) == len(set(names))
    assert "deadline" in names
    assert "variety" not in names
    assert loaded.sources[0].every == timedelta(hours=3)


def test_shipped_lists_are_left_out_on_request(load):
    loaded = load("[defaults]\nwatch = false\nsources = false\n")
    assert (loaded.watches, loaded.sources) == ((), ())


def test_shipped_pages_about_the_glory_are_not_read_for_another_title(load):
    loaded = load(WATCH)
    assert not [source.name for source in loaded.sources if "the-glory" in source.titles]
    assert "soompi" in [source.name for source in loaded.sources]


# --- durations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("30m", 1800), ("2h", 7200), ("1d", 86400), ("1h30m", 5400), (" 2 H ", 7200)],
)
def test_durations_are_read_with_their_unit(text: str, seconds: int):
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["", "30", "m", "1.5h", "-1h", "1w", "1h 3", 30, None, True])
def test_anything_else_is_no_duration(value: object):
    with pytest.raises(ValueError, match="is no duration"):
        duration(value)


@given(st.integers(min_value=0, max_value=366 * 86400))
def test_a_duration_is_written_as_it_is_read(seconds: int):
    assert duration(duration_text(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


HEADERS = [f"[[{name}]]" for name in ("watch", "watch.installments", "source", "subscriber", "smtp", "x")]
HEADERS += [f"[{name}]" for name in ("smtp", "crawl", "daemon", "defaults", "source", "source.headers", "y")]
KEYS = [
    "name",
    "key",
    "kind",
    "url",
    "every",
    "headers",
    "titles",
    "port",
    "password",
    "to_file",
    "watch",
    "tick",
    "x",
]
VALUES = [
    "1",
    "-1",
    "true",
    '""',
    '"a"',
    '"${A}"',
    "[]",
    '["a", 1]',
    "{ a = 1 }",
    "[{}]",
    "1979-05-27",
    "inf",
    '"1h"',
]
LINE = st.sampled_from(HEADERS) | st.builds("{} = {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES))


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_any_tables_are_a_configuration_or_a_list_of_mistakes_with_places(text: str):
    mistakes: list[str] = []
    with contextlib.suppress(tomllib.TOMLDecodeError):
        file = TomlFile(Path("any.toml"), text)
        try:
            _Reader(file, {}).config(None)
        except ConfigError as error:
            mistakes = error.mistakes
    assert all(re.match(r"any\.toml:\d+: \S", line) for line in mistakes)
