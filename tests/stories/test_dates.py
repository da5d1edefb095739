"""Stories of release dates: told once, at the first credible word, and never by mistake."""

from __future__ import annotations

from stories.newsroom import Press


def test_a_window_narrows_to_a_day(press):
    press.outlet("Soompi").prints("The Glory is due in 2022.")
    press.on("2022-09-26").outlet("What's on Netflix").prints(
        "Sources say that The Glory is due on 2022-12-30."
    )
    press.on("2022-10-02").outlet("Pinkvilla").prints("The Glory is due in 2022-12.")

    assert press.inbox == ["release date: None → 2022", "release date: 2022 → 2022-12-30"]


def test_a_delay_is_told_once_however_many_write_it(press):
    press.outlet("Soompi").prints("Netflix says that The Glory comes out on 2022-12-30.")
    press.outlet("Variety").prints("The Glory comes out on 2022-12-30.")
    press.read_all()

    press.on("2022-11-20").outlet("Yonhap").prints(
        "Netflix says that The Glory comes out on 2023-02-10. The Glory was once planned for 2022-12-30."
    )
    press.outlet("Soompi").prints("Netflix says that The Glory comes out on 2023-02-10.")
    press.on("2022-11-21").outlet("Variety").prints("The Glory comes out on 2023-02-10.")

    assert press.inbox == ["release date: 2022-12-30 → 2023-02-10"]
    assert press.kinds()[-2:] != ["moved_later", "moved_later"]


def test_an_advance(press):
    press.outlet("Soompi").prints("The Glory comes out on 2022-12-30.")
    press.on("2022-11-01").outlet("Variety").prints("Netflix says that The Glory comes out on 2022-12-16.")

    assert press.inbox[-1] == "release date: 2022-12-30 → 2022-12-16"
    assert press.kinds()[-1] == "moved_earlier"


def test_a_hoax_wakes_nobody_and_its_denial_neither(press):
    press.outlet("Soompi").prints("Netflix says that part 2 is due in 2023-03. Part 1 of The Glory is out.")
    press.read_all()

    press.on("2023-01-06").account("gloryfan").prints("part 2 comes out on 2023-03-20! The Glory!")
    press.account("kdramadaily").prints("omg part 2 comes out on 2023-03-20. The Glory.")
    press.on("2023-01-07").outlet("Sportskeeda").prints(
        "The Glory. Netflix says that part 2 will not come out on 2023-03-20."
    )

    assert press.inbox == []
    assert press.held("release_date", "S1P2") == "2023-03"


def test_a_rumour_stays_a_rumour_however_often_it_is_copied(press):
    first = press.account("someone").prints("The Glory comes out on 2022-10-07.")
    for number in range(40):
        press.account(f"fan{number}").prints("The Glory comes out on 2022-10-07.", copies=first)

    assert press.inbox == []
    assert press.held("release_date") == "2022-10-07"


def test_a_copied_wire_story_is_one_voice(press):
    wire = press.outlet("Reuters").prints("The Glory comes out on 2022-12-30.")
    for paper in ("Herald", "Gazette", "Courier", "Post"):
        press.outlet(paper).prints("The Glory comes out on 2022-12-30.", copies=wire)

    assert press.inbox == ["release date: None → 2022-12-30"]
    assert "upgraded" not in press.kinds()

    press.outlet("Variety").prints("The Glory comes out on 2022-12-30, we have learnt ourselves.")
    assert press.kinds()[-1] == "upgraded"
    assert len(press.inbox) == 1


def test_papers_that_cite_one_paper_are_that_paper(press):
    press.outlet("Soompi").prints("The Glory comes out on 2022-12-30.")
    press.outlet("Herald").prints("Soompi writes that The Glory comes out on 2022-12-30.")
    press.outlet("Gazette").prints("Soompi writes that The Glory comes out on 2022-12-30.")

    assert "upgraded" not in press.kinds()


