"""The guide as a whole: every page and item by its id, with nothing dangling."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.core.yaml_source import Source, YamlPath, read
from relationship_reset.guide import references
from relationship_reset.guide.validate import parse
from relationship_reset.model.base import Item, Page, walk
from relationship_reset.model.fields import Cards, Choosing, Field, Option
from relationship_reset.model.lists import CardGroup, Collection, Deck, Entry, Group
from relationship_reset.model.pages import Notice, Part, Section
from relationship_reset.model.session import Session
from relationship_reset.model.worksheet import Worksheet

P = TypeVar("P", bound=Page)
_NAME = re.compile(r"[a-z0-9-]+")


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

    def suits(self, ref: str) -> list[CardGroup]:
        """Return the groups of cards that a reference to a deck means."""
        found = self.items[ref]
        return found.groups if isinstance(found, Deck) else [found] if isinstance(found, CardGroup) else []

    def options(self, choosing: Choosing) -> list[Option | Entry]:
        """Return what there is to choose in a field: its own options, or the entries of a list.

        An entry of a group for one audience is for that one too.
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
        """Return the options of a field that have some ids; an id that no option has stands for itself."""
        known = {option.id: option for option in self.options(asked)} if isinstance(asked, Choosing) else {}
        return [known.get(name, name) for name in names]

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

    def sheets_of(self, page: Page) -> list[str]:
        """Return the ids of the worksheets that belong to a page as a whole."""
        return [sheet.id for sheet in self.sheets() if sheet.step == page.id]

    def sheets_elsewhere(self) -> list[Worksheet]:
        """Return the worksheets that belong to no step of a part."""
        steps = {f"{part.id}#{step.id}" for part in self.parts() for step in part.steps}
        return [sheet for sheet in self.sheets() if sheet.step not in steps]

    def handed_out(self, session: Session) -> list[str]:
        """Return the ids of what a session's people are given: the worksheets of its points, then what it names."""
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


class DanglingReferenceError(GuideError):
    """Each file can be read, and something in them refers to what is not there; `guide` is what was read."""

    def __init__(self, guide: Guide, problems: Iterable[Problem]) -> None:
        super().__init__(problems)
        self.guide = guide


def load(root: Path) -> Guide:
    """Read the guide below a project's folder: `docs/**/*.yml` and `worksheets/*.yml`.

    Raises GuideError with every problem of every file; it is LooseEndsError where all can be read.
    """
    guide, problems, places = Guide(), list(_unread(root)), list[Place]()
    owners = written(root)
    paths = sources(root)
    for path in paths:
        source = read(path, _name(path, root))
        if page := parse(source):
            places.append(Place(page, source, address_of(source.file)))
        problems += source.problems
        problems += _settled(source, owners)
    problems += _gather(guide, places)
    pages = [(place.page, place.source) for place in places]
    loose = list(references.problems(pages, guide.items, whole=len(places) == len(paths)))
    if problems:
        raise GuideError([*problems, *loose])
    if loose:
        raise DanglingReferenceError(guide, loose)
    return guide


def sources(root: Path) -> list[Path]:
    """Return the guide's YAML files below a project's folder, in order."""
    return _seen(root, "docs/**/*.yml", "worksheets/*.yml")


def address_of(file: str) -> str:
    """Return the address, without a leading slash, of the page made from a file, such as `docs/guide/rebuild.yml`."""
    *folders, name = file.removeprefix("docs/").split("/")
    stem = name.rpartition(".")[0]
    return "".join(f"{part}/" for part in (*folders, *([] if stem in {"index", "README"} else [stem])))


def page_path(file: str) -> str:
    """Return where the page made from a YAML file would stand in a docs folder, such as `guide/rebuild.md`."""
    return file.removeprefix("docs/").removesuffix(".yml") + ".md"


def _seen(root: Path, *patterns: str) -> list[Path]:
    """Return the files below a folder that are not hidden; editors keep files with a dot in front beside ours."""
    found = {path for pattern in patterns for path in root.glob(pattern)}
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _unread(root: Path) -> Iterator[Problem]:
    for path in _seen(root, "docs/**/*.yaml", "worksheets/**/*.yaml"):
        yield Problem(_name(path, root), 1, 1, "this file is not read: name it with .yml at the end")
    for path in _seen(root, "docs/embed/**/*"):
        if path.is_file():
            yield Problem(_name(path, root), 1, 1, "this folder is for what other sites frame: use another one")
    for path in _seen(root, "worksheets/*/**/*.yml"):
        yield Problem(_name(path, root), 1, 1, "this file is not read: put it into worksheets/ itself")


def way_of(page: Page, item: str) -> YamlPath:
    """Return the way to the item with an id on a page, or to the page itself where there is none."""
    return next((way for way, value in walk(page) if way and isinstance(value, Item) and value.id == item), ())


def written(root: Path) -> dict[str, str]:
    """Return the addresses that are taken by what is not YAML below `docs/`, with the files that take them."""
    taken = {}
    for path in _seen(root, "docs/**/*"):
        file = _name(path, root)
        if path.suffix == ".md" or path.name == "index.html":
            taken[address_of(file)] = file
        elif path.is_file() and not path.suffix:
            taken[file.removeprefix("docs/") + "/"] = file
    return taken


def _settled(source: Source, owners: dict[str, str]) -> Iterator[Problem]:
    """Note who owns the address of a file; yield what is wrong with that address."""
    address = address_of(source.file)
    if address in owners:
        message = f"two sources for the address /{address}: {owners[address]} and {source.file}"
        yield source.problem((1, 1), message)
    owners[address] = source.file
    for part in source.file.removesuffix(".yml").split("/"):
        if not _NAME.fullmatch(part):
            message = f"bad name '{part}': name files and folders with small letters, digits and hyphens"
            yield source.problem((1, 1), f"{message} (such as 'say-it-kindly')")


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
