"""One copy of a sheet in two tabs: one writes, the other reads and can take over, and nothing is lost between them."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OWN, READY, Visit
from tests.browser.sheets import ready, saved, settled

SHEET = "worksheets/every-field/"
COPIES = """async () => {
  const open = indexedDB.open("relationship-reset");
  const database = await new Promise(good => open.onsuccess = () => good(open.result));
  const get = database.transaction("copies").objectStore("copies").getAll();
  const copies = await new Promise(good => get.onsuccess = () => good(get.result));
  database.close();
  return copies.map(copy => copy.answers);
}"""
UNDER_THE_HAND = """async change => {
  const open = indexedDB.open("relationship-reset");
  const database = await new Promise(good => open.onsuccess = () => good(open.result));
  const copies = database.transaction("copies", "readwrite").objectStore("copies");
  const get = copies.get("every-field");
  const copy = await new Promise(good => get.onsuccess = () => good(get.result));
  copies.put({...copy, revision: copy.revision + 1, ...change, answers: {...copy.answers, ...change.answers}});
  await new Promise(good => copies.transaction.oncomplete = good);
  database.close();
}"""
"""Changes what is kept as another program would that knows of no turns."""


def second_tab(visit: Visit) -> Page:
    page = visit.context.new_page()
    page.goto(OWN + SHEET)
    page.wait_for_function(READY)
    return page


def begun(visit: Visit, words: str) -> Page:
    """A sheet with one answer that is saved."""
    page = ready(visit.open(SHEET))
    page.locator("#rr-f-short").fill(words)
    saved(page)
    return page


def take_over(page: Page) -> None:
    page.get_by_role("button", name="Write here instead").click()
    expect(page.locator("#rr-f-short")).to_be_enabled()


def test_the_second_tab_reads_along_and_says_why(small_visit: Visit) -> None:
    one = ready(small_visit.open(SHEET))
    other = second_tab(small_visit)
    expect(other.locator("rr-sheet .rr-status")).to_contain_text("open in another tab")
    expect(other.locator("#rr-f-short")).to_be_disabled()
    one.locator("#rr-f-short").fill("from the first")
    expect(other.locator("#rr-f-short")).to_have_value("from the first")


def test_the_second_tab_can_take_over_and_the_first_one_reads_along(small_visit: Visit) -> None:
    one = ready(small_visit.open(SHEET))
    other = second_tab(small_visit)
    one.locator("#rr-f-short").fill("from the first")
    take_over(other)
    expect(other.locator("#rr-f-short")).to_have_value("from the first")
    other.locator("#rr-f-long").fill("from the second")
    expect(one.locator("#rr-f-long")).to_have_value("from the second")
    expect(one.locator("#rr-f-short")).to_be_disabled()
    expect(one.locator("#rr-f-short")).to_have_value("from the first")


def test_when_the_writing_tab_closes_the_other_one_writes(small_visit: Visit) -> None:
    one = ready(small_visit.open(SHEET))
    other = second_tab(small_visit)
    expect(other.locator("#rr-f-short")).to_be_disabled()
    one.close()
    expect(other.locator("#rr-f-short")).to_be_enabled()
    other.locator("#rr-f-short").fill("goes on")
    settled(other)


def test_what_one_tab_clears_no_other_brings_back(small_visit: Visit) -> None:
    one = ready(small_visit.open(SHEET))
    one.locator("#rr-f-short").fill("secret")
    settled(one)
    other = second_tab(small_visit)
    one.get_by_role("button", name="Start over").click()
    one.get_by_role("button", name="Yes, start over").click()
    expect(other.locator("#rr-f-short")).to_have_value("")
    take_over(other)
    other.locator("#rr-f-long").fill("new words")
    settled(other)
    one.reload()
    ready(one)
    expect(one.locator("#rr-f-short")).to_have_value("")
    expect(one.locator("#rr-f-long")).to_have_value("new words")


def test_where_both_wrote_the_same_answer_both_are_kept(small_visit: Visit) -> None:
    page = begun(small_visit, "the beginning")
    page.evaluate(UNDER_THE_HAND, {"answers": {"short": "from elsewhere"}})
    page.locator("#rr-f-short").fill("from here")
    expect(page.locator("rr-sheet .rr-status")).to_contain_text("a copy of its own")
    assert sorted(copy["short"] for copy in page.evaluate(COPIES)) == ["from elsewhere", "from here"]
    assert "copy=every-field%7E" in page.url
    page.reload()
    expect(ready(page).locator("#rr-f-short")).to_have_value("from here")


def test_where_both_wrote_different_answers_they_stand_together(small_visit: Visit) -> None:
    page = begun(small_visit, "from here")
    page.evaluate(UNDER_THE_HAND, {"answers": {"long": "from elsewhere"}})
    page.locator("#rr-f-short").fill("from here, and more")
    saved(page)
    assert page.evaluate(COPIES) == [{"short": "from here, and more", "long": "from elsewhere"}]


def test_words_noted_at_closing_that_another_tab_has_overtaken_stay_as_an_earlier_version(small_visit: Visit) -> None:
    page = begun(small_visit, "the beginning")
    note = """localStorage.setItem("rr-journal:every-field", JSON.stringify(
      {copy: "every-field", revision: 0, changes: [["short", "too late"]]}))"""
    page.goto(f"{OWN}questions/")
    page.evaluate(note)
    page = ready(small_visit.open(SHEET))
    expect(page.locator("#rr-f-short")).to_have_value("the beginning")
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name="Bring this back").click()
    expect(page.locator("#rr-f-short")).to_have_value("too late")
    assert page.evaluate("localStorage.getItem('rr-journal:every-field')") is None


def test_what_newer_code_wrote_is_shown_and_left_alone(small_visit: Visit) -> None:
    page = begun(small_visit, "precious")
    page.evaluate(UNDER_THE_HAND, {"form": 99, "answers": {}, "novelty": "from the future"})
    page.reload()
    ready(page)
    expect(page.locator("rr-sheet .rr-status")).to_contain_text("newer version of this site")
    expect(page.locator("#rr-f-short")).to_have_value("precious")
    expect(page.locator("#rr-f-short")).to_be_disabled()


def test_a_database_of_newer_code_is_read_and_left_alone(small_visit: Visit) -> None:
    page = begun(small_visit, "precious")
    page.goto(f"{OWN}questions/")
    page.evaluate(
        """async () => {
          const open = indexedDB.open("relationship-reset", 99);
          await new Promise(good => open.onsuccess = good);
          open.result.close();
        }"""
    )
    page = ready(small_visit.open(SHEET))
    expect(page.locator("rr-sheet .rr-status")).to_contain_text("newer version of this site")
    expect(page.locator("#rr-f-short")).to_have_value("precious")


def test_each_sitting_leaves_an_earlier_version_and_five_are_kept(small_visit: Visit) -> None:
    for sitting in range(8):
        page = ready(small_visit.open(SHEET))
        page.locator("#rr-f-short").fill(f"sitting {sitting}")
        saved(page)
    page.locator("rr-copies summary").click()
    expect(page.locator(".rr-versions li")).to_have_count(5)
    page.get_by_role("button", name="Bring this back").first.click()
    expect(page.locator("#rr-f-short")).to_have_value("sitting 6")
    page.get_by_role("button", name="Bring this back").first.click()
    expect(page.locator("#rr-f-short")).to_have_value("sitting 7")
