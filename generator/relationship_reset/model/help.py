"""The page with help: the safety check before a worksheet for two, and contacts by country."""

from typing import Literal

from pydantic import Field

from relationship_reset.core.formats import Day, Https, Phone
from relationship_reset.model.base import Base, Line, Page, Prose, Titled, Words
from relationship_reset.model.pages import Section
from relationship_reset.model.refs import SoloRef


class CareCheck(Base):
    """The safety questions shown before a worksheet for two people. The answer is never stored."""

    title: Line
    intro: Prose
    signs: list[Words] = Field(min_length=1, max_length=8)
    """If any of these is true, a worksheet for two people is unsuitable."""
    alone_title: Line
    """The heading of the advice for readers for whom a sign is true, or who are not sure."""
    alone: Prose
    worksheets: list[SoloRef] = []
    """Worksheets for one person, offered in its place."""


class HelpSection(Section):
    """A section of the page with help; some have a built-in tool."""

    tool: Literal["erase everything", "neutral tab"] | None = None
    """The tool shown in the section."""


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


class Help(Page):
    """When a reset is not the right tool, and where to get help."""

    kind: Literal["help"]
    check: CareCheck | None = None
    sections: list[HelpSection] = Field(min_length=1)
    contacts_title: Line
    contacts_intro: Prose
    countries: list[Country] = Field(min_length=1)
