"""The guide as a whole: every page and item by id, and queries over them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

from relationship_reset.core.yaml_source import Source, YamlPath
from relationship_reset.model.base import Item, Page, walk
from relationship_reset.model.field_parts import Option
from relationship_reset.model.fields import Cards, Choosing, Field
from relationship_reset.model.lists import CardGroup, Collection, Deck, Entry, Group
from relationship_reset.model.pages import Notice, Part, Section
from relationship_reset.model.session import Session
from relationship_reset.model.worksheet import Worksheet

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Place:
    """A page of the guide with its source file and its address."""

    page: Page
    source: Source
    address: str
    """The page's path on the site, without a leading slash: `guide/repair-conversation/`; empty for the first page."""


@dataclass
class Guide:
    """All pages of the YAML files."""

    places: dict[str, Place] = field(default_factory=dict)
    """Pages by id, in the order of their files."""
    items: dict[str, Item] = field(default_factory=dict)
    """Every page by its id and every item by `page#item`."""

    def address(self, ref: str) -> str:
        """Return the address of a page or item from the top of the site."""
        page, _, item = ref.partition("#")
        return self.places[page].address + (f"#{item}" if item else "")

    def pages(self, kind: type[P]) -> list[P]:
        """Return all pages of one kind, in the order of their files."""
        return [place.page for place in self.places.values() if isinstance(place.page, kind)]

    def parts(self) -> list[Part]:
        """Return the parts, ordered by number."""
        return sorted(self.pages(Part), key=lambda part: part.number)

    def sheets(self) -> list[Worksheet]:
        """Return all worksheets, in the order of the steps they belong to."""
        order = {
            f"{part.id}#{step.id}": (part.number, place)
            for part in self.parts()
            for place, step in enumerate(part.steps)
        }
        return sorted(self.pages(Worksheet), key=lambda sheet: order.get(sheet.step, (99, 0)))

    def groups(self, ref: str) -> list[Group]:
        """Return the groups of entries that a reference names: all groups of a page, or one group."""
        found = self.items[ref]
        return found.groups if isinstance(found, Collection) else [found] if isinstance(found, Group) else []

    def card_groups(self, ref: str) -> list[CardGroup]:
        """Return the groups of cards that a reference names: all groups of a deck, or one group."""
        found = self.items[ref]
        return found.groups if isinstance(found, Deck) else [found] if isinstance(found, CardGroup) else []

    def options(self, choosing: Choosing) -> list[Option | Entry]:
        """Return the options of a field: its own, or the entries of a list.

        An entry's audience is narrowed to that of its group; entries for no remaining audience are dropped.
        """
        if choosing.from_ is None:
            return list(choosing.options)
        return [
            entry.model_copy(update={"audience": shared})
            for group in self.groups(choosing.from_)
            for entry in group.entries
            if (shared := [one for one in entry.audience if one in group.audience])
        ]

    def chosen(self, asked: Field, names: list[str]) -> list[Option | Entry | str]:
        """Return the options of a field with the given ids; an unknown id is returned as text."""
        known = {option.id: option for option in self.options(asked)} if isinstance(asked, Choosing) else {}
        return [known.get(name, name) for name in names]

    def notices(self, worksheet: Worksheet) -> list[Notice]:
        """Return the notices of a worksheet: its own, then those of the pages it names."""
        found = list(worksheet.nudges)
        for ref in worksheet.nudges_from:
            found += [value for _, value in walk(self.items[ref]) if isinstance(value, Notice)]
        return found

    def ideas(self) -> dict[str, list[str]]:
        """Return the references of the items that cover each idea."""
        found = defaultdict(list)
        for ref, item in self.items.items():
            if item.idea:
                found[item.idea].append(ref)
        return dict(found)

    def sheets_for(self, page: Page, section: Section) -> list[str]:
        """Return the ids of the worksheets to show with a section: those whose step it is, then those it names."""
        own = [sheet.id for sheet in self.sheets() if sheet.step == f"{page.id}#{section.id}"]
        return own + [ref for ref in section.worksheets if ref not in own]

    def sheets_of(self, page: Page) -> list[str]:
        """Return the ids of the worksheets that belong to a page as a whole."""
        return [sheet.id for sheet in self.sheets() if sheet.step == page.id]

    def sheets_elsewhere(self) -> list[Worksheet]:
        """Return the worksheets that belong to no step of a part."""
        steps = {f"{part.id}#{step.id}" for part in self.parts() for step in part.steps}
        return [sheet for sheet in self.sheets() if sheet.step not in steps]

    def handouts(self, session: Session) -> list[str]:
        """Return the ids of a session's handouts: the worksheets of its points, then its other materials."""
        sheets = [ref for ref in session.refs if isinstance(self.items[ref], Worksheet)]
        return list(dict.fromkeys([*sheets, *session.materials]))

    def decks(self) -> list[Deck]:
        """Return all decks of cards."""
        return self.pages(Deck)

    def sheets_with(self, deck: str) -> list[Worksheet]:
        """Return the worksheets on which cards of a deck are drawn: all of its cards, or a group's."""

        def draws(sheet: Worksheet) -> bool:
            return any(isinstance(one, Cards) and one.deck.partition("#")[0] == deck for one in sheet.fields)

        return list(filter(draws, self.sheets()))


def item_path(page: Page, item: str) -> YamlPath:
    """Return the path of the item with an id on a page, or `()` (the page itself) if there is none."""
    return next((path for path, value in walk(page) if path and isinstance(value, Item) and value.id == item), ())
