"""A worksheet in each of its states: for everyone, by keyboard, at every width, in every mode."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import axe
from tests.browser.conftest import Visit
from tests.browser.sheets import ready, saved

SHEET = "worksheets/every-field/?for=couple"
Visits = Callable[..., Visit]


def empty(page: Page) -> None:
    expect(page.locator("#rr-f-short")).to_have_value("")


def wrong(page: Page) -> None:
    page.get_by_label("Tea").check()
    page.locator("#rr-f-count").fill("many")
    page.locator("#rr-f-length--minutes").fill("70")
    page.get_by_role("button", name="Check my answers").click()
    expect(page.locator(".rr-errors")).to_be_focused()


def filled(page: Page) -> None:
    page.locator("#rr-f-people--1").fill("Ama")
    page.locator("#rr-f-people--2").fill("Ben")
    page.locator("#rr-f-short").fill("words")
    page.locator("#rr-f-long").fill("you never listen")
    page.locator("#rr-f-day").fill("2027-03-14")
    page.get_by_label("A walk").check()
    page.get_by_role("button", name="Add a row").click()
    page.locator("#rr-f-own--1").fill("mine")
    page.locator("#rr-f-own--2").fill("yours")
    expect(page.locator("[data-nudge=long]")).not_to_have_text("")


def reviewed(page: Page) -> None:
    filled(page)
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_role("heading", name="Your answers")).to_be_focused()


def taking_turns(page: Page) -> None:
    filled(page)
    page.get_by_text("Two of you, one device?").click()
    page.get_by_role("button", name="Begin taking turns").click()
    expect(page.locator(".rr-pass-who")).to_contain_text("Ama writes now")


def passing(page: Page) -> None:
    taking_turns(page)
    page.get_by_role("button", name="Ama is done").click()
    expect(page.get_by_role("dialog", name="Now give the device")).to_be_visible()


def side_by_side(page: Page) -> None:
    passing(page)
    page.get_by_role("button", name="I am Ben").click()
    page.get_by_role("button", name="Ben is done").click()
    page.get_by_role("button", name="See both").click()
    expect(page.locator(".rr-review-two").first).to_be_visible()


def starting_over(page: Page) -> None:
    filled(page)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("dialog", name="Start over?")).to_be_visible()


def copied(page: Page) -> None:
    filled(page)
    saved(page)
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name=re.compile("^Duplicate")).click()
    expect(page.locator(".rr-copies-list li")).to_have_count(2)


def naming(page: Page) -> None:
    copied(page)
    page.get_by_role("button", name="Begin another copy").click()
    expect(page.get_by_role("textbox", name="What shall this copy be called?")).to_be_focused()


def drawn(page: Page) -> None:
    page.get_by_role("button", name="Draw a card").click()
    page.locator("rr-timer").get_by_role("button", name="Start").click()
    page.locator("rr-timer").get_by_role("button", name="Pause").click()


STATES = [
    empty,
    wrong,
    filled,
    reviewed,
    taking_turns,
    passing,
    side_by_side,
    starting_over,
    copied,
    naming,
    drawn,
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state_wide_and_light_or_narrow_and_dark(
    visits: Visits, small_site: Path, state: Callable[[Page], None]
) -> None:
    visit = visits(small_site, viewport=WIDE)
    page = ready(visit.open(SHEET))
    state(page)
    found = {}
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found[f"{scheme} {size['width']}"] = axe(page)
    assert {where: faults for where, faults in found.items() if faults} == {}
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "it scrolls sideways at 320 px"


UNSEEN = """() => {
  const here = document.activeElement, box = here.getClientRects()[0] ?? here.getBoundingClientRect();
  if (!here.closest(".rr-page")) return "";
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const [x, y] = [box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)];
  const top = document.elementFromPoint(x, y);
  const near = top?.closest("label, .rr-field, summary, li")?.contains(here);
  const seen = inside && (top === here || here.contains(top) || near);
  const style = getComputedStyle(here), row = getComputedStyle(here.closest("label") ?? here);
  const marked = [style, row].some(one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 1);
  return seen && marked ? "" : `${seen ? "unmarked" : "covered"}: ${here.outerHTML.slice(0, 140)}`;
}"""


@pytest.mark.parametrize("state", [empty, wrong, reviewed, side_by_side, copied, naming])
def test_the_focus_is_never_hidden_on_the_way_through_a_state(
    visits: Visits, small_site: Path, state: Callable[[Page], None]
) -> None:
    page = ready(visits(small_site, viewport={"width": 390, "height": 700}).open(SHEET))
    state(page)
    page.evaluate("for (const one of document.querySelectorAll('.rr-page details')) one.open = true")
    lost = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(70):
            page.keyboard.press(key)
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            lost.append(page.evaluate(UNSEEN))
    assert [one for one in dict.fromkeys(lost) if one] == []


@pytest.mark.parametrize("state", [empty, wrong, filled, side_by_side])
def test_in_forced_colours_every_control_keeps_an_edge_and_what_is_chosen_shows(
    visits: Visits, small_site: Path, state: Callable[[Page], None]
) -> None:
    page = ready(visits(small_site, viewport=WIDE, forced_colors="active").open(SHEET))
    state(page)
    bare = page.evaluate(
        """() => [...document.querySelectorAll(".rr-page :is(.rr-input, .rr-button, .rr-option)")]
          .filter(one => one.checkVisibility() && getComputedStyle(one).borderTopStyle === "none"
            && !one.closest("summary")).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert bare == []
    chosen = page.locator(".rr-option:has(:checked):visible")
    if chosen.count():
        assert chosen.first.evaluate("one => getComputedStyle(one).outlineStyle") != "none"


def test_with_reduced_motion_nothing_moves(visits: Visits, small_site: Path) -> None:
    page = ready(visits(small_site, viewport=WIDE, reduced_motion="reduce").open(SHEET))
    filled(page)
    drawn(page)
    moving = page.evaluate(
        """() => document.getAnimations().filter(one => one.effect.target?.closest?.(".rr-page")
          && one.effect.getComputedTiming().duration > 1).map(one => one.effect.target.outerHTML.slice(0, 100))"""
    )
    assert moving == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
