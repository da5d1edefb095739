"""A small press for stories: outlets print plain sentences, and a reader's inbox fills, or stays empty.

The sentences are a language of few words, read here and not by the program's own reader of claims, so that
the stories are about judgement alone; everything after the reading is the real thing, through a real log.

    <X> comes out on 2022-12-30         confirmed      <X> has 8 episodes         <X> is filming
    <X> is due in 2022-12               expected       <X> should have 8 episodes <X> should be filming
    <X> may come out in 2023            rumoured       <X> may have 8 episodes    <X> may be filming
    <X> was once planned for 2022       past           <X> was to have 8 episodes <X> was filming
    <X> will not come out in 2022       denied         <X> will not have 8 …      <X> is not filming
    <X> is pulled without a new date

<X> is the title, "season 2", "part 2", "season 1" or "the film". A sentence may begin with who says so:
"Netflix says that", "the director says that", "Soompi writes that", "sources say that", "the actor says that".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from config.model import Subscriber, Watch
from notifier.model import Told
from notifier.rules import rule
from scraper.model import (
    Claim,
    Document,
    DocumentKind,
    Field,
    Item,
    Modality,
    Reading,
    SourceStanding,
    Speaker,
)
from scraper.process import Reader, process
from scraper.store import Log, changes, facts
from scraper.store.kept import keep

TITLE = "The Glory"
SAYS = re.compile(r"^(?P<who>[\w' ]+?) (?P<verb>says?|writes?|lists?) that (?P<rest>.*)$")
SCOPES = {
    "season 1": "S1",
    "season 2": "S2",
    "season 3": "S3",
    "part 1": "S1P1",
    "part 2": "S1P2",
    "the film": "film",
}
SURE = {
    "comes out": Modality.CONFIRMED, "is due": Modality.EXPECTED, "may come out": Modality.RUMOURED,
    "was once planned": Modality.PAST, "will not come out": Modality.DENIED,
    "has": Modality.CONFIRMED, "should have": Modality.EXPECTED, "may have": Modality.RUMOURED,
    "was to have": Modality.PAST, "will not have": Modality.DENIED,
    "is": Modality.CONFIRMED, "should be": Modality.EXPECTED, "may be": Modality.RUMOURED,
    "was": Modality.PAST, "is not": Modality.DENIED,
}  # fmt: skip
SUBJECT = rf"(?P<subject>{TITLE}|{'|'.join(SCOPES)})"
WHEN = re.compile(
    rf"{SUBJECT} (?P<sure>comes out|is due|may come out|was once planned|will not come out) (?:on|in|for) (?P<value>[\dX/-]+)"
)
SIZE = re.compile(
    rf"{SUBJECT} (?P<sure>has|should have|may have|was to have|will not have) (?P<value>\d+) episodes"
)
STATE = re.compile(
    rf"{SUBJECT} (?P<sure>is not|is|should be|may be|was) (?P<value>announced|in pre-production|filming|paused|wrapped|in post-production|completed|released|cancelled)"
)
PULLED = re.compile(rf"{SUBJECT} is (?P<value>pulled) without a new date")
SPEAKERS = {
    "Netflix": Speaker.PLATFORM,
    "the director": Speaker.PRODUCER,
    "sources": Speaker.SOURCES,
    "the actor": Speaker.PERSON,
}
CATALOGUES = {"MyDramaList", "IMDb"}


def read(document: Document, watch: Watch) -> Reading:
    """Read the plain sentences of a document."""
    claims = []
    place = 0
    for sentence in re.split(r"(?<=\.)\s+|\n+", document.body):
        start = document.body.index(sentence, place)
        place = start + len(sentence)
        said = SAYS.match(sentence)
        speaker, named = Speaker.OUTLET, ""
        if said:
            named = said["who"]
            other = Speaker.DATABASE if named in CATALOGUES else Speaker.MEDIA
            speaker = SPEAKERS.get(named[0].lower() + named[1:], SPEAKERS.get(named, other))
        for pattern, kind in (
            (PULLED, Field.RELEASE_DATE),
            (WHEN, Field.RELEASE_DATE),
            (SIZE, Field.EPISODE_COUNT),
            (STATE, Field.PRODUCTION_STATUS),
        ):
            for found in pattern.finditer(sentence):
                value = {"pulled": "XXXX"}.get(
                    found["value"], found["value"].removeprefix("in ").replace("-production", "_production")
                )
                sure = Modality.CONFIRMED if pattern is PULLED else SURE[found["sure"]]
                claims.append(
                    Claim(
                        field=kind, scope=SCOPES.get(found["subject"], ""), value=value, modality=sure, quote=sentence,
                        start=start + found.start(), end=start + found.end(), rule=kind.value, speaker=speaker,
                        attribution=named,
                    )
                )  # fmt: skip
    return Reading(about=watch.name.lower() in document.body.lower(), claims=tuple(claims))


READER = Reader("plain-sentences", read)


@dataclass
class Outlet:
    """Somebody who publishes; each story it prints is a page of its own unless it names one."""

    press: Press
    name: str
    standing: SourceStanding = SourceStanding.TRADE
    kind: DocumentKind = DocumentKind.ARTICLE
    pages: int = 0

    def prints(self, text: str, *, page: str = "", copies: str = "", dated: str = "") -> str:
        """Publish now; `page` edits that page, `copies` names the page it copies. Returns the page's id."""
        self.pages += not page
        address = page or f"https://{self.name.replace(' ', '').lower()}.example/{self.pages}"
        self.press.publish(self, address, text, copies, dated)
        return address

    edits = prints


