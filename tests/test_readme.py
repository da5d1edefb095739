"""The README shows what the program prints. With KIT_WRITE_README=1 this file writes it anew."""

from __future__ import annotations

import os
import re
import sqlite3
import tomllib
from pathlib import Path

import pytest
from kit import command

import config
from notifier.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SHOWN_ACTS = (2, 7, 8, 9, 11, 12)  # of the demo; a reader wants a taste


@pytest.fixture(scope="module")
def performed(tmp_path_factory):
    """The demo as a person sees it at 100 columns, and its log."""
    place = tmp_path_factory.mktemp("demo") / "log"
    done = command.run("demo", "--into", place, timeout_s=170)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, place / "log.db"


def excerpt(output: str) -> str:
    """Some acts, the facts and the figures."""
    acts = re.split(r"\n(?=\d+\. )", output)
    shown = [act for act in acts if re.match(r"(\d+)\. ", act) and int(act.partition(".")[0]) in SHOWN_ACTS]
    last, _, ending = acts[-1].partition("What is held true now")
    assert last.startswith("14. ")
    facts, _, rest = ending.partition("What changed, and why")
    figures = re.search(r"^\d+ requests.*?twice\.$", rest, re.DOTALL | re.MULTILINE)
    assert figures is not None, rest
    whole = "\n\n[…]\n\n".join(
        ["\n".join(shown).strip(), f"What is held true now{facts.rstrip()}\n\n{figures.group()}"]
    )
    return "\n".join(line.rstrip() for line in whole.splitlines())


def mail(log: Path) -> str:
    """The mail about the day of part 2, as it was sent."""
    with sqlite3.connect(log) as look:
        [(subject, text)] = look.execute(
            "SELECT subject, text FROM alerts WHERE subscriber = 'reader' AND subject LIKE '%10 March 2023 (was%'"
        )
    look.close()
    text = re.sub(r"http://127\.0\.0\.1:\d+/netflix-newsroom", "https://newsroom.example", text)
    return f"Subject: {subject}\n\n" + "\n".join(line.rstrip() for line in text.strip().splitlines())


def why(log: Path) -> str:
    """The chain behind that change."""
    with sqlite3.connect(log) as look:
        [(change,)] = look.execute("SELECT id FROM changes WHERE new = '2023-03-10' AND kind = 'narrowed'")
    look.close()
    done = command.run("why", change, "--config", log.with_name("config.toml"))
    assert done.returncode == 0, done.stderr
    text = re.sub(r"http://127\.0\.0\.1:\d+/netflix-newsroom", "https://newsroom.example", done.stdout)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def block(name: str) -> str:
    found = re.search(
        rf"<!-- {name}: [^>]*-->\n```text\n(.*?)\n```\n<!-- /{name} -->", README.read_text(), re.DOTALL
    )
    assert found is not None, f"the README has no block {name!r}"
    return found.group(1)


def write(name: str, text: str) -> None:
    place = re.compile(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    README.write_text(
        place.sub(lambda m: f"{m.group(1)}```text\n{text}\n```\n{m.group(2)}", README.read_text())
    )


def told(text: str) -> list[str]:
    """What must not drift: who printed what, what was told, what is held. Figures and grounds may."""
    heading, printed, letter = r"\d+\. ", r"  \d\d [A-Z][a-z]{2} \d\d:\d\d  ", r"  ✉ "
    fact, figures = r"S1", r"\d+ requests"
    kept = [
        line for line in text.splitlines() if re.match(f"{heading}|{printed}|{letter}|{fact}|{figures}", line)
    ]
    kept = [re.split(r" {2,}", line)[:2] if line.startswith("S1") else line for line in kept]
    return [re.sub(r"\d+", "N", line) if re.match(figures, str(line)) else line for line in kept]


def test_the_demo_prints_what_the_readme_shows(performed):
    output, log = performed
    if os.environ.get("KIT_WRITE_README"):
        write("demo", excerpt(output))
        write("mail", mail(log))
        write("why", why(log))
    shown = told(block("demo"))
    assert len(shown) > 20
    assert shown == told(excerpt(output))


def test_the_mail_reads_as_the_readme_shows(performed):
    shown, sent = block("mail").splitlines(), mail(performed[1]).splitlines()
    marks = ("Subject:", "  was", "  now", "Source:")
    kept = [line for line in shown if line.startswith(marks)]
    assert len(kept) == len(marks)
    assert kept == [line for line in sent if line.startswith(marks)]


def test_why_answers_as_the_readme_shows(performed):
    shown, answered = block("why").splitlines(), why(performed[1]).splitlines()
    assert shown[:2] == answered[:2]
    decided = [line for line in shown if line.startswith("2023-01-18  Netflix Newsroom")]
    assert decided
    assert decided[0] in answered


def test_its_configurations_are_sound(tmp_path):
    tables = re.findall(r"```toml\n(.*?)```", README.read_text(), re.DOTALL)
    assert len(tables) == 2
    file = tmp_path / "config.toml"
    file.write_text("\n".join(tables), encoding="utf-8")
    loaded = config.load(file, environment={"MAIL_PASSWORD": "x"})
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    assert [s.name for s in loaded.subscribers] == [written["subscriber"][0]["name"]]
    assert [w.key for w in loaded.watches] == [written["watch"][0]["key"]]


def test_the_commands_that_it_names_are_there():
    named = set(re.findall(r"glorywatch ([a-z][a-z-]+)", README.read_text()))
    assert len(named) > 10
    assert named <= set(COMMANDS)


def test_its_links_lead_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
