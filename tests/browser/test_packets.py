"""Packets put together in the browser: made by a facilitator, handed on as a link, ticked off by a client."""

import json
import re
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from relationship_reset.guide import addresses, loader
from relationship_reset.html.site import Site
from tests.browser.barriers import axe
from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import WHOLE, printed_pages, saved, words
from tests.browser.test_links import dialog, read
from tests.conftest import ROOT, SMALL

COPIES = """async () => {
  const store = {
    ...await import("/assets/client/storage/database.js"), ...await import("/assets/client/storage/copies-store.js"),
  };
  return store.withDatabase(store.allCopies);
}"""
"""Every copy that the browser keeps."""


def link_of(packet: object) -> str:
    """Return the address of a packet, made without any code of the site, whatever is in it."""
    text = json.dumps(packet, ensure_ascii=False, separators=(",", ":")).encode()
    total, letters = 2166136261, ""
    for byte in text:
        total = (total ^ byte) * 16777619 & 0xFFFFFFFF
    while total:
        total, digit = divmod(total, 36)
        letters = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + letters
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = urlsafe_b64encode(deflate.compress(text) + deflate.flush()).decode().rstrip("=")
    return f"packet/#rr-packet=1.{letters}.{packed}"


def numbers() -> dict[str, int]:
    """Return the numbers of the things on the small site, by their ids."""
    return {item.ref: item.number for item in Site(loader.load(SMALL), {}).packet_items}


def press(control: Locator, key: str = "Enter") -> None:
    """Press something by keyboard."""
    control.focus()
    control.press(key)


def opened(visit: Visit, packet: object) -> Page:
    page = visit.open(link_of(packet))
    expect(page.locator(".rr-packet-title")).to_be_visible()
    expect(page).to_have_url(re.compile(r"packet/\?copy=packet(~|%7E)[0-9a-z]+$"))
    return page


def test_a_packet_made_by_keyboard_on_a_phone_opens_for_its_client(
    visits: Callable[..., Visit], small_site: Path
) -> None:
    maker = visits(small_site, viewport={"width": 320, "height": 640})
    page = maker.open("packets/")
    page.get_by_role("button", name="Begin with this one").focus()
    page.keyboard.press("Enter")
    order = page.locator(".rr-packet-builder-order li")
    expect(order).to_have_count(4)
    page.keyboard.press("Enter")  # the first thing's "Take out" has the focus
    expect(order).to_have_count(3)
    first = order.first.locator(".rr-packet-builder-name").inner_text()
    order.first.get_by_role("button", name="Down").focus()
    page.keyboard.press("Space")
    expect(order.nth(1).locator(".rr-packet-builder-name")).to_have_text(first)
    expect(order.nth(1).get_by_role("button", name="Down")).to_be_focused()
    page.get_by_label("Search by a word").fill("every kind")
    page.keyboard.press("Tab")
    page.get_by_label("A note to your client").fill("Bring both.")
    expect(page.locator(".rr-packet-text").first).to_have_text("Bring both.")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    link = page.get_by_label("The link", exact=True).input_value()
    page.reload()
    expect(order).to_have_count(3)
    expect(page.get_by_label("A note to your client")).to_have_value("Bring both.")

    client = visits(small_site, viewport={"width": 320, "height": 640})
    page = client.open(link.removeprefix(OWN))
    expect(page.get_by_text("Bring both.")).to_be_visible()
    expect(page.locator(".rr-packet-view .rr-progress-title").nth(1)).to_have_text(first)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_is_kept_before_a_tick_and_then_the_packet_is_there_without_its_link(small_visit: Visit) -> None:
    page = opened(small_visit, {"t": "For two", "c": [1, 2, 999999]})
    expect(page.locator(".rr-packet-view li").last).to_contain_text("not here")
    assert page.evaluate(COPIES) == []
    page.reload()  # the tab has it still
    expect(page.locator(".rr-packet-title")).to_have_text("For two")
    page.get_by_role("checkbox").first.check()
    saved(page)
    page = opened(small_visit, {"t": "Another", "c": [1, 2]})
    expect(page.get_by_role("checkbox").first).not_to_be_checked()
    page.evaluate("sessionStorage.clear()")
    small_visit.open("packet/")
    expect(page.locator(".rr-packet-title")).to_have_text("For two")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.get_by_role("button", name="Forget this packet").click()
    expect(page.get_by_text("is forgotten on this device")).to_be_visible()
    assert page.evaluate(COPIES) == []


