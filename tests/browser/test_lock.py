"""A copy locked with a passphrase: what is written is kept only encrypted, and shown only to whoever says the words."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import pdf, ready, saved, words

SHEET = "worksheets/every-field/"
WORDS = "seven calm herons wade"
KEPT = """async () => {
  const open = indexedDB.open("relationship-reset");
  const database = await new Promise(good => open.onsuccess = () => good(open.result));
  const all = await Promise.all([...database.objectStoreNames].map(name => {
    const get = database.transaction(name).objectStore(name).getAll();
    return new Promise(good => get.onsuccess = () => good(get.result));
  }));
  database.close();
  return JSON.stringify([all, Object.entries(localStorage), Object.entries(sessionStorage), history.state]);
}"""
"""Everything that is kept on the device."""


def lock(page: Page, passphrase: str = WORDS) -> None:
    """Lock the copy in view."""
    page.get_by_text("Lock this copy with a passphrase").click()
    page.locator("rr-lock").get_by_label("Passphrase", exact=True).fill(passphrase)
    page.locator("rr-lock").get_by_label("The same again").fill(passphrase)
    page.get_by_role("button", name="Lock this copy").click()


def locked(visit: Visit) -> Page:
    """A sheet that was locked before anything was written, with two answers."""
    page = ready(visit.open(SHEET))
    lock(page)
    expect(page.get_by_text("This copy is locked with your passphrase")).to_be_visible()
    page.locator("#rr-f-short").fill("kqcanary one")
    page.locator("#rr-f-long").fill("kqcanary two")
    saved(page)
    return page


def unlock(page: Page, passphrase: str = WORDS) -> None:
    page.get_by_label("Passphrase for this copy").fill(passphrase)
    page.get_by_role("button", name="Open it").click()


def test_what_is_written_in_a_locked_copy_is_kept_only_encrypted_and_comes_back(small_visit: Visit) -> None:
    page = locked(small_visit)
    kept = page.evaluate(KEPT)
    assert "kqcanary" not in kept
    assert "AES-256-GCM" in kept
    page.reload()
    expect(page.locator(".rr-lock-title")).to_be_visible()
    expect(page.locator("#rr-f-short")).to_be_hidden()
    expect(page.locator("#rr-f-short")).to_have_value("")
    assert "kqcanary" not in words(pdf(page, "A4"))
    unlock(page, "something else entirely")
    expect(page.get_by_text("This does not open it.")).to_be_visible()
    unlock(page)
    expect(page.locator("#rr-f-short")).to_have_value("kqcanary one")
    expect(page.locator("#rr-f-long")).to_be_visible()
    page.locator("#rr-f-short").fill("kqcanary three")
    saved(page)
    assert "kqcanary" not in page.evaluate(KEPT)


def test_the_last_words_of_a_locked_copy_survive_a_closing_page_and_are_noted_only_encrypted(
    small_visit: Visit,
) -> None:
    page = locked(small_visit)
    page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('refused', 'QuotaExceededError') } }"
    )
    page.locator("#rr-f-short").fill("kqcanary at the last moment")
    expect(page.locator("rr-sheet .rr-status")).to_contain_text("could not be saved")
    page.goto(f"{OWN}questions/")
    kept = page.evaluate(KEPT)
    assert "rr-journal:every-field" in kept
    assert "kqcanary" not in kept
    page = small_visit.open(SHEET)
    unlock(page)
    expect(page.locator("#rr-f-short")).to_have_value("kqcanary at the last moment")


def test_it_locks_after_ten_idle_minutes_and_after_two_out_of_sight(small_visit: Visit) -> None:
    small_visit.page.clock.install()
    page = locked(small_visit)
    page.clock.fast_forward("09:00")
    expect(page.locator("#rr-f-short")).to_be_visible()
    page.clock.fast_forward("02:00")
    expect(page.locator(".rr-lock-title")).to_be_visible()
    expect(page.locator("#rr-f-short")).to_have_value("")
    unlock(page)
    expect(page.locator("#rr-f-short")).to_have_value("kqcanary one")
    hide = """hidden => {
      Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(hide, True)
    page.clock.fast_forward("01:50")
    page.evaluate(hide, False)
    expect(page.locator("#rr-f-short")).to_be_visible()
    page.evaluate(hide, True)
    page.clock.fast_forward("02:10")
    page.evaluate(hide, False)
    expect(page.locator(".rr-lock-title")).to_be_visible()


def test_keys_are_forgotten_when_the_reader_leaves_in_a_hurry(small_visit: Visit) -> None:
    page = locked(small_visit)
    page.evaluate("document.dispatchEvent(new CustomEvent('rr-exit'))")
    expect(page.locator(".rr-lock-title")).to_be_visible()
    expect(page.locator("#rr-f-short")).to_have_value("")


def test_a_copy_that_was_written_before_is_locked_with_its_earlier_versions_and_unlocked_again(
    small_visit: Visit,
) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("kqcanary of old")
    saved(page)
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("kqcanary of today")
    saved(page)
    lock(page)
    expect(page.get_by_text("This copy is locked with your passphrase")).to_be_visible()
    assert "kqcanary" not in page.evaluate(KEPT)
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name="Bring this back").click()
    expect(page.locator("#rr-f-short")).to_have_value("kqcanary of old")
    assert "kqcanary" not in page.evaluate(KEPT)
    page.get_by_role("button", name="Take the lock off").click()
    expect(page.get_by_text("Lock this copy with a passphrase")).to_be_visible()
    assert "kqcanary of old" in page.evaluate(KEPT)


