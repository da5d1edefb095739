"""Which verb a date waits for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.dates import Bound
from scraper.claims.headfinal import endings
from scraper.claims.languages import Cue
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.sentence import Sentence

_FAR, _FAR_WEAK, _FAR_AGO = 13.0, 5.0, 1.5  # words between a date and its verb
_ANOTHER_DATE = 5.0  # what a date between them costs, in words
_COUNTED = ("day-count", "count", "d-day", "week-count", "month-count")
_HEADING = re.compile(r"(?: ?(?:날짜|일정|시기|일자|시점|기간|일))?(?:은|는|이|가|을|를|:|：)? ?(?:오는 )?$")
# "봄에 방송돼 여름에 …": a predicate that goes on heads no date behind it
_GOES_ON = re.compile(r"(?:해|면서|하며|하고|돼|되며|되고|했고|됐고|했으며|됐으며) ?$")
_PARTICLE = re.compile(r"(?:일|일정|시점|시기)?(?:은|는|이|가|을|를|도)(?= )")
# The title as the subject right before its day, but for a few words.
_SUBJECT = re.compile(
    rf"[{MARKS['title']}{MARKS['scope']}]['\")\]>》〉」』]*(?: ?\([^()]{{0,40}}\))?(?:이|가|은|는)"
    r" (?:[^ ,.]+ ){0,2}$"
)
_FRAGMENT = re.compile(
    rf"[^.!?]{{0,12}}[{MARKS['title']}][{MARKS['scope']} '\")\]>》〉」』,]*(?:[가-힣]+ ){{0,2}}"
    rf"{MARKS['date']}(?: ?{MARKS['platform']})?[!.~ㅠ…\"']*"
)
# a line of a calendar: "4월 12일 '등불 거리'"
_CALENDAR = re.compile(
    rf"[-•·▶▷▲△■○* ]*{MARKS['date']}[ ,:|–—-]{{1,3}}(?:{MARKS['platform']} )?(?:[가-힣]{{1,6}} )?"
    rf"['\"<《〈「『]*{MARKS['title']}['\">》〉」』]*(?: ?{MARKS['scope']})?"
)
_MODIFYING = re.compile(r" ?(?:[^ ,.]+ ){1,8}['\"<《〈]*")
_FINITE = re.compile(r"(?:[가-힣]+(?:ㄴ다|는다|[^다]다)|[가-힣]+)[.\"'”’!…]*(?:라고|고|며)? ?$")
_ELSE = re.compile(
    r"기자|취재진|결방|종영|연장|중단|휴방|마지막|최종|쉰다|쉬어|끝|참석|출연|만나 |수상|후보"
    r"|결혼|입대|전역|생일|데뷔"
)
SIZES = ("size", "each", "range", "last_range", "product")
RUNNING = ("부터", "까지")
_WITHIN = (-2.0, 2.0)  # what a cue costs that holds the date, a weak one last
_OPENING = (*SIZES, "some")  # all of them, or the first: "두 편 먼저 공개"
_AND = ("과", "와", "·", "및")
_HOUR = re.compile(
    r"(?:\([^()]{1,6}\))? ?(?:(?:밤|오후|오전|저녁|아침|새벽|낮)? ?[0-9]{1,2}시(?!간)|정오|자정)"
)
_LIGHT = re.compile(r"시작|열린|열리|끝나|끝났|끝난|나선|나설|출발")  # what a shoot does as well
_NAMES = MARKS["title"] + MARKS["scope"]
_UNTIL = re.compile(  # "공개까지 딱 열흘 남았다"
    rf"(?:[{_NAMES}]['\")\]>》〉」』]*|(?<!예고편 )(?<!티저 )(?<!포스터 )(?<!굿즈 )(?<!음원 )(?<!뮤비 )"
    r"(?:개봉|공개|첫 ?방송|첫방|본방|방송|방영))(?:일)?까지 (?:[가-힣]+ ){0,2}$"
)
_BRACKET = re.compile(rf"[{_NAMES}]['\")\]>》〉」』]*\($")


def governor(sentence: Sentence, mark: Mark, place: int) -> Cue | None:
    """Return the deed that the date at `place` belongs to, or None."""
    found = _labelled(sentence, place) or _nearest(sentence, mark, place)
    if found is not None and found.name == "event.episode":
        found = _whole(sentence, found)
    if found is not None and (
        found.name in ("release.moved", "release.weak") or _LIGHT.match(sentence.text, found.start)
    ):
        found = _moved(sentence, found)
    if found is not None and found.name == "event.say" and sentence.clause(place)[1] < found.end:
        # "'X'가 5월 2일 닻을 올린다고 전했다": what is said lies before the verb of saying
        return _opening(sentence, mark, place) or found
    return (
        found
        or _countdown(sentence, mark, place)
        or _opening(sentence, mark, place)
        or _clock(sentence, place)
    )


def _moved(sentence: Sentence, cue: Cue) -> Cue:
    """Return what is moved, or due, where that is no release: "첫 촬영은 4월로 밀렸다", "예정된 첫 촬영"."""
    head = endings.modified(sentence.text, cue.start, cue.end)
    start, _ = sentence.clause(cue.start)
    for other in sentence.deeds:
        resumed = sentence.text.endswith("재개", other.start, other.end)  # "촬영 재개는 4월로 미뤄졌다"
        if resumed or (other.name.startswith(("plan.", "event.")) and other.name != "event.say"):
            bare = sentence.block is BlockKind.HEADLINE and sentence.text.startswith(" ", other.end)
            subject = start <= other.start < cue.start and (bare or _PARTICLE.match(sentence.text, other.end))
            if head == other.start or (subject and not _released(sentence, other.end, cue.start)):
                return other
    return cue


def _released(sentence: Sentence, start: int, end: int) -> bool:
    return any(c.name == "release.strong" and start <= c.start < end for c in sentence.deeds)


def _whole(sentence: Sentence, cue: Cue) -> Cue:
    """Return the release that "all six episodes are released" is, else the cue itself."""
    size = any(p == cue.start and m.name in _OPENING for m, p in sentence.placed(Kind.COUNT))
    return Cue(cue.start + 1, cue.end, "release.strong") if size else cue


def _opening(  # noqa: PLR0911 - each return is a ground of its own
    sentence: Sentence, mark: Mark, place: int
) -> Cue | None:
    """Return a deed for a day to come of which the title is the subject, whatever the figure of speech.

    "'X'가 4월 6일 출사표를 던진다": nothing else is said to happen, and the verb is not past.
    """
    if mark.date is None or mark.date.bound is Bound.UNTIL:
        return None
    start, end = sentence.clause(place)
    if any(start <= p < end and m.name == "single" for m, p in sentence.placed(Kind.COUNT)):
        return None
    if not sentence.deeds and (_FRAGMENT.fullmatch(sentence.text) or _CALENDAR.fullmatch(sentence.text)):
        return Cue(place, place + 1, "release.fragment")
    title = next((p for _, p in sentence.placed(Kind.TITLE) if p > place), -1)
    if title >= 0 and _MODIFYING.fullmatch(sentence.text, place + 1, title):
        apart = not any(place < c.start < title for c in sentence.deeds)
        heads = endings.modified_later(sentence.text, place + 1, title)
        return Cue(place, place + 1, "release.opening") if apart and heads else None
    if any(
        c.end > start and c.start < end and c.name != "event.say" for c in sentence.deeds
    ) or not _SUBJECT.search(sentence.text, start, place):
        return None
    verb = _FINITE.search(sentence.text, place, end)
    if verb is None or _ELSE.search(sentence.text, place, end):
        return None
    return Cue(place, place + 1, "release.opening")


def _clock(sentence: Sentence, place: int) -> Cue | None:
    """Return a deed for a day with its hour beside the title, where nothing else happens."""
    if not _HOUR.match(sentence.text, place + 1):
        return None
    if any(c.name.startswith(("event.", "plan.", "status.")) for c in sentence.deeds):
        return None
    last = sentence.text.rstrip(" .!?\"')").rpartition(" ")[2]
    if endings.past(last, 0, len(last)):
        return None
    return Cue(place, place + 1, "release.clock")


def _nearest(sentence: Sentence, mark: Mark, place: int) -> Cue | None:
    counted = mark.date is not None and mark.date.form in _COUNTED
    taken = next((c.end for c in sentence.modes if c.name == "past" and c.start <= place < c.end), -1)
    costs = [
        (cost, cue)
        for cue in sentence.deeds
        if (cost := _cost(sentence, cue, place, taken, counted=counted)) is not None
    ]
    if not costs:
        return None
    cost, cue = min(costs, key=lambda c: c[0])
    paired = cue.start > place and _paired(sentence, place, cue.start)
    limit = _FAR_WEAK if cue.name == "release.weak" and not paired else _FAR
    if counted and mark.name.rstrip().endswith("전"):
        limit = _FAR_AGO  # "30년 전 그해의 …" tells a story; "3년 전 공개된" a release
    return cue if cost <= limit else None


def _cost(sentence: Sentence, cue: Cue, place: int, taken: int, *, counted: bool) -> float | None:
    """Return how far a deed is from governing the date; `taken` is where words that set it aside end."""
    set_aside = place < cue.start < taken and not cue.name.startswith("release.")
    # an evening in a run: "7월부터 석 달 동안 금요일 밤을 책임졌다"
    evening = cue.start < place < cue.end and sentence.text.startswith(RUNNING, cue.start)
    if cue.name == "status.resumed" or set_aside or evening:
        return None
    if cue.start <= place < cue.end:
        return _WITHIN[cue.name == "release.weak"]
    if cue.start > place:
        cost = sentence.distance(max(place + 1, min(taken, cue.start)), cue.start) + (3 if counted else 0)
        between = any(place < p < cue.start for _, p in sentence.placed(Kind.DATE))
        return cost + (_ANOTHER_DATE if between and not coordinate(sentence, place, cue.start) else 0)
    # "첫 회가 나간 2월 15일"
    heads = cue.name.startswith("release.") and endings.modified(sentence.text, cue.start, cue.end) == place
    if heads or (
        cue.name != "event.say"
        and not _GOES_ON.search(sentence.text, cue.start, cue.end)
        and _HEADING.fullmatch(sentence.text, cue.end, place)
    ):
        return 0.5 if counted or cue.name == "release.strong" else 1.5
    return None


def _paired(sentence: Sentence, place: int, stop: int) -> bool:
    """Whether another date on a par stands before the verb: "전반부는 4월, 후반부는 6월 나온다"."""
    between = any(place < p < stop for _, p in sentence.placed(Kind.DATE))
    return between and coordinate(sentence, place, stop)


def coordinate(sentence: Sentence, place: int, stop: int) -> bool:
    """Whether the next date is on a par with this one: "파트1은 30일, 파트2는 3월께 공개"."""
    after = next(p for _, p in sentence.placed(Kind.DATE) if p > place)
    gap = sentence.text[place + 1 : after]
    return ("," in gap or gap.strip() in _AND) and len(gap.split()) <= 3 and after < stop


def _labelled(sentence: Sentence, place: int) -> Cue | None:
    """Return a deed for a year in brackets right behind a name: "'X'(2018)"."""
    if sentence.text.startswith(")", place + 1) and _BRACKET.search(sentence.text, 0, place):
        return Cue(place, place + 1, "release.label")
    return None


def _countdown(sentence: Sentence, mark: Mark, place: int) -> Cue | None:
    """Return a deed for "D-3" beside the title, or for the days left until it."""
    if mark.date is None or not (
        (mark.date.form == "d-day" and sentence.has(Kind.TITLE))
        or ("남" in mark.name and _UNTIL.search(sentence.text, 0, place))
    ):
        return None
    return Cue(place, place + 1, "release.countdown")
