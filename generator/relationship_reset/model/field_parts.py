"""What the fields of worksheets are made of: options, slots, points, conditions, and gaps in their texts."""

import re
from typing import TypeVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Base, Formerly, Id, Line, Minutes, Words

T = TypeVar("T", "Option", "Slot", "Point")
SLOT = re.compile(r"\{([^{}]*)\}")
"""A gap in the text of a sentence or a result: `{field}`."""
PIPE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""An answer inside a label or a hint: `{field|words until there is an answer}`."""


def unique_ids(what: str) -> AfterValidator:
    """Return a check that no two of some things have the same id."""

    def check(things: list[T]) -> list[T]:
        ids = [thing.id for thing in things]
        if again := next((one for one in ids if ids.count(one) > 1), None):
            message = "there are two {what} '{id}'"
            raise PydanticCustomError("duplicate_option", message, {"what": what, "id": again})
        return things

    return AfterValidator(check)


class Condition(Base):
    """What must have been answered for something to be shown."""

    field: Id
    is_: list[Line] = []
    """The options, or steps of a scale, of which one must be chosen; if empty, any answer will do."""


class Option(Base):
    """One thing to choose."""

    id: Id
    label: Words
    formerly: Formerly = []


class Slot(Base):
    """A gap in a sentence."""

    id: Id
    label: Words
    formerly: Formerly = []


class Point(Base):
    """One point of an agenda."""

    id: Id
    label: Words
    formerly: Formerly = []
    note: Words | None = None
    minutes: Minutes
