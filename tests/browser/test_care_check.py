"""Before a sheet for two: a short check that is kept nowhere, and leads those it is not for to help."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import axe
from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import pdf, words

TWO = "worksheets/every-field/"
EACH = "worksheets/alone/"
NONE = "None of these is true for us"
SOME = "One of them is, or I’m not sure"

Visits = Callable[..., Visit]


@pytest.fixture
def visit(visits: Visits, small_site: Path) -> Visit:
    """A visit in which nobody has answered the check yet."""
    return visits(small_site, safe=False, viewport={"width": 1280, "height": 900})


def asked(page: Page) -> None:
    expect(page.get_by_role("heading", name="Are you both safe?")).to_be_visible()
    expect(page.locator("#rr-sheet ~ .rr-fields:visible, #rr-sheet:visible, .rr-page > h2:visible")).to_have_count(0)


def answer(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).press("Enter")


@pytest.mark.parametrize("address", [TWO, EACH, f"{TWO}?for=business", f"{TWO}?copy=x#ask", f"{EACH}#rr-answers"])
def test_no_question_is_shown_until_the_check_is_answered(visit: Visit, address: str) -> None:
    asked(visit.open(address))


def test_the_questions_are_not_even_drawn_for_a_moment(visit: Visit) -> None:
    visit.context.expose_function("rrDrawn", lambda what: drawn.append(what))
    drawn: list[str] = []
    visit.context.add_init_script(
        """(function look() {
          if (document.querySelector(".rr-fields")?.checkVisibility()) window.rrDrawn("a question");
          requestAnimationFrame(look);
        })()"""
    )
    asked(visit.open(TWO))
    assert drawn == []


def test_who_is_safe_goes_on_to_the_sheet_and_by_keyboard_to_its_first_control(visit: Visit) -> None:
    page = visit.open(TWO)
    answer(page, NONE)
    expect(page.locator("#rr-f-short")).to_be_visible()
    expect(page.locator(".rr-gate")).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#rr-sheet') !== null")


def test_the_answer_holds_while_pages_change_in_this_tab_and_a_reload_asks_again(visit: Visit) -> None:
    page = visit.open(TWO)
    answer(page, NONE)
    page.get_by_role("link", name="Alone first").first.click()
    page.wait_for_url(OWN + EACH)
    expect(page.locator(".rr-fields").first).to_be_visible()
    page.reload()
    asked(page)


def test_the_answer_is_kept_nowhere(visit: Visit) -> None:
    page = visit.open(TWO)
    before = page.evaluate("JSON.stringify([localStorage, sessionStorage])"), page.url, page.evaluate("history.length")
    answer(page, SOME)
    answer(page, "Back to the question")
    answer(page, NONE)
    after = page.evaluate("JSON.stringify([localStorage, sessionStorage])"), page.url, page.evaluate("history.length")
    assert (after, visit.context.cookies()) == (before, [])


def test_who_is_not_sure_is_led_to_help_and_not_to_the_sheet(visit: Visit) -> None:
    page = visit.open(TWO)
    answer(page, SOME)
    expect(page.get_by_role("heading", name="Then let it wait")).to_be_visible()
    expect(page.locator("#rr-sheet")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="somebody")).to_be_focused()
    assert page.get_by_role("link", name="Nowhere").evaluate("link => link.href") == f"{OWN}care/#nowhere"
    answer(page, "Back to the question")
    asked(page)


def test_a_link_to_the_answers_leads_to_them_after_the_check(visit: Visit) -> None:
    page = visit.open(f"{EACH}#rr-answers")
    answer(page, NONE)
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()


def test_a_packet_with_a_sheet_for_two_asks_first(visit: Visit) -> None:
    page = visit.open("kit/")
    expect(page.get_by_role("button", name=NONE)).to_be_visible()
    expect(page.locator(".rr-packet")).to_be_hidden()
    answer(page, NONE)
    expect(page.locator(".rr-packet")).to_be_visible()


def test_a_sheet_for_one_asks_nothing(visits: Visits, site: Path) -> None:
    page = visits(site, safe=False).open("worksheets/i-statement/")
    expect(page.locator("#rr-sheet")).to_be_visible()
    expect(page.locator(".rr-gate")).to_have_count(0)


def test_without_scripts_the_check_is_words_above_a_sheet_that_works(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open(TWO)
    expect(page.get_by_text("One of us is afraid.")).to_be_visible()
    expect(page.get_by_text("the sheet is further down")).to_be_visible()
    expect(page.get_by_role("heading", name="Then let it wait")).to_be_visible()
    expect(page.get_by_role("button", name=NONE)).to_be_hidden()
    page.locator("#rr-f-short").fill("words")


def test_the_sheet_prints_whether_or_not_the_check_is_answered(visit: Visit) -> None:
    printed = words(pdf(visit.open(TWO), "A4"))
    assert "Are you both safe?" not in printed
    assert "Every field" in printed
    assert "All types" in printed


def test_the_check_works_when_no_module_comes(visit: Visit) -> None:
    visit.context.route("**/main.js", lambda route: route.abort())
    page = visit.page
    page.goto(OWN + TWO)
    answer(page, NONE)
    expect(page.locator("#rr-f-short")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_check(visits: Visits, site: Path, scheme: str) -> None:
    options = {"viewport": {"width": 320, "height": 640}, "color_scheme": scheme}
    page = visits(site, safe=False, **options).open("worksheets/listening-turns/")
    assert axe(page) == []
    answer(page, SOME)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_answers_that_come_with_a_link_wait_for_the_check_and_nothing_lies_over_the_way_out(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{OWN}{EACH}")
    link = page.evaluate(
        """async () => {
          const [{writeAnswersLink}, {makeAnswerFile}] = await Promise.all(
            ["transfer/answers-link", "storage/file-format"].map(name => import(`/assets/client/${name}.js`)));
          const [made, id] = ["2026-11-20T12:00:00.000Z", "alone"];
          const copy = {id, sheet: id, version: 1, revision: 1, made, saved: made, answers: {word: "onward"}};
          return writeAnswersLink(makeAnswerFile([copy], new Map([[id, id]])));
        }"""
    )
    page.goto(f"{OWN}questions/")
    page.goto(f"{OWN}{EACH}{link}")
    page.wait_for_function("() => !location.hash")
    expect(page.get_by_role("button", name=NONE)).to_be_visible()
    expect(page.locator("dialog:modal")).to_have_count(0)
    page.get_by_role("button", name=NONE).click()
    expect(page.locator("dialog:modal")).to_be_visible()
