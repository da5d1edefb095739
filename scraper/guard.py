"""The gate between names and sockets: no fetch reaches a private, loopback or otherwise special address.

It sits in Twisted's name resolver, which is asked for every connection, literal addresses included, and
the address it passes is the one that is connected to, so a name that changes its answer between check
and connect gains nothing. Networks of the operator's own file are let through.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer, provider  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scrapy.crawler import Crawler

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Global by the tables of Python 3.11.7, yet not somebody's web server: relays, multicast, documentation,
# and IPv6 blocks that carry an IPv4 address (judged by the address inside where one is carried).
SPECIAL = tuple(
    ipaddress.ip_network(block)
    for block in (
        *(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
        *(
            "::/96",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
            "ff00::/8",
        ),
    )
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")

refused: dict[str, str] = {}  # host -> why, of this process; read by whoever words the failure
REMEMBERED = 1000

_allowed: tuple[Network, ...] = ()  # the operator's networks, of this process


def refusal(address: Address, allowed: Sequence[Network] = ()) -> str:  # noqa: PLR0911 - a list of rules
    """Say what kind of address may not be connected to, "" if it may. `allowed` wins over every rule."""
    if any(address in network for network in allowed if network.version == address.version):
        return ""
    inside = _carried(address)
    if inside is not None:
        return refusal(inside, allowed)
    if address.is_loopback:
        return "loopback address"
    if address.is_link_local:
        return "link-local address"
    if any(address in block for block in SPECIAL if block.version == address.version):
        return "special address"
    if (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or getattr(address, "is_site_local", False)
    ):
        return "special address"
    return "" if address.is_global else "private address"


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for (mapped, 6to4, Teredo, NAT64), else None."""
    if address.version == 4:
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in NAT64 or address in NAT64_LOCAL:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def allow(blocks: Iterable[str]) -> None:
    """Let the operator's CIDR blocks through from now on, and no others. Raises ValueError for a bad one.

    Not a matter of one crawl's settings: the resolver is the process's, made before any crawl.
    """
    global _allowed  # noqa: PLW0603 - as there is one reactor, there is one resolver
    _allowed = tuple(ipaddress.ip_network(block, strict=False) for block in blocks)


def why_not(address: str) -> str:
    """Say why an address, as written, may not be connected to by this process, "" if it may."""
    found = literal(address)
    return "no address" if found is None else refusal(found, _allowed)


def literal(host: str) -> Address | None:
    """Return `host` as an address if it is written as one (brackets and zone aside), else None."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


@provider(IResolutionReceiver)
class _Checked:
    """Collects the answers for one name and passes them on only if every one of them may be connected to."""

    def __init__(self, receiver: Any, host: str) -> None:  # noqa: ANN401 - Twisted's interface
        self._receiver, self._host = receiver, host
        self._found: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: ANN401, N802 - Twisted's interface
        """Pass on."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: ANN401, N802 - Twisted's interface
        """Hold back until all are known: one bad answer among good ones is an attack, not an accident."""
        self._found.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's interface
        """Pass all answers on, or none."""
        for found in self._found:
            address = literal(found.host)
            why = "no address" if address is None else refusal(address, _allowed)
            if why:
                _remember(self._host, f"{why} {found.host}")
                break
        else:
            for found in self._found:
                self._receiver.addressResolved(found)
        self._receiver.resolutionComplete()


@implementer(IHostResolution)
class _Literal:
    """A resolution that needed no asking."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing is under way."""


def _remember(host: str, why: str) -> None:
    if len(refused) >= REMEMBERED:
        refused.pop(next(iter(refused)))
    refused[host] = why


@implementer(IHostnameResolver)
class GuardedResolver:
    """The resolver of Scrapy's reactor (setting TWISTED_DNS_RESOLVER). Keeps no cache."""

    def __init__(self, reactor: Any) -> None:  # noqa: ANN401 - Twisted's interface
        self._reactor = reactor
        self._inner = reactor.nameResolver

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> GuardedResolver:  # noqa: ANN401, ARG003 - Scrapy's interface
        """Stand before this reactor."""
        return cls(reactor)

    def install_on_reactor(self) -> None:
        """Stand in front of the reactor's own resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: ANN401, N803 - Twisted's interface
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:  # noqa: ANN401 - Twisted's interface
        """Resolve and check; an address written out is checked without a look-up."""
        refused.pop(hostName, None)
        checked = _Checked(resolutionReceiver, hostName)
        address = literal(hostName)
        if address is None:
            return self._inner.resolveHostName(
                checked, hostName, portNumber, addressTypes, transportSemantics
            )
        resolution = _Literal(hostName)
        checked.resolutionBegan(resolution)
        family = IPv4Address if address.version == 4 else IPv6Address
        checked.addressResolved(family("TCP", str(address), portNumber))
        checked.resolutionComplete()
        return resolution
