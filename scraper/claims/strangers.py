"""Whether a state is of a work that nobody has marked: a capitalised name beside the verb, not ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.claims.words import NO_NAMES

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_TAKES = ("begin", "filming", "wrapped", "announced", "cancelled", "post_production", "casting")
_OBJECT = re.compile(
    r"(?: (?:on|of|up|for|the|a|film|series|drama|thriller|movie|comedy|sequel|horror|his|her|their|its"
    r"|next|new|upcoming|fellow|rival|sister|stablemate|an|offer|role|part|lead|leading"
    r"|[A-Z][\w+]*['’]s))* [\"']?"
    r"(?P<name>(?!(?:Island|Isle|Plateau|Strip|Highlands|Peninsula)s?(?!\w))[A-Z][a-z]\w+)(?!\w)"
    r"(?!(?: [A-Z]\w+)? (?:Island|Isle|Street|Road|Avenue|Beach|Coast|Lake|River|County|Bay|Bridge|Plateau))"
)
_TITLED = re.compile(
    r"(?<!\w)(?:drama|series|film|movie|show|comedy|thriller|sitcom|sequel|remake|romance|feature)"
    r" [\"'‘“]?(?P<name>[A-Z]\w+)"
)
_PLACED = re.compile(r" (?:in|at|around|outside|near|across|off|to|into)$")  # a place follows, no work
_AFTERWARDS = re.compile(rf"(?<!\w)(?:after|since|before) (?:the )?[\"']?{MARKS['title']}")
_APPOSED = re.compile(
    r"(?:[\w-]*(?:['’]s)? )"
    r"(?:(?!(?:after|before|since|like|than|from|alongside|and|with|in|on|at)\b)[\w'’-]+ ){0,5}"
    r"[\"'‘“(]?"
)
_LONG = re.compile(r"[^\W\d_]{5,}")
_OWN_WORK = re.compile(
    r"(?:(?:(?<=\w)'s|(?<!\w)(?:her|his|their)) (?:next|other|upcoming|own|first|debut|latest|new)"
    r"|(?<!\w)(?:write|writing|direct|directing|in|joins?|joined|joining|make|making|working on|leads?"
    r"|leading|produce|producing|for|finish(?:ed)?) (?:an|a|another))"
    r" (?:[^ .;,]+ ){0,3}(?:film|movie|short|album|novel|book|memoir|song|project|directorial|feature|series"
    r"|drama)"
)
_FOR_A_WORK = re.compile(
    r" (?:another|one|something)(?: else)? (?:for|with|about|on)(?!\w)"
    r"|[^.;,]{0,12} (?:for|in|on) (?:an|a|another) (?:[^ .;,]+ ){0,3}"
    r"(?:film|movie|series|drama|comedy|thriller|show)(?!\w)"
)
_ACTIVE = re.compile(r"(?:is|are|was|were|been|be|start|begun?|begins|has|have|had)? ?(?:\w+ )?\w+ing(?!\w)")
_CLOSE = 8  # characters between a verb and its object
_SUFFERS = ("announced", "cancelled")
_SUBJECT = re.compile(
    r"(?P<name>[A-Z][\w'’]+)[\"']?(?:, [^,.;]{1,40},)?(?: (?:has|have|had|was|were|is|are|been|being|all|also"
    r"|both|itself|already|just|too|got|gets|will|be|now))* ?$"
)
_EXPLAINED = re.compile(r"[\"']?[A-Z]\w+[\"']?, (?:from|by|whose|starring|made by|which comes from) ")
OF_WORKS = (  # states of the making of a work: each is of one, so another may be meant
    "begin",
    "first",
    "back",
    "resumed",
    "filming",
    "unfinished",
    "wrapped",
    "paused",
    "post_production",
    "completed",
    "casting",
    "script",
)


def of_stranger(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether an unknown name is the verb's object or subject: "renewed Embers", "Embers was renewed"."""
    if not sentence.language.capitals or _capitalised(scene, sentence):
        return False
    end = sentence.clause(cue.start)[1]
    kind = cue.name.rpartition(".")[2]
    body, known = scene.body, sentence.masked.marks
    if kind == "casting" and _AFTERWARDS.search(sentence.text, cue.start, cue.end):
        return True
    if kind in _TAKES and not _PLACED.search(sentence.text, cue.start, cue.end):
        begin = sentence.masked.body(cue.end)
        found = _OBJECT.match(body, begin, sentence.end)
        if (
            found
            and not any(m.start < found.end() and found.start("name") < m.end for m in known)
            and not any(
                m.start > begin and (m.start < found.end() or _APPOSED.fullmatch(body, found.end(), m.start))
                for m, _ in sentence.placed(Kind.TITLE, Kind.SCOPE)
            )
        ):
            return True
    if kind in OF_WORKS and any(
        not any(m.start < w.end("name") and w.start("name") < m.end for m in known)
        for w in _TITLED.finditer(body, sentence.masked.body(cue.end), sentence.masked.body(end))
    ):
        return not any(cue.end <= p < end for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE))
    if (
        kind in _SUFFERS
        and not _ACTIVE.match(sentence.text, cue.start, cue.end)
        and not any(cue.start <= p < cue.end + _CLOSE for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE))
    ):
        stop = sentence.masked.body(cue.start)
        found = _SUBJECT.search(body, sentence.start, stop)
        if found and found.start("name") > sentence.start and found["name"].lower() not in NO_NAMES:
            return not any(m.start < found.end("name") and found.start("name") < m.end for m in known)
    explained = _EXPLAINED.match(body, sentence.start, sentence.end)
    return explained is not None and not any(m.start < sentence.start + 3 for m in known)


def of_another_work(sentence: Sentence, cue: Cue) -> bool:
    """Whether the state is of somebody's next work: "Cole's next film, which is shooting in Rome"."""
    found = list(_OWN_WORK.finditer(sentence.text))
    if any(cue.end <= w.start() < cue.end + _CLOSE for w in found) or _FOR_A_WORK.match(
        sentence.text, cue.end
    ):
        return True
    before = [w for w in found if w.end() <= cue.start]
    return bool(before) and not any(
        before[-1].end() <= p < cue.end for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE)
    )


def _capitalised(scene: Scene, sentence: Sentence) -> bool:
    """Whether a line is a headline with capitals throughout, in which they tell no names."""
    if sentence.block is not BlockKind.HEADLINE:
        return False
    words: list[str] = _LONG.findall(scene.body[sentence.start : sentence.end])
    return sum(w[0].islower() for w in words) * 2 < len(words)