def test_packets_kept_on_a_device_are_listed_beside_each_other(small_visit: Visit) -> None:
    for title in ("One", "Two"):
        page = opened(small_visit, {"t": title, "c": [1]})
        page.get_by_role("button", name="Keep this packet").click()
        saved(page)
    shown = page.locator(".rr-packet-title")
    page.get_by_role("link", name="One", exact=True).click()
    expect(shown).to_have_text("One")
    page.evaluate("location.hash = '#rr-packet=1.abc.AAAA'")
    expect(page.locator(".rr-packet-state")).to_contain_text("Nothing has been changed here")
    page.evaluate("() => ['rr-answers', 'rr-kept'].forEach(type => document.dispatchEvent(new CustomEvent(type)))")
    expect(page.locator(".rr-packet-state")).to_contain_text("Nothing has been changed here")
    expect(page.get_by_role("button", name="Forget this packet")).to_be_visible()
    assert "#" not in page.url
    page.reload()
    expect(shown).to_have_text("One")
    page.get_by_role("link", name="Two", exact=True).click()
    expect(shown).to_have_text("Two")
    page.go_back()
    expect(shown).to_have_text("One")


def test_hostile_words_in_a_link_are_words_and_values_of_other_kinds_are_left_out(small_visit: Visit) -> None:
    hostile = "<img src=x onerror=alert(1)>\u202e"
    page = opened(
        small_visit, {"t": hostile, "n": hostile, "w": ["x"], "a": "__proto__", "c": [1], "g": [[1, hostile, hostile]]}
    )
    expect(page.locator(".rr-packet-title")).to_have_text(hostile[:-1])
    expect(page.locator(".rr-packet-text").first).to_have_text(hostile[:-1])
    assert page.locator(".rr-packet-view img").count() == 0


@pytest.mark.parametrize("fragment", ["1.abc.AAAA", "<script>", "1.abc." + "A" * 70_000, "1.", "9.x.x", "%00"])
def test_a_damaged_or_foreign_link_is_answered_calmly_and_changes_nothing(small_visit: Visit, fragment: str) -> None:
    page = small_visit.open(f"packet/#rr-packet={fragment}")
    expect(page.locator(".rr-packet-state")).to_contain_text("Nothing has been changed here")
    expect(page.locator(".rr-packet-view")).to_be_hidden()
    assert page.evaluate(COPIES) == []
    assert small_visit.errors == []


def test_suggested_answers_are_written_only_when_the_reader_says_so_and_only_where_they_fit(small_visit: Visit) -> None:
    given = [["word", "kqhill"], ["mood", "calm"], ["rr-done", "yes"], ["word--other", "x"]]
    sheet = numbers()["alone"]
    page = opened(small_visit, {"c": [sheet], "g": [[sheet, *one] for one in given]})
    page.locator(".rr-packet-view").get_by_role("link", name="Alone first").click()
    offered = page.locator(".rr-given")
    expect(offered.locator("dd")).to_have_text(["kqhill"])  # the sheet allows no other
    expect(page).to_have_url(re.compile(r"/alone/$"))
    assert axe(page) == []
    assert page.evaluate(COPIES) == []
    offered.get_by_role("button", name="Put them in").click()
    expect(page.locator("#rr-f-word")).to_have_value("kqhill")
    saved(page)
    page.go_back()
    page.locator(".rr-packet-view").get_by_role("link", name="Alone first").click()
    expect(offered.get_by_label("Also where I wrote something")).to_be_visible()
    offered.get_by_role("button", name="Leave them").click()
    expect(offered).to_have_text("Left out. Nothing has been changed.")


