"""Korean dates.

Words are not cut apart: endings (에, 부터, 께, 중) stand right behind a date, so only digits have an
edge here, and the words are chosen so that they do not begin inside others.
"""

from scraper.claims.dates.grammar import Grammar
from scraper.claims.dates.mention import Bound

# Days told by their own words.
DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}

Y = "(?:{#year}~년|[’'‘]?{#year2}년)"
ANY_YEAR = "(?:(?:지난 |오는 )?{#year}~년(?:도)?|[’'‘]?{#year2}년|{ryear})"
# (금) · (금요일) · 금요일
# not the end of a longer word with its particle
WAY = "(?<![가-힣]){way}"
WD = "(?:~\\(~{weekday}(?:요일)?~[,)]| {weekday}요일)"
# What makes "28일" a length of time and "3월" a part of another word.
NO_SPAN = "(?!여|간|째|차(?![가-힣])|치(?![가-힣])|~(?:동안|만에|이내|넘게|가량|내내|연속|분량|이상|정도))"
# The thirds of a month, but for other words that begin so: 중국, 말레이시아, 초청, 후반 작업.
PART = (
    "(?: ?(?:초순|초반|초(?!연|청|록|등|대|월|판)|중순|중반|하순|후반(?! ?작업| ?공정)"
    "|말(?!레|씀|미|투|고|아|하)|중(?!국|앙|동|계|학|단|견|년|화|심|소|부)))?"
)
# "28일 전" is counted back, "28일 전남 진도" is not.
SIGN_END = (
    "(?:(?<![전후뒤])|(?![가-힣])|(?=에|부터|까지|의 |보다|쯤)"
    "|(?=(?:만|이|인|과|은|는|도|엔|께|이다|이며|면|이면|지만)(?![가-힣])))"
)
FEAST_TAIL = "(?:~연휴|~명절|~대목|~시즌)?(?=[ ,.)!]|에|을|를|께|쯤|의|이|$)"
SEASON_TAIL = "(?=에(?!서|게)|으?로(?= )|께|쯤|을 목표|이 목표|~(?:개봉|공개|방송|방영|편성|첫))"
# Feasts on one day of the year, by the form whose constants hold it.
FEAST_DAYS = tuple(
    (form, "(?:" + ANY_YEAR + "~|{way}~)?(?:" + words + ")(?!~(?:특집|분위기|캐럴|트리|선물))")
    for form, words in (
        ("christmas-eve", "크리스마스~이브"),
        ("christmas", "크리스마스|성탄절"),
        ("valentine", "밸런타인데이|발렌타인데이"),
        ("children", "어린이날"),
        ("halloween", "핼러윈|할로윈"),
        ("liberation", "광복절"),
        ("memorial", "현충일"),
        ("new-year", "새해 첫날"),
    )
)
LONG = {"오는": 2, "다가오는": 2, "다가올": 2, "돌아오는": 2, "지난": -1}

