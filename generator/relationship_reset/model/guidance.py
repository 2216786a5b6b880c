"""The kinds of guidance: parts with their steps, questions and answers, lists, decks, help."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from relationship_reset.core.formats import Day, Https, Phone
from relationship_reset.model.base import (
    Base,
    Id,
    Item,
    Line,
    ListRef,
    Minutes,
    Page,
    Prose,
    Ref,
    Rich,
    SoloRef,
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


class ArticleSection(Section):
    """A section of a page of sections; some bring a tool."""

    tool: Literal["facilitator view"] | None = None
    """What the reader can do right there."""


class Article(Page):
    """A page of sections."""

    kind: Literal["topic"]
    sections: list[ArticleSection] = Field(min_length=1)


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


class Notice(Base):
    """Words to notice in an answer, and a kind sentence to show."""

    words: list[Annotated[str, Field(min_length=2, max_length=80), AfterValidator(_with_a_letter)]] = Field(
        min_length=1
    )
    say: Line


class Entry(Item):
    """One thing in a list: a need, a feeling, a value, a bid, a phrase."""

    label: Words
    body: Prose | None = None
    examples: list[Words] = []
    notice: Notice | None = None

    @property
    def name(self) -> str:
        """The words that stand for it in a link."""
        return self.label.couple


class Group(Titled):
    """Entries that belong together."""

    body: Prose | None = None
    entries: list[Entry] = Field(min_length=1)


class Collection(Page):
    """Grouped lists that steps and worksheets refer to."""

    kind: Literal["needs", "feelings", "values", "bids", "phrases"]
    groups: list[Group] = Field(min_length=1)
    sources: list[WorkRef] = []


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


class Card(Item):
    """One question of a deck."""

    text: Words

    @property
    def name(self) -> str:
        """The words that stand for it in a link."""
        return self.text.couple


class CardGroup(Titled):
    """Cards of a deck that belong together."""

    cards: list[Card] = Field(min_length=1)

    @field_validator("cards")
    @classmethod
    def _names_that_worksheets_use_are_free(cls, cards: list[Card]) -> list[Card]:
        if taken := next((card.id for card in cards if card.id in {"at", "kept"}), None):
            message = "a worksheet keeps which cards were drawn under '{id}'; give the card another id"
            raise PydanticCustomError("card", message, {"id": taken})
        return cards


class Deck(Page):
    """Cards with questions to ask each other."""

    kind: Literal["deck"]
    how_to_use: Prose
    groups: list[CardGroup] = Field(min_length=1)
    sources: list[WorkRef] = []


class Phase(Titled):
    """Some weeks of a plan."""

    weeks: Annotated[Line, Field(examples=["Weeks 1 and 2"])]
    body: Prose
    do: list[Prose] = Field(min_length=1)
    steps: list[Ref] = []
    worksheets: list[WorksheetRef] = []


class Embedding(Page):
    """How a sheet or a deck comes into another site, with the code for each."""

    kind: Literal["embedding"]
    sections: list[Section] = Field(min_length=1)
    """What stands below the codes."""


class Plan(Page):
    """The whole way in order of time."""

    kind: Literal["plan"]
    stretches: list[Phase] = Field(min_length=1)


class Contact(Titled):
    """Somebody to turn to."""

    what: Line
    phone: Phone | None = None
    text: Line | None = None
    url: Https | None = None
    hours: Line | None = None
    source: Https
    """The page on which the number was found."""
    checked: Day
    """The day on which the source was last looked up."""


class Country(Titled):
    """The contacts of one country, or of the world."""

    emergency: Line | None = None
    contacts: list[Contact] = Field(min_length=1)


class CareCheck(Base):
    """What is asked before a sheet for two people, so that nobody is put at risk by it; the answer is never kept."""

    title: Line
    intro: Prose
    signs: list[Words] = Field(min_length=1, max_length=8)
    """Any one of these means that a sheet for two is not the right thing."""
    alone_title: Line
    """Heads what is said to somebody for whom a sign is true, or who isn't sure."""
    alone: Prose
    worksheets: list[SoloRef] = []
    """Worksheets that such a reader may use alone."""


class HelpSection(Section):
    """A section of the page with help; some bring a tool."""

    tool: Literal["erase everything", "neutral tab"] | None = None
    """What the reader can do right there."""


class Help(Page):
    """When a reset is not the right tool, and where to get help."""

    kind: Literal["help"]
    check: CareCheck | None = None
    sections: list[HelpSection] = Field(min_length=1)
    contacts_title: Line
    contacts_intro: Prose
    countries: list[Country] = Field(min_length=1)


class Term(Titled):
    """A word and what it means here."""

    meaning: Line
    body: Prose | None = None
    sources: list[WorkRef] = []

    @property
    def tip(self) -> str:
        """What it means."""
        return self.meaning


class Glossary(Page):
    """The terms of the guide."""

    kind: Literal["glossary"]
    terms: list[Term] = Field(min_length=1)


class Work(Titled):
    """A published work, or an organisation's page, that a claim rests on."""

    authors: Line
    year: Line
    published: Line
    url: Https | None = None
    claim: Rich
    """What we take from it, in our own words."""


class Sources(Page):
    """The works that claims rest on."""

    kind: Literal["sources"]
    works: list[Work] = Field(min_length=1)


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


class Contents(Page):
    """A page that lists all parts, all worksheets, or all plans for sessions."""

    kind: Literal["contents"]
    of: Literal["parts", "worksheets", "sessions"]


class Progress(Page):
    """The reader's own way: every step to tick off, with what is begun of its worksheets."""

    kind: Literal["journey"]


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
