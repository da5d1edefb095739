"""What the ending of a predicate says: whether its clause modifies a noun, and its tense.

Hangul syllables are composed: the final consonant of a syllable is its code point's offset modulo 28.
Adnominal forms end in ㄴ, ㄹ or 는 (공개된, 공개될, 공개되는), past forms hold ㅆ (공개됐다). Japanese
verbs modify in their plain form, so there the bracket or noun that follows tells.
"""

from __future__ import annotations

import re

from scraper.claims.languages.lexicon import MARKS

_NIEUN, _RIEUL, _SSANG_SIOT = 4, 8, 20
_FIRST, _LAST = 0xAC00, 0xD7A3
LAST_WORD = re.compile(r"([^ ]+)[.!…\"' ]*$")  # of a sentence, without its signs
_TRIM = "'\"()[]<>《》〈〉「」『』,.!?…"
# Nouns that only carry a mood ("공개할 예정이다", "방송될 것으로"): the clause modifies nothing else.
_BOUND = re.compile(
    r"(?:(?:것|거|건|걸|게|데|채|터|바|수|때|뒤|후|지|적|날|중)(?=[ 이은을도는로으에의다,.만부까\"]|$)"
    r"|예정(?!인|이던|작)|계획|방침|전망|가능성|뿐|듯|만큼|지도|후문|상태|모양|셈|이야기가|말이|설이|가운데"
    r"|직후|다음 |직전|전까지|목표|확률|확정)"
)
_TAIL = re.compile(r"[^\s,.!?…\"]*")
# 예정인, 앞둔, 확정된 …: a second eojeol that belongs to the verb's noun
_SECOND = re.compile(r"(?:을|를|이|가)? ?(?:예정|확정|앞둔|앞두|유력|목표|계획|대기)[^\s,.!?\"]*")
_JA_MODIFIES = re.compile(
    r"(?:される|された|する|した|予定の|中の|となる|なる)(?:[^、。]{0,12}?)(?=[「『《〈<])"
)
_JA_PAST = re.compile(r"(?:した|された|なった|だった|していた)")
_VERB_NEUN = re.compile(
    r"(?:하|되|오|나|이|지|리|기|우|키|히|서|있|없|열|여|타|트|푸|뜨|담|두|뵈|가|치|보|받|찾|맞|잇|내|놓|찍|사|주|그리|다루)는$"
)
_NOUN_ENDS = "은일말달물편관만판전권문분"  # 첫 방송은, 10일, 이달, 작품: nouns, though they end like verbs
_VERB_EUN = (
    *("받은", "낳은", "찍은", "맡은", "앉은", "얻은", "남은", "닫은", "벗은"),
    *("놓은", "찾은", "뽑은", "잡은", "묶은", "엮은", "담은", "넘은", "꼽은"),
)
_WORD = re.compile(r" ?[^ ]+")
_STOPS = '.,!?…"'
_CHAIN = 5  # predicates and their objects between a clause and the noun that the whole chain modifies
_SPANS = ("주간", "일간", "달간", "년간", "월간", "시간", MARKS["count"] + "간", MARKS["date"] + "간")
_PARTICLES = ("을", "를", "에는", "만", "까지는")
_LIGHT = re.compile(
    r" (?:시작|보(?:인|였|여)|만(?:난|났)|연|열었|올(?:린|렸)|탄|탔|찾|마(?:친|쳤)|맞|치(?:른|렀)|벗"
    r"|알린|달구)[^ ]*"
)
# "집필 중이라고 전해지는 'X'": what is told of X
_DID = re.compile(r" (?:했|됐|되었|하였)(?!던|었)")  # written apart: "28일에 첫방 했는데"
# "공개한다고 했다", "방송하기로 했다": what is done is the saying, or the resolve
_TO_SAY = ("고", "로", "려", "게", "도록")
_SAID = re.compile(r"(?<=다)(?:고|며|면서|는)$")
_QUOTED = re.compile(r"[^ ]*(?:라고|다고) (?:전해지는|전해진|알려진|밝힌|밝혀진|보도된|하는) ")
_NOUNS = ("오픈", "귀환", "출시한")  # nouns that end like past forms
# A verb that goes on has the tense of the last one: "5%로 시작해 15%로 끝났다".
_LINKS = ("해", "돼", "여", "져", "려", "쳐", "춰", "내")
_AMOUNTS = re.compile(r"([가-힣]) (?:셈|것|결과|덕|덕분|때문)이?다$")
_CLOSE = re.compile(r"\"|(?<=[다라])(?:고|며|면서) ")
_OBJECT = ("을", "를", "에", "와", "과")
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|도|에|의|로|으로|와|과|만|부터|까지)$")