def test_suggested_answers_of_the_wrong_kind_are_not_offered(small_visit: Visit) -> None:
    sheet = numbers()["every-field"]
    odd = [["day", "tomorrow"], ["hour", "25:00"], ["one-need", "no-such-need"], ["count", "7"], ["day--x", "y"]]
    page = opened(small_visit, {"c": [sheet], "g": [[sheet, *one] for one in odd]})
    page.locator(".rr-packet-view").get_by_role("link", name="Every field").click()
    expect(page.locator(".rr-given")).to_contain_text("Nothing has been changed")
    assert page.evaluate(COPIES) == []


def test_a_whole_packet_prints_with_a_cover_and_each_sheet_on_a_page_of_its_own(small_visit: Visit) -> None:
    small_visit.context.add_init_script("window.print = () => { window.printed = true }")
    known = numbers()
    sheets = [known["every-field"], known["first#say-it"], known["alone"]]
    given = [[known["every-field"], "day", "2026-12-03"], [known["every-field"], "hour", "not a time"]]
    page = opened(small_visit, {"t": "kqtitle", "n": "kqnote", "c": sheets, "g": given})
    page.get_by_role("button", name="Print the whole packet").click()
    page.wait_for_function("() => window.printed")
    pages = [words([leaf]) for leaf in printed_pages(page)]
    assert "kqtitle" in pages[0]
    assert "kqnote" in pages[0]
    firsts = [
        next(at for at, text in enumerate(pages) if at and title in text) for title in ("December 3, 2026", "Alone")
    ]
    assert 0 < firsts[0] < firsts[1]
    whole = " ".join(pages)
    assert "zqsheet" not in whole, "notes for facilitators are not for clients"
    assert "Put them in" not in whole
    inside = page.locator(".rr-printed")
    assert inside.locator("[id], [name], [onclick], script, rr-rows, rr-timer, .rr-screen").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(inside).to_have_count(0)
    small_visit.context.route("**/alone/", lambda route: route.abort())
    page.get_by_role("button", name="Print the whole packet").click()
    expect(page.locator("[data-printing]")).to_contain_text("nothing is printed")
    small_visit.errors.clear()  # the page that could not be had


NOTE = (
    "Thank you for coming on Monday. Before we meet again, please look at the first three sheets, each of you alone. "
    "A quarter of an hour is plenty, and empty lines are fine. Nobody has to show theirs. If a sheet feels like too "
    "much, leave it out and tell me. Ring me at the practice if something is unclear."
)


def test_twelve_worksheets_with_a_long_note_make_a_short_link_whose_square_code_can_be_read(visit: Visit) -> None:
    given = addresses.numbers(ROOT)
    sheets = [given[f"worksheets/{sheet.id}/"] for sheet in WHOLE.sheets()][:12]
    page = visit.open(link_of({"t": "Before Thursday", "n": NOTE, "c": sheets}).replace("packet/", "packets/own/"))
    expect(page.locator(".rr-packet-builder-order li")).to_have_count(12)
    page.get_by_role("button", name="Copy, send or scan the link").click()
    shown = dialog(page)
    link = shown.get_by_label("Address").input_value()
    assert link.startswith(f"{OWN}packet/#rr-packet=1.")
    assert len(link) < 600
    code = shown.get_by_role("img", name="QR code: Before Thursday")
    expect(code).to_be_visible()
    assert read(code.screenshot()) == [link]
    with page.expect_download() as saving:
        shown.get_by_role("button", name="Save as PNG").click()
    assert read(saving.value.path().read_bytes()) == [link]


