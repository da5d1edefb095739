"""Addresses: which may be fetched, and when two of them are one page. Pure; the only other reader is `guard`.

Reading follows RFC 3986; what is refused on top of it is what two parsers are known to disagree on
(backslashes, control characters, credentials before the host).
"""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

LONGEST = 2083  # characters; also Scrapy's URLLENGTH_LIMIT
PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader came from and never choose the page. Prefixes end in "_".
TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|mtm_|hsa_|at_|ns_|__).*"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mkt_tok|vero_id|oly_enc_id|oly_anon_id"
    r"|cmpid|cmp|ncid|ito|smid|smtyp|xtor|wt_mc|spm|ref_src|ref_url|referrer|rss|_ga|_gl|s_cid|sr_share|guccounter",
    re.IGNORECASE,
)
# Last labels under which the registered name is the third label. Only names seen among watched publishers'
# countries: a miss makes two hosts look like one site, which is why nothing but canonical links relies on it.
SECOND_LEVEL = re.compile(r"(?:co|com|or|org|ne|net|go|gov|ac|edu|re|pe)\.[a-z]{2}", re.IGNORECASE)
ACCELERATED = re.compile(r"(?:/amp/?$|\.amp(?=\.html?$|$))", re.IGNORECASE)


def refusal(url: str) -> str:  # noqa: PLR0911 - a list of rules
    """Say why `url` may not be fetched, "" if it may. Private addresses are the resolver guard's matter."""
    if len(url) > LONGEST:
        return f"the address is longer than {LONGEST} characters"
    if re.search(r"[\x00-\x20\x7f\\]", url):
        return "the address holds a space, control character or backslash"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "the address cannot be read"
    if parts.scheme not in PORTS:
        return f"{parts.scheme or 'no'} scheme: only http and https are fetched"
    if "@" in parts.netloc:
        return "the address holds a user name"
    if not parts.hostname:
        return "the address names no host"
    return "" if port != 0 else "port 0"


def joined(base: str, href: str) -> str:
    """Return the address of a link found at `base`, escaped as browsers do, "" if it leads nowhere."""
    href = href.strip()
    if (
        not href
        or href.startswith("#")
        or re.match(r"(?:javascript|mailto|tel|data|blob|about):", href, re.IGNORECASE)
    ):
        return ""
    if "\\" in href:
        return ""
    try:
        url = safe_url_string(urljoin(base, href))
    except ValueError:
        return ""
    return "" if refusal(url) else url


def host(url: str) -> str:
    """Return the host of an address in lower case, with its port if not the scheme's own; "" for none.

    This is the unit of politeness: who asks for a rest asks for all addresses with the same answer.
    """
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    return name if port in (None, PORTS.get(parts.scheme)) else f"{name}:{port}"


def origin(url: str) -> tuple[str, str, int]:
    """Return (scheme, host, port) as the web's origin (RFC 6454). Credentials never leave it."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or PORTS.get(parts.scheme, 0)


def site(url: str) -> str:
    """Return the registered name behind an address: example.co.kr of news.example.co.kr; IPs stay whole."""
    name = (urlsplit(url).hostname or "").lower().rstrip(".")
    if ":" in name or re.fullmatch(r"[\d.]+", name):
        return host(url)
    labels = name.split(".")
    keep = 3 if SECOND_LEVEL.fullmatch(".".join(labels[-2:])) else 2
    return ".".join(labels[-keep:])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one publisher, so that one may speak for the other's identity."""
    return bool(site(one)) and site(one) == site(other)


def canonical(url: str) -> str:
    """Return the one spelling of an address that stands for the page.

    Lower-case scheme and host, no default port, no fragment, no tracking parameters, the others sorted by
    name and kept in order, dot segments resolved, escapes in one spelling, no slash at the end of a path.
    """
    parts = urlsplit(url)
    name = (parts.hostname or "").lower().rstrip(".")
    if ":" in name:
        name = f"[{name}]"
    port = parts.port
    if port is not None and port != PORTS.get(parts.scheme):
        name = f"{name}:{port}"
    path = quote(unquote(parts.path), safe="/~!$&'()*+,;=:@-._") or "/"
    if "/." in path or "//" in path:
        path = "/" + normpath(path).lstrip("/")
    path = path.rstrip("/") or "/"
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.fullmatch(key)
    ]
    return urlunsplit(
        (parts.scheme.lower(), name, path, urlencode(sorted(kept, key=lambda pair: pair[0])), "")
    )


def unaccelerated(url: str) -> str:
    """Return the plain page's address behind an AMP address of the usual spelling, else `url` itself."""
    parts = urlsplit(url)
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key not in ("amp", "outputType")
    ]
    query = (
        parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    )
    return urlunsplit((parts.scheme, parts.netloc, ACCELERATED.sub("", parts.path), query, parts.fragment))
