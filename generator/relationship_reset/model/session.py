"""Session plans for facilitators, and the page that collects all facilitator notes."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Minutes, Page, Prose, Titled, Words
from relationship_reset.model.refs import MaterialRef, NotedRef


class Turn(Titled):
    """One point of a session."""

    minutes: Minutes
    uses: list[NotedRef] = []
    """The steps and worksheets it works with. Their facilitator notes are shown with it."""
    do: Prose
    """What the facilitator does."""
    say: list[Words] = []
    """Sentences that the facilitator may speak verbatim."""


class Session(Page):
    """What to do in one session, with times."""

    kind: Literal["session"]
    group: bool = False
    """Whether it is a workshop for several people or pairs."""
    agenda: list[Turn] = Field(min_length=1, max_length=30)
    minutes: Minutes
    not_when: list[Prose] = []
    """Contraindications of the whole plan. Those of its steps and worksheets are added automatically."""
    prepare: list[Prose] = Field(min_length=1)
    """Preparation before the session."""
    materials: list[MaterialRef] = []
    """Worksheets, decks and packets needed in addition to the worksheets of its points."""
    variations: list[Prose] = []

    @field_validator("minutes")
    @classmethod
    def _minutes_add_up(cls, minutes: int, info: ValidationInfo) -> int:
        points = sum(turn.minutes for turn in info.data.get("agenda", []))
        if points and points != minutes:
            message = "the points of the agenda take {points} minutes together; the plan says {minutes}"
            raise PydanticCustomError("minutes", message, {"points": points, "minutes": minutes})
        return minutes

    @property
    def refs(self) -> list[str]:
        """The steps and worksheets of all points, in order, without duplicates."""
        return list(dict.fromkeys(ref for turn in self.agenda for ref in turn.uses))

    @property
    def schedule(self) -> list[tuple[int, Turn]]:
        """Every point with its start, in minutes from the beginning of the session."""
        return [(sum(before.minutes for before in self.agenda[:at]), turn) for at, turn in enumerate(self.agenda)]


class Notes(Page):
    """All notes for facilitators on one page, in the order of the guide."""

    kind: Literal["notes"]
