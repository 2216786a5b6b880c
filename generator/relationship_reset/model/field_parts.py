"""Components of worksheet fields: options, slots, points, conditions, and placeholders in texts."""

import re
from typing import TypeVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Base, Formerly, Id, Line, Minutes, Words

T = TypeVar("T", "Option", "Slot", "Point")
SLOT = re.compile(r"\{([^{}]*)\}")
"""Placeholder in the text of a sentence or a result: `{field}`."""
PIPE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""Placeholder in a label or hint: `{field|fallback}`, the answer or the fallback while there is none."""


def unique_ids(what: str) -> AfterValidator:
    """Return a validator that refuses a list in which two components share an id. `what` names them in the message."""

    def check(things: list[T]) -> list[T]:
        ids = [thing.id for thing in things]
        if again := next((one for one in ids if ids.count(one) > 1), None):
            message = "there are two {what} '{id}'"
            raise PydanticCustomError("duplicate_option", message, {"what": what, "id": again})
        return things

    return AfterValidator(check)


class Condition(Base):
    """The condition under which a section or field is shown: an answer to an earlier field."""

    field: Id
    is_: list[Line] = []
    """Option ids or scale steps of which one must be chosen; if empty, any answer satisfies the condition."""


class Option(Base):
    """One option of a choice."""

    id: Id
    label: Words
    formerly: Formerly = []


class Slot(Base):
    """One gap of a sentence."""

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
