"""Links to a place in the guide: beside headings, questions and cards, in a dialog, and as square codes."""

import io
from collections.abc import Callable
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import axe
from tests.browser.conftest import OWN, Visit

Visits = Callable[..., Visit]
FIRST = f"{OWN}guide/first/"
TITLE = "Say *it* & <mean> it: [now] #1 'ok'"
OPEN = """async (link) => (await import("/assets/client/links/link-dialog.js")).openLinkDialog(link)"""


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Link to this")


def press(page: Page, name: str) -> Locator:
    """Open the dialog by keyboard from the link of this name."""
    link = page.get_by_role("link", name=f"Link to: {name}", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    return dialog(page)


def read(picture: bytes) -> list[str]:
    """Read the square codes in a picture, as a phone would."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))]


def clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_a_step_is_linked_to_by_keyboard_in_three_ways(small_visit: Visit) -> None:
    small_visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = small_visit.open("guide/first/")
    expect(page.get_by_role("heading", name=TITLE, exact=True)).to_be_visible()
    shown = press(page, TITLE)
    expect(shown.get_by_text(TITLE, exact=True)).to_be_visible()
    expect(shown.get_by_label("Address")).to_have_value(f"{FIRST}#say-it")
    page.keyboard.press("Enter")
    expect(shown.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert clipboard(page) == f"{FIRST}#say-it"
    shown.get_by_role("radio", name="Business").check()
    shown.get_by_role("button", name="Copy title and link").press("Enter")
    expect(shown.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert clipboard(page) == f"{TITLE}\n{FIRST}?for=business#say-it"
    mail = shown.get_by_role("link", name="Write an e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=Say%20") and mail.endswith("%3Ffor%3Dbusiness%23say-it")
    shown.get_by_role("button", name="Copy as Markdown").press("Enter")
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.startsWith('['))")
    assert clipboard(page) == rf"[Say \*it\* & \<mean\> it: \[now\] #1 'ok']({FIRST}?for=business#say-it)"
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_role("link", name=f"Link to: {TITLE}", exact=True)).to_be_focused()


def test_a_link_is_shared_with_its_title_and_a_device_that_refuses_is_told_of(small_visit: Visit) -> None:
    small_visit.context.add_init_script(
        """window.shared = [];
        const ends = ["", "AbortError", "NotAllowedError"];
        navigator.share = async given => {
          const end = ends[window.shared.push(given) - 1];
          if (end) throw new DOMException("", end);
        }"""
    )
    page = small_visit.open("guide/first/")
    shown = press(page, TITLE)
    shown.get_by_role("radio", name="Couples").check()
    share, status = shown.get_by_role("button", name="Share"), shown.locator(".rr-status")
    share.press("Enter")
    page.wait_for_function("() => window.shared.length === 1")
    assert page.evaluate("window.shared[0]") == {"title": TITLE, "url": f"{FIRST}?for=couple#say-it"}
    share.press("Enter")
    page.wait_for_function("() => window.shared.length === 2")
    expect(status).to_be_empty()  # closed without sharing
    share.press("Enter")
    expect(status).to_have_text("Sharing did not work. Copy the link instead.")


def test_a_page_a_card_a_question_and_what_is_for_one_audience_have_links_of_their_own(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/?for=business")
    shown = press(page, "The first part")
    expect(shown.get_by_label("Address")).to_have_value(FIRST)
    page.keyboard.press("Escape")
    shown = press(page, "Only at work")
    expect(shown.get_by_label("Address")).to_have_value(f"{FIRST}#only-work")
    expect(shown.get_by_role("radio")).to_have_count(0)
    page = small_visit.open("lists/deck/")
    expect(press(page, "What do you drink first?").get_by_label("Address")).to_have_value(f"{OWN}lists/deck/#morning")
    page = small_visit.open("worksheets/alone/")
    link = page.locator(".rr-field > .headerlink").first
    anchor = link.evaluate("one => one.parentElement.id")
    name = (link.text_content() or "").removeprefix("Link to: ")
    shown = press(page, name)
    expect(shown.get_by_text(name, exact=True)).to_be_visible()
    expect(shown.get_by_label("Address")).to_have_value(f"{OWN}worksheets/alone/#{anchor}")


def test_without_scripts_it_is_a_link_to_the_section_and_paper_has_none(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("guide/first/")
    link = page.get_by_role("link", name=f"Link to: {TITLE}", exact=True)
    link.click()
    expect(page).to_have_url(f"{FIRST}#say-it")
    page.emulate_media(media="print")
    expect(link).to_be_hidden()


def test_it_works_after_pages_were_swapped_and_closes_when_everything_goes(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/")
    page.evaluate("() => { window.kept = true }")
    page.locator(".md-sidebar--primary").get_by_role("link", name="The second part").click()
    expect(page.locator("h1")).to_have_text("The second part")
    assert page.evaluate("() => window.kept")
    shown = press(page, "The second part")
    expect(shown.get_by_label("Address")).to_have_value(f"{OWN}guide/second/")
    page.go_back()
    expect(page.locator("h1")).to_have_text("The first part")
    expect(dialog(page)).to_have_count(0)
    for end in ("rr-exit", "rr-erased"):
        press(page, "The first part")
        page.evaluate("end => { document.dispatchEvent(new Event(end)) }", end)
        expect(dialog(page)).to_have_count(0)


def test_the_code_of_a_fixed_address_is_the_built_one_and_another_is_drawn(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(OWN)))
    shown = press(page, TITLE)
    code = shown.get_by_role("img", name=f"QR code: {TITLE}")
    page.wait_for_function("() => document.querySelector('img.rr-qr')?.naturalWidth")
    assert read(code.screenshot()) == [f"{FIRST}#say-it"]
    assert "qr/guide/first/say-it.svg" in asked and "assets/client/vendor/uqr.js" not in asked
    shown.get_by_role("radio", name="Couples").check()
    expect(shown.locator("svg.rr-qr")).to_be_visible()
    assert read(code.screenshot()) == [f"{FIRST}?for=couple#say-it"]
    assert "assets/client/vendor/uqr.js" in asked


def test_where_files_cannot_be_had_the_code_is_drawn_or_the_link_simply_followed(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/")
    page.route("**/qr/**", lambda route: route.abort())
    page.route("**/link-dialog.js", lambda route: route.abort())
    page.get_by_role("link", name=f"Link to: {TITLE}", exact=True).press("Enter")
    expect(page).to_have_url(f"{FIRST}#say-it")
    page.unroute("**/link-dialog.js")
    page.reload()
    shown = press(page, "The first part")
    expect(shown.locator("svg.rr-qr")).to_be_visible()
    assert read(shown.get_by_role("img").screenshot()) == [FIRST]


def test_a_code_is_saved_as_a_sharp_picture_and_as_a_drawing(small_visit: Visit, small_site: Path) -> None:
    page = small_visit.open("guide/first/")
    shown = press(page, "The first part")

    def saved(button: str) -> tuple[str, bytes]:
        with page.expect_download() as download:
            shown.get_by_role("button", name=button).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    assert saved("Save as SVG") == ("qr-the-first-part.svg", (small_site / "qr/guide/first/rr-top.svg").read_bytes())
    name, picture = saved("Save as PNG")
    assert name == "qr-the-first-part.png"
    assert min(Image.open(io.BytesIO(picture)).size) >= 1000
    assert read(picture) == [FIRST]
    shown.get_by_role("radio", name="Business").check()
    _, drawing = saved("Save as SVG")
    assert drawing.startswith(b"<svg ") and b'width="1000"' in drawing


def test_a_link_of_600_characters_is_a_code_that_is_read_back_in_the_dark_too(visits: Visits, small_site: Path) -> None:
    visit = visits(small_site, viewport={"width": 390, "height": 800}, color_scheme="dark", device_scale_factor=3)
    page = visit.open("guide/first/")
    url = f"{OWN}packet/#rr-packet=" + "aZ09_-kQ" * 68
    assert 590 < len(url) <= 600
    page.evaluate(OPEN, {"title": "Your packet", "url": url})
    code = dialog(page).get_by_role("img", name="QR code: Your packet")
    assert read(code.screenshot()) == [url]
    expect(dialog(page).get_by_role("radio")).to_have_count(0)
    expect(dialog(page).get_by_text("Nothing you have written")).to_be_hidden()
    assert axe(page) == []


def test_codes_of_pages_and_items_are_read_back_from_their_files(small_visit: Visit) -> None:
    page = small_visit.page
    for address in ("", "guide/first/#say-it", "worksheets/alone/"):
        path, _, anchor = address.partition("#")
        page.goto(f"{OWN}qr/{path}{anchor or 'rr-top'}.svg")
        assert read(page.screenshot()) == [OWN + address]


def test_the_dialog_fits_a_narrow_phone_and_axe_finds_nothing_in_it(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, viewport={"width": 320, "height": 640}).open("guide/first/")
    shown = press(page, TITLE)
    assert axe(page) == []
    assert shown.evaluate("one => one.scrollWidth <= one.clientWidth")
