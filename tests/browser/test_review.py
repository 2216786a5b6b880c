"""Checking the answers: errors in words, the review, what leaves the page; and two people on one device."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.sheets import pdf, ready, saved, words

SHEET = "worksheets/every-field/?for=couple"


def check(page: Page) -> None:
    page.get_by_role("button", name="Check my answers").click()
    page.wait_for_function("() => document.querySelector('[data-view=review], .rr-errors:not([hidden])')")


def test_a_needed_answer_that_is_missing_is_said_in_words_and_linked(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("Tea").check()
    expect(page.locator("#rr-f-count")).to_be_visible()
    check(page)
    summary = page.locator(".rr-errors")
    expect(summary).to_be_focused()
    expect(summary).to_have_accessible_name("Some answers need another look")
    link = summary.get_by_role("link", name="“How many” is still empty. The sheet needs it.")
    count = page.locator("#rr-f-count")
    expect(count).to_have_accessible_description(re.compile("still empty"))
    link.click()
    expect(count).to_be_focused()
    expect(count).to_be_in_viewport()
    count.fill("3")
    expect(page.locator("#count .rr-error")).to_have_count(0)
    expect(count).not_to_have_accessible_description(re.compile("still empty"))
    check(page)
    expect(page.get_by_role("heading", name="Your answers")).to_be_focused()


@pytest.mark.parametrize(
    ("answer", "said"),
    [("many", "write a number, such as 7"), ("0", "a number from 1 to 20"), ("21", "a number from 1 to 20")],
)
def test_a_number_that_cannot_be_is_said_in_words(small_visit: Visit, answer: str, said: str) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("Tea").check()
    page.locator("#rr-f-count").fill(answer)
    check(page)
    expect(page.locator("#count .rr-error")).to_contain_text(said)


@pytest.mark.parametrize("answer", ["7", "2.5", "2,5"])
def test_a_number_may_have_a_point_or_a_comma(small_visit: Visit, answer: str) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("Tea").check()
    page.locator("#rr-f-count").fill(answer)
    check(page)
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()


def test_half_a_date_is_said_to_be_incomplete(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-day").focus()
    page.keyboard.type("03")
    check(page)
    expect(page.locator("#day .rr-error")).to_contain_text("not complete yet")


def test_nobody_is_held_back_by_an_error(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("Tea").check()
    check(page)
    page.get_by_role("button", name="Look it over as it is").click()
    expect(page.get_by_role("heading", name="Your answers")).to_be_visible()


def test_a_question_that_does_not_apply_is_neither_checked_nor_reviewed(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("words")
    check(page)
    review = page.locator(".rr-answers")
    expect(review).to_contain_text("A short answer")
    expect(review).not_to_contain_text("How many")
    expect(review).not_to_contain_text("Where to")


def test_change_leads_back_to_the_question_and_the_new_answer_is_reviewed(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("old words")
    check(page)
    page.get_by_role("link", name="Change A short answer").click()
    expect(page.locator("#rr-f-short")).to_be_focused()
    expect(page.locator("#rr-f-short")).to_be_in_viewport()
    page.locator("#rr-f-short").fill("new words")
    check(page)
    expect(page.locator(".rr-answers")).to_contain_text("new words")
    expect(page.locator(".rr-answers")).not_to_contain_text("old words")


def test_back_leads_from_the_review_to_the_sheet(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("words")
    check(page)
    expect(page.locator("#rr-f-short")).to_be_hidden()
    page.go_back()
    expect(page.locator("#rr-f-short")).to_be_visible()
    expect(page.locator("#rr-f-short")).to_have_value("words")


def test_a_reload_in_the_review_shows_the_review(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("words")
    saved(page)
    check(page)
    page.reload()
    expect(page.locator(".rr-answers")).to_contain_text("words")


@pytest.mark.parametrize(("button", "ending"), [("Save as text", "txt"), ("Save as Markdown", "md")])
def test_the_answers_are_saved_as_a_file(small_visit: Visit, tmp_path: Path, button: str, ending: str) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("walks & *talks*")
    page.locator("#rr-f-people--1").fill("Ama")
    page.locator("#rr-f-own--1").fill("my own words")
    check(page)
    with page.expect_download() as coming:
        page.locator("rr-review").get_by_role("button", name=button).click()
    assert re.fullmatch(rf"every-field-\d{{4}}-\d\d-\d\d\.{ending}", coming.value.suggested_filename)
    coming.value.save_as(tmp_path / "file")
    text = (tmp_path / "file").read_text(encoding="utf-8")
    shown = r"walks & \*talks\*" if ending == "md" else "walks & *talks*"
    assert shown in text
    assert "Ama: my own words" in text
    assert text.startswith("# Every field\n" if ending == "md" else "Every field\n")
    assert "A long answer" not in text, "an unanswered question has nothing to say"


def test_the_review_is_shared_by_the_devices_own_means_where_there_are_any(small_visit: Visit) -> None:
    small_visit.context.add_init_script("navigator.share = async given => { window.shared = given }")
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("kqshort")
    check(page)
    page.locator("rr-review").get_by_role("button", name="Share").click()
    page.wait_for_function("() => window.shared")
    assert "kqshort" in page.evaluate("window.shared.text")


def test_the_review_prints_the_answers_and_nothing_of_the_form(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-short").fill("kqshort")
    check(page)
    expect(page.locator(".rr-answers")).to_be_visible()
    printed = words(pdf(page, "A4"))
    assert "kqshort" in printed
    assert "Change" not in printed
    assert printed.count("A short answer") == 1


def test_the_rating_before_and_after_stands_in_the_review(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-before").get_by_label("2", exact=True).check()
    page.locator("#rr-after").get_by_label("4", exact=True).check()
    check(page)
    answers = page.locator(".rr-review-text").all_inner_texts()
    assert [one for one in answers if one in {"2", "4"}] == ["2", "4"]


def test_an_answer_stands_in_later_questions_and_prints_blank_without_it(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    label = page.locator("#hour .rr-label")
    expect(label).to_contain_text("A time, whatever you need")
    page.locator("#one-need").get_by_label("Safety").check()
    expect(label).to_contain_text("A time, Safety")
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    assert "A time, whatever you need" in words(pdf(page, "A4"))


def test_questions_and_sections_show_only_when_they_apply(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    expect(page.locator("#count")).to_be_hidden()
    expect(page.get_by_role("heading", name="Your walk")).to_be_hidden()
    page.get_by_label("A walk").check()
    expect(page.get_by_role("heading", name="Your walk")).to_be_visible()
    expect(page.get_by_label(re.compile("Where to"))).to_be_visible()
    expect(page.locator("#count")).to_be_hidden()
    page.get_by_label("Tea").check()
    expect(page.locator("#count")).to_be_visible()
    page.get_by_label("A walk").uncheck()
    expect(page.get_by_role("heading", name="Your walk")).to_be_hidden()


def test_a_condition_in_a_section_for_each_is_each_persons_own(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    second = page.locator(".rr-person").nth(1)
    second.get_by_label("Low").check()
    expect(second.get_by_label(re.compile("What would help"))).to_be_visible()
    expect(page.locator(".rr-person").first.get_by_label(re.compile("What would help"))).to_be_hidden()


def test_the_short_version_shows_only_its_questions_and_is_remembered(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("Only the short version").check()
    expect(page.locator(".rr-field:visible")).to_have_count(3)
    expect(page.get_by_role("heading", name="Your walk")).to_be_hidden()
    saved(page)
    page.reload()
    ready(page)
    expect(page.locator("#rr-f-long")).to_be_hidden()
    page.get_by_label("Only the short version").uncheck()
    expect(page.locator("#rr-f-long")).to_be_visible()


# Two people, one device --------------------------------------------------------------------------------------------


def begin(page: Page) -> None:
    page.get_by_text("Two of you, one device?").click()


def test_one_writes_after_the_other_and_neither_sees_the_first_answers_before_both_are_done(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-people--1").fill("Ama")
    page.locator("#rr-f-people--2").fill("Ben")
    begin(page)
    page.get_by_role("button", name="Begin taking turns").click()
    expect(page.locator(".rr-pass-who")).to_have_text("Ama writes now. Ben, please look away.")
    expect(page.locator("#rr-f-own--2")).to_be_hidden()
    page.locator("#rr-f-own--1").fill("kqsecret")
    saved(page)
    page.get_by_role("button", name="Ama is done: pass to Ben").click()
    expect(page.get_by_role("dialog", name="Now give the device")).to_contain_text("Now give the device to Ben.")
    page.get_by_role("button", name="I am Ben").click()
    expect(page.locator(".rr-pass-who")).to_have_text("Ben writes now. Ama, please look away.")
    expect(page.locator("#rr-f-own--1")).to_be_hidden()
    assert "kqsecret" not in words(pdf(page, "A4"))
    check(page)
    expect(page.locator(".rr-answers")).to_be_visible()
    assert "kqsecret" not in page.locator("body").inner_text()
    page.get_by_role("button", name="Back to the sheet").click()
    saved(page)
    page.reload()
    ready(page)
    expect(page.locator("#rr-f-own--1")).to_be_hidden()
    expect(page.get_by_role("button", name="Stop taking turns")).to_be_hidden()
    page.locator("#rr-f-own--2").fill("kqbens")
    page.get_by_role("button", name="Ben is done: we both are").click()
    expect(page.locator(".rr-pass-who")).to_have_text("Ama and Ben, you are both done.")
    page.get_by_role("button", name="See both, side by side").click()
    both = page.locator(".rr-review-two").filter(has_text="Your own words")
    expect(both.locator(".rr-review-who")).to_have_text(["Ama", "Ben"])
    expect(both.locator(".rr-review-text")).to_have_text(["kqsecret", "kqbens"])


def test_a_sheet_for_each_has_a_copy_for_both_and_shows_them_side_by_side(visit: Visit) -> None:
    page = ready(visit.open("worksheets/where-we-are/?for=couple"))
    box = page.locator("textarea").first
    begin(page)
    page.get_by_role("textbox", name="First person").fill("Ama")
    page.get_by_role("textbox", name="Second person").fill("Ben")
    page.get_by_role("button", name="Begin taking turns").click()
    box.fill("kqsecret")
    saved(page)
    page.get_by_role("button", name="Ama is done: pass to Ben").click()
    page.get_by_role("button", name="I am Ben").click()
    expect(box).to_have_value("")
    assert "kqsecret" not in page.locator("body").inner_html()
    assert "kqsecret" not in words(pdf(page, "A4"))
    box.fill("kqbens")
    saved(page)
    page.reload()
    ready(page)
    expect(box).to_have_value("kqbens")
    page.get_by_role("button", name="Ben is done: we both are").click()
    page.get_by_role("button", name="See both, side by side").click()
    first = page.locator(".rr-review-two").filter(has_text="kqsecret")
    expect(first.locator(".rr-review-text")).to_have_text(["kqsecret", "kqbens"])
    first.get_by_role("link", name=re.compile("^Change .*Ben")).click()
    expect(box).to_be_focused()
    expect(box).to_have_value("kqbens")
    page.get_by_role("button", name="Ama’s sheet").click()
    expect(box).to_have_value("kqsecret")


def pair(visit: Visit) -> Page:
    """A sheet for each, on which the first has written and passed on."""
    page = ready(visit.open("worksheets/where-we-are/?for=couple"))
    begin(page)
    page.get_by_role("textbox", name="First person").fill("Ama")
    page.get_by_role("textbox", name="Second person").fill("Ben")
    page.get_by_role("button", name="Begin taking turns").click()
    page.locator("textarea").first.fill("kqsecret, you always leave me with it")
    expect(page.locator("[data-nudge=lived]")).not_to_have_text("")
    page.get_by_role("button", name="Ama is done: pass to Ben").click()
    page.get_by_role("button", name="I am Ben").click()
    return page


def test_nothing_the_first_one_wrote_can_be_reached_while_the_second_writes(visit: Visit) -> None:
    page = pair(visit)
    expect(page.locator("[data-nudge=lived]")).to_have_text("")
    expect(page.locator("rr-copies")).to_be_hidden()
    expect(page.get_by_role("button", name="Start over")).to_be_hidden()
    page.reload()
    ready(page)
    assert "kqsecret" not in page.locator("body").inner_html()
    expect(page.locator("rr-copies")).to_be_hidden()


def test_what_the_second_writes_before_the_scripts_came_is_the_seconds(visit: Visit) -> None:
    page = pair(visit)
    saved(page)
    held: list[Route] = []
    visit.context.route("**/sheet.js", lambda route: held.append(route))
    page.reload()
    page.locator("textarea").first.fill("bens early words")
    for route in held:
        route.fallback()
    ready(page)
    expect(page.locator("textarea").first).to_have_value("bens early words")
    saved(page)
    page.get_by_role("button", name="Ben is done: we both are").click()
    page.get_by_role("button", name="Ama’s sheet").click()
    expect(page.locator("textarea").first).to_have_value("kqsecret, you always leave me with it")


def test_back_and_forward_lead_between_the_sheet_and_the_review_and_the_page_stays(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.evaluate("document.querySelector('rr-sheet').same = true")
    page.locator("#rr-f-short").fill("words")
    check(page)
    page.go_back()
    expect(page.locator("#rr-f-short")).to_be_visible()
    page.go_forward()
    expect(page.locator(".rr-answers")).to_contain_text("words")
    page.go_back()
    page.locator("#rr-f-short").press_sequentially("hello ")
    expect(page.locator("#rr-f-short")).to_be_visible()
    assert page.evaluate("document.querySelector('rr-sheet').same"), "the page was fetched anew"


def test_a_change_link_leads_to_the_second_persons_question_too(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-people--2").fill("Ben")
    check(page)
    page.get_by_role("link", name="Change Your mood Ben").click()
    expect(page.locator("#mood--2").get_by_label("Good")).to_be_focused()


def test_errors_go_when_another_copy_is_opened(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("Tea").check()
    saved(page)
    check(page)
    expect(page.locator("#count .rr-error")).to_be_visible()
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name="Begin another copy").click()
    page.get_by_role("button", name="Use this name").click()
    expect(page.locator(".rr-errors")).to_be_hidden()
    expect(page.locator(".rr-error")).to_have_count(0)
