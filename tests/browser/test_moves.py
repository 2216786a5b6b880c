"""Old addresses in a browser: each leads to what took its place, with scripts and without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import axe
from tests.browser.conftest import OWN, Visit

IN_SIGHT = """() => {
  const place = document.getElementById(location.hash.slice(1))?.getBoundingClientRect();
  return place && 0 <= place.top && place.bottom <= innerHeight;
}"""
"""Whether what the address names is to be seen."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("guide/second/#afterwards", "guide/second/#later"),
        ("guide/second/?for=business#afterwards", "guide/second/?for=business#later"),
        ("worksheets/alone/#motto", "worksheets/alone/#word"),
        ("lists/deck/#night", "lists/deck/#evening"),
        ("guide/first/?for=couple#later-on", "guide/second/?for=couple#later"),
        ("guide/next/?copy=2", "guide/second/?copy=2"),
        ("guide/next/#afterwards", "guide/second/#later"),
        ("guide/next/#next-to-last", "guide/second/#later"),
        ("guide/next/#rr-answers-in=1p.abc", "guide/second/#rr-answers-in=1p.abc"),
    ],
)
def test_an_old_address_becomes_the_one_of_today(small_visit: Visit, old: str, new: str) -> None:
    small_visit.page.goto(OWN + old)
    small_visit.page.wait_for_function("new_ => location.href === new_", arg=OWN + new)
    if new.endswith(("#later", "#evening", "#word")):
        small_visit.page.wait_for_function(IN_SIGHT)


def test_an_old_address_shows_what_the_choice_of_audience_hides(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/?for=couple")
    assert not page.locator("#only-work").is_visible()
    page.goto(OWN + "guide/first/?for=couple#at-the-office")
    page.locator("#only-work").wait_for()
    page.wait_for_function("() => location.hash === '#only-work'")


def test_back_leads_past_an_old_address(small_visit: Visit) -> None:
    page = small_visit.open("questions/")
    page.goto(OWN + "guide/next/#afterwards")
    page.wait_for_url(OWN + "guide/second/#later")
    page.go_back()
    page.wait_for_url("**/questions/")


def test_without_scripts_an_old_address_is_at_the_item_or_says_where_it_is(
    visits: Callable[..., Visit], small_site: Path
) -> None:
    page = visits(small_site, java_script_enabled=False, viewport={"width": 390, "height": 300}).open("")
    page.goto(OWN + "lists/deck/#night")
    assert 0 <= page.locator("#evening").bounding_box()["y"] < 150  # type: ignore[index]
    page.goto(OWN + "guide/first/#later-on")
    line = page.get_by_text("This has moved: Later")
    assert 0 <= line.bounding_box()["y"] < 300  # type: ignore[index]
    line.get_by_role("link").click()
    page.wait_for_url(OWN + "guide/second/#later")
    page.goto(OWN + "guide/next/#next-to-last")
    assert page.locator(".rr-moved:visible").count() == 1
    page.get_by_role("link", name="Later").click()
    page.wait_for_url(OWN + "guide/second/#later")
    page.goto(OWN + "guide/next/")
    assert page.locator(".rr-moved:visible").count() == 0
    page.get_by_role("link", name="The second part", exact=True).last.click()
    page.wait_for_url(OWN + "guide/second/")


def test_pages_with_old_addresses_have_no_barrier(small_visit: Visit) -> None:
    small_visit.context.route(
        "**/redirect.js", lambda route: route.fulfill(body="export const followRedirect = () => {};")
    )
    for address in ("guide/next/#afterwards", "guide/first/#later-on"):
        page = small_visit.open(address)
        expect(page.locator(".rr-moved:visible")).to_have_count(1)
        assert axe(page) == []


def test_a_page_that_moved_is_in_no_list_of_pages(small_site: Path) -> None:
    stub = (small_site / "guide" / "next" / "index.html").read_text()
    assert '<meta name="robots" content="noindex">' in stub
    assert f'<link rel="canonical" href="{OWN}guide/second/">' in stub
    assert "guide/next/" not in (small_site / "sitemap.xml").read_text()
    assert '"guide/next/' not in (small_site / "search" / "search_index.json").read_text()
    assert '"guide/next/"' in (small_site / "sw.js").read_text()
