"""The registry of kinds: every kind of page, and what the published link files call pages and items.

Validation, the templates, the link index and the check of references read from here. To add a kind, add an entry;
`tests/model/test_kinds.py` says what else it needs.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from relationship_reset.model import indexes, lists, packet, pages, refs, session, worksheet
from relationship_reset.model.base import Item, Page
from relationship_reset.model.fields import Field
from relationship_reset.model.help import Contact, Country, Help, HelpSection
from relationship_reset.model.refs import Ref

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
    referred_by: tuple[type[Ref], ...] = (refs.ListRef, *more)
    return Kind(lists.Collection, "collection.html.jinja", "lists", name, entries=entry, referred_by=referred_by)


KINDS: dict[str, Kind] = {
    "part": Kind(pages.Part, "part.html.jinja", "guide", "part"),
    "article": Kind(pages.Article, "article.html.jinja", "guide", "topic"),
    "apology": Kind(pages.Apology, "apology.html.jinja", "guide", "apology", referred_by=(refs.NoticeRef,)),
    "plan": Kind(pages.Plan, "plan.html.jinja", "guide", "plan"),
    "faq": Kind(pages.Faq, "faq.html.jinja", "guide", "faq"),
    "help": Kind(Help, "help.html.jinja", "guide", "help"),
    "worksheet": Kind(
        worksheet.Worksheet,
        "worksheet.html.jinja",
        "worksheets",
        "worksheet",
        category="worksheet",
        referred_by=(refs.WorksheetRef, refs.SoloRef, refs.MaterialRef),
    ),
    "deck": Kind(lists.Deck, "deck.html.jinja", "lists", "deck", referred_by=(refs.DeckRef, refs.MaterialRef)),
    "needs": _list("needs", "need"),
    "feelings": _list("feelings", "feeling"),
    "values": _list("values", "value"),
    "bids": _list("bids", "bid"),
    "phrases": _list("phrases", "phrase", refs.NoticeRef),
    "packet": Kind(
        packet.Packet, "packet.html.jinja", "plans", "packet", category="plan", referred_by=(refs.MaterialRef,)
    ),
    "session": Kind(session.Session, "session.html.jinja", "plans", "session", category="plan"),
    "home": Kind(pages.Home, "home.html.jinja", "more", "home"),
    "contents": Kind(indexes.Contents, "contents.html.jinja", "more", "contents"),
    "progress": Kind(indexes.Progress, "progress.html.jinja", "more", "journey"),
    "glossary": Kind(lists.Glossary, "glossary.html.jinja", "more", "glossary"),
    "sources": Kind(lists.Sources, "sources.html.jinja", "more", "sources", referred_by=(refs.WorkRef,)),
    "links": Kind(indexes.Links, "links.html.jinja", "more", "links"),
    "notes": Kind(session.Notes, "notes.html.jinja", "more", "notes"),
    "packet builder": Kind(packet.PacketBuilder, "packet_builder.html.jinja", "more", "packet-builder"),
    "packet viewer": Kind(packet.PacketViewer, "packet_viewer.html.jinja", "more", "checklist"),
    "embedding": Kind(indexes.Embedding, "embedding.html.jinja", "more", "embedding"),
}
"""Every kind of page by its name in YAML. Within a section of the link index, pages are in the order of their kinds."""
FORMER_NAMES = {"topic": "article", "journey": "progress", "checklist": "packet viewer"}
"""What kinds were called before in YAML, with their names of today. A guide that still says so is told."""


@dataclass(frozen=True)
class Listing:
    """How the link index lists something."""

    published_as: str
    """What links.csv and links.json call it. Other programs read them, so this never changes."""
    category: Category


ITEMS: dict[type[Item], Listing] = {
    pages.Section: Listing("section", "section"),
    pages.Step: Listing("step", "step"),
    pages.ArticleSection: Listing("topic-section", "other"),
    HelpSection: Listing("help-section", "section"),
    pages.BadApology: Listing("bad-apology", "section"),
    pages.ApologyPart: Listing("apology-part", "section"),
    pages.Phase: Listing("stretch", "section"),
    pages.Question: Listing("question", "question"),
    Country: Listing("country", "other"),
    Contact: Listing("contact", "other"),
    lists.CardGroup: Listing("suit", "card"),
    lists.Card: Listing("card", "card"),
    lists.Group: Listing("group", "list"),
    lists.Term: Listing("term", "other"),
    lists.Work: Listing("work", "other"),
    pages.Door: Listing("door", "other"),
    pages.Promise: Listing("promise", "other"),
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
    if isinstance(item, lists.Entry):
        return Listing(kind.entries, "list")
    return Listing("field", "field") if isinstance(item, Field) else ITEMS[type(item)]


def names_for(reference: type[Ref]) -> frozenset[str]:
    """Return the names of the kinds that a type of reference may lead to; empty if it may lead to any."""
    return frozenset(name for name, kind in KINDS.items() if reference in kind.referred_by)
