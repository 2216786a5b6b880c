"""Rows, agendas, sentences, measures and signatures; what shows only where it applies; the calendar; other sheets."""

import re
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import axe
from tests.browser.conftest import Visit
from tests.browser.sheets import pdf, ready, settled, words
from tests.conftest import ROOT, SMALL, build, write

SHEET = "worksheets/every-field/"
LONG = " ".join(f"kq{number}w" for number in range(300))
"""About 2,000 letters."""
TALK = """
kind: worksheet
id: talk
title: A talk
summary: Helps you talk.
for: together
minutes: 5
step: first#say-it
short: [subject]
sections:
  - id: who
    title: Who you are
    fields:
      - {id: people, type: people, label: Your names, roles: [One, Two]}
      - {id: subject, type: text, label: What it is about}
      - {id: mood, type: choice, label: The mood, options: [{id: good, label: Good}, {id: low, label: Low}]}
  - id: more
    title: More
    fields:
      - id: many
        type: rows
        label: Many questions
        row: Step
        rows: 2
        columns:
          - {id: a, type: text, label: One}
          - {id: b, type: date, label: Two}
          - {id: c, type: time, label: Three}
          - {id: d, type: number, label: Four, unit: cups}
          - id: e
            type: choice
            label: Five
            options: [{id: yes, label: With all my heart}, {id: maybe, label: Maybe}]
          - {id: f, type: long text, label: Six, hint: In full}
calendar:
  - {id: later, title: "Look back at {subject|it}", on: day, days after: 14}
  - {id: on-it, title: The day itself, on: day}
"""
PACT = """
kind: worksheet
id: pact
title: A pact
summary: Helps you agree.
for: together
minutes: 5
step: first#say-it
sections:
  - id: who
    title: Who you are
    fields:
      - {id: people, type: people, label: Your names, roles: [One, Two], hint: As you like}
      - {id: about, type: text, label: What we agree on, reuse: [talk#subject]}
      - id: feel
        type: choice
        label: How it feels
        reuse: [talk#mood]
        options: [{id: good, label: Very good}, {id: low, label: Low}]
"""

Visits = Callable[..., Visit]


