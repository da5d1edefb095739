"""Whether a state is told of a work beside ours that stands without quotes.

"Vane stars in The Leopard Room, currently filming in Sicily", "Red Fern, which aired in May, was renewed",
"she has just wrapped the second season of Starz's Harlem Nocturne", "- **Top Deck** (season 3) – in post".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.noun_phrases import title_words
from scraper.claims.text import BlockKind
from scraper.claims.words import NO_NAMES, OF_MAKING

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_T, _S, _P, _C, _D = (MARKS[k] for k in ("title", "scope", "platform", "count", "date"))
_SMALL = "of|the|in|and|to|a|an|for|with|on|from|at|my|de|la|vs"
_NAME = (
    rf"(?:(?:M[rs]s?|Dr|St)\. )?[A-Z][\w'’&!-]*(?:[:,]? (?:(?:{_SMALL}) ){{0,2}}[A-Z0-9][\w'’&!-]*){{0,6}}"
)
_AUX = (
    r"(?:(?:[’']s|is|are|was|were|has|have|had|been|be|being|will|would|also|now|currently|already|still|just"
    r"|recently|both|due|set|slated|to|which|that|soon|next|finally|then|only|not|never|itself|about|expected"
    r"|the (?:last|first|latter|former) of which|scheduled|too|all|presently|meanwhile|later|since"
    r"|reportedly|again"
    r"|officially),? )*"
)
# before the verb of "Red Fern (ITV), which aired in May, was renewed" and of "Red Fern, now in post"
_BEFORE = re.compile(
    rf"(?P<lead>[\w'’{_P}-]+[,;:]? (?:the |[\"'“‘*_])?)?[\"'“‘*_]*(?P<name>{_NAME})[\"'”’*_]*"
    rf"(?: ?{_S}+)?(?: ?\([^()]{{1,40}}\))?(?: (?:for|on|at|from) [\w+{_P}]+)?"
    r"(?P<aside>, (?:which|the|an?|from|by|for|with|starring|based|set|about)[^;]{1,90}?,(?= )"
    r"|, an? [^;,]{1,60}?(?= (?:which|that) )|[,;])?"
    rf" (?P<aux>{_AUX})$"
)
_PLACED = re.compile(
    r"(?:in|at|near|around|outside|from|to|of|with|by|like|as|inside|across|into|than|alongside|via|through|over"
    r"|off|after|since|before|until)[,;:]?",
    re.IGNORECASE,
)
_SEEN_IN = re.compile(
    r"(?<!\w)(?:star\w*|seen|appear\w*|lead\w*|roles?|parts?|cast|featur\w*|act\w*|work\w*|turn|busy|next)"
    r" (?:up )?(?:as [^,.;]{1,30} )?(?:in|on|with) (?:the )?$"
)
_WORK_BEFORE = re.compile(
    r"(?:series|drama|film|movie|show|comedy|thriller|sitcom|sequel|romance|miniseries|anime|feature|horror"
    r"|remake|pilot|western|mystery|dramedy|picture|includes?|including|[’']s|own|next|sister|stablemate|rival)[,;:]?"
)
_OF_A = re.compile(r" of |[’']s ")  # "Bruno Salles's Ashfall"
_PEOPLE = re.compile(
    r"(?:director|writer|creator|showrunner|producer|star|co-star|actor|actress|boss|chief|author|host|presenter"
    r"|lead|president|mayor|newcomer|singer|comedian|mr\.?|ms\.?|mrs\.?|dr\.?)[,;:]?",
    re.IGNORECASE,
)
_SUFFERED = re.compile(
    r"(?<!\w)(?:(?:is|are|was|were|been|being|be)(?! (?:\w+ )?\w+ing(?!\w))"
    r"|gets?|got|getting|returns?|returning|back|receiv\w+|earn\w*"
    r"|scor\w+|land\w*|won)(?!\w)|n[’']t(?!\w)|(?<!\w)(?:not|never)(?!\w)"
)
# "wrapped production on season two of Apple's own The Reckoners", "filming the heist drama Red Door"
_STOPS = (  # no object follows these
    "in|at|near|around|from|outside|across|with|by|as|after|before|and|until|since|while|where|when|but|inside"
    "|into|alongside|that|who|which|because|through|over|between|during|said|says|told|starring|led|is|was|are"
    "|were|has|have|will|to|if|then|or|so|off|up|out|back|along|via|under|this|last|next"
)
_BEHIND = re.compile(
    rf"(?:[{_P}]+(?:[’']s)?|[{_S}{_C}]+|(?! (?:{_STOPS})(?!\w)) [a-z][\w’'-]*| ){{0,9}}"
    rf" ?[\"'“‘*_]*(?P<name>{_NAME})"
)
_GIFTS = (
    "order",
    "renewal",
    "pickup",
    "pick-up",
    "light",
    "go-ahead",
    "sequel",
    "prequel",
    "spin-off",
    "remake",
)
_GIVEN = re.compile(
    rf" (?:to|of) (?:the )?(?:[{_P}{_D}]+(?:[’']s)? )?(?:[a-z-]+ ){{0,4}}[\"'“‘*_]*(?P<name>{_NAME})"
)
# "renewed Cold Ember for a third season": the verb's own words hold the name
_RENEWED = re.compile(
    rf"(?:renew|extend|pick|snap|re-?up|cancel|ax|scrap|shelv)[a-z]* (?:up )?(?:the )?(?:[a-z-]+ ){{0,2}}"
    rf"[\"'“‘*_]*[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+)* (?:for|up|through) (?!.*{_T})"
)
_EQUAL = re.compile(rf" (?:is|are|was|were) [\"'“‘*_]*(?P<name>{_NAME})")
_LINE = re.compile(
    rf"[ \t]*(?:[-•*·–] ?|\d{{1,2}}[.)] ?|\*\*(?:\d{{1,2}}[.)] )?)[*_\"'“‘]*(?P<name>{_NAME})[*_\"'”’]*,?"
    rf"(?: ?\([^()\n]{{1,40}}\)[*_]*| ?[{_S}]+| ?[{_P}]+)* ?(?:[–—-] |\()"
)
_OF_A_WORK = re.compile(
    r"(?<!\w)(?:an?|another|its|his|her|their) (?:[\w-]+ ){0,4}?"
    r"(?:(?<=another )(?:production|show|series|film|movie|drama|project|pilot)|remake|special|docu-?series"
    r"|spin-?off|prequel|documentary|musical|stage play|video game|short film)"
    r"(?: (?:of|about|on|from|to|based on|set) [^.,;]{1,80}?|(?: [^ .,;]+){1,3}?)?(?:,? [^.;]{1,90}?,)? "
    rf"{_AUX}$"
)
# "spent the summer on a film that has since wrapped", "busy with a biopic, which begins production"
_IN_A_WORK = re.compile(
    r"(?<!\w)(?:on|in|with|for|by) (?:an|a|another) (?:[^ .,;]+ ){0,4}?"
    r"(?:film|movie|biopic|pilot|drama|series|show|thriller|comedy|feature|picture|musical|miniseries)"
    rf"(?: (?:by|from|about|with|of) [^.,;]{{1,60}}?)?,? (?:that|which) {_AUX}$"
)
# "and Red Fern, from the Lowe brothers, has …"
_CREDITED = re.compile(
    r", (?:starring|based on"
    r"|(?:from|by) (?:the )?(?:[A-Z]\w+ )*(?:brothers|sisters|makers|team|creators?|studio)) "
)
_MADE = ("begin", "first", "back", "resumed", "filming", "unfinished", "wrapped", "casting", "script")
_ORDERED = ("announced", "cancelled")
_SHOT = ("begin", "filming", "wrapped")
_FINITE = re.compile(r"(?:has|is|was|had) ")
_ARTICLES = ("The", "A", "An")
_OBJECTS = (
    *_ORDERED,
    "begin",
    "resumed",
    "filming",
    "unfinished",
    "wrapped",
    "post_production",
    "paused",
)
_OTHERS = (
    Kind.TITLE,
    Kind.PERSON,
    Kind.PLATFORM,
    Kind.OUTLET,
    Kind.DATABASE,
    Kind.DATE,
    Kind.COUNT,
    Kind.SCOPE,
)
_SIGN = {k: MARKS[k.value] for k in _OTHERS}
_EARLY = 5_000  # characters in which a name is looked for again
_PLACES = re.compile(
    r"(?:Island|Isle|Street|Road|Avenue|Lane|Square|Beach|Coast|Lake|River|Mountain|Valley|Peninsula|County|Bay|Bridge"
    r"|Highway|Plateau|Park|Studios?|Town|City|Village|Hill|Harbou?r|Canal|Station|Castle|Campus)s?$"
)
_SHORT = 3  # letters of names that are written large throughout
_REACH = 110  # characters behind a verb in which its object stands
_FAR = 240  # characters before a verb in which its subject stands


def of_bystander(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether a capitalised name that is no mark of ours is what the state of a cue is told of."""
    if sentence.language.phrases is None or sentence.block is BlockKind.HEADLINE:
        return False
    name = cue.name.rpartition(".")[2]
    at, stop = sentence.masked.body(cue.start), sentence.masked.body(cue.end)
    hidden = _hidden(scene, sentence)
    before, behind = hidden[: at - sentence.start], hidden[stop - sentence.start :][:_REACH]
    if _subject(scene, sentence, before, cue, name):
        return True
    if name in _ORDERED and _RENEWED.match(hidden[at - sentence.start : stop - sentence.start]):
        return True
    if name in _OBJECTS and _object(behind, sentence.text[cue.start : cue.end], name):
        return True
    return _listed(scene, sentence, at) or (
        name != "announced" and _of_a_thing(sentence, cue) and not sentence.text.startswith("it", cue.start)
    )


