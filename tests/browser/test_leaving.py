"""Leaving in a hurry: nothing of ours is seen any more, neither at once nor by Back and Forward."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, Route, expect

from tests.browser.conftest import OWN, READY, Visit, launching

AWAY = "https://www.wikipedia.org/"
SHEET = "worksheets/every-field/"
TOUR = ["guide/first/", "guide/second/", "worksheets/alone/"]
LOOK = """(() => {
  const look = () => {
    const ours = location.origin === "OWN" && document.body;
    if (ours && ours.checkVisibility({visibilityProperty: true})) window.rrSeen(document.title);
    requestAnimationFrame(look);
  };
  look();
  addEventListener("pageshow", ({persisted}) => persisted && window.rrKept());
})()""".replace("OWN", OWN.rstrip("/"))
"""Tells of every frame in which something of ours can be seen."""

FOLLOW = """href => {
  const link = Object.assign(document.createElement("a"), {href, textContent: "On"});
  document.querySelector(".rr-page").append(link);
  link.click();
}"""

Visits = Callable[..., Visit]


@pytest.fixture(scope="module")
def remembering(playwright: Playwright) -> Iterator[Browser]:
    """A browser that keeps whole pages for Back and Forward, as people's browsers do and Playwright's do not."""
    with playwright.chromium.launch(
        **launching(whole=True), ignore_default_args=["--disable-back-forward-cache"]
    ) as other:
        yield other


class Leaving:
    """A visit from which one can get away; counts the ways out and what was seen."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.page = visit.page
        self.exits = 0
        self.seen: list[str] = []
        self.kept = 0
        """How many pages came back whole."""
        visit.context.route(f"{AWAY}**", self._dull)

    def _dull(self, route: Route) -> None:
        self.exits += 1
        route.fulfill(body="<!doctype html><title>Dull</title>Dull.", content_type="text/html")

    def watch(self) -> None:
        self.visit.context.expose_function("rrSeen", lambda title: self.seen.append(title))
        self.visit.context.expose_function("rrKept", self._keep)
        self.visit.context.add_init_script(LOOK)

    def _keep(self) -> None:
        self.kept += 1

    def gone(self, times: int = 1) -> None:
        """Wait until the way out was taken so many times in all, and the page it leads to is there."""
        for _ in range(100):
            if self.exits >= times:
                break
            self.page.wait_for_timeout(50)  # lets requests be answered; ends as soon as what is waited for is there
        expect(self.page.locator("body")).to_have_text("Dull.")
        assert (self.exits, self.page.url) == (times, AWAY)


@pytest.fixture
def leaving(small_visit: Visit) -> Leaving:
    return Leaving(small_visit)


def toured(leaving: Leaving, *, instant: bool) -> None:
    """Read three pages, and leave from the last."""
    page = leaving.visit.open(TOUR[0])
    for address in TOUR[1:]:
        if instant:
            page.evaluate(FOLLOW, OWN + address)
            page.wait_for_url(OWN + address)
        else:
            leaving.visit.open(address)
    page.wait_for_function(READY)
    assert leaving.seen, "the pages were seen until then"
    page.get_by_role("link", name="Exit this page").click()
    leaving.gone()


def step(move: Callable[..., object]) -> None:
    """Go back or forward; the page reached may go on by itself before the browser says that it is there."""
    with contextlib.suppress(Error):
        move(wait_until="commit")


@pytest.mark.parametrize("instant", [True, False])
@pytest.mark.parametrize("kept", [True, False])
def test_back_and_forward_show_nothing_of_ours(
    browser: Browser, remembering: Browser, small_site: Path, kept: bool, instant: bool
) -> None:
    """Whether the browser kept the pages whole or loads them anew, and however the reader moved about."""
    visit = Visit(remembering if kept else browser, small_site, viewport={"width": 1280, "height": 900})
    leaving = Leaving(visit)
    leaving.watch()
    toured(leaving, instant=instant)
    leaving.seen.clear()
    for exits in (2, 3):  # to the second page and to the first, each of which goes on
        step(leaving.page.go_back)
        leaving.gone(exits)
    for move in (leaving.page.go_forward, leaving.page.go_forward, leaving.page.go_back):
        step(move)
        expect(leaving.page.locator("body")).to_have_text("Dull.")
    assert leaving.seen == []
    assert leaving.kept or not kept or instant, "the browser kept no page whole"
    visit.context.close()
    assert (visit.foreign, visit.errors) == ([], [])


