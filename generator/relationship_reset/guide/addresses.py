"""The published addresses, which never break: the list of them at the project's root, and what is wrong with it.

Each has a number, by which links can name it in few letters. A number is given once and never goes to another address.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.core.yaml_source import YamlPath
from relationship_reset.guide import guide as guides
from relationship_reset.guide.guide import Guide, Place
from relationship_reset.guide.redirects import FormerAddress, Redirects, claims, moves

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
    """The list as it stands in the file."""

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
    """Return the number of every published address of the project below `root`, old ones too; nothing without a list.

    Addresses are written as in `Guide.address`. `moves.Moves.leads_to` tells what stands at an old one today.
    """
    listing = listed(root)
    return listing.numbers if listing else {}


def listed(root: Path) -> AddressList | None:
    """Return the list of the project below `root`, or None where it has none."""
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
    """Read the guide below `root`, as `guide.load`.

    Raises GuideError with every problem. Where references lead nowhere, published addresses that are gone are among
    the problems: it may be that something was renamed.
    """
    try:
        return guides.load(root)
    except guides.DanglingReferenceError as error:
        found = problems(error.guide, root, complete=False)
        raise GuideError([*error.problems, *found]) from None


def write(guide: Guide, root: Path) -> int:
    """Write down the addresses that the list lacks, with the next free numbers, and make it if there is none.

    Return how many were added. What stands in the file stays as it is. The list must have no problem.
    """
    listing = listed(root) or AddressList()
    missing = _missing(moves(guide), listing)
    last = max(listing.numbers.values(), default=0)
    added = "".join(f"{last + place} {spelled(address)}\n" for place, address in enumerate(missing, 1))
    before = (root / FILE).read_bytes() if listing.lines else HEAD.encode()
    gap = b"" if before.endswith(b"\n") else b"\n"
    if missing:
        (root / FILE).write_bytes(before + gap + added.encode())
    return len(missing)


def spelled(address: str) -> str:
    """Return an address as it is written for people: the first page's is a slash."""
    return address if address and not address.startswith("#") else f"/{address}"


def problems(guide: Guide, root: Path, *, complete: bool = True) -> Iterator[Problem]:
    """Yield what is wrong with the addresses of the project below `root`.

    A listed address may not be gone, and a former one is claimed once and stands for nothing else. Where nothing of
    this is wrong, and unless `complete` is false, each address has to be listed. Without a list none is published yet.
    """
    known = moves(guide)
    found = list(_claimed(guide, known, guides.written(root)))
    if listing := listed(root):
        found += listing.problems or _gone(guide, known, listing)
        if not found and complete and (missing := _missing(known, listing)):
            some = f"{len(missing)} addresses are" if len(missing) > 1 else "1 address is"
            message = f"{some} not listed here yet ({spelled(missing[0])}); run 'relationship-reset addresses'"
            found.append(listing.problem(max(len(listing.lines), 1), message))
    yield from found


def _missing(known: Redirects, listing: AddressList) -> list[str]:
    return [address for address in known.today if address not in listing.numbers]


def _claimed(guide: Guide, known: Redirects, written: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with former addresses. `written` are the addresses of pages that are not YAML."""
    first: dict[str, FormerAddress] = {}
    for claim in claims(guide):
        old = spelled(claim.address)
        page = claim.address.partition("#")[0]
        if taken := known.today.get(claim.address) or written.get(claim.address):
            yield _at(claim, f"'{old}' is the address of '{taken}' today; a former address stands for nothing else")
        elif other := first.get(claim.address):
            yield _at(
                claim, f"'{old}' is claimed by '{other.ref}' already ({other.place.source.file}); one can have it"
            )
        elif page not in {*known.pages.values(), *known.before, *written}:
            yield _at(claim, f"no page was at '{page}': write 'formerly: {page}' on the page that took its place")
        first.setdefault(claim.address, claim)


def _at(claim: FormerAddress, message: str) -> Problem:
    return claim.place.source.problem(claim.place.source.mark(claim.way), message, claim.way[:-1])


def _gone(guide: Guide, known: Redirects, listing: AddressList) -> Iterator[Problem]:
    """Yield a problem for each listed address that leads nowhere, at what most likely took its place.

    Of a page that is gone with all that stood on it, only the page is named.
    """
    for address in listing.numbers:
        page, _, item = address.partition("#")
        home = known.leads_to(page)
        if known.leads_to(address) or (item and page in listing.numbers and not home):
            continue
        near = _near(known, listing, address)
        said = f"the published address {spelled(address)} is gone"
        if near:
            place, way = guide.places[near.partition("#")[0]], _way(guide, near)
            mend = f"if this {'item' if '#' in near else 'page'} took its place, write 'formerly: "
            mend += f"{_short(guide, known, near, address)}' below its id; if none did, {_back(item)}"
            yield place.source.problem(place.source.mark(way), f"{said}: {mend}", way)
        elif home:
            place = guide.places[home.partition("#")[0]]
            mend = f"{_back(item)}, or write 'formerly: {item}' below the id of what took its place"
            yield place.source.problem((1, 1), f"{said}: {mend} ('formerly: {spelled(address)}' on another page)")
        else:
            mend = f"{_back(item)}, or write 'formerly: {spelled(address)}' below the id of what took its place"
            yield listing.problem(listing.where[address], f"{said}: {mend}")


def _back(item: str) -> str:
    return "give the item its id back" if item else "give the file its name back"


def _near(known: Redirects, listing: AddressList, address: str) -> str | None:
    """Return what most likely took the place of an address: of what is not listed yet, the nearest by spelling.

    An item is looked for on its own page first, and elsewhere only by its very id.
    """
    fresh = {new: known.today[new] for new in _missing(known, listing)}
    page, _, item = address.partition("#")
    if not item:
        return _nearest(address, {new: ref for new, ref in fresh.items() if "#" not in new}, 0.6)
    home = (known.leads_to(page) or "").partition("#")[0]
    here = {ref.partition("#")[2]: ref for ref in fresh.values() if ref.startswith(f"{home}#")}
    elsewhere = [ref for ref in fresh.values() if ref.endswith(f"#{item}")]
    moved = elsewhere[0] if len(elsewhere) == 1 else None
    return _nearest(item, here, 0.6) or moved or _nearest(item, here, 0.0)


def _nearest(word: str, known: Mapping[str, str], cutoff: float) -> str | None:
    near = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    return known[near[0]] if near else None


def _way(guide: Guide, ref: str) -> YamlPath:
    page, _, item = ref.partition("#")
    return (*guides.way_of(guide.places[page].page, item), "id")


def _short(guide: Guide, known: Redirects, ref: str, address: str) -> str:
    """Return what an item or page writes as `formerly` to claim an address: an id where that is enough."""
    place: Place = guide.places[ref.partition("#")[0]]
    page, _, item = address.partition("#")
    if item and known.leads_to(page) == place.page.id:
        return item
    stem = page.rstrip("/").rpartition("/")[2]
    beside = guides.address_of(f"{place.source.file.rpartition('/')[0]}/{stem}.yml")
    return stem if address == beside else spelled(address)
