"""The gate to sockets: every kind of forbidden address, in every spelling, by every way to a connection."""

from __future__ import annotations

import ipaddress
import socket
from collections import deque
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address

from config.model import Config, Crawl, Source, Watch
from scraper import guard, urls
from scraper.crawl import Crawler
from scraper.jobs import Job
from scraper.kinds.interface import Link

# IANA's special-purpose registries (2026-11) and the forms in which IPv6 carries an IPv4 address.
FORBIDDEN = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.0.0.2",
    "127.255.255.255",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0.0.0.0",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "64:ff9b:1:2:3:4:10.0.0.1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2001:db8:ffff::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2002:a9fe:a9fe::1",
    "2002:c0a8:101::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "feff::1",
    "ff00::1",
    "ff02::1",
    "ff0e::1",
]
OPEN = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.255.255",
    "198.17.255.255",
    "223.255.255.254",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "2400:cb00::1",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
]


def test_the_table_is_long_enough():
    assert len(set(FORBIDDEN)) >= 60


@pytest.mark.parametrize("address", FORBIDDEN)
def test_forbidden(address):
    assert guard.refusal(guard.literal(address)) != ""


@pytest.mark.parametrize("address", OPEN)
def test_open(address):
    assert guard.refusal(guard.literal(address)) == ""


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_ipv6_is_judged_as_itself(address):
    plain = guard.refusal(address)
    number = int(address)
    for carried in (
        ipaddress.IPv6Address(0xFFFF << 32 | number),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("2002::")) | number << 80),
    ):
        assert guard.refusal(carried) == plain


@given(st.ip_addresses())
def test_nothing_is_open_that_python_calls_private(address):
    if not address.is_global:
        assert guard.refusal(address) or guard._carried(address) is not None


def test_the_operators_networks_are_let_through_and_nothing_else():
    allowed = tuple(map(ipaddress.ip_network, ("10.1.0.0/16", "fd00::/8")))
    assert guard.refusal(ipaddress.ip_address("10.1.2.3"), allowed) == ""
    assert guard.refusal(ipaddress.ip_address("::ffff:10.1.2.3"), allowed) == ""
    assert guard.refusal(ipaddress.ip_address("fd00::1"), allowed) == ""
    assert guard.refusal(ipaddress.ip_address("10.2.0.1"), allowed) != ""
    assert guard.refusal(ipaddress.ip_address("127.0.0.1"), allowed) != ""


# --- the resolver


class Receiver:
    def __init__(self):
        self.addresses, self.complete = [], False

    def resolutionBegan(self, resolution):  # noqa: N802 - Twisted's interface
        pass

    def addressResolved(self, address):  # noqa: N802 - Twisted's interface
        self.addresses.append(address.host)

    def resolutionComplete(self):  # noqa: N802 - Twisted's interface
        self.complete = True


class Names:
    """A name server that answers as it is told."""

    def __init__(self, **answers):
        self.answers = answers

    def resolveHostName(self, receiver, name, port=0, types=None, transport="TCP"):  # noqa: N802 - Twisted's interface
        receiver.resolutionBegan(None)
        for address in self.answers[name].pop(0):
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()


class Reactor:
    def __init__(self, names):
        self.nameResolver = names

    def installNameResolver(self, resolver):  # noqa: N802 - Twisted's interface
        self.nameResolver = resolver


@pytest.fixture
def resolve():
    def ask(name, names=None):
        reactor = Reactor(names or Names())
        guard.GuardedResolver(reactor).install_on_reactor()
        receiver = Receiver()
        reactor.nameResolver.resolveHostName(receiver, name, 80)
        assert receiver.complete
        return receiver.addresses

    guard.allow(())
    yield ask
    guard.refused.clear()


def test_a_name_that_changes_its_answer_gains_nothing(resolve):
    names = Names(rebind=[["93.184.216.34"], ["127.0.0.1"]])
    assert resolve("rebind", names) == ["93.184.216.34"]
    assert resolve("rebind", names) == []
    assert guard.refused["rebind"] == "loopback address 127.0.0.1"


def test_one_bad_answer_among_good_ones_spoils_them(resolve):
    assert resolve("mixed", Names(mixed=[["93.184.216.34", "10.0.0.1"]])) == []


@pytest.mark.parametrize("address", [a for a in FORBIDDEN if "%" not in a])
def test_a_literal_is_refused_without_a_look_up(resolve, address):
    assert resolve(address) == []
    assert address in guard.refused


