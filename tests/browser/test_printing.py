"""Paper: the PDFs that a page leads to, and what the browser itself prints of it."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from relationship_reset.model.editions import editions
from tests.browser.barriers import axe
from tests.browser.conftest import OWN, Visit
from tests.browser.fonts import FONTS, set_fonts
from tests.browser.sheets import FILL, SHEETS, WHOLE, pdf, ready, words

Visits = Callable[..., Visit]
SHEET = "worksheets/reset-agreement/"
KIT = "packets/reset-meeting-kit/"
DECK = "decks/love-map-cards/"


def links(page: Page) -> list[str]:
    """Return where the PDFs that are shown stand."""
    shown = page.locator(".rr-downloads a").filter(visible=True)
    return [path.lstrip("/") for path in shown.evaluate_all("all => all.map(one => one.pathname)")]


def opened(page: Page) -> Page:
    page.evaluate("document.querySelector('.rr-downloads').open = true")
    return page


def addresses(page: str, **only: str) -> list[str]:
    """Return where the PDFs of a page stand that are of one size or for one audience."""
    found = editions(WHOLE.places[page].page)
    return sorted(one.address for one in found if all(getattr(one, key) == value for key, value in only.items()))


# PDFs to download


@pytest.mark.parametrize("address", [SHEET, DECK, KIT])
def test_without_scripts_every_pdf_of_a_page_has_a_link_that_says_what_it_is(
    visits: Visits, site: Path, address: str
) -> None:
    page = visits(site, java_script_enabled=False).open(address)
    if page.locator(".rr-downloads:not([open])").count():
        page.locator(".rr-downloads summary").click()
    shown = page.locator(".rr-downloads a").filter(visible=True)
    assert sorted(one.evaluate("one => one.pathname").lstrip("/") for one in shown.all()) == addresses(
        address.strip("/").rpartition("/")[2]
    )
    names = [one.text_content() or "" for one in shown.all()]
    assert len({*names}) == len(names), "two links are called alike"
    assert all(re.match(r"Download for (couples|business), (A4|US Letter): .+ \(PDF\)$", name) for name in names)
    expect(page.locator(".rr-downloads input").first).to_be_hidden()


@pytest.mark.parametrize(
    ("locale", "size"),
    [("en-US", "letter"), ("en-GB", "a4")],
)
def test_the_paper_of_the_readers_country_is_shown_at_first(visits: Visits, site: Path, locale: str, size: str) -> None:
    page = opened(visits(site, locale=locale).open(SHEET))
    assert sorted(links(page)) == addresses("reset-agreement", size=size)
    expect(page.get_by_role("radio", name="US Letter" if size == "letter" else "A4")).to_be_checked()


@pytest.mark.parametrize(
    ("languages", "size"),
    [
        (["fr-CA"], "letter"),
        (["en", "es-VE"], "letter"),
        (["en", "de-AT", "en-US"], "a4"),
        (["zh-Hant-TW"], "a4"),
        (["es-419", "es"], "a4"),
        (["en-u-ca-buddhist"], "a4"),
        ([], "a4"),
    ],
)
def test_the_first_language_with_a_country_says_which_paper_is_usual(
    small_visit: Visit, languages: list[str], size: str
) -> None:
    small_visit.context.add_init_script(f"Object.defineProperty(navigator, 'languages', {{get: () => {languages}}})")
    small_visit.page.goto(OWN)
    assert small_visit.page.evaluate("document.documentElement.dataset.paper") == size


def test_the_paper_that_was_chosen_is_shown_and_remembered(visits: Visits, site: Path) -> None:
    visit = visits(site, locale="en-GB")
    page = opened(visit.open(SHEET))
    page.get_by_role("radio", name="A4").focus()
    page.keyboard.press("ArrowRight")
    assert sorted(links(page)) == addresses("reset-agreement", size="letter")
    page.get_by_role("radio", name="Couples").check(force=True)
    assert sorted(links(page)) == addresses("reset-agreement", size="letter", audience="couple")
    names = page.locator(".rr-downloads a").filter(visible=True).all_inner_texts()
    assert all(name.startswith("Download, US Letter") for name in names)
    page = visit.open(KIT)
    expect(page.get_by_role("radio", name="US Letter")).to_be_checked()
    assert sorted(links(page)) == addresses("reset-meeting-kit", size="letter", audience="couple")


def test_paper_that_is_remembered_wrongly_leaves_no_page_without_links(visits: Visits, site: Path) -> None:
    visit = visits(site, locale="en-GB")
    visit.context.add_init_script("localStorage.setItem('rr-paper', 'papyrus')")
    assert sorted(links(opened(visit.open(SHEET)))) == addresses("reset-agreement", size="a4")


def test_where_storage_is_blocked_the_paper_can_be_chosen_all_the_same(visits: Visits, site: Path) -> None:
    visit = visits(site, locale="en-GB")
    visit.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    page = opened(visit.open(DECK))
    page.get_by_role("radio", name="US Letter").check(force=True)
    assert sorted(links(page)) == addresses("love-map-cards", size="letter")


def test_the_paper_is_no_answer_of_a_sheet(visit: Visit) -> None:
    page = opened(ready(visit.open(SHEET)))
    page.get_by_role("radio", name="A4").check(force=True)
    assert page.evaluate("[...new FormData(document.querySelector('#rr-sheet')).keys()]").count("rr-paper") == 0
    assert page.evaluate("document.querySelector('rr-sheet').autosave.pending") is False


def test_axe_finds_nothing_in_the_open_list_of_pdfs_on_a_phone(visits: Visits, site: Path) -> None:
    page = opened(visits(site, viewport={"width": 320, "height": 640}).open(SHEET))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# One section


SECTIONS = [section.title for section in SHEETS["reset-agreement"].sections]


def chosen(page: Page, section: str, button: str) -> str:
    """Choose what to print, press a button, and return what the browser would print then."""
    page.get_by_label("What to print").select_option(section)
    page.get_by_role("button", name=button).click()
    way = "blank" if button == "Print blank" else "filled"
    page.wait_for_function("way => document.documentElement.dataset.print === way", arg=way)
    return words(pdf(page, "A4"))


@pytest.fixture
def sheet(visit: Visit) -> Page:
    """A sheet in a browser that never says when it has printed."""
    visit.context.add_init_script(
        "window.print = () => {}; addEventListener('afterprint', event => event.stopImmediatePropagation(), true)"
    )
    return ready(visit.open(SHEET + "?for=couple"))


def headings(printed: str) -> list[str]:
    return [title for title in SECTIONS if title in printed]


def test_one_section_is_printed_under_the_pages_title_filled_or_blank_and_then_the_whole_again(sheet: Page) -> None:
    box = sheet.locator(".rr-fields textarea").filter(visible=True).first
    box.fill("kqwords")
    section = sheet.locator("h2", has=sheet.locator("xpath=following-sibling::*[1][.//textarea]")).first
    title = section.inner_text().replace("¶", "").strip()
    printed = chosen(sheet, title, "Print with my answers")
    assert WHOLE.places["reset-agreement"].page.title in printed
    assert "kqwords" in printed
    assert headings(printed) == [title]
    blank = chosen(sheet, title, "Print blank")
    assert headings(blank) == [title]
    assert "kqwords" not in blank
    whole = chosen(sheet, "The whole sheet", "Print with my answers")
    assert headings(whole) == SECTIONS
    assert "kqwords" in whole


def test_a_section_that_is_not_shown_is_not_offered(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/"))
    select = page.get_by_label("What to print")

    def offered() -> list[str]:
        select.focus()
        found: list[str] = select.evaluate("one => [...one.options].filter(o => !o.disabled).map(o => o.value)")
        return found

    assert offered() == ["", "one", "two"]
    page.get_by_label("A walk").check()
    expect(page.locator("#walk-plan")).to_be_visible()
    assert offered() == ["", "one", "walk-plan", "two"]
    select.select_option("walk-plan")
    page.get_by_label("A walk").uncheck()
    expect(page.locator("#walk-plan")).to_be_hidden()
    assert offered() == ["", "one", "two"]
    expect(select).to_have_value("")


def test_a_sheet_without_answers_has_no_page_with_nothing_but_lines(visit: Visit) -> None:
    page = ready(visit.open("worksheets/first-step/?for=couple"))
    for fonts in FONTS:
        set_fonts(page, fonts)
        assert all(len(leaf.strip()) > 60 for leaf in pdf(page, "Letter")), fonts


# The guide's own pages


KINDS = [
    "",
    "guide/",
    "guide/acknowledge/",
    "guide/apology/",
    "guide/twelve-week-plan/",
    "lists/phrases/",
    DECK,
    "care/",
]
KINDS += [
    "sources/",
    "glossary/",
    "questions/",
    "facilitators/",
    "my-reset/",
    "worksheets/",
    KIT,
    "about/architecture/",
]
BOTH = ("guide/acknowledge/", "care/", DECK)
"""Where much could break over pages in a bad place."""
CHROME = (
    "Print this part",
    "Search",
    "Previous",
    "Suggest a change",
    "Show the guide for",
    "Download",
    "Begin here",
)


def bare(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def test_every_kind_of_page_prints_without_the_site_around_it(visit: Visit) -> None:
    wrong = {address: faults(visit.open(address), address) for address in KINDS}
    assert {address: found for address, found in wrong.items() if found} == {}


MARK = "þ"
"""Stands before every title in what is printed here, and nowhere else: a cell of a table can end like a title."""
MARKED = f"""() => {{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.rr-page :is(h1, h2, h3, .rr-tag)::before {{ font-size: 1px; content: "{MARK}" }}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}}"""


def faults(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page as it is printed."""
    page.evaluate(MARKED)
    texts = page.locator(".rr-page :is(h1, h2, h3, .rr-tag)").all_inner_texts()
    titles = {MARK + bare(text) for text in texts if bare(text)}
    wrong: list[str] = []
    for fonts, paper in product(FONTS, ("A4", "Letter") if address in BOTH else ("A4",)):
        set_fonts(page, fonts)
        leaves = pdf(page, paper)
        printed = words(leaves)
        wrong += [f"{chrome} is printed" for chrome in CHROME if chrome in printed]
        if f"Relationship Reset · {OWN}{address}" not in printed:
            wrong.append("it does not say where it is")
        for number, leaf in enumerate(leaves, 1):
            lines = [line for line in leaf.splitlines() if line.strip()]
            if len(" ".join(lines)) < 60:
                wrong.append(f"next to nothing stands on page {number} of {paper}, {fonts}")
            elif bare(lines[-1]) in titles:
                wrong.append(f"{lines[-1]!r} is alone at the end of page {number} of {paper}, {fonts}")
    return wrong