def final(letter: str) -> int:
    """Return the number of the final consonant of a Hangul syllable, 0 for none, -1 for another letter."""
    code = ord(letter)
    return (code - _FIRST) % 28 if _FIRST <= code <= _LAST else -1


def tail(text: str, end: int) -> int:
    """Return where the predicate that holds the cue ends: its own eojeol and 예정, 확정 … behind it."""
    end -= text[end - 1 : end] == " "
    stop = _TAIL.match(text, end)
    at = stop.end() if stop else end
    second = _SECOND.match(text, at) or (_SECOND.match(text, end) if at == end else None)
    return second.end() if second else at


def modified(text: str, start: int, end: int) -> int:
    """Return where the noun begins that the clause of the cue `text[start:end]` modifies, or -1."""
    if found := _JA_MODIFIES.match(text, end) or _JA_MODIFIES.match(text, max(start, end - 2)):
        return found.end()
    if found := _QUOTED.match(text, end):
        return found.end()
    return _head(text, start, tail(text, end))


def modified_later(text: str, end: int, border: int) -> list[int]:
    """Return where nouns begin that the next predicates before `border` modify: "방송돼 사랑을 받은 'X'"."""
    heads = []
    at = end
    for _ in range(_CHAIN):
        word = _WORD.match(text, at)
        if word is None or word.end() > border:
            break
        if word[0].rstrip()[-1:] in _STOPS:
            break
        head = _head(text, word.start(), word.end())
        if head >= 0:
            heads.append(head)
        at = word.end()
    return heads


def _head(text: str, start: int, at: int) -> int:
    word = text[start:at].strip().rstrip(_TRIM)
    if not word or at >= len(text) or text[at] != " ":
        return -1
    last = word[-1]
    if last == "는":
        # 공개는 (a noun and its particle) is no verb; 공개하는 is one.
        verb = _VERB_NEUN.search(word) is not None
    elif last in _NOUN_ENDS or final(last) not in (_NIEUN, _RIEUL) or word.endswith((*_PARTICLES, *_SPANS)):
        verb = word.endswith(_VERB_EUN)
    else:
        verb = True
    if not verb:
        return -1
    head = at + 1
    return -1 if _BOUND.match(text, head) else head


def linked(text: str, start: int, end: int) -> bool:
    """Whether the predicate that holds the cue has no tense of its own but that of the next: "시작해"."""
    stop = _TAIL.match(text, end)
    word = text[start : stop.end() if stop else end].rstrip(_TRIM)
    return word[-1:] in _LINKS and not word.endswith("에서")


def present(text: str, start: int, end: int) -> bool:
    """Whether the predicate that holds the cue is finite and told as now or to come: "공개한다(고)"."""
    stop = _TAIL.match(text, end - (text[end - 1] == " "))
    word = _SAID.sub("", text[start : stop.end() if stop else end].rstrip(_TRIM))
    return len(word) > 1 and word[-1] == "다" and (final(word[-2]) == _NIEUN or word[-2] == "는")


def past(text: str, start: int, end: int) -> bool:
    """Whether the predicate that holds the cue is told as done."""
    end -= text[end - 1] == " "  # a cue may span the space behind its verb
    stop = _TAIL.match(text, end)
    word = text[start : stop.end() if stop else end].rstrip(_TRIM)
    did = _DID.match(text, stop.end() if stop else end) and not word.endswith(_TO_SAY)
    if did or _JA_PAST.match(text, end):
        return True
    if word.endswith(
        _OBJECT
    ):  # 첫선을 보인: the verb is the next word; 첫 방송을 확정했다 is no broadcast yet
        verb = _LIGHT.match(text, stop.end() if stop else end)
        if verb is None:
            return False
        word = verb[0].strip().rstrip(_TRIM)
        start, end = verb.start() + 1, verb.end()  # "첫선을 보여 … 끌었다" has the tense of the last verb
    if any(final(c) == _SSANG_SIOT and c not in "있겠" for c in word):
        return True
    if linked(text, start, end):
        return _ended(text[end:])
    if word in _NOUNS or (word.endswith("인") and not word.endswith("보인")):
        return False  # 예정인, 방송 중인
    plain = bool(word) and final(word[-1]) == _NIEUN and word[-1] not in "는은둔"
    return word.endswith(_VERB_EUN) or (plain and not _PARTICLE.search(word))


def _ended(rest: str) -> bool:
    """Whether the last verb of what follows is told as done; what is said ends before the verb of saying."""
    close = _CLOSE.search(rest)
    rest = (rest[: close.start()] if close else rest).rstrip(" .!?…\"')")
    if told := _AMOUNTS.search(rest):  # "출발해 손익분기점을 넘은 셈이다"
        return final(told[1]) == _NIEUN and told[1] != "는"
    return any(final(c) == _SSANG_SIOT and c not in "있겠" for c in rest.rpartition(" ")[2])
