"""The timer and the deck of cards."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sheets import ready, settled

DRAW = re.compile("^Draw (a|another) card$")


def timer(visit: Visit) -> Page:
    visit.page.clock.install()
    page = ready(visit.open("worksheets/every-field/"))
    page.locator("#rr-f-people--1").fill("Ama")
    return page


def test_the_timer_counts_a_turn_and_names_who_speaks(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_role("button", name="Start", exact=True).click()
    expect(watch.locator(".rr-timer-who")).to_have_text("Turn 1 of 2 · Ama speaks")
    page.clock.run_for(20_000)
    expect(watch.get_by_role("timer")).to_have_text("00:40")
    page.clock.run_for(11_000)
    expect(watch.get_by_role("status")).to_have_text("Half of the time is left.")
    page.clock.run_for(30_000)
    expect(watch.get_by_role("status")).to_have_text("Time. Take a breath, then change over.")
    watch.get_by_role("button", name="Next turn").click()
    expect(watch.locator(".rr-timer-who")).to_have_text("Turn 2 of 2 · Person two speaks")
    page.clock.run_for(61_000)
    expect(watch.get_by_role("status")).to_have_text("Time. Well done.")
    watch.get_by_role("button", name="Start again").click()
    expect(watch.get_by_role("timer")).to_have_text("01:00")


def test_the_timer_is_right_after_the_tab_has_slept(small_visit: Visit) -> None:
    page = timer(small_visit)
    page.locator("rr-timer").get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward(45_000)  # the clock goes on, but timers fire only once, as in a sleeping tab
    expect(page.get_by_role("timer")).to_have_text("00:15")


def test_the_timer_stands_still_while_paused(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(10_000)
    watch.get_by_role("button", name="Pause").click()
    page.clock.run_for(30_000)
    expect(page.get_by_role("timer")).to_have_text("00:50")
    watch.get_by_role("button", name="Go on").click()
    page.clock.run_for(10_000)
    expect(page.get_by_role("timer")).to_have_text("00:40")


def test_the_end_of_a_turn_does_not_tear_a_writer_away(small_visit: Visit) -> None:
    page = timer(small_visit)
    page.locator("rr-timer").get_by_role("button", name="Start", exact=True).click()
    page.locator("#rr-f-long").focus()
    page.clock.run_for(61_000)
    expect(page.get_by_role("button", name="Next turn")).to_be_visible()
    expect(page.locator("#rr-f-long")).to_be_focused()


def test_the_keyboard_goes_on_from_button_to_button(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_role("button", name="Start", exact=True).press("Enter")
    expect(watch.get_by_role("button", name="Pause")).to_be_focused()
    page.clock.run_for(61_000)
    expect(watch.get_by_role("button", name="Next turn")).to_be_focused()


def shown(page: Page) -> list[str]:
    return [card.inner_text() for card in page.locator(".rr-deck-question").all() if card.is_visible()]


def test_cards_are_drawn_one_at_a_time_until_each_has_been_seen(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=business"))
    assert shown(page) == []
    seen = []
    for number in range(1, 5):
        page.get_by_role("button", name=DRAW).click()
        expect(page.locator(".rr-deck-position")).to_have_text(f"Card {number} of 4")
        (card,) = shown(page)
        seen.append(card)
    assert len(set(seen)) == 4
    page.get_by_role("button", name="The card before").click()
    assert shown(page) == [seen[2]]


def test_a_passed_card_may_come_again_later(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    page.get_by_role("button", name=DRAW).click()
    (first,) = shown(page)
    page.get_by_role("button", name="Pass").click()
    (second,) = shown(page)
    page.get_by_role("button", name=DRAW).click()
    assert (second != first, shown(page)) == (True, [first])


def test_the_place_in_the_deck_and_what_was_said_are_kept(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/"))
    page.get_by_role("button", name=DRAW).click()
    before = shown(page)
    page.get_by_label("What we said").locator("visible=true").fill("Much")
    page.get_by_label("Keep this one").locator("visible=true").check()
    settled(page)
    page.reload()
    ready(page)
    assert shown(page) == before
    expect(page.get_by_label("What we said").locator("visible=true")).to_have_value("Much")
    page.get_by_label("The ones we kept").check()
    assert shown(page) == before


def test_cards_can_be_drawn_from_one_group_and_only_for_ones_own_audience(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    page.get_by_label("Show all cards").check()
    assert len(shown(page)) == 2
    page.goto(page.url.replace("couple", "business"))
    ready(page)
    page.get_by_label("Draw from").select_option("Work")
    page.get_by_label("Show all cards").check()
    assert shown(page) == ["What does it cost?", "What is next?"]


def test_the_count_of_cards_is_that_of_the_group_drawn_from(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=business"))
    page.get_by_label("Draw from").select_option("Every day")
    page.get_by_role("button", name=DRAW).click()
    page.get_by_label("Draw from").select_option("Work")
    assert shown(page) == []
    page.get_by_role("button", name=DRAW).click()
    expect(page.locator(".rr-deck-position")).to_have_text("Card 1 of 2")


def test_the_new_card_has_the_focus(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/"))
    page.get_by_role("button", name=DRAW).click()
    expect(page.locator(".rr-deck-question:focus")).to_have_count(1)
    expect(page.locator(".rr-deck-question:focus")).to_have_text(re.compile(r".+"))
