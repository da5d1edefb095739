"""What looks like a release and is none: the day of a statement, another occasion, an episode."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.claims.dates import Precision
from scraper.claims.headfinal import endings
from scraper.claims.headfinal.evenings import NAMES, SUBJECT, of_broadcast, of_episode, of_part
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind
from scraper.spans import PULLED

if TYPE_CHECKING:
    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_AWAITED = re.compile(r"(?:을|를)? ?앞둔 ")
_MAKING = re.compile(
    rf"(?:['\"]?{MARKS['title']}['\"]?(?:의)? )?(?:첫 ?|본 ?|추가 ?|언론 ?"
    r"|영화 ?|드라마 ?|차기작 ?|새 작품 ?)?"
    r"(?:촬영|카메라|크랭크|제작 ?발표|제작 ?보고|대본|시사|포스터|예고|티저|영상|간담|인터뷰"
    r"|무대|팬미팅|행사|쇼케이스)"
)
_VERSION = re.compile(
    r"감독판|확장판|무삭제|리마스터|블루레이|dvd|재개봉|재상영|재방송|재편성|특별판|굿즈|대본집|미공개"
    r"|(?:스페셜|특집|특별) ?(?:방송|편)(?:이|은|을)"
    r"|세계 최초로? (?:상영|베일)"
    r"|vod|iptv|디지털케이블|다시 (?:개봉|상영|걸린|걸려)|(?:극장|관객)(?:을|를) 다시"
)
_ABROAD = re.compile(
    r"(?:일본|중국|대만|북미|미국|홍콩|베트남|태국|프랑스|독일|영국|동남아|중화권|해외)"
    r"(?: (?:전역|열도|현지|극장|극장가|관객|시청자|안방|개봉|상륙|방송)"
    r"|에서|에도|은 |서 |(?:으로|로) (?:간|건너|진출))"
)
_HERE = re.compile(
    r"(?:국내|한국)(?:에서|에서는|에서도|에는|엔|은|는|서|에도)?[ ,]|한국 ?시간"
    r"|(?:애니플러스|애니맥스|라프텔|챔프|투니버스)(?:가|는|에서|는) "
)
# "'X' 美 리메이크 확정", "'X'가 일본에서 리메이크된다": another work, but "'Y'의 리메이크작 'X'" is the work
_REMADE = re.compile(
    rf"{MARKS['title']}['\">》〉」』]*(?:의|이|가|은|는|도)? ?"
    r"(?:[가-힣]{1,6}(?:에서|에서도|판|판으로|으로|로) |美 ?|日 ?|中 ?|[가-힣]{2,5} )?"
    r"(?:드라마 |영화 )?리메이크(?!작|한 |된 ['\"])"
)
_CUT = re.compile(
    rf"{MARKS['title']}['\">》〉」』]*(?:의)? ?"
    r"(?:아이맥스|imax|4dx|돌비 ?시네마|스크린x|더빙|확장|리마스터링) ?(?:판|버전)"
)
# what one brings out beside a work: "캡슐 컬렉션을 다음 달 내놓는다"
_WARES = re.compile(
    rf"(?:컬렉션|제품|신메뉴|메뉴|도시락|음반|책|굿즈|상품|화장품|라면|음료|맥주|커피|패키지)(?:을|를) "
    rf"(?:[^ ,.{MARKS['title']}{MARKS['scope']}]+ ){{0,3}}$"
)
# "2001년 개봉한 동명의 영화를 옮겼다"
_NAMESAKE = re.compile(
    rf"[^.,\"{MARKS['title']}]{{0,30}}?[은는한된던인본얻린친찍난] (?:같은 (?:이름|제목)의|동명의?) "
    r"(?:[가-힣a-z]+ )?(?:드라마|시리즈|영화|애니메이션|소설|웹툰|만화|작품)"
    rf"|[^.,\"{MARKS['title']}]{{0,30}}?[한된던] 원작 (?:소설|웹툰|만화|희곡|동화)(?:을|를|이|가|은|는|의) "
)
# "10년 전 출발한 시리즈의 최신작"
_OF_SERIES = re.compile(
    r" (?:[가-힣]+ )?(?:시리즈|프랜차이즈|연작)(?:의|로|로서)? "
    r"(?:[가-힣0-9]+ ?번째|최신|신작|새 |마지막|[0-9]+편)"
)
_ORIGINAL = re.compile(
    r"(?:^|[ \"'])(?:원작|원작인? (?:드라마|소설|웹툰|영화|만화|애니메이션|시리즈)|동명의? [가-힣]+)"
    r"(?:은|는|이|가|의 경우) "
)
_SLOT = re.compile(r"(?:자리|시간|시간대|요일)(?:을|를) (?:[가-힣0-9 ]{1,14}?)?(?:옮|바꾸|바꿔|바꾼|변경)")
_FIRST_NIGHT = re.compile(r"첫|개봉|공개일")
_FRESH = timedelta(days=2)  # a statement is told of within so many days
_APART = 3  # characters between a day and the verb that is its own
_NAMED_DAYS = ("day-word", "weekday", "weekday-way", "week", "d-day", "day-count", "count")
_OBJECT = re.compile(r"(?:을|를) ")
_GIVEN = re.compile(r"내보|내놓|선보|공개|푼|올린|열")  # what one does to a trailer: "예고편을 28일 내보낸다"
_GOES_ON = re.compile(r"(?:면서|하며|하고)$")
_HEADS = re.compile(r"(?:일|일자|날짜|시기)?[은는이]? ")
_ALSO = re.compile(
    r"(?:에서도|으로도|로도|에도) (?:[가-힣]+ )?(?:만날|볼|감상|시청|공개|상영|올라|서비스|찾아)"
)
_SPEAKER = re.compile(
    rf"(?:측|제작진|관계자|제작사|배급사|방송사|감독|작가|대표|코리아|{MARKS['platform']})"
    r"(?:은|는|이|가|도)? $"
)
_OTHER_SUBJECT = re.compile(
    r"(?:현장|촬영장|세트장|특보|영상|예고|음원|행사|영화제|대회|공연|콘서트|팬미팅|전시|뮤직비디오|포스터|스틸|기사|보도|사진|편지"
    r"|소설|웹툰|앨범|신곡|게임|코너|회의|티저|ost|블루레이|굿즈|대본집|확장판|감독판|시상식|올림픽|월드컵|경기"
    r"|스토어|카페|뮤지컬|연극|이벤트|스핀오프|(?:스페셜|특집|특별) ?방송|전시회"
    r"|추모전|추모회|회고전|선거|재판|수사|다큐|축제|중계|강연|투어|시즌권|예매)(?:이|가|은|는|도) "
)
_ANY_SUBJECT = re.compile(r"[가-힣]{2,}(?:이|가) ")
# A subject whose own verb stands before: "후반작업이 길어져 연말 공개된다".
_CLOSED = re.compile(
    r"[가-힣](?:져|고|며|면서|자|지고|으며|며|어서|해서|이나|지만|으나|끝나|면서|길어|늦어),? "
)
_FIRM = re.compile(r"첫|[0-9.]{1,6}%|개봉|방영|편성|론칭|베일|안방|관객|시청자")
_WORK = re.compile(r"(?:드라마|작품|영화|시리즈|프로그램|극)(?:이|가) $")
_THIS = re.compile(r"(?:이|새|해당|본|그) ?$")
_OWN_SUBJECT = re.compile(
    r"(?:첫 ?방송|첫 ?방|공개|개봉|방송|편성|시즌|파트|자리|시간대|시기|시점|본편|전편"
    r"|회차|에피소드|이야기|날짜|일정|일"
    r"|제작진|측|사|감독|작가|배우|pd|대표|관계자|tv|누구|모두|우리|누)(?:이|가) $"
)
_WORKS = re.compile(
    r"(?:드라마|작품|영화|시리즈|시즌|방송|파트|본편|전편|에피소드|이야기|편성|사|진|회차)(?:이|가) $"
)
_SAID = re.compile(r"(?: ?(?:오전|오후|밤))?,? ?(?:[가-힣a-z0-9]+(?:에|에게|와의|과의|본지)? )?[\"'<《]")


def of_statement(topics: Topics, sentence: Sentence, mark: Mark, place: int, deed: Cue) -> bool:
    """Whether the date is the day of the statement: "넷플릭스는 18일 …라고 밝혔다"."""
    day = mark.date
    published = topics.scene.document.published
    if day is None or day.precision is not Precision.DAY or day.form in _NAMED_DAYS:
        return False
    # A bare day may have been read in the month of a date before it.
    fresh = day.form == "day" and any(int(day.past[8:]) == d.day for d in _last_days(published))
    if not (fresh or published - _FRESH <= date.fromisoformat(day.past) <= published):
        return False
    if deed.start - place > _APART and any(
        p > place and m.date is not None and m.date.value > day.value and m.date.value != PULLED
        for m, p in sentence.placed(Kind.DATE)
    ):
        return True  # "배급사가 25일 개봉일을 9월 15일로 확정했다"
    after = sentence.text[place + 1 : place + 3]
    if after.strip().startswith(MARKS["date"]) or (after.startswith(",") and deed.start > place):
        return True  # "27일 3월 개봉 소식을 알리며", "18일, 배급사는 …"
    spoken = any(c.name == "event.say" for c in sentence.deeds)
    dates = [p for _, p in sentence.placed(Kind.DATE) if p > place]
    settled = sentence.text.startswith(" ", place + 1) and _OBJECT.match(sentence.text, deed.end)
    if _SPEAKER.search(sentence.text, 0, place) and (spoken or dates or settled):
        return True  # settled: "넷플릭스는 5일 'X'의 공개일을 확정했다"
    far = sentence.distance(place + 1, max(place + 1, deed.start)) > 3
    return spoken and (
        _SAID.match(sentence.text, place + 1) is not None or any(p <= deed.start for p in dates) or far
    )


def _last_days(published: date) -> list[date]:
    return [published - timedelta(days=ago) for ago in range(_FRESH.days + 1)]


def of_something_else(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether the subject of the verb is another occasion or an episode: "영화제가 17일 막을 올린다"."""
    return (
        _of_making(sentence, deed)
        or of_episode(sentence, deed)
        or of_broadcast(sentence, deed)
        or _of_version(sentence, deed)
        or _of_noun(sentence, deed)
        or of_part(sentence, place, deed)
        or _of_event(sentence, place, deed)
        or _of_slot(sentence, place, deed)
        or remade(sentence)
        or _CUT.search(sentence.text) is not None
        or _of_original(sentence, place, deed)
    )


