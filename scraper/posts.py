"""Posts embedded in an article: documents of their own, said by their own author on their own day.

The article's text must not hold them: "first half of 2023" in a tweet of August is not what the outlet
says in September. Markup as the services' own embed code writes it (publish.twitter.com, Instagram's,
Mastodon's and Bluesky's embed buttons), seen 2026-11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scraper import urls
from scraper.model import Document, DocumentKind, SourceStanding
from scraper.published import Moment, moment
from scraper.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.page import Tree

SELECTOR = (
    "blockquote.twitter-tweet, blockquote.twitter-video, blockquote.instagram-media,"
    " blockquote.mastodon-embed, blockquote.bluesky-embed, blockquote.text-post-media,"
    " blockquote.tiktok-embed, blockquote[data-embed-url],"
    " blockquote[cite*='/status/']"
)
PERMALINK = re.compile(
    r"https?://(?:(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status(?:es)?/\d+"
    r"|(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/[\w-]+"
    r"|(?:www\.)?threads\.(?:net|com)/@[\w.]+/post/[\w-]+"
    r"|bsky\.app/profile/[\w.:-]+/post/\w+"
    r"|(?:www\.)?tiktok\.com/@[\w.]+/video/\d+"
    r"|[\w.-]+/@[\w@.-]+/\d+)"
)
HANDLE = re.compile(r"\(?@([A-Za-z0-9_][\w.@-]*\w)\)?")
SIGNATURE = re.compile(r"\s*(?:—|&mdash;|-{1,2})\s*[^—]{0,120}$")
INVITATION = re.compile(
    r"^(?:view this (?:post|photo|profile) on \w+|a post shared by .*|.*님의? 공유 게시물.*)$", re.IGNORECASE
)

# Accounts that speak for the platform itself; everybody else's embedded post is a fan's word.
OFFICIAL = frozenset(
    [
        "netflix",
        "netflixkr",
        "netflix_kr",
        "netflixid",
        "netflix_ph",
        "netflix_my",
        "netflixkcontent",
        "netflixkcontents",
        "netflix_in",
        "netflixjp",
    ]
)

TWITTER_EPOCH_MS = 1_288_834_974_657  # milliseconds since 1970 of the first numbered post (Snowflake)
SNOWFLAKE_SHIFT = 22


@dataclass(frozen=True, slots=True)
class Post:
    """One embedded post as found, before it is a document."""

    url: str
    text: str
    author: str
    name: str
    language: str
    said: Moment | None


def taken(tree: Tree) -> list[Post]:
    """Take all embedded posts out of a page, in its order, and return them. Changes the tree."""
    found: dict[str, Post] = {}
    for block in tree.root.cssselect(SELECTOR):
        if any(above.tag == "blockquote" for above in block.iterancestors()):
            continue
        post = _read(block, tree)
        block.drop_tree()
        if post is not None:
            found.setdefault(post.url, post)
    return list(found.values())


def documents(posts: list[Post], article: Document) -> Iterator[Document]:
    """Yield a document for each post that has words. One without a date is as old as the article at most."""
    for post in posts:
        if not post.text:
            continue
        said = post.said
        early = said is not None and (
            said.at or datetime(said.day.year, said.day.month, said.day.day, tzinfo=UTC)
        )
        at = said.at if said is not None else article.published_at
        yield Document(
            id=post.url,
            kind=DocumentKind.POST,
            source=article.source,
            url=post.url,
            language=post.language or article.language,
            published=said.day if said is not None and early else article.published,
            headline="",
            text=post.text,
            published_at=at,
            fetched_at=article.fetched_at,
            author=f"@{post.author}" if post.author else post.name,
            publisher=post.name or (f"@{post.author}" if post.author else urls.host(post.url)),
            standing=SourceStanding.OFFICIAL if post.author.lower() in OFFICIAL else SourceStanding.FAN,
            parent=article.id,
        )


def _read(block: Any, tree: Tree) -> Post | None:  # noqa: ANN401 - lxml
    url, anchor = _permalink(block, tree)
    if not url:
        return None
    spoken = block.find(".//p")
    language = (spoken.get("lang") or "") if spoken is not None else ""
    text = paragraphs(block)
    handle = HANDLE.search(_signature(block)) or HANDLE.search(urlsplit(url).path)
    name = re.sub(r"\s*\(?@.*", "", _signature(block).lstrip("—–- ").strip())
    lines = [
        line
        for line in (SIGNATURE.sub("", part) for part in _words(block, text))
        if not INVITATION.match(line)
    ]
    return Post(
        url=url,
        text="\n\n".join(line for line in lines if line),
        author=(
            handle.group(1) if handle else urlsplit(url).path.split("/")[1] if "/status" in url else ""
        ).rstrip("."),
        name=name[:120],
        language=language[:2].lower() if re.match(r"[A-Za-z]{2}(-|$)", language) else "",
        said=_said(block, anchor, url),
    )


def _words(block: Any, text: str) -> list[str]:  # noqa: ANN401 - lxml
    """Return the post's own paragraphs: its <p> where the service sets them apart, else all of its text."""
    own = [paragraphs(p) for p in block.iter("p")]
    kept = [part for whole in own for part in whole.split("\n\n") if part.strip()]
    if not kept or all(INVITATION.match(part) for part in kept):
        kept = text.split("\n\n")
    return [re.sub(r"\s*(?:https://t\.co/|pic\.twitter\.com/)\w+\s*$", "", part).strip() for part in kept]


