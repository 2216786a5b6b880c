"""The guide as a whole: every page and item by its id, with nothing dangling."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator import richtext
from generator.guidance import Card, Collection, Deck, Entry, Group, Notice, Part, Section, Suit
from generator.model import Item, Page, Ref, Rich, walk
from generator.parse import parse
from generator.problems import GuideError, Problem, suggest
from generator.source import Source, Way, read
from generator.worksheet import Cards, Choosing, Option, People, Worksheet

P = TypeVar("P", bound=Page)
LINKED_BY_WORKSHEETS = ("care", "care#where-answers-live")
"""Every worksheet leads to these, so a guide with worksheets must have them."""
SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Place:
    """A page of the guide: what it holds, where it came from, where it goes."""

    page: Page
    source: Source
    address: str
    """The page's path on the site, without a leading slash: `guide/repair-conversation/`; empty for the first page."""


@dataclass
class Guide:
    """Everything that the YAML files say."""

    places: dict[str, Place] = field(default_factory=dict)
    """Every page's place by the page's id."""
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
        """Return the parts of the way, in order."""
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
        """Return the groups of entries that a reference to a list means: all of a page's, or one."""
        found = self.items[ref]
        return found.groups if isinstance(found, Collection) else [found] if isinstance(found, Group) else []

    def suits(self, ref: str) -> list[Suit]:
        """Return the groups of cards that a reference to a deck means."""
        found = self.items[ref]
        return found.groups if isinstance(found, Deck) else [found] if isinstance(found, Suit) else []

    def options(self, choosing: Choosing) -> list[Option | Entry]:
        """Return what there is to choose in a field: its own options, or the entries of a list."""
        if choosing.from_ is None:
            return list(choosing.options)
        return [entry for group in self.groups(choosing.from_) for entry in group.entries]

    def cards(self, cards: Cards) -> list[Card]:
        """Return the cards of a field's deck, in order."""
        return [card for suit in self.suits(cards.deck) for card in suit.cards]

    def notices(self, worksheet: Worksheet) -> list[Notice]:
        """Return the words to notice in a worksheet: its own, and those of the pages it names."""
        found = list(worksheet.nudges)
        for ref in worksheet.nudges_from:
            found += [value for _, value in walk(self.items[ref]) if isinstance(value, Notice)]
        return found

    def ideas(self) -> dict[str, list[str]]:
        """Return the ids that carry each numbered idea."""
        found = defaultdict(list)
        for ref, item in self.items.items():
            if item.idea:
                found[item.idea].append(ref)
        return dict(found)

    def sheets_for(self, page: Page, section: Section) -> list[str]:
        """Return the ids of the worksheets to show with a section: those that belong to it, then those it names."""
        own = [sheet.id for sheet in self.sheets() if sheet.step == f"{page.id}#{section.id}"]
        return own + [ref for ref in section.worksheets if ref not in own]

    def sheets_with(self, deck: str) -> list[Worksheet]:
        """Return the worksheets on which the cards of a deck are drawn."""
        return [
            sheet for sheet in self.sheets() if any(isinstance(one, Cards) and one.deck == deck for one in sheet.fields)
        ]


def load(root: Path) -> Guide:
    """Read the guide below a project's folder: `docs/**/*.yml` and `worksheets/*.yml`.

    Raises GuideError with every problem of every file.
    """
    guide, problems = Guide(), list[Problem]()
    owners: dict[str, str] = {
        address_of(path, root / "docs"): _name(path, root) for path in sorted(root.glob("docs/**/*.md"))
    }
    places: list[Place] = []
    for path in sources(root):
        source = read(path, _name(path, root))
        page = parse(source)
        problems += source.problems
        address = address_of(path, root / "docs" if "docs" in path.relative_to(root).parts[0] else root)
        if address in owners:
            problems.append(
                source.problem((1, 1), f"two sources for the address /{address}: {owners[address]} and {source.file}")
            )
        owners[address] = source.file
        if page:
            places.append(Place(page, source, address))
    whole = not problems
    for path in sorted([*root.glob("docs/**/*.yaml"), *root.glob("worksheets/*.yaml")]):
        problems.append(Problem(_name(path, root), 1, 1, "this file is not read: name it with .yml at the end"))
    problems += _gather(guide, places)
    for place in places:
        problems += _references(guide, place, whole=whole)
        if isinstance(place.page, Worksheet):
            problems += _worksheet(place.page, place.source)
            for target in LINKED_BY_WORKSHEETS:
                problems += _dangling(guide, place.source, (), target, fragment="", whole=whole)
    if problems:
        raise GuideError(problems)
    return guide


