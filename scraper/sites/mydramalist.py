"""MyDramaList, mydramalist.com, as of 2026-11: the fact box of a title's page, as a record (kind `record`).

Addresses: https://mydramalist.com/NUMBER-name. The box "Details" is a list of li.list-item, each a bold
label and its value ("Episodes: 16", "Aired: Dec 30, 2022 - Mar 10, 2023"; "Airs:" before the first day),
once beside and once below the poster; names stand in "Drama", "Native Title" and "Also Known As", people in
the credits and in li.list-item.col-sm-4. Made after the selectors that public readers of the page name; the
live page, which sits behind a challenge for many clients, could not be looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.errors import ReadError, SuspectError
from scraper.kinds.answers import record
from scraper.kinds.interface import Answer, Ask, Page
from scraper.markup import soup
from scraper.suspect import suspicion

if TYPE_CHECKING:
    from config.model import Source
    from scraper.markup import Tag

ADDRESS = re.compile(r"/(\d+)-[^/]+/?")
KEPT = (
    "Drama",
    "Movie",
    "Special",
    "Native Title",
    "Also Known As",
    "Episodes",
    "Aired",
    "Airs",
    "Release Date",
)
LISTS = ("Also Known As", "Screenwriter", "Director", "Screenwriter & Director", "Original Network")


def ask(source: Source) -> Ask:
    """Return the title's page."""
    if not ADDRESS.fullmatch(urlsplit(source.url).path):
        raise ReadError(source.url, "is not https://mydramalist.com/NUMBER-name")
    return Ask(url=source.url)


def read(answer: Answer, source: Source) -> Page:
    """Turn the fact box into a record."""
    if why := suspicion(answer.body):
        raise SuspectError(answer.url, why)
    tree = soup(answer.body)
    facts: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    for item in tree.select("li.list-item"):
        label = item.find("b")
        if label is None or not label.get_text().strip().endswith(":"):
            continue
        name = label.get_text().strip().removesuffix(":").strip()
        value = " ".join(item.get_text(" ").split()).split(":", 1)[-1].strip()
        facts.setdefault(name, value)
        lists.setdefault(
            name, [" ".join(a.get_text().split()) for a in item.select("a")] or value.split(", ")
        )
    kind = next((name for name in ("Drama", "Movie", "Special") if name in facts), "")
    if not kind:
        raise ReadError(answer.url, "the page has no fact box of a title")
    lines: list[tuple[str, object]] = [("type", "Movie" if kind == "Movie" else "TVSeries")]
    for name in KEPT:
        values = lists.get(name, []) if name in LISTS else [facts.get(name, "")]
        lines += [(name, value) for value in values]
    lines += [("network", value) for value in lists.get("Original Network", [])]
    crew = [person for name in LISTS[1:4] for person in lists.get(name, [])]
    lines += [("cast", person) for person in [*crew, *_cast(tree)]]
    number = ADDRESS.fullmatch(urlsplit(answer.url).path)
    key = f"https://mydramalist.com/{number[1]}" if number else answer.url
    return Page(
        documents=(record(source, answer, key=key, name=facts[kind], lines=lines, publisher="MyDramaList"),)
    )


def _cast(tree: Tag) -> list[str]:
    found = tree.select("li.list-item.col-sm-4")
    names = [item.select_one('b[itempropx="name"], a.text-primary') for item in found]
    return [" ".join(name.get_text().split()) for name in names if name is not None]
