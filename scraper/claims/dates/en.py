"""English dates."""

from scraper.claims.dates.en_words import MONTHS, WORDS
from scraper.claims.dates.grammar import Grammar
from scraper.claims.dates.mention import Bound

EARLY_LATE = "(?:early |late |mid |early-|late-|mid-)?"
TH = "(?:st|nd|rd|th)?"
# "this Friday, March 8": the day tells which one
THIS = "(?:(?:this|last|next|this coming|this past|coming) )?"
Y = "(?:{#year}|[’'‘]{#year2})"
# A holiday that only tells what kind of thing is meant: "a Christmas special".
NO_DAY = (
    "(?! (?:special|episode|film|movie|romance|show|tale|song)s?(?![a-z])"
    "| (?:party|tree|album|season|weekend|dinner|break|rom-?com|card|market|present|slate|content"
    "|offering|classic|lights|eggs?|parade|tour|cantata|release|number|story|stories|crowds?|rush|spirit|mood|vibes"
    "|cheer|gifts?|shopping|dinner)|-|['’]s)"
)
NO_FEAST = NO_DAY.replace("|release", "")  # "a Diwali release" names the days
PREPOSITIONS = (
    "in|by|this|next|last|until|till|since|early|late|mid|mid-|around|before|after|coming|of|from|through|"
    "for|between|during|as of|past|starting|beginning|this coming|"
    "come|sticking with|gave|gives|have|has|an|a|its|their|our|’s|'s|sometime in|on|for a|to a|into|towards?"
    "|is|as early as|as late as|as soon as"
)
A_MONTH = "|".join(sorted((m.rstrip(".") for m in MONTHS), key=len, reverse=True))
A_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# What can follow four digits that are no year: "2024 people", "2000 won".
COUNTED = (
    "(?!~(?:%|people|persons|fans|viewers|episodes?|minutes|hours|won|dollars|euros|yen|pounds|km|miles|metres|"
    "meters|votes|times|copies|screens|theat|applicants|seats|subscribers|words|extras|points|"
    "mah|mb|gb|px|x ))"
)


def _limits(words: dict[str, Bound]) -> dict[str, Bound]:
    """Return the words and what can stand between them and a date: "until the middle of"."""
    between = ("", " the", " the middle of", " the end of", " the start of")
    return {word + more: bound for word, bound in words.items() for more in between}