def test_a_whole_part_is_printed_by_one_button(visit: Visit) -> None:
    visit.context.add_init_script("window.print = () => { window.printed = document.title }")
    page = visit.open("guide/acknowledge/?for=couple")
    page.get_by_role("button", name="Print this part").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed").startswith("Acknowledge")


def test_links_to_other_hosts_print_their_address_and_links_within_the_guide_do_not(visit: Visit) -> None:
    printed = words(pdf(visit.open("sources/"), "A4"))
    assert "https://www.jstor.org/stable/2776392" in printed
    assert "www.jstor.org " not in printed, "the host alone stands there too"
    printed = words(pdf(visit.open("care/"), "A4"))
    assert "https://www.thehotline.org/" in printed
    assert "tel:" not in printed
    assert words(pdf(visit.open("guide/acknowledge/"), "A4")).count("https://") == 1


# Rows and answers


def test_the_head_of_rows_stands_again_on_every_page_that_they_go_on_to(visit: Visit) -> None:
    page = ready(visit.open("worksheets/bid-log/?for=couple"))
    add = page.get_by_role("button", name="Add a row")
    while add.is_enabled():
        add.click()
    boxes = page.locator(".rr-cell-text .rr-input")
    names = boxes.evaluate_all("all => all.map(one => one.name)")
    assert page.evaluate(FILL, dict.fromkeys(names, "kqrow")) == []
    for fonts, paper in product(FONTS, ("A4", "Letter")):
        set_fonts(page, fonts)
        holding = [leaf for leaf in pdf(page, paper) if "kqrow" in leaf]
        assert len(holding) > 1
        assert all("What they said or did" in text for text in holding)


def test_rows_on_blank_paper_say_what_can_be_chosen(visit: Visit) -> None:
    page = ready(visit.open("worksheets/commitments/?for=couple"))
    expect(page.get_by_text("Kept / In part / Not kept").first).to_be_hidden()
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    assert words(pdf(page, "A4")).count("Kept / In part / Not kept") == 1
    page.evaluate("delete document.documentElement.dataset.print")
    page.locator(".rr-cell select").first.select_option("Kept")
    assert "Kept / In part" not in words(pdf(page, "A4"))


def test_where_controls_do_not_grow_with_what_is_written_no_answer_is_clipped(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { field-sizing: fixed !important }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    names = ("short", "long", "people--1", "deeds--1--what", "own--1")
    marks = {name: [f"kq{at}x{number}z" for number in range(300)] for at, name in enumerate(names)}
    assert page.evaluate(FILL, {name: " ".join(all_of_it) for name, all_of_it in marks.items()}) == []
    for fonts in FONTS:
        set_fonts(page, fonts)
        printed = bare(words(pdf(page, "A4")))
        assert [mark for all_of_it in marks.values() for mark in all_of_it if mark not in printed] == [], fonts
