"""A property that is found out once: `functools.cached_property` without its lock.

Up to Python 3.11 the lock is taken at every first look, and nearly all looks at a sentence are first ones. A
sentence belongs to one reading, so nobody else looks at it meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

_Value = TypeVar("_Value")


class Once(Generic[_Value]):
    """Kept in the instance under its own name, where Python finds it before it asks us again."""

    def __init__(self, find: Callable[[Any], _Value]) -> None:
        self.func = find  # as `cached_property` calls it
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, one: None, kind: type) -> Self: ...

    @overload
    def __get__(self, one: object, kind: type) -> _Value: ...

    def __get__(self, one: object | None, kind: type) -> Self | _Value:
        """Find it out and keep it."""
        if one is None:
            return self
        found = one.__dict__[self._name] = self.func(one)
        return found