GRAMMAR = Grammar(
    language="ko",
    digits="[0-9]{1,4}(?:~(?:년|월|일(?![곱])|분기|주|개월|달|[-./~∼–]~[0-9])|[월일]?~[-~∼–]~[0-9])|(?:19|20)[0-9]{2}(?![0-9])",
    spaced=False,
    words={
        "ryear": {
            "올해": 0,
            "올 한 해": 0,
            "금년": 0,
            "올": 0,
            "이번 해": 0,
            "당해": 0,
            "내년": 1,
            "명년": 1,
            "다음 해": 1,
            "다음해": 1,
            "새해": 1,
            "지난해": -1,
            "지난 해": -1,
            "작년": -1,
            "전년": -1,
            "재작년": -2,
            "지지난해": -2,
            "내후년": 2,
            "후년": 2,
        },
        "ayear": {
            "그해": 0,
            "그 해": 0,
            "같은 해": 0,
            "같은해": 0,
            "이듬해": 1,
            "그다음 해": 1,
            "그 다음 해": 1,
        },
        "rmonth": {
            "이달": 0,
            "이번 달": 0,
            "이번달": 0,
            "금월": 0,
            "당월": 0,
            "다음 달": 1,
            "다음달": 1,
            "내달": 1,
            "새달": 1,
            "익월": 1,
            "담달": 1,
            "오는 달": 1,
            "지난달": -1,
            "지난 달": -1,
            "전달": -1,
            "저번 달": -1,
            "저번달": -1,
            "다다음 달": 2,
            "다다음달": 2,
            "지지난달": -2,
            "지지난 달": -2,
            "내년 이맘때": 12,
            "작년 이맘때": -12,
            "지난해 이맘때": -12,
        },
        "week": {
            "이번 주": 0,
            "이번주": 0,
            "금주": 0,
            "다음 주": 1,
            "다음주": 1,
            "내주": 1,
            "담주": 1,
            "차주": 1,
            "지난주": -1,
            "지난 주": -1,
            "저번 주": -1,
            "저번주": -1,
            "다다음 주": 2,
            "다다음주": 2,
        },
        "weekend": {
            "이번 주말": 0,
            "이번주말": 0,
            "오는 주말": 0,
            "다음 주말": 1,
            "다음주말": 1,
            "다음 주 주말": 1,
            "지난 주말": -1,
            "지난주말": -1,
            "저번 주말": -1,
        },
        "rday": {
            "오늘": 0,
            "금일": 0,
            "오늘밤": 0,
            "내일": 1,
            "명일": 1,
            "낼": 1,
            "모레": 2,
            "내일모레": 2,
            "글피": 3,
            "어제": -1,
            "전날": -1,
            "엊그제": -2,
            "그제": -2,
            "그저께": -2,
        },
        "weekday": {"월": 0, "화": 1, "수": 2, "목": 3, "금": 4, "토": 5, "일": 6},
        "season": {"봄": 21, "여름": 22, "가을": 23, "겨울": 24},
        "feast": {"설 연휴": 1, "설날": 1, "설 명절": 1, "구정": 1, "설": 1, "추석": 2, "한가위": 2},
        "half": {"상반기": 1, "하반기": 2, "전반기": 1, "후반기": 2},
        "third": {"초반": 1, "초": 1, "중반": 2, "중순": 2, "중후반": 3, "후반": 3, "말": 4},
        "way": {**LONG, "이번": 0, "다음": 1, "올": 0, "금년": 0},
        "n": DAYS,
        "sign": {
            "뒤": 1,
            "후": 1,
            "앞두": 1,
            "앞둔": 1,
            "앞으로": 1,
            "남겨두": 1,
            "남겨 두": 1,
            "남았": 1,
            "남음": 1,
            "남긴": 1,
            "전": -1,
        },
        "unit": {"일": 1, "주": 2, "주일": 2, "개월": 3, "달": 3, "년": 4},
    },
    constants={
        "year-end": {"third": 4},
        "year-start": {"third": 1},
        "d-day": {"unit": 1},
        "day-count": {"unit": 1},
        "within-year": {"ryear": 0},
        "week-count": {"n": 1, "unit": 2},
        "two-weeks": {"n": 2, "unit": 2},
        "three-weeks": {"n": 3, "unit": 2},
        "two-months": {"n": 2, "unit": 3},
        "three-months": {"n": 3, "unit": 3},
        "christmas": {"month": 12, "day": 25},
        "christmas-eve": {"month": 12, "day": 24},
        "valentine": {"month": 2, "day": 14},
        "children": {"month": 5, "day": 5},
        "halloween": {"month": 10, "day": 31},
        "liberation": {"month": 8, "day": 15},
        "memorial": {"month": 6, "day": 6},
        "new-year": {"month": 1, "day": 1},
        "month-count": {"n": 1, "unit": 3},
    },
    forms=(
        # 2022-12-30 · 2022.12.30 · 2022. 12. 30. · 22.12.30 · 2022-12
        ("iso", "{#year}~[-./]~{#month}~[-./]~{#day}(?![-./]?[0-9])(?:\\.?" + WD + ")?"),
        ("iso", "[’'‘]?{#year2}[./]~{#month}[./]~{#day}(?![-./]?[0-9])(?:\\.?" + WD + ")?"),
        ("iso-month", "{#year}[-./]{#month}(?![-./]?[0-9])"),
        # 3/10 · 3/10(금) · 3.10(금)
        ("numeric-short", "{#month}[./]~{#day}(?![-./]?[0-9])\\.?~\\(~{weekday}(?:요일)?~[,)]"),
        ("numeric-short", "(?!24/7|10/10|5/5|[1-4]/[2-5](?![0-9])){#month}/{#day}(?![-./%]?[0-9]|[점회%])"),
        # 2022년 12월 30~31일 · 12월 30일부터 · 내년 3월 10일(금)
        ("month-days", ANY_YEAR + "~{#month}월~{#day}일?(?:~\\([월화수목금토일]\\))?~[-~∼–]~{#day2}일"),
        ("month-day", ANY_YEAR + "~{#month}월~{#day}일" + NO_SPAN + WD + "?"),
        ("month-days", "{#month}월~{#day}일?(?:~\\([월화수목금토일]\\))?~[-~∼–]~{#day2}일"),
        ("month-day-way", WAY + "~{#month}월~{#day}일" + NO_SPAN + WD + "?"),
        ("month-day", "{#month}월~{#day}일" + NO_SPAN + WD + "?"),
        # 이달 30일 · 내달 10일 · 오는 10일 · 10일(금)
        ("rmonth-day", "{rmonth}~{#day}일" + NO_SPAN + WD + "?"),
        # 이듬해 4월 · 그해 12월 31일: the year of the date before counts
        ("month-day", "{ayear}~{#month}월~{#day}일" + NO_SPAN + WD + "?"),
        ("month-year", "{ayear}~{#month}월(?!드)" + PART),
        ("half", "{ayear}~{half}"),
        ("season", "{ayear}~(?:늦|초)?{season}"),
        # 내년 3월 · 2022년 10~12월 · 10월
        ("months", ANY_YEAR + "~{#month}월?~[-~∼–]~{#month2}월"),
        ("month-year", ANY_YEAR + "~{#month}월(?!드)" + PART),
        ("months", "{#month}월?[-~∼–]{#month2}월"),
        ("months", "{#month}월?(?:에서|부터|과|와)~{#month2}월~사이"),
        ("month-way", WAY + "~{#month}월(?!드)" + PART),
        ("rmonth", "{rmonth}" + PART + "(?![가-힣]?리기)"),
        # 분기 · 반기 · 계절 · 초/말
        ("quarter", ANY_YEAR + "~{#quarter}~/?~4?분기"),
        ("quarter-open", "{#quarter}(?:/4)?~분기"),
        ("half", ANY_YEAR + "~{half}"),
        ("half-way", WAY + " {half}"),
        ("half-open", "{half}"),
        ("season", ANY_YEAR + "~(?:이?른 |늦|초)?{season}"),
        *FEAST_DAYS,
        ("feast", "(?:" + ANY_YEAR + "~|{way}~)?{feast}" + FEAST_TAIL),
        ("season-open", "(?:늦|초)?{season}" + SEASON_TAIL),
        ("season-way", WAY + "~(?:늦|초)?{season}"),
        ("third", ANY_YEAR + "~{third}(?!에 걸쳐| ?작업| ?공정|레이|씀)"),
        ("third", ANY_YEAR + "~연{third}(?!연시|정산| ?시상식|대상)"),
        ("within-year", "연내|연중"),
        ("year-end", "(?:{way}~)?연말(?!연시|정산| ?시상식|대상)"),
        ("year-start", "(?:{way}~)?연초"),
        # 다음 주 금요일 · 이번 주말 · 오는 금요일
        ("week", "{week}~{weekday}요일"),
        ("weekend", "{weekend}"),
        ("week", "{week}(?=[ ,.)]|에|부터|중|의|까지|초|내|면|$)"),
        ("weekday-way", WAY + "~{#day}일" + WD),
        ("weekday-way", WAY + "~{weekday}요일"),
        ("day-days", "(?:{way}~)?{#day}일?[-~∼–]{#day2}일" + NO_SPAN),
        # 이틀 앞둔 · 100일 앞으로 · 3주 뒤 · D-3
        ("d-day", "d~[-–]~{#n}"),
        ("day-count", "{n}~(?:을 |를 |만을 )?{sign}" + SIGN_END),
        ("week-count", "일주일~(?:을 |여를 )?{sign}" + SIGN_END),
        ("month-count", "한~달~(?:을 |여를 )?{sign}" + SIGN_END),
        ("two-weeks", "두~주~(?:일 )?(?:을 |여를 )?{sign}" + SIGN_END),
        ("three-weeks", "(?:세|석)~주~(?:일 )?(?:을 |여를 )?{sign}" + SIGN_END),
        ("two-months", "두~달~(?:을 |여를 )?{sign}" + SIGN_END),
        ("three-months", "(?:세|석)~달~(?:을 |여를 )?{sign}" + SIGN_END),
        ("count", "{#n}~{unit}~(?:을 |를 |여를 |가량 |정도 )?{sign}" + SIGN_END),
        ("day-way", WAY + "~{#day}일" + NO_SPAN + WD + "?"),
        (
            "day",
            "(?<![가-힣][-–]){#day}일"
            + NO_SPAN
            + "(?:"
            + WD
            + ")?(?! ?(?:(?:전|후|뒤)(?=[ 에의까,.]|$)|앞|만|의 밤))",
        ),
        ("weekday", "{weekday}요일(?!들| ?밤마다|마다)"),
        ("day-word", "{rday}(?!도 사랑|의 )"),
        # what stands alone
        ("month", "{#month}월(?!드|급)" + PART),
        ("year-word", "(?:지난 |오는 ){#year}~년(?!대|생|차)(?:도)?"),
        ("year-word", "{#year}~년(?!대|생|차| ?만에)(?:도)?"),
        ("ryear", "{ryear}~(?:중|안)(?!국)"),
        ("ryear", "{ryear}(?= |에|께|쯤|으로|로|의|까지|부터|엔|에는|[,.)”’\"']|$)"),
        # "공개는 내년이다", "방송은 내년을 예상한다"
        (
            "ryear",
            "{ryear}(?=이다|이며|이고|이나|이지만|이 (?:될|유력)|일 (?:것|전망)|을 (?:예상|목표|내다|바라))",
        ),
        ("years", "{#year}년?~[-~∼–]~{#year3}년?"),
        ("year-short", "[’'‘]{#year2}년(?!대|생|차)"),
        ("year", "{#year}(?!~[가-힣%]|[,.][0-9])"),
    ),
    join=r"(?:일|월|년)?(?:부터|~[-~∼–]~)~",
    from_to="(?:에서|→|->)~?",
    either="~(?:이나|또는|혹은|아니면)~",
    before={
        "늦어도": Bound.BY,
        "이르면": Bound.FROM,
        "빠르면": Bound.FROM,
        "약": Bound.ABOUT,
        "대략": Bound.ABOUT,
    },
    after={
        "부터": Bound.FROM,
        "까지": Bound.UNTIL,
        "전까지": Bound.BEFORE,
        "이전": Bound.BEFORE,
        "전에": Bound.BEFORE,
        "이후": Bound.AFTER,
        "안에": Bound.BY,
        "내로": Bound.BY,
        "안으로": Bound.BY,
        "께": Bound.ABOUT,
        "쯤": Bound.ABOUT,
        "경": Bound.ABOUT,
        "무렵": Bound.ABOUT,
        "즈음": Bound.ABOUT,
    },
    not_before=(
        "매주 (?:[월화수목금토일](?:요일)?[,·~ ]{1,3}){0,3}"
        "|매달 |매월 |매년 |매주|매달|매월|매년|시즌~|파트~|클래스 |(?<![가-힣])제~|매회 "
    ),
    licence={
        "year": r"\(",
        "ryear": "(?:^|[^가-힣])",
        "half-open": "(?:^|[^가-힣])",
        "day-word": "(?:^|[^가-힣])",
        "rmonth": "(?:^|[^가-힣])",
        "week": "(?:^|[^가-힣])",
        "weekday": "(?:^|[^가-힣]|[0-9]일)",
        "half": "(?:^|[^가-힣])",
        "season-way": "(?:^|[^가-힣])",
        **dict.fromkeys((form for form, _ in FEAST_DAYS), "(?:^|(?<!일) |[^가-힣0-9 ])"),
        "feast": "(?:^|(?<!일) |[^가-힣0-9 ])",
        "season-open": "(?:^|[^가-힣])",
        "two-weeks": "(?:^|[^가-힣])",
        "three-weeks": "(?:^|[^가-힣])",
        "two-months": "(?:^|[^가-힣])",
        "three-months": "(?:^|[^가-힣])",
        "month-way": "(?:^|[^가-힣])",
        "day-count": "(?:^|[^가-힣])",
        "within-year": "(?:^|[^가-힣])",
        "year-end": "(?:^|[^가-힣])",
        "year-start": "(?:^|[^가-힣])",
        "third": "(?:^|[^가-힣])",
        "season": "(?:^|[^가-힣])",
    },
)
