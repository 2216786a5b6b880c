"""The editions of the guide on paper: which PDFs there are of a page, and where each stands on the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from relationship_reset.core.site_paths import PDFS
from relationship_reset.model.base import Audience, Page
from relationship_reset.model.lists import Card, CardGroup, Deck
from relationship_reset.model.packet import Packet
from relationship_reset.model.worksheet import Worksheet

Form = Literal["blank", "fillable", "large", "cards", "cards-two-sided"]
"""To write on with a pen; to fill in on a screen; to write on, in large print; to cut out; the same with backs."""
Size = Literal["a4", "letter"]
SIZES: tuple[Size, ...] = get_args(Size)

_SHEETS: tuple[Form, ...] = ("blank", "fillable", "large")
_CARDS: tuple[Form, ...] = ("cards", "cards-two-sided")


@dataclass(frozen=True)
class Edition:
    """One PDF."""

    page: str
    """The id of the worksheet, packet or deck that it shows."""
    audience: Audience
    form: Form
    size: Size

    @property
    def address(self) -> str:
        """Where it stands on the site, without a leading slash."""
        return f"{PDFS}{self.page}-{self.audience}-{self.form}-{self.size}.pdf"


def cards_for(deck: Deck, audience: Audience) -> list[tuple[CardGroup, Card]]:
    """Return the cards of a deck that are for an audience, each with its group."""
    suits = [suit for suit in deck.groups if audience in suit.audience]
    return [(suit, card) for suit in suits for card in suit.cards if audience in card.audience]


def editions(page: Page) -> Iterator[Edition]:
    """Yield every edition of a page; there is none of a page that is only read."""
    forms = _SHEETS if isinstance(page, Worksheet | Packet) else _CARDS if isinstance(page, Deck) else ()
    for form in forms:
        for audience in page.audience:
            if isinstance(page, Deck) and not cards_for(page, audience):
                continue
            for size in SIZES:
                yield Edition(page.id, audience, form, size)
