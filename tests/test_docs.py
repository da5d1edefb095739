"""What is written for operators is true: commands, keys, exit codes, examples."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import config
from config.loader import ARRAYS, TABLES
from config.reference import tables
from notifier.cli import COMMANDS, cli
from notifier.health import Life
from notifier.model import DeliveryState

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLE = (ROOT / "config" / "example.toml").read_text(encoding="utf-8")


def written() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


# --- commands -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_with_an_example(name: str):
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert re.search(rf"Examples?:\n(.*\n)*? +.*glorywatch {name}\b", done.output), (
        "give an example in its docstring"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_written_about(name: str):
    assert re.search(rf"glorywatch {name}\b", written()), (
        f"say in README.md or docs/ what `glorywatch {name}` is for"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_says_what_it_does(name: str):
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.hidden and not p.help]
    assert not silent


def test_commands_named_in_the_documents_exist():
    words = set(re.findall(r"`?glorywatch ([a-z][a-z-]+)", written()))
    later = {"backup", "export", "web"}
    assert words - later <= set(COMMANDS)


def test_the_exit_codes_are_in_the_runbook():
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    for code in range(4):
        assert re.search(rf"^\| {code} \| ", runbook, re.MULTILINE)


@pytest.mark.parametrize("word", [*Life, *DeliveryState, "new", "ok", "failing", "suspect", "paused"])
def test_every_state_is_in_the_runbook(word: str):
    assert str(word) in (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")


# --- keys ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "keys"), list(tables()), ids=[name for name, _ in tables()])
def test_the_page_of_keys_is_the_model(name: str, keys: str):
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert f"### `{name}`\n\n{keys}\n" in page, "python -m config.reference prints what should stand there"


@pytest.mark.parametrize("table", [*ARRAYS, *TABLES])
def test_every_key_says_what_it_is(table: str):
    model = (ARRAYS | TABLES)[table]
    assert [key for key, field in model.model_fields.items() if not field.description] == []


# --- the example that init writes ---------------------------------------------------------------


def uncommented() -> str:
    return re.sub(r"^# (?=\[|[a-z_]+ = )", "", EXAMPLE, flags=re.MULTILINE)


def test_the_example_loads_as_it_stands(tmp_path: Path):
    file = tmp_path / "config.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    loaded = config.load(file, environment={})
    assert [watch.key for watch in loaded.watches] == ["the-glory"]
    assert loaded.subscribers == ()


def test_the_example_loads_with_every_comment_taken_away(tmp_path: Path):
    file = tmp_path / "config.toml"
    file.write_text(uncommented(), encoding="utf-8")
    secret = tmp_path / "webhook-address"
    secret.write_text("https://hooks.example.org/x")
    secret.chmod(0o600)
    loaded = config.load(file, environment={"NTFY_TOPIC": "t", "SMTP_PASSWORD": "p"})
    assert [s.name for s in loaded.subscribers] == ["me", "phone", "team"]
    assert [watch.key for watch in loaded.watches] == ["squid-game", "the-glory"]
    assert loaded.smtp.port == 587
    assert loaded.daemon.operator == "me"


def test_the_example_shows_every_table():
    assert set(tomllib.loads(uncommented())) == {*ARRAYS, *TABLES}


def test_toml_in_the_documents_has_no_unknown_key(tmp_path: Path):
    shown = re.findall(r"```toml\n(.*?)```", written(), flags=re.DOTALL)
    assert shown
    for text in shown:
        for name, value in tomllib.loads(text).items():
            model = (ARRAYS | TABLES)[name]
            for row in value if isinstance(value, list) else [value]:
                known = {key.removesuffix("_file") for key in row}
                assert known <= set(model.model_fields), text
