"""Former ids in a worksheet: saved answers follow what was renamed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from relationship_reset.guide.guide import Guide
from relationship_reset.model import fields
from relationship_reset.model.fields import Choosing, Field
from relationship_reset.model.worksheet import Worksheet

Names = dict[str, str]
"""Today's id by each former one."""


class Named(Protocol):
    """Something with an id, and with those it had."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def formerly(self) -> list[str]: ...  # noqa: D102


def table(guide: Guide, sheet: Worksheet) -> dict[str, Mapping[str, object]]:
    """Return what has another name now, as the client's `storage/renames.js` reads it; empty where nothing has.

    `fields` are the sheet's fields; `parts` the columns, gaps, points and cards of a field; `options` what can be
    chosen in a field, or in one of its columns (`field--column`).
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
