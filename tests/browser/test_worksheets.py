"""The worksheets in a browser: written on, kept, cleared, printed."""

import re
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from relationship_reset.model.field_parts import PIPE
from tests.answers import TOKEN, words_of
from tests.browser.conftest import OWN, Visit
from tests.browser.fonts import FONTS, set_fonts
from tests.browser.sheets import SAVED, SHEETS, WHOLE, fill, pdf, read, ready, settled, words

UNSEEN = """[...document.querySelectorAll("[data-audience=business] [name], [data-audience=business][name]")]
  .map(one => one.value)"""
"""What stands in questions for business partners only, which the review for couples leaves out."""


VISIBLE = """[...new Set([...document.querySelector("#rr-sheet").elements]
  .filter(one => one.name && !one.name.startsWith("rr-") && one.checkVisibility()).map(one => one.name))].sort()"""
SEEN = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const from = Math.max(box.top, 0), to = Math.min(box.bottom, innerHeight);
  if (to - from < Math.min(box.height, 24)) return false;
  const top = document.elementFromPoint(box.left + box.width / 2, (from + to) / 2);
  return top === here || top?.closest("label, .rr-field")?.contains(here);
}"""
PAPERS = ("A4", "Letter")
CHROME = ("Print blank", "Search", "Previous", "Suggest a change", "Show the guide for", "¶", "Skip to content")


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_worksheet_filled_in_whole_is_kept_printed_and_reviewed_and_prints_blank(visit: Visit, sheet: str) -> None:
    page = ready(visit.open(f"worksheets/{sheet}/"))
    given = fill(page, sheet, long=True)
    page.reload()
    assert read(ready(page), given) == given
    wanted = {re.sub(r"\s", "", one) for one in words_of(WHOLE, SHEETS[sheet], given)}
    for fonts, paper in product(FONTS, PAPERS):
        set_fonts(page, fonts)
        printed = printed_words(page, paper)
        assert {one for one in wanted if one not in printed} == set(), f"not on {paper}, {fonts}"
    for fonts, paper in product(FONTS, PAPERS):
        set_fonts(page, fonts)
        page.evaluate("document.documentElement.dataset.print = 'blank'")  # printing ends it
        printed = printed_words(page, paper)
        assert not TOKEN.search(printed)
        assert [one for one in questions(sheet) if one not in printed] == [], f"not on {paper}, {fonts}"
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_role("heading", name="Your answers")).to_be_focused()
    reviewed = re.sub(r"\s", "", page.locator(".rr-answers").inner_text())
    unseen = set(page.evaluate(UNSEEN))
    assert {one for one in wanted if TOKEN.fullmatch(one) and one not in reviewed and one not in unseen} == set()


def printed_words(page: Page, paper: str) -> str:
    """Print the page and return its words without spaces; there is nothing of the site around it, no empty page."""
    leaves = pdf(page, paper)
    printed = words(leaves)
    assert [chrome for chrome in CHROME if chrome in printed] == []
    assert all(len(leaf.strip()) > 20 for leaf in leaves), "a page with nothing on it"
    return printed.replace(" ", "")


def questions(sheet: str) -> list[str]:
    """Return every question of a worksheet as a blank sheet asks it, without spaces."""
    labels = [words for asked in SHEETS[sheet].fields for words in (asked.label.couple, asked.label.business)]
    return [re.sub(r"\s", "", PIPE.sub(r"\2", label)) for label in labels]


def test_a_blank_print_by_button_leaves_the_page_as_it_was(visit: Visit) -> None:
    visit.context.add_init_script(
        "window.print = () => { window.printed = document.documentElement.dataset.print ?? '' }"
    )
    page = ready(visit.open("worksheets/i-statement/"))
    page.get_by_role("button", name="Print blank").click()
    assert page.evaluate("window.printed") == "blank"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="Print with my answers").click()
    assert page.evaluate("window.printed") == "filled"


def test_clearing_asks_first_and_then_leaves_nothing(visit: Visit) -> None:
    page = ready(visit.open("worksheets/i-statement/"))
    given = fill(page, "i-statement")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Keep my answers").click()
    assert read(page, given) == given
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Yes, start over").click()
    expect(page.locator("rr-sheet .rr-status")).to_have_text("All answers in this copy are deleted from this device.")
    assert not any(read(page, given).values())
    page.reload()
    assert not any(read(ready(page), given).values())


def test_words_written_just_before_leaving_are_kept(visit: Visit) -> None:
    page = ready(visit.open("worksheets/i-statement/"))
    box = page.get_by_label(re.compile("^Question 1 "))
    box.press_sequentially("The very last words")
    page.goto(f"{OWN}questions/")
    page.goto(f"{OWN}worksheets/i-statement/")
    expect(page.get_by_label(re.compile("^Question 1 "))).to_have_value("The very last words")


def test_answers_live_through_moving_about_the_site(visit: Visit) -> None:
    page = ready(visit.open("worksheets/i-statement/"))
    page.evaluate("window.same = true")
    page.get_by_label(re.compile("^Question 1 ")).fill("Words to keep")
    page.locator(".md-footer__link--next").click()
    expect(page).not_to_have_url(f"{OWN}worksheets/i-statement/")
    page.go_back()
    expect(page.get_by_label(re.compile("^Question 1 "))).to_have_value("Words to keep")
    assert page.evaluate("window.same"), "the pages were loaded whole, so this shows nothing"


def test_answers_of_a_field_that_is_gone_are_kept(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/"))
    page.locator("#rr-f-short").fill("first")
    settled(page)
    page.evaluate("document.querySelector('#rr-f-long').remove()")
    stored = """async () => {
      const open = indexedDB.open("relationship-reset");
      const database = await new Promise(good => open.onsuccess = () => good(open.result));
      const store = database.transaction("copies", "readwrite").objectStore("copies");
      const get = store.get("every-field");
      const draft = await new Promise(good => get.onsuccess = () => good(get.result));
      return [draft, store];
    }"""
    page.evaluate(
        f"""async () => {{
          const [draft, store] = await ({stored})();
          store.put({{...draft, answers: {{...draft.answers, "old-field": "old words"}}}});
        }}"""
    )
    page.reload()
    ready(page)
    page.locator("#rr-f-short").fill("second")
    settled(page)
    answers = page.evaluate(f"async () => (await ({stored})())[0].answers")
    assert answers == {"short": "second", "old-field": "old words"}


def test_a_browser_that_keeps_nothing_says_so_and_the_sheet_goes_on_working(visit: Visit) -> None:
    visit.context.add_init_script("IDBFactory.prototype.open = () => { throw new Error('refused') }")
    page = visit.open("worksheets/i-statement/")
    status = page.locator("rr-sheet .rr-status")
    expect(status).to_have_text(re.compile("could not be saved on this device"))
    page.get_by_label(re.compile("^Question 1 ")).fill("Still here")
    expect(page.locator("rr-result").first).to_contain_text("Still here")
    expect(status).to_have_text(re.compile("could not be saved on this device"))


def test_the_result_grows_with_the_answers_and_is_copied_without_unanswered_lines(small_visit: Visit) -> None:
    small_visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    page.locator("#rr-f-short").fill("we rest.")
    page.get_by_label("Tea").check()
    page.get_by_label("A walk").check()
    page.get_by_label("Something else", exact=True).nth(1).check()
    page.get_by_label("Something else, in your own words").nth(1).fill("cake")
    result = page.locator("rr-result").first
    expect(result.locator(".rr-result-line").first).to_have_text("At home we rest, Tea, A walk, and cake.")
    expect(result.locator(".rr-result-line").nth(1)).to_have_class(re.compile("rr-result-empty"))
    result.get_by_role("button", name="Copy this text").click()
    expect(result.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "At home we rest, Tea, A walk, and cake."


def test_something_else_counts_only_while_it_is_chosen(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    group = page.locator("#one-need")
    group.get_by_label("Something else", exact=True).check()
    group.get_by_label("Something else, in your own words").fill("kqcake")
    line = page.locator("rr-result .rr-result-line").nth(1)
    expect(line).to_have_text("And kqcake.")
    assert "kqcake" in words(pdf(page, "A4"))
    group.get_by_label("Safety").check()
    expect(line).to_have_text("And Safety.")
    assert "kqcake" not in words(pdf(page, "A4"))


def test_an_answer_fits_into_the_sentence_around_it(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    page.locator("#rr-f-short").fill("We rest.")
    page.get_by_label("Tea").check()
    expect(page.locator("rr-result .rr-result-line").first).to_have_text("At home we rest, Tea.")


def test_a_half_filled_sheet_prints_blank_with_every_line_of_its_result(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    page.locator("#rr-f-short").fill("kqshort")
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    printed = words(pdf(page, "A4"))
    assert "At home" in printed
    assert "And" in printed.partition("At home")[2]
    assert "kqshort" not in printed


def test_what_is_written_is_shown_as_text_and_never_as_markup(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    hostile = "<img src=x onerror='window.bad = 1'><script>window.bad = 1</script>"
    page.locator("#rr-f-short").fill(hostile)
    expect(page.locator("rr-result .rr-slot").first).to_have_text(hostile)
    page.locator("#rr-f-people--1").fill(hostile)
    expect(page.locator(".rr-person-name").first).to_have_text(hostile)
    page.reload()
    ready(page)
    assert page.evaluate("window.bad") is None


@pytest.mark.parametrize(
    ("sheet", "words", "sentence"),
    [
        ("i-statement", "You always leave me with it", "always"),
        ("apology-builder", "I'm sorry you feel that way", ""),
        ("apology-builder", "I said sorry, but you began it", ""),
        ("apology-builder", "Can we just move on", ""),
    ],
)
def test_words_that_hurt_bring_a_kind_sentence_and_go_when_they_are_changed(
    visit: Visit, sheet: str, words: str, sentence: str
) -> None:
    page = ready(visit.open(f"worksheets/{sheet}/"))
    box = page.locator("textarea").first
    nudge = page.locator(f"[data-nudge='{box.get_attribute('name')}']")
    box.press_sequentially(words)
    expect(nudge).to_have_text(re.compile(sentence + ".+"))
    box.fill("I came home late on Tuesday.")
    expect(nudge).to_have_text("")


def test_as_many_marks_are_printed_as_were_made_and_none_on_a_blank_sheet(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    page.get_by_label("A walk").check()
    page.locator("#ready").get_by_label("4", exact=True).check()
    assert words(pdf(page, "A4")).count("×") == 2
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    assert "×" not in words(pdf(page, "A4"))


def test_of_a_deck_only_the_cards_that_were_kept_or_answered_are_printed(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/?for=couple"))
    assert "What do you drink first?" in words(pdf(page, "A4")), "an untouched deck prints as a list"
    page.get_by_label("Show all cards").check()
    page.locator("[data-card=evening]").get_by_label("Keep this one").check()
    printed = words(pdf(page, "A4"))
    assert "When do you sleep?" in printed
    assert "What do you drink first?" not in printed


def test_a_date_prints_as_people_write_it(small_visit: Visit) -> None:
    page = ready(small_visit.open("worksheets/every-field/"))
    page.locator("#rr-f-day").fill("2027-03-14")
    assert "March 14, 2027" in words(pdf(page, "A4"))


def test_names_stand_over_each_persons_answers(visit: Visit) -> None:
    page = ready(visit.open("worksheets/relationship-manual/"))
    page.locator("[name=people--1]").fill("Ama")
    expect(page.locator(".rr-person-name").first).to_have_text("Ama")
    settled(page)
    page.reload()
    expect(page.locator(".rr-person-name").first).to_have_text("Ama")
    page.locator("[name=people--1]").fill("")
    expect(page.locator(".rr-person-name").first).not_to_have_text("")


def test_a_whole_worksheet_can_be_done_by_keyboard_alone(visit: Visit) -> None:
    page = ready(visit.open("worksheets/i-statement/"))
    page.locator("body").focus()
    wanted = page.evaluate(VISIBLE)
    done: set[str] = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "[document.activeElement.name ?? '', document.activeElement.type ?? '', document.activeElement.form?.id]"
        )
        name, kind, form = here
        if form != "rr-sheet" or not name or name in done or name.startswith("rr-"):
            continue
        page.wait_for_function(SEEN)
        page.keyboard.press("Space") if kind in {"radio", "checkbox"} else page.keyboard.type(f"typed into {name}")
        done.add(name)
    assert sorted(done) == wanted
    expect(page.locator("rr-sheet .rr-status")).to_have_text(SAVED)