def test_a_retrospective_changes_nothing(press):
    press.outlet("Soompi").prints("Netflix says that The Glory comes out on 2022-12-30.")
    press.on("2022-12-30").outlet("Variety").prints("The Glory is released.")
    press.read_all()

    press.on("2025-01-02").outlet("Collider").prints(
        "Season 1 was once planned for 2022-10. The Glory comes out on 2022-12-30. The Glory was filming."
    )
    press.on("2026-01-02").outlet("Listicle").prints("The Glory comes out in 2022-12. The Glory is released.")

    assert press.inbox == []


def test_a_late_found_old_article_does_not_overturn_newer_news(press):
    press.on("2022-12-01").outlet("Soompi").prints("The Glory comes out on 2022-12-30.")
    press.read_all()

    press.on("2022-12-05").outlet("Archive").prints("The Glory is due on 2022-11-04.", dated="2022-05-01")

    assert press.inbox == []
    assert press.held("release_date") == "2022-12-30"


def test_two_outlets_disagree_for_weeks(press):
    herald, gazette = press.outlet("Herald"), press.outlet("Gazette")
    for week in range(1, 9):
        press.on(f"2022-0{week}-03")
        herald.prints("The Glory comes out in 2022-11.")
        press.on(f"2022-0{week}-05")
        gazette.prints("The Glory comes out in 2022-12.")

    assert press.inbox == ["release date: None → 2022-11", "release date: 2022-11 → 2022-12"]


def test_there_and_back_again_is_at_most_one_correction(press):
    official = press.outlet("About Netflix", "official")
    for month, day in (
        (1, "2022-12-30"),
        (2, "2022-12-16"),
        (3, "2022-12-30"),
        (4, "2022-12-16"),
        (5, "2022-12-30"),
    ):
        press.on(f"2022-0{month}-10")
        official.prints(f"The Glory comes out on {day}.")

    assert press.inbox == [
        "release date: None → 2022-12-30",
        "release date: 2022-12-30 → 2022-12-16",
        "release date: 2022-12-16 → 2022-12-30",
    ]
    assert press.kinds()[1:] == ["first", "moved_earlier", "moved_later", "moved_earlier", "moved_later"]
    assert press.held("release_date") == "2022-12-30"


def test_the_official_word_is_told_to_those_who_were_told_a_report(press):
    press.outlet("What's on Netflix").prints("Sources say that The Glory is due on 2022-12-30.")
    press.on("2022-12-01").outlet("About Netflix", "official").prints("The Glory comes out on 2022-12-30.")
    press.outlet("Variety").prints("Netflix says that The Glory comes out on 2022-12-30.")

    assert press.inbox == ["release date: None → 2022-12-30", "release date: 2022-12-30 → 2022-12-30"]


def test_an_edited_page_that_says_the_same_is_silent(press):
    soompi = press.outlet("Soompi")
    page = soompi.prints("The Glory comes out on 2022-12-30.")
    for number in range(20):
        soompi.edits(f"The Glory comes out on 2022-12-30. Edit {number}: a typo.", page=page)

    assert press.inbox == ["release date: None → 2022-12-30"]


def test_a_page_edited_to_another_day_moves_the_date(press):
    soompi = press.outlet("Soompi")
    page = soompi.prints("The Glory comes out on 2022-12-30.")
    press.on("2022-10-01")
    soompi.edits("The Glory comes out on 2023-01-06.", page=page)

    assert press.inbox[-1] == "release date: 2022-12-30 → 2023-01-06"


def test_a_value_edited_away_is_corrected_once(press):
    soompi = press.outlet("Soompi")
    page = soompi.prints("The Glory comes out on 2022-12-30.")
    press.read_all()
    soompi.edits("We wrote about The Glory here by mistake.", page=page)
    soompi.edits("We wrote about The Glory here by mistake. Sorry.", page=page)

    assert press.inbox == ["release date: 2022-12-30 → None"]


