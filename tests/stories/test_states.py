"""Stories of productions: announced, filming, paused, wrapped, released, cancelled, revived."""

from __future__ import annotations

from stories.newsroom import Press


def test_a_production_goes_its_way(press):
    press.on("2022-02-01").outlet("OSEN").prints("The Glory is in pre-production.")
    press.on("2022-06-23").outlet("OSEN").prints("The Glory is filming.")
    press.on("2022-07-27").outlet("Late Blog").prints("The Glory is announced.")
    press.on("2022-08-17").outlet("KBIZoom").prints("The Glory is wrapped.")

    assert press.inbox == [
        "production status: announced → pre_production",
        "production status: pre_production → filming",
        "production status: filming → wrapped",
    ]


def test_a_cast_member_s_own_post_is_a_report_but_a_fan_s_is_not(press):
    press.on("2022-06-22").account("fan").prints("The Glory is filming.")
    assert press.inbox == []
    press.account("limjjy2").prints("The actor says that The Glory is filming.")

    assert press.inbox == ["production status: announced → filming"]


def test_a_strike_pauses_and_ends(press):
    press.on("2022-05-01").outlet("Variety").prints("The Glory is filming.")
    press.on("2022-05-09").outlet("Variety").prints("The Glory is paused.")
    press.on("2022-09-28").outlet("Deadline").prints("The Glory is filming.")

    assert press.inbox == [
        "production status: announced → filming",
        "production status: filming → paused",
        "production status: paused → filming",
    ]


def test_a_show_is_cancelled_and_revived(press):
    press.outlet("Variety").prints("The Glory is filming.")
    press.read_all()
    press.on("2022-03-01").outlet("Blog").prints("The Glory is cancelled.")
    assert press.inbox == []
    press.on("2022-03-02").outlet("Deadline").prints("Netflix says that The Glory is cancelled.")
    press.on("2022-06-01").outlet("Deadline").prints("Netflix says that The Glory is filming.")

    assert press.inbox == ["production status: filming → cancelled", "production status: cancelled → filming"]


def test_one_paper_that_calls_it_cancelled_first_does_not_silence_the_others():
    press = Press()
    press.outlet("Blog").prints("The Glory is cancelled.")
    press.read_all()
    press.on("2022-06-23").outlet("OSEN").prints("The Glory is filming.")

    assert press.inbox[-1] == "production status: cancelled → filming"


def test_a_release_without_a_day_that_one_paper_misread_does_not_silence_the_others():
    press = Press()
    press.outlet("Misread").prints("The Glory is released.")
    press.read_all()
    press.on("2022-06-23").outlet("OSEN").prints("The Glory is filming.")

    assert press.inbox[-1] == "production status: released → filming"


def test_the_calendar_releases_nothing_a_word_does(press):
    press.outlet("Soompi").prints("Netflix says that The Glory comes out on 2022-12-30.")
    press.read_all()
    press.on("2022-12-31").outlet("Forum").prints("The Glory has 8 episodes.")
    assert press.inbox == ["episode count: None → 8"]
    press.outlet("Ready Steady Cut").prints("The Glory is released.")

    assert press.inbox[1:] == ["production status: announced → released"]


def test_released_a_trailer_is_not_released(press):
    press.outlet("Soompi").prints("Netflix says that The Glory comes out on 2022-12-30.")
    press.read_all()
    press.on("2022-11-01").outlet("Misread").prints("The Glory is released.")

    assert press.inbox == []


def test_reshoots_need_two_voices(press):
    press.on("2022-05-01").outlet("Variety").prints("The Glory is wrapped.")
    press.read_all()
    press.on("2022-06-01").outlet("Deadline").prints("The Glory is filming.")
    assert press.inbox == []
    press.on("2022-06-03").outlet("Collider").prints("The Glory is filming.")

    assert press.inbox == ["production status: wrapped → filming"]


def test_first_sight_is_a_summary_and_not_a_burst():
    press = Press()
    press.outlet("Soompi").prints(
        "The Glory comes out on 2022-12-30. The Glory has 8 episodes. The Glory is filming."
    )

    assert press.kinds() == ["baseline", "baseline", "baseline"]
    assert len(press.inbox) == 3
