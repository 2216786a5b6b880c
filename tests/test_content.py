"""The guide says what it must say. The ideas keep the numbers of the content map."""

import re
from functools import cache
from pathlib import Path

import pytest

from relationship_reset.core import markdown_text, strings
from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import Rich, walk
from relationship_reset.model.help import Help
from relationship_reset.model.lists import Collection, Deck
from relationship_reset.model.pages import Article, Faq, Step
from relationship_reset.model.session import Session
from relationship_reset.model.worksheet import Worksheet
from tests.conftest import ROOT, write

IDEAS = {
    "A1": "what-is-a-reset#relationships-change",
    "A2": "what-is-a-reset#definition",
    "A3": "what-is-a-reset#how-drift-looks",
    "A4": "what-is-a-reset#why-it-pays",
    "A5": "what-is-a-reset#the-button",
    "A6": "what-is-a-reset#asking-takes-courage",
    "A7": "what-is-a-reset#what-they-hear",
    "A8": "what-is-a-reset#reopen-dialogue",
    "A9": "questions",
    "B1": "acknowledge#quiet-distance",
    "B2": "acknowledge#repair-over-perfection",
    "B3": "acknowledge#fine-as-a-shield",
    "B4": "acknowledge#pause-the-blame",
    "B5": "acknowledge#choose-the-moment",
    "B6": "acknowledge#opening-line",
    "B7": "acknowledge#where-we-are",
    "C1": "repair-conversation#the-pact",
    "C2": "repair-conversation#say-it-without-blame",
    "C3": "repair-conversation#listen-to-understand",
    "C4": "repair-conversation#reflect-back",
    "C5": "repair-conversation#perspective-first",
    "C6": "repair-conversation#need-under-the-quarrel",
    "C7": "repair-conversation#shared-challenge",
    "C8": "repair-conversation#one-thing-at-a-time",
    "C9": "repair-conversation#if-it-heats-up",
    "C10": "repair-conversation#honour-the-person",
    "C11": "repair-conversation#trial-period",
    "C12": "repair-conversation#reset-meeting",
    "D1": "rebuild#small-rhythm",
    "D2": "rebuild#bids",
    "D3": "rebuild#twenty-minutes",
    "D4": "rebuild#protected-dates",
    "D5": "rebuild#origin-story",
    "D6": "rebuild#love-map",
    "D7": "rebuild#small-promises-kept",
    "D8": "rebuild#integrity-in-small-things",
    "D9": "rebuild#more-than-physical",
    "D10": "rebuild#easy-company",
    "D11": "rebuild#safety-check-in",
    "D12": "rebuild#anchors",
    "D13": "rebuild#planned-vulnerability",
    "D14": "rebuild#kindness-and-forgiveness",
    "E1": "new-path#aim-beyond",
    "E2": "new-path#apologies-that-hurt",
    "E3": "new-path#whole-apology",
    "E4": "new-path#relationship-manual",
    "E5": "new-path#outside-help",
    "E6": "new-path#quarterly-review",
    "E7": "new-path#setbacks",
    "E8": "new-path#shared-purpose",
    "E9": "new-path#first-step",
    "E10": "twelve-week-plan",
    "G1": "care#when-a-reset-is-not-the-tool",
    "G2": "care#not-therapy",
    "G3": "care#leave-fast",
    "G4": "care#where-answers-live",
}

SHEETS = {
    "relationship-inventory": "what-is-a-reset#relationships-change",
    "the-pattern": "acknowledge#pause-the-blame",
    "invitation": "acknowledge#opening-line",
    "where-we-are": "acknowledge#where-we-are",
    "listening-turns": "repair-conversation#the-pact",
    "i-statement": "repair-conversation#say-it-without-blame",
    "their-shoes": "repair-conversation#perspective-first",
    "what-is-this-really-about": "repair-conversation#need-under-the-quarrel",
    "one-thing-at-a-time": "repair-conversation#one-thing-at-a-time",
    "pause-plan": "repair-conversation#if-it-heats-up",
    "reset-agreement": "repair-conversation#trial-period",
    "reset-meeting-agenda": "repair-conversation#reset-meeting",
    "our-rhythm": "rebuild#small-rhythm",
    "bid-log": "rebuild#bids",
    "twenty-minute-reconnect": "rebuild#twenty-minutes",
    "protected-dates": "rebuild#protected-dates",
    "our-story": "rebuild#origin-story",
    "love-map": "rebuild#love-map",
    "commitments": "rebuild#small-promises-kept",
    "when-i-cannot": "rebuild#integrity-in-small-things",
    "good-moments": "rebuild#easy-company",
    "check-in": "rebuild#safety-check-in",
    "anchors": "rebuild#anchors",
    "small-and-true": "rebuild#planned-vulnerability",
    "setting-it-down": "rebuild#kindness-and-forgiveness",
    "apology-builder": "new-path#whole-apology",
    "relationship-manual": "new-path#relationship-manual",
    "do-we-want-help": "new-path#outside-help",
    "quarterly-review": "new-path#quarterly-review",
    "after-a-setback": "new-path#setbacks",
    "shared-values": "new-path#shared-purpose",
    "first-step": "new-path#first-step",
    "reset-plan": "twelve-week-plan",
}
"""The worksheets and the steps they belong to."""


CODE = re.compile(r"`[^`]*`")
TOPIC = """kind: article
id: t
title: A topic
summary: What it is.
sections:
  - {id: one, title: One, body: Text.}
  - id: two
    title: Two
    body: Text.
"""
SHEET = """kind: worksheet
id: {id}
title: A sheet
summary: What it is.
for: one
minutes: 5
step: {step}
sections:
  - id: ask
    title: Ask
    fields:
      - {{id: q, type: text, label: Why?}}
"""
CARE = """kind: article
id: care
title: Care
summary: Safety.
sections:
  - {id: where-answers-live, title: Where, body: Here.}
"""


