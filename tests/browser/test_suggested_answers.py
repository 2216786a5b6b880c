"""Answers that came with a link: they wait until the reader answers, whatever happens to the page meanwhile."""

import json
from base64 import urlsafe_b64encode

from playwright.sync_api import Page, expect

from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import ready, saved
from tests.browser.test_lock import lock, unlock

HELD = "() => Object.keys(sessionStorage).filter(key => key.startsWith('rr-handed~'))"
"""What this tab holds of packets and of what was suggested."""


def offered(visit: Visit, sheet: str, given: list[list[str]]) -> Page:
    packed = urlsafe_b64encode(json.dumps(given).encode()).decode().rstrip("=")
    page = visit.open(f"worksheets/{sheet}/#rr-given={packed}")
    expect(page.locator(".rr-given")).to_be_visible()
    return page


def test_suggestions_wait_until_a_locked_sheet_is_opened_also_through_a_reload(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/alone/"))
    lock(page)
    expect(page.get_by_text("This copy is locked with your passphrase")).to_be_visible()
    saved(page)
    page.goto("about:blank")  # an address that differs after the # only would load nothing
    page = offered(small_visit, "alone", [["word", "kqhill"]])
    notice = page.locator(".rr-given")
    expect(notice.get_by_text("Open the lock of this sheet first")).to_be_visible()
    expect(notice.get_by_role("button", name="Put them in")).to_be_hidden()
    page.reload()
    expect(notice.locator("dd")).to_have_text(["kqhill"])
    unlock(page)
    expect(notice.get_by_text("Open the lock of this sheet first")).to_be_hidden()
    notice.get_by_role("button", name="Put them in").click()
    expect(page.locator("#rr-f-word")).to_have_value("kqhill")
    expect(notice.get_by_text("Put in: 1.")).to_be_focused()
    assert page.evaluate(HELD) == []


def test_what_the_reader_wrote_after_the_suggestions_came_is_left_and_said(small_visit: Visit) -> None:
    given = [["day", "2026-12-03"], ["hour", "08:00"], ["hour", "18:30"]]
    page = offered(small_visit, "every-field", given)
    notice = page.locator(".rr-given")
    expect(notice.locator("dd")).to_have_count(2)  # of two for one field, the last
    over = notice.get_by_label("Also where I wrote something")
    expect(over).to_be_hidden()
    page.locator("[name=hour]").first.fill("10:15")
    expect(over).to_be_visible()
    notice.get_by_role("button", name="Put them in").click()
    expect(notice).to_have_text("Put in: 1. You can change every one of them. Left as they were: 1.")
    expect(page.locator("[name=hour]").first).to_have_value("10:15")
    expect(page.locator("[name=day]").first).to_have_value("2026-12-03")


def test_erasing_and_the_way_out_take_suggestions_along_that_were_not_answered(small_visit: Visit) -> None:
    away = "https://www.wikipedia.org/**"
    small_visit.context.route(away, lambda route: route.fulfill(body="<!doctype html><title>Dull</title>"))
    page = offered(small_visit, "alone", [["word", "kqhill"]])
    page.evaluate("document.dispatchEvent(new CustomEvent('rr-erased'))")
    expect(page.locator(".rr-given")).to_have_count(0)
    assert page.evaluate(HELD) == []
    page.goto("about:blank")
    page = offered(small_visit, "alone", [["word", "kqhill"]])
    assert page.evaluate(HELD) != []
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(away)
    page.goto(f"{OWN}packet/")
    assert page.evaluate(HELD) == []


def test_suggestions_that_fit_nothing_leave_the_focus_where_it_is(small_visit: Visit) -> None:
    page = offered(small_visit, "alone", [["mood", "calm"]])
    expect(page.locator(".rr-given")).to_contain_text("do not fit this sheet")
    assert page.evaluate("document.activeElement === document.body")
    assert page.evaluate(HELD) == []
