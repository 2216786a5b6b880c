"""Worksheets and the types of field they are made of."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from generator.guidance import Notice
from generator.model import (
    Base,
    ByAudience,
    DeckRef,
    Id,
    Item,
    Line,
    ListRef,
    Minutes,
    NoticeRef,
    Page,
    Prose,
    Ref,
    Rich,
    Titled,
    Words,
)


class Field(Item):
    """One question of a worksheet, or one thing between the questions."""

    answered: ClassVar[bool] = True
    """Whether the reader writes or chooses something here."""
    label: Words
    hint: Words | None = None

    @property
    def name(self) -> str:
        """The words that stand for it in a link."""
        return self.label.couple


class Text(Field):
    """A short answer on one line."""

    type: Literal["text"]


class LongText(Field):
    """An answer of several lines."""

    type: Literal["long text"]
    lines: Annotated[int, Key(ge=1, le=30)] = 3
    """How many lines there are to write on, on paper."""


class Date(Field):
    """A day of the calendar."""

    type: Literal["date"]


class Option(Base):
    """One thing to choose."""

    id: Id
    label: Words


class Choosing(Field):
    """A field with things to choose, written here or taken from a list of the guide."""

    options: list[Option] = []
    from_: ListRef | None = None
    other: bool = False
    """Whether the reader may write something else."""

    @model_validator(mode="after")
    def _the_site_adds_an_option_other(self) -> "Choosing":
        if self.other and any(option.id == "other" for option in self.options):
            message = "'other: yes' adds an option with the id 'other'; give your own another id"
            raise PydanticCustomError("option_other", message)
        return self

    @model_validator(mode="after")
    def _options_come_from_one_place(self) -> "Choosing":
        if bool(self.options) == bool(self.from_):
            raise PydanticCustomError(
                "options", "needs either 'options' or 'from' (such as 'from: needs'), and not both"
            )
        return self

    @field_validator("options")
    @classmethod
    def _ids_differ(cls, options: list[Option]) -> list[Option]:
        ids = [option.id for option in options]
        if again := next((one for one in ids if ids.count(one) > 1), None):
            raise PydanticCustomError("duplicate_option", "there are two options '{id}'", {"id": again})
        return options


class Choice(Choosing):
    """One of several things."""

    type: Literal["choice"]


class Choices(Choosing):
    """Any number of several things."""

    type: Literal["choices"]


class Scale(Field):
    """A number between two ends that have words."""

    type: Literal["scale"]
    least: Line
    most: Line
    steps: Annotated[int, Key(ge=3, le=11)] = 5


class People(Field):
    """The names of the people who use the sheet."""

    type: Literal["people"]
    roles: list[Line] = Key(min_length=1, max_length=4)
    """What stands for each person until there is a name, such as `Person one`."""


class Timer(Field):
    """A timer; with people, one that says whose turn it is."""

    answered: ClassVar[bool] = False
    type: Literal["timer"]
    minutes: Minutes
    turns: Annotated[int, Key(ge=1, le=12)] = 1
    """How many times it runs; turns go to the people in order."""
    people: Id | None = None
    """The id of the `people` field of the same worksheet."""


class Cards(Field):
    """The cards of a deck, drawn one at a time."""

    type: Literal["cards"]
    deck: DeckRef


class Note(Field):
    """Words between the questions; nothing to fill in."""

    answered: ClassVar[bool] = False
    type: Literal["note"]
    body: Prose


AnyField = Annotated[
    Text | LongText | Date | Choice | Choices | Scale | People | Timer | Cards | Note, Key(discriminator="type")
]
field_types: dict[str, type[Field]] = {
    "text": Text,
    "long text": LongText,
    "date": Date,
    "choice": Choice,
    "choices": Choices,
    "scale": Scale,
    "people": People,
    "timer": Timer,
    "cards": Cards,
    "note": Note,
}
"""Every type of field by its name in YAML. The template of `long text` is `fields/long-text.html.jinja`."""


class SheetSection(Titled):
    """Questions that belong together."""

    intro: Prose | None = None
    each: Id | None = None
    """The id of a `people` field: every person answers this section for themselves."""
    fields: list[AnyField] = Key(min_length=1)


class Result(Base):
    """A text composed from the answers. Slots are field ids in braces; a line without any answer is left out."""

    title: Line
    text: ByAudience[Annotated[str, Key(min_length=1, max_length=2_000)]]


class Worksheet(Page):
    """One sheet, for the screen and for paper."""

    kind: Literal["worksheet"]
    version: Annotated[int, Key(ge=1)] = 1
    """Raised when fields change; saved answers carry it."""
    for_: Literal["one", "each", "together"]
    """Whether one person uses it, each person has a copy, or both sit over one."""
    minutes: Minutes
    step: Ref
    before: Rich | None = None
    """What to know before beginning."""
    sections: list[SheetSection] = Key(min_length=1)
    result: Result | None = None
    nudges: list[Notice] = []
    """Words to notice in the answers, and what to say then."""
    nudges_from: list[NoticeRef] = []
    """Pages of the guide whose words to notice serve here too."""

    @property
    def fields(self) -> list[Field]:
        """All fields, in order."""
        return [field for section in self.sections for field in section.fields]

    def field(self, name: str) -> Field:
        """Return the field with an id; raises KeyError where there is none."""
        return {field.id: field for field in self.fields}[name]

    def numbers(self) -> dict[str, int]:
        """Return the number of every field that asks for an answer, by the field's id."""
        asked = [field.id for field in self.fields if field.answered]
        return {name: number for number, name in enumerate(asked, 1)}
