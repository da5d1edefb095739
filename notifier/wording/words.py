"""Everything the program says to a reader, in each language. A language is data: one more is one more table.

Placeholders: `title` (with its season), `field`, `old`, `new` as nouns, `when` as a time.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "ko")

FIELD = {
    "en": {
        "release_date": "release date",
        "episode_count": "episode count",
        "production_status": "production status",
    },
    "ko": {"release_date": "공개일", "episode_count": "회차", "production_status": "제작 상황"},
}
STATUS = {
    "en": {
        "announced": "announced",
        "pre_production": "in pre-production",
        "filming": "filming",
        "paused": "paused",
        "wrapped": "filming wrapped",
        "post_production": "in post-production",
        "completed": "completed",
        "released": "released",
        "cancelled": "cancelled",
    },
    "ko": {
        "announced": "제작 발표",
        "pre_production": "프리 프로덕션",
        "filming": "촬영 중",
        "paused": "제작 중단",
        "wrapped": "촬영 종료",
        "post_production": "후반 작업 중",
        "completed": "제작 완료",
        "released": "공개됨",
        "cancelled": "제작 취소",
    },
}
STANDING = {  # 1 rumoured … 4 official, as a word and as a sentence
    "en": {1: "rumour", 2: "reported", 3: "corroborated", 4: "official"},
    "ko": {1: "루머", 2: "보도", 3: "교차 확인", 4: "공식"},
}
SURE = {
    "en": {
        1: "A rumour: no credible source has confirmed it.",
        2: "Reported by one credible source.",
        3: "Corroborated by independent sources.",
        4: "Official.",
    },
    "ko": {
        1: "루머입니다. 믿을 만한 출처의 확인이 아직 없습니다.",
        2: "믿을 만한 출처 한 곳이 보도했습니다.",
        3: "서로 다른 여러 출처가 확인했습니다.",
        4: "공식 발표입니다.",
    },
}
EXPECTED = {"en": "It is expected, not promised.", "ko": "확정이 아닌 예정입니다."}
SOURCE = {  # standing of who said it: 1 fan … 4 official
    "en": {1: "fan account", 2: "database", 3: "press", 4: "official channel"},
    "ko": {1: "팬 계정", 2: "데이터베이스", 3: "언론", 4: "공식 채널"},
}
SCOPE = {"en": ("season {}", "part {}", "film"), "ko": ("시즌 {}", "파트 {}", "영화")}
EPISODES = {"en": ("{} episode", "{} episodes"), "ko": ("{}부작", "{}부작")}
UNKNOWN = {"en": "unknown", "ko": "미정"}

# Subject of a change, for each kind; a status reads better without the word "status". A value that is only
# better supported now is told to those alone who waited for that, so it is new to them.
SUBJECT = {
    "en": {
        "baseline": "{title}: {field} {new}",
        "first": "{title}: {field} {new}",
        "narrowed": "{title}: {field} now {new} (was {old})",
        "moved_later": "{title}: {field} moved later, {old} → {new}",
        "moved_earlier": "{title}: {field} moved earlier, {old} → {new}",
        "revised": "{title}: {field} {old} → {new}",
        "progressed": "{title}: {old} → {new}",
        "regressed": "{title}: {old} → {new}",
        "confirmed": "{title}: {field} {new} is now official",
        "upgraded": "{title}: {field} {new}",
        "disputed": "{title}: {field} disputed, {old} or {new}",
        "withdrawn": "{title}: {field} {old} withdrawn",
        "correction": "Correction: {title}: {field} is {new}, not {old}",
    },
    "ko": {
        "baseline": "{title}: {field} {new}",
        "first": "{title}: {field} {new}",
        "narrowed": "{title}: {field} {new}(으)로 구체화 (이전 {old})",
        "moved_later": "{title}: {field} 연기, {old} → {new}",
        "moved_earlier": "{title}: {field} 앞당겨짐, {old} → {new}",
        "revised": "{title}: {field} {old} → {new}",
        "progressed": "{title}: {old} → {new}",
        "regressed": "{title}: {old} → {new}",
        "confirmed": "{title}: {field} {new} 공식 확인",
        "upgraded": "{title}: {field} {new}",
        "disputed": "{title}: {field} 엇갈림, {old} 또는 {new}",
        "withdrawn": "{title}: {field} {old} 철회",
        "correction": "정정: {title}: {field}은(는) {old} 아닌 {new}",
    },
}
# The same for a release date that is new: as precise as it is, "in March 2023" and not on a day of it.
RELEASE = {
    "en": dict.fromkeys(("baseline", "first", "upgraded"), "{title}: release {when}"),
    "ko": dict.fromkeys(("baseline", "first", "upgraded"), "{title}: {when} 공개"),
}
# And for a date that was pulled, where the one that fell is not named.
PULLED = {
    "en": {
        **dict.fromkeys(("baseline", "first", "upgraded"), "{title}: no release date any more"),
        "confirmed": "{title}: officially no release date any more",
        "correction": "Correction: {title}: no release date any more",
    },
    "ko": {
        **dict.fromkeys(("baseline", "first", "upgraded"), "{title}: 공개 보류, 날짜 미정"),
        "confirmed": "{title}: 공개 보류 공식 확인, 날짜 미정",
        "correction": "정정: {title}: 공개 보류, 날짜 미정",
    },
}
TEST = {  # subject and text of a test
    "en": (
        "Glory Watch: a test",
        "This is a test for {name}.\nIf you can read it, messages about changes will reach you this way.",
    ),
    "ko": (
        "Glory Watch: 시험 메시지",
        "{name} 구독자를 위한 시험 메시지입니다.\n이 글이 보이면 변경 소식도 이 경로로 전달됩니다.",
    ),
}
KIND = {  # a change's kind in a table of its history
    "en": {
        "baseline": "first seen",
        "first": "first seen",
        "narrowed": "narrowed",
        "moved_later": "later",
        "moved_earlier": "earlier",
        "revised": "revised",
        "progressed": "progress",
        "regressed": "setback",
        "confirmed": "confirmed",
        "upgraded": "supported",
        "disputed": "disputed",
        "withdrawn": "withdrawn",
        "correction": "corrected",
    },
    "ko": {
        "baseline": "첫 확인",
        "first": "첫 확인",
        "narrowed": "구체화",
        "moved_later": "연기",
        "moved_earlier": "앞당김",
        "revised": "수정",
        "progressed": "진행",
        "regressed": "후퇴",
        "confirmed": "확정",
        "upgraded": "추가 확인",
        "disputed": "엇갈림",
        "withdrawn": "철회",
        "correction": "정정",
    },
}
LABEL = {
    "en": {
        "rumour": "Rumour: ",
        "summary": "{title}: what is known so far",
        "digest": "{count} changes: {titles}",
        "more": "and {count} more",
        "was": "was",
        "now": "now",
        "quoting": "citing {who}",
        "source": "Source",
        "history": "History",
        "repeat": "This message may be a repeat: the first try was cut off.",
        "why": "You get this because you follow {what}{details}.",
        "operator": "You get this because the configuration names you as operator.",
        "all": "all titles",
        "minimum": "if at least {standing}",
        "untitled": "an unnamed source",
    },
    "ko": {
        "rumour": "루머: ",
        "summary": "{title}: 지금까지 알려진 내용",
        "digest": "변경 {count}건: {titles}",
        "more": "외 {count}건",
        "was": "이전",
        "now": "현재",
        "quoting": "{who} 인용",
        "source": "출처",
        "history": "경과",
        "repeat": "첫 전송이 중단되어 같은 메시지가 두 번 갈 수 있습니다.",
        "why": "{what}을(를) 구독하고 있어 이 메시지를 받습니다{details}.",
        "operator": "설정에 운영자로 지정되어 있어 이 메시지를 받습니다.",
        "all": "모든 작품",
        "minimum": "{standing} 이상",
        "untitled": "이름 없는 출처",
    },
}
