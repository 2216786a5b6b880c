"""Several copies of one worksheet: named, listed, duplicated, deleted with undo; and the way through the guide."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sheets import ready, saved

SHEET = "worksheets/every-field/"


def begin(page: Page, name: str) -> None:
    """Begin another copy with a name."""
    copies = page.locator("rr-copies")
    if copies.locator("details").get_attribute("open") is None:
        copies.locator("summary").click()
    copies.get_by_role("button", name="Begin another copy").click()
    copies.get_by_role("textbox", name="What shall this copy be called?").fill(name)
    copies.get_by_role("button", name="Use this name").click()
    expect(copies.locator("[data-current]")).to_have_text(name)


def written(visit: Visit) -> Page:
    """A sheet with two copies, the second one in view."""
    page = ready(visit.open(SHEET))
    page.locator("#rr-f-short").fill("the first copy")
    saved(page)
    begin(page, "For Sunday")
    page.locator("#rr-f-short").fill("the second copy")
    saved(page)
    return page


def test_a_new_copy_is_empty_and_the_first_one_stays(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("the first copy")
    saved(page)
    begin(page, "For Sunday")
    expect(page.locator("#rr-f-short")).to_have_value("")
    page.locator("#rr-f-short").fill("the second copy")
    saved(page)
    page.get_by_role("button", name=re.compile("^Open begun on")).click()
    expect(page.locator("#rr-f-short")).to_have_value("the first copy")


def test_a_reload_shows_the_copy_that_was_in_view(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name=re.compile("^Open begun on")).click()
    expect(page.locator("#rr-f-short")).to_have_value("the first copy")
    page.reload()
    expect(ready(page).locator("#rr-f-short")).to_have_value("the first copy")


def test_without_being_asked_for_a_copy_the_one_saved_last_is_shown(small_visit: Visit) -> None:
    written(small_visit)
    page = ready(small_visit.open(SHEET))
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")
    expect(page.locator("rr-copies [data-current]")).to_have_text("For Sunday")


def test_the_list_tells_how_far_each_copy_is(small_visit: Visit) -> None:
    page = written(small_visit)
    page.locator("#rr-f-long").fill("more")
    saved(page)
    states = page.locator(".rr-copy-state")
    expect(states.first).to_have_text(re.compile(r"^2 of \d+ answered, last changed on "))
    expect(states.nth(1)).to_have_text(re.compile(r"^1 of \d+ answered"))


def test_a_copy_can_be_renamed(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name="Rename For Sunday").click()
    page.get_by_role("textbox", name="What shall this copy be called?").fill("For Monday")
    page.get_by_role("textbox", name="What shall this copy be called?").press("Enter")
    expect(page.locator("rr-copies [data-current]")).to_have_text("For Monday")
    page.locator("#rr-f-short").fill("changed after the new name")
    saved(page)
    page.reload()
    expect(ready(page).locator("rr-copies [data-current]")).to_have_text("For Monday")


def test_a_duplicate_has_the_same_answers_and_goes_its_own_way(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name="Duplicate For Sunday").click()
    expect(page.locator(".rr-copies-list li")).to_have_count(3)
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")
    page.locator("#rr-f-short").fill("the third copy")
    saved(page)
    page.get_by_role("button", name="Open For Sunday").click()
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")


def test_a_deleted_copy_comes_back_with_undo_and_is_gone_without(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name="Delete For Sunday").click()
    expect(page.get_by_text("“For Sunday” is deleted from this device.")).to_be_visible()
    expect(page.locator("#rr-f-short")).to_have_value("the first copy")
    undo = page.locator("rr-copies").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")
    page.get_by_role("button", name="Delete For Sunday").click()
    expect(page.locator("#rr-f-short")).to_have_value("the first copy")
    page.goto(page.url.partition("?")[0])
    expect(ready(page).locator("#rr-f-short")).to_have_value("the first copy")
    expect(page.get_by_text("For Sunday")).to_have_count(0)


def test_starting_over_can_be_undone(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    expect(page.locator("#rr-f-short")).to_have_value("")
    undo = page.locator("rr-sheet").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.click()
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")
    saved(page)
    page.reload()
    expect(ready(page).locator("#rr-f-short")).to_have_value("the second copy")


def test_starting_over_and_undo_keep_the_copys_name_and_what_was_written_between(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    expect(page.locator("#rr-f-short")).to_have_value("")
    page.locator("#rr-f-long").fill("written between")
    saved(page)
    page.locator("rr-sheet").get_by_role("button", name="Undo").click()
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")
    expect(page.locator("#rr-f-long")).to_have_value("written between")
    page.reload()
    expect(ready(page).locator("rr-copies [data-current]")).to_have_text("For Sunday")


def test_undo_is_offered_only_for_the_copy_it_belongs_to(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    page.get_by_role("button", name=re.compile("^Open begun on")).click()
    expect(page.locator("#rr-f-short")).to_have_value("the first copy")
    expect(page.locator("rr-sheet").get_by_role("button", name="Undo")).to_be_hidden()


def test_nothing_of_a_deleted_copy_stays_on_the_device(small_visit: Visit) -> None:
    page = written(small_visit)
    page.evaluate("localStorage.setItem('rr-journal:every-field', JSON.stringify({copy: 'every-field', changes: []}))")
    page.get_by_role("button", name=re.compile("^Delete begun on")).click()
    expect(page.locator(".rr-copies-list li")).to_have_count(1)
    assert page.evaluate("localStorage.getItem('rr-journal:every-field')") is None


def test_answers_kept_by_the_first_version_of_the_site_are_still_there(small_visit: Visit) -> None:
    page = small_visit.open("")
    page.evaluate(
        """async () => {
          const open = indexedDB.open("relationship-reset", 1);
          open.onupgradeneeded = () => open.result.createObjectStore("drafts", {keyPath: "sheet"});
          const database = await new Promise(good => open.onsuccess = () => good(open.result));
          const transaction = database.transaction("drafts", "readwrite");
          transaction.objectStore("drafts").put({sheet: "every-field", version: 1, revision: 4,
            saved: "2026-03-14T10:00:00.000Z", answers: {short: "from last spring"}});
          await new Promise(good => transaction.oncomplete = good);
          database.close();
        }"""
    )
    page = ready(small_visit.open(SHEET))
    expect(page.locator("#rr-f-short")).to_have_value("from last spring")


def test_my_reset_shows_what_is_begun_done_and_next(small_visit: Visit) -> None:
    page = written(small_visit)
    page = small_visit.open("my-reset/")
    words = re.compile("Steps ticked off: 0 of .*begun on this device: 1")
    expect(page.locator(".rr-progress-sum")).to_have_text(words)
    sheet = page.locator("[data-sheet=every-field].rr-progress-sheet")
    expect(sheet).to_contain_text(re.compile(r"For Sunday begun: 1 of \d+ answered"))
    first = page.locator("[data-next]").inner_text()
    page.get_by_role("checkbox", name=f"{first} Done").check()
    expect(page.locator("[data-next]")).not_to_have_text(first)
    saved(page)
    page.reload()
    expect(page.locator(".rr-progress-sum")).to_have_text(re.compile("Steps ticked off: 1 of"))
    sheet.get_by_role("link", name="For Sunday").click()
    expect(ready(page).locator("#rr-f-short")).to_have_value("the second copy")


def test_a_sheet_said_to_be_done_is_shown_as_done(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("words")
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_label("I am done with this sheet for now").check()
    saved(page)
    page = small_visit.open("my-reset/")
    expect(page.locator("[data-sheet=every-field].rr-progress-sheet")).to_contain_text("done for now")


def test_my_reset_can_be_read_and_ticked_without_scripts(visits: object, small_site: object) -> None:
    page = visits(small_site, java_script_enabled=False).open("my-reset/")  # type: ignore[operator]
    page.locator(".rr-progress-step input").first.check()
    expect(page.locator("rr-progress")).to_be_hidden()


def test_a_duplicate_has_the_last_words_too(small_visit: Visit) -> None:
    page = written(small_visit)
    page.locator("#rr-f-short").fill("just now")
    page.get_by_role("button", name="Duplicate For Sunday").click()
    expect(page.locator(".rr-copies-list li")).to_have_count(3)
    expect(page.locator("#rr-f-short")).to_have_value("just now")


def test_undo_of_a_deletion_keeps_what_was_written_since(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("before")
    saved(page)
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name=re.compile("^Delete")).click()
    expect(page.locator("#rr-f-short")).to_have_value("")
    page.locator("#rr-f-long").fill("since")
    saved(page)
    page.locator("rr-copies").get_by_role("button", name="Undo").click()
    expect(page.locator("#rr-f-short")).to_have_value("before")
    expect(page.locator("#rr-f-long")).to_have_value("since")


def test_the_copy_of_another_worksheet_is_not_taken_for_one_of_this(visit: Visit) -> None:
    page = ready(visit.open("worksheets/invitation/"))
    box = page.locator("textarea, input[type=text]").locator("visible=true").last
    box.fill("an invitation")
    saved(page)
    name = box.get_attribute("name")
    page = ready(visit.open("worksheets/i-statement/?copy=invitation"))
    page.locator("textarea").first.fill("a statement")
    saved(page)
    page = ready(visit.open("worksheets/invitation/"))
    expect(page.locator(f"[name='{name}']")).to_have_value("an invitation")


def test_what_is_written_while_another_copy_is_being_opened_belongs_to_that_one(small_visit: Visit) -> None:
    page = written(small_visit)
    page.evaluate(
        """() => {
          const real = IDBObjectStore.prototype.get;
          IDBObjectStore.prototype.get = function (...given) {
            const request = real.apply(this, given), late = {};
            request.onsuccess = () => { window.arrive = () => late.onsuccess() };
            Object.defineProperty(late, "result", {get: () => request.result});
            IDBObjectStore.prototype.get = real;
            return late;
          };
        }"""
    )
    page.get_by_role("button", name=re.compile("^Open begun on")).click()
    page.wait_for_function("() => Boolean(window.arrive)")
    expect(page.locator("#rr-f-short")).to_have_value("")
    page.locator("#rr-f-short").press_sequentially("!")
    page.evaluate("() => window.arrive()")
    expect(page.locator("rr-copies [data-current]")).not_to_have_text("For Sunday")
    expect(page.locator("#rr-f-short")).to_have_value("!")
    saved(page)
    page.get_by_role("button", name="Open For Sunday").click()
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")


def test_starting_over_before_all_is_loaded_does_not_stop_the_saving(small_visit: Visit) -> None:
    page = written(small_visit)
    page.evaluate("(({autosave}) => { autosave.load(); autosave.clear(); })(document.querySelector('rr-sheet'))")
    page.locator("#rr-f-short").fill("after all")
    saved(page)


def test_a_browser_that_refuses_to_tell_other_tabs_keeps_answers_all_the_same(small_visit: Visit) -> None:
    small_visit.context.add_init_script(
        "window.BroadcastChannel = class { constructor() { throw new DOMException('no', 'SecurityError') } }"
    )
    page = written(small_visit)
    page.reload()
    expect(ready(page).locator("#rr-f-short")).to_have_value("the second copy")


def test_undo_brings_the_answers_back_even_where_nothing_can_be_saved_any_more(small_visit: Visit) -> None:
    page = written(small_visit)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    undo = page.locator("rr-sheet").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    refuse = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }"
    page.evaluate(f"() => {{ {refuse} }}")
    undo.click()
    expect(page.locator("#rr-f-short")).to_have_value("the second copy")
    expect(page.locator("rr-sheet .rr-status")).to_have_text(re.compile("could not be saved"))
