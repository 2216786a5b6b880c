"""Where things were before: what `formerly` says, as addresses, and where each old address leads today."""

from collections.abc import Iterator
from dataclasses import dataclass

from relationship_reset.core.yaml_source import YamlPath
from relationship_reset.guide.guide import Guide, Place
from relationship_reset.guide.loader import address_of
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
    path: YamlPath
    """Where in the file it is said."""


@dataclass(frozen=True)
class Redirects:
    """Every address of a guide, of today and of before."""

    current: dict[str, str]
    """What stands at each address of today: a page's id, or `page#item`."""
    former: dict[str, str]
    """What took the place of each former address, in the same way."""
    pages: dict[str, str]
    """The address of each page by its id."""

    def resolve(self, address: str) -> str | None:
        """Return what an address of today or before leads to; None where it is gone.

        What stood on a page that has moved is looked for on that page's new place, by its id there or by a former one.
        """
        if found := self.current.get(address) or self.former.get(address):
            return found
        page, _, item = address.partition("#")
        moved = self.former.get(page, "#")
        return self.resolve(f"{self.pages[moved]}#{item}") if item and "#" not in moved else None

    def former_ids(self, page: str) -> dict[str, list[str]]:
        """Return the former ids of the items that still stand on the page at an address, by their ids of today."""
        found: dict[str, list[str]] = {}
        for address, ref in self.former.items():
            home, _, old = address.partition("#")
            if home == page and old and self.pages[ref.partition("#")[0]] == page and "#" in ref:
                found.setdefault(ref.partition("#")[2], []).append(old)
        return found

    def moved_items(self, page: str) -> dict[str, str]:
        """Return what once stood on the page at an address, of today or before, and is elsewhere now, by its old id."""
        moved = self.pages.get(self.former.get(page, ""))
        found = {}
        for address in (*self.current, *self.former):
            home, _, old = address.partition("#")
            ref = self.resolve(f"{page}#{old}") if old and home in {page, moved} else None
            if ref and self.pages[ref.partition("#")[0]] != page:
                found[old] = ref
        return found


def redirects(guide: Guide) -> Redirects:
    """Return where everything of a guide is and was. What two items claim is the first one's."""
    current = {guide.address(ref): ref for ref in guide.items}
    claims = reversed(list(former_addresses(guide)))
    former = {claim.address: claim.ref for claim in claims if claim.address not in current}
    return Redirects(current, former, {page: place.address for page, place in guide.places.items()})


def former_addresses(guide: Guide) -> Iterator[FormerAddress]:
    """Yield every former address that is claimed, in the order of the files.

    A page whose id has changed while its file kept its name claims nothing by that: its address is the same.
    """
    for page, place in guide.places.items():
        for path, item in walk(place.page):
            if not isinstance(item, Item):
                continue
            for number, old in enumerate(item.formerly):
                address = _address(place, item, old)
                if address != place.address:
                    ref = f"{page}#{item.id}" if path else page
                    yield FormerAddress(address, ref, place, (*path, "formerly", number))


def _address(place: Place, item: Item, old: str) -> str:
    if "/" in old:
        return old.lstrip("/")
    folder = place.source.file.rpartition("/")[0]
    return address_of(f"{folder}/{old}.yml") if item is place.page else f"{place.address}#{old}"