def _signature(block: Any) -> str:  # noqa: ANN401 - lxml
    """Return the text after the last paragraph, or Instagram's "A post shared by NAME (@handle)"."""
    words = " ".join(block.text_content().split())
    if shared := re.search(
        r"(?:A post shared by|공유 게시물) (.{1,100})$|^(.{1,80})님의? 공유 게시물", words
    ):
        return shared.group(1) or shared.group(2)
    said = next((" ".join(p.text_content().split()) for p in reversed(list(block.iter("p")))), "")
    tail = words[words.rfind(said) + len(said) :].strip() if said else words
    found = re.search(r"[—–-]\s*[^—]{0,120}$", tail)
    return found.group() if found else ""


def _permalink(block: Any, tree: Tree) -> tuple[str, Any]:  # noqa: ANN401 - lxml
    """Return the post's own address in one spelling, and the link that bears its date."""
    named = [
        block.get(a) or ""
        for a in ("data-instgrm-permalink", "data-text-post-permalink", "data-embed-url", "cite")
    ]
    anchors = [a for a in block.iter("a") if PERMALINK.match(urls.joined(tree.base, a.get("href") or ""))]
    dated = next(
        (a for a in reversed(anchors) if moment(a.text_content(), ZoneInfo("UTC"))),
        anchors[-1] if anchors else None,
    )
    for address in (*named, (dated.get("href") or "") if dated is not None else ""):
        if found := PERMALINK.match(urls.joined(tree.base, address)):
            parts = urlsplit(found.group())
            host = {"twitter.com": "x.com", "mobile.twitter.com": "x.com", "www.twitter.com": "x.com"}.get(
                parts.netloc, parts.netloc
            )
            return urls.canonical(f"https://{host}{parts.path}"), dated
    return "", dated


def _said(block: Any, anchor: Any, url: str) -> Moment | None:  # noqa: ANN401 - lxml
    """Return the post's day as printed, and its moment where its number tells it and agrees with the day."""
    utc_zone = ZoneInfo("UTC")
    stamped = next((t.get("datetime") for t in block.iter("time") if t.get("datetime")), "")
    printed = moment(stamped, utc_zone) or (
        moment(anchor.text_content(), utc_zone) if anchor is not None else None
    )
    if printed is None:
        text = " ".join(block.text_content().split())
        printed = moment(text[-60:], utc_zone)
    number = re.search(r"/status(?:es)?/(\d+)", url)
    if number is None:
        return printed
    made = _snowflake(int(number.group(1)))
    if made is None or (printed is not None and abs(made.date() - printed.day) > timedelta(days=1)):
        return printed
    return Moment(printed.day if printed is not None else made.date(), made)


def _snowflake(number: int) -> datetime | None:
    """Return when a numbered post of Twitter was made, None for numbers from before that scheme (2010-11)."""
    if number < 1 << 36:
        return None
    ms = (number >> SNOWFLAKE_SHIFT) + TWITTER_EPOCH_MS
    at = datetime.fromtimestamp(ms / 1000, UTC) if ms < 4_102_444_800_000 else None
    return at if at is not None and at.year < 2100 else None