def _hidden(scene: Scene, sentence: Sentence) -> str:
    """Return the sentence as written, with every mark that is no other work put out of sight."""
    text = list(scene.body[sentence.start : sentence.end])
    for mark in sentence.masked.marks:
        sign = _SIGN.get(mark.kind)
        if sign:
            begin, end = max(mark.start - sentence.start, 0), min(mark.end - sentence.start, len(text))
            text[begin:end] = sign * (end - begin)
    return "".join(text)


def _subject(scene: Scene, sentence: Sentence, before: str, cue: Cue, name: str) -> bool:
    """Whether an unknown name is the subject of the verb, or what a relative clause is about."""
    before = f"{before.rstrip()} "[-_FAR:]
    found = _BEFORE.search(before)
    if not found:
        return False
    words = _own(found["name"])
    lead = (found["lead"] or "").strip(" \"'“‘*_").removesuffix(" the")
    if not words or _PEOPLE.fullmatch(lead):
        return False
    suffers = bool(_SUFFERED.search(found["aux"] + sentence.text[cue.start : cue.end]))
    opens = not before[: found.start("name")].strip(" \"'“‘*_-•")
    if opens and len(words) == 1:
        alone = suffers and not found["aside"] and name in _ORDERED
        if alone and _told_elsewhere(scene, sentence, words[0]):
            return True
        own = found["aux"] + sentence.text[cue.start : cue.end]
        return name in _SHOT and bool(_FINITE.match(own)) and _strange(scene, sentence, words[0], cue)
    return _is_work(found, before, lead, words[0], shown=suffers and name not in _MADE)


