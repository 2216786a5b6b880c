"""A sheet or a deck inside another site: it works there, says what is kept, and nothing else may be framed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Playwright, expect

from tests.browser.conftest import READY, SAFE, TELL, Visit, launching
from tests.browser.hosting import Host, hosted
from tests.browser.sheets import saved

Visits = Callable[..., Visit]
AROUND = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A practice</title>
<iframe title="A sheet" src="{guide}{address}" width="700" height="300" {more}></iframe>
<script src="{guide}embed/size.js" async></script>"""
SANDBOX = 'sandbox="allow-scripts allow-same-origin allow-forms"'
REFUSED = """addEventListener("DOMContentLoaded", () => {});
Object.defineProperty(window, "indexedDB", {get() { throw new DOMException("refused", "SecurityError") }});"""


@pytest.fixture
def guide(small_site: Path) -> Iterator[Host]:
    with hosted(small_site) as host:
        yield host


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Host]:
    """Another site: on this machine too, but under its other name, with headers of its own."""
    (tmp_path / "_headers").write_text("")
    (tmp_path / "404.html").write_text("nothing")
    with hosted(tmp_path) as host:
        host.address = host.address.replace("localhost", "127.0.0.1")
        yield host


def around(practice: Host, guide: Host, address: str, more: str = "") -> str:
    """Have the other site frame a page; return where it does."""
    text = AROUND.format(guide=guide.address, address=address, more=more)
    (practice.folder / "index.html").write_text(text, encoding="utf-8")
    return practice.address


def framed(page: Page) -> Frame:
    """Return the framed page, once it is ready."""
    frame = page.frames[1]
    frame.wait_for_function(READY)
    return frame


def fits(frame: Frame) -> None:
    """Wait until nothing in the frame has to be scrolled, and nothing below it is empty."""
    frame.wait_for_function("() => innerHeight === Math.ceil(document.body.getBoundingClientRect().height)")


@pytest.fixture
def going(visits: Visits, guide: Host, practice: Host) -> Callable[..., Page]:
    """Go to the other site, which frames a page of the guide."""

    def go(address: str, more: str = "", script: str = "") -> Page:
        visit = visits(guide.folder, own=guide.address)
        visit.around = (practice.address, "https://www.wikipedia.org/")
        if script:
            visit.context.add_init_script(script)
        visit.context.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="elsewhere"))
        visit.page.goto(around(practice, guide, address, more))
        return visit.page

    return go


@pytest.fixture
def allowing(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser whose reader lets other sites' frames keep something, each for the site around it."""
    folder = tmp_path_factory.mktemp("profile")
    (folder / "Default").mkdir()
    wishes = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}
    (folder / "Default" / "Preferences").write_text(json.dumps(wishes))
    context = playwright.chromium.launch_persistent_context(folder, **launching(whole=True))
    context.add_init_script(SAFE)
    context.add_init_script(TELL)
    yield context
    context.close()


def test_a_framed_sheet_is_as_high_as_it_needs_and_keeps_what_is_written(
    allowing: BrowserContext, guide: Host, practice: Host
) -> None:
    page = allowing.pages[0]
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.goto(around(practice, guide, "embed/every-field/"))
    frame = framed(page)
    height = "document.querySelector('iframe').clientHeight"
    fits(frame)
    before = page.evaluate(height)
    frame.locator("summary").first.click()
    page.wait_for_function(f"() => {height} > {before} + 50")
    fits(frame)
    expect(frame.get_by_text("It is kept for this place only.")).to_be_visible()
    page.evaluate("scrollTo(0, 1500)")
    page.wait_for_function("() => scrollY === 1500")
    frame.wait_for_function("() => document.querySelector('.rr-exit').getBoundingClientRect().top > 1400")
    expect(frame.locator(".rr-exit").first).to_be_in_viewport(ratio=1)
    frame.get_by_role("button", name="Start over").press("Enter")
    expect(frame.get_by_role("dialog", name="Start over?")).to_be_in_viewport(ratio=1)
    frame.get_by_role("button", name="Keep").click()
    frame.locator("#rr-f-short").fill("kqframed")
    saved(frame)  # type: ignore[arg-type]  # a frame waits like a page
    page.reload()
    expect(framed(page).locator("#rr-f-short")).to_have_value("kqframed")
    assert [line for line in said if "404" not in line] == []


