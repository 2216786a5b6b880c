"""The list of published addresses (`addresses.txt`), which must never break, and its validation.

Each address has a number, a short name for use in links. A number is never reassigned.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.core.yaml_source import YamlPath
from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide, Place, item_path
from relationship_reset.guide.redirects import FormerAddress, Redirects, former_addresses, redirects

FILE = "addresses.txt"
HEAD = """\
# Every published address of the guide, each with a number of its own. People link to them, so none may break.
# `relationship-reset addresses` adds what is missing. Change no line and take none out. If two branches gave out the
# same numbers, keep the lines of the branch that is published already, and run it again.
"""
_LINE = re.compile(r"([1-9][0-9]{0,8}) (\S+)")
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")


@dataclass
class AddressList:
    """The parsed list."""

    lines: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The number of every listed address."""
    where: dict[str, int] = field(default_factory=dict)
    """The line of every listed address, counted from 1."""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, message: str) -> Problem:
        """Return a problem in a line of the list."""
        return Problem(FILE, line, 1, message, excerpt=self.lines[line - 1] if self.lines else "")


def numbers(root: Path) -> dict[str, int]:
    """Return the numbers of all published addresses, current and former; empty if the project has no list.

    Addresses are written as in `Guide.address`. `redirects.Redirects.resolve` tells what stands at an old one today.
    """
    listing = read_list(root)
    return listing.numbers if listing else {}


def read_list(root: Path) -> AddressList | None:
    """Return the list of the project below `root`, or None if it has none."""
    if not (root / FILE).is_file():
        return None
    listing, taken = AddressList((root / FILE).read_text(encoding="utf-8").splitlines()), dict[int, int]()
    for line, text in enumerate(listing.lines, 1):
        if not text.strip() or text.startswith("#"):
            continue
        found = _LINE.fullmatch(text.rstrip())
        if not found:
            message = "this line is no number and address; take it out, and run 'relationship-reset addresses'"
            listing.problems.append(listing.problem(line, message))
            continue
        number, address = int(found[1]), found[2].lstrip("/")
        if first := taken.get(number) or listing.where.get(address):
            what = f"number {number}" if number in taken else f"address {found[2]}"
            message = f"the {what} stands on line {first} already; take out the line that is not published yet, and run"
            listing.problems.append(listing.problem(line, f"{message} 'relationship-reset addresses'"))
        taken.setdefault(number, line)
        listing.where.setdefault(address, line)
        listing.numbers.setdefault(address, number)
    if marked := next((line for line, text in enumerate(listing.lines, 1) if _CONFLICT.match(text)), 0):
        message = "these are Git's marks of a conflict: keep the lines that are published, take out the marks and the"
        listing.problems = [listing.problem(marked, f"{message} other lines, and run 'relationship-reset addresses'")]
    return listing


def load(root: Path) -> Guide:
    """Load the guide below `root`, as `loader.load` does.

    Raises GuideError with all problems. If references dangle, removed published addresses are reported too, because
    a renamed id is a likely cause.
    """
    try:
        return loader.load(root)
    except loader.DanglingReferenceError as error:
        found = problems(error.guide, root, complete=False)
        raise GuideError([*error.problems, *found]) from None


def write_missing(guide: Guide, root: Path) -> int:
    """Append unlisted addresses with the next free numbers, creating the file if it is missing.

    Return how many were added. Existing lines are kept unchanged. The list must have no problems.
    """
    listing = read_list(root) or AddressList()
    missing = _unlisted(redirects(guide), listing)
    last = max(listing.numbers.values(), default=0)
    added = "".join(f"{last + place} {displayed(address)}\n" for place, address in enumerate(missing, 1))
    former = (root / FILE).read_bytes() if listing.lines else HEAD.encode()
    gap = b"" if former.endswith(b"\n") else b"\n"
    if missing:
        (root / FILE).write_bytes(former + gap + added.encode())
    return len(missing)


def displayed(address: str) -> str:
    """Return an address as shown to people: that of the first page is a slash."""
    return address if address and not address.startswith("#") else f"/{address}"


def problems(guide: Guide, root: Path, *, complete: bool = True) -> Iterator[Problem]:
    """Yield the problems of the addresses of the project below `root`.

    A listed address must still resolve. A former address is declared once and is not in use. If `complete`, and if
    there is no other problem, every address must be listed. A project without a list has published nothing yet.
    """
    known = redirects(guide)
    found = list(_former_address_problems(guide, known, loader.static_addresses(root)))
    if listing := read_list(root):
        found += listing.problems or _removed_address_problems(guide, known, listing)
        if not found and complete and (missing := _unlisted(known, listing)):
            some = f"{len(missing)} addresses are" if len(missing) > 1 else "1 address is"
            message = f"{some} not listed here yet ({displayed(missing[0])}); run 'relationship-reset addresses'"
            found.append(listing.problem(max(len(listing.lines), 1), message))
    yield from found


