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
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template
    from jinja2.runtime import Context

LONGEST = 20_000  # characters of a text that a template makes; cut there
LONGEST_HTML = 200_000  # of a page; not cut, for half a page is none
LARGEST = 10**6  # what an operator of a template may make: a longer text or a larger number fills the memory
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


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as jinja2 has it
        """Multiply, unless it makes something huge (called by jinja2). Raises SecurityError."""
        factors = [len(one) if isinstance(one, str | list | tuple) else abs(one) for one in (left, right)]
        large = factors[0] * factors[1] if operator == "*" else factors[1] * 32
        if large > LARGEST:
            msg = "a product is too large"
            raise SecurityError(msg)
        return super().call_binop(context, operator, left, right)


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    environment = _Sandbox(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(source)


def rendered(source: str, values: Mapping[str, Any], *, html: bool) -> str:
    """Return what a template makes of values, cut. Raises ValueError with a sentence for one that fails."""
    try:
        parts: list[str] = []
        size, most = 0, LONGEST_HTML if html else LONGEST
        for part in _compiled(source).generate(values if html else _plain(values)):
            parts.append(part)
            size += len(part)
            if size > most:  # a loop in a loop: stop before it fills the memory
                break
        made = "".join(parts)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        msg = f"fails{f' in line {line}' if line else ''}: {error.message}"
        raise ValueError(msg) from error
    except (ArithmeticError, TypeError, AttributeError, LookupError, ValueError) as error:
        msg = f"fails: {error}"
        raise ValueError(msg) from error
    if html and len(made) > most:
        msg = f"makes a page of more than {most} characters"
        raise ValueError(msg)
    return made if len(made) <= most else f"{made[: most - 1]}…"


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
