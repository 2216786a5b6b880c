"""What browsers have to keep of our promises, in Firefox: nothing lost, locked is locked, and no policy is broken."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import firefox
from tests.browser.conftest import READY
from tests.browser.firefox import Firefox, running
from tests.browser.hosting import hosted
from tests.browser.test_survival import CANARY, STROKE, TYPED, kill, traces

SHEET = "worksheets/every-field/"
LONG = "#rr-f-long"
VALUE = f"document.querySelector('{LONG}').value"
SAVED = "!document.querySelector('rr-sheet').autosave.pending"
WORDS = "seven calm herons wade"


@pytest.fixture(scope="module")
def path() -> str:
    path = firefox.found()
    if not path:
        pytest.skip("no Firefox on this machine, and none could be installed")
    return path


@pytest.fixture(scope="module")
def address(small_site: Path) -> Iterator[str]:
    with hosted(small_site) as host:
        yield host.address


def opened(browser: Firefox, address: str) -> Firefox:
    browser.goto(address + SHEET)
    browser.wait(f"({READY})()")
    browser.click("button[data-gate=none]")
    return browser


@pytest.mark.parametrize("after", [0.05, 1.0])
def test_firefox_killed_while_writing_has_all_but_the_last_second(
    path: str, address: str, tmp_path: Path, after: float
) -> None:
    with running(path, tmp_path) as browser:
        opened(browser, address).type(LONG, TYPED, STROKE)
        time.sleep(after)
        kill(tmp_path)
    with running(path, tmp_path) as browser:
        kept = opened(browser, address).evaluate(VALUE)
    assert TYPED.startswith(kept)
    assert len(TYPED) - len(kept) <= (0 if after >= 1 else 1000 // STROKE + 2), kept


def test_in_firefox_nothing_written_in_a_locked_copy_is_in_any_file_and_no_policy_is_broken(
    path: str, address: str, tmp_path: Path
) -> None:
    with running(path, tmp_path) as browser:
        opened(browser, address)
        browser.click("rr-lock summary")
        browser.type("#rr-lock-new", WORDS)
        browser.type("#rr-lock-again", WORDS)
        browser.click("[data-do=lock]")
        browser.wait("document.querySelector('rr-lock').dataset.lock === 'open'")
        browser.type(LONG, CANARY)
        browser.wait(SAVED)
        opened(browser, address)
        browser.wait("document.querySelector('rr-lock').dataset.lock === 'shut'")
        assert browser.evaluate(VALUE) == ""
        browser.type("#rr-lock-words", WORDS)
        browser.click("[data-do=unlock]")
        browser.wait(f"{VALUE} === {CANARY!r}")
        assert browser.violation() is None
    assert traces(tmp_path, CANARY) == []


def test_firefox_keeps_what_was_written_last_when_a_page_is_left_and_breaks_no_policy_on_the_way(
    path: str, address: str, tmp_path: Path
) -> None:
    with running(path, tmp_path) as browser:
        opened(browser, address).type(LONG, "the very last word")
        browser.goto(f"{address}questions/")
        browser.click("label[for=__search]")
        browser.type(".md-search__input", "apology")
        browser.click("form[data-md-component=palette] label:not([hidden])")
        browser.goto(f"{address}lists/deck/")
        assert opened(browser, address).evaluate(VALUE) == "the very last word"
        assert browser.violation() is None
        assert browser.evaluate("fetch('https://example.com/').then(() => 'sent', () => 'refused')") == "refused"
        assert "connect-src" in (browser.violation() or ""), "a violation is noticed"


def test_in_firefox_a_locked_link_opens_with_its_words_and_leaves_the_address(
    path: str, address: str, tmp_path: Path
) -> None:
    with running(path, tmp_path) as browser:
        opened(browser, address).type(LONG, "as a link")
        browser.wait(SAVED)
        browser.click("[data-file=link]")
        browser.wait("document.querySelector('[data-talk=give]').open")
        for place in ("words", "again"):
            browser.type(f"#rr-give-{place}", WORDS)
        browser.click("[data-talk=give] [type=submit][data-do=link]")
        browser.wait("document.querySelector('#rr-give-link').value")
        link = browser.evaluate("document.querySelector('#rr-give-link').value")
        # As from a message; from this very page, the theme would put it in place anew.
        browser.goto("about:blank").goto(link).wait(f"({READY})()")
        browser.click("button[data-gate=none]")
        browser.wait("document.querySelector('[data-talk=take]').open")
        browser.wait("!location.hash")
        assert browser.evaluate("location.href") == address + SHEET
        browser.click("[data-talk=take] [data-do=look]")
        browser.wait("document.querySelector('#rr-take-words').checkVisibility()")
        browser.type("#rr-take-words", WORDS)
        browser.click("[data-talk=take] [data-do=look]")
        browser.wait("document.querySelector('[data-talk=take] li')")
        assert browser.violation() is None


def test_firefox_keeps_what_is_written_in_a_frame_for_the_site_around_it_alone(
    path: str, address: str, tmp_path: Path
) -> None:
    around = tmp_path / "around"
    around.mkdir()
    (around / "_headers").write_text("")
    code = (
        f'<!doctype html><title>A practice</title><iframe title="A sheet" src="{address}embed/every-field/"></iframe>'
    )
    (around / "index.html").write_text(code)
    kept = f"document.querySelector('#rr-sheet')?.dataset.ready === 'yes' && {VALUE}"
    with hosted(around) as practice, running(path, tmp_path / "profile") as browser:
        tab, outside = browser.tab, practice.address.replace("localhost", "127.0.0.1")
        browser.goto(outside).enter_frame().wait(f"{kept} === ''")
        browser.click("button[data-gate=none]")
        browser.type(LONG, "kqframed")
        browser.wait(f"{VALUE} === 'kqframed' && {SAVED}")
        browser.tab = tab
        browser.goto(outside).enter_frame().wait(f"{kept} === 'kqframed'")
        browser.tab = tab
        browser.goto(f"{address}embed/every-field/").wait(f"{kept} === ''")


def test_firefox_shows_only_a_way_to_the_whole_page_where_a_host_lets_it_be_framed(
    path: str, small_site: Path, tmp_path: Path
) -> None:
    (around := tmp_path / "around").mkdir()
    (around / "_headers").write_text("")
    with hosted(around) as practice, hosted(small_site) as guide, running(path, tmp_path / "profile") as browser:
        guide.bare = True
        code = f'<!doctype html><title>A practice</title><iframe title="A sheet" src="{guide.address}{SHEET}"></iframe>'
        (around / "index.html").write_text(code)
        browser.goto(practice.address.replace("localhost", "127.0.0.1")).enter_frame()
        browser.wait("document.readyState === 'complete' && document.querySelector('a[target=_blank]')")
        assert browser.evaluate("document.body.innerText") == "Open this page in a tab of its own"
        assert browser.evaluate("!customElements.get('rr-sheet') && !window.document$")
