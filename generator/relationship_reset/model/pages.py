"""Pages of text: parts with their steps, articles, questions, the apology, the plan, the home page."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Base, Line, Minutes, Page, Prose, Rich, Titled, Words
from relationship_reset.model.refs import ListRef, Ref, WorkRef, WorksheetRef


def _check_letter(value: str) -> str:
    if not any(map(str.isalpha, value)):
        message = "words to notice need a letter; '{found}' has none"
        raise PydanticCustomError("no_letter", message, {"found": value})
    return value


class Notice(Base):
    """Words to detect in an answer, and the sentence to show if one occurs."""

    words: list[Annotated[str, Field(min_length=2, max_length=80), AfterValidator(_check_letter)]] = Field(min_length=1)
    say: Line


class Compare(Base):
    """Two phrasings side by side."""

    instead_of: Words
    costs: Words | None = None
    """The effect of the first phrasing."""
    try_: Words
    leads_to: Words | None = None


class Section(Titled):
    """One idea with a heading, and related content."""

    body: Prose
    compare: list[Compare] = []
    lists: list[ListRef] = []
    """Lists shown here in full, such as `phrases#openings`."""
    practice: Prose | None = None
    """One small thing to do now."""
    worksheets: list[WorksheetRef] = []
    """Additional worksheets to show; those whose `step` is this section are always shown."""
    sources: list[WorkRef] = []


class ArticleSection(Section):
    """A section of a page of sections; some have a built-in tool."""

    tool: Literal["facilitator view"] | None = None
    """The tool shown in the section."""


class Article(Page):
    """A page of sections."""

    kind: Literal["article"]
    sections: list[ArticleSection] = Field(min_length=1)


class Facilitation(Base):
    """Notes for facilitators on a step or a worksheet; hidden unless the facilitator view is on."""

    purpose: Prose
    """The intended outcome."""
    set_up: Prose
    """Preparation."""
    watch_for: list[Prose] = Field(min_length=1)
    """Signs that it goes well or badly, and how to respond."""
    not_when: list[Prose] = Field(min_length=1)
    """Contraindications, and what to use instead."""
    prompts: list[Words] = Field(min_length=1)
    """Sentences to speak verbatim."""
    variations: list[Prose] = Field(min_length=1)
    """Other ways to use it."""


class Step(Section):
    """One step of a part."""

    minutes: Minutes | None = None
    facilitator: Facilitation | None = None


class Part(Page):
    """One part of the guide, with its steps in order."""

    kind: Literal["part"]
    number: Annotated[int, Field(ge=1, le=20)]
    steps: list[Step] = Field(min_length=1)


class Question(Titled):
    """A question readers ask; its title is the question."""

    answer: Prose


class Faq(Page):
    """Questions and answers."""

    kind: Literal["faq"]
    questions: list[Question] = Field(min_length=1)


class BadApology(Titled):
    """A kind of apology that makes it worse."""

    body: Prose
    examples: list[Words] = Field(min_length=1)
    instead: Words
    notice: Notice


class ApologyPart(Titled):
    """One part of a whole apology."""

    body: Prose
    examples: list[Words] = Field(min_length=1)


class Apology(Page):
    """How to apologise: what makes it worse, and what makes it whole."""

    kind: Literal["apology"]
    harmful_intro: Prose
    harmful: list[BadApology] = Field(min_length=1)
    parts_intro: Prose
    parts: list[ApologyPart] = Field(min_length=1)
    worksheets: list[WorksheetRef] = []
    sources: list[WorkRef] = []


class Phase(Titled):
    """Some weeks of a plan."""

    weeks: Annotated[Line, Field(examples=["Weeks 1 and 2"])]
    body: Prose
    do: list[Prose] = Field(min_length=1)
    steps: list[Ref] = []
    worksheets: list[WorksheetRef] = []


class Plan(Page):
    """The whole guide as a schedule."""

    kind: Literal["plan"]
    stretches: list[Phase] = Field(min_length=1)


class Door(Titled):
    """A first step for one kind of visitor."""

    body: Line
    button: Line
    to: Ref


class Promise(Titled):
    """A promise to the reader on the landing page."""

    body: Line


class Home(Page):
    """The landing page."""

    kind: Literal["home"]
    lead: Line
    doors: list[Door] = Field(min_length=1)
    promises: list[Promise] = []
    care: Rich