@dataclass
class Press:
    """The outlets, the calendar, the log, and one reader who gets what the default rules tell."""

    kind: str = "series"
    minimum: str = "reported"
    log: Log = field(default_factory=lambda: Log.open(":memory:"))
    now: datetime = datetime(2022, 1, 1, 9, tzinfo=UTC)
    inbox: list[str] = field(default_factory=list)
    silences: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    seen: int = 0
    outlets: dict[str, Outlet] = field(default_factory=dict)

    def outlet(self, name: str, standing: str = "trade") -> Outlet:
        """Return an outlet of that name."""
        return self._named(name, standing, DocumentKind.ARTICLE)

    def account(self, name: str, standing: str = "fan") -> Outlet:
        """Return an account that posts."""
        return self._named(name, standing, DocumentKind.POST)

    def _named(self, name: str, standing: str, kind: DocumentKind) -> Outlet:
        return self.outlets.setdefault(name, Outlet(self, name, SourceStanding[standing.upper()], kind))

    def on(self, day: str) -> Press:
        """Go on to a day."""
        self.now = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(hours=9)
        return self

    def publish(self, outlet: Outlet, address: str, text: str, copies: str, dated: str) -> None:
        """Put a page into the log, have it judged, and rule on what changed."""
        self.now += timedelta(minutes=1)
        published = datetime.fromisoformat(dated).replace(tzinfo=UTC) if dated else self.now
        document = Document(
            id=address, kind=outlet.kind, source=outlet.name, url=address, language="en", published=published.date(),
            headline=TITLE, text=text, published_at=published, fetched_at=self.now, author=outlet.name,
            publisher=outlet.name, standing=outlet.standing, origin=copies,
        )  # fmt: skip
        with self.log.transaction():
            keep(self.log, document, at=self.now)
        process(self.log, [self.watch], now=self.now, reader=READER)
        self._tell()

    @property
    def watch(self) -> Watch:
        """What is watched."""
        return Watch(key="glory", name=TITLE, platform="Netflix", kind=self.kind)

    @property
    def reader(self) -> Subscriber:
        """Who is told."""
        return Subscriber(name="reader", webhook="https://reader.example/", minimum=self.minimum)

    def _tell(self) -> None:
        for number, change in changes.after(self.log, self.seen):
            self.seen = number
            history = [t for t in self.told if t.change.item.field is change.item.field]
            ruling = rule(change, self.reader, history, now=self.now)
            words = f"{change.item.field.value.replace('_', ' ')}: {change.old} → {change.new}"
            if change.item.scope:
                words = f"{change.item.scope} {words}"
            if ruling.told:
                self.told.append(Told(change=change, at=self.now))
                self.inbox.append(words)
            else:
                self.silences.append(f"{words} ({ruling.cause.value})")

    def read_all(self) -> list[str]:
        """Return the inbox and empty it."""
        mail, self.inbox = self.inbox, []
        return mail

    def held(self, kind: str, scope: str = "") -> str | None:
        """Return what is held true."""
        fact = facts.held(self.log, "glory").get(Item("glory", scope, Field(kind)))
        return fact.value if fact else None

    def kinds(self) -> list[str]:
        """Return the kinds of all changes so far, in order."""
        return [change.kind.value for _, change in changes.after(self.log, 0)]
