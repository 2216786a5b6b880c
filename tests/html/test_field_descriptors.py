"""What the scripts of a worksheet are told of its fields."""

from pathlib import Path

import yaml

from relationship_reset.core import strings
from relationship_reset.guide import loader
from relationship_reset.html import field_descriptors
from relationship_reset.model.worksheet import Worksheet
from tests.conftest import CARE, SHEET, write

FIELDS = """
- {id: names, type: people, label: Who we are, roles: [Person one, Person two]}
- {id: why, type: long text, label: "What {names|they} say"}
- id: how
  type: choice
  label: {couple: How at home, business: How at work}
  options: [{id: talk, label: Talk}, {id: walk, label: {couple: A walk, business: A meeting}}]
  other: yes
- {id: often, type: number, label: How often, unit: times, show when: {field: how, is: [walk]}, audience: [couple]}
- {id: calm, type: scale, label: How calm, least: Not, most: Very, steps: 3}
- {id: say, type: sentence, label: Say it, text: "I {feel}.", slots: [{id: feel, label: feeling}]}
- id: plan
  type: rows
  label: Plan
  row: Step
  columns:
    - {id: what, type: choice, label: What, options: [{id: tea, label: {couple: Tea, business: Coffee}}], other: yes}
    - {id: much, type: number, label: How much, unit: cups}
- {id: agenda, type: agenda, label: Agenda, points: [{id: hello, label: Hello, minutes: 5}]}
- {id: sign, type: signature, label: Sign, people: names}
- {id: read, type: note, label: A note, body: Read this.}
"""


def described(tmp_path: Path, more: str = "") -> list[field_descriptors.Descriptor]:
    fields = "".join(f"      {line}\n" for line in FIELDS.strip().splitlines())
    files = {"docs/care.yml": CARE, "docs/sheet.yml": SHEET + fields + more}
    loaded = loader.load(write(tmp_path, files))
    sheet = loaded.items["sheet"]
    assert isinstance(sheet, Worksheet)
    return field_descriptors.descriptors(loaded, sheet, strings.load())


def test_a_field_is_described_by_what_its_answer_is_worked_out_from(tmp_path: Path) -> None:
    [section] = described(tmp_path)
    assert section["title"] == "Ask"
    fields = {field["id"]: field for field in section["fields"]}
    assert fields["names"] == {"id": "names", "type": "people", "label": "Who we are", "count": 2}
    assert fields["why"] == {"id": "why", "type": "long text", "label": "What {names|they} say"}
    assert fields["how"] == {
        "id": "how",
        "type": "choice",
        "label": {"couple": "How at home", "business": "How at work"},
        "options": [["talk", "Talk"], ["walk", {"couple": "A walk", "business": "A meeting"}]],
        "other": strings.load()["other"],
    }
    assert fields["often"]["unit"] == "times"
    assert fields["often"]["only"] == "couple"
    assert fields["often"]["when"] == {"field": "how", "is": ["walk"]}
    assert fields["calm"]["steps"] == 3
    assert fields["say"]["text"] == "I {feel}."
    assert "because" in fields["say"]["small"]
    assert fields["plan"]["columns"] == [
        {
            "id": "what",
            "type": "choice",
            "label": "What",
            "options": [["tea", "Tea / Coffee"], ["other", strings.load()["other"]]],
        },
        {"id": "much", "type": "number", "label": "How much (cups)"},
    ]
    assert fields["agenda"]["points"] == [["hello", "Hello", 5]]
    assert fields["sign"]["count"] == 2
    assert "read" not in fields, "a note is not answered"


def test_a_section_that_each_person_answers_says_who_they_are(tmp_path: Path) -> None:
    own = """  - id: own
    title: Own
    each: names
    audience: [business]
    show when: {field: why}
    fields:
      - {id: wish, type: text, label: Wish}
"""
    [_, section] = described(tmp_path, own)
    assert section == {
        "title": "Own",
        "only": "business",
        "when": {"field": "why"},
        "people": "names",
        "roles": ["Person one", "Person two"],
        "fields": [{"id": "wish", "type": "text", "label": "Wish"}],
    }


def test_the_short_version_and_the_rating_are_described_too(tmp_path: Path) -> None:
    more = yaml.safe_dump({"short": ["calm"], "rating": {"label": "How near", "least": "Far", "most": "Near"}})
    before, section, after = described(tmp_path, more)
    words = strings.load()
    label = f"{words['before_sheet']} How near"
    assert before == {"fields": [{"id": "rr-before", "type": "scale", "label": label, "steps": 5}]}
    assert after["fields"][0]["id"] == "rr-after"
    assert [field["id"] for field in section["fields"] if field.get("short")] == ["calm"]


def test_a_page_for_one_audience_brings_the_words_of_that_one(tmp_path: Path) -> None:
    [section] = described(tmp_path, "audience: [business]\n")
    fields = {field["id"]: field for field in section["fields"]}
    assert fields["how"]["label"] == "How at work"
    assert fields["how"]["options"] == [["talk", "Talk"], ["walk", "A meeting"]]
