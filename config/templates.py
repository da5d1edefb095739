"""The operator's own words: jinja2 templates, sandboxed, strict, always escaping, tried before they are used.

What a template sees is plain text in dictionaries, nothing with code behind it:

    kind        instant, summary, digest
    subject     as it would be without the template
    changes     a list; of each: title field old new subject quote who sure link history
    repeat      whether the message may be a repeat
    why         why the reader gets it

In `html` every value is escaped; in the others values are text as they are, with no markup to escape.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

LONGEST = 20_000  # characters of what a template makes
SAMPLE: dict[str, Any] = {
    "kind": "instant",
    "subject": "The Glory: release date now 30 December 2022 (was December 2022)",
    "repeat": False,
    "why": "You get this because you follow The Glory.",
    "changes": [
        {
            "title": "The Glory",
            "field": "release date",
            "old": "December 2022",
            "new": "30 December 2022",
            "subject": "The Glory: release date now 30 December 2022 (was December 2022)",
            "quote": "It arrives on December 30th.",
            "who": "The Press (press), 26 Sep 2022",
            "sure": "Reported by one credible source.",
            "link": "https://press.example/glory",
            "history": [
                {"day": "26 Sep 2022", "move": "December 2022 → 30 December 2022", "note": "narrowed"}
            ],
        }
    ],
}


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(source)


def rendered(source: str, values: Mapping[str, Any], *, html: bool) -> str:
    """Return what a template makes of values, cut. Raises ValueError with a sentence for one that fails."""
    try:
        parts: list[str] = []
        size = 0
        for part in _compiled(source).generate(values if html else _plain(values)):
            parts.append(part)
            size += len(part)
            if size > LONGEST:  # a loop in a loop: stop before it fills the memory
                break
        return "".join(parts)[:LONGEST]
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        msg = f"fails{f' in line {line}' if line else ''}: {error.message}"
        raise ValueError(msg) from error
    except (ArithmeticError, TypeError, AttributeError, LookupError, ValueError) as error:
        msg = f"fails: {error}"
        raise ValueError(msg) from error


def tried(source: str, *, html: bool) -> str:
    """Return a template that works on a sample. Raises ValueError with a sentence for one that does not."""
    if not rendered(source, SAMPLE, html=html).strip():
        msg = "makes an empty message"
        raise ValueError(msg)
    return source


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON values
    """Mark text as needing no escape: in plain text "&" is an ampersand."""
    if isinstance(value, str):
        return Markup(value)  # noqa: S704 - the template makes plain text, where nothing is markup
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