@cache
def whole() -> Guide:
    return loader.load(ROOT)


def collection(name: str) -> Collection:
    found = whole().places[name].page
    assert isinstance(found, Collection)
    return found


def test_every_idea_is_carried_by_exactly_the_item_in_the_table() -> None:
    assert whole().ideas() == {idea: [ref] for idea, ref in IDEAS.items()}


def test_every_worksheet_belongs_to_its_step() -> None:
    assert {sheet.id: sheet.step for sheet in whole().sheets()} == SHEETS


def test_a_step_shows_the_sheets_that_belong_to_it_before_those_it_names(tmp_path: Path) -> None:
    page = TOPIC + "    worksheets: [b, a]\n"
    sheets = {
        f"worksheets/{name}.yml": SHEET.format(id=name, step=step) for name, step in [("a", "t#one"), ("b", "t#two")]
    }
    small = loader.load(write(tmp_path, {"docs/t.yml": page, "docs/care.yml": CARE} | sheets))
    topic = small.places["t"].page
    assert isinstance(topic, Article)
    assert [small.sheets_for(topic, section) for section in topic.sections] == [["a"], ["b", "a"]]


def test_there_are_at_least_twelve_questions_with_answers() -> None:
    (faq,) = whole().pages(Faq)
    assert len(faq.questions) >= 12


@pytest.mark.parametrize("audience", ["couple", "business"])
def test_there_are_at_least_sixty_love_map_questions_and_enough_for_each_audience(audience: str) -> None:
    (deck,) = whole().pages(Deck)
    cards = [card for suit in deck.groups if audience in suit.audience for card in suit.cards]
    assert sum(len(suit.cards) for suit in deck.groups) >= 60
    assert len([card for card in cards if audience in card.audience]) >= 40


@pytest.mark.parametrize("audience", ["couple", "business"])
def test_there_are_at_least_six_invitations_for_each_audience(audience: str) -> None:
    (group,) = whole().groups("phrases#invitations")
    assert len([entry for entry in group.entries if audience in entry.audience]) >= 6


def test_there_are_the_four_core_needs() -> None:
    (group,) = whole().groups("needs#core-needs")
    assert [entry.id for entry in group.entries] == [
        "safety-and-security",
        "respect-and-worth",
        "being-heard",
        "being-a-priority",
    ]


def test_every_help_contact_can_be_reached_in_some_way() -> None:
    (care,) = whole().pages(Help)
    contacts = [contact for country in care.countries for contact in country.contacts]
    assert len(contacts) >= 10
    assert all(contact.phone or contact.text or contact.url for contact in contacts)


def test_every_step_and_worksheet_has_notes_for_facilitators() -> None:
    noted = {ref: item for ref, item in whole().items.items() if isinstance(item, Step | Worksheet)}
    assert len(noted) > 70
    assert [ref for ref, item in noted.items() if not item.facilitator] == []


def test_there_are_plans_for_couples_for_business_and_for_a_group() -> None:
    plans = whole().pages(Session)
    assert {(plan.only, plan.minutes) for plan in plans if not plan.group} == {
        (audience, minutes) for audience in ("couple", "business") for minutes in (60, 90)
    }
    assert [plan.id for plan in plans if plan.group]


def test_a_plan_uses_only_what_is_for_its_people() -> None:
    items = whole().items
    for plan in whole().pages(Session):
        for ref in [*plan.refs, *plan.materials]:
            used = {*items[ref].audience} & {*items[ref.partition("#")[0]].audience}
            assert used >= {*plan.audience}, f"{plan.id} uses {ref}, which is for {used}"


def test_quotation_marks_and_apostrophes_are_typographic() -> None:
    straight = []
    for place in whole().places.values():
        for way, value in walk(place.page):
            looked_for = "words" in way  # words to look for in answers may be straight; both kinds match
            if isinstance(value, str) and not looked_for and re.search("['\"]", CODE.sub("", value)):
                straight.append((place.source.file, way, value))
    assert straight == []


def test_every_listed_source_is_named_somewhere() -> None:
    named = {ref for page in whole().places.values() for _, ref in walk(page.page) if str(ref).startswith("sources#")}
    linked = {
        target
        for page in whole().places.values()
        for _, text in walk(page.page)
        if isinstance(text, Rich)
        for target in markdown_text.references(text)
    }
    works = {ref for ref in whole().items if ref.startswith("sources#")}
    assert works <= named | linked, "a work that nothing rests on"


PACKAGE = ROOT / "generator" / "relationship_reset"
PAPER = (
    *("pdf/answers.py", "pdf/documents.py", "pdf/questions.py"),
    *("cli.py", "html/packet_data.py", "html/render.py", "site/service_worker.py"),
)
"""The modules that take words by their names."""


def test_every_word_of_the_interface_is_used() -> None:
    files = [*(PACKAGE / "html" / "templates").rglob("*.jinja"), *(ROOT / "overrides").rglob("*.html")]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"\bt\.(\w+)", text))
    code = "".join(path.read_text(encoding="utf-8") for path in map(PACKAGE.joinpath, PAPER))
    used |= set(re.findall(r"[\"'](\w+)[\"']", code))
    begun = tuple(re.findall(r'\bt\["(\w+)" ~', text))
    assert [name for name in strings.load() if name not in used and not name.startswith(begun)] == []


def test_no_word_of_the_interface_hides_behind_a_method_of_its_mapping() -> None:
    assert [name for name in strings.load() if hasattr(dict, name)] == []
