"""Answers are not lost, and not brought back, whatever gets in the way."""

import re

from playwright.sync_api import Route, expect

from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import pdf, ready, settled, words

SHEET = "worksheets/every-field/"
FAILING = """name => {
  const real = IDBObjectStore.prototype[name];
  window.fail = true;
  IDBObjectStore.prototype[name] = function (...given) {
    if (window.fail) throw new DOMException("refused", "QuotaExceededError");
    return real.apply(this, given);
  };
}"""


def test_what_was_written_before_the_scripts_came_stays(small_visit: Visit) -> None:
    held: list[Route] = []
    small_visit.context.route("**/sheet.js", lambda route: held.append(route))
    small_visit.page.goto(OWN + SHEET)
    page = small_visit.page
    page.locator("#rr-f-short").fill("early words")
    page.get_by_label("Tea").check()
    for route in held:
        route.fallback()
    ready(page)
    expect(page.locator("#rr-f-short")).to_have_value("early words")
    expect(page.get_by_label("Tea")).to_be_checked()
    settled(page)


def test_a_failed_read_does_not_cost_what_was_kept(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("precious")
    settled(page)
    small_visit.context.add_init_script(f"({FAILING})('get')")
    page.reload()
    ready(page)
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("could not be saved"))
    page.evaluate("window.fail = false")
    page.locator("#rr-f-long").fill("more")
    settled(page)
    kept = page.evaluate(
        """async () => {
          const open = indexedDB.open("relationship-reset");
          const database = await new Promise(good => open.onsuccess = () => good(open.result));
          const get = database.transaction("copies").objectStore("copies").get("every-field");
          return (await new Promise(good => get.onsuccess = () => good(get.result))).answers;
        }"""
    )
    assert kept == {"short": "precious", "long": "more"}


def test_words_that_could_not_be_saved_are_there_after_a_reload_all_the_same(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.evaluate(FAILING, "put")
    page.locator("#rr-f-short").fill("nearly lost")
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("could not be saved"))
    page.reload()
    ready(page)
    expect(page.locator("#rr-f-short")).to_have_value("nearly lost")
    settled(page)


def test_answers_that_cannot_be_deleted_stay_in_view_and_the_sheet_says_so(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("still here")
    settled(page)
    page.evaluate(FAILING, "delete")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("could not be deleted"))
    expect(page.locator("#rr-f-short")).to_have_value("still here")


def test_an_emptied_answer_stays_empty(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("words")
    settled(page)
    page.locator("#rr-f-short").fill("")
    page.goto(f"{OWN}questions/")
    ready(small_visit.open(SHEET))
    expect(page.locator("#rr-f-short")).to_have_value("")


def test_answers_print_after_a_blank_print_that_never_said_it_was_done(small_visit: Visit) -> None:
    small_visit.context.add_init_script("window.print = () => {}")
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("kqshort")
    page.get_by_role("button", name="Print blank").click()
    page.get_by_role("button", name="Print with my answers").click()
    assert "kqshort" in words(pdf(page, "A4"))


def test_where_the_sheets_script_fails_it_says_so_and_what_was_typed_prints_all_the_same(small_visit: Visit) -> None:
    small_visit.context.route("**/sheet.js", lambda route: route.abort())
    small_visit.page.goto(OWN + SHEET)
    expect(small_visit.page.get_by_text("answers are not saved when you leave")).to_be_visible()
    small_visit.page.locator("#rr-f-long").fill("kqlong words")
    assert "kqlong" in words(pdf(small_visit.page, "A4"))
