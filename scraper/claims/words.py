"""Small words: what may stand in lower case inside a name, or begin a sentence without being one."""

from __future__ import annotations

# fmt: off
# inside English titles, and before a name without making it longer
IN_NAMES = frozenset(
    (
        "a", "after", "an", "and", "as", "at", "before", "but", "by", "for", "from", "has", "he", "her",
        "his", "how", "i", "if", "in", "into", "is", "it", "its", "my", "no", "not", "of", "off", "on",
        "one", "or", "our", "she", "since", "so", "than", "that", "the", "their", "they", "this", "to",
        "up", "us", "was", "we", "what", "when", "where", "which", "while", "who", "why", "will", "with",
        "yet", "you",
    )
)
# capitalised beside a name without making it longer
BESIDE = frozenset(
    (
        "season", "seasons", "series", "part", "volume", "vol", "s2", "s3", "s4", "s5", "netflix", "hbo",
        "disney", "apple", "amazon", "prime", "tving", "anime", "anime's", "drama", "k-drama", "kdrama",
        "film", "movie", "show", "finale",
        "premiere", "recap", "teaser", "episode", "renewed", "rip", "cancelled", "trailer", "release",
    )
)
# capitalised at the head of a sentence or of a date, and no name
NO_NAMES = frozenset(
    (
        "the", "a", "an", "it", "its", "this", "that", "they", "he", "she", "we", "you", "i", "in", "on",
        "at", "for", "and", "but", "so", "as", "if", "when", "while", "after", "before", "with", "by",
        "from", "is", "was", "will", "has", "had", "can", "all", "both", "there", "here", "now", "then",
        "first", "next", "last", "one", "two", "three", "what", "how", "why", "who", "where", "filming",
        "production", "season", "part", "his", "her", "their", "our", "your", "yes", "no", "not",
        "each", "every", "none", "most", "some", "half",
        "episodes", "netflix's", "viewers", "fans", "january", "february", "march", "april", "may",
        "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "seasons", "volume", "premiere",
        "release", "cameras", "shooting", "nearly", "about", "around", "some", "over", "almost", "only",
        "just", "still", "another", "more", "ahead", "following", "since", "despite", "during", "according",
        "because", "instead", "thanks", "inside", "outside", "half", "most", "critics", "audiences", "work",
        "word", "speaking", "meanwhile", "yesterday", "today", "tonight", "though", "although", "once", "uk",
        "us", "usa", "u.s", "u.k",
    )
)
# before the verb of a making, and no work: "Crews have begun", "Everybody has wrapped"
OF_MAKING = frozenset(
    (
        "crew", "crews", "cast", "everyone", "everybody", "everything", "nobody", "nothing", "something",
        "principal", "photography", "series", "seasons", "episode", "show", "shows", "drama", "film",
        "movie", "anime", "writers", "writer", "actors", "producers", "director", "directors", "creator",
        "sets", "stages", "cameras", "camera", "scripts", "script", "post", "post-production",
        "pre-production", "effects", "animation", "animators", "location", "locations", "pilot",
        "development", "rehearsals", "soon", "already", "currently", "reportedly", "officially", "finally",
        "people", "sources", "residents", "locals", "shoots", "shoot", "he", "she", "they", "extras",
        "dialogue", "music", "plans", "preparations", "auditions", "construction", "scenes", "exteriors",
        "interiors", "reshoots", "pickups", "things", "which", "that", "both", "again", "later", "earlier",
        "none",
    )
)
# before the name of a person: "Creator Ellen Lowe is …"
ROLES = frozenset(
    (
        "creator", "director", "writer", "showrunner", "producer", "star", "actor", "actress",
        "screenwriter", "author",
    )
)
# fmt: on