def test_a_good_literal_is_passed_on(resolve):
    assert resolve("93.184.216.34") == ["93.184.216.34"]


# --- every spelling, by every way, in the real process

SPELLINGS = {
    "plain": "http://127.0.0.1:{port}/",
    "name": "http://localhost:{port}/",
    "upper": "http://LOCALHOST:{port}/",
    "dot": "http://localhost.:{port}/",
    "zero": "http://0:{port}/",
    "zeros": "http://0.0.0.0:{port}/",
    "short": "http://127.1:{port}/",
    "shorter": "http://127.0.1:{port}/",
    "decimal": "http://2130706433:{port}/",
    "hexadecimal": "http://0x7f000001:{port}/",
    "hexadecimal-parts": "http://0x7f.0x0.0x0.0x1:{port}/",
    "octal": "http://0177.0.0.1:{port}/",
    "octal-long": "http://017700000001:{port}/",
    "mixed": "http://0x7f.1:{port}/",
    "leading-zeros": "http://127.000.000.001:{port}/",
    "ipv6": "http://[::1]:{port}/",
    "ipv6-long": "http://[0:0:0:0:0:0:0:1]:{port}/",
    "mapped": "http://[::ffff:127.0.0.1]:{port}/",
    "mapped-hex": "http://[::ffff:7f00:1]:{port}/",
    "compatible": "http://[::127.0.0.1]:{port}/",
    "6to4": "http://[2002:7f00:1::]:{port}/",
    "nat64": "http://[64:ff9b::7f00:1]:{port}/",
    "fullwidth": "http://１２７.０.０.１:{port}/",
    "circled": "http://①②⑦.⓪.⓪.①:{port}/",
    "percent": "http://%31%32%37.0.0.1:{port}/",
    "credentials": "http://news.example@127.0.0.1:{port}/",
    "backslash": "http://127.0.0.1:{port}\\@news.example/",
    "fragment": "http://127.0.0.1:{port}#@news.example/",
    "tab": "http://127.0.0.1\t:{port}/",
    "ideographic-dot": "http://127。0。0。1:{port}/",
}


@pytest.fixture(scope="module")
def reached():
    """Ask every spelling as an article's link in one process without allowed networks; count connections."""
    with socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True) as server:
        port = server.getsockname()[1]
        source = Source(name="press", kind="feed", url="https://news.example/feed")
        watch = Watch(key="the-glory", name="The Glory")
        config = Config(
            watches=(watch,), sources=(source,), crawl=Crawl(per_host_delay=timedelta(0), obey_robots=False)
        )
        now = datetime(2022, 9, 26, tzinfo=UTC)
        links = {n: url.format(port=port) for n, url in enumerate(SPELLINGS.values(), 1)}
        with Crawler(config) as crawler:
            jobs = deque(
                Job(id=n, source="press", url=url, now=now, link=Link(url=url)) for n, url in links.items()
            )
            results = {list(SPELLINGS)[r.id - 1]: r for r in crawler.crawl(jobs)}
        server.settimeout(0)
        try:
            server.accept()
            connected = True
        except BlockingIOError:
            connected = False
        yield results, connected


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_reaches_loopback(reached, spelling):
    result = reached[0][spelling]
    assert result.outcome in ("refused", "failed", "unreadable")
    assert result.status == 0


def test_nobody_connected(reached):
    results, connected = reached
    assert len(results) == len(SPELLINGS) >= 25
    assert not connected


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://news.example/", "ftp scheme: only http and https are fetched"),
        ("file:///etc/passwd", "file scheme: only http and https are fetched"),
        ("http://a\\@b/", "the address holds a space, control character or backslash"),
        ("http://a b/", "the address holds a space, control character or backslash"),
        ("http://a\r\nX: y/", "the address holds a space, control character or backslash"),
        ("http://u:p@a/", "the address holds a user name"),
        ("http:///x", "the address names no host"),
        ("http://[::1/", "the address cannot be read"),
        ("http://a:99999/", "the address cannot be read"),
        ("http://a/" + "x" * 2100, "the address is longer than 2083 characters"),
        ("https://news.example:8443/x?y=1#z", ""),
    ],
)
def test_addresses_that_parsers_disagree_on_are_refused(url, why):
    assert urls.refusal(url) == why
