"""Records all the way: from a database's answer to a fact, and beside an article's own words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from kit import pages
from kit.rig import Rig, configuration, source

NOW = datetime(2022, 12, 1, 12, tzinfo=UTC)


def show(*, premiered="2022-12-30", episodes=8, status="In Development"):
    return json.dumps(
        {
            "id": 57841,
            "name": "The Glory",
            "status": status,
            "premiered": premiered,
            "webChannel": {"name": "Netflix"},
            "_embedded": {
                "seasons": [{"number": 1, "episodeOrder": episodes, "premiereDate": premiered}],
                "akas": [{"name": "더 글로리"}],
                "cast": [{"person": {"name": "Song Hye Kyo"}}],
            },
        }
    )


def facts(rig):
    return {(r["scope"], r["field"]): (r["value"], r["standing"]) for r in rig.rows("SELECT * FROM facts")}


def test_a_record_becomes_facts_and_its_edit_a_change(site, log_path):
    site.serves("/shows/57841", show(), content_type="application/json")
    config = configuration(
        source(
            "tvmaze",
            "https://www.tvmaze.com/shows/57841/the-glory",
            kind="record",
            api=site.root,
            standing="database",
        )
    )
    with Rig(config, log_path) as rig:
        rig.tick(NOW)
        first = facts(rig)
        rig.tick(NOW + timedelta(hours=1))
        site.serves("/shows/57841", show(episodes=16), content_type="application/json")
        rig.tick(NOW + timedelta(hours=2))
        after = facts(rig)
        quotes = {r["quote"] for r in rig.rows("SELECT quote FROM claims")}
        kinds = [r["kind"] for r in rig.rows("SELECT kind FROM documents")]
        revisions = rig.rows("SELECT number FROM revisions")

    assert {value for (_, field), (value, _) in first.items() if field == "release_date"} == {"2022-12-30"}
    assert {value for (_, field), (value, _) in first.items() if field == "episode_count"} == {"8"}
    assert {value for (_, field), (value, _) in after.items() if field == "episode_count"} == {"16"}
    assert "S1 episodeOrder: 16" in quotes
    assert kinds == ["record"]
    assert len(revisions) == 2, "the same record is no new revision"


def test_json_ld_of_an_article_is_a_record_beside_it(site, log_path):
    linked = {
        "@context": "https://schema.org",
        "@type": "TVSeries",
        "name": "The Glory",
        "alternateName": "더 글로리",
        "actor": [{"@type": "Person", "name": "Song Hye Kyo"}],
        "numberOfEpisodes": 8,
    }
    piece = pages.Piece(
        url="", title="What we know of The Glory", text="Song Hye Kyo stars in The Glory. " * 6, at=NOW
    )
    block = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    url = site.serves("/preview", pages.article(piece).replace("</head>", f"{block}</head>"))

    with Rig(configuration(source("press", url, kind="page", standing="trade")), log_path) as rig:
        rig.tick(NOW)
        documents = rig.rows("SELECT kind, standing FROM documents ORDER BY kind")
        claims = rig.rows("SELECT field, value, weight, quote FROM claims WHERE field = 'episode_count'")

    assert documents == [{"kind": "article", "standing": 3}, {"kind": "record", "standing": 2}]
    assert [(c["value"], c["weight"], c["quote"]) for c in claims] == [("8", 2, "numberOfEpisodes: 8")]


def test_another_title_of_the_same_name_is_no_fact(site, log_path):
    other = json.loads(show())
    other["_embedded"]["cast"] = [{"person": {"name": "Chen Duling"}}]
    site.serves("/shows/57841", json.dumps(other), content_type="application/json")
    config = configuration(
        source("tvmaze", "https://www.tvmaze.com/shows/57841/x", kind="record", api=site.root)
    )
    with Rig(config, log_path) as rig:
        rig.tick(NOW)
        assert facts(rig) == {}
        (reading,) = rig.rows("SELECT about, reason FROM readings")
    assert (reading["about"], reading["reason"]) == (0, "has the name, but other people")
