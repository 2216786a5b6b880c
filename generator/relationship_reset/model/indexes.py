"""Pages whose contents come from other pages: contents, progress, the link index, codes for embedding."""

from typing import Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Base, Id, Line, Page
from relationship_reset.model.pages import Section


class Contents(Page):
    """A page that lists all parts, all worksheets, or all plans for sessions."""

    kind: Literal["contents"]
    of: Literal["parts", "worksheets", "sessions"]


class Progress(Page):
    """The reader's own way: every step to tick off, with what is begun of its worksheets."""

    kind: Literal["progress"]


class Topic(Base):
    """One of the topics that things can be about."""

    id: Id
    title: Line
    also: list[Line] = []
    """Other words by which people look for it, as they spell them."""


class Links(Page):
    """The link book: everything that can be linked to."""

    kind: Literal["links"]
    vocabulary: list[Topic] = Field(min_length=1)
    """What `topics` anywhere in the guide may name, in the order in which it is offered."""

    @field_validator("vocabulary")
    @classmethod
    def _named_once(cls, vocabulary: list[Topic]) -> list[Topic]:
        names = [one.id for one in vocabulary]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise PydanticCustomError("topic", "the topic '{id}' stands here twice", {"id": twice})
        return vocabulary


class Embedding(Page):
    """How a sheet or a deck comes into another site, with the code for each."""

    kind: Literal["embedding"]
    sections: list[Section] = Field(min_length=1)
    """What stands below the codes."""
