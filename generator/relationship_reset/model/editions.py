"""Editions: which PDFs a page has, and the address of each on the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from relationship_reset.core.site_paths import PDFS
from relationship_reset.model.base import Audience, Page
from relationship_reset.model.lists import Card, CardGroup, Deck
from relationship_reset.model.packet import Packet
from relationship_reset.model.worksheet import Worksheet

Form = Literal["blank", "fillable", "large", "cards", "cards-two-sided"]
"""For a pen; with form fields; for a pen in large print; cards to cut out; cards with printed backs."""
Size = Literal["a4", "letter"]
SIZES: tuple[Size, ...] = get_args(Size)

_SHEETS: tuple[Form, ...] = ("blank", "fillable", "large")
_CARDS: tuple[Form, ...] = ("cards", "cards-two-sided")


@dataclass(frozen=True)
class Edition:
    """One PDF."""

    page: str
    """The id of the worksheet, packet or deck."""
    audience: Audience
    form: Form
    size: Size

    @property
    def address(self) -> str:
        """Its path on the site, without a leading slash."""
        return f"{PDFS}{self.page}-{self.audience}-{self.form}-{self.size}.pdf"


def cards_for(deck: Deck, audience: Audience) -> list[tuple[CardGroup, Card]]:
    """Return the cards of a deck that are for an audience, each with its group."""
    groups = [group for group in deck.groups if audience in group.audience]
    return [(group, card) for group in groups for card in group.cards if audience in card.audience]


def editions(page: Page) -> Iterator[Edition]:
    """Yield every edition of a page: none unless it is a worksheet, packet or deck."""
    forms = _SHEETS if isinstance(page, Worksheet | Packet) else _CARDS if isinstance(page, Deck) else ()
    for form in forms:
        for audience in page.audience:
            if isinstance(page, Deck) and not cards_for(page, audience):
                continue
            for size in SIZES:
                yield Edition(page.id, audience, form, size)