def test_a_new_facilitator_gets_from_the_first_page_to_a_printed_packet_and_its_client_opens_it(
    visits: Callable[..., Visit], site: Path
) -> None:
    """By keyboard, on a phone."""
    maker = visits(site, viewport={"width": 390, "height": 760})
    maker.context.add_init_script("window.print = () => { window.printed = true }")
    page = maker.open("")
    press(page.get_by_role("link", name="Read the page for facilitators"))
    press(page.get_by_role("link", name="Put a packet together").first)
    press(page.get_by_role("button", name="A first talk"))
    page.get_by_label("A note to your client").focus()
    page.keyboard.type("kqnote")
    expect(page.locator("#rr-packing-length")).to_contain_text("characters")
    press(page.get_by_role("button", name="Print the whole packet"))
    page.wait_for_function("() => window.printed")
    leaves = printed_pages(page)
    assert "kqnote" in leaves[0]
    assert len(leaves) > 5
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    link = page.get_by_label("The link", exact=True).input_value()

    client = visits(site, viewport={"width": 390, "height": 760})
    page = client.open(link.removeprefix(OWN))
    expect(page.get_by_text("kqnote")).to_be_visible()
    press(page.locator(".rr-packet-view").get_by_role("link", name="Where we are"))
    expect(page).to_have_url(f"{OWN}worksheets/where-we-are/")
    page.go_back()
    press(page.get_by_role("checkbox").first, "Space")
    saved(page)
    page.reload()
    expect(page.get_by_role("checkbox").first).to_be_checked()


def test_a_packet_of_the_guide_opens_as_a_list_and_can_be_changed(visit: Visit) -> None:
    page = visit.open("packets/first-talk/")
    code = page.get_by_role("img", name="QR code: A first talk")
    way = page.get_by_role("link", name="Open it as a list")
    assert read(code.screenshot()) == [way.evaluate("link => link.href")]
    way.click()
    expect(page.locator(".rr-packet-title")).to_have_text("A first talk")
    expect(page.locator(".rr-packet-view .rr-progress-title")).to_have_count(4)
    page.go_back()
    page.get_by_role("link", name="Change it for somebody").click()
    expect(page.locator(".rr-packet-builder-order li")).to_have_count(4)


REFUSED = """for (const name of ["sessionStorage", "localStorage", "indexedDB"]) {
  Object.defineProperty(window, name, {get() { throw new DOMException("refused", "SecurityError") }});
}"""


def test_where_the_browser_keeps_nothing_a_packet_is_shown_from_its_link_also_after_a_reload(
    small_visit: Visit,
) -> None:
    small_visit.context.add_init_script(REFUSED)
    page = small_visit.open(link_of({"t": "Still here", "c": [1, 2]}))
    expect(page.locator(".rr-packet-title")).to_have_text("Still here")
    page.get_by_role("checkbox").first.check()
    expect(page.get_by_text("could not be saved on this device")).to_be_visible()
    expect(page.get_by_text("This packet is not kept yet")).to_be_visible()
    page.reload()
    expect(page.locator(".rr-packet-title")).to_have_text("Still here")
    page.get_by_role("button", name="Forget this packet").click()
    expect(page.get_by_text("is forgotten on this device")).to_be_focused()
    expect(page.locator(".rr-packet-title")).to_be_hidden()
    assert "#" not in page.url


def test_the_way_out_takes_a_packet_that_was_only_looked_at_along(small_visit: Visit) -> None:
    away = "https://www.wikipedia.org/**"
    page = opened(small_visit, {"t": "Only looked at", "c": [1]})
    small_visit.context.route(away, lambda route: route.fulfill(body="<!doctype html><title>Dull</title>"))
    assert page.evaluate("() => Object.keys(sessionStorage).map(key => key.split('~')[0])") == ["rr-handed"]
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(away)
    page.goto(f"{OWN}packet/")
    assert page.evaluate("() => Object.keys(sessionStorage).filter(key => key !== 'rr-exit')") == []


def test_a_packet_with_a_sheet_for_two_prints_only_after_the_check(
    visits: Callable[..., Visit], small_site: Path
) -> None:
    visit = visits(small_site, safe=False, viewport={"width": 390, "height": 760})
    visit.context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    page = opened(visit, {"t": "For two", "c": [numbers()["alone"]]})
    press(page.get_by_role("button", name="Print the whole packet"))
    gate = page.locator(".rr-packet-gate")
    expect(gate.get_by_role("heading").first).to_be_focused()
    assert page.evaluate("() => window.printed") == 0
    assert axe(page) == []
    press(gate.locator("[data-gate=none]"))
    page.wait_for_function("() => window.printed === 1")
    expect(gate).to_be_hidden()


