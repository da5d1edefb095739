"""Works that come from the title or share its people: a spinoff, a remake abroad, the star's next film.

A sentence that names the title only to say so turns the talk to that other work: what "it" and "the
series" do from there on is not done by the title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.sentence import Sentence

_T, _O = MARKS["title"], MARKS["other"]
_PLACE = (
    r"(?:american|us|u\.s\.|hollywood|british|uk|japanese|chinese|korean|indian|turkish|thai|french|spanish|mexican"
    r"|english-language|foreign|local)"
)
_MADE_OF = (
    r"(?:spin-?off|prequel|parody|musical|stage (?:version|adaptation|play))"
    rf"|(?:an? |the ){_PLACE} (?:remake|version|adaptation|take|reboot)"
)
_OF = re.compile(
    rf"(?:{_MADE_OF})(?: (?:series|film|movie|show|drama))? (?:of|to|from|for|based on)"
    rf" (?:the (?:[\w-]+ ){{0,3}})?[\"']*(?={_T})"
)
# not "the <title> remake": that may be the title itself
_BEHIND = re.compile(r"[\"']*(?:'s)? (?:[\w-]+ )?(?:spin-?off|prequel|musical|parody)(?!\w)")
_WHOSE = re.compile(
    r"(?:whose|who (?:starred|stars|led|leads|appeared) in|star of|seen in|known for|fresh (?:from|off)"
    r"|who (?:\w+ )?(?:created|wrote|directed|produced|penned|helmed|made)|behind|creator|writer|maker"
    rf"|of|from|lead|actor|actress|director) (?:the )?(?:hit )?[\"']*(?={_T})"
)
_CAST = re.compile(
    r"(?<!\w)(?:cast|stars?|starring|leads?|joins?|joined|signed (?:on|up)|signs (?:on|up)|board(?:s|ed)"
    rf"|headlines?|appears?|play(?:s|ing)?)(?: [\w-]+){{0,4}} [\"']*{_O}"
)


# "is developing a medical drama for another channel"
_MAKES = re.compile(
    r"(?<!\w)(?:is|are|has been|have been|will be|is now) (?:\w+ )?(?:developing|writing|directing|making"
    r"|producing|working on|preparing|shopping|adapting) (?:an?|another|his|her|their) "
    r"(?:(?!season)[\w-]+ ){0,4}"
    r"(?:drama|series|show|film|movie|thriller|comedy|project|mini-?series|sitcom|pilot)(?!\w)"
)


def offshoot(sentence: Sentence, place: int) -> str:
    """Return "offshoot" where the title at `place` only names what another work comes from, else ""."""
    if _BEHIND.match(sentence.text, place + 1):
        return "offshoot"
    return "offshoot" if any(found.end() == place for found in _OF.finditer(sentence.text)) else ""


def elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence turns to another work: to an offshoot, or to one that a star of the title joins."""
    titles = [place for _, place in sentence.placed(Kind.TITLE)]
    if not titles:
        return False
    if all(offshoot(sentence, place) for place in titles):
        return True
    named = {found.end() for found in _WHOSE.finditer(sentence.text)}
    if not named.issuperset(titles):
        return False
    return bool(_CAST.search(sentence.text) or _MAKES.search(sentence.text))
