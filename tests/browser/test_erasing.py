"""Erasing everything in this browser, and a tab that tells nothing."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OWN, READY, Visit
from tests.browser.hosting import hosted
from tests.browser.sheets import ready, settled
from tests.browser.test_leaving import FOLLOW

SHEET = "worksheets/every-field/"
GONE = "Everything this site kept in this browser is erased"
TRACES = """async () => JSON.stringify({
  keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key => !key.endsWith("foreign")).sort(),
  databases: (await indexedDB.databases()).map(one => one.name),
  caches: await caches.keys(),
})"""


def erase(page: Page) -> None:
    page.get_by_role("button", name="Erase everything here").click()
    page.get_by_role("dialog", name="Erase everything").get_by_role("button", name="Yes, erase everything").click()


def begun(visit: Visit) -> Page:
    """Leave whatever the site leaves: answers, a timer, choices, the colours, something for reading offline."""
    page = ready(visit.open(f"{SHEET}?for=couple"))
    page.locator("#rr-f-short").fill("secret words")
    page.get_by_role("button", name="Start", exact=True).first.click()
    settled(page)
    page.evaluate(
        """async () => {
          for (const [key, value] of [["rr-neutral", "yes"], ["rr-journal:x", "{}"], ["/.__palette", "{}"]])
            localStorage.setItem(key, value);
          sessionStorage.setItem("rr-timer:x", "{}");
          localStorage.setItem("foreign", "of another site here");
          await (await caches.open("rr-/ 1")).put("/x", new Response("kept"));
        }"""
    )
    return page


def test_one_action_erases_all_that_the_site_left_and_nothing_else(small_visit: Visit) -> None:
    begun(small_visit)
    page = small_visit.open("care/")
    assert "secret" not in page.evaluate(TRACES)
    erase(page)
    expect(page.get_by_text(GONE)).to_be_visible()
    assert json.loads(page.evaluate(TRACES)) == {"keys": [], "databases": [], "caches": []}
    assert page.evaluate("localStorage.getItem('foreign')") == "of another site here"
    ready(small_visit.open(SHEET))
    expect(page.locator("#rr-f-short")).to_have_value("")


def test_the_dialog_says_what_goes_and_what_stays_and_nothing_goes_without_a_yes(small_visit: Visit) -> None:
    begun(small_visit)
    page = small_visit.open("care/")
    before = page.evaluate(TRACES)
    page.get_by_role("button", name="Erase everything here").click()
    dialog = page.get_by_role("dialog", name="Erase everything")
    for words in ("what you typed, on every sheet", "your browser’s history", "backups of this device"):
        expect(dialog.get_by_text(words)).to_be_visible()
    dialog.get_by_role("button", name="Keep everything").click()
    expect(dialog).to_be_hidden()
    assert page.evaluate(TRACES) == before


def test_my_reset_erases_too_and_shows_nothing_as_begun(small_visit: Visit) -> None:
    begun(small_visit)
    page = ready(small_visit.open("my-reset/"))
    page.locator(".rr-progress-step input").first.check()
    expect(page.locator(".rr-progress-begun").first).to_be_visible()
    erase(page)
    expect(page.get_by_text(GONE)).to_be_visible()
    expect(page.locator(".rr-progress-begun")).to_have_count(0)
    page.goto(f"{OWN}questions/")
    assert json.loads(page.evaluate(TRACES))["databases"] == []
    ready(small_visit.open("my-reset/"))
    expect(page.locator(".rr-progress-step input:checked")).to_have_count(0)


def test_the_guide_kept_for_use_without_a_connection_goes_too_but_no_other_guide(
    visits: Callable[..., Visit], small_site: Path
) -> None:
    with hosted(small_site) as host:
        host.also = {"a", "b"}
        visit = visits(host.folder, own=host.address, service_workers="allow")
        for address in ("a/", "b/"):
            visit.open(address)
            expect(visit.page.locator(".rr-kept")).to_be_visible(timeout=60_000)
        page = visit.open("b/care/")  # it comes from what is kept
        kept = sorted(json.loads(page.evaluate(TRACES))["caches"])
        assert [name.split(" ")[0] for name in kept] == ["rr-/a/", "rr-/b/"]
        expect(page.locator(".rr-kept")).to_be_visible()
        erase(page)
        expect(page.get_by_text(GONE)).to_be_visible()
        expect(page.locator(".rr-kept")).to_be_hidden()
        page.evaluate("fetch('../questions/')")
        page.evaluate("document.querySelector('.rr-kept').hidden = false; document$.next(document)")  # as on a new page
        expect(page.locator(".rr-kept")).to_be_hidden()
        assert json.loads(page.evaluate(TRACES))["caches"] == kept[:1]
        scopes = page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.scope))")
        assert scopes == [f"{host.address}a/"]
        host.shutdown()
        host.server_close()
        expect(visit.open("a/topic/").locator("h1")).to_be_visible()


def test_a_sheet_open_in_another_tab_brings_nothing_back(small_visit: Visit) -> None:
    other = begun(small_visit)
    page = small_visit.context.new_page()
    page.goto(f"{OWN}care/")
    page.wait_for_function(READY)
    other.locator("#rr-f-long").press_sequentially("words that nobody has saved yet")
    erase(page)
    expect(page.get_by_text(GONE)).to_be_visible()
    expect(other.locator("#rr-f-short")).to_have_value("")
    expect(other.locator("#rr-f-long")).to_have_value("")
    other.locator("#rr-f-long").evaluate(
        "one => { one.value = 'late'; one.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    other.goto(f"{OWN}questions/")
    assert json.loads(page.evaluate(TRACES))["databases"] == []
    assert [key for key in json.loads(page.evaluate(TRACES))["keys"] if key.startswith("rr-")] == []
    ready(small_visit.open(SHEET))
    expect(small_visit.page.locator("#rr-f-long")).to_have_value("")


def test_a_tab_that_does_not_let_go_is_told_of_and_what_is_left_is_not_denied(small_visit: Visit) -> None:
    other = begun(small_visit)
    other.evaluate(
        """() => new Promise(done => {
          const open = indexedDB.open("relationship-reset");
          open.onsuccess = () => { window.held = open.result; done() };
        })"""
    )
    page = small_visit.context.new_page()
    page.goto(f"{OWN}care/")
    page.wait_for_function(READY)
    erase(page)
    expect(page.get_by_text("Not all of it could be erased. Your answers are still here")).to_be_visible(timeout=15_000)
    other.close()
    erase(page)
    expect(page.get_by_text(GONE)).to_be_visible()


def test_where_storage_is_blocked_it_says_that_it_cannot_look(small_visit: Visit) -> None:
    small_visit.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('blocked', 'SecurityError') }})"
    )
    page = small_visit.open("care/")
    erase(page)
    expect(page.get_by_text("does not let it look either")).to_be_visible()


def test_a_neutral_tab_shows_another_title_and_picture_wherever_one_goes(small_visit: Visit) -> None:
    tab = "() => [document.title, document.querySelector('link[rel=icon]').href.split('/').at(-1)]"
    neutral = ["Notes", "neutral.svg"]
    page = small_visit.open("care/")
    own = page.evaluate(tab)
    page.get_by_role("radio", name="“Notes”").check(force=True)
    assert page.evaluate(tab) == neutral
    page.evaluate(FOLLOW, f"{OWN}guide/first/")
    page.wait_for_url(f"{OWN}guide/first/")
    expect(page.locator("h1")).to_contain_text("The first part")
    assert page.evaluate(tab) == neutral
    small_visit.context.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.early = document.title }, {once: true})"
    )
    page.reload()
    assert [page.evaluate("window.early"), *page.evaluate(tab)] == ["Notes", *neutral]
    page = small_visit.open("care/")
    page.get_by_role("radio", name="The title of the page").check(force=True)
    assert page.evaluate(tab) == own
