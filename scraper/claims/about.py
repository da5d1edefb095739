"""Whether a document really reports on the watched title.

The name may be ordinary words, another work's name, or only an actor's credit. What speaks for the
title: its people, its platform, the words of the screen; what speaks against: the words of other
things that bear names (albums, cars, pubs, games).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.claims.words import IN_NAMES
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.marks import Mark
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_SEASON_BEHIND = re.compile(
    f"{MARKS['title']} [{MARKS['scope']}{MARKS['count']}]|{MARKS['scope']} of {MARKS['title']}"
)
_CASTING = 80  # characters before a title in which a part in it is taken
_JOINING = 60  # characters before a title in which somebody is to appear in it
_TELLING = 120  # characters; what is missing from fewer tells nothing
_OF_SERIES = re.compile(
    r"s\d|season \d|.*\bep(?:isode)?s?(?!\w)"
    r"|(?:the |its )?(?:new|first|second|third|fourth|fifth|sixth|seventh|final|next|last) season"
)
_ARTICLE = re.compile(r"(?:the|a) [^\s]+")
_WORDS = re.compile(r"(?:the |a )?(?=[\w' ]{12,})\w{4,}(?: [\w']{4,})+")  # a name that few say by chance
_NAME = re.compile(r"[a-z,] [A-Z][a-z]+ [A-Z][a-z]+")  # "the ninth Slough House novel"
_NUMBERED = re.compile(r"[\"']? (?:s\d{1,2}(?:e\d{1,3})?|season \d{1,2}|ep\.? ?\d{1,2})(?!\w)")
_CAMEL = re.compile(r"[a-z][A-Z]")
# "Writer of X wants to leave it at that" in a headline is news of X.
_OF_IT = re.compile(r"(?<!\w)(?:stars?|actor|actress|writers?|director|creators?|cast|makers?) of [\"'(<]*$")
_CREDIT_BEHIND = re.compile(
    r"[\"')\]>]*(?:'s)?[\"']? (?:actor|actress|stars?|alum|fame|writer|director(?!'s cut)|creator|cast)"
)
_CREDIT_BEFORE = re.compile(
    (
        r"(?:\b(?:stars?|starred|appeared|actor|actress|writer|director|creator|known|alum|fame|success|after|since"
        r"|credits?|hit"
        r"|work|role|turn|part|seen|reunion|(?:worked|reunited|collaborated|teamed)(?: [a-z]+){0,2})"
        r" (?:of |for |in |on |by |with |such as |like |the |her |his )*"
        r"(?:drama |series |netflix |hit |show |<platform> )*|<other>[\"']?,?[\"']? (?:and )?|\bafter )"
        r"[\"'(<]*$"
    )
    .replace("<platform>", MARKS["platform"])
    .replace("<other>", MARKS["other"])
)

# "settled on the lead roles in X" is news of X, "known for his role in X" is not.
_CAST = re.compile(
    r"(?:settl\w+ on|confirm\w*(?: for| to play)?|tak(?:es?|ing|en)(?: on)?|offered|accept\w*|reviewing"
    r"|consider\w*|in talks for|up for|will play|(?:is|are|be) playing|signed? (?:on )?for|cast (?:in|for)) "
    r"(?:the |a |its )?(?:\w+ ){0,2}(?:roles?|parts?|leads?|cast) (?:in|of|for) "
    r"(?:the |its )?(?:[\w-]+ ){0,3}[\"'(<]*$"
)

# Who is to appear in it is news of the title, no credit: "Ana Ruiz to star in X".
_JOINS = re.compile(
    r"\b(?:to|will|may|might|could|would) (?:also |both |reportedly )?(?:star|lead|appear|feature"
    r"|headline|topline|play"
    r"|direct|write|pen|helm|join|reunite|return|reprise)\b[^.;:]{0,40}$"
)


def decide(scene: Scene, findings: list[Finding]) -> tuple[bool, str]:  # noqa: PLR0911 - each return is a ground of its own
    """Return whether the document is about the title, and why."""
    if not scene.titles:
        return _untitled(scene)
    if scene.rival:
        return False, "the headline is about another work whose name holds the title"
    support, against, screen = _evidence(scene)
    need = _need(scene)
    post = scene.document.kind is DocumentKind.POST
    told = not post and len(scene.document.text) > _TELLING
    if told and not (screen or scene.people or _of_platform(scene)):
        return False, "nothing beside the name is of the screen"
    if need >= 1.0 and post and any(f.sentence.has(Kind.TITLE) for f in findings):
        need -= 1.0  # written carelessly, but it says when the thing starts
    if support - against < need:
        return (
            False,
            f"the name stands for something else (support {support}, against {against}, need {need})",
        )
    current = findings
    if any(f.sentence.has(Kind.TITLE) for f in current):
        return True, "states something of the title"
    spoken = _spoken(scene)
    if current and spoken and not _credited(scene):
        return True, "states something of what it calls the title"
    if not _salient(scene, spoken):
        return False, "named only in passing"
    return True, "names the title"


def _need(scene: Scene) -> float:
    """Return how much support the names need that stand there."""
    if any(m.name == "tag" for m in scene.titles):
        return -1.0
    names = {scene.lowered[m.start : m.end].strip() for m in scene.titles}
    need = 0.0
    if names <= scene.common:
        need += 1.0
    elif all(_ARTICLE.fullmatch(n) for n in names):
        need += 0.5
    post = scene.document.kind is DocumentKind.POST
    if {m.name for m in scene.titles} <= {"loose"}:
        need += 1.0 if post else 3.0  # an editor writes names as names
        if post and _careless(scene) and all(n not in scene.common and _WORDS.fullmatch(n) for n in names):
            need -= 1.0
    elif all(_ordinary(scene, m, p) for s in scene.sentences for m, p in s.placed(Kind.TITLE)):
        need += 2.0 if names <= IN_NAMES else 1.0
    return need


def _careless(scene: Scene) -> bool:
    """Whether a post writes no name as names are written, so that small letters tell nothing."""
    return not _NAME.search(scene.body)


def _quoted(scene: Scene) -> bool:
    return any(m.name in ("tag", "quoted") for m in scene.titles)


def _ordinary(scene: Scene, mark: Mark, place: int) -> bool:
    """Whether the name may be ordinary words there: in lower case, or one word that opens its sentence."""
    if mark.name == "loose":
        return True
    if _NUMBERED.match(scene.lowered, mark.end) or _CAMEL.search(scene.body, mark.start, mark.end):
        return False  # "Lantern S3E11", "LanternCore"
    single = scene.lowered[mark.start : mark.end] in scene.common
    return single and mark.name == "cased" and not mark.season and place <= 1


def _untitled(scene: Scene) -> tuple[bool, str]:
    """Return whether two of its people stand in the headline: a project without a title yet."""
    headline = [s for s in scene.sentences if s.block is BlockKind.HEADLINE]
    named = {m.name for s in headline for m in s.masked.marks if m.kind is Kind.PERSON}
    if len(named) >= 2 and scene.people >= 2:
        return True, "its people are named together"
    return False, "the title is not named"


def _of_platform(scene: Scene) -> bool:
    return scene.platform or any(s.has(Kind.PLATFORM) for s in scene.sentences)


def _evidence(scene: Scene) -> tuple[float, float, bool]:
    """Return what speaks for the title and against it, and whether a word of the screen stands there."""
    cues = [
        (c.name, s.text[c.start : c.end], s)
        for s in scene.sentences
        for c in s.language.cues("about", s.text)
    ]
    screen = any(name == "screen" for name, _, _ in cues) or any(
        _OF_SERIES.match(scene.lowered, m.start, m.end)
        for s in scene.sentences
        for m, _ in s.placed(Kind.SCOPE, Kind.COUNT)
    )
    words = sum(name in ("screen", "faint") for name, _, _ in cues)
    other = len({word for name, word, _ in cues if name == "else"})  # said twice it says no more
    other += sum(name == "else" and s.block is BlockKind.HEADLINE for name, _, s in cues)
    support = 2.0 * min(scene.people, 2) + 1.5 * scene.platform + 0.5 * min(words, 4)
    if _quoted(scene):
        support += 0.5
    if any(
        m.season or m.part or _NUMBERED.match(scene.lowered, m.end) for m in scene.titles
    ) or _SEASON_BEHIND.search(" ".join(s.text for s in scene.sentences if s.has(Kind.TITLE))):
        support += 1.0
    return support, 1.0 * other, screen


def _spoken(scene: Scene) -> list[Sentence]:
    """Return the sentences that name the title as more than a credit."""
    return [s for s in scene.sentences for _, p in s.placed(Kind.TITLE) if not _credit(s, p)]


def _salient(scene: Scene, spoken: list[Sentence]) -> bool:
    if scene.document.kind is DocumentKind.POST or not scene.document.headline.strip():
        return bool(spoken) or any(m.name == "tag" for m in scene.titles)
    return bool(spoken)


def _credited(scene: Scene) -> bool:
    """Whether the headline names the title as a person's earlier work only: "After X: two dramas for …"."""
    headlines = [s for s in scene.sentences if s.block is BlockKind.HEADLINE]
    named = [_credit(s, p) for s in headlines for _, p in s.placed(Kind.TITLE)]
    return bool(named) and all(named) and any(s.has(Kind.PERSON) for s in headlines)


def _credit(sentence: Sentence, place: int) -> bool:
    """Whether the title stands there as somebody's credit only."""
    # A headline about "the star of X" is about X eight times in nine: the text is on the set, or the end.
    if sentence.block is not BlockKind.HEADLINE and _CREDIT_BEHIND.match(sentence.text, place + 1):
        return True
    if sentence.block is BlockKind.HEADLINE and _OF_IT.search(sentence.text, max(0, place - 20), place):
        return False
    if _CAST.search(sentence.text, max(0, place - _CASTING), place):
        return False
    if _JOINS.search(sentence.text, max(0, place - _JOINING), place):
        return False
    return bool(_CREDIT_BEFORE.search(sentence.text, max(0, place - 40), place))
