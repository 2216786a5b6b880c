"""Without a connection: after one visit the guide is whole, in one version at a time."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from relationship_reset.site import service_worker
from tests.browser.conftest import READY, Visit
from tests.browser.hosting import Host, hosted
from tests.browser.sheets import ready, saved
from tests.site.test_service_worker import SOURCE

Visits = Callable[..., Visit]
MARKED = ("index.html", "topic/index.html", "worksheets/every-field/index.html", "404.html")
MARKED_FILES = ("assets/client/main.js", "assets/client/fields/deck.js", "assets/stylesheets/screen.css")
SHOWN = """async files => {
  const texts = await Promise.all(files.map(async file => (await fetch("/" + file)).text()));
  return [document.documentElement.outerHTML, ...texts].map(text => text.includes("second version") ? 2 : 1);
}"""
"""Which version the page is of, and each of these files as it gets them."""

FAILED = """() => caches.match(location.origin + "/", {cacheName: "rr-/ failed"})
  .then(note => note.json()).then(note => note.times)"""
"""How often in a row the guide could not be kept."""
FAILED_BEFORE = """async times => (await caches.open("rr-/ failed"))
  .put("/", new Response(JSON.stringify({times, when: 0, version: ""})))"""


def changed(site: Path, folder: Path) -> Path:
    """Return a site of another version: every page, script and style of it differs."""
    shutil.copytree(site, folder)
    for path in folder.rglob("*"):
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("</body>", "<p>second version</p></body>"), encoding="utf-8")
        elif path.suffix in {".js", ".css"}:
            path.write_text(path.read_text(encoding="utf-8") + "\n/* second version */", encoding="utf-8")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / "sw.js").write_text(service_worker.worker(SOURCE, files), encoding="utf-8")
    return folder


@pytest.fixture
def host(small_site: Path) -> Iterator[Host]:
    with hosted(small_site) as host:
        yield host


def keeping(visits: Visits, host: Host) -> Visit:
    """Return a visit to the start page that has seen the guide being kept."""
    visit = visits(host.folder, own=host.address, service_workers="allow")
    visit.open("")
    expect(visit.page.locator(".rr-kept")).to_be_visible(timeout=60_000)
    return visit


def versions(page: Page) -> set[int]:
    return set(page.evaluate(SHOWN, [*MARKED_FILES, "topic/", "worksheets/every-field/"]))


def newer(page: Page) -> str:
    """Have the browser look for a newer version; return whether it has it (`installed`) or could not (`redundant`)."""
    return str(
        page.evaluate(
            """async () => {
              const kept = await navigator.serviceWorker.ready;
              const found = new Promise(done => kept.addEventListener("updatefound", () => {
                const next = kept.installing;
                next.addEventListener("statechange", () => done(next.state), {once: true});
              }));
              for (const _ of "12") await kept.update().catch(() => undefined); // the first may join one under way
              return found;
            }"""
        )
    )


def test_after_one_visit_the_guide_its_sheets_decks_and_search_open_without_a_connection(
    visits: Visits, host: Host
) -> None:
    visit = keeping(visits, host)
    host.shutdown()
    host.server_close()
    visit.page.locator(".md-footer__link--next").click()  # from a page that came before anything was kept
    expect(visit.page).to_have_url(f"{host.address}guide/")
    page = visit.open("guide/first/?for=business")
    expect(page.locator("html")).to_have_attribute("data-for", "business")
    page.locator(".md-footer__link--next").click()
    expect(page).to_have_url(f"{host.address}guide/second/")
    page = ready(visit.open("worksheets/every-field/"))
    page.locator("#rr-f-long").fill("kqoffline")
    saved(page)
    page.reload()
    expect(ready(page).locator("#rr-f-long")).to_have_value("kqoffline")
    page = visit.open("lists/deck/")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("second")
    page.locator(".md-search-result__link[href*='guide/second']").first.click()
    expect(page.locator("h1")).to_be_visible()
    page = visit.open("guide/no-such-page/")
    expect(page.get_by_text("Without a connection, the PDFs are not here.")).to_be_visible()
    page.goto(f"{host.address}guide/first?for=couple")
    expect(page).to_have_url(f"{host.address}guide/first/?for=couple")
    assert [error for error in visit.errors if "404" not in error and "ERR_CONNECTION" not in error] == []


def test_a_newer_version_waits_until_the_reader_agrees_and_no_page_ever_mixes_two(
    visits: Visits, host: Host, tmp_path: Path
) -> None:
    visit = keeping(visits, host)
    sheet = ready(visit.open("worksheets/every-field/"))
    other = visit.context.new_page()
    other.goto(f"{host.address}topic/")
    host.folder = changed(host.folder, tmp_path / "second")
    assert newer(sheet) == "installed"
    expect(sheet.locator(".rr-newer")).to_be_hidden()
    expect(other.get_by_text("A newer version of this guide is here.")).to_be_visible()
    sheet.locator("#rr-f-long").fill("kqwriting")
    assert versions(sheet) == versions(other) == {1}
    sheet.reload()
    assert versions(sheet) == {1}
    sheet.evaluate("document.querySelector('.rr-page').dataset.visit = ''")  # it shows what is kept nowhere
    with other.expect_navigation():
        other.get_by_role("button", name="Show it").click()
    other.wait_for_function(READY)
    assert sheet.evaluate("!document.documentElement.outerHTML.includes('second version')")
    sheet.evaluate("delete document.querySelector('.rr-page').dataset.visit")
    sheet.wait_for_function("() => document.documentElement.outerHTML.includes('second version')")
    sheet.wait_for_function(READY)
    assert versions(sheet) == versions(other) == {2}
    expect(sheet.locator("#rr-f-long")).to_have_value("kqwriting")
    expect(other.locator(".rr-newer")).to_be_hidden()
    assert len([name for name in other.evaluate("caches.keys()") if name.startswith("rr-")]) == 1


@pytest.mark.parametrize("how", ["fails", "is of another version"])
def test_where_one_file_of_a_newer_version_cannot_be_had_the_one_before_stays_whole(
    visits: Visits, host: Host, tmp_path: Path, how: str
) -> None:
    visit = keeping(visits, host)
    page = visit.open("")
    old = host.folder
    host.folder = changed(old, tmp_path / "second")
    if how == "fails":
        host.broken.add("/assets/client/fields/deck.js")
    else:
        shutil.copy(old / "assets" / "client" / "fields/deck.js", host.folder / "assets" / "client" / "fields/deck.js")
    assert newer(page) == newer(page) == "redundant"
    assert page.evaluate(FAILED) == 1, "it is not tried again at once"
    assert len([name for name in page.evaluate("caches.keys()") if not name.endswith(" failed")]) == 1
    host.shutdown()
    host.server_close()
    for address in ("topic/", "worksheets/every-field/"):
        assert versions(visit.open(address)) == {1}
        expect(visit.page.locator(".rr-newer")).to_be_hidden()


def test_after_five_tries_to_keep_a_newer_version_the_guide_comes_from_its_host_again(
    visits: Visits, host: Host, tmp_path: Path
) -> None:
    visit = keeping(visits, host)
    page = visit.page
    host.folder = changed(host.folder, tmp_path / "second")
    host.broken.add("/assets/client/fields/deck.js")
    page.evaluate(FAILED_BEFORE, 4)
    assert newer(page) == "redundant"
    page.wait_for_function("async () => !(await navigator.serviceWorker.getRegistrations()).length")
    assert page.evaluate("caches.keys()") == ["rr-/ failed"]
    page = visit.open("topic/")
    assert page.evaluate("!navigator.serviceWorker.controller")
    expect(page.locator(".rr-kept")).to_be_hidden()
    assert page.evaluate(FAILED) == 5


def test_what_a_browser_has_cleared_comes_from_the_host_and_is_kept_anew(visits: Visits, host: Host) -> None:
    visit = keeping(visits, host)
    visit.page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    page = visit.open("guide/no-such-page/")
    expect(page.locator("h1")).to_have_text("This page is not here")
    page.wait_for_function(
        """async () => {
          const [name] = await caches.keys();
          return name && await caches.match(new URL("/404.html", location), {cacheName: name});
        }"""
    )


def test_what_is_kept_goes_away_when_the_site_is_built_without_it(visits: Visits, host: Host, tmp_path: Path) -> None:
    page = keeping(visits, host).page
    host.folder = shutil.copytree(host.folder, tmp_path / "without")
    (host.folder / "sw.js").write_text(service_worker.GONE, encoding="utf-8")
    page.evaluate("navigator.serviceWorker.ready.then(kept => kept.update())")
    page.wait_for_function(
        """async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length"""
    )


def test_the_guide_can_be_installed(visits: Visits, host: Host) -> None:
    visit = keeping(visits, host)
    session = visit.context.new_cdp_session(visit.page)
    assert session.send("Page.getAppManifest")["errors"] == []
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


def test_a_page_for_other_sites_and_its_pieces_come_from_the_network_even_where_the_guide_is_kept(
    visits: Visits, host: Host
) -> None:
    page = keeping(visits, host).page
    page.evaluate(
        """async () => {
          const headers = {"content-type": "text/javascript"};
          const other = new Response("document.body.dataset.kept = 'yes'", {headers});
          const names = (await caches.keys()).filter(name => name.startsWith("rr-"));
          await (await caches.open(names[0])).put("/assets/client/main.js", other);
        }"""
    )
    page.goto(f"{host.address}worksheets/every-field/")
    page.wait_for_function("() => document.body.dataset.kept")
    page.goto(f"{host.address}embed/deck/")
    page.get_by_role("button", name="Draw a card").click()
    expect(page.get_by_text("Card 1 of 4")).to_be_visible()
