"""Without a connection: after one visit the guide is whole, in one version at a time."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator import offline
from tests.browser.conftest import READY, Visit
from tests.browser.hosting import Host, hosted
from tests.browser.sheets import ready, saved
from tests.test_offline import SOURCE

Visits = Callable[..., Visit]
MARKED = ("index.html", "topic/index.html", "worksheets/every-field/index.html", "404.html")
MARKED_FILES = ("assets/client/main.js", "assets/client/deck.js", "assets/stylesheets/guide.css")
SHOWN = """async files => {
  const texts = await Promise.all(files.map(async file => (await fetch("/" + file)).text()));
  return [document.documentElement.outerHTML, ...texts].map(text => text.includes("second version") ? 2 : 1);
}"""
"""Which version the page is of, and each of these files as it gets them."""


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
    (folder / "sw.js").write_text(offline.worker(SOURCE, files), encoding="utf-8")
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
    with sheet.expect_navigation(), other.expect_navigation():
        other.get_by_role("button", name="Show it").click()
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
        host.broken.add("/assets/client/deck.js")
    else:
        shutil.copy(old / "assets" / "client" / "deck.js", host.folder / "assets" / "client" / "deck.js")
    assert newer(page) == "redundant"
    assert len([name for name in page.evaluate("caches.keys()") if name.startswith("rr-")]) == 1
    host.shutdown()
    host.server_close()
    for address in ("topic/", "worksheets/every-field/"):
        assert versions(visit.open(address)) == {1}
        expect(visit.page.locator(".rr-newer")).to_be_hidden()


def test_the_guide_can_be_installed(visits: Visits, host: Host) -> None:
    visit = keeping(visits, host)
    session = visit.context.new_cdp_session(visit.page)
    assert session.send("Page.getAppManifest")["errors"] == []
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
