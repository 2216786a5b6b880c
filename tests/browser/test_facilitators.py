"""The notes for facilitators in a browser: nobody meets them who has not asked, and whoever has keeps them in view."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from relationship_reset.guide import loader
from relationship_reset.model.session import Session
from tests.browser.barriers import axe
from tests.browser.conftest import Visit
from tests.browser.fonts import FONTS, Fonts, set_fonts
from tests.browser.sheets import pdf, words
from tests.browser.test_pages import CUT, OPEN
from tests.conftest import ROOT

Visits = Callable[..., Visit]
STEP, SHEET = "To say zqstep aloud.", "To find zqsheet alone."
LINE = "You see the notes for facilitators."


def printed(page: Page) -> bool:
    """Return whether the notes of the page in view would be printed."""
    page.emulate_media(media="print")
    seen = page.locator(".rr-notes").first.is_visible()
    page.emulate_media(media="screen")
    return seen


def test_nobody_meets_the_notes_who_has_not_asked_for_them(small_visit: Visit) -> None:
    for address, said in (("guide/first/", STEP), ("worksheets/alone/", SHEET)):
        page = small_visit.open(address)
        expect(page.get_by_text(said)).to_be_hidden()
        expect(page.get_by_text(LINE)).to_be_hidden()
        assert said not in page.locator("body").aria_snapshot()
        assert not printed(page)
    index = json.loads((small_visit.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"] for entry in index["docs"] if "zq" in entry["text"]}
    assert found == set(), "who searches for a step or a sheet finds that, and not the notes on it"
    assert "sessions/notes/" in {entry["location"] for entry in index["docs"]}


def test_without_scripts_the_notes_stay_out_of_sight_and_stand_on_a_page_of_their_own(
    visits: Visits, small_site: Path
) -> None:
    visit = visits(small_site, java_script_enabled=False)
    expect(visit.open("guide/first/?view=facilitator").get_by_text(STEP)).to_be_hidden()
    page = visit.open("sessions/notes/")
    expect(page.get_by_text(STEP)).to_be_visible()
    expect(page.get_by_text(SHEET)).to_be_visible()


def test_a_link_shows_the_notes_the_browser_remembers_it_and_one_key_hides_them(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/?view=facilitator#say-it")
    note = page.get_by_role("note", name="For facilitators: Say")
    expect(note).to_be_visible()
    expect(note.get_by_text("A partner who goes pale.")).to_be_visible()
    assert page.url.endswith("/guide/first/#say-it"), "whoever copies the address hands out the page without notes"
    assert printed(page)
    page = small_visit.open("worksheets/alone/")
    expect(page.get_by_text(SHEET)).to_be_visible()
    hide = page.get_by_role("button", name="Hide them")
    hide.focus()
    hide.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()  # the button is gone
    expect(page.get_by_role("status").filter(has_text="The notes for facilitators are hidden.")).to_have_count(1)
    expect(page.get_by_text(SHEET)).to_be_hidden()
    expect(page.get_by_text(LINE)).to_be_hidden()
    expect(small_visit.open("guide/first/").get_by_text(STEP)).to_be_hidden()


def test_the_address_wins_over_what_the_browser_remembers(small_visit: Visit) -> None:
    small_visit.open("guide/first/?view=facilitator")
    expect(small_visit.open("guide/first/?view=reader").get_by_text(STEP)).to_be_hidden()
    expect(small_visit.open("guide/first/?view=anything").get_by_text(STEP)).to_be_hidden()


def test_the_switch_shows_and_hides_the_notes_by_keyboard(small_visit: Visit) -> None:
    page = small_visit.open("facilitators/")
    hidden = page.get_by_role("group", name="Notes for facilitators").get_by_label("Hidden")
    expect(hidden).to_be_checked()
    hidden.focus()
    hidden.press("ArrowRight")
    expect(page.get_by_text(LINE)).to_be_visible()
    expect(page.locator(".rr-section .headerlink, h2 .headerlink").first).to_have_css("opacity", "0.75")
    page.locator(".rr-section").get_by_role("link", name="Alone first").click()
    expect(page.get_by_text(SHEET)).to_be_visible()
    page = small_visit.open("facilitators/")
    page.get_by_label("Shown").press("ArrowLeft")
    expect(page.get_by_text(LINE)).to_be_hidden()


def test_what_a_button_prints_is_handed_out_without_notes(small_visit: Visit) -> None:
    small_visit.context.add_init_script("window.print = () => {}")
    for address, button in (("guide/first/", "Print this part"), ("worksheets/alone/", "Print with my answers")):
        page = small_visit.open(f"{address}?view=facilitator")
        page.get_by_role("button", name=button).click()
        assert not printed(page)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert printed(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_notes_and_they_fit_a_phone(visits: Visits, small_site: Path, scheme: str) -> None:
    visit = visits(small_site, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    for address in ("guide/first/", "worksheets/alone/"):
        page = visit.open(f"{address}?view=facilitator")
        assert axe(page) == []
        page.evaluate(OPEN)
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


PLANS = [place.address for place in loader.load(ROOT).places.values() if isinstance(place.page, Session)]
EDGES = """() => {
  const inside = (one) => [...one.querySelectorAll("p, li")].filter(one => one.checkVisibility());
  const edges = (first, last) => [first, last].map(one => one.textContent);
  return [...document.querySelectorAll(".rr-turn")].flatMap(turn => {
    const [head, words] = [turn.previousElementSibling, inside(turn)];
    const boxes = [...turn.querySelectorAll(".rr-turn-notes, .rr-said")].map(inside).filter(own => own.length);
    const whole = turn.querySelector(".rr-pairs") ? words[0] : words.at(-1);
    return [edges(head, whole), ...boxes.map(own => edges(own[0], own.at(-1)))];
  });
}"""
"""The first and the last words of what stays in one piece: a short point, the beginning of a long one, a box in it."""


def cut(page: Page, fonts: Fonts, size: str) -> list[str]:
    """Return how those pieces of points begin that would be cut by the end of a page."""
    set_fonts(page, fonts)
    pages = [re.sub(r"\W", "", words([text])) for text in pdf(page, size)]
    edges = [[re.sub(r"\W", "", text) for text in edge] for edge in page.evaluate(EDGES)]
    return [head for head, last in edges if not any(head in text and last in text for text in pages)]


def test_what_belongs_together_in_a_plan_stays_on_one_page_and_no_page_is_left_half_empty_for_it(visit: Visit) -> None:
    """On US Letter, the shorter of the two; with room for notes, and without it."""
    assert len(PLANS) == 5
    found: dict[tuple[str, Fonts], list[str]] = {}
    for plan in PLANS:
        page = visit.open(plan)
        page.get_by_label("room for notes").check()
        found |= {(plan, fonts): cut(page, fonts, "Letter") for fonts in FONTS}
    page = visit.open("sessions/couple-60/")
    for fonts, most in zip(FONTS, (7, 8), strict=True):
        assert cut(page, fonts, "A4") == []
        assert len(pdf(page, "A4")) <= most
    assert {where: pieces for where, pieces in found.items() if pieces} == {}


def test_a_plan_counts_from_the_hour_at_which_it_begins(small_visit: Visit) -> None:
    page = small_visit.open("sessions/plan/")
    times = page.locator(".rr-turn-time b")
    expect(times).to_have_text(["0:00", "0:10"])
    page.get_by_label("We begin at").fill("18:30")
    expect(times).to_have_text(["6:30 PM", "6:40 PM"])
    expect(page.locator(".rr-glance-time")).to_have_text(["6:30 PM", "6:40 PM"])
    page.get_by_label("We begin at").fill("")
    expect(times).to_have_text(["0:00", "0:10"])


def test_a_plan_prints_with_room_for_notes_only_where_it_is_asked_for(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("sessions/plan/")
    before = words(pdf(page, "A4"))
    assert "Somebody reads along." in before and "Long silence." in before, "the notes of its steps and sheets"
    assert "Say goodbye." not in before, "words for the other audience"
    page.get_by_label("room for notes").check()
    assert words(pdf(page, "A4")).count("Notes") == before.count("Notes") + 2