def _is_work(found: re.Match[str], before: str, lead: str, first: str, *, shown: bool) -> bool:
    """Whether an unknown name before a verb is one of a work: by what stands around it, or by the verb."""
    relative = found["aside"] is not None
    explained = relative and found["aside"].startswith(", a") and "," not in found["aside"][1:]
    if explained or (relative and _CREDITED.match(f"{found['aside'][:-1]} ")):
        return True  # "The Leopard, a three-parter which finished filming"
    if lead == "The" and " " in found["name"] and not shown:
        return True  # "The Brass Tide is shooting"
    played = relative and bool(_SEEN_IN.search(before, 0, found.start("name")))
    if lead == "and" and not shown:
        return False  # two people
    if (_PLACED.fullmatch(lead) and not played) or (first.lower() in NO_NAMES and first not in _ARTICLES):
        return False
    if first in _ARTICLES or _WORK_BEFORE.fullmatch(lead) or _OF_A.search(found["name"]) or played:
        return True
    return "which" in found["aux"] + found["aside"] if relative else shown


def _own(name: str) -> list[str]:
    """Return the words of a name, or none where its capitals are those of small words or of a shout."""
    words = name.split()
    large = [w for w in words if w[0].isupper() and w.lower().rstrip("'’s:,") not in NO_NAMES]
    return words if large and not all(w.isupper() and len(w) > _SHORT for w in large) else []


