"""What can be put into a packet in the browser: worksheets, sections, decks, packets and the page with help."""

import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from relationship_reset.core.packet_format import PACKET_FORMAT
from relationship_reset.guide.guide import Guide
from relationship_reset.guide.redirects import Redirects
from relationship_reset.model.base import Page, Titled, walk
from relationship_reset.model.help import Help
from relationship_reset.model.lists import Deck
from relationship_reset.model.packet import Packet
from relationship_reset.model.pages import Section
from relationship_reset.model.worksheet import Worksheet


@dataclass(frozen=True)
class PacketItem:
    """One thing that a packet can hold."""

    number: int
    """Its number in links, which never changes."""
    others: list[int]
    """The numbers of its former addresses, which links may use too."""
    ref: str
    """Its id, with that of its page before it if it is not a page itself."""
    item: Titled
    home: Page
    """The page under which it is listed: its own, or for a worksheet the one it belongs to."""
    topics: list[str]
    """Its own, or else those of its page."""
    for_two: bool
    """Whether it is a sheet for two, or holds one: then the check on safety comes before it."""


def packet_items(guide: Guide, numbers: Mapping[str, int], redirects: Redirects) -> list[PacketItem]:
    """Return everything that a packet can hold, page by page, each worksheet after the step it belongs to.

    `numbers` are those of published addresses. What has none yet is left out; if nothing has one, the order decides.
    """
    refs = list(dict.fromkeys(_refs(guide)))
    given: dict[str, list[int]] = {}
    for address, number in numbers.items():
        given.setdefault(redirects.resolve(address) or "", []).append(number)
    for number, ref in enumerate(refs if not numbers else (), 1):
        given[ref] = [number]
    return [_packet_item(guide, ref, numbers.get(guide.address(ref)), given[ref]) for ref in refs if ref in given]


def packet_fragment(packet: Packet, items: Iterable[PacketItem]) -> str:
    """Return the end of a link, from the # on, that opens a packet of the guide in the browser.

    `docs/about/file-formats.md` describes it. It is empty if nothing in the packet has a number.
    """
    numbers = {item.ref: item.number for item in items}
    held = [numbers[ref] for ref in packet.contents if ref in numbers]
    members = {
        "title": packet.title[: PACKET_FORMAT.limits["title"]],
        "audience": packet.only or "",
        "things": held,
    }
    named = {PACKET_FORMAT.keys[name]: value for name, value in members.items() if value}
    data = json.dumps(named, ensure_ascii=False, separators=(",", ":")).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = urlsafe_b64encode(deflate.compress(data) + deflate.flush()).decode().rstrip("=")
    return f"{PACKET_FORMAT.fragment}{PACKET_FORMAT.version}.{_checksum(data)}.{packed}" if held else ""


def _checksum(data: bytes) -> str:
    """Return the checksum of a packet: FNV-1a with 32 bits, in base 36."""
    total, letters = 2166136261, ""
    for byte in data:
        total = (total ^ byte) * 16777619 & 0xFFFFFFFF
    while total:
        total, digit = divmod(total, 36)
        letters = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + letters
    return letters


def _packet_item(guide: Guide, ref: str, own: int | None, given: list[int]) -> PacketItem:
    number = own or given[-1]
    item = guide.items[ref]
    assert isinstance(item, Titled)
    topics = item.topics or guide.places[ref.partition("#")[0]].page.topics
    others = [one for one in given if one != number]
    return PacketItem(number, others, ref, item, _home(guide, ref), topics, _for_two(guide, item))


def _for_two(guide: Guide, item: Titled) -> bool:
    if isinstance(item, Packet):
        return any(isinstance(one := guide.items[ref], Titled) and _for_two(guide, one) for ref in item.contents)
    return isinstance(item, Worksheet) and item.for_ != "one"


def _refs(guide: Guide) -> Iterator[str]:
    """Yield the ids of everything; some more than once, first where a reader would look first."""
    pages = [place.page for place in guide.places.values()]
    for page in [*guide.parts(), *(one for one in pages if not isinstance(one, Help))]:
        yield from _inside(guide, page)
    yield from (page.id for page in pages if isinstance(page, Worksheet | Deck | Packet))
    for page in guide.pages(Help):
        yield page.id
        yield from _inside(guide, page)


def _inside(guide: Guide, page: Page) -> Iterator[str]:
    """Yield the sections of a page with their worksheets, and those of the page as a whole."""
    for _, section in walk(page):
        if isinstance(section, Section):
            yield f"{page.id}#{section.id}"
            yield from (one.id for one in guide.sheets() if one.step == f"{page.id}#{section.id}")
    yield from guide.sheets_of(page)


def _home(guide: Guide, ref: str) -> Page:
    page = guide.places[ref.partition("#")[0]].page
    return guide.places[page.step.partition("#")[0]].page if isinstance(page, Worksheet) else page