MAKER = {"t": "For Monday", "a": "couple", "c": [numbers()["alone"], numbers()["every-field"]]}


def test_a_look_at_the_clients_page_begins_at_its_top_and_back_leads_to_the_packet_as_it_was(
    visits: Callable[..., Visit], small_site: Path
) -> None:
    visit = visits(small_site, viewport={"width": 390, "height": 700})
    page = visit.open(link_of(MAKER).replace("packet/", "packets/"))
    order = page.locator(".rr-packet-builder-order li")
    expect(order).to_have_count(2)
    address = page.url
    page.get_by_role("link", name="See it as your client does").click()
    expect(page.locator("rr-packet-viewer .rr-packet-title")).to_have_text("For Monday")
    page.wait_for_function("() => scrollY === 0 && document.documentElement.dataset.for === 'couple'")
    expect(page.locator("rr-packet-viewer .rr-packet-title")).to_be_in_viewport()
    page.go_back()
    expect(order).to_have_count(2)
    expect(page).to_have_url(address)
    assert page.evaluate("() => document.documentElement.dataset.for ?? ''") == "", "the maker's own wording"


def test_another_ready_packet_is_added_to_what_is_chosen_under_its_title_unless_one_was_written(
    small_visit: Visit,
) -> None:
    page = small_visit.open("packets/")
    begin, order = page.get_by_role("button", name="Begin with this one"), page.locator(".rr-packet-builder-order li")
    begin.evaluate("""button => {
      const other = button.cloneNode(true);
      Object.assign(other.dataset, {title: "Another", begin: "1 2"});
      button.after(other);
    }""")
    begin.last.click()
    expect(order).to_have_count(2)
    title = page.get_by_label("A title")
    expect(title).to_have_value("Another")
    chosen = order.all_inner_texts()
    begin.first.click()
    expect(page.locator("[data-say]")).to_have_text(re.compile("Things in the packet now: [3-9]."))
    count = order.count()
    assert order.all_inner_texts()[:2] == chosen
    expect(title).not_to_have_value("Another")
    title.fill("Mine")
    begin.last.click()
    expect(title).to_have_value("Mine")
    expect(order).to_have_count(count)


def test_this_tab_remembers_a_packet_that_was_left_until_it_is_begun_anew_or_the_way_out_is_taken(
    small_visit: Visit,
) -> None:
    page = small_visit.open(link_of(MAKER).replace("packet/", "packets/"))
    order = page.locator(".rr-packet-builder-order li")
    expect(order).to_have_count(2)
    page.get_by_label("A note to your client").fill("kqnote")  # and the page is left before there is a link of it
    small_visit.open("care/")
    small_visit.open("packets/")
    expect(order).to_have_count(2)
    expect(page.get_by_label("A title")).to_have_value("For Monday")
    expect(page.get_by_label("A note to your client")).to_have_value("kqnote")
    page.get_by_role("button", name="Start empty").click()
    expect(page.locator("[data-say]")).to_have_text("The packet is empty.")
    expect(page.get_by_label("Search by a word")).to_be_focused()
    page.wait_for_function("() => !sessionStorage.length && !location.hash")
    small_visit.open("packets/")
    expect(page.locator("[data-empty]").first).to_be_visible()


def test_things_are_found_by_the_beginnings_of_words_in_any_order_and_by_topic(small_visit: Visit) -> None:
    page = small_visit.open("packets/")
    words, shown = page.get_by_label("Search by a word"), page.locator(".rr-packet-builder-group label:visible")
    words.fill("field EV")
    expect(shown).to_have_count(1)
    expect(page.locator("[data-count]")).to_have_text("Shown: 1")
    words.fill("very")
    expect(page.locator("[data-count]")).to_have_text("Nothing has these words. Try another, or choose a topic.")
    expect(shown).to_have_count(0)
    words.fill("")
    page.get_by_label("Topic", exact=True).select_option("talks")
    expect(shown.first).to_be_visible()
    about = shown.all_inner_texts()
    page.get_by_label("Topic", exact=True).select_option("")
    words.fill("talks")  # the name of the topic, which none of them has in its own words
    expect(shown.filter(has_text=about[0])).to_have_count(1)


