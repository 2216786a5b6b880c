"""Where things were before: what `formerly` says, as addresses, and where each old address leads today."""

from collections.abc import Iterator
from dataclasses import dataclass

from relationship_reset.core.yaml_source import YamlPath
from relationship_reset.guide.guide import Guide, Place, address_of
from relationship_reset.model.base import Item, walk


@dataclass(frozen=True)
class FormerAddress:
    """One former address that an item or page says it had."""

    address: str
    """The former address, as in `Guide.address`."""
    ref: str
    """What says so: the id of a page, or `page#item`."""
    place: Place
    """The page on which it stands."""
    way: YamlPath
    """Where in the file it is said."""


@dataclass(frozen=True)
class Redirects:
    """Every address of a guide, of today and of before."""

    today: dict[str, str]
    """What stands at each address of today: a page's id, or `page#item`."""
    before: dict[str, str]
    """What took the place of each former address, in the same way."""
    pages: dict[str, str]
    """The address of each page by its id."""

    def leads_to(self, address: str) -> str | None:
        """Return what an address of today or before leads to; None where it is gone.

        What stood on a page that has moved is looked for on that page's new place, by its id there or by a former one.
        """
        if found := self.today.get(address) or self.before.get(address):
            return found
        page, _, item = address.partition("#")
        moved = self.before.get(page, "#")
        return self.leads_to(f"{self.pages[moved]}#{item}") if item and "#" not in moved else None

    def was(self, page: str) -> dict[str, list[str]]:
        """Return the former ids of the items that still stand on the page at an address, by their ids of today."""
        found: dict[str, list[str]] = {}
        for address, ref in self.before.items():
            home, _, old = address.partition("#")
            if home == page and old and self.pages[ref.partition("#")[0]] == page and "#" in ref:
                found.setdefault(ref.partition("#")[2], []).append(old)
        return found

    def left(self, page: str) -> dict[str, str]:
        """Return what once stood on the page at an address, of today or before, and is elsewhere now, by its old id."""
        moved = self.pages.get(self.before.get(page, ""))
        found = {}
        for address in (*self.today, *self.before):
            home, _, old = address.partition("#")
            ref = self.leads_to(f"{page}#{old}") if old and home in {page, moved} else None
            if ref and self.pages[ref.partition("#")[0]] != page:
                found[old] = ref
        return found


def moves(guide: Guide) -> Redirects:
    """Return where everything of a guide is and was. What two items claim is the first one's."""
    today = {guide.address(ref): ref for ref in guide.items}
    before = {claim.address: claim.ref for claim in reversed(list(claims(guide))) if claim.address not in today}
    return Redirects(today, before, {page: place.address for page, place in guide.places.items()})


def claims(guide: Guide) -> Iterator[FormerAddress]:
    """Yield every former address that is claimed, in the order of the files.

    A page whose id has changed while its file kept its name claims nothing by that: its address is the same.
    """
    for page, place in guide.places.items():
        for way, item in walk(place.page):
            if not isinstance(item, Item):
                continue
            for number, old in enumerate(item.formerly):
                address = _address(place, item, old)
                if address != place.address:
                    ref = f"{page}#{item.id}" if way else page
                    yield FormerAddress(address, ref, place, (*way, "formerly", number))


def _address(place: Place, item: Item, old: str) -> str:
    if "/" in old:
        return old.lstrip("/")
    folder = place.source.file.rpartition("/")[0]
    return address_of(f"{folder}/{old}.yml") if item is place.page else f"{place.address}#{old}"
