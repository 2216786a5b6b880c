"""Lists that other pages refer to: needs, feelings, values, bids, phrases, decks of cards, terms, sources."""

from typing import Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from relationship_reset.core.formats import Https
from relationship_reset.model.base import Item, Line, Page, Prose, Rich, Titled, Words
from relationship_reset.model.pages import Notice
from relationship_reset.model.refs import WorkRef


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
    def _reserved_names_are_free(cls, cards: list[Card]) -> list[Card]:
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
