"""The page with help: the safety check before a worksheet for two, and contacts by country."""

from typing import Literal

from pydantic import Field

from relationship_reset.core.formats import Day, Https, Phone
from relationship_reset.model.base import Base, Line, Page, Prose, SoloRef, Titled, Words
from relationship_reset.model.pages import Section


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
