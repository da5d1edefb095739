"""What every table of the operator's file is made of."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


def meaning(description: str, *, example: str = "", hidden: bool = False) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Say what a key means, for the reference and for who left it out; `hidden` keeps it out of repr."""
    return Field(description=description, examples=[example] if example else None, repr=not hidden)


class Part(BaseModel):
    """The base: frozen, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True
    )