def _of_original(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether what the title is made from, or goes on, is spoken of: "2001년 개봉한 동명의 영화"."""
    text = sentence.text
    if _NAMESAKE.match(text, deed.start) or _OF_SERIES.match(text, endings.tail(text, deed.end)):
        return True
    found = _ORIGINAL.search(text, sentence.clause(deed.start)[0], max(place, deed.start))
    return found is not None and not any(
        found.end() <= p < deed.start for _, p in sentence.placed(Kind.TITLE)
    )


def remade(sentence: Sentence) -> bool:
    """Whether another work that is made from the title is spoken of."""
    return _REMADE.search(sentence.text) is not None


def _of_slot(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether what runs already gets another hour or weekday: "16일부터 밤 9시로 자리를 옮긴다"."""
    start, end = min(_opened(sentence, deed), place), sentence.clause(deed.start)[1]
    return _SLOT.search(sentence.text, start, end) is not None and not _FIRST_NIGHT.search(
        sentence.text, start, end
    )


def _of_making(sentence: Sentence, deed: Cue) -> bool:
    """Whether the clause modifies the shoot or an occasion: "3월 예정된 첫 촬영"."""
    if _AWAITED.match(sentence.text, deed.end):
        return False  # "공개를 앞둔 'X'의 포스터": what is awaited is the work
    head = endings.modified(sentence.text, deed.start, deed.end)
    return head >= 0 and _MAKING.match(sentence.text, head) is not None


def _of_version(sentence: Sentence, deed: Cue) -> bool:
    """Whether another cut, a disc or a return to the screens is spoken of."""
    start = _opened(sentence, deed)
    if _ALSO.search(sentence.text, start, deed.end + 4):
        return True
    return _VERSION.search(sentence.text, start, deed.end + 4) is not None


def _opened(sentence: Sentence, deed: Cue) -> int:
    return 0 if sentence.block is BlockKind.HEADLINE else sentence.clause(deed.start)[0]


def region(sentence: Sentence, place: int, deed: Cue) -> str:
    """Return " abroad" or " local" for a release that is said to be of one country, else ""."""
    if "동시" in sentence.text or "전 세계" in sentence.text:
        return ""
    start = min(_opened(sentence, deed), place)
    named = sorted(
        (found.start(), kind)
        for pattern, kind in ((_ABROAD, " abroad"), (_HERE, " local"))
        for found in pattern.finditer(sentence.text, start, deed.end + 4)
    )
    before = [kind for at, kind in named if at < place]
    return before[-1] if before else named[0][1] if named else ""


def _of_noun(sentence: Sentence, deed: Cue) -> bool:
    """Whether a noun that is no work stands as the subject right before the verb."""
    names = [p for _, p in sentence.placed(*NAMES) if p < deed.start]
    start = max(sentence.clause(deed.start)[0], names[-1] + 1 if names else 0)
    if _OTHER_SUBJECT.search(sentence.text, start, deed.start) or _WARES.search(
        sentence.text, start, deed.start
    ):
        return True
    if not sentence.text.startswith("편성", deed.start):
        return False
    found = list(_ANY_SUBJECT.finditer(sentence.text, start, deed.start))
    return bool(found) and not _WORKS.search(found[-1][0])


def _of_event(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether a trailer, a festival, a finale … is the subject in the verb's clause."""
    names = [p for _, p in sentence.placed(*NAMES)]
    for cue in sentence.deeds:
        if not cue.name.startswith("event.") or cue.name == "event.say" or cue.end > min(place, deed.start):
            continue
        given = (
            cue.name in ("event.trailer", "event.press", "event.rerun")
            and _OBJECT.match(sentence.text, cue.end)
            and _GIVEN.match(sentence.text, deed.start)
        )
        if _GOES_ON.search(sentence.text, cue.start, cue.end):
            continue  # "포스터를 공개하면서 10월 3일 …": something else comes behind it
        if cue.end < deed.start < place and _HEADS.match(sentence.text, deed.end):
            continue  # "시사회는 1일, 개봉은 5일이다": the day has a heading of its own
        named = SUBJECT.match(sentence.text, cue.end)
        if not named and not given and sentence.text[cue.end : place].strip():
            continue
        between = any(cue.end <= p < deed.start for p in names)
        if not between and sentence.clause(cue.end) == sentence.clause(deed.start):
            return True
    return False


def unnamed_subject(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether some other noun is the subject, where no work is named: "드라마들이 5월 공개된다"."""
    start, _ = sentence.clause(deed.start)
    found = list(_ANY_SUBJECT.finditer(sentence.text, min(start, place), deed.start))
    return any(not _CLOSED.search(sentence.text, f.end(), deed.start) for f in found) and not any(
        _own(sentence.text, f) for f in found
    )


def loose(sentence: Sentence, deed: Cue) -> bool:
    """Whether a verb that things of all kinds have is told as done, in a sentence that names no work."""
    firm = any(
        c.name == "release.strong" and c.start <= deed.start and _FIRM.match(sentence.text, c.start)
        for c in (*sentence.deeds, deed)
    ) or _FIRM.match(sentence.text, deed.start)
    return not firm and endings.past(sentence.text, deed.start, deed.end) and not sentence.carries


def _own(text: str, found: re.Match[str]) -> bool:
    """Whether a subject is the work itself or who makes it: "이 드라마가", "첫 방송이", "제작진이"."""
    if _WORK.match(found[0]):
        return _THIS.search(text, max(0, found.start() - 4), found.start()) is not None
    return _OWN_SUBJECT.search(found[0]) is not None