def _unlisted(known: Redirects, listing: AddressList) -> list[str]:
    return [address for address in known.current if address not in listing.numbers]


def _former_address_problems(guide: Guide, known: Redirects, static_addresses: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the problems of declared former addresses. `static_addresses` are those of pages that are not YAML."""
    first: dict[str, FormerAddress] = {}
    for claim in former_addresses(guide):
        old = displayed(claim.address)
        page = claim.address.partition("#")[0]
        if taken := known.current.get(claim.address) or static_addresses.get(claim.address):
            yield _problem_at(
                claim, f"'{old}' is the address of '{taken}' today; a former address stands for nothing else"
            )
        elif other := first.get(claim.address):
            yield _problem_at(
                claim, f"'{old}' is claimed by '{other.ref}' already ({other.place.source.file}); one can have it"
            )
        elif page not in {*known.pages.values(), *known.former, *static_addresses}:
            yield _problem_at(
                claim, f"no page was at '{page}': write 'formerly: {page}' on the page that took its place"
            )
        first.setdefault(claim.address, claim)


def _problem_at(claim: FormerAddress, message: str) -> Problem:
    return claim.place.source.problem(claim.place.source.position(claim.path), message, claim.path[:-1])


def _removed_address_problems(guide: Guide, known: Redirects, listing: AddressList) -> Iterator[Problem]:
    """Yield a problem for each listed address that no longer resolves, at its most likely successor.

    If a whole page was removed, only the page is reported and not its items.
    """
    for address in listing.numbers:
        page, _, item = address.partition("#")
        home = known.resolve(page)
        if known.resolve(address) or (item and page in listing.numbers and not home):
            continue
        near = _likely_successor(known, listing, address)
        said = f"the published address {displayed(address)} is gone"
        if near:
            place, path = guide.places[near.partition("#")[0]], _id_path(guide, near)
            mend = f"if this {'item' if '#' in near else 'page'} took its place, write 'formerly: "
            mend += (
                f"{_shortest_former(guide, known, near, address)}' below its id; if none did, {_how_to_restore(item)}"
            )
            yield place.source.problem(place.source.position(path), f"{said}: {mend}", path)
        elif home:
            place = guide.places[home.partition("#")[0]]
            mend = f"{_how_to_restore(item)}, or write 'formerly: {item}' below the id of what took its place"
            yield place.source.problem((1, 1), f"{said}: {mend} ('formerly: {displayed(address)}' on another page)")
        else:
            mend = f"{_how_to_restore(item)}, or write 'formerly: {displayed(address)}' below the id of what"
            mend += " took its place"
            yield listing.problem(listing.where[address], f"{said}: {mend}")


def _how_to_restore(item: str) -> str:
    return "give the item its id back" if item else "give the file its name back"


def _likely_successor(known: Redirects, listing: AddressList, address: str) -> str | None:
    """Return the most likely successor of an address, or None: the unlisted reference closest in spelling.

    An item is searched for on its own page first, and on other pages only by the identical id.
    """
    fresh = {new: known.current[new] for new in _unlisted(known, listing)}
    page, _, item = address.partition("#")
    if not item:
        return _closest(address, {new: ref for new, ref in fresh.items() if "#" not in new}, 0.6)
    home = (known.resolve(page) or "").partition("#")[0]
    here = {ref.partition("#")[2]: ref for ref in fresh.values() if ref.startswith(f"{home}#")}
    elsewhere = [ref for ref in fresh.values() if ref.endswith(f"#{item}")]
    moved = elsewhere[0] if len(elsewhere) == 1 else None
    return _closest(item, here, 0.6) or moved or _closest(item, here, 0.0)


def _closest(word: str, known: Mapping[str, str], cutoff: float) -> str | None:
    near = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    return known[near[0]] if near else None


def _id_path(guide: Guide, ref: str) -> YamlPath:
    page, _, item = ref.partition("#")
    return (*item_path(guide.places[page].page, item), "id")


def _shortest_former(guide: Guide, known: Redirects, ref: str, address: str) -> str:
    """Return the shortest `formerly` value by which an item or page declares an address: an id if that suffices."""
    place: Place = guide.places[ref.partition("#")[0]]
    page, _, item = address.partition("#")
    if item and known.resolve(page) == place.page.id:
        return item
    stem = page.rstrip("/").rpartition("/")[2]
    beside = loader.address_of(f"{place.source.file.rpartition('/')[0]}/{stem}.yml")
    return stem if address == beside else displayed(address)
