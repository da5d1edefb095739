"""The keys of the configuration as Markdown tables, for docs/configuration.md.

`python -m config.reference` prints them; a test compares them with the page.
"""

from __future__ import annotations

import types
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr

from config.fields import HIDDEN, duration_text
from config.loader import ARRAYS, TABLES
from config.model import Installment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo


def tables() -> Iterator[tuple[str, str]]:
    """Yield the name of each table of the file, as it is written there, and its keys in Markdown."""
    for name, model in ARRAYS.items():
        yield f"[[{name}]]", markdown(model)
        if name == "watch":
            yield "[[watch.installments]]", markdown(Installment)
    for name, model in TABLES.items():
        yield f"[{name}]", markdown(model)


def markdown(model: type[BaseModel]) -> str:
    """Return the keys of one table: name, what to write, default, meaning."""
    rows = ["| key | write | default | meaning |", "|---|---|---|---|"]
    for key, field in model.model_fields.items():
        hidden = " *" if HIDDEN in field.metadata else ""
        rows.append(f"| `{key}`{hidden} | {_form(field)} | {_default(field)} | {field.description} |")
    return "\n".join(rows)


def _form(field: FieldInfo) -> str:
    words = {"ge": "at least", "le": "at most"}
    found = [(words[name], getattr(limit, name, None)) for limit in field.metadata for name in words]
    bounds = ", ".join(f"{word} {bound}" for word, bound in found if bound is not None)
    return _kind(field.annotation) + (f", {bounds}" if bounds else "")


def _kind(annotation: Any) -> str:  # noqa: ANN401 - any annotation of the model
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inner[0])
    if origin in (Union, types.UnionType):
        return next(_kind(one) for one in inner if one is not type(None))
    if origin is tuple:
        return {"text": "list of texts", "tables": "tables"}.get(
            _kind(inner[0])
        ) or f"list, {_kind(inner[0])}"
    if origin is Literal or (origin is None and issubclass(annotation, Enum)):
        words = inner if origin is Literal else [word.value for word in annotation]
        return "one of " + ", ".join(f"`{word}`" for word in words)
    if origin is None and issubclass(annotation, BaseModel):
        return "tables"
    known = {bool: "`true` or `false`", int: "number", timedelta: "duration"}
    return "table of texts" if origin is dict else known.get(annotation, "text")


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if field.is_required():
        return "**required**"
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, timedelta):
        return f'`"{duration_text(value)}"`'
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value is None or value in ("", (), {}):
        return ""
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


if __name__ == "__main__":
    for name, keys in tables():
        print(f"### `{name}`\n\n{keys}\n")  # noqa: T201 - this is what it is for
