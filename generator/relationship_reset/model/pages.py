"""Pages of text: parts with their steps, articles, questions, the apology, the plan, the home page."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import (
    Base,
    Line,
    ListRef,
    Minutes,
    Page,
    Prose,
    Ref,
    Rich,
    Titled,
    Words,
    WorkRef,
    WorksheetRef,
)


def _with_a_letter(value: str) -> str:
    if not any(map(str.isalpha, value)):
        message = "words to notice need a letter; '{found}' has none"
        raise PydanticCustomError("no_letter", message, {"found": value})
    return value


class Notice(Base):
    """Words to notice in an answer, and a kind sentence to show."""

    words: list[Annotated[str, Field(min_length=2, max_length=80), AfterValidator(_with_a_letter)]] = Field(
        min_length=1
    )
    say: Line


class Compare(Base):
    """Two ways to say a thing, side by side."""

    instead_of: Words
    costs: Words | None = None
    """What the first way leads to."""
    try_: Words
    leads_to: Words | None = None


class Section(Titled):
    """One idea with its heading, and what goes with it."""

    body: Prose
    compare: list[Compare] = []
    lists: list[ListRef] = []
    """Lists shown here in full, such as `phrases#openings`."""
    practice: Prose | None = None
    """One small thing to do now."""
    worksheets: list[WorksheetRef] = []
    """Worksheets to show here besides those whose own `step` is this one."""
    sources: list[WorkRef] = []


class ArticleSection(Section):
    """A section of a page of sections; some bring a tool."""

    tool: Literal["facilitator view"] | None = None
    """What the reader can do right there."""


class Article(Page):
    """A page of sections."""

    kind: Literal["article"]
    sections: list[ArticleSection] = Field(min_length=1)


class Facilitation(Base):
    """What somebody who guides others wants to know of a step or a worksheet; readers do not see it unless they ask."""

    purpose: Prose
    """What it is there to bring about."""
    set_up: Prose
    """What has to be settled, said or laid out before."""
    watch_for: list[Prose] = Field(min_length=1)
    """Signs that it goes well or badly, and what to do then."""
    not_when: list[Prose] = Field(min_length=1)
    """Contraindications: when to leave it alone, and what to use in its place."""
    prompts: list[Words] = Field(min_length=1)
    """What to ask or say, in words that can be spoken as they stand."""
    variations: list[Prose] = Field(min_length=1)
    """Other ways to use it."""


class Step(Section):
    """One step of a part."""

    minutes: Minutes | None = None
    facilitator: Facilitation | None = None


class Part(Page):
    """One part of the way, with its steps in order."""

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
    """The whole way in order of time."""

    kind: Literal["plan"]
    stretches: list[Phase] = Field(min_length=1)


class Door(Titled):
    """A first step for one kind of visitor."""

    body: Line
    button: Line
    to: Ref


class Promise(Titled):
    """Something the reader can count on."""

    body: Line


class Home(Page):
    """The landing page."""

    kind: Literal["home"]
    lead: Line
    doors: list[Door] = Field(min_length=1)
    promises: list[Promise] = []
    care: Rich
