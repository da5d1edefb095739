"""Stories of wrong clocks, wrong pages and wrong people: logged, explained, and nobody is woken wrongly."""

from __future__ import annotations


def test_a_page_dated_1970_overturns_nothing(press):
    press.on("2022-09-26").outlet("Soompi").prints("The Glory comes out on 2022-12-30.")
    press.read_all()
    press.outlet("Broken Clock").prints("The Glory comes out on 2022-10-07.", dated="1970-01-01")

    assert press.inbox == []
    assert press.held("release_date") == "2022-12-30"


def test_a_page_dated_in_the_future_counts_from_the_day_it_was_read(press):
    press.on("2022-09-26").outlet("Broken Clock").prints(
        "The Glory comes out on 2022-10-07.", dated="2099-01-01"
    )
    press.on("2022-10-01").outlet("Soompi").prints("Netflix says that The Glory comes out on 2022-12-30.")

    assert press.inbox == ["release date: None → 2022-10-07", "release date: 2022-10-07 → 2022-12-30"]


def test_a_page_that_is_edited_back_and_forth_does_not_chatter(press):
    herald = press.outlet("Herald")
    page = herald.prints("The Glory comes out on 2022-12-30.")
    for number in range(12):
        day = "2023-01-06" if number % 2 == 0 else "2022-12-30"
        herald.edits(f"The Glory comes out on {day}.", page=page)

    assert press.inbox == [
        "release date: None → 2022-12-30",
        "release date: 2022-12-30 → 2023-01-06",
        "release date: 2023-01-06 → 2022-12-30",
    ]


def test_a_trimmed_page_that_still_names_the_day_takes_nothing_back(press):
    soompi = press.outlet("Soompi")
    page = soompi.prints("The Glory comes out on 2022-12-30. The Glory is filming. We met the cast.")
    press.read_all()
    soompi.edits("The Glory comes out on 2022-12-30. The Glory is filming.", page=page)

    assert press.inbox == []


def test_an_edit_of_one_page_does_not_shake_what_others_say_too(press):
    herald = press.outlet("Herald")
    page = herald.prints("The Glory comes out on 2022-12-30.")
    press.outlet("Soompi").prints("The Glory comes out on 2022-12-30.")
    press.read_all()
    herald.edits("A correction: The Glory has no date of ours.", page=page)

    assert press.inbox == []
    assert press.held("release_date") == "2022-12-30"


def test_one_wrong_blog_does_not_cancel_a_show_or_wrap_it_twice(press):
    press.outlet("Variety").prints("The Glory is filming.")
    press.read_all()
    press.account("blog", "fan").prints("The Glory is cancelled.")
    press.account("blog", "fan").prints("The Glory is wrapped.")

    assert press.inbox == []
    assert press.held("production_status") == "filming"
