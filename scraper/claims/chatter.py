"""What writers of posts say of themselves in the words of a production: "cancelled my plans for it".

People pause, drop, wrap, film and renew things of their own, and wish for what nobody has announced. Such a
sentence tells no state and no size, however near the title stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.everyday import everyday
from scraper.claims.languages.lexicon import MARKS
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.marks import Mark
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_REACH = 120  # characters around a cue in which its writer stands
_T, _S, _P, _C = (MARKS[k] for k in ("title", "scope", "platform", "count"))
# "my show got cancelled" is no thing of the writer's own
_SHOW = (
    r"(?:[\w-]+ ){0,2}"
    r"(?:shows?|series|k?-?dramas?|fave|favou?rite|bab(?:y|ies)|beloved|comfort|stor(?:y|ies))(?!\w)"
)
# "cancelled my plans", "renewed my passport", "completed me"
_OWN_THING = re.compile(
    rf"(?: (?:all|half|most))?(?: of)? (?:my|our|your|me|us|myself)(?!\w)(?! {_SHOW}"
    rf"|(?: [\w-]+)?? ?(?:episodes?|eps|scenes?|seasons?|finale|film|movie|pilot|{_C}|{_S}|{_T}))"
)
_BEHIND = re.compile(r" (?:on|in|at|near|by|outside|around|for)$")  # "shooting on my street"
_OWN_SUBJECT = re.compile(
    r"(?:^|[.,;!?—] ?|\b(?:and|but|so|because|bc|when|while) )(?:my|our|your)"
    rf" (?!{_SHOW})[a-z]+(?: [a-z]+){{0,2}} $"
)
# "just cancelled", not "the network just cancelled"
_FIRST_PERSON = re.compile(
    r"(?:(?:^|[\s(.,;!?])(?:i|i've|i have|i had|we|we've|me)|(?:^|[(.,;!?—] ?)just)(?: [a-z]+){0,2} $"
)
_VIEWERS = ("paused", "cancelled")  # what a viewer can do to a title: stop it and drop it
# "i'm shooting a <title> themed wedding", "we wrapped our podcast"
_OBJECT = re.compile(r" (?:an?|another|our|my|some) ")
_WHILE = re.compile(r" (?:until|till|til|while|because|bc|so|for) (?:i|i'm|my|we|me)(?!\w)")
_FAKE = re.compile(r"\W*(?:fake(?: news)?|hoax|false|debunked|not real|satire|april fools?|joke)(?::| —|!)")
_TAG = re.compile(r"(?:n't|\bnot)\b[^.!?]* (?:is it|are they|will it|does it|has it)[?!. ]*$")
_WISHED = re.compile(
    r"(?:^|[.!?,] ?)(?:please|pls|plz|manifesting|praying|begging|imagine|petition)\b[^.!?]*$"
    rf"|(?<!\w)(?:they|you|we|someone|somebody|he|she|{_P}|{_T}) "
    r"(?:should|ought to|needs? to|must|ha(?:ve|s) to|gotta|better)(?: [a-z]+){0,3}\s?$"
)
_MODIFIES = re.compile(
    rf"(?<!\w)(?:an?|another|our|my|your) [\"'#]*{_T}[\"']*[ -]"
    r"(?!(?:is|was|has|had|will|are|were|got|gets|just|finally|and|or"
    r"|seasons?|series|show|drama|s\d|film|movie)\b)[a-z]"
)
# things that bear the title's name: "the <title> concert was cancelled"
_THING = re.compile(
    rf"{_T}[\"']*(?:'s)? (?:convention|con|concert|fan ?meet\w*|fan ?sign\w*|podcast|cosplay|essay"
    r"|fan ?vid\w*|fan ?cam|fan ?fic\w*|game|exhibition|exhibit|musical|tour|cafe|café|party|marathon|quiz"
    r"|parody|reaction|screening|panel|event|festival|merch|collab|wedding|meet-?up|pop-?up|soundtrack|ost"
    r"|press con(?:ference)?|theme park|restaurant)(?!\w)"
)
_GOES_ON = (
    r"(?:under|on|set|done|complete\w*|finished|ongoing|open|in|now|still|being|almost|nearly|already"
    r"|currently|due|expected|to|not|all|half|well|about|going)(?!\w)"
)
_JUDGED = re.compile(
    rf"casting (?:is|was|looks|seems|feels) (?:so |really |just |absolutely )*(?!{_GOES_ON})[a-z]"
)
_ANOTHER_WORK = re.compile(
    r" (?:an?|another|(?:his|her|their) (?:next|new|own|other)) (?:[\w-]+ ){0,2}"
    r"(?:movie|film|drama|series|show|ad|advert|commercial|cf|music video|mv|documentary|sitcom)(?!\w)"
    rf"(?!,? (?:called |titled |named )?[\"']?{_T})"
)
_IN_STORY = re.compile(rf"\W*in (?:the (?:\w+ )?(?:episode|scene|finale|pilot)(?!\w)|{_C})")
_OF = re.compile(
    r" of (?:my|our|your|sleep|rest|work|crying|tears|class(?:es)?|school|traffic|driving|flights?|waiting"
    r"|queu\w+|homework|study\w*|meetings?|trains?|travel\w*|walking|laundry|cooking|gaming|cleaning)(?!\w)"
)
_INTO = re.compile(  # "5 eps into it", "100 episodes would not be enough"
    r" into(?!\w)"
    r"|[^.,;!?]{0,30} (?:wouldn't|would not|won't|isn't|aren't|is not|are not) (?:be )?enough(?!\w)"
)
_SEEN_SOME = re.compile(  # "I've done four episodes", "nine shirts through three episodes"
    r"(?<!\w)(?:(?:i|we|he|she|they|mum|mom|dad)(?:'ve|'s| have| has|'d)?(?: [a-z]+){0,2} "
    r"(?:done|seen|watched|managed|survived)"
    r"|through|deep|saw|skipped|missed|rewatched|re-watched) (?:just |only |about |another )?$"
)
_PASTIME = re.compile(
    r" (?:left|in a row|back to back|straight|behind|deep|down|tonight|last night|of no "
    r"|were promised|per sitting|before (?:bed|noon|work|school|lunch|breakfast)"
    r"|of [^.,;!?]{1,40} left(?!\w)|shot(?!\w)|filmed(?!\w))"
)
_WANTED = re.compile(
    r"\b(?:needs?|deserves?|wish\w*|should(?:'ve| have| be)|could(?:'ve| have)(?: easily)? been"
    r"|would(?:'ve| have) been|would work|would be better|could use|could do with"
    r"|would(?:'ve| have) (?:liked|loved|preferred))\b[^.;!?]{0,40}$"
)


def of_the_writer(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue of a state tells what the writer does or wishes, and no state of a production."""
    text, name = sentence.text, cue.name.rpartition(".")[2]
    if name == "released":
        return False
    start = max(sentence.clause(cue.start)[0], cue.start - _REACH)
    elsewhere = (
        _IN_STORY.match(text)
        or (_OWN_THING.match(text, cue.end) and not _BEHIND.search(text, cue.start, cue.end))
        or _OWN_THING.search(text, cue.start, cue.end)
        or _ANOTHER_WORK.match(text, cue.end)
        or _THING.search(text, start, cue.start)
    )
    if elsewhere or scene.document.kind is not DocumentKind.POST:
        return bool(elsewhere)
    before = max(0, cue.start - _REACH)
    mine = _FIRST_PERSON.search(text, before, cue.start)
    return bool(
        _FAKE.match(text)
        or _TAG.search(text, max(0, len(text) - _REACH))
        or _WISHED.search(text, before, cue.start)
        or _WISHED.search(text, before, cue.end)
        or _MODIFIES.search(text, start, cue.end + _REACH)
        or _OWN_SUBJECT.search(text, before, cue.start)
        or (mine and _OBJECT.match(text, cue.end))
        or (name in _VIEWERS and (mine or text.startswith(("dropped", "paused"), cue.start)))
        or (name == "paused" and _WHILE.match(text, cue.end))
        or everyday(text, cue, name)
        or (name == "casting" and _JUDGED.match(text, cue.start))
    )


def no_size(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a number in a post is of something else, or of what the writer would like."""
    if scene.document.kind is not DocumentKind.POST:
        return False
    hours = mark.name == "hours" and _OF.match(sentence.text, place + 1)
    return bool(
        hours
        or _INTO.match(sentence.text, place + 1)
        or _PASTIME.match(sentence.text, place + 1)
        or _SEEN_SOME.search(sentence.text, max(0, place - _REACH), place)
        or _WANTED.search(sentence.text, max(0, place - _REACH), place)
    )