def sources(root: Path) -> list[Path]:
    """Return the guide's YAML files below a project's folder, in order."""
    return sorted([*root.glob("docs/**/*.yml"), *root.glob("worksheets/*.yml")])


def address_of(path: Path, folder: Path) -> str:
    """Return the address, without a leading slash, of the page made from a file below `folder`."""
    parts = [*path.relative_to(folder).parent.parts, path.stem]
    if parts[-1] in {"index", "README"}:
        parts.pop()
    return "".join(f"{part}/" for part in parts)


def page_path(place: Place) -> str:
    """Return where a place's page would stand in a docs folder, such as `guide/repair-conversation.md`."""
    return place.source.file.removeprefix("docs/").removesuffix(".yml") + ".md"


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _gather(guide: Guide, places: Iterable[Place]) -> Iterator[Problem]:
    for place in places:
        page, source = place.page, place.source
        if page.id in guide.places:
            first = guide.places[page.id].source.file
            yield source.problem(source.mark(("id",)), f"duplicate page id '{page.id}' (first in {first})", ("id",))
            continue
        guide.places[page.id] = place
        seen: dict[str, int] = {}
        for way, item in walk(page):
            if not isinstance(item, Item):
                continue
            mark = source.mark((*way, "id"))
            if item.id in seen and way:
                yield source.problem(mark, f"duplicate id '{item.id}' (first on line {seen[item.id]})", (*way, "id"))
            elif way:
                seen[item.id] = mark[0]
            guide.items.setdefault(f"{page.id}#{item.id}" if way else page.id, item)


def _references(guide: Guide, place: Place, *, whole: bool) -> Iterator[Problem]:
    """Yield a problem for every reference that leads nowhere.

    While some file cannot be read (`whole` is false), ids that nobody has are passed over: they may stand there.
    """
    source = place.source
    for way, value in walk(place.page):
        while way not in source.values:  # one text for both audiences stands once in the YAML
            way = way[:-1]
        if isinstance(value, Rich):
            for target in richtext.references(value):
                yield from _dangling(guide, source, way, target, fragment=f"[[{target}", whole=whole)
        elif isinstance(value, Ref):
            kinds = ", ".join(sorted(value.kinds))
            found = guide.places.get(value.partition("#")[0])
            if value in guide.items and found and value.kinds and _kind(found.page) not in value.kinds:
                message = f"'{value}' is a page of kind {_kind(found.page)}; expected one of kind {kinds}"
                yield source.problem(source.mark(way), message, way)
            yield from _dangling(guide, source, way, value, fragment="", whole=whole)


def _dangling(guide: Guide, source: Source, way: Way, target: str, *, fragment: str, whole: bool) -> Iterator[Problem]:
    if target in guide.items or not whole:
        return
    mark = source.find(way, fragment) if fragment else source.mark(way)
    yield source.problem(mark, f"nothing has the id '{target}'{suggest(target, guide.items)}", way)


def _kind(page: Page) -> str:
    return str(page.kind)  # type: ignore[attr-defined]  # every kind of page has it


def _worksheet(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    people = {found.id for found in sheet.fields if isinstance(found, People)}
    shared = [found for section in sheet.sections if not section.each for found in section.fields]
    known = {found.id for found in shared if found.answered}
    for way, value in walk(sheet):
        name = way[-1:] and {"each": "each", "people": "people"}.get(str(way[-1]))
        if name and isinstance(value, str) and value not in people:
            yield source.problem(
                source.mark(way), f"no field of type people has the id '{value}'{suggest(value, people)}", way
            )
    if sheet.result:
        for slot in SLOT.findall(sheet.result.text.couple + sheet.result.text.business):
            if slot not in known:
                way = ("result", "text")
                mark = source.find(way, f"{{{slot}}}")
                yield source.problem(
                    mark, f"no field that is answered once has the id '{slot}'{suggest(slot, known)}", way
                )
