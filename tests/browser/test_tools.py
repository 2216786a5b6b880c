"""The timer and the deck of cards."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import axe
from tests.browser.conftest import Visit
from tests.browser.sheets import pdf, ready, words

Visits = Callable[..., Visit]
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
    expect(watch.locator(".rr-status")).to_have_text("Half of the time is left.")
    page.clock.run_for(30_000)
    expect(watch.locator(".rr-status")).to_have_text("Time. Take a breath, then change over.")
    watch.get_by_role("button", name="Next turn").click()
    expect(watch.locator(".rr-timer-who")).to_have_text("Turn 2 of 2 · Person two speaks")
    page.clock.run_for(61_000)
    expect(watch.locator(".rr-status")).to_have_text("Time. Well done.")
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


def reloaded(page: Page) -> Page:
    page.reload()
    return ready(page)


def test_a_running_timer_goes_on_after_a_reload_in_the_same_turn(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(61_000)
    watch.get_by_role("button", name="Next turn").click()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 31)
    reloaded(page)
    expect(watch.locator(".rr-timer-who")).to_contain_text("Turn 2 of 2")
    page.clock.run_for(10_000)
    expect(watch.get_by_role("timer")).to_have_text(re.compile("00:1[89]"))
    expect(watch.locator(".rr-status")).to_have_text("")  # half of the time was announced before


def test_a_paused_timer_is_still_paused_after_a_reload(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(20_000)
    watch.get_by_role("button", name="Pause").click()
    face = watch.get_by_role("timer").inner_text()
    reloaded(page)
    page.clock.run_for(20_000)
    expect(watch.get_by_role("timer")).to_have_text(face)
    expect(watch.get_by_role("button", name="Go on")).to_be_visible()
    expect(watch.get_by_text("Your plan for a pause")).to_be_visible()


def test_a_timer_that_ran_out_while_the_reader_was_away_says_so(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward(90_000)
    expect(watch.locator(".rr-status")).to_have_text("The time ran out while you were away.")
    watch.get_by_role("button", name="Next turn").click()
    page.goto("about:blank")
    page.clock.fast_forward(90_000)
    page = ready(small_visit.open("worksheets/every-field/"))
    expect(watch.locator(".rr-status")).to_have_text("The time ran out while you were away.")
    expect(watch.get_by_role("button", name="Start again")).to_be_visible()


def test_a_timer_left_by_a_link_on_the_page_is_right_when_one_comes_back(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_role("button", name="Start", exact=True).click()
    page.evaluate("window.same = true")
    page.locator(".md-footer__link").first.click()
    expect(watch).to_have_count(0)
    page.clock.run_for(20_000)
    page.go_back()
    expect(watch.get_by_role("timer")).to_have_text(re.compile("00:(3|40)"))
    assert page.evaluate("window.same"), "the pages were loaded whole, so this shows nothing"


def test_a_pause_leads_to_the_plan_for_it(small_visit: Visit) -> None:
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    plan = watch.get_by_text("Need longer? Your plan for a pause:")
    expect(plan).to_be_hidden()
    watch.get_by_role("button", name="Start", exact=True).click()
    expect(plan).to_be_hidden()
    watch.get_by_role("button", name="Pause").click()
    expect(plan).to_be_visible()
    expect(watch.get_by_role("status").filter(has_text="Need longer?")).to_be_visible()
    expect(watch.get_by_role("link", name="Every field")).to_have_attribute("href", re.compile(r"\S"))
    watch.get_by_role("button", name="Go on").click()
    expect(plan).to_be_hidden()


SOUND = """window.rung = [];
window.AudioContext = class {
  currentTime = 7;
  destination = {};
  resume() {}
  part() {
    const gain = {setValueAtTime() {}, exponentialRampToValueAtTime() {}};
    return {
      gain, connect: one => one, disconnect: () => rung.push("hushed"), stop() {},
      start: at => rung.push(Math.round(at - 7)),
    };
  }
  createOscillator() { return this.part(); }
  createGain() { return this.part(); }
};"""


def test_the_timer_rings_at_the_end_only_where_that_was_chosen_on_this_device(small_visit: Visit) -> None:
    small_visit.context.add_init_script(SOUND)
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    bell = watch.get_by_label("Ring softly at the end")
    expect(bell).not_to_be_checked()
    watch.get_by_role("button", name="Start", exact=True).click()
    assert page.evaluate("rung") == []
    bell.check()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 20)
    assert {*page.evaluate("rung")} == {60}, "the sound card is to ring when the time is up"
    watch.get_by_role("button", name="Pause").click()
    assert page.evaluate("rung.at(-1)") == "hushed"
    watch.get_by_role("button", name="Go on").click()
    assert page.evaluate("rung.at(-1)") in {39, 40}
    page.clock.run_for(41_000)
    expect(watch.get_by_role("button", name="Next turn")).to_be_visible()
    assert page.evaluate("rung.at(-1)") != "hushed", "a bell that rings may ring out"
    reloaded(page)
    expect(bell).to_be_checked()
    bell.uncheck()
    reloaded(page)
    expect(bell).not_to_be_checked()


def test_a_browser_that_keeps_nothing_and_makes_no_sound_has_a_timer_all_the_same(small_visit: Visit) -> None:
    small_visit.context.add_init_script(
        """for (const name of ["getItem", "setItem", "removeItem"]) {
          const real = Storage.prototype[name];
          Storage.prototype[name] = function (key, ...given) {
            if (/^rr-(timer|bell)/.test(key)) throw new Error("refused");
            return real.call(this, key, ...given);
          };
        }
        window.AudioContext = undefined;"""
    )
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    watch.get_by_label("Ring softly at the end").check()
    watch.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(61_000)
    expect(watch.locator(".rr-status")).to_have_text("Time. Take a breath, then change over.")
    assert small_visit.errors == []


AWAKE = """window.locks = [];
Object.defineProperty(navigator, "wakeLock", {value: {request: async () => {
  const lock = {released: false, release: async () => { lock.released = true }};
  locks.push(lock);
  return lock;
}}});"""


def test_the_screen_stays_awake_while_the_timer_runs_and_again_when_the_page_is_back_in_view(
    small_visit: Visit,
) -> None:
    small_visit.context.add_init_script(AWAKE)
    page = timer(small_visit)
    watch = page.locator("rr-timer")
    held = "locks.map(lock => !lock.released)"
    watch.get_by_role("button", name="Start", exact=True).click()
    assert page.evaluate(held) == [True]
    page.evaluate("locks[0].release(); document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate(held) == [False, True]
    watch.get_by_role("button", name="Pause").click()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate(held) == [False, False]


def test_a_turn_of_one_minute_is_not_called_minutes(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("worksheets/every-field/")
    expect(page.locator(".rr-timer-plain")).to_contain_text("One minute each.")


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


def drawn(visit: Visit, audience: str = "business") -> Page:
    """Open the small sheet and draw a card."""
    page = ready(visit.open(f"worksheets/every-field/?for={audience}"))
    page.get_by_role("button", name=DRAW).click()
    return page


def test_going_back_and_on_shows_the_same_cards(small_visit: Visit) -> None:
    page = drawn(small_visit)
    seen = [shown(page)]
    for _ in range(2):
        page.get_by_role("button", name=DRAW).click()
        seen.append(shown(page))
    for _ in range(2):
        page.get_by_role("button", name="The card before").click()
    assert shown(page) == seen[0]
    expect(page.get_by_role("button", name="The card before")).to_be_disabled()
    for place in (1, 2):
        page.get_by_role("button", name="The next card").click()
        assert shown(page) == seen[place]
    expect(page.get_by_role("button", name=DRAW)).to_be_visible()


def test_a_card_passed_by_mistake_is_the_card_before(small_visit: Visit) -> None:
    page = drawn(small_visit)
    first = shown(page)
    page.get_by_role("button", name="Pass").click()
    page.get_by_role("button", name="The card before").click()
    assert shown(page) == first


def test_shuffling_begins_a_new_round_and_can_be_taken_back(small_visit: Visit) -> None:
    page = drawn(small_visit)
    page.get_by_label("What we said").locator("visible=true").fill("Much")
    page.get_by_role("button", name=DRAW).click()
    second = shown(page)
    shuffle = page.get_by_role("button", name="Shuffle")
    shuffle.click()
    assert shown(page) == []
    expect(page.get_by_role("button", name="Draw a card")).to_be_focused()
    expect(page.locator(".rr-deck").get_by_role("status")).to_have_text(re.compile("All cards are back in the deck"))
    expect(shuffle).to_be_disabled()
    page.get_by_role("button", name="The card before").click()
    assert shown(page) == second
    expect(page.locator(".rr-deck-position")).to_have_text("Card 2 of 4")
    shuffle.click()
    page.get_by_role("button", name=DRAW).click()
    expect(page.locator(".rr-deck-position")).to_have_text("Card 1 of 4")
    page.get_by_label("Show all cards").check()
    assert "Much" in [one.input_value() for one in page.get_by_label("What we said").all()]


def test_the_group_and_what_is_shown_are_the_same_after_a_reload(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=business"))
    page.get_by_label("Draw from").select_option("Work")
    page.get_by_role("button", name=DRAW).click()
    card = shown(page)
    reloaded(page)
    expect(page.get_by_label("Draw from")).to_have_value("work")
    assert shown(page) == card
    page.get_by_label("Show all cards").check()
    reloaded(page)
    expect(page.get_by_label("Show all cards")).to_be_checked()
    assert len(shown(page)) == 2
    page.get_by_label("Show all cards").uncheck()
    assert shown(page) == card


def test_the_place_in_a_deck_is_cleared_with_the_sheet(small_visit: Visit) -> None:
    page = drawn(small_visit)
    page.locator("[data-do=ask-clear]").click()
    page.locator("dialog [data-do=clear]").click()
    expect(page.locator(".rr-deck-card:visible")).to_have_count(0)


def test_it_says_by_name_who_answers_a_card(small_visit: Visit) -> None:
    page = drawn(small_visit)
    who = page.locator(".rr-deck-who")
    expect(who).to_have_text("Person one answers this card")
    page.locator("#rr-f-people--1").fill("Ama <b>")
    expect(who).to_have_text("Ama <b> answers this card")
    expect(page.locator(".rr-deck-question:visible")).to_have_accessible_description("Ama <b> answers this card")
    page.get_by_role("button", name="Pass").click()
    expect(who).to_have_text("Ama <b> answers this card")
    page.get_by_role("button", name=DRAW).click()
    expect(who).to_have_text("Person two answers this card")
    page.get_by_role("button", name=DRAW).click()
    expect(who).to_have_text("Ama <b> answers this card")
    page.get_by_role("button", name="The card before").click()
    expect(who).to_have_text("Person two answers this card")
    page.get_by_label("Show all cards").check()
    expect(who).to_be_hidden()


def test_the_arrow_keys_turn_the_cards_but_not_where_one_writes_or_chooses(small_visit: Visit) -> None:
    page = drawn(small_visit)
    first = shown(page)
    page.keyboard.press("ArrowRight")
    second = shown(page)
    assert second != first
    expect(page.locator(".rr-deck-question:focus")).to_have_text(second[0], use_inner_text=True)
    page.keyboard.press("ArrowLeft")
    assert shown(page) == first
    page.keyboard.press("ArrowLeft")
    assert shown(page) == first
    notes = page.get_by_label("What we said").locator("visible=true")
    notes.fill("Words")
    notes.press("ArrowRight")
    notes.press("ArrowLeft")
    page.get_by_label("Draw from").press("ArrowLeft")
    page.locator("#rr-f-long").press("ArrowRight")
    assert shown(page) == first
    page.get_by_role("button", name="Pass").press("ArrowRight")
    assert shown(page) == second


def swipe(page: Page, place: Locator, x: int, y: int) -> None:
    """Move a finger from the middle of something."""
    box = place.bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    for part in (0.25, 0.5, 0.75, 1):
        point = {"x": at["x"] + x * part, "y": at["y"] + y * part}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()


def test_a_finger_turns_the_cards_sideways_only_and_not_from_a_text_field(visits: Visits, small_site: Path) -> None:
    page = drawn(visits(small_site, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True))
    first = shown(page)
    question = page.locator(".rr-deck-question:visible")
    question.scroll_into_view_if_needed()
    swipe(page, question, -120, 10)
    second = shown(page)
    assert second != first
    swipe(page, question, 120, 10)
    assert shown(page) == first
    swipe(page, question, 30, 0)
    swipe(page, question, 60, -100)
    question.scroll_into_view_if_needed()
    swipe(page, page.locator("textarea:visible").and_(page.get_by_label("What we said")), -120, 0)
    assert shown(page) == first


def test_how_to_use_the_cards_is_told_where_they_are_drawn(visits: Visits, small_site: Path) -> None:
    page = visits(small_site).open("worksheets/every-field/")
    how = page.get_by_text("Draw one.")
    expect(how).to_be_hidden()
    page.get_by_text("How to use these cards").click()
    expect(how).to_be_visible()
    assert "Draw one." not in words(pdf(page, "A4"))


def test_of_a_deck_without_answers_the_cards_that_were_drawn_are_printed(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=business"))
    page.get_by_role("button", name=DRAW).click()
    (card,) = shown(page)
    printed = words(pdf(page, "A4"))
    cards = ["What do you drink first?", "When do you stop?", "What does it cost?", "What is next?"]
    assert [one for one in cards if one in printed] == [card]
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    blank = words(pdf(page, "A4"))
    assert [one for one in cards if one in blank] == cards


def test_a_card_that_is_no_longer_kept_does_not_take_the_focus_away(small_visit: Visit) -> None:
    page = drawn(small_visit)
    keep = page.get_by_label("Keep this one").locator("visible=true")
    keep.check()
    page.get_by_label("The ones we kept").check()
    keep.press("Space")
    expect(keep).not_to_be_checked()
    expect(keep).to_be_focused()
    page.reload()
    expect(ready(page).get_by_text("No card here yet.")).to_be_visible()


def test_without_scripts_every_card_can_be_read_and_answered(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("worksheets/every-field/")
    assert len(shown(page)) == 4
    assert len([one for one in page.get_by_label("What we said").all() if one.is_visible()]) == 4
    expect(page.locator(".rr-deck-who")).to_be_hidden()
    expect(page.get_by_text("You can also use the arrow keys")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_timer_and_deck_in_use_fit_a_small_phone_and_have_no_barriers(
    visits: Visits, small_site: Path, scheme: str
) -> None:
    visit = visits(small_site, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = drawn(visit)
    page.get_by_text("How to use these cards").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Pause").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    small = """[...document.querySelectorAll(
      ":is(rr-timer, rr-deck) :is(button, select, summary, a, label:has(input))")].filter(one => one.checkVisibility())
      .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
    assert page.evaluate(small) == []
