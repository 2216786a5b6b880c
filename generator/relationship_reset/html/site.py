"""The guide as one site: with what a build knows about it, and what pages and files need that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from relationship_reset.core.site_paths import TOP
from relationship_reset.core.strings import Strings
from relationship_reset.guide.guide import Guide
from relationship_reset.guide.redirects import Redirects, redirects
from relationship_reset.html import link_index, packet_items
from relationship_reset.html.link_index import LinkEntry
from relationship_reset.html.packet_items import PacketItem
from relationship_reset.model import editions
from relationship_reset.model.base import Page
from relationship_reset.model.editions import Edition
from relationship_reset.model.indexes import Links, Topic
from relationship_reset.model.packet import Packet


@dataclass(frozen=True)
class Site:
    """A guide that is to be published. It is made once a build, and what follows from it is worked out at most once."""

    guide: Guide
    strings: Strings
    """The words of the interface."""
    url: str = ""
    """The address at which the site is published, such as `https://example.org/`; empty if unknown."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The number of each published address, former ones too; empty if none is published yet."""
    has_pdfs: bool = True
    """Whether PDFs are made, so that pages lead to them."""

    @cached_property
    def redirects(self) -> Redirects:
        """Where every address of today and of before leads."""
        return redirects(self.guide)

    @cached_property
    def link_index(self) -> dict[str, list[list[LinkEntry]]]:
        """Everything that can be linked to, by section of the link index and by page."""
        return link_index.sections(self.guide, self.numbers)

    def link_files(self) -> dict[str, str]:
        """Return the link index as files, by path on the site; none if the guide has no page for it."""
        if not self.guide.pages(Links):
            return {}
        return link_index.files(self.link_index, self.vocabulary, self.url)

    @cached_property
    def vocabulary(self) -> list[Topic]:
        """The topics by which things are found, in order."""
        return [tag for page in self.guide.pages(Links) for tag in page.vocabulary]

    @cached_property
    def packet_items(self) -> list[PacketItem]:
        """Everything that a packet can hold, in the order in which it is offered."""
        return packet_items.packet_items(self.guide, self.numbers, self.redirects)

    def packet_fragment(self, page: Packet) -> str:
        """Return the end of a link that opens a packet of the guide in the browser; empty if no item has a number."""
        return packet_items.packet_fragment(page, self.packet_items)

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """The ids of the items on each page, by the page's address; its own heading has the id `TOP`."""
        found: dict[str, set[str]] = {}
        for ref in self.guide.items:
            page, _, anchor = self.guide.address(ref).partition("#")
            found.setdefault(page, set()).add(anchor or TOP)
        return found

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """Every PDF by its address; empty if none is made."""
        pages = (place.page for place in self.guide.places.values())
        return {edition.address: edition for page in pages for edition in self.editions_of(page)}

    def editions_of(self, page: Page) -> list[Edition]:
        """Return the PDFs of a page; none if no PDFs are made or the page is only read."""
        return list(editions.editions(page)) if self.has_pdfs else []