def test_a_sheet_opened_from_a_packet_has_a_way_back_to_it(small_visit: Visit) -> None:
    page = opened(small_visit, MAKER)
    page.locator("rr-packet-viewer").get_by_role("link", name="Every field").click()
    expect(page).to_have_url(re.compile(r"every-field/\?for=couple$"))
    page.get_by_role("link", name="Back to the packet").click()
    expect(page.locator("rr-packet-viewer .rr-packet-title")).to_have_text("For Monday")
    page.get_by_role("button", name="Forget this packet").click()
    expect(page.get_by_text("is forgotten on this device")).to_be_visible()
    small_visit.open("worksheets/every-field/")
    expect(page.get_by_role("link", name="Back to the packet")).to_be_hidden()


def test_all_packets_of_a_tab_are_gone_when_another_tab_erases_everything(small_visit: Visit) -> None:
    page = opened(small_visit, MAKER)
    page.get_by_role("button", name="Keep this packet").click()
    saved(page)
    page.evaluate(
        "async () => (await import('/assets/client/page/erase-data.js')).eraseData('https://relationship-reset.example/')"
    )
    expect(page.get_by_text("is forgotten on this device")).to_be_visible()
    expect(page.locator(".rr-packet-title")).to_be_hidden()
    assert page.evaluate("() => Object.keys(sessionStorage)") == []
    page.reload()
    expect(page.get_by_text("No packet is open here")).to_be_visible()


def test_words_are_not_written_into_the_address_of_the_page_that_comes_next(small_visit: Visit) -> None:
    page = small_visit.open(link_of(MAKER).replace("packet/", "packets/"))
    expect(page.locator(".rr-packet-builder-order li")).to_have_count(2)
    note = page.get_by_label("A note to your client")
    note.press_sequentially("kqnote")
    page.evaluate("""() => {
      history.pushState(null, "", "/glossary/"); // as the theme does before the page is there
      document.activeElement.dispatchEvent(new Event("change", {bubbles: true}));
    }""")
    page.wait_for_function("() => document.querySelector('rr-packet-builder .rr-packet-text').textContent === 'kqnote'")
    assert page.url == f"{OWN}glossary/"


def test_a_packet_that_is_being_put_together_goes_when_another_tab_erases_everything(small_visit: Visit) -> None:
    page = small_visit.open(link_of(MAKER).replace("packet/", "packets/"))
    order = page.locator(".rr-packet-builder-order li")
    expect(order).to_have_count(2)
    other = small_visit.context.new_page()
    other.goto(f"{OWN}care/")
    other.evaluate("async address => (await import('/assets/client/page/erase-data.js')).eraseData(address)", OWN)
    expect(order).to_have_count(0)
    page.wait_for_function("() => !sessionStorage.length && !location.hash")
    expect(page.get_by_label("A title")).to_have_value("")
    page.get_by_label("A title").fill("Another")
    small_visit.open("care/")
    small_visit.open("packets/")
    expect(page.get_by_label("A title")).to_have_value("Another")


def test_a_packet_for_nobody_in_particular_shows_the_readers_own_wording_again(small_visit: Visit) -> None:
    for packet in ({"t": "For anybody", "c": [1]}, MAKER):
        page = opened(small_visit, packet)
        page.get_by_role("button", name="Keep this packet").click()
        saved(page)
    page.wait_for_function("() => document.documentElement.dataset.for === 'couple'")
    page.get_by_role("link", name="For anybody", exact=True).click()
    expect(page.locator(".rr-packet-title")).to_have_text("For anybody")
    page.wait_for_function("() => !document.documentElement.dataset.for")
    page.go_back()
    page.wait_for_function("() => document.documentElement.dataset.for === 'couple'")