def test_a_new_visit_after_that_shows_the_page_again(leaving: Leaving) -> None:
    leaving.visit.open("guide/first/").get_by_role("link", name="Exit this page").click()
    leaving.gone()
    page = leaving.visit.open("guide/first/")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_the_page_is_blank_and_keys_are_forgotten_before_any_network_is_asked(leaving: Leaving) -> None:
    told: list[tuple[object, int]] = []
    leaving.visit.context.expose_function("rrTold", lambda state: told.append((state, leaving.exits)))
    page = leaving.visit.open(SHEET)
    page.evaluate(
        """document.addEventListener("rr-exit", () => rrTold([
          document.body.checkVisibility(), document.title, document.querySelector("link[rel=icon]").href]))"""
    )
    page.get_by_role("link", name="Exit this page").click()
    leaving.gone()
    assert told == [([False, "\u200b", "data:,"], 0)]


def test_shift_three_times_leaves_and_is_told_to_screen_readers(leaving: Leaving) -> None:
    page = leaving.visit.open(SHEET)
    page.locator("#rr-f-long").focus()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator(".rr-exit-say")).to_have_text("Press Shift once more to exit this page.")
    page.keyboard.press("Shift")
    leaving.gone()


def test_capital_letters_do_not_leave(leaving: Leaving) -> None:
    page = leaving.visit.open(SHEET)
    page.locator("#rr-f-long").focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift+E")
    page.keyboard.press("Shift")
    expect(page.locator("#rr-f-long")).to_have_value("ABCDE")
    assert (leaving.exits, page.url) == (0, OWN + SHEET)


def test_three_presses_in_more_than_five_seconds_do_not_leave(leaving: Leaving) -> None:
    leaving.page.clock.install()
    page = leaving.visit.open("guide/first/")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_001)
    expect(page.locator(".rr-exit-say")).to_have_text("You are still on this page.")
    page.keyboard.press("Shift")
    assert (leaving.exits, page.url) == (0, f"{OWN}guide/first/")


def test_an_open_dialog_has_a_way_out_of_its_own(leaving: Leaving) -> None:
    page = leaving.visit.open(SHEET)
    page.get_by_role("button", name="Start over").click()
    dialog = page.get_by_role("dialog", name="Start over?")
    expect(dialog.get_by_role("button", name="Keep my answers")).to_be_focused()
    way = dialog.get_by_role("link", name="Exit this page")
    box = way.bounding_box()
    assert box and box["y"] < 10, "it stands where it always stands"
    dialog.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_role("link", name="Exit this page")).to_have_count(1)
    page.get_by_role("button", name="Start over").click()
    way.click()
    leaving.gone()


def test_without_scripts_the_link_leads_away_and_promises_no_keys(visits: Visits, small_site: Path) -> None:
    leaving = Leaving(visits(small_site, java_script_enabled=False))
    page = leaving.visit.open(SHEET)
    way = page.get_by_role("link", name="Exit this page", exact=True)
    assert way.get_attribute("rel") == "noreferrer nofollow"
    way.click()
    leaving.gone()


def test_where_storage_is_blocked_it_leaves_all_the_same(leaving: Leaving) -> None:
    leaving.visit.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('blocked', 'SecurityError') }})"
    )
    leaving.page.goto(f"{OWN}guide/first/")
    leaving.page.get_by_role("link", name="Exit this page").click()
    leaving.gone()


COVERED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one.closest(".rr-exit-home")) return null;
  const [own, way] = [one, document.querySelector(".rr-exit")].map(each => each.getBoundingClientRect());
  const inside = own.left >= way.left && own.right <= way.right && own.top >= way.top && own.bottom <= way.bottom;
  return inside && own.width > 1 ? one.outerHTML.slice(0, 120) : null;
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_large_always_in_view_and_hides_nothing_that_has_the_focus(
    visits: Visits, small_site: Path, width: int
) -> None:
    page = visits(small_site, viewport={"width": width, "height": 600}).open(SHEET)
    way = page.locator(".rr-exit")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Tab")
    expect(way).to_be_focused()
    for place in ("0", "1500", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        box = way.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('.rr-exit') !== null", [x, y])
    page.evaluate("scrollTo(0, 0)")
    covered = []
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 60:
        page.keyboard.press(key)
        covered.append(page.evaluate(COVERED))
    assert [one for one in covered if one] == []


def test_on_a_phone_neither_the_menu_nor_the_search_lies_over_it(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, viewport={"width": 320, "height": 600}).open("guide/first/")
    box = page.locator(".rr-exit").bounding_box()
    assert box
    for switch in ("__drawer", "__search"):
        page.evaluate("name => { document.getElementById(name).click() }", switch)
        page.wait_for_function("() => Promise.allSettled(document.getAnimations().map(one => one.finished))")
        corners = [(box["x"] + 2, box["y"] + 2), (box["x"] + box["width"] - 2, box["y"] + box["height"] - 2)]
        for corner in corners:
            assert page.evaluate("([x, y]) => !!document.elementFromPoint(x, y)?.closest('.rr-exit')", corner), switch
        page.evaluate("name => { document.getElementById(name).click() }", switch)
