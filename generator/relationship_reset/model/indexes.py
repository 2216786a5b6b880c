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
    """The reader's progress: every step with a checkbox and the state of its worksheets."""

    kind: Literal["progress"]


class Topic(Base):
    """One topic of the vocabulary."""

    id: Id
    title: Line
    also: list[Line] = []
    """Search synonyms."""


class Links(Page):
    """The link index: every address of the guide."""

    kind: Literal["links"]
    vocabulary: list[Topic] = Field(min_length=1)
    """The topics that `topics` of any item may name, in display order."""

    @field_validator("vocabulary")
    @classmethod
    def _named_once(cls, vocabulary: list[Topic]) -> list[Topic]:
        names = [one.id for one in vocabulary]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise PydanticCustomError("topic", "the topic '{id}' stands here twice", {"id": twice})
        return vocabulary


class Embedding(Page):
    """How to embed a worksheet or deck in another site, with the HTML code for each."""

    kind: Literal["embedding"]
    sections: list[Section] = Field(min_length=1)
    """Shown below the code snippets."""
