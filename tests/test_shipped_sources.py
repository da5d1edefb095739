"""The list of sources that ships: each can be asked, those that want a token are off and say how to turn on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

import config
from config.model import SourceKind
from scraper import visit

LIST = Path(config.__file__).parent / "sources.toml"
SOURCES = config.load(None, environment={}).sources
WANT_TOKEN = ("x", "instagram", "reddit")


def test_about_25_in_two_languages_of_every_standing():
    assert 22 <= len(SOURCES) <= 32
    assert {s.standing for s in SOURCES} == {"official", "trade", "database", "fan"}
    assert {"en", "ko"} <= {s.language for s in SOURCES}
    assert len({s.url for s in SOURCES}) == len(SOURCES)


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_each_address_is_one_that_its_kind_serves(source):
    armed = source.model_copy(update={"token": SecretStr("t"), "account": "1"})

    assert visit.adapter(source.kind).ask(armed).url.startswith("https://")


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_what_wants_a_token_is_off_and_says_how_to_turn_on(source):
    before = re.split(rf'^name = "{re.escape(source.name)}"', LIST.read_text(), flags=re.MULTILINE)[0]
    table = before.rsplit("\n\n", 1)[1]
    if source.kind in WANT_TOKEN or "themoviedb" in source.url:
        assert not source.enabled
        assert "token" in table.lower()
    assert source.token.get_secret_value() == ""


def test_each_group_is_named_once_and_sources_stand_in_theirs():
    text = LIST.read_text()
    groups = re.findall(r"^# --- (\w+):", text, re.MULTILINE)
    assert groups == ["official", "trade", "database", "fan"]
    for group, part in zip(groups, re.split(r"^# --- \w+:.*$", text, flags=re.MULTILINE)[1:], strict=True):
        named = set(re.findall(r'^name = "(.+)"', part, re.MULTILINE))
        assert named == {s.name for s in SOURCES if s.standing == group}


def test_every_kind_has_a_reader_and_a_spider():
    spiders = {p.stem for p in (Path(visit.__file__).parent / "spiders").glob("*.py")} - {"__init__"}
    assert spiders == set(SourceKind)
    for kind in SourceKind:
        adapter = visit.adapter(kind)
        assert callable(adapter.ask)
        assert callable(adapter.read)
        assert callable(adapter.refusal)
