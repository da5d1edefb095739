"""The kinds of value that keys of the configuration take, each with the sentence for a wrong one.

A message here is a predicate without its subject, and never holds the value: the loader puts the
value in front, unless the key is one of the hidden ones.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
from datetime import timedelta
from email.utils import parseaddr
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, SecretStr


class Hidden:
    """Marks a key whose value is never shown; it may hold `${VARIABLE}` or be given as `<key>_file`."""


HIDDEN = Hidden()

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST = timedelta(days=366)
SCOPE = re.compile(r"S\d{1,2}(P\d{1,2})?|film")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_MAILBOX = re.compile(r"[^\s@<>,;:\"\x00-\x1f\x7f]+@[^\s@<>,;:\"\x00-\x1f\x7f]+")


def _name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", text):
        msg = "is no name; write 1 to 80 letters, digits, dots, dashes or underscores, without spaces"
        raise ValueError(msg)
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = difflib.get_close_matches(name, available_timezones(), n=1)
        hint = near[0] if near else "Asia/Seoul"
        msg = f"is no IANA time zone; write for example '{hint}'"
        raise ValueError(msg) from None
    return name


def _web(url: str) -> str:
    if re.search(r"[\x00-\x20\x7f\\]", url):
        msg = "holds a space, control character or backslash; write it percent-encoded"
        raise ValueError(msg)
    try:
        parts = urlsplit(url)
        sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        sound = False
    if not sound:
        msg = "is no http or https address; write it like https://example.org/feed"
        raise ValueError(msg)
    if "@" in parts.netloc:
        msg = "holds a user or password before the host; give credentials in a key of their own"
        raise ValueError(msg)
    return url


def _mail(address: str) -> str:
    if address and not _MAILBOX.fullmatch(address):
        msg = "is no e-mail address; write one address like reader@example.org"
        raise ValueError(msg)
    return address


def _from_line(text: str) -> str:
    if _UNPRINTABLE.search(text) or not _MAILBOX.fullmatch(parseaddr(text)[1]):
        msg = "is no From line; write Glory Watch <glory-watch@example.org>"
        raise ValueError(msg)
    return text


def _way_out(address: str) -> str:
    if not address:
        return address
    if re.search(r"[^!-~]|[<>,]", address):
        msg = "holds a space, comma, bracket or letter beyond ASCII; write it percent-encoded"
        raise ValueError(msg)
    if not re.match(r"(?i)(mailto:[^@/]+@[^@/]+|https?://[^/])", address):
        msg = "is no way to unsubscribe; write https://example.org/leave/{name} or mailto:me@example.org"
        raise ValueError(msg)
    if re.search(r"[{}]", address.replace("{name}", "")):
        msg = "holds a placeholder that is not known; there is {name}"
        raise ValueError(msg)
    return address


def _network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text))
    except ValueError:
        msg = "is no network; write a CIDR block like 127.0.0.0/8 or ::1/128"
        raise ValueError(msg) from None


def duration(value: object) -> timedelta:
    """Read "90s", "30m", "2h", "1d" or "1h30m". Raises ValueError for all else, bare numbers too."""
    if isinstance(value, timedelta):
        return value
    text = value.strip().lower() if isinstance(value, str) else ""
    if not re.fullmatch(r"(?:\d{1,9}\s*[smhd]\s*)+", text):
        msg = 'is no duration; write a number with its unit in quotes: "90s", "30m", "2h", "1d" or "1h30m"'
        raise ValueError(msg)
    seconds = sum(int(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+)\s*([smhd])", text))
    return timedelta(seconds=min(seconds, 10**9))


def duration_text(value: timedelta) -> str:
    """Write a duration as `duration` reads it, from the largest unit down."""
    left = int(value.total_seconds())
    parts = []
    for unit in ("d", "h", "m", "s"):
        number, left = divmod(left, _UNITS[unit])
        if number:
            parts.append(f"{number}{unit}")
    return "".join(parts) or "0s"


def _positive(value: timedelta) -> timedelta:
    if not timedelta(0) < value <= _LONGEST:
        msg = "is out of range; write a duration above zero and of at most a year"
        raise ValueError(msg)
    return value


def _not_negative(value: timedelta) -> timedelta:
    return value if value == timedelta(0) else _positive(value)


def _language(code: str) -> str:
    if code and not re.fullmatch(r"[a-z]{2}", code):
        msg = "is no language code; write two small letters like 'ko', or nothing to have it found"
        raise ValueError(msg)
    return code


def _scope(text: str) -> str:
    if not SCOPE.fullmatch(text):
        msg = "is no installment; write S1 for a season, S1P2 for a part of one, or film"
        raise ValueError(msg)
    return text


Name = Annotated[str, AfterValidator(_name)]
Zone = Annotated[str, AfterValidator(_zone)]
WebAddress = Annotated[str, AfterValidator(_web)]
FromLine = Annotated[str, AfterValidator(_from_line)]
WayOut = Annotated[str, AfterValidator(_way_out)]
MailAddress = Annotated[str, AfterValidator(_mail)]
Network = Annotated[str, AfterValidator(_network)]
Language = Annotated[str, AfterValidator(_language)]
Scope = Annotated[str, AfterValidator(_scope)]
Duration = Annotated[timedelta, BeforeValidator(duration), AfterValidator(_positive)]
Pause = Annotated[timedelta, BeforeValidator(duration), AfterValidator(_not_negative)]  # may be "0s"


def hidden_keys(model: Any) -> frozenset[str]:  # noqa: ANN401 - any pydantic model class
    """Return the keys of a model whose values are never shown."""
    return frozenset(key for key, field in model.model_fields.items() if HIDDEN in field.metadata)


def hidden_values(part: BaseModel) -> frozenset[str]:
    """Return every value, in a part of the configuration and all parts inside it, that is never shown."""
    found: set[str] = set()
    for key, field in type(part).model_fields.items():
        value = getattr(part, key)
        if HIDDEN in field.metadata:
            for one in value.values() if isinstance(value, dict) else (value,):
                found.add(one.get_secret_value() if isinstance(one, SecretStr) else one or "")
        else:
            for inner in value if isinstance(value, tuple) else (value,):
                if isinstance(inner, BaseModel):
                    found |= hidden_values(inner)
    return frozenset(found - {""})