def _strange(scene: Scene, sentence: Sentence, word: str, cue: Cue) -> bool:
    """Whether one word before "has wrapped" is a work's name: no noun of the making, none of the title's."""
    if any(p >= cue.start for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE)):
        return False  # "Lowe has wrapped filming on the second season": somebody
    plain = word.lower().rstrip(",'’")
    return not (
        plain in OF_MAKING
        or plain.endswith(("ing", "s'"))
        or plain in title_words(scene)
        or plain in NO_NAMES
    )


def _told_elsewhere(scene: Scene, sentence: Sentence, word: str) -> bool:
    """Whether a word that opens a sentence is a name: it stands with a capital inside another one."""
    named = re.finditer(rf"(?<=[a-z,;] ){re.escape(word)}(?!\w)", scene.body[:_EARLY])
    return any(not sentence.start <= match.start() < sentence.end for match in named)


def _object(behind: str, verb: str, name: str) -> bool:
    """Whether an unknown name is what is shot, ordered or dropped."""
    found = _EQUAL.match(behind) if name in _ORDERED else None
    if found is None and verb.endswith(_GIFTS):
        found = _GIVEN.match(behind)
    if found is None and not verb.endswith((" in", " at", " from", " to", " by")):
        found = _BEHIND.match(behind)
        if found and found.start("name") < 2 and name in _ORDERED:
            return False
    if found is None or _T in behind[: found.end() + 40] or _PLACES.search(found["name"]):
        return False
    return bool(_own(found["name"]))


def _listed(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether the line is one of a list and opens with an unknown name: "- **Top Deck** (ITV) – in post"."""
    begin = scene.body.rfind("\n", max(0, sentence.start - _FAR), sentence.start + 1) + 1
    if not begin and sentence.start:
        return False
    found = _LINE.match(_shown(scene, sentence, begin))
    if not found or begin + found.end("name") > at:
        return False
    return bool(_own(found["name"]))


def _shown(scene: Scene, sentence: Sentence, begin: int) -> str:
    """Return the beginning of a line; it is often a sentence of its own, with marks of its own."""
    if begin >= sentence.start:
        return _hidden(scene, sentence)
    line = scene.body[begin : sentence.start]
    if any(begin <= t.start < sentence.start for t in scene.titles):
        return ""
    return line


def _of_a_thing(sentence: Sentence, cue: Cue) -> bool:
    """Whether the state is that of a remake, a special, a documentary: "a remake has been put off"."""
    before = sentence.text[max(0, cue.start - _FAR) : cue.start]
    return any(of.search(before) for of in (_OF_A_WORK, _IN_A_WORK))