def test_a_duplicate_of_a_locked_copy_is_locked_and_its_name_and_state_say_nothing(small_visit: Visit) -> None:
    page = locked(small_visit)
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name="Duplicate A locked copy").click()
    expect(page.locator(".rr-copies-list li")).to_have_count(2)
    expect(page.locator("#rr-f-short")).to_have_value("kqcanary one")
    assert "kqcanary" not in page.evaluate(KEPT)
    copies = json.loads(page.evaluate(KEPT))[0][0]
    assert [{"name", "progress"} & copy.keys() for copy in copies] == [set(), set()]
    expect(page.get_by_role("button", name="Rename")).to_have_count(0)


def test_a_passphrase_that_is_too_short_or_mistyped_is_not_taken(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    lock(page, "short")
    expect(page.get_by_text("This is too short.")).to_be_visible()
    page.locator("rr-lock").get_by_label("Passphrase", exact=True).fill("long enough for it")
    page.get_by_role("button", name="Lock this copy").click()
    expect(page.get_by_text("The two are not the same.")).to_be_visible()
    page.locator("rr-lock").get_by_role("button", name="Find five words for me").click()
    expect(page.locator("rr-lock").get_by_label("Passphrase", exact=True)).to_have_value(re.compile(r"^(\S+ ){4}\S+$"))
    page.get_by_role("button", name="Lock this copy").click()
    expect(page.get_by_text("This copy is locked with your passphrase")).to_be_visible()
    expect(page.locator("#rr-lock-new")).to_have_value("")


def test_deleting_starting_over_and_undo_leave_a_locked_copy_locked(small_visit: Visit) -> None:
    page = locked(small_visit)
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name="Delete A locked copy").click()
    expect(page.locator("#rr-f-short")).to_have_value("")
    page.locator("rr-copies").get_by_role("button", name="Undo").click()
    expect(page.locator("#rr-f-short")).to_have_value("kqcanary one")
    assert "kqcanary" not in page.evaluate(KEPT)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    expect(page.locator("#rr-f-short")).to_have_value("")
    page.locator("#rr-f-long").fill("kqcanary anew")
    saved(page)
    assert "kqcanary" not in page.evaluate(KEPT)
    page.locator("rr-sheet").get_by_role("button", name="Undo").click()
    expect(page.locator("#rr-f-short")).to_have_value("kqcanary one")
    expect(page.locator("#rr-f-long")).to_have_value("kqcanary anew")
    assert "kqcanary" not in page.evaluate(KEPT)


def test_a_locked_copy_whose_passphrase_is_forgotten_can_be_deleted(small_visit: Visit) -> None:
    page = locked(small_visit)
    page.reload()
    expect(page.locator(".rr-lock-title")).to_be_visible()
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name="Delete A locked copy").click()
    expect(page.locator("#rr-f-short")).to_be_visible()
    expect(page.locator(".rr-lock-title")).to_be_hidden()


def test_a_locked_copy_closes_when_one_goes_to_another_page(small_visit: Visit) -> None:
    page = locked(small_visit)
    page.evaluate("window.same = true")
    page.locator(".md-tabs a[href$='questions/'], .md-nav a[href$='questions/']").first.evaluate("link => link.click()")
    page.wait_for_url("**/questions/")
    page.go_back()
    expect(page.locator(".rr-lock-title")).to_be_visible()
    expect(page.locator("#rr-f-short")).to_have_value("")
    assert page.evaluate("window.same"), "the theme put the page in place, without a reload"


def test_what_cannot_be_saved_of_a_locked_copy_leaves_as_a_locked_file(small_visit: Visit) -> None:
    page = locked(small_visit)
    page.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') } }")
    page.locator("#rr-f-short").fill("kqcanary nowhere to stay")
    with page.expect_download() as download:
        page.locator("rr-sheet [data-do=rescue]").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert "AES-256-GCM" in text
    assert "kqcanary" not in text


def test_another_tab_reads_along_once_it_has_the_passphrase(small_visit: Visit) -> None:
    page = locked(small_visit)
    other = small_visit.context.new_page()
    other.goto(OWN + SHEET)
    expect(other.locator(".rr-lock-title")).to_be_visible()
    unlock(other)
    expect(other.locator("#rr-f-short")).to_have_value("kqcanary one")
    expect(other.locator("#rr-f-short")).to_be_visible()
    expect(other.get_by_role("button", name="Write here instead")).to_be_visible()
    page.locator("#rr-f-short").fill("kqcanary two tabs")
    expect(other.locator("#rr-f-short")).to_have_value("kqcanary two tabs")


def test_when_it_locks_no_dialog_and_no_answers_looked_over_stay_in_the_way(small_visit: Visit) -> None:
    page = locked(small_visit)
    page.locator("#rr-f-count").evaluate("one => one.value")
    page.evaluate("document.dispatchEvent(new CustomEvent('rr-go', {detail: '#rr-answers'}))")
    expect(page.locator(".rr-answers")).to_contain_text("kqcanary one")
    page.evaluate("document.querySelector('rr-sheet dialog').showModal()")
    page.evaluate("document.dispatchEvent(new CustomEvent('rr-exit'))")
    expect(page.locator(".rr-lock-title")).to_be_visible()
    expect(page.locator("dialog:modal")).to_have_count(0)
    assert "kqcanary" not in page.locator("body").inner_html()
