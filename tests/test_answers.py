"""The answers that tests give are those that the pages ask for."""

from collections import defaultdict
from xml.etree.ElementTree import Element

import pytest

from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide
from relationship_reset.model.fields import Cards, Choosing
from relationship_reset.model.worksheet import Worksheet
from tests import answers
from tests.conftest import ROOT, SMALL
from tests.site.test_built_pages import elements

GUIDES = {"site": loader.load(ROOT), "small_site": loader.load(SMALL)}
SHEETS = [
    pytest.param(name, sheet, id=f"{name}-{sheet.id}") for name, whole in GUIDES.items() for sheet in whole.sheets()
]


@pytest.fixture
def every_field() -> tuple[Guide, Worksheet]:
    whole = GUIDES["small_site"]
    return whole, next(sheet for sheet in whole.sheets() if sheet.id == "every-field")


def controls(request: pytest.FixtureRequest, built: str, sheet: Worksheet) -> dict[str, list[Element]]:
    """Return the controls of a built worksheet that ask for an answer, by name."""
    page = request.getfixturevalue(built) / GUIDES[built].address(sheet.id) / "index.html"
    ways = {f"{field.id}--at" for field in sheet.fields if isinstance(field, Cards)}  # the way through a deck
    found: dict[str, list[Element]] = defaultdict(list)
    for one in elements(page):
        name = one.get("name")
        of_ours = name in {answers.BEFORE, answers.AFTER} or not (name or "").startswith("rr-")
        hidden = one.get("type") == "hidden" or one.tag == "button"
        if one.get("form") == "rr-sheet" and name and of_ours and not hidden and name not in ways:
            found[name].append(one)
    return found


@pytest.mark.parametrize(("built", "sheet"), SHEETS)
def test_there_is_an_answer_for_every_control_of_a_worksheet_and_for_nothing_else(
    request: pytest.FixtureRequest, built: str, sheet: Worksheet
) -> None:
    asked = {*controls(request, built, sheet)}
    given = {*answers.answers(GUIDES[built], sheet)}
    assert (sorted(asked - given), sorted(given - asked)) == ([], []), "asked without answer, answered without asking"


@pytest.mark.parametrize(("built", "sheet"), SHEETS)
def test_whatever_is_to_be_chosen_can_be_chosen(request: pytest.FixtureRequest, built: str, sheet: Worksheet) -> None:
    found = controls(request, built, sheet)
    for name, answer in answers.answers(GUIDES[built], sheet).items():
        several = [one for one in found[name] if one.get("type") in {"radio", "checkbox"}]
        several += [option for one in found[name] if one.tag == "select" for option in one.iter("option")]
        values = {one.get("value", "") for one in several}
        wanted = {*answer} if isinstance(answer, list) else {answer}
        assert not several or wanted <= values, name
        if isinstance(answer, list):
            assert wanted == values, f"not every box of {name} is ticked"


@pytest.mark.parametrize(("built", "sheet"), SHEETS)
def test_no_two_answers_hold_the_same_word_and_long_ones_are_as_long_as_promised(built: str, sheet: Worksheet) -> None:
    for long in (False, True):
        given = answers.answers(GUIDES[built], sheet, long=long)
        texts = [answer for answer in given.values() if isinstance(answer, str) and answers.TOKEN.match(answer)]
        words = [word for text in texts for word in answers.TOKEN.findall(text)]
        assert len({*words}) == len(words) > 0
        assert {len(text) for text in texts if " " in text} <= {answers.LONG}
        assert long or not any(" " in text for text in texts)


@pytest.mark.parametrize(("built", "sheet"), SHEETS)
def test_with_every_answer_given_the_words_of_all_that_is_shown_are_expected(built: str, sheet: Worksheet) -> None:
    whole = GUIDES[built]
    given = answers.answers(whole, sheet)
    expected = answers.words_of(whole, sheet, given)
    for field in answers.shown(sheet, given):
        if isinstance(field, Choosing) and not sheet.section_of(field.id).each:
            chosen = given[field.id]
            labels = [one.label.couple for one in whole.options(field) if one.id in chosen]
            assert {*labels} <= expected
            assert (given.get(f"{field.id}--other") in expected) == ("other" in chosen)


def test_answers_are_chosen_so_that_every_field_is_shown(every_field: tuple[Guide, Worksheet]) -> None:
    whole, sheet = every_field
    given = answers.answers(whole, sheet)
    assert answers.shown(sheet, given) == sheet.fields
    assert given["mood--1"] == given["mood--2"] == "low"
    assert given["one-need"] == "other"
    assert given["some"] == ["other", "tea", "walk"]


def test_what_no_answer_asks_for_is_not_shown_and_its_words_are_not_expected(
    every_field: tuple[Guide, Worksheet],
) -> None:
    whole, sheet = every_field
    given = answers.answers(whole, sheet) | {"some": ["tea"], "mood--1": "good"}
    seen = {field.id for field in answers.shown(sheet, given)}
    assert {field.id for field in sheet.fields} - seen == {"where-to"}
    words = answers.words_of(whole, sheet, given)
    assert given["where-to"] not in words
    assert given["some--other"] not in words
    assert given["why-low--1"] not in words
    assert given["why-low--2"] in words
    assert {"Tea", "Good", "Low", given["short"]} <= words
    assert "A walk" not in words
    assert "where-to" not in {field.id for field in answers.shown(sheet, {})}
