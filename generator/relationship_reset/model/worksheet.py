"""Worksheets: sections of fields, a result composed from answers, calendar events, ratings, nudges."""

from typing import Annotated, Literal

from pydantic import Field as Key
from pydantic import field_validator
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Base, ByAudience, Id, Line, Minutes, Page, Prose, Titled, Words
from relationship_reset.model.field_parts import Condition
from relationship_reset.model.fields import AnyField, Field
from relationship_reset.model.pages import Facilitation, Notice
from relationship_reset.model.refs import NoticeRef, Ref

MAX_FIELDS = 500


class SheetSection(Titled):
    """A group of fields."""

    intro: Prose | None = None
    each: Id | None = None
    """The id of a `people` field; if set, the section is repeated for each person."""
    show_when: Condition | None = None
    fields: list[AnyField] = Key(min_length=1)


class Result(Base):
    """A text composed from answers. `{field}` is a slot; a line whose slots are all unanswered is omitted."""

    title: Line
    text: ByAudience[Annotated[str, Key(min_length=1, max_length=2_000)]]


class Rating(Base):
    """A question asked before and after the worksheet, to show the change."""

    label: Words
    least: Line
    most: Line
    steps: Annotated[int, Key(ge=3, le=11)] = 5


class Every(Base):
    """The recurrence of an event: every `days` days, `times` times in all."""

    days: Annotated[int, Key(ge=1, le=366)]
    times: Annotated[int, Key(ge=2, le=60)]


class Event(Base):
    """An event for the reader's calendar. `on`, `at` and `lasts` are ids of fields of the same worksheet."""

    id: Id
    title: Words
    """May hold `{field|words}`, as labels do."""
    on: Id
    """The `date` field with the day of the event, or the day it is counted from."""
    days_after: Annotated[int, Key(ge=0, le=400)] = 0
    at: Id | None = None
    """The `time` field with its beginning; without an answer it takes the whole day."""
    lasts: Id | None = None
    """The `duration` field with its length; half an hour without an answer."""
    every: Every | None = None


class Worksheet(Page):
    """One sheet, for the screen and for paper."""

    kind: Literal["worksheet"]
    version: Annotated[int, Key(ge=1)] = 1
    """Raised when fields change; saved answers carry it."""
    for_: Literal["one", "each", "together"]
    """Whether one person uses it, each person has a copy, or both sit over one."""
    minutes: Minutes
    step: Ref
    before: Prose | None = None
    """Shown before the first section."""
    rating: Rating | None = None
    short: list[Id] = []
    """The fields that make a version for two minutes."""
    sections: list[SheetSection] = Key(min_length=1)
    result: Result | None = None
    calendar: list[Event] = []
    nudges: list[Notice] = []
    """Words to detect in the answers, with a sentence to show."""
    nudges_from: list[NoticeRef] = []
    """Pages and items whose notices also apply here."""
    facilitator: Facilitation | None = None

    @field_validator("sections")
    @classmethod
    def _limit_fields(cls, sections: list[SheetSection]) -> list[SheetSection]:
        if (count := sum(len(section.fields) for section in sections)) > MAX_FIELDS:
            message = "{count} fields are too many; make several worksheets with at most {most} each"
            raise PydanticCustomError("too_many", message, {"count": count, "most": MAX_FIELDS})
        return sections

    @property
    def fields(self) -> list[Field]:
        """All fields, in order."""
        return [field for section in self.sections for field in section.fields]

    def field(self, name: str) -> Field:
        """Return the field with an id; raises KeyError if there is none."""
        return {field.id: field for field in self.fields}[name]

    def section_of(self, name: str) -> SheetSection:
        """Return the section of the field with an id; raises KeyError if there is none."""
        return {field.id: section for section in self.sections for field in section.fields}[name]

    def numbers(self) -> dict[str, int]:
        """Return the number of every field that asks for an answer, by the field's id."""
        asked = [field.id for field in self.fields if field.answered]
        return {name: number for number, name in enumerate(asked, 1)}
