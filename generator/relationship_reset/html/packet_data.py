"""What the scripts for packets get to know of the guide, as data with named members."""

from collections.abc import Callable, Iterable
from typing import TypedDict

from relationship_reset.core.strings import Strings
from relationship_reset.guide.guide import Guide
from relationship_reset.html.packet_items import PacketItem
from relationship_reset.model.base import AUDIENCES, Audience, Words
from relationship_reset.model.field_parts import PIPE
from relationship_reset.model.fields import Asked, Choice, Duration, Field
from relationship_reset.model.worksheet import Worksheet


class ItemData(TypedDict):
    """One packet item, as `packet/view.js` reads it."""

    number: int
    others: list[int]
    """Other numbers by which links may name it."""
    title: str
    href: str
    about: str
    """What stands beside it: what it is, for whom, how long it takes."""
    minutes: int | None
    two: bool
    """Whether the check on safety comes before it."""
    suggestible: list[str]
    """The ids of its fields for which answers can be suggested."""


class OptionData(TypedDict):
    """One option of a field."""

    value: str
    label: str


class FieldData(TypedDict):
    """One control for which an answer can be suggested, as `packet/builder-prefill.js` reads it."""

    name: str
    label: str
    type: str
    options: list[OptionData]


def items_data(items: Iterable[PacketItem], strings: Strings, href: Callable[[str], str]) -> list[ItemData]:
    """Return all packet items. `href` makes a link of a reference, from the page on which the data stands."""
    return [
        ItemData(
            number=item.number,
            others=item.others,
            title=item.item.title,
            href=href(item.ref),
            about=about(item, strings),
            minutes=_minutes(item),
            two=item.for_two,
            suggestible=[field.id for field in _suggestible(item)],
        )
        for item in items
    ]


def suggestions_data(
    guide: Guide, items: Iterable[PacketItem], strings: Strings, first: Audience
) -> dict[int, list[FieldData]]:
    """Return the controls for which answers can be suggested, by the number of their worksheet.

    Where a label differs by audience it has both wordings, that for `first` first.
    """
    found = {}
    for item in items:
        if fields := _suggestible(item):
            found[item.number] = [control for field in fields for control in _controls(guide, field, strings, first)]
    return found


def about(item: PacketItem, strings: Strings) -> str:
    """Return what stands beside a packet item: what it is, for whom, how long it takes."""
    if isinstance(item.item, Worksheet):
        return f"{strings['worksheet']} · {worksheet_needs(item.item, strings)}"
    if item.ref != item.home.id:
        minutes = _minutes(item)
        return f"{item.home.title} · {minutes} {strings['minutes']}" if minutes else item.home.title
    return strings[{"deck": "packing_deck", "packet": "packet"}.get(item.home.kind, "packing_page")]


def worksheet_needs(sheet: Worksheet, strings: Strings) -> str:
    """Return for whom a worksheet is, and how long it takes."""
    whom = strings[{"one": "for_one", "each": "for_each", "together": "for_together"}[sheet.for_]]
    return f"{whom} · {sheet.minutes} {strings['minutes']}"


def _minutes(item: PacketItem) -> int | None:
    return getattr(item.item, "minutes", None)


def _suggestible(item: PacketItem) -> list[Asked]:
    fields = item.item.fields if isinstance(item.item, Worksheet) else []
    return [field for field in fields if isinstance(field, Asked) and field.prefill]


def _controls(guide: Guide, field: Field, strings: Strings, first: Audience) -> list[FieldData]:
    label = PIPE.sub(r"\2", _both(field.label, first))
    if isinstance(field, Duration):
        units = {"hours": strings["hours_unit"], "minutes": strings["minutes"]}
        return [
            FieldData(name=f"{field.id}--{part}", label=f"{label}: {unit}", type="number", options=[])
            for part, unit in units.items()
        ]
    options = guide.options(field) if isinstance(field, Choice) else []
    return [
        FieldData(
            name=field.id,
            label=label,
            type=field.type,  # type: ignore[attr-defined]  # every field has one
            options=[OptionData(value=option.id, label=_both(option.label, first)) for option in options],
        )
    ]


def _both(text: Words, first: Audience) -> str:
    """Return a text in each of its wordings."""
    if text.same:
        return text.couple
    return " / ".join(text[audience] for audience in sorted(AUDIENCES, key=lambda audience: audience != first))
