"""`GLORYWATCH_*`: the environment over the file.

`GLORYWATCH_CONFIG` names the file, `GLORYWATCH_LOG` the log. `GLORYWATCH_SMTP__PORT=2525` is `port`
of `[smtp]`: two underscores between table and key, for the tables smtp, crawl, daemon and defaults.
A value is text as it stands; one that starts with a bracket is read as a TOML array.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from config.mistakes import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "GLORYWATCH_"
CONFIG = "GLORYWATCH_CONFIG"
LOG = "GLORYWATCH_LOG"


def overrides(
    environment: Mapping[str, str],
    tables: Mapping[str, frozenset[str]],
    hidden: Mapping[str, frozenset[str]],
    complain: Callable[[str, str], None],
) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return (table, key) -> (variable, value) of every override.

    `tables` holds the keys that can be overridden, `hidden` those of them never shown. `complain`
    gets a variable and what is wrong with it.
    """
    found: dict[tuple[str, str], tuple[str, Any]] = {}
    known = {
        f"{PREFIX}{table}__{key}".upper(): (table, key) for table, keys in tables.items() for key in keys
    }
    known[LOG] = ("daemon", "log")
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable == CONFIG or not environment[variable]:
            continue  # an empty variable is how compose files say "not set"
        if variable not in known:
            complain(variable, f"is no setting{nearest(variable, [CONFIG, *known])}")
            continue
        table, key = known[variable]
        if (table, key) in found:
            complain(variable, f"says the same as {found[table, key][0]}; keep one of the two")
            continue
        value: Any = environment[variable]
        if value.lstrip().startswith("[") and key not in hidden[table]:
            try:
                value = tomllib.loads(f"value = {value}")["value"]
            except tomllib.TOMLDecodeError:
                complain(variable, 'is no TOML array; write it like ["127.0.0.0/8"]')
                continue
        found[table, key] = (variable, value)
    return found
