"""Redirects: the former addresses that `formerly` declares, and the current target of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from relationship_reset.core.yaml_source import YamlPath
from relationship_reset.guide.guide import Guide, Place
from relationship_reset.guide.loader import address_of
from relationship_reset.model.base import Item, walk


@dataclass(frozen=True)
class FormerAddress:
    """One former address that a page or item declares."""

    address: str
    """The former address, as in `Guide.address`."""
    ref: str
    """The reference of the page or item that declares it."""
    place: Place
    """The page that holds the declaration."""
    path: YamlPath
    """The path of the declaration in the file."""


@dataclass(frozen=True)
class Redirects:
    """All current and former addresses of a guide."""

    current: dict[str, str]
    """The reference (`page` or `page#item`) at each current address."""
    former: dict[str, str]
    """The reference that replaces each former address."""
    pages: dict[str, str]
    """The current address of each page, by id."""

    def resolve(self, address: str) -> str | None:
        """Return the reference that a current or former address leads to, or None if it is gone.

        An item of a moved page is looked up at the page's new address, by its current id or a former one.
        """
        if found := self.current.get(address) or self.former.get(address):
            return found
        page, _, item = address.partition("#")
        moved = self.former.get(page, "#")
        return self.resolve(f"{self.pages[moved]}#{item}") if item and "#" not in moved else None

    def former_ids(self, page: str) -> dict[str, list[str]]:
        """Return the former ids of items that are still on the page at an address, by current id."""
        found: dict[str, list[str]] = {}
        for address, ref in self.former.items():
            home, _, old = address.partition("#")
            if home == page and old and self.pages[ref.partition("#")[0]] == page and "#" in ref:
                found.setdefault(ref.partition("#")[2], []).append(old)
        return found

    def moved_items(self, page: str) -> dict[str, str]:
        """Return the references of items that have left the page at a current or former address, by old id."""
        moved = self.pages.get(self.former.get(page, ""))
        found = {}
        for address in (*self.current, *self.former):
            home, _, old = address.partition("#")
            ref = self.resolve(f"{page}#{old}") if old and home in {page, moved} else None
            if ref and self.pages[ref.partition("#")[0]] != page:
                found[old] = ref
        return found


def redirects(guide: Guide) -> Redirects:
    """Return all addresses of a guide. If two items declare the same former address, the first wins."""
    current = {guide.address(ref): ref for ref in guide.items}
    claims = reversed(list(former_addresses(guide)))
    former = {claim.address: claim.ref for claim in claims if claim.address not in current}
    return Redirects(current, former, {page: place.address for page, place in guide.places.items()})


def former_addresses(guide: Guide) -> Iterator[FormerAddress]:
    """Yield every declared former address, in the order of the files.

    A former page id whose file name has not changed is skipped: its address is still current.
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
