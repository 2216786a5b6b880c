"""The registry of kinds: every kind of page, and what the published link files call pages and items.

Validation, the templates, the link index and the check of references read from here. To add a kind, add an entry;
`tests/model/test_kinds.py` says what else it needs.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from relationship_reset.model import base, guidance, packet, session, worksheet
from relationship_reset.model.base import Item, Page, Ref
from relationship_reset.model.fields import Field

Section = Literal["guide", "worksheets", "lists", "plans", "more"]
"""A section of the link index."""
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The sections in the order in which they are shown."""
Category = Literal["worksheet", "step", "section", "question", "card", "list", "field", "plan", "page", "other"]
"""The categories by which the link index is filtered."""


@dataclass(frozen=True)
class Kind:
    """One kind of page."""

    model: type[Page]
    template: str
    """The file name of its template in `html/templates`."""
    section: Section
    """The section of the link index that lists its pages."""
    published_as: str
    """What links.csv and links.json call it. Other programs read them, so this never changes."""
    category: Category = "page"
    entries: str = ""
    """What links.csv and links.json call the entries of such a list."""
    referred_by: tuple[type[Ref], ...] = ()
    """The restricted types of reference that may lead to it or into it. Unrestricted ones lead to every kind."""


def _list(name: str, entry: str, *more: type[Ref]) -> Kind:
    referred_by: tuple[type[Ref], ...] = (base.ListRef, *more)
    return Kind(guidance.Collection, "collection.html.jinja", "lists", name, entries=entry, referred_by=referred_by)


KINDS: dict[str, Kind] = {
    "part": Kind(guidance.Part, "part.html.jinja", "guide", "part"),
    "topic": Kind(guidance.Article, "article.html.jinja", "guide", "topic"),
    "apology": Kind(guidance.Apology, "apology.html.jinja", "guide", "apology", referred_by=(base.NoticeRef,)),
    "plan": Kind(guidance.Plan, "plan.html.jinja", "guide", "plan"),
    "faq": Kind(guidance.Faq, "faq.html.jinja", "guide", "faq"),
    "help": Kind(guidance.Help, "help.html.jinja", "guide", "help"),
    "worksheet": Kind(
        worksheet.Worksheet,
        "worksheet.html.jinja",
        "worksheets",
        "worksheet",
        category="worksheet",
        referred_by=(base.WorksheetRef, base.SoloRef, base.MaterialRef),
    ),
    "deck": Kind(guidance.Deck, "deck.html.jinja", "lists", "deck", referred_by=(base.DeckRef, base.MaterialRef)),
    "needs": _list("needs", "need"),
    "feelings": _list("feelings", "feeling"),
    "values": _list("values", "value"),
    "bids": _list("bids", "bid"),
    "phrases": _list("phrases", "phrase", base.NoticeRef),
    "packet": Kind(
        packet.Packet, "packet.html.jinja", "plans", "packet", category="plan", referred_by=(base.MaterialRef,)
    ),
    "session": Kind(session.Session, "session.html.jinja", "plans", "session", category="plan"),
    "home": Kind(guidance.Home, "home.html.jinja", "more", "home"),
    "contents": Kind(guidance.Contents, "contents.html.jinja", "more", "contents"),
    "journey": Kind(guidance.Progress, "progress.html.jinja", "more", "journey"),
    "glossary": Kind(guidance.Glossary, "glossary.html.jinja", "more", "glossary"),
    "sources": Kind(guidance.Sources, "sources.html.jinja", "more", "sources", referred_by=(base.WorkRef,)),
    "links": Kind(guidance.Links, "links.html.jinja", "more", "links"),
    "notes": Kind(session.Notes, "notes.html.jinja", "more", "notes"),
    "packet builder": Kind(packet.PacketBuilder, "packetbuilder.html.jinja", "more", "packet-builder"),
    "checklist": Kind(packet.Checklist, "checklist.html.jinja", "more", "checklist"),
    "embedding": Kind(guidance.Embedding, "embedding.html.jinja", "more", "embedding"),
}
"""Every kind of page by its name in YAML. Within a section of the link index, pages are in the order of their kinds."""


@dataclass(frozen=True)
class Listing:
    """How the link index lists something."""

    published_as: str
    """What links.csv and links.json call it. Other programs read them, so this never changes."""
    category: Category


_ITEMS: dict[type[Item], Listing] = {
    guidance.Section: Listing("section", "section"),
    guidance.Step: Listing("step", "step"),
    guidance.ArticleSection: Listing("topic-section", "other"),
    guidance.HelpSection: Listing("help-section", "section"),
    guidance.BadApology: Listing("bad-apology", "section"),
    guidance.ApologyPart: Listing("apology-part", "section"),
    guidance.Phase: Listing("stretch", "section"),
    guidance.Question: Listing("question", "question"),
    guidance.Country: Listing("country", "other"),
    guidance.Contact: Listing("contact", "other"),
    guidance.CardGroup: Listing("suit", "card"),
    guidance.Card: Listing("card", "card"),
    guidance.Group: Listing("group", "list"),
    guidance.Term: Listing("term", "other"),
    guidance.Work: Listing("work", "other"),
    guidance.Door: Listing("door", "other"),
    guidance.Promise: Listing("promise", "other"),
    session.Turn: Listing("turn", "plan"),
    worksheet.SheetSection: Listing("sheet-section", "field"),
}
"""The items of pages, but for the fields of worksheets and the entries of lists."""


def kind_of(page: Page) -> Kind:
    """Return the kind of a page."""
    return KINDS[page.kind]


def listing(item: Item, page: Page) -> Listing:
    """Return how the link index lists an item of a page, or the page itself."""
    kind = kind_of(page)
    if item is page:
        return Listing(kind.published_as, kind.category)
    if isinstance(item, guidance.Entry):
        return Listing(kind.entries, "list")
    return Listing("field", "field") if isinstance(item, Field) else _ITEMS[type(item)]


def names_for(reference: type[Ref]) -> frozenset[str]:
    """Return the names of the kinds that a type of reference may lead to; empty if it may lead to any."""
    return frozenset(name for name, kind in KINDS.items() if reference in kind.referred_by)