def test_where_a_frame_may_keep_nothing_it_says_so_and_gives_a_file(going: Callable[..., Page]) -> None:
    frame = framed(page := going("embed/every-field/", script=REFUSED))
    expect(frame.get_by_text("Your browser keeps nothing that you write in this frame.")).to_be_visible()
    expect(frame.get_by_text("It is kept for this place only.")).to_be_hidden()
    frame.locator("#rr-f-short").fill("kqunkept")
    with page.expect_download() as given:
        frame.get_by_role("button", name="Save as a file").click()
    assert "kqunkept" in given.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["worksheets/every-field/", "embed/no-such-thing/", "embed/every-field/more/"])
def test_no_page_can_be_framed_but_the_lean_ones_not_even_the_one_for_missing_addresses(
    going: Callable[..., Page], address: str
) -> None:
    page = going(address)
    page.wait_for_function("() => frames.length === 1")
    expect(page.frame_locator("iframe").locator("#rr-sheet, main")).to_have_count(0)
    assert page.frames[1].url.startswith("chrome-error:")


@pytest.mark.parametrize("address", ["worksheets/every-field/", "embed/no-such-thing/", "packet/#rr-packet=1.x"])
def test_where_a_host_sends_no_headers_an_ordinary_page_in_a_frame_shows_only_a_way_to_the_whole_one(
    going: Callable[..., Page], guide: Host, address: str
) -> None:
    guide.bare = True
    page = going(address)
    frame = page.frame_locator("iframe")
    link = frame.get_by_role("link", name="Open this page in a tab of its own")
    expect(link).to_be_visible()
    page.wait_for_load_state()
    assert page.frames[1].evaluate(
        """() => [document.body.innerText, document.querySelectorAll("body *, script, style, meta").length,
          customElements.get("rr-sheet"), window.document$]"""
    ) == ["Open this page in a tab of its own", 1, None, None]
    with page.context.expect_page() as opened:
        link.press("Enter")
    assert opened.value.evaluate("[self === top, opener, document.referrer]") == [True, None, ""]
    expect(opened.value.locator("main")).to_be_visible()


def test_where_a_host_sends_no_headers_a_lean_page_in_a_frame_works_all_the_same(
    going: Callable[..., Page], guide: Host
) -> None:
    guide.bare = True
    frame = framed(going("embed/every-field/"))
    expect(frame.locator("#rr-f-short")).to_be_visible()
    expect(frame.get_by_text("Open this page in a tab of its own")).to_have_count(0)


@pytest.mark.parametrize(("more", "left"), [("", "https://www.wikipedia.org/"), (SANDBOX, "")])
def test_exit_takes_the_whole_tab_along_where_it_may_and_clears_the_frame_in_any_case(
    going: Callable[..., Page], practice: Host, more: str, left: str
) -> None:
    page = going("embed/every-field/", more)
    framed(page).locator(".rr-exit").first.click(no_wait_after=True)
    if left:
        page.wait_for_url(left)
    else:
        page.wait_for_function("() => document.querySelector('iframe')")
        expect(page.frame_locator("iframe").locator("#rr-sheet")).to_have_count(0)
        assert page.url == practice.address


def test_the_cards_of_a_framed_deck_can_be_drawn(going: Callable[..., Page]) -> None:
    frame = framed(going("embed/deck/?for=couple"))
    frame.get_by_role("button", name="Draw a card").click()
    expect(frame.get_by_text("Card 1 of 2")).to_be_visible()
    expect(frame.locator(".rr-deck-question:visible")).to_have_count(1)
    assert frame.locator("textarea").count() == 0, "nothing could be kept of what is written there"


HEARD = """() => {
  const frame = document.querySelector("iframe");
  window.heights = [];
  new MutationObserver(() => window.heights.push(frame.style.height)).observe(frame, {attributes: true});
}"""
"""Notes each height that the frame is given from now on."""


def test_the_script_for_other_sites_heeds_only_the_frames_of_the_guide(going: Callable[..., Page]) -> None:
    page = going("embed/deck/")
    fits(framed(page))
    page.evaluate(HEARD)
    tell = "height => parent.postMessage({type: 'relationship-reset:height', version: 1, height}, '*')"
    page.evaluate(re.sub("parent.", "window.", tell), 5000)  # a stranger
    for height in ("9999", 10**9):
        framed(page).evaluate(tell, height)
    page.wait_for_function("() => document.querySelector('iframe').clientHeight === 30000")
    assert "30000px" in page.evaluate("window.heights")
    assert [height for height in page.evaluate("window.heights") if height in {"5000px", "9999px"}] == []
