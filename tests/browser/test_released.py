"""Answers written on earlier versions of worksheets: they follow what was renamed, and what has no place is shown."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import ready, saved
from tests.browser.test_tabs import COPIES
from tests.test_released import RELEASED

READ = """async texts => {
  const client = name => import(`/assets/client/${name}.js`);
  const {parseAnswerFile} = await client("storage/file-format");
  const {applyRenames, answersWithoutPlace} = await client("storage/renames");
  const {applyChanges} = await client("storage/copy-model");
  const unseen = {};
  for (const [file, text] of Object.entries(texts)) {
    const sheet = file.replace(/-\\d+$/, "");
    const [{copy, problem}] = parseAnswerFile(text, new Map([[sheet, sheet]]));
    if (problem) throw new Error(`${file}: ${problem}`);
    const answer = await fetch(`/worksheets/${sheet}/`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const named = [...page.querySelectorAll("[form=rr-sheet][name]")];
    const controls = Map.groupBy(named, one => one.name);
    const {formerly = "{}", version} = page.querySelector("#rr-sheet").dataset;
    const answers = applyChanges(copy.answers, applyRenames(JSON.parse(formerly))(copy.answers));
    if (Object.keys(answers).length < 1) throw new Error(`${file}: no answers`);
    unseen[file] = [Number(version) === copy.version, answersWithoutPlace(answers, controls)];
  }
  return unseen;
}"""
"""Reads files as a worksheet's page does; returns whether each is of today's version, and what no control shows."""


def test_answers_of_every_released_version_are_read_and_those_of_todays_all_have_their_place(visit: Visit) -> None:
    texts = {path.stem: path.read_text("utf-8") for path in sorted(RELEASED.glob("*-[0-9]*.json"))}
    assert texts
    visit.open("care/")
    unseen = visit.page.evaluate(READ, texts)
    assert {file: found for file, (today, found) in unseen.items() if today and found} == {}


def test_answers_follow_their_renamed_questions_and_those_without_a_place_are_shown(small_visit: Visit) -> None:
    old = {"motto": "onward", "mood": "still", "dropped": ["one", "two"], "rr-name--1": "Ada"}
    page = ready(small_visit.open("worksheets/alone/"))
    page.locator("#rr-f-word").fill("for now")
    saved(page)
    page.goto(f"{OWN}questions/")
    page.evaluate(
        """async answers => {
          const {withDatabase} = await import("/assets/client/storage/database.js");
          const {updateCopy} = await import("/assets/client/storage/copies-store.js");
          await withDatabase(database => updateCopy(database, "alone", kept => ({...kept, version: 1, answers})));
        }""",
        old,
    )
    page = ready(small_visit.open("worksheets/alone/"))
    expect(page.locator("#rr-f-word")).to_have_value("onward")
    expect(page.get_by_label("Calm")).to_be_checked()
    expect(page.locator(".rr-lost")).to_contain_text("dropped")
    expect(page.locator(".rr-lost dd")).to_have_text(["one, two"])
    saved(page)
    assert page.evaluate(COPIES) == [{"word": "onward", "mood": "calm", "dropped": ["one", "two"], "rr-name--1": "Ada"}]
    page.locator("rr-copies summary").click()
    page.get_by_role("button", name="Bring this back").first.click()
    expect(page.locator("#rr-f-word")).to_have_value("onward")


@pytest.mark.parametrize("name", ["constructor", "toString"])
def test_an_answer_called_like_a_part_of_the_language_is_only_an_answer(small_visit: Visit, name: str) -> None:
    page = ready(small_visit.open("worksheets/alone/"))
    page.evaluate("name => document.querySelector('rr-sheet').change({[name]: 'words'})", name)
    expect(page.locator(".rr-lost dd")).to_have_text(["words"])
