"""What survives a browser that dies, and what a browser leaves on the disk: with a profile of its own, killed for real.

The times between the last key and the end are what is measured here; nothing waits for them to pass by accident.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, Route, expect

from relationship_reset.guide import loader
from tests.answers import TOKEN, answers
from tests.browser.conftest import OWN, READY, SAFE, launching
from tests.browser.sheets import FILL, saved
from tests.browser.test_lock import lock, unlock
from tests.conftest import SMALL

SHEET = "worksheets/every-field/"
WHOLE_SMALL = loader.load(SMALL)
SHEET_SMALL = next(sheet for sheet in WHOLE_SMALL.sheets() if sheet.id == "every-field")
CANARY = "kqcanary7f3a91x quite some words of it"
STROKE = 40
"""Milliseconds between two keys: a fast typist."""
TYPED = "".join(f"w{number:02} " for number in range(1, 17))
"""What is typed; each word differs, so that a gap would be seen. It takes about two and a half seconds."""


@contextmanager
def profile(playwright: Playwright, folder: Path, site: Path) -> Iterator[BrowserContext]:
    """A browser with a profile that stays on the disk, and the site."""
    context = playwright.chromium.launch_persistent_context(folder, **launching(whole=True), service_workers="block")

    def answer(route: Route) -> None:
        path = site / route.request.url.removeprefix(OWN).partition("?")[0].partition("#")[0]
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path) if path.is_file() else route.abort()

    context.add_init_script(SAFE)
    context.route("**/*", answer)
    try:
        yield context
    finally:
        with suppress(Error):  # it may have been killed
            context.close()


def opened(context: BrowserContext) -> Page:
    page = context.pages[0]
    page.goto(OWN + SHEET)
    page.wait_for_function(READY)
    return page


def kill(folder: Path) -> None:
    """Kill every process of the browser at once, as a dead battery does."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        if str(folder) in place.read_bytes().decode(errors="replace"):
            os.kill(int(place.parent.name), signal.SIGKILL)


@pytest.mark.parametrize("after", [0.05, 1.0, 4.0])
def test_a_browser_killed_while_writing_has_all_but_the_last_second(
    playwright: Playwright, small_site: Path, tmp_path: Path, after: float
) -> None:
    with profile(playwright, tmp_path, small_site) as context:
        page = opened(context)
        page.locator("#rr-f-long").press_sequentially(TYPED, delay=STROKE)
        time.sleep(after)
        kill(tmp_path)
    with profile(playwright, tmp_path, small_site) as context:
        kept = opened(context).locator("#rr-f-long").input_value()
    assert TYPED.startswith(kept), "what is kept is what was typed, from its beginning and without a gap"
    unsaved = 0 if after >= 1 else 1000 // STROKE + 2
    assert len(TYPED) - len(kept) <= unsaved, kept


def traces(folder: Path, word: str) -> list[str]:
    """Return the files of a profile that hold a word, in either of the ways in which browsers write text."""
    wanted = (word.encode(), word.encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path.name for path in files if any(one in path.read_bytes() for one in wanted)]


@pytest.mark.parametrize("locked", [True, False])
def test_with_the_lock_on_from_the_start_nothing_written_is_in_any_file_of_the_profile(
    playwright: Playwright, small_site: Path, tmp_path: Path, *, locked: bool
) -> None:
    given = answers(WHOLE_SMALL, SHEET_SMALL)
    with profile(playwright, tmp_path, small_site) as context:
        page = opened(context)
        if locked:
            lock(page)
            expect(page.get_by_text("This copy is locked with your passphrase")).to_be_visible()
        assert page.evaluate(FILL, given) == []
        page.locator("#rr-f-long").fill(CANARY)
        saved(page)
        page.get_by_role("button", name="Check my answers").click()
        page.get_by_role("button", name="Back to the sheet").click()
        page.reload()  # the browser may keep forms as they stood
        page.wait_for_function(READY)
        if locked:
            unlock(page)
        expect(page.locator("#rr-f-long")).to_have_value(CANARY)
    assert bool(traces(tmp_path, CANARY)) is not locked, "without the lock the word is found: so it is looked for well"
    written = {token for answer in given.values() if isinstance(answer, str) for token in TOKEN.findall(answer)}
    assert written
    if locked:
        assert {token: found for token in written if (found := traces(tmp_path, token))} == {}
