"""The link book in a browser: searched, filtered, sent; and a plain list without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.barriers import axe
from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import pdf, words


def shown(page: Page) -> list[str]:
    """Return the titles of all rows that can be seen, with those of the pages on which they stand."""
    return page.locator(".rr-link-index-row:visible > a:first-child").all_inner_texts()


def test_the_book_is_filtered_and_what_it_is_set_to_can_be_sent(small_visit: Visit) -> None:
    page = small_visit.open("links/")
    count = page.locator("rr-link-index [data-count]")
    total = page.locator(".rr-link-index-row").count()
    expect(count).to_have_text(f"Shown: {total} of {total}")
    page.get_by_label("Topic", exact=True).select_option("Rest")
    expect(count).to_have_text(f"Shown: 3 of {total}")
    assert shown(page) == ["A deck", "Every day", "What do you drink first?", "When do you sleep?"]
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Cards, lists and phrases"]
    page.get_by_label("Search by words").fill("SLEEP")
    expect(count).to_have_text(f"Shown: 1 of {total}")
    page.get_by_label("Search by words").fill("Time off")
    expect(count).to_have_text(f"Shown: 3 of {total}")  # another word for the topic, on none of the rows
    page.get_by_label("Search by words").fill("leep")
    expect(count).to_have_text(re.compile("^Nothing fits"))  # words are known by how they begin
    page.get_by_label("Search by words").fill("SLEEP")
    expect(count).to_have_text(f"Shown: 1 of {total}")
    address = page.url
    assert address == f"{OWN}links/#rr-book=words=SLEEP&topic=rest"

    page.get_by_role("button", name="Link to this selection").click()
    expect(page.get_by_label("Address", exact=True)).to_have_value(address)
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Show everything").click()
    assert (page.url, len(shown(page))) == (OWN + "links/", page.locator(".rr-link-index-page").count())
    expect(page.get_by_label("Search by words")).to_be_focused()

    page.goto("about:blank")
    page.goto(address)
    expect(count).to_have_text(f"Shown: 1 of {total}")
    expect(page.get_by_label("Topic", exact=True)).to_have_value("rest")
    page.evaluate("() => { location.hash = '#rr-book=sort=nonsense&minutes=5&words=zz%E0%A4' }")
    expect(page.get_by_label("What it is", exact=True)).to_have_value("")
    expect(count).to_have_text("Nothing fits this. Try another word, or choose a topic.")
    expect(page.get_by_label("How long", exact=True)).to_be_visible()  # among the filters that are folded away else


def test_a_row_leads_to_its_place_and_its_link_can_be_copied(small_visit: Visit) -> None:
    page = small_visit.open("links/#rr-book=words=only+at+work")
    row = page.locator("li.rr-link-index-row:visible")
    row.get_by_role("link", name="Link to: Only at work").press("Enter")
    expect(page.get_by_label("Address", exact=True)).to_have_value(f"{OWN}guide/first/#only-work")
    page.keyboard.press("Escape")
    row.get_by_role("link", name="Only at work", exact=True).press("Enter")
    page.wait_for_url(f"{OWN}guide/first/#only-work")
    page.go_back()
    expect(page.locator("li.rr-link-index-row:visible")).to_have_count(1)


def test_the_book_has_no_barrier_and_fits_a_narrow_phone(small_visit: Visit) -> None:
    small_visit.page.set_viewport_size({"width": 320, "height": 640})
    page = small_visit.open("links/")
    page.locator(".rr-link-index-page summary").first.click()
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    assert axe(page) == []


def test_a_printed_book_says_what_was_chosen_and_where_each_thing_is(small_visit: Visit) -> None:
    page = small_visit.open("links/#rr-book=words=sleep&topic=rest")
    expect(page.locator("[data-count]")).to_contain_text("Shown: 1")
    paper = words(pdf(page, "A4"))
    assert "Search by words: sleep · Topic: Rest" in paper
    assert "What is in it (1 of " in paper
    assert f"{OWN.partition('//')[2]}lists/deck/#" in paper.replace(" ", "")


def test_without_scripts_the_book_is_a_list_of_links(visits: Callable[..., Visit], small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("links/")
    assert not page.get_by_label("Topic", exact=True).is_visible()
    page.locator(".rr-link-index-page", has_text="A deck").locator("summary").click()
    page.get_by_role("link", name="What do you drink first?", exact=True).click()
    page.wait_for_url(f"{OWN}lists/deck/#morning")
    assert (small_site / "links.csv").read_bytes().startswith(b"\xef\xbb\xbfnumber,address")
    assert b"\r\n" in (small_site / "links.csv").read_bytes()
    assert "links.json" not in (small_site / "sw.js").read_text()
