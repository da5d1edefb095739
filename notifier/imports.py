"""Subscribers from a configuration file of apprise: its text form, and the plain part of its YAML form.

Read as text (https://appriseit.com/config/text/, /config/yaml/, 2026-11), never by apprise's own
loader, whose `include` fetches other files and addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from config.services import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = r"[A-Za-z][A-Za-z0-9+-]*://\S+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address in the file. `refused` says why it is not taken, "" if it is."""

    line: int
    tags: tuple[str, ...]
    url: str
    refused: str


def read(text: str) -> Iterator[Found]:
    """Yield the addresses of a file in order. In YAML, tags written below an address belong to it."""
    yaml = re.search(r"(?m)^urls:\s*$", text) is not None
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        found = re.fullmatch(rf"(?:-\s*)?(?:url:\s*)?[\"']?({ADDRESS}?)[\"']?:?", bare) if yaml else None
        if yaml and found:
            yield _found(number, _tags_below(lines[number:]), found[1])
        elif not yaml and (found := re.fullmatch(rf"(?:([^=:/]*)=\s*)?({ADDRESS})", bare)):
            yield _found(number, tuple(re.findall(r"[^,\s]+", found[1] or "")), found[2])
        elif re.match(r"(?i)include\b", bare):
            yield Found(line=number, tags=(), url="", refused="includes another file; import that one itself")


def _tags_below(lines: list[str]) -> tuple[str, ...]:
    """Return the tags among the indented lines that follow an address."""
    for line in lines:
        bare = line.strip()
        if (bare.startswith("-") and "://" in bare) or (bare and not line[0].isspace()):
            break
        if found := re.fullmatch(r"-?\s*tags?:\s*(.+)", bare):
            return tuple(re.findall(r"[^,\s\[\]\"']+", found[1]))
    return ()


def _found(number: int, tags: tuple[str, ...], url: str) -> Found:
    return Found(line=number, tags=tags, url=url, refused=refusal(url))


def name_of(found: Found, taken: set[str]) -> str:
    """Return a name for a subscriber: its first tag or its service, numbered if it is taken."""
    base = re.sub(r"[^A-Za-z0-9._-]", "-", found.tags[0] if found.tags else found.url.partition("://")[0])
    base = base.strip("-._") or "imported"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
