"""Reads the guide: every YAML file of a project, and the address of each page."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.core.yaml_parser import read
from relationship_reset.core.yaml_source import Source
from relationship_reset.guide import references
from relationship_reset.guide.guide import Guide, Place
from relationship_reset.guide.validate import parse
from relationship_reset.model.base import Item, walk

_NAME = re.compile(r"[a-z0-9-]+")


class DanglingReferenceError(GuideError):
    """Every file is valid by itself, but references do not resolve; `guide` is what was loaded."""

    def __init__(self, guide: Guide, problems: Iterable[Problem]) -> None:
        super().__init__(problems)
        self.guide = guide


def load(root: Path) -> Guide:
    """Read the guide below a project's folder: `docs/**/*.yml` and `worksheets/*.yml`.

    Raises GuideError with all problems of all files, as DanglingReferenceError if every file is valid by itself.
    """
    guide, problems, places = Guide(), list(_misplaced_files(root)), list[Place]()
    owners = static_addresses(root)
    paths = source_files(root)
    for path in paths:
        source = read(path, _relative(path, root))
        if page := parse(source):
            places.append(Place(page, source, address_of(source.file)))
        problems += source.problems
        problems += _claim_address(source, owners)
    problems += _add_pages(guide, places)
    pages = [(place.page, place.source) for place in places]
    loose = list(references.problems(pages, guide.items, whole=len(places) == len(paths)))
    if problems:
        raise GuideError([*problems, *loose])
    if loose:
        raise DanglingReferenceError(guide, loose)
    return guide


def source_files(root: Path) -> list[Path]:
    """Return the guide's YAML files below a project's folder, sorted."""
    return _visible_files(root, "docs/**/*.yml", "worksheets/*.yml")


def address_of(file: str) -> str:
    """Return the address, without a leading slash, of the page made from a file, such as `docs/guide/rebuild.yml`."""
    *folders, name = file.removeprefix("docs/").split("/")
    stem = name.rpartition(".")[0]
    return "".join(f"{part}/" for part in (*folders, *([] if stem in {"index", "README"} else [stem])))


def page_path(file: str) -> str:
    """Return the path in a docs folder of the Markdown page made from a YAML file, such as `guide/rebuild.md`."""
    return file.removeprefix("docs/").removesuffix(".yml") + ".md"


def _visible_files(root: Path, *patterns: str) -> list[Path]:
    """Return the files that match any pattern, sorted. Names that begin with a dot are skipped: editors create them."""
    found = {path for pattern in patterns for path in root.glob(pattern)}
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _misplaced_files(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file that is in a reserved folder, or that `source_files` would miss."""
    for path in _visible_files(root, "docs/**/*.yaml", "worksheets/**/*.yaml"):
        yield Problem(_relative(path, root), 1, 1, "this file is not read: name it with .yml at the end")
    for path in _visible_files(root, "docs/embed/**/*"):
        if path.is_file():
            yield Problem(_relative(path, root), 1, 1, "this folder is for what other sites frame: use another one")
    for path in _visible_files(root, "worksheets/*/**/*.yml"):
        yield Problem(_relative(path, root), 1, 1, "this file is not read: put it into worksheets/ itself")


def static_addresses(root: Path) -> dict[str, str]:
    """Return the addresses of Markdown pages and static files below `docs/`, with their files."""
    taken = {}
    for path in _visible_files(root, "docs/**/*"):
        file = _relative(path, root)
        if path.suffix == ".md" or path.name == "index.html":
            taken[address_of(file)] = file
        elif path.is_file() and not path.suffix:
            taken[file.removeprefix("docs/") + "/"] = file
    return taken


def _claim_address(source: Source, owners: dict[str, str]) -> Iterator[Problem]:
    """Record the address of a file in `owners`; yield a problem if it is taken or badly named."""
    address = address_of(source.file)
    if address in owners:
        message = f"two sources for the address /{address}: {owners[address]} and {source.file}"
        yield source.problem((1, 1), message)
    owners[address] = source.file
    for part in source.file.removesuffix(".yml").split("/"):
        if not _NAME.fullmatch(part):
            message = f"bad name '{part}': name files and folders with small letters, digits and hyphens"
            yield source.problem((1, 1), f"{message} (such as 'say-it-kindly')")


def _add_pages(guide: Guide, places: Iterable[Place]) -> Iterator[Problem]:
    """Add pages and their items to the guide; yield a problem for each duplicate id."""
    for place in places:
        page, source = place.page, place.source
        if page.id in guide.places:
            first = guide.places[page.id].source.file
            yield source.problem(source.position(("id",)), f"duplicate page id '{page.id}' (first in {first})", ("id",))
            continue
        guide.places[page.id] = place
        seen: dict[str, int] = {}
        for path, item in walk(page):
            if not isinstance(item, Item):
                continue
            position = source.position((*path, "id"))
            if item.id in seen and path:
                yield source.problem(
                    position, f"duplicate id '{item.id}' (first on line {seen[item.id]})", (*path, "id")
                )
            elif path:
                seen[item.id] = position[0]
            guide.items.setdefault(f"{page.id}#{item.id}" if path else page.id, item)
