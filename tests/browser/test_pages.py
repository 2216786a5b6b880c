"""The pages in a browser: for everyone, at every width, with and without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from relationship_reset.guide import loader
from tests.browser.barriers import COLOURS, RULES, axe
from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import fill, pdf, ready, words
from tests.conftest import ROOT, SMALL

ADDRESSES = [place.address for place in loader.load(ROOT).places.values()] + ["about/architecture/", "nowhere/"]
ADDRESSES += ["embed/reset-agreement/", "embed/love-map-cards/"]
SMALL_ADDRESSES = [place.address for place in loader.load(SMALL).places.values()] + [
    "embed/every-field/",
    "embed/deck/",
]

Visits = Callable[..., Visit]

CUT = """() => [...document.querySelectorAll(".rr-page *")].filter(one => one.checkVisibility()
  && !one.closest(".rr-aural, svg, [hidden]") && one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 120))"""
OPEN = "for (const one of document.querySelectorAll('.rr-page details')) one.open = true"
WIDE = ViewportSize(width=1280, height=900)


def colour(page: Page, scheme: str) -> None:
    """Show the page in the light or dark colours, as a device asks for them and as the switch sets them."""
    page.emulate_media(color_scheme="dark" if scheme == "slate" else "light")
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)


def barriers(page: Page, dark: dict[str, object]) -> list[str]:
    """Return what axe finds on the page that is open, in the light colours and then, by these rules, in dark ones."""
    found = axe(page)
    colour(page, "slate")
    found += [f"dark: {fault}" for fault in axe(page, dark)]
    colour(page, "default")
    return found


def unfit(page: Page) -> list[str]:
    """Return what is too wide for a phone on the page that is open, with all its details open."""
    page.evaluate(OPEN)
    found = []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 700})
        cut = page.evaluate(CUT)
        if not cut and page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            cut = ["the page"]
        found += [f"at {width}: {one}" for one in cut]
    return found


def test_no_page_has_a_barrier_in_any_colours_is_too_wide_for_a_phone_or_has_an_error_in_its_scripts(
    visits: Visits, site: Path
) -> None:
    """Each page is opened once for all of it, since that takes most of the time."""
    visit = visits(site, viewport=WIDE, color_scheme="light")
    found = {}
    for address in ADDRESSES:
        visit.page.set_viewport_size(WIDE)
        page = visit.open(address)
        found[address] = barriers(page, COLOURS) + unfit(page)
    assert {address: faults for address, faults in found.items() if faults} == {}
    assert [error for error in visit.errors if "404" not in error] == []


def test_no_kind_of_page_has_a_barrier_or_an_error_in_its_scripts_on_a_phone(visits: Visits, small_site: Path) -> None:
    visit = visits(small_site, viewport={"width": 320, "height": 640}, color_scheme="light")
    found = {address: barriers(visit.open(address), RULES) for address in SMALL_ADDRESSES}
    assert {address: faults for address, faults in found.items() if faults} == {}
    assert [error for error in visit.errors if "404" not in error] == []


def test_the_switch_shows_the_colours_that_are_looked_at_here(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    switch = page.locator("form[data-md-component=palette] label:visible")
    switch.click()
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    dark = page.evaluate(ground)
    assert light != dark
    switch.click()
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'default'")
    colour(page, "slate")
    assert page.evaluate(ground) == dark


def test_axe_finds_nothing_on_a_filled_sheet_with_nudges_or_in_its_dialog(visit: Visit) -> None:
    page = ready(visit.open("worksheets/apology-builder/?for=couple"))
    fill(page, "apology-builder")
    page.locator("textarea").first.press_sequentially(" sorry you feel that way")
    expect(page.locator(".rr-nudge").filter(has_text=re.compile("."))).not_to_have_count(0)
    assert axe(page) == []
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("dialog", name="Start over?")).to_be_visible()
    assert axe(page) == []


def test_without_scripts_every_page_reads_and_no_dead_button_is_shown(visits: Visits, site: Path) -> None:
    visit = visits(site, java_script_enabled=False)
    for address in ADDRESSES:
        page = visit.open(address)
        expect(page.locator("h1").first).to_be_visible()
        assert [one for one in page.locator(".md-content button").all() if one.is_visible()] == []


def test_without_scripts_both_audiences_are_readable_and_labelled(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("guide/first/")
    expect(page.get_by_text("Words for two at home.")).to_be_visible()
    expect(page.get_by_text("Words for two at work")).to_be_visible()
    expect(page.locator("#say-it + .rr-section > .rr-for .rr-tag")).to_have_text(["For couples", "For business"])


def test_without_scripts_a_sheet_promises_nothing_that_needs_them(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("worksheets/every-field/")
    expect(page.get_by_text("This grows as you write above")).to_be_hidden()
    expect(page.get_by_text("Without JavaScript, answers are not saved")).to_be_visible()
    expect(page.get_by_text("Set a timer on a phone")).to_be_visible()


def test_without_scripts_a_sheet_can_be_filled_in_and_printed_in_full(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open("worksheets/every-field/")
    page.locator("#rr-f-short").fill("kqshort")
    page.locator("#rr-f-long").fill(" ".join(f"kqlong{number}" for number in range(300)))
    page.locator("#rr-f-short").press("Enter")
    assert page.url == f"{OWN}worksheets/every-field/", "the answers went into the address"
    printed = words(pdf(page, "A4")).replace(" ", "")
    assert "kqshort" in printed
    assert [number for number in range(300) if f"kqlong{number}" not in printed] == []


def test_a_link_sets_the_audience_and_the_choice_is_remembered(visit: Visit) -> None:
    page = visit.open("guide/acknowledge/?for=business")
    expect(page.locator("[data-audience=business]").first).to_be_visible()
    expect(page.locator("[data-audience=couple]:visible")).to_have_count(0)
    page = visit.open("guide/rebuild/")
    expect(page.get_by_role("radio", name="Business")).to_be_checked()
    expect(page.locator("[data-audience=couple]:visible")).to_have_count(0)


def test_the_switch_shows_one_audience_or_both(visit: Visit) -> None:
    page = visit.open("guide/acknowledge/")
    expect(page.get_by_role("radio", name="Both")).to_be_checked()
    page.get_by_role("radio", name="Couples").check(force=True)
    expect(page.locator("[data-audience=business]:visible")).to_have_count(0)
    expect(page.locator(".md-content .rr-tag:visible")).to_have_count(0)
    page.get_by_role("radio", name="Both").check(force=True)
    expect(page.locator("[data-audience=business]:visible")).not_to_have_count(0)


def test_a_choice_made_on_the_page_outlasts_the_address_it_came_with(visit: Visit) -> None:
    page = visit.open("guide/acknowledge/?for=business")
    page.get_by_role("radio", name="Couples").check(force=True)
    page.reload()
    expect(page.get_by_role("radio", name="Couples")).to_be_checked()
    expect(page.locator("[data-audience=business]:visible")).to_have_count(0)


def test_a_link_from_somebody_else_leaves_what_the_reader_chose_as_it_was(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/")
    page.get_by_role("radio", name="Business").check(force=True)
    page = small_visit.open("worksheets/every-field/?for=couple")
    expect(page.get_by_role("radio", name="Couples")).to_be_checked()
    page = small_visit.open("guide/first/")
    expect(page.get_by_role("radio", name="Business")).to_be_checked()
    page.get_by_role("radio", name="Both").check(force=True)
    small_visit.open("worksheets/every-field/?for=couple")
    page = small_visit.open("guide/first/")
    expect(page.get_by_role("radio", name="Both")).to_be_checked()


def test_an_address_with_a_broken_anchor_does_no_harm(visit: Visit) -> None:
    visit.open("guide/acknowledge/?for=couple#%")
    assert visit.errors == []


def test_a_link_to_something_for_the_other_audience_is_shown_all_the_same(small_visit: Visit) -> None:
    page = small_visit.open("guide/first/?for=couple")
    expect(page.locator("#only-work")).to_be_hidden()
    page.goto(f"{OWN}guide/first/#only-work")
    expect(page.locator("#only-work")).to_be_visible()


def test_moving_about_does_not_load_pages_whole_and_the_switch_goes_on_working(visit: Visit) -> None:
    page = visit.open("guide/acknowledge/")
    page.evaluate("window.same = true")
    page.locator(".md-footer__link--next").click()
    expect(page.locator("h1")).to_have_text(re.compile("repair conversation", re.IGNORECASE))
    page.get_by_role("radio", name="Business").check(force=True)
    expect(page.locator("[data-audience=couple]:visible")).to_have_count(0)
    assert page.evaluate("window.same")


@pytest.mark.parametrize("ref", ["repair-conversation#perspective-first", "questions#is-this-therapy", "love-map"])
def test_search_leads_to_a_step_a_question_and_a_worksheet_by_their_titles(visit: Visit, ref: str) -> None:
    whole = loader.load(ROOT)
    visit.searching = True
    page = visit.open("")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially(whole.items[ref].name)
    # The list follows each letter that is typed, some time later.
    page.wait_for_function(
        """wanted => [...document.querySelectorAll(".md-search-result__link")].slice(0, 5)
          .some(one => one.checkVisibility() && one.pathname + one.hash === wanted)""",
        arg=f"/{whole.address(ref)}",
    )


def test_a_glossary_term_tells_its_meaning_and_leads_to_it(visit: Visit) -> None:
    page = visit.open("guide/rebuild/")
    term = page.locator("a.rr-term").first
    assert (
        term.get_attribute("title") or term.get_attribute("data-md-tooltip") or term.get_attribute("aria-describedby")
    )
    term.click()
    expect(page).to_have_url(re.compile(r"glossary/#"))


def test_a_printed_part_is_only_the_guide_itself(visit: Visit) -> None:
    page = visit.open("guide/acknowledge/?for=couple")
    printed = words(pdf(page, "A4"))
    assert "Search" not in printed
    assert "Show the guide for" not in printed
    for step in page.locator("h2").all():
        assert re.sub(r"\W+", "", step.inner_text()) in re.sub(r"\W+", "", printed)


def test_the_front_page_leads_three_kinds_of_visitor_to_their_first_step(visit: Visit) -> None:
    page = visit.open("")
    paths = page.locator(".rr-door a.rr-button").evaluate_all("all => all.map(one => one.pathname)")
    assert paths == ["/guide/acknowledge/", "/worksheets/", "/facilitators/"]


def test_a_missing_address_gets_a_page_that_leads_on(visit: Visit) -> None:
    page = visit.open("guide/no-such-page/")
    expect(page.locator("h1")).to_have_text("This page is not here")
    page.get_by_role("link", name="All worksheets").first.click()
    expect(page).to_have_url(f"{OWN}worksheets/")