@pytest.fixture(scope="module")
def pair_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with two more sheets: one may take over answers from the other."""
    folder = tmp_path_factory.mktemp("pair")
    shutil.copytree(SMALL, folder / "project")
    day = "  - {id: mood,"
    config = (SMALL / "mkdocs.yml").read_text("utf-8").replace("../../", f"{ROOT}/")
    menu = "      - worksheets/every-field.md\n"
    files = {
        "mkdocs.yml": config.replace(menu, f"{menu}      - worksheets/talk.md\n      - worksheets/pact.md\n"),
        "worksheets/talk.yml": TALK.lstrip().replace(day, "  - {id: day, type: date, label: The day}\n    " + day),
        "worksheets/pact.yml": PACT.lstrip(),
    }
    write(folder / "project", files)
    return build(folder / "project" / "mkdocs.yml", folder / "site")


@pytest.fixture
def pair(visits: Visits, pair_site: Path) -> Visit:
    return visits(pair_site, viewport={"width": 1280, "height": 900})


def rows(page: Page) -> Locator:
    return page.locator(".rr-row")


def blank(page: Page, paper: str = "A4") -> str:
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    printed = words(pdf(page, paper))
    page.evaluate("delete document.documentElement.dataset.print")
    return printed


def whats(page: Page) -> list[str]:
    return page.locator(".rr-row input[type=text]").evaluate_all("all => all.map(one => one.value)")  # type: ignore[no-any-return]


# Rows


def test_a_row_can_be_added_and_is_there_with_its_answers_after_a_reload(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    expect(rows(page)).to_have_count(2)
    page.get_by_role("button", name="Add a row").click()
    expect(rows(page)).to_have_count(3)
    third = page.get_by_role("group", name="Deed 3", exact=True)
    expect(third.get_by_label("What", exact=True)).to_be_focused()
    third.get_by_label("What", exact=True).fill("Bake")
    third.get_by_label("Who").select_option("You")
    third.get_by_label("By when").fill("2027-03-14")
    assert third.get_by_label("More").get_attribute("name") == "deeds--3--more"
    settled(page)
    page.reload()
    third = ready(page).get_by_role("group", name="Deed 3", exact=True)
    expect(third.get_by_label("What", exact=True)).to_have_value("Bake")
    expect(third.get_by_label("Who")).to_have_value("you")
    expect(third.get_by_label("By when")).to_have_value("2027-03-14")
    expect(rows(page)).to_have_count(3)


def test_an_added_row_is_empty_and_no_id_stands_twice(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("What", exact=True).nth(1).fill("kqsecond")
    page.get_by_role("button", name="Add a row").click()
    assert whats(page) == ["", "kqsecond", ""]
    twice = "ids => ids.filter((id, at) => ids.indexOf(id) !== at)"
    ids = page.locator("[id]").evaluate_all(f"all => ({twice})(all.map(one => one.id))")
    assert ids == []
    assert words(pdf(page, "A4")).count("kqsecond") == 1


def test_removing_a_row_moves_the_later_answers_up_and_can_be_undone(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_role("button", name="Add a row").click()
    for place, what in enumerate(("One", "Two", "Three")):
        page.get_by_label("What", exact=True).nth(place).fill(what)
    page.get_by_role("button", name="Remove Deed 2").click()
    assert whats(page) == ["One", "Three"]
    status = page.locator("rr-rows .rr-status")
    expect(status).to_have_text("Deed 2 removed.")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    settled(page)
    page.reload()
    ready(page)
    assert whats(page) == ["One", "Three"]
    page.get_by_role("button", name="Remove Deed 1").click()
    page.keyboard.press("Enter")
    assert whats(page) == ["One", "Three"]
    expect(page.get_by_label("What", exact=True).first).to_be_focused()
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    settled(page)
    page.reload()
    ready(page)
    assert whats(page) == ["One", "Three"]


def test_the_last_row_removed_comes_back_where_it_was(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("What", exact=True).nth(1).fill("Two")
    page.get_by_role("button", name="Remove Deed 2").click()
    assert whats(page) == [""]
    page.get_by_role("button", name="Undo").click()
    assert whats(page) == ["", "Two"]


def test_one_row_always_stays(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_role("button", name="Remove Deed 1").click()
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("^Remove Deed"))).to_have_count(0)


def test_there_are_at_most_forty_rows(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    add = page.get_by_role("button", name="Add a row")
    for _ in range(38):
        add.click()
    expect(rows(page)).to_have_count(40)
    expect(add).to_be_disabled()
    expect(page.locator("rr-rows .rr-status")).to_have_text("There is no room for more rows.")
    page.get_by_role("button", name="Remove Deed 7").click()
    expect(add).to_be_enabled()


def test_a_cleared_sheet_has_the_rows_it_began_with(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("What", exact=True).nth(2).fill("Three")
    settled(page)
    page.evaluate("document.querySelector('[data-do=clear]').click()")
    expect(rows(page)).to_have_count(2)
    assert whats(page) == ["", ""]
    page.evaluate("document.querySelector('[data-do=undo-clear]').click()")
    expect(rows(page)).to_have_count(3)
    assert whats(page) == ["", "", "Three"]


def test_another_copy_has_its_own_rows(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("What", exact=True).nth(2).fill("Three")
    settled(page)
    page.evaluate("document.querySelector('rr-sheet').open('every-field~x')")
    expect(rows(page)).to_have_count(2)
    page.evaluate("document.querySelector('rr-sheet').open('every-field')")
    expect(rows(page)).to_have_count(3)
    assert whats(page) == ["", "", "Three"]


def test_rows_print_in_full_and_only_those_that_are_filled(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("More").nth(1).fill(LONG)
    page.get_by_label("Who").nth(1).select_option("Me")
    for paper in ("A4", "Letter"):
        printed = words(pdf(page, paper))
        assert [word for word in LONG.split() if word not in printed] == []
    page.emulate_media(media="print")
    expect(rows(page).first).to_be_hidden()
    expect(rows(page).nth(1).locator("[data-twin='deeds--2--who']")).to_have_text("Me")
    page.emulate_media(media="null")
    assert "kq1w" not in blank(page)


def test_rows_print_blank_as_many_as_were_written_and_high_enough_to_write_in(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_role("button", name="Add a row").click()
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    page.emulate_media(media="print")
    heights = rows(page).evaluate_all("all => all.map(one => one.getBoundingClientRect().height / 96 * 25.4)")
    assert [height >= 11 for height in heights] == [True, True, False]
    assert heights[2] == 0, "a row that the reader added is no part of the blank sheet"


def test_without_scripts_rows_have_no_buttons_and_can_be_written_in(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open(SHEET)
    expect(rows(page)).to_have_count(2)
    expect(page.locator("rr-rows button:visible")).to_have_count(0)
    page.get_by_label("More").nth(1).fill("kqmore")
    assert "kqmore" in words(pdf(page, "A4"))


def test_rows_with_many_columns_print_every_kind_of_answer(pair: Visit) -> None:
    page = ready(pair.open("worksheets/talk/"))
    page.get_by_label("One", exact=True).nth(2).fill("kqone")
    page.get_by_label("Five").first.select_option("With all my heart")
    page.get_by_label("Four (cups)").first.fill("12")
    printed = words(pdf(page, "A4"))
    assert [one for one in ("kqone", "With all my heart", "12") if one not in printed] == []


# An agenda


def test_an_agenda_says_when_each_point_begins_and_when_all_is_done(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    times = page.locator("[data-time]")
    expect(times).to_have_text(["", ""])
    page.get_by_label("We begin at").fill("19:30")
    expect(times).to_have_text([re.compile("7:30\\sPM"), re.compile("7:35\\sPM")])
    expect(page.locator("[data-end]")).to_have_text(re.compile("^That brings us to 8:15\\sPM\\.$"))
    page.get_by_label("minutes").and_(page.locator("[name='meeting--talk']")).fill("300")
    expect(page.locator("[data-end]")).to_have_text(re.compile("12:35\\sAM"))
    settled(page)
    page.reload()
    expect(ready(page).locator("[data-end]")).to_have_text(re.compile("12:35\\sAM"))
    printed = words(pdf(page, "A4"))
    assert re.search(r"7:35\sPM Talk In turns 300 ?minutes", printed)
    emptied = blank(page)
    assert not re.search(r"\d:\d\d\s[AP]M", emptied)
    assert re.search(r"Talk In turns 40 ?minutes", emptied)


def test_minutes_that_nobody_changed_are_printed_once(visits: Visits, small_site: Path) -> None:
    for scripted in (True, False):
        page = visits(small_site, java_script_enabled=scripted).open(SHEET)
        assert words(pdf(page, "A4")).count("40") == 1


def test_an_agenda_without_a_beginning_says_no_time(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.get_by_label("We begin at").fill("19:30")
    page.get_by_label("We begin at").fill("")
    expect(page.locator("[data-time]")).to_have_text(["", ""])
    expect(page.locator("[data-end]")).to_have_text("")


# A sentence, measures, a signature


def test_a_gap_grows_with_what_is_written_and_prints_in_full(small_visit: Visit) -> None:
    page = ready(small_visit.open(f"{SHEET}?for=couple"))
    gap = page.get_by_label("a place").locator("visible=true")
    before = gap.bounding_box()
    gap.fill("the small café at the corner")
    after = gap.bounding_box()
    assert before and after
    assert after["width"] > before["width"] + 40
    gap.fill(LONG)
    grown = gap.bounding_box()
    around = page.locator(".rr-sentence").locator("visible=true").bounding_box()
    assert grown and around
    assert grown["width"] <= around["width"]
    printed = words(pdf(page, "A4"))
    assert [word for word in LONG.split() if word not in printed] == []
    assert "kq299w, I felt" in printed
    assert "kq1w" not in blank(page)


def test_a_gap_prints_as_a_line_with_its_name(small_visit: Visit) -> None:
    page = ready(small_visit.open(f"{SHEET}?for=couple"))
    page.get_by_label("a place").locator("visible=true").fill("the kitchen")
    page.emulate_media(media="print")
    lines = page.locator(".rr-sentence").locator("visible=true").locator(".rr-gap-line")
    assert [one.is_visible() for one in lines.all()] == [False, True]
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    assert [one.is_visible() for one in lines.all()] == [True, True]


def test_a_signature_names_who_signs_and_a_blank_one_does_not(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    page.locator("#rr-f-people--1").fill("Kqama")
    expect(page.get_by_label("Signed by Kqama")).to_be_visible()
    expect(page.get_by_label("Signed by Person two")).to_be_visible()
    assert "Signed by Kqama" in words(pdf(page, "A4"))
    printed = blank(page)
    assert "Kqama" not in printed
    assert "Signed by Person one" in printed.replace("Signed byPerson", "Signed by Person")


# Only where it applies


def test_conditions_are_said_on_blank_paper_and_unasked_questions_shown_there_only(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    said = page.locator(".rr-when")
    unasked = page.locator("[data-off]")
    expect(page.locator("#count")).to_be_hidden()
    expect(said.first).to_be_hidden()
    assert "How many" not in words(pdf(page, "A4"))
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    assert [one for one in said.all() if not one.is_visible()] == []
    assert [one.inner_text() for one in unasked.all() if not one.is_visible() and not one.locator("a").count()] == []
    printed = blank(page)
    assert "Only if you chose this in question" in printed
    assert "How many" in printed


def test_without_scripts_conditions_are_said_in_words(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open(SHEET)
    expect(page.locator(".rr-when").first).to_be_visible()
    expect(page.locator("#count")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_the_short_version_shows_its_fields_and_the_headings_over_them(
    visits: Visits, pair_site: Path, scripted: bool
) -> None:
    page = visits(pair_site, java_script_enabled=scripted).open("worksheets/talk/")
    page.locator("[name=rr-short]").check()
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        expect(page.locator("#subject")).to_be_visible()
        expect(page.locator("h2#who")).to_be_visible()
        expect(page.locator("#mood")).to_be_hidden()
        expect(page.locator("h2#more")).to_be_hidden()
        expect(page.locator("#many")).to_be_hidden()


# The calendar


def saved(page: Page) -> tuple[list[Any], str]:
    """Press the button and return the events of the file, and its name."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save for your calendar").click()
    data = Path(download.value.path()).read_bytes()
    return list(Calendar.from_ical(data).walk("VEVENT")), download.value.suggested_filename


