"""The table of renamed ids of a worksheet, by which the client migrates saved answers."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from relationship_reset.guide.guide import Guide
from relationship_reset.model import fields
from relationship_reset.model.fields import Choosing, Field
from relationship_reset.model.worksheet import Worksheet

Names = dict[str, str]
"""Current ids by former id."""


class Named(Protocol):
    """A component with an id and former ids."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def formerly(self) -> list[str]: ...  # noqa: D102


def table(guide: Guide, sheet: Worksheet) -> dict[str, Mapping[str, object]]:
    """Return the renamed ids of a worksheet, as `storage/renames.js` reads them; empty if nothing was renamed.

    `fields` maps field ids. `parts` maps, by field, the ids of columns, slots, points and cards. `options` maps, by
    field or column (`field--column`), the ids of options. Keys without renamed ids are omitted.
    """
    parts = {field.id: _names(_parts(guide, field)) for field in sheet.fields}
    options = {key: _names(found) for field in sheet.fields for key, found in _options(guide, field)}
    every: dict[str, Mapping[str, object]] = {
        "fields": _names(sheet.fields),
        "parts": _without_empty(parts),
        "options": _without_empty(options),
    }
    return {kind: found for kind, found in every.items() if found}


def _without_empty(names: dict[str, Names]) -> dict[str, Names]:
    return {key: found for key, found in names.items() if found}


def _names(things: Iterable[Named]) -> Names:
    return {old: thing.id for thing in things for old in thing.formerly if "/" not in old}


def _parts(guide: Guide, field: Field) -> Iterable[Named]:
    match field:
        case fields.Rows():
            return field.columns
        case fields.Sentence():
            return field.slots
        case fields.Agenda():
            return field.points
        case fields.Cards():
            return _cards(guide, field)
    return []


def _options(guide: Guide, field: Field) -> Iterator[tuple[str, Iterable[Named]]]:
    match field:
        case Choosing():
            yield field.id, guide.options(field)
        case fields.Rows():
            yield from ((f"{field.id}--{key}", found) for one in field.columns for key, found in _options(guide, one))
        case fields.Cards():
            yield f"{field.id}--kept", _cards(guide, field)


def _cards(guide: Guide, field: fields.Cards) -> Iterable[Named]:
    return (card for group in guide.card_groups(field.deck) for card in group.cards)