def test_an_official_denial_corrects_what_was_told(press):
    press.outlet("Herald").prints("The Glory comes out on 2022-10-07.")
    press.read_all()
    press.on("2022-08-02").outlet("Soompi").prints(
        "Netflix says that The Glory will not come out on 2022-10-07."
    )

    assert press.inbox == ["release date: 2022-10-07 → None"]


def test_those_who_were_not_told_get_no_correction():
    press = Press(minimum="official")
    press.outlet("Herald").prints("The Glory comes out on 2022-10-07.")
    press.on("2022-08-02").outlet("Soompi").prints(
        "Netflix says that The Glory will not come out on 2022-10-07."
    )

    assert press.inbox == []


def test_a_film_is_pulled_and_dated_again():
    press = Press(kind="film")
    press.outlet("Variety").prints("The Glory is announced.")
    press.outlet("Variety").prints("Netflix says that The Glory comes out on 2022-04-02.")
    press.read_all()
    press.on("2022-03-01").outlet("Deadline").prints(
        "Netflix says that The Glory is pulled without a new date."
    )
    press.on("2022-06-01").outlet("Deadline").prints("Netflix says that The Glory comes out on 2022-11-25.")

    assert press.inbox == ["release date: 2022-04-02 → XXXX", "release date: XXXX → 2022-11-25"]


def test_that_a_date_was_pulled_is_told_once_however_many_say_so(press):
    press.outlet("Herald").prints("The Glory comes out on 2022-12-30.")
    press.on("2022-11-01").outlet("Deadline").prints("The Glory is pulled without a new date.")
    press.on("2022-11-01").outlet("Variety").prints("The Glory is pulled without a new date.")
    press.on("2022-11-02").outlet("Herald").prints("The Glory is pulled without a new date.")
    press.on("2022-11-03").outlet("Soompi").prints(
        "Netflix says that The Glory is pulled without a new date."
    )

    assert press.inbox[1:] == ["release date: 2022-12-30 → XXXX"]
    assert press.kinds()[-1] == "confirmed"


def test_a_fans_day_does_not_keep_the_month_that_a_paper_knows_from_anybody(press):
    press.account("fan").prints("The Glory comes out on 2022-12-30.")
    press.on("2022-08-02").outlet("Variety").prints("The Glory is due in 2022-12.")

    assert press.inbox == ["release date: 2022-12-30 → 2022-12"]


def test_who_was_told_hears_when_the_only_page_now_only_guesses(press):
    page = press.outlet("Variety").prints("The Glory comes out on 2022-10-07.")
    press.on("2022-08-02").outlet("Variety").edits("The Glory may come out on 2022-11-11.", page=page)

    assert press.inbox == ["release date: None → 2022-10-07", "release date: 2022-10-07 → 2022-11-11"]


def test_the_earliest_word_in_korean_then_confirmed_in_english(press):
    press.on("2022-12-20").outlet("OSEN").prints(
        "The director says that part 2 is due in 2023-03. The Glory."
    )
    press.on("2022-12-22").outlet("Netflix Trends").prints("part 2 may come out in 2023-03. The Glory.")
    press.on("2022-12-23").outlet("Pinkvilla").prints("part 2 is due in 2023-03. The Glory.")

    assert press.inbox == ["S1P2 release date: None → 2023-03"]


def test_a_page_that_contradicts_itself_is_no_news(press):
    press.outlet("Soompi").prints("The Glory is due in 2022.")
    press.read_all()
    press.outlet("Muddle").prints("The Glory comes out on 2022-10-07. The Glory comes out on 2022-11-11.")

    assert press.inbox == []


def test_one_paper_alone_does_not_overturn_what_two_papers_and_the_platform_say(press):
    press.outlet("Soompi").prints("Netflix says that The Glory comes out on 2022-12-30.")
    press.outlet("Variety").prints("The Glory comes out on 2022-12-30.")
    press.read_all()
    press.on("2022-10-01").outlet("Careless").prints("The Glory comes out on 2022-12-16.")

    assert press.inbox == []
    assert press.kinds()[-1] == "disputed"
