"""The resolver guard for connections that aiohttp makes."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import abc

from scraper import guard

if TYPE_CHECKING:
    from collections.abc import Sequence


class GuardError(Exception):
    """An address that may not be connected to."""


class Guarded(abc.AbstractResolver):
    """Resolves names and returns their addresses only if every one of them may be connected to."""

    def __init__(self, allowed: Sequence[guard.Network]) -> None:
        self._allowed = allowed
        self._inner = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[abc.ResolveResult]:
        """Return a name's addresses. Raises OSError for one that leads where we may not go."""
        found = await self._inner.resolve(host, port, family)
        for one in found:
            address = guard.literal(one["host"])
            why = "no address" if address is None else guard.refusal(address, self._allowed)
            if why:
                raise OSError(f"refused: {why}")  # noqa: TRY003, EM102 - the one thing to say
        return found

    async def close(self) -> None:
        """Close."""
        await self._inner.close()
