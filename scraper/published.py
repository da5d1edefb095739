"""When a page says it was published and edited, from the surest place it says so.

    JSON-LD | meta | <time>, data-date-time | what led here (a feed's pubDate) | a labelled line | the address

Zones: a time with an offset has it; a time in UTC, as most systems print it, is that moment; a time without
either is the outlet's own clock. The calendar day is counted in the page's own offset where it has one other
than UTC, else in the outlet's zone, because "Friday" in its text is the outlet's Friday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from scraper.model import utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from scraper.page import Tree

FIRST_YEAR = 1990  # before it nothing was published on the web; such a date is a default of some system
MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(?P<month_name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CLOCK = (
    r"(?:[,.T]?\s*(?:at\s+)?(?P<half1>오전|오후)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?"
    r"\s*(?P<half2>[ap]\.?m)?)?"
)
FORMS = (
    re.compile(
        r"(?P<year>(?:19|20)\d{2})\s*[-./년]\s*(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})\s*[일.]?"
        + _CLOCK,
        re.IGNORECASE,
    ),
    re.compile(
        _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{2})" + _CLOCK, re.IGNORECASE
    ),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s+(?P<year>(?:19|20)\d{2})" + _CLOCK,
        re.IGNORECASE,
    ),
)
# Labels of a dated line at the head of an article. A bare "Updated" is left out: fact boxes carry it too.
LABEL = re.compile(
    r"(?:기사\s?입력|최초\s?입력|입력|등록|승인|송고|게재|발행|published(?:\s+on)?|posted(?:\s+on)?)(?:\s?시간)?\s*[:|]?\s*(?=\S{0,4}[\dA-Z])",
    re.IGNORECASE,
)
EDITED = re.compile(r"(?:최종\s?수정|수정|업데이트)(?:\s?시간)?\s*[:|]?\s*(?=\d)")
IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")

ARTICLES = re.compile(r"article|posting|report|webpage|blog", re.IGNORECASE)
PUBLISHED_METAS = (
    *(
        "article:published_time",
        "article:published",
        "datepublished",
        "date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
    ),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "og:article:published_time",
    ),
)
EDITED_METAS = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A stated time: its calendar day where it was stated; the moment in UTC if more than a day is known."""

    day: date
    at: datetime | None = None


def moment(text: str, zone: ZoneInfo) -> Moment | None:
    """Read one stated time in any usual form, None where it is none. `zone` is the outlet's."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _checked(lambda: Moment(date.fromisoformat(text)))
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return of_datetime(read(text), zone)
        except (ValueError, TypeError, OverflowError):
            continue
    for form in FORMS:
        if found := form.search(text):
            return _checked(lambda found=found: _from_parts(found, zone))
    return None


def of_datetime(at: datetime, zone: ZoneInfo) -> Moment | None:
    """Return a moment from a datetime; one without a zone is the outlet's own clock."""

    def made() -> Moment:
        local = at.replace(tzinfo=zone) if at.tzinfo is None else at
        day = local.astimezone(zone).date() if local.utcoffset() == timedelta() else local.date()
        return Moment(day, utc(local))

    return _checked(made)


def _from_parts(found: re.Match[str], zone: ZoneInfo) -> Moment | None:
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else MONTHS[parts["month_name"].lower()]
    day = date(int(parts["year"]), month, int(parts["day"]))
    if parts["hour"] is None:
        return Moment(day)
    hour, half = int(parts["hour"]), (parts["half1"] or parts["half2"] or "").lower()
    if half == "오후" or half.startswith("p"):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    return of_datetime(datetime(day.year, day.month, day.day, hour, int(parts["minute"]), tzinfo=zone), zone)


def _checked(make: Any) -> Moment | None:  # noqa: ANN401 - a function without arguments
    """Return what `make` returns unless the numbers are no date, or a year nobody published in."""
    try:
        found: Moment | None = make()
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.day.year >= FIRST_YEAR else None


