"""The types of field that worksheets are made of."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field as Key
from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Id, Item, Line, Minutes, Prose, Words
from relationship_reset.model.field_parts import SLOT, Condition, Option, Point, Slot, unique_ids
from relationship_reset.model.refs import DeckRef, ListRef, Ref, WorksheetRef


class Field(Item):
    """A question of a worksheet, or other content between questions."""

    answered: ClassVar[bool] = False
    """Whether the field takes an answer."""
    label: Words
    """May contain placeholders `{field|fallback}`."""
    hint: Words | None = None
    show_when: Condition | None = None

    @property
    def name(self) -> str:
        """The default text of links to it."""
        return self.label.couple


class Asked(Field):
    """A field that takes an answer."""

    answered: ClassVar[bool] = True
    needed: bool = False
    """Whether the answer is required."""
    reuse: list[Ref] = []
    """Fields of other worksheets, of the same type, whose answers can be copied here."""
    prefill: bool = False
    """Whether a packet may suggest an answer."""


class Text(Asked):
    """A short answer on one line."""

    type: Literal["text"]


class LongText(Asked):
    """An answer of several lines."""

    type: Literal["long text"]
    lines: Annotated[int, Key(ge=1, le=30)] = 3
    """How many lines there are to write on, on paper."""


class Date(Asked):
    """A day of the calendar."""

    type: Literal["date"]


class Time(Asked):
    """A time of day."""

    type: Literal["time"]


class Duration(Asked):
    """A length of time, in hours and minutes."""

    type: Literal["duration"]


class Number(Asked):
    """A number, perhaps with a unit."""

    type: Literal["number"]
    least: int | None = None
    most: int | None = None
    unit: Words | None = None

    @model_validator(mode="after")
    def _least_is_below_most(self) -> "Number":
        if self.least is not None and self.most is not None and self.least >= self.most:
            raise PydanticCustomError("least_most", "'least' must be smaller than 'most'")
        return self


class Choosing(Asked):
    """A field with options, given here or taken from a list of the guide."""

    options: Annotated[list[Option], unique_ids("options")] = []
    from_: ListRef | None = None
    other: bool = False
    """Whether there is an additional option `other` with a text of its own."""

    @model_validator(mode="after")
    def _other_is_free(self) -> "Choosing":
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


class Choice(Choosing):
    """One of several options (radio group)."""

    type: Literal["choice"]


class Choices(Choosing):
    """Any number of options (checkboxes)."""

    type: Literal["choices"]


class Scale(Asked):
    """A rating from 1 to `steps` with labelled ends."""

    type: Literal["scale"]
    least: Line
    most: Line
    steps: Annotated[int, Key(ge=3, le=11)] = 5


class People(Asked):
    """The names of the people who use the sheet."""

    type: Literal["people"]
    roles: list[Line] = Key(min_length=1, max_length=4)
    """The placeholder for each person while the name is empty, such as `Person one`."""


class Sentence(Asked):
    """A sentence with gaps to fill; `{slot}` in the text is a gap."""

    type: Literal["sentence"]
    text: Words
    slots: Annotated[list[Slot], unique_ids("slots")] = Key(min_length=1, max_length=8)

    @model_validator(mode="after")
    def _slots_match_gaps(self) -> "Sentence":
        ids = {slot.id for slot in self.slots}
        for text in (self.text.couple, self.text.business):
            gaps = set(SLOT.findall(text))
            if odd := min(gaps ^ ids, default=None):
                message = "the text has no gap '{gap}'" if odd in ids else "no slot is described for the gap '{gap}'"
                raise PydanticCustomError("no_gap", message, {"gap": f"{{{odd}}}"})
        return self


Column = Annotated[Text | LongText | Date | Time | Number | Choice, Key(discriminator="type")]


class Rows(Asked):
    """A table with a fixed set of columns and as many rows as the reader adds."""

    type: Literal["rows"]
    row: Line
    """What one row is called, such as `Commitment`."""
    columns: list[Column] = Key(min_length=1, max_length=6)
    rows: Annotated[int, Key(ge=1, le=20)] = 3
    """The initial number of rows on screen, and the number on paper."""

    @field_validator("columns")
    @classmethod
    def _columns_are_unconditional(cls, columns: list[Column]) -> list[Column]:
        if odd := next((one for one in columns if one.show_when or one.reuse or one.needed or one.prefill), None):
            message = "a column has no 'show when', 'reuse', 'needed' or 'prefill'; '{id}' has"
            raise PydanticCustomError("column", message, {"id": odd.id})
        return columns


class Agenda(Asked):
    """The points of a meeting with their times. The reader sets the beginning, and may change the minutes."""

    type: Literal["agenda"]
    points: Annotated[list[Point], unique_ids("points")] = Key(min_length=1, max_length=20)

    @field_validator("points")
    @classmethod
    def _start_is_free(cls, points: list[Point]) -> list[Point]:
        if any(point.id == "start" for point in points):
            raise PydanticCustomError("point", "the meeting's beginning has the id 'start'; give the point another")
        return points


class Signature(Asked):
    """A place to sign and date, on paper; on the screen, to type a name."""

    type: Literal["signature"]
    people: Id | None = None
    """The id of the `people` field of the same worksheet; without it, one person signs."""


class Timer(Field):
    """A timer; with people, one that says whose turn it is."""

    type: Literal["timer"]
    minutes: Minutes
    turns: Annotated[int, Key(ge=1, le=12)] = 1
    """How many times it runs; turns go to the people in order."""
    people: Id | None = None
    """The id of the `people` field of the same worksheet."""
    pause_plan: WorksheetRef | None = None
    """The worksheet to go to when a short pause is not enough."""


class Cards(Asked):
    """The cards of a deck, drawn one at a time."""

    type: Literal["cards"]
    deck: DeckRef
    people: Id | None = None
    """The id of the `people` field of the same worksheet; then each card says who answers."""


class Note(Field):
    """Text between questions, without an answer."""

    type: Literal["note"]
    body: Prose


AnyField = Annotated[
    Text | LongText | Date | Time | Duration | Number | Choice | Choices | Scale | People | Sentence | Rows | Agenda
    | Signature | Timer | Cards | Note,
    Key(discriminator="type"),
]  # fmt: skip
PREFILLABLE = (Text, LongText, Date, Time, Duration, Number, Choice)
"""Field types for which a packet may suggest an answer. `people` is excluded: names do not belong in links."""
field_types: dict[str, type[Field]] = {
    get_args(one.model_fields["type"].annotation)[0]: one for one in get_args(get_args(AnyField)[0])
}
"""Every type of field by its name in YAML. The template of `long text` is `fields/long-text.html.jinja`."""