GRAMMAR = Grammar(
    language="en",
    digits=(
        "[0-9]{1,4}(?:[-./–—][0-9]|(?:st|nd|rd|th)?(?:(?: of | |-)[a-z][a-z0-9]|(?: to | and |~[-–—]~)[0-9]))"
        "|(?:19|20)[0-9]{2}(?![0-9])|[1-4]q"
    ),
    words=WORDS,
    constants={
        "year-end": {"third": 4},
        "d-day": {"unit": 1},
        "count-in": {"sign": 1},
        "count-today": {"sign": 1, "exact": 1},
        "since-today": {"sign": -1, "exact": 1},
        "countdown": {"sign": 1},
        "anniversary": {"unit": 4, "sign": -1, "exact": 1},
        "new-year": {"ryear": 1, "third": 1},
        "whole-year": {"ryear": 0},
        "holiday-about": {"about": 1},
        "that": {"ayear": 0},
        "nth-this-month": {"rmonth": 0},
    },
    forms=(
        # 2022-12-30 · 2022/12/30 · 2022-12 · 30/12/2022 · 12-30-2022 · 30.12.22
        ("iso", "{#year}[-./]{#month}[-./]{#day}(?![-./]?[0-9])"),
        ("month-day", "{#year}[-./]{month}[-./]{#day}(?![-./]?[0-9])"),
        ("iso-month", "{#year}[-/]{#month}(?![-./]?[0-9])"),
        ("numeric", "{#a}[-./]{#b}[-./]{#year}(?![-./]?[0-9])"),
        ("numeric", "{#a}[/.]{#b}[/.]{#year2}(?![-./]?[0-9])"),
        # "9/10" says how good it was, unless a verb or a weekday stands before it, or an hour behind
        ("numeric-short", "{weekday}~,? {#a}/{#b}(?![-./%]?[0-9])"),
        (
            "numeric-short",
            "(?!24/7){#a}/{#b}(?=~(?:at [0-9]|@|[0-9]{1,2}(?::[0-9]{2})?~[ap]m|on (?:netflix|disney|hulu)))",
        ),
        (
            "numeric-rated",
            "{#a}/{#b}(?:(?<=[1-5]/5)|(?<=[1-9]/10))(?<![0-9][0-9]/10)(?![-./%]?[0-9]|~(?:eps|episode|star|point))",
        ),
        (
            "numeric-short",
            "(?!24/7|9/11|10/10|5/5|1/2|1/3|2/3|[13]/4|50/50|[1-4]/5(?![0-9])|[1-9]/10(?![0-9])){#a}/{#b}(?![-./%]?[0-9]|~(?:episodes?|stars?|points?|rating|%))",
        ),
        # 04.14, as posters write it
        ("numeric-short", "{#month}\\.{#day}(?<=0[1-9]\\.[0-3][0-9])(?![0-9.%])"),
        # March 3-5, 2023 · March 10, 2023 · Mar. 10 '23 · March 10 this year
        ("month-days", "{month} {#day}" + TH + "~(?:[-–—]|to|through|and)~{#day2}" + TH + "(?:~,~| )" + Y),
        ("month-days", "{month} {#day}" + TH + "~(?:[-–—]|to|through)~{#day2}" + TH),
        (
            "month-day",
            THIS
            + "{weekday}~,? {month} (?:the )?{#day}"
            + TH
            + "(?:~,? (?:of )?(?:"
            + Y
            + "|(?:{ryear}|{ayear}) year))",
        ),
        (
            "month-day",
            THIS
            + "{weekday}~,? (?:the )?{#day}"
            + TH
            + " (?:of )?{month}(?:~,? (?:of )?(?:"
            + Y
            + "|(?:{ryear}|{ayear}) year))",
        ),
        ("month-day", THIS + "{weekday}~,? {month} (?:the )?{#day}" + TH),
        ("month-day", THIS + "{weekday}~,? (?:the )?{#day}" + TH + " (?:of )?{month}"),
        (
            "month-day",
            "{month} (?:the )?{#day}" + TH + "(?:~,~|~\\(~)(?:an? )?{weekday}\\)?(?:~,? " + Y + ")?",
        ),
        (
            "month-day",
            "{month} (?:the )?{#day}"
            + TH
            + "(?:~,? (?:of |in )?(?:"
            + Y
            + "|(?:{ryear}|{ayear}) year)(?!~[0-9:]))",
        ),
        ("month-day", "{month} (?:the )?{#day}" + TH + "(?![0-9:,]*[0-9])"),
        # 3-5 July 2023 · 10 March 2023 · the 10th of March · 10-Mar-2023
        (
            "month-days",
            "{#day}" + TH + "~(?:[-–—]|to|and)~{#day2}" + TH + " (?:of )?{month}(?:~,? " + Y + ")?",
        ),
        (
            "month-day",
            "{#day}"
            + TH
            + "[ -](?:of )?{month}(?:(?:[ -]|, )(?:of |in )?(?:"
            + Y
            + "|(?:{ryear}|{ayear}) year))",
        ),
        ("month-day", "{#day}" + TH + "[ -](?:of )?{month}(?:, {weekday})?"),
        # early March 2023 · late March · the end of March: as precise as their month
        (
            "month-year",
            "(?:early|late|mid|the end of|end of|the start of|the beginning of|the middle of|sometime in)"
            "[ -]{month}~,? (?:of |in )?(?:" + Y + "|(?:{ryear}|{ayear}) year)",
        ),
        ("month-year", "{month}~,? (?:of |in )?(?:" + Y + "|(?:{ryear}|{ayear}) year)(?!')"),
        ("month-way", "{way} {month} (?:the )?{#day}" + TH),
        ("month-way", "{way} {month}"),
        # the first Friday of May · the last Sunday in June 2025
        ("nth-weekday", "(?:the )?{nth} {weekday} (?:of|in) {month}(?:~,? (?:of |in )?" + Y + ")?"),
        ("nth-weekday", "(?:the )?{nth} {weekday} (?:of|in) {rmonth} month"),
        ("nth-this-month", "(?:the )?{nth} {weekday} (?:of|in) the month"),
        # holidays: a day, or its month where they only stand near it
        ("rmonth-day", "the {#day}" + TH + " of {rmonth} month"),
        (
            "holiday-about",
            "(?:around|near|over|by|at|for|in time for) {holiday}(?: (?:"
            + Y
            + "|(?:{ryear}|{ayear}) year))?"
            + NO_DAY,
        ),
        ("feast", "(?:{way} )?{feast}(?: (?:" + Y + "|(?:{ryear}|{ayear}) year))?(?: holidays?)?" + NO_FEAST),
        ("holiday", "{way} {holiday}" + NO_DAY),
        ("holiday", "{holiday}(?:~,? (?:of |in )?(?:" + Y + "|(?:{ryear}|{ayear}) year))?" + NO_DAY),
        ("that", "that (?:same )?(?:{month}|{season})(?! (?:[0-9]))"),
        # halves, quarters, seasons, thirds
        (
            "half",
            "(?:the )?{half} half (?:of )?(?:the )?(?:year )?(?:"
            + Y
            + "|(?:{ryear}|{ayear}) year(?:’s|'s)?)",
        ),
        ("half", "(?:{ryear}|{ayear}) year(?:’s|'s) {half} half"),
        ("half", "h{#half} (?:of )?" + Y),
        ("half", "{#year} h{#half}"),
        ("half-open", "(?:the )?{half} half of the year"),
        ("quarter", "(?:the )?{quarter} quarter (?:of )?(?:" + Y + "|(?:{ryear}|{ayear}) year(?:’s|'s)?)"),
        ("quarter", "q{#quarter}(?: (?:of )?|[-/])(?:" + Y + "|(?:{ryear}|{ayear}) year)"),
        ("quarter", "{#quarter}q(?: (?:of )?|[-/])?(?:" + Y + "|(?:{ryear}|{ayear}) year)"),
        ("quarter", "{#year} q{#quarter}"),
        ("quarter-open", "the {quarter} quarter"),
        ("quarter-open", "q{#quarter}"),
        ("season", EARLY_LATE + "{season}(?:~,? (?:of |in )?)(?:" + Y + "|(?:{ryear}|{ayear}) year)"),
        ("season-way", EARLY_LATE + "{way} {season}"),
        ("season-way", "(?:early |late |mid |early-|late-|mid-){season} {way} year"),
        (
            "third",
            "(?:the )?{third}(?: |-|[ -]to[ -]mid[ -])(?:of |in |into )?(?:the )?(?:year )?(?:"
            + Y
            + "|(?:{ryear}|{ayear}) year)(?!’s| film|'s)",
        ),
        ("third", "(?:{ryear}|{ayear}) year(?:’s|'s) {third}"),
        (
            "whole-year",
            (
                "(?:before|within) "
                "(?:the end of the year|the year is (?:out|over|up)|(?:the )?year[’']s end|the year)"
            ),
        ),
        (
            "year-end",
            "(?:the )?(?:year[-’' ]?s?[- ]?end|end of the year|close of the year|end of the calendar year)",
        ),
        ("third-open", "(?:the )?{third} (?:of|in|into) the (?:new )?year"),
        ("new-year", "(?:early|the start|beginning) (?:in|of) the new year"),
        ("new-year", "in the new year"),
        (
            "midseason",
            (
                "{midseason}"
                "(?! (?:finale|premiere of|break|hiatus|return|replacement|order|episode|cliffhanger|run))"
            ),
        ),
        # relative
        ("week", "{weekday} {week} week"),
        ("weekday-way", "(?:later )?{way} {weekday}(?:~,? (?:the )?{#day}" + TH + ")?"),
        ("weekday-day", "{weekday}~,? the {#day}" + TH),
        # "the next weekend drama" is one of weekends
        (
            "weekend",
            (
                "{weekend} weekend"
                "(?! box office| (?:k-)?(?:dramas?|series|mini-?series|slots?|line-?ups?)(?![a-z]))"
            ),
        ),
        ("week", "(?:later |earlier )?{week} week(?! of (?:the |its |this )?[a-z])"),
        ("rmonth", "(?:later |earlier |early |late |the end of |end of )?{rmonth} month"),
        ("whole-year", "later (?:on )?in the year"),
        ("ryear", "(?:later |earlier |sometime )?(?:{ryear}|{ayear}) year(?!’s end|'s end)"),
        ("countdown", "t[- ]minus (?:{#n}|{n}) {unit}"),
        # "three weeks today", "a month from today" name the day, and so does "two weeks today since"
        ("since-today", "(?:{#n}|{n}) {unit} today(?= since)"),
        ("since-today", "(?:{#n}|{n}) {unit} ago (?:today|tonight)"),
        ("count-today", "(?:{#n}|{n}) {unit} (?:from )?today(?! since| ago)"),
        ("count-in", "in (?:{#n}|{n}) {unit}(?: time|’ time|' time|’s time|'s time)(?! of)"),
        (
            "count-in",
            (
                "in (?:just |only |about |around |exactly )?(?:{#n}|{n}) {unit}"
                "(?! (?:of|straight|running|on the|in a row))"
            ),
        ),
        ("count-in", "in (?:just |only |about |around )?(?:{#n}|{n}) {clock}(?! of)"),
        (
            "countdown",
            "(?:{#n}|{n}) (?:more )?{clock} (?:to go|left|away|until|till|til)(?! (?:of|in|on|for|from))",
        ),
        ("anniversary", "(?:{#n}|{n}) years? ago (?:today|tonight)"),
        ("count", "(?:{#n}|{n}) {unit} {sign}"),
        ("count-off", "(?:{#n}|{n}) {unit} {off}"),
        (
            "count-back",
            (
                "(?:{#n}|{n}) {unit} {back} (?:its|the|their)(?: [a-z.-]{1,12}){0,2}"
                " (?:debut|premiere|launch|release|bow|opening)(?! (?:on|in|of) )"
            ),
        ),
        (
            "count-back",
            (
                "(?:{#n}|{n}) {unit} {back} (?:its|the|their)(?: [a-z.-]{1,12}){0,4}"
                " (?:came out|premiered|debuted|launched|dropped|bowed|landed|arrived|was released|went up)"
                "(?! (?:on|in) )"
            ),
        ),
        (
            "count-back",
            (
                "(?:{#n}|{n}) {unit} {back} "
                "(?:season (?:[0-9]|one|two)|the (?:first|second) (?:season|series))(?=~[.,;]|$)"
            ),
        ),
        (
            "countdown",
            (
                "(?:{#n}|{n}) (?:more )?(?:{unit}|{sleep}) (?:to go|left|away|until|till|til)"
                "(?! (?:of|in|on|for|from))"
            ),
        ),
        ("countdown", "(?:{#n}|{n}) more (?:{unit}|{sleep})(?=~[!.…]|$)"),
        ("d-day", "(?:d|t)[-–](?:minus )?{#n}(?: days)?"),
        ("day-word", "{rday}"),
        (
            "weekday",
            "{weekday}(?! (?:night’s|drama|evenings|nights|mornings|afternoons)|~[-–/&]~" + A_DAY + ")",
        ),
        (
            "day",
            "the {#day}(?:st|nd|rd|th)(?= of (?:this|the) month|~[,.;!?)]|$| (?:on|at|and|via|with|of this))",
        ),
        # what stands alone
        (
            "season-noun",
            EARLY_LATE + "{season}(?= (?:20[0-9]{2} )?(?:start(?! of)|schedule|slate|line-?up"
            "|launch|release|premiere|debut|return|bow|slot"
            "|berth|window|opening|rollout|broadcast|target|start date)(?![a-z]))",
        ),
        ("season-open", EARLY_LATE + "{season}"),
        (
            "month",
            (
                "(?:early |late |mid |early-|late-|mid-|the end of |end of |the start of |the beginning of )?"
                "{month}(?! [0-9]{2,3}(?![0-9]))"
            ),
        ),
        ("years", "{#year}~(?:[-–—/]|to)~{#year3}"),
        ("year-of", "{#year}[-–—/][0-9]{2}(?![0-9])"),
        ("year", "{#year}" + COUNTED),
    ),
    join=r"~(?:to|through|thru|until|till|[-–—])~(?:early |late |mid )?",
    paired_join=r"~(?:and|or)~(?:early |late |mid )?",
    pair=r"(?:between|either|from) (?:early |late |mid |the )?",
    before=_limits(
        {
            "before": Bound.BEFORE,
            "prior to": Bound.BEFORE,
            "ahead of": Bound.BEFORE,
            "earlier than": Bound.BEFORE,
            "after": Bound.AFTER,
            "following": Bound.AFTER,
            "later than": Bound.AFTER,
            "beyond": Bound.AFTER,
            "by": Bound.BY,
            "no later than": Bound.BY,
            "since": Bound.SINCE,
            "until": Bound.UNTIL,
            "till": Bound.UNTIL,
            "through": Bound.UNTIL,
            "from": Bound.FROM,
            "starting": Bound.FROM,
            "beginning": Bound.FROM,
            "as of": Bound.FROM,
            "as early as": Bound.FROM,
            "around": Bound.ABOUT,
            "about": Bound.ABOUT,
            "circa": Bound.ABOUT,
            "towards": Bound.ABOUT,
            "toward": Bound.ABOUT,
        }
    ),
    shift={"from": 1, "after": 1, "before": -1},
    not_after=(
        # "Lee Jun-ho" is no June; "Jan-Feb" are two months
        f"(?:(?<=\\bjun)|(?<=\\bjan)|(?<=\\bmar)|(?<=\\bsun)|(?<=\\bmay))-(?!(?:{A_MONTH})(?![a-z]))[a-z]"
        "|(?:(?<=day)|(?<=night)|(?<=tomorrow)|(?<=morning)|(?<=evening))['’]s "
        "(?!(?:global |worldwide |series |season |big )?"
        "(?:premiere|release|launch|debut|return|arrival|start|opening|drop|broadcast))"
    ),
    not_before=r"every |each |day[-–/&]|[$€£₩¥#@]",
    numbered=(
        r"season |episodes? |eps? |chapter |vol\. |volume |class |parts? |pt\.? |cour |series |book |act "
    ),
    licence={
        "month": (
            f"(?:^|\\W)(?:{PREPOSITIONS}|(?:{A_MONTH})[.,]? (?:to|and|or|through|until|-|–|—)"
            "|[0-9] (?:to|and|or|through)) ?(?:the |early |late |mid |mid-)?"
        ),
        "modal": "(?:^|\\W)(?:the|its|their|an?)(?: early| late|) |['’]s ",
        "season-open": (
            "(?:^|\\W)(?:in|by|until|till|since|coming|before|after|of|around|during|for|through|it’s|it's|this"
            "|between|early|late|mid|from|(?:target|plan|window|aim|goal) is|remains|is now)"
            " (?:the |early |late |mid |mid-)?"
            "|[\"“‘']|as early as the |the season of "
        ),
        "numeric-rated": (
            "(?:^|\\W)(?:on|by|from|until|till|since|before|after|around|between|for|through|this|next"
            "|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:premier|return|com|air|start|arriv|land|releas|debut"
            "|launch|open|dropp?|stream|beg[ai]nn?|mov|push)(?:e?s|e?d|ing|e)?|out|due|back|to|date|day)"
            "[.,:]? "
        ),
        "year": f"(?:^|\\W)(?:{PREPOSITIONS}|and|or|to|back in|year|\\(|[a-z]+ \\() ?(?:the )?(?:year )?",
    },
    ambiguous=frozenset(
        {
            "may",
            "march",
            "mar",
            "sun",
            "sat",
            "jun",
            "jan",
            "dec",
            "sep",
            "nov",
            "oct",
            "apr",
            "feb",
            "aug",
            "jul",
        }
    ),
    modal=frozenset({"may"}),
    never_alone=frozenset({"sun", "sat"}),
    carried=(
        "~[,(—–-]~(?:and |but )?(?:(?:most |very |quite )?"
        "(?:likely|probably|possibly|perhaps|ideally|hopefully|maybe|presumably) )?"
        "(?:in |around |by |during |at )?(?:the |early |late )?"
    ),
    either=(
        "~or~(?:early |late |mid |in |(?:in )?the (?:first|second|third|last|final) (?:week|days|half) of )?"
    ),
)
