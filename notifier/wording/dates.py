"""EDTF values (ISO 8601-2:2019) in the reader's language, as precise as they are and no more.

say("2022-12-30", "en")  30 December 2022        say("2023-40", "ko")  2023년 상반기
when("2023-03", "en")    in March 2023           when("2023-03", "ko") 2023년 3월 중
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH = {
    21: "spring {y}", 22: "summer {y}", 23: "autumn {y}", 24: "winter {y}",
    33: "the first quarter of {y}", 34: "the second quarter of {y}",
    35: "the third quarter of {y}", 36: "the fourth quarter of {y}",
    37: "early {y}", 38: "mid-{y}", 39: "late {y}",
    40: "the first half of {y}", 41: "the second half of {y}",
}  # fmt: skip
KOREAN = {
    21: "{y}년 봄", 22: "{y}년 여름", 23: "{y}년 가을", 24: "{y}년 겨울",
    33: "{y}년 1분기", 34: "{y}년 2분기", 35: "{y}년 3분기", 36: "{y}년 4분기",
    37: "{y}년 초", 38: "{y}년 중반", 39: "{y}년 말",
    40: "{y}년 상반기", 41: "{y}년 하반기",
}  # fmt: skip
WITHOUT = {"XXXX", "XXXX-XX", "XXXX-XX-XX", ""}
NONE = {"en": "no date", "ko": "미정"}
APPROXIMATE = {
    "~": ("about {}", "{}경"),
    "?": ("{} (uncertain)", "{}(불확실)"),
    "%": ("about {} (uncertain)", "{}경(불확실)"),
}


def say(value: str, language: str) -> str:
    """Return a value as a noun: "30 December 2022", "late 2022". An unknown form is given back as it is."""
    if value in WITHOUT:
        return NONE[language]
    if "/" in value:
        return _between(value, language)
    bare = value.rstrip("~?%")
    spoken = _one(bare, language)
    if bare != value:
        english, korean = APPROXIMATE[value[-1]]
        return (korean if language == "ko" else english).format(spoken)
    return spoken


def when(value: str, language: str) -> str:
    """Return a value as a time: "on 30 December 2022", "in March 2023", "2023년 3월 중"."""
    spoken = say(value, language)
    if value in WITHOUT:
        return spoken
    bare = value.rstrip("~?%")
    if language == "ko":
        imprecise = re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", bare) is not None
        return f"{spoken} 중" if imprecise and bare == value else spoken
    if "/" in value:
        return spoken
    return f"on {spoken}" if re.fullmatch(r"\d{4}-\d\d-\d\d", bare) else f"in {spoken}"


def day(at: date, language: str) -> str:
    """Return a calendar day, short: "26 Sep 2022", "2022. 9. 26."."""
    if language == "ko":
        return f"{at.year}. {at.month}. {at.day}."
    return f"{at.day} {MONTHS[at.month - 1][:3]} {at.year}"


def _one(value: str, language: str) -> str:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if found is None:
        return value
    year, middle, last = (int(part) if part else 0 for part in found.groups())
    korean = language == "ko"
    if last:
        try:
            date(year, middle, last)
        except ValueError:
            return value
        return f"{year}년 {middle}월 {last}일" if korean else f"{last} {MONTHS[middle - 1]} {year}"
    if 1 <= middle <= 12:
        return f"{year}년 {middle}월" if korean else f"{MONTHS[middle - 1]} {year}"
    if middle:
        words = (KOREAN if korean else ENGLISH).get(middle)
        return words.format(y=year) if words else value
    return f"{year}년" if korean else str(year)


def _between(value: str, language: str) -> str:
    first, _, last = value.partition("/")
    korean = language == "ko"
    if first in ("", "..") or last in ("", ".."):
        open_start = first in ("", "..")
        known = last if open_start else first
        if known in ("", ".."):
            return NONE[language]
        spoken = say(known, language)
        if korean:
            return f"{spoken} 이전" if open_start else f"{spoken} 이후"
        return f"by {spoken}" if open_start else f"{spoken} or later"
    start, end = say(first, language), say(last, language)
    return f"{start}~{end}" if korean else f"{start} to {end}"
