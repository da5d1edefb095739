"""How much a publisher's word weighs when no operator said so, and which publishers are one voice.

Used for documents that come without a configured source (`replay`, embedded posts) and as the value to
propose when a source is added. The operator's own word in the configuration always wins.

    official   the platform's newsroom and accounts
    trade      any other publisher of articles
    database   catalogues that anybody, or a robot, may edit
    fan        posts, personal blogs, boards
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.model import DocumentKind, SourceStanding

# Catalogues, by registrable name: the label before the public suffix.
DATABASES = frozenset(
    [
        "mydramalist",
        "imdb",
        "wikipedia",
        "wikidata",
        "wikizero",
        "wikiwand",
        "fandom",
        "namu",
        "tvmaze",
        "themoviedb",
        "thetvdb",
        "trakt",
        "justwatch",
        "letterboxd",
        "asianwiki",
        "hancinema",
        "drama-list",
        "myanimelist",
        "anilist",
        "rottentomatoes",
        "kinopoisk",
        "douban",
        "filmaffinity",
        "serializd",
        "tvtime",
        "epguides",
        "next-episode",
    ]
)
# Places where anybody writes: hosted blogs, boards, object stores that carry scraped copies.
OPEN_HOSTS = frozenset(
    [
        "blogspot",
        "wordpress",
        "tumblr",
        "tistory",
        "medium",
        "substack",
        "livejournal",
        "wixsite",
        "weebly",
        "reddit",
        "quora",
        "pinterest",
        "theqoo",
        "dcinside",
        "instiz",
        "pann",
        "nate",
        "cafe",
        "blog",
        "amazonaws",
        "github",
        "ghost",
        "facebook",
        "instagram",
        "threads",
        "tiktok",
        "twitter",
        "x",
        "bsky",
        "mastodon",
        "youtube",
        "telegram",
        "discord",
        "weibo",
    ]
)
# Newsrooms whose name is not the platform's own.
NEWSROOMS = {
    "disney+": ("disneyplus", "thewaltdisneycompany", "dmedmedia", "disney"),
    "prime video": ("primevideo", "aboutamazon", "amazonstudios"),
    "apple tv+": ("apple", "appletv"),
    "hbo": ("hbo", "warnermediagroup", "wbd", "hbomax"),
    "max": ("hbo", "hbomax", "wbd", "max"),
    "tvn": ("tvn", "cjenm"),
    "tving": ("tving", "cjenm"),
}
PORTALS = frozenset(["daum", "naver", "msn", "yahoo", "newsbreak", "smartnews", "nate", "zum"])

_SUFFIX = re.compile(r"\.(?:(?:co|com|or|ne|go|ac|net|org)\.[a-z]{2}|[a-z]{2,})$")
_PAREN = re.compile(r"\(([^)]*)\)")
_PLAIN = re.compile(r"[^0-9a-z가-힣ぁ-んァ-ヶ一-龠]+")


@lru_cache(maxsize=8192)
def outlet(name: str) -> str:
    """Return one spelling for a publisher, from its host or its name: "www.nme.com" and "NME" are "nme".

    A portal that carries many papers ("v.daum.net (OSEN)") counts as the paper named in brackets.
    """
    text = name.strip().lower()
    if not text:
        return ""
    host, *rest = text.split(maxsplit=1)
    label = _label(host) if "." in host else ""
    inner = _PAREN.search(rest[0]) if rest else None
    if label in PORTALS and inner:
        return outlet(inner[1])
    return _plain(label or _PAREN.sub("", text))


def _label(host: str) -> str:
    """Return the registrable name of a host: "en.wikipedia.org" is "wikipedia"."""
    bare = _SUFFIX.sub("", host.split("/", maxsplit=1)[0].split(":", maxsplit=1)[0].lstrip("@"))
    return bare.rsplit(".", 1)[-1]


def _plain(text: str) -> str:
    return _PLAIN.sub("", text.lower())


def guess(kind: DocumentKind, source: str, url: str, platform: str) -> SourceStanding:
    """Guess the standing of a document from what it is, its publisher's host or account, and its address."""
    if _speaks_for(platform, kind, source, url):
        return SourceStanding.OFFICIAL
    if kind is DocumentKind.RECORD:
        return SourceStanding.DATABASE
    labels = set(source.lower().split()[0].split(".")) if source.strip() else set()
    if kind is DocumentKind.POST or labels & OPEN_HOSTS:
        return SourceStanding.FAN
    return SourceStanding.DATABASE if labels & DATABASES else SourceStanding.TRADE


def _speaks_for(platform: str, kind: DocumentKind, source: str, url: str) -> bool:
    """Whether this is the platform's own newsroom, site or account."""
    name = _plain(platform)
    if not name:
        return False
    ours = {name, *NEWSROOMS.get(platform.strip().lower(), ())}
    host = source.split(maxsplit=1)[0] if source.strip() else ""
    if "." in host and kind is not DocumentKind.POST:
        return _label(host) in ours
    accounts = [
        *_PAREN.findall(source),
        *re.findall(r"(?:x|twitter|instagram|threads|bsky)\.\w+/@?([\w.]+)", url),
    ]
    if "." not in host:  # the account itself: "@NetflixKR", "Netflix account"
        accounts.append(host)
    return any(_is_account(_plain(account), ours) for account in accounts)


def _is_account(account: str, ours: set[str]) -> bool:
    """Whether an account's name is the platform's, with at most a country or "official" behind it."""
    return any(
        account.startswith(name)
        and re.fullmatch(r"|[a-z]{2}|korea|kcontent|official|geeked|asia|tv", account[len(name) :])
        for name in ours
    )