def read(
    tree: Tree, zone: ZoneInfo, *, hint: Moment | None, now: datetime
) -> tuple[Moment | None, Moment | None]:
    """Return when the page was published and when edited, each None where nothing says so.

    `now` (aware) bounds both: a date of the day after tomorrow is a mistake or a trick, since the newest
    statement wins.
    """
    latest = utc(now) + timedelta(days=1)

    def first(candidates: Iterator[str | Moment | None]) -> Moment | None:
        for candidate in candidates:
            found = moment(candidate, zone) if isinstance(candidate, str) else candidate
            if found is not None and (utc(found.at) <= latest if found.at else found.day <= latest.date()):
                return found
        return None

    published, edited = first(_published(tree, hint)), first(_edited(tree))
    if (
        published
        and edited
        and (edited.day < published.day or (edited.at and published.at and edited.at <= published.at))
    ):
        edited = None
    return published, edited


def _published(tree: Tree, hint: Moment | None) -> Iterator[str | Moment | None]:
    yield from _linked(tree, "datePublished", "uploadDate", "dateCreated")
    yield from (tree.metas[name] for name in PUBLISHED_METAS if name in tree.metas)
    for element in tree.root.iter("time", "span", "meta", "abbr"):
        if element.get("data-date-time"):
            yield element.get("data-date-time")
        if element.get("itemprop") == "datePublished" or "pubdate" in element.attrib:
            yield element.get("datetime") or element.get("content") or element.text_content()
    times = [t for t in tree.root.iter("time") if t.get("datetime") and not _apart(t)]
    yield from (t.get("datetime") for t in times)
    yield hint
    yield from _labelled(tree, LABEL)
    if found := IN_ADDRESS.search(tree.url):
        yield "-".join(part.zfill(2) for part in found.groups())
    yield from (
        t.text_content()
        for t in tree.root.cssselect(".byline, .date, .entry-date, .post-date, .article-date, .num_date")
        if not _apart(t)
    )


def _edited(tree: Tree) -> Iterator[str | Moment | None]:
    yield from _linked(tree, "dateModified")
    yield from (tree.metas[name] for name in EDITED_METAS if name in tree.metas)
    for element in tree.root.iter("time", "span", "meta"):
        if element.get("data-modify-date-time"):
            yield element.get("data-modify-date-time")
        if element.get("itemprop") == "dateModified":
            yield element.get("datetime") or element.get("content") or element.text_content()
    yield from _labelled(tree, EDITED)


def _linked(tree: Tree, *keys: str) -> Iterator[str]:
    """Yield dates of the JSON-LD objects that are articles, the page's own object last."""
    objects = [o for o in tree.linked if ARTICLES.search(" ".join(_types(o)))]
    for one in sorted(objects, key=lambda o: "WebPage" in _types(o)):
        yield from (one[key] for key in keys if isinstance(one.get(key), str))


def _types(one: dict[str, Any]) -> list[str]:
    kinds = one.get("@type")
    return [k for k in kinds if isinstance(k, str)] if isinstance(kinds, list) else [str(kinds or "")]


def _labelled(tree: Tree, label: re.Pattern[str]) -> Iterator[str]:
    """Yield the text after the first few labels in the page's words."""
    text = tree.words[:20_000]
    for count, found in enumerate(label.finditer(text)):
        if count == 5:
            return
        rest = text[found.end() : found.end() + 60]
        if any((match := form.search(rest)) and match.start() <= 4 for form in FORMS):
            yield rest


def _apart(element: Any) -> bool:  # noqa: ANN401 - lxml
    """Whether an element stands in a list of other articles, a comment or an embedded post."""
    return any(
        above.tag in ("aside", "footer", "nav", "blockquote", "li")
        or re.search(r"comment|related|sidebar|widget|recommend", above.get("class") or "", re.IGNORECASE)
        for above in element.iterancestors()
    )
