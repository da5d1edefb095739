"""Stories of seasons and parts that get their names as they go."""

from __future__ import annotations

from stories.newsroom import Press


def test_a_season_is_split_after_its_date_was_told(press):
    press.outlet("SCMP").prints("The Glory comes out on 2022-12-30. The Glory has 8 episodes.")
    press.read_all()

    press.on("2022-12-20").outlet("OSEN").prints(
        "The director says that season 1 has 16 episodes. Part 1 comes out on 2022-12-30."
        " The director says that part 2 is due in 2023-03. The Glory."
    )

    assert press.inbox == ["S1P2 release date: None → 2023-03", "S1 episode count: 8 → 16"]
    assert press.held("release_date", "S1P1") == "2022-12-30"
    assert press.held("release_date") is None


def test_eight_and_sixteen_do_not_fight(press):
    press.on("2022-12-20").outlet("OSEN").prints(
        "The director says that season 1 has 16 episodes. part 1 comes out on 2022-12-30."
        " part 2 is due in 2023-03. The Glory."
    )
    press.read_all()
    press.on("2022-12-31").outlet("Readers").prints("part 1 has 8 episodes. The Glory.")
    press.on("2023-01-03").outlet("Careless").prints("season 1 has 8 episodes. The Glory.")
    press.on("2023-01-04").outlet("Careful").prints("The Glory has 16 episodes.")

    assert press.inbox == ["S1P1 episode count: None → 8"]
    assert press.held("episode_count", "S1") == "16"


def test_season_two_said_for_part_two(press):
    press.on("2022-12-20").outlet("OSEN").prints(
        "part 1 comes out on 2022-12-30. part 2 is due in 2023-03. The Glory."
    )
    press.read_all()
    press.on("2023-01-18").outlet("JejuTWN").prints(
        "Netflix says that season 2 comes out on 2023-03-10. The Glory."
    )
    press.outlet("OSEN").prints("Netflix says that part 2 comes out on 2023-03-10. The Glory.")

    assert press.inbox == ["S1P2 release date: 2023-03 → 2023-03-10"]


def test_a_new_season_long_after_the_parts_is_a_season_of_its_own(press):
    press.on("2022-12-20").outlet("OSEN").prints(
        "part 1 comes out on 2022-12-30. part 2 comes out on 2023-03-10. The Glory."
    )
    press.read_all()
    press.on("2025-05-01").outlet("Variety").prints("Netflix says that season 2 is due in 2026. The Glory.")

    assert press.inbox == ["S2 release date: None → 2026"]
    assert press.held("release_date", "S1P2") == "2023-03-10"


def test_what_is_said_without_a_season_goes_to_the_one_to_come(press):
    press.outlet("Soompi").prints("season 1 comes out on 2022-03-04. The Glory.")
    press.on("2022-03-05").outlet("Soompi").prints("season 1 is released. The Glory.")
    press.on("2022-06-01").outlet("Variety").prints("Netflix says that season 2 is announced. The Glory.")
    press.on("2022-06-02").outlet("Deadline").prints("season 2 is announced. The Glory.")
    press.read_all()

    press.on("2022-09-01").outlet("Variety").prints("The Glory is filming.")
    press.on("2022-10-01").outlet("Variety").prints("The Glory comes out in 2023-06.")

    assert press.inbox == [
        "S2 production status: announced → filming",
        "S2 release date: None → 2023-06",
    ]


def test_an_older_season_mentioned_in_passing_is_no_news(press):
    press.outlet("Variety").prints("season 2 is announced. The Glory.")
    press.outlet("Deadline").prints("season 2 is filming. The Glory.")
    press.read_all()
    press.on("2022-05-01").outlet("Collider").prints(
        "season 1 comes out on 2019-09-17. season 1 has 9 episodes. season 1 is released. The Glory."
    )

    assert press.inbox == []


def test_a_film_with_festival_and_cinema_dates_keeps_the_cinemas():
    press = Press(kind="film")
    press.outlet("Variety").prints("The Glory is completed.")
    press.outlet("Screen").prints("Netflix says that the film comes out on 2022-10-21. The Glory.")
    press.read_all()
    press.on("2022-09-02").outlet("Festival Blog").prints("The Glory comes out on 2022-09-02.")
    assert press.inbox == []

    press.on("2022-10-21").outlet("Screen").prints("The Glory is released.")
    assert press.inbox == ["film production status: completed → released"]