def test_a_day_can_be_saved_for_the_calendar_once_it_is_known(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    button = page.get_by_role("button", name="Save for your calendar")
    section = page.locator("rr-calendar")
    expect(button).to_be_disabled()
    expect(section).to_contain_text("Choose a day above first.")
    expect(section).to_contain_text("Our day with each other")
    page.locator("#rr-f-short").fill("Ama; Ben, and all")
    page.locator("#rr-f-day").fill("2027-03-14")
    expect(section).to_contain_text("Sunday, March 14, 2027, every 7 days, 3 times")
    page.locator("#rr-f-hour").fill("19:30")
    page.locator("#rr-f-length--hours").fill("1")
    page.locator("#rr-f-length--minutes").fill("15")
    expect(section).to_contain_text(re.compile("March 14, 2027 at 7:30\\sPM, every 7 days, 3 times"))
    (event,), name = saved(page)
    assert name == "every-field.ics"
    assert str(event["SUMMARY"]) == "Our day with Ama; Ben, and all"
    assert event.start == datetime(2027, 3, 14, 19, 30)  # in the reader's own time
    assert event.end == datetime(2027, 3, 14, 20, 45)
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=3;INTERVAL=1"
    expect(section).to_contain_text("Saved as a file.")
    (again,), _ = saved(page)
    assert again["UID"] == event["UID"]


def test_an_event_may_come_some_days_after_the_day_and_take_all_of_it(pair: Visit) -> None:
    page = ready(pair.open("worksheets/talk/?for=couple"))
    page.locator("#rr-f-subject").fill("the bins")
    page.locator("#rr-f-day").fill("2027-12-25")
    (later, itself), _ = saved(page)
    assert (str(later["SUMMARY"]), later.start) == ("Look back at the bins", date(2028, 1, 8))
    assert (str(itself["SUMMARY"]), itself.start) == ("The day itself", date(2027, 12, 25))
    assert later["UID"] != itself["UID"]


def test_only_days_that_are_set_are_printed(small_visit: Visit) -> None:
    page = ready(small_visit.open(SHEET))
    assert "For your calendar" not in words(pdf(page, "A4"))
    page.locator("#rr-f-day").fill("2027-03-14")
    printed = words(pdf(page, "A4"))
    assert "For your calendar" in printed
    assert "Sunday, March 14, 2027, every 7 days" in printed
    assert "Save for your calendar" not in printed
    assert "For your calendar" not in blank(page)


def test_without_scripts_the_calendar_says_what_to_write_there(visits: Visits, small_site: Path) -> None:
    page = visits(small_site, java_script_enabled=False).open(SHEET)
    expect(page.get_by_text("Write these days in your calendar:")).to_be_visible()
    expect(page.get_by_text("Our day with each other")).to_be_visible()


# Answers from other sheets


def test_answers_of_another_sheet_are_offered_and_taken_over_only_when_the_reader_says_so(pair: Visit) -> None:
    page = ready(pair.open("worksheets/pact/"))
    expect(page.locator(".rr-offer")).to_have_count(0)
    page = ready(pair.open("worksheets/talk/"))
    page.locator("#rr-f-people--1").fill("Ama")
    page.locator("#rr-f-people--2").fill("Ben")
    page.locator("#rr-f-subject").fill("The bins, " * 20)
    page.get_by_label("Good").check()
    settled(page)
    page = ready(pair.open("worksheets/pact/"))
    expect(page.locator(".rr-offer")).to_have_count(3)
    expect(page.locator("#rr-f-people--1")).to_have_value("")
    expect(page.locator("#feel .rr-offer")).to_have_text("Use what you wrote in “A talk”: Very good")
    about = page.locator("#about").get_by_role("button")
    expect(about).to_have_text(re.compile("^Use what you wrote in “A talk”: The bins, .{60,75}…$"))
    names = page.get_by_role("button", name="Use what you wrote in “A talk”: Ama and Ben")
    names.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rr-f-people--1")).to_have_value("Ama")
    expect(page.locator("#rr-f-people--2")).to_have_value("Ben")
    expect(page.locator("#rr-f-people--1")).to_be_focused()
    expect(page.get_by_text("Taken over from “A talk”.")).to_have_attribute("role", "status")
    expect(names).to_be_hidden()
    page.get_by_role("button", name="Very good").click()
    expect(page.get_by_label("Very good")).to_be_checked()
    page.locator("#rr-f-about").fill("My own")
    expect(about).to_be_hidden()
    settled(page)
    page.reload()
    expect(ready(page).locator("#rr-f-people--2")).to_have_value("Ben")


def test_names_are_offered_from_whichever_sheet_was_written_on_last(pair: Visit) -> None:
    for sheet, name in (("talk", "Ama"), ("every-field", "Zoe")):
        page = ready(pair.open(f"worksheets/{sheet}/"))
        page.locator("#rr-f-people--1").fill(name)
        settled(page)
    page = ready(pair.open("worksheets/pact/"))
    expect(page.locator("#people .rr-offer")).to_have_text("Use what you wrote in “Every field”: Zoe")


# For everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_rows_added_and_offers_made(visits: Visits, pair_site: Path, scheme: str) -> None:
    visit = visits(pair_site, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = ready(visit.open("worksheets/talk/"))
    page.locator("#rr-f-people--1").fill("Ama")
    page.locator("#rr-f-subject").fill("the bins")
    page.locator("#rr-f-day").fill("2027-12-25")
    page.get_by_role("button", name="Add a row").click()
    page.get_by_role("button", name="Remove Step 1").click()
    settled(page)
    assert axe(page) == []
    page = ready(visit.open("worksheets/pact/"))
    expect(page.locator(".rr-offer").first).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 390, 720, 1280])
def test_the_fields_never_scroll_sideways_and_are_large_enough_to_touch(
    visits: Visits, pair_site: Path, width: int
) -> None:
    visit = visits(pair_site, viewport={"width": width, "height": 700})
    for sheet in ("every-field", "talk"):
        page = ready(visit.open(f"worksheets/{sheet}/"))
        page.locator("textarea, input[type=text]").evaluate_all("""all => all.forEach(one => {
          one.value = "longlonglong".repeat(20);
          one.dispatchEvent(new Event("input", {bubbles: true}));
        })""")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        fields = ":is(.rr-rows, .rr-agenda, .rr-sentence, .rr-measure, .rr-sign, .rr-calendar)"
        sizes = """all => all.filter(one => one.checkVisibility())
          .map(one => [one.name || one.textContent, one.getBoundingClientRect()])
          .filter(([, {width, height}]) => width < 43.9 || height < 43.9).map(([name]) => name)"""
        assert page.locator(f"{fields} :is(input, select, textarea, button)").evaluate_all(sizes) == []
