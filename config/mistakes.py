"""Mistakes of the operator, in words: what is wrong, and what to write instead."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from config.fields import hidden_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from config.tomlfile import Place

# pydantic's error types -> what to say; https://docs.pydantic.dev/2.14/errors/validation_errors (2026-11)
_SHAPES = {
    "string_type": "must be text in quotes",
    "bool_type": "must be true or false, without quotes",
    "bool_parsing": "must be true or false, without quotes",
    "int_type": "must be a whole number, without quotes",
    "int_parsing": "must be a whole number, without quotes",
    "int_from_float": "must be a whole number",
    "tuple_type": 'must be a list in brackets, like ["one", "two"]',
    "dict_type": 'must be a table, like { Accept = "text/html" }',
    "model_type": "must be a table",
    "path_type": "must be a path in quotes",
}


def nearest(word: str, words: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the word most like this one, or nothing."""
    found = difflib.get_close_matches(word, list(words), n=1)
    return f"; did you mean {found[0]!r}?" if found else ""


def explained(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Place, str]]:
    """Turn what pydantic found wrong with a table of kind `model` into places inside it and sentences."""
    for detail in error.errors(include_url=False):
        place = tuple(detail["loc"])
        owner, key = _owner(model, place)
        shown = (
            "" if key in hidden_keys(owner) or any(p in hidden_keys(model) for p in place) else _shown(detail)
        )
        yield place, _sentence(detail, owner, key, shown)


def _sentence(detail: ErrorDetails, owner: type[BaseModel], key: str, shown: str) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    said = _SHAPES.get(kind, detail["msg"][0].lower() + detail["msg"][1:])
    if kind == "missing":
        examples = owner.model_fields[key].examples if key in owner.model_fields else None
        said = f"is missing; write {key} = {examples[0]}" if examples else "is missing"
    elif kind == "extra_forbidden":
        keys = [*owner.model_fields, *(f"{name}_file" for name in hidden_keys(owner))]
        said = "is not known here" + (nearest(key, keys) or f"; the keys are {', '.join(owner.model_fields)}")
    elif kind in ("literal_error", "enum"):
        choices = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        said = f"{shown or 'the value'} is not one of {', '.join(choices)}"
        said += nearest(shown.strip("'"), choices)
    elif kind == "value_error":
        said = f"{shown} {context['error']}".strip() if key else str(context["error"])
    elif kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        said = f"{shown or 'the value'} is out of range; write {bound}"
    elif kind == "string_too_short":
        said = "must not be empty"
    elif kind == "string_too_long":
        said = f"is longer than {context['max_length']} characters"
    return said


def _owner(model: type[BaseModel], place: Place) -> tuple[type[BaseModel], str]:
    """Return the innermost model that the place is in, and the key there; "" is the table itself."""
    key = ""
    for step in place:
        if isinstance(step, int):
            continue
        if key and (inner := _inner(model, key)):
            model = inner
        key = step
    if place and isinstance(place[-1], int) and (inner := _inner(model, key)):
        return inner, ""
    return model, key


def _inner(model: type[BaseModel], key: str) -> type[BaseModel] | None:

    field = model.model_fields.get(key)
    arguments: tuple[Any, ...] = getattr(field.annotation, "__args__", ()) if field else ()
    return next((a for a in arguments if isinstance(a, type) and issubclass(a, BaseModel)), None)


def _shown(detail: ErrorDetails) -> str:
    value = detail["input"]
    if isinstance(value, str | int | float) or value is None:
        text = repr(value)
        return text if len(text) <= 80 else f"{text[:76]}…'"
    return ""
