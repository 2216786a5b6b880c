"""Answers are not lost, and not brought back, whatever gets in the way."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import pdf, ready, saved, settled, words

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


REFUSED = {
    "IndexedDB": """Object.defineProperty(window, "indexedDB", {
      get: () => { throw new DOMException("", "SecurityError") }
    })""",
    "all storage": """for (const name of ["indexedDB", "localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {get: () => { throw new DOMException("", "SecurityError") }});
    }
    LockManager.prototype.request = () => Promise.reject(new DOMException("", "SecurityError"));""",
    "opening": "IDBFactory.prototype.open = () => { throw new DOMException('', 'InvalidStateError') }",
}
"""What browsers refuse that were told to keep nothing, or that are private."""


@pytest.mark.parametrize("refused", REFUSED)
def test_where_nothing_can_be_kept_the_sheet_says_so_goes_on_and_offers_a_file(
    small_visit: Visit, refused: str
) -> None:
    small_visit.context.add_init_script(REFUSED[refused])
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("nowhere to stay")
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("could not be saved"))
    page.get_by_label("Tea").check()
    expect(page.locator("#rr-f-count")).to_be_visible()
    with page.expect_download() as download:
        page.locator("rr-sheet [data-do=rescue]").click()
    assert "nowhere to stay" in Path(download.value.path()).read_text("utf-8")
    assert "nowhere to stay" in words(pdf(page, "A4"))


def test_on_a_full_disk_nothing_kept_is_harmed_and_saving_goes_on_once_there_is_room(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("from before")
    saved(page)
    page.evaluate(FAILING, "put")
    page.locator("#rr-f-long").fill("no room for this")
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("could not be saved"))
    expect(page.locator("rr-sheet [data-do=rescue]")).to_be_visible()
    page.evaluate("window.fail = false")
    page.locator("#rr-f-short").fill("from after")
    saved(page)
    expect(page.locator("rr-sheet [data-do=rescue]")).to_be_hidden()
    page.reload()
    ready(page)
    expect(page.locator("#rr-f-short")).to_have_value("from after")
    expect(page.locator("#rr-f-long")).to_have_value("no room for this")
    # A full disk can leave the database torn, and then the browser throws it away at its next start.
    page.goto(f"{OWN}questions/")
    page.evaluate("() => new Promise(good => indexedDB.deleteDatabase('relationship-reset').onsuccess = () => good())")
    page = ready(small_visit.open(SHEET))
    expect(page.locator("#rr-f-short")).to_have_value("from after")
    expect(page.locator("#rr-f-long")).to_have_value("no room for this")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    expect(page.locator("#rr-f-short")).to_have_value("")
    page.reload()
    expect(ready(page).locator("#rr-f-short")).to_have_value("")


@pytest.mark.parametrize("days", [-400, -1, 400], ids=["years back", "a day back", "a year on"])
def test_a_clock_that_is_set_does_not_bring_old_words_back(small_visit: Visit, days: int) -> None:
    start = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
    small_visit.page.clock.install(time=start)
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("before the clock was set")
    page.clock.run_for(2_000)
    saved(page)
    page.clock.set_system_time(start + datetime.timedelta(days=days))
    page.locator("#rr-f-short").fill("after the clock was set")
    page.clock.run_for(2_000)
    saved(page)
    page.locator("#rr-f-long").fill("at the end")
    page.goto(f"{OWN}questions/")
    page = ready(small_visit.open(SHEET))
    expect(page.locator("#rr-f-short")).to_have_value("after the clock was set")
    expect(page.locator("#rr-f-long")).to_have_value("at the end")


def test_leaving_by_a_link_right_after_the_last_key_keeps_every_letter(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-long").fill("the very last word")
    page.locator("a[href$='care/']").first.click()
    page.wait_for_url("**/care/")
    page.go_back()
    expect(ready(page).locator("#rr-f-long")).to_have_value("the very last word")
    page.locator("#rr-f-long").fill("and one more")
    page.close()
    small_visit.page = small_visit.context.new_page()
    expect(ready(small_visit.open(SHEET)).locator("#rr-f-long")).to_have_value("and one more")


def test_an_answer_longer_than_the_limit_is_said_and_costs_nothing_that_was_kept(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-long").fill("short enough")
    saved(page)
    page.locator("#rr-f-long").fill("x" * 20_001)
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("longer than 20,000"))
    page.locator("#rr-f-long").fill("y" * 20_000)
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("Saved"))
    saved(page)


def test_a_copy_that_is_full_is_said_and_keeps_what_it_has(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("kept")
    saved(page)
    page.evaluate(
        """() => {
          const many = Array.from({length: 14}, (_, at) => [`deeds--${at + 1}--more`, "x".repeat(19_999)]);
          document.querySelector("rr-sheet").change(Object.fromEntries(many));
        }"""
    )
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("This copy is full"))
    page.reload()
    expect(ready(page).locator("#rr-f-short")).to_have_value("kept")


def test_after_five_days_without_a_file_the_sheet_reminds_of_one(small_visit: Visit) -> None:
    # A browser that asks the reader whether to keep what a site stores, and a reader who never answers.
    small_visit.context.add_init_script("StorageManager.prototype.persist = () => new Promise(() => {})")
    start = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
    small_visit.page.clock.set_fixed_time(start)
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("the first day")
    page.wait_for_function("() => localStorage.getItem('rr-unfiled')")
    expect(page.locator(".rr-remind")).to_be_hidden()
    page.clock.set_fixed_time(start + datetime.timedelta(days=6))
    page.locator("#rr-f-short").fill("the sixth day")
    expect(page.locator(".rr-remind")).to_contain_text("since November 20, 2026")
    file = start + datetime.timedelta(days=6)
    page.evaluate("iso => localStorage.setItem('rr-file', iso)", file.isoformat().replace("+00:00", "Z"))
    page.locator("#rr-f-short").fill("after the file")
    expect(page.locator(".rr-remind")).to_be_hidden()
