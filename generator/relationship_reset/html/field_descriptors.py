"""What a worksheet asks, as data for its scripts: they work out from it, and never from the page, what an answer says.

`overrides/assets/client/fields/questions.js` reads it, and says there which member means what. Members that are empty
are left out. A text that differs for couples and for business partners is an object with both.
"""

from collections.abc import Mapping
from typing import Any

from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import AUDIENCES, Audience, ByAudience
from relationship_reset.model.field_parts import Condition
from relationship_reset.model.fields import (
    Agenda,
    Cards,
    Choice,
    Choices,
    Choosing,
    Column,
    Field,
    Number,
    People,
    Rows,
    Scale,
    Sentence,
    Signature,
)
from relationship_reset.model.worksheet import Rating, SheetSection, Worksheet

Descriptor = dict[str, Any]
Text = str | dict[Audience, str]


def descriptors(guide: Guide, sheet: Worksheet, strings: Mapping[str, str]) -> list[Descriptor]:
    """Return the sections of a worksheet, each with those of its fields that the reader answers, in order."""
    sections = [_section(guide, sheet, section, strings) for section in sheet.sections]
    if not sheet.rating:
        return sections
    before = _rating(sheet, sheet.rating, "rr-before", strings["before_sheet"])
    after = _rating(sheet, sheet.rating, "rr-after", strings["after_sheet"])
    return [before, *sections, after]


def wording(sheet: Worksheet, text: ByAudience[str], lead: str = "") -> Text:
    """Return a text as the sheet's readers see it: one for all, or one for each audience."""
    if text.same or sheet.only:
        return lead + text[sheet.only or "couple"]
    return {one: lead + text[one] for one in AUDIENCES}


def _section(guide: Guide, sheet: Worksheet, section: SheetSection, strings: Mapping[str, str]) -> Descriptor:
    people = sheet.field(section.each) if section.each else None
    own = _kept(
        title=section.name,
        only=section.only,
        when=_condition(section.show_when),
        people=section.each,
        roles=people.roles if isinstance(people, People) else None,
    )
    return own | {"fields": [_field(guide, sheet, field, strings) for field in section.fields if field.answered]}


def _rating(sheet: Worksheet, rating: Rating, name: str, moment: str) -> Descriptor:
    label = wording(sheet, rating.label, f"{moment} ")
    return {"fields": [{"id": name, "type": "scale", "label": label, "steps": rating.steps}]}


def _field(guide: Guide, sheet: Worksheet, field: Field, strings: Mapping[str, str]) -> Descriptor:
    return _kept(
        id=field.id,
        type=str(field.type),  # type: ignore[attr-defined]  # every type of field has it
        label=wording(sheet, field.label),
        only=field.only,
        short=field.id in sheet.short,
        when=_condition(field.show_when),
        **_own(guide, sheet, field, strings),
    )


def _own(guide: Guide, sheet: Worksheet, field: Field, strings: Mapping[str, str]) -> Descriptor:
    """Return what only fields of some type have."""
    match field:
        case Choice() | Choices():
            options = [[option.id, wording(sheet, option.label)] for option in guide.options(field)]
            return {"options": options, "other": strings["other"] if field.other else None}
        case Number():
            return {"unit": wording(sheet, field.unit) if field.unit else None}
        case Scale():
            return {"steps": field.steps}
        case People():
            return {"count": len(field.roles)}
        case Signature():
            people = sheet.field(field.people) if field.people else None
            return {"count": len(people.roles) if isinstance(people, People) else 1}
        case Sentence():
            # Printed for each audience, also on a page for one of them.
            text = field.text.couple if field.text.same else {one: field.text[one] for one in AUDIENCES}
            return {"text": text, "small": strings["small_words"].split()}
        case Rows():
            return {"columns": [_column(guide, sheet, column, strings) for column in field.columns]}
        case Agenda():
            return {"points": [[point.id, wording(sheet, point.label), point.minutes] for point in field.points]}
        case Cards():
            cards = [card for group in guide.card_groups(field.deck) for card in group.cards]
            return {"cards": [[card.id, wording(sheet, card.text)] for card in cards]}
    return {}


def _column(guide: Guide, sheet: Worksheet, column: Column, strings: Mapping[str, str]) -> Descriptor:
    unit = column.unit if isinstance(column, Number) else None
    label = ByAudience[str](**{one: column.label[one] + (f" ({unit[one]})" if unit else "") for one in AUDIENCES})
    options = None
    if isinstance(column, Choosing):
        options = [[option.id, _both(sheet, option.label)] for option in guide.options(column)]
        options += [["other", strings["other"]]] * column.other
    return _kept(id=column.id, type=column.type, label=wording(sheet, label), options=options)


def _condition(condition: Condition | None) -> Descriptor | None:
    return _kept(**{"field": condition.field, "is": condition.is_}) if condition else None


def _both(sheet: Worksheet, text: ByAudience[str]) -> str:
    """Return a text in a list to choose from, which has no markup to tell the audiences apart."""
    first = sheet.first
    return (
        text[first] if text.same else " / ".join(text[one] for one in sorted(AUDIENCES, key=lambda one: one != first))
    )


def _kept(**members: object) -> Descriptor:
    return {name: value for name, value in members.items() if value not in (None, False, [])}
