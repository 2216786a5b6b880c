"""The guide on paper: worksheets, packets and decks as plain data for Typst, and the boxes to write in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from relationship_reset.core import markdown_text, qr
from relationship_reset.core.strings import Strings
from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import Audience, Page, Prose
from relationship_reset.model.editions import Edition, Form, Size, cards_for
from relationship_reset.model.help import Contact, Country, Help
from relationship_reset.model.lists import Deck, Group
from relationship_reset.model.packet import Packet
from relationship_reset.model.pages import Compare, Section
from relationship_reset.model.worksheet import Worksheet
from relationship_reset.pdf.form_boxes import FormField, FormFields
from relationship_reset.pdf.question_context import Data
from relationship_reset.pdf.questions import QuestionBuilder


class PrintingError(Exception):
    """A document that cannot be printed as it should be."""


@dataclass(frozen=True)
class Document:
    """One PDF before it is set."""

    data: Data
    boxes: list[FormField]


@dataclass(frozen=True)
class PdfContext:
    """What sheets are put on paper with: the guide, the interface's words, the address of the site."""

    guide: Guide
    strings: Strings
    site_url: str
    """Where the site is published, such as `https://example.org/`; empty if unknown."""

    def edition(self, edition: Edition) -> Document:
        """Return one edition of a page."""
        page = self.guide.places[edition.page].page
        if isinstance(page, Deck):
            return Document(self._deck(page, edition), [])
        return self.document(page, edition.audience, edition.form, edition.size)

    def document(self, page: Page, audience: Audience, form: Form, size: Size) -> Document:
        """Return a worksheet, or a packet with its cover, its contents and all that is in it."""
        builder = _DocumentBuilder(self, audience, form)
        if isinstance(page, Packet):
            data: Data = {"cover": builder.cover(page), "parts": list(builder.parts(page))}
        else:
            assert isinstance(page, Worksheet)
            data = {"cover": None, "parts": [builder.sheet(page)]}
        return Document(self._outside(page.title, form, size) | _breakable(data), builder.boxes.all)

    def _outside(self, title: str, form: Form, size: Size) -> Data:
        """Return what is said of a document as a whole."""
        return {
            "title": title,
            "author": self.strings["site_name"],
            "lang": self.strings["language"],
            "form": form,
            "size": size,
            "words": {name: self.strings[name] for name in ("page_word", "page_of", "packet_contents")},
        }

    def _deck(self, deck: Deck, edition: Edition) -> Data:
        audience = edition.audience
        cards = [{"text": card.text[audience], "suit": suit.title} for suit, card in cards_for(deck, audience)]
        how = self.strings["cards_cut_two_sided" if edition.form == "cards-two-sided" else "cards_cut"]
        place = self.place(deck.id, audience)
        return self._outside(deck.title, edition.form, edition.size) | {
            "deck": _breakable({"title": deck.title, "how": how, "cards": cards}) | place
        }

    def place(self, ref: str, audience: Audience) -> Data:
        """Return where something lives on the site: its address, as a link, to read, and as a QR code.

        What has no page, or no site that is known, has none of them.
        """
        if not self.site_url or ref.partition("#")[0] not in self.guide.places:
            return {"url": "", "address": "", "qr": ""}
        url = self.url(ref, audience)
        short = urlsplit(self.site_url).netloc + urlsplit(url).path
        return {"url": url, "address": short.rstrip("/"), "qr": qr.svg(url)}

    def url(self, ref: str, audience: Audience) -> str:
        """Return the whole address of a page or item, where it speaks to the same audience."""
        address, mark, anchor = self.guide.address(ref).partition("#")
        asked = "?for=business" if audience == "business" and not self.guide.items[ref].only else ""
        return f"{self.site_url}{address}{asked}{mark}{anchor}"


@dataclass
class _DocumentBuilder:
    """Builds the data of one document, page by page, for one audience and in one form."""

    context: PdfContext
    audience: Audience
    form: Form
    boxes: FormFields = field(default_factory=FormFields)

    @property
    def strings(self) -> Strings:
        return self.context.strings

    def link(self, ref: str) -> markdown_text.Link:
        address = self.context.url(ref, self.audience) if self.context.site_url else ""
        return markdown_text.Link(address, self.context.guide.items[ref].name)

    def rich(self, text: Prose | None) -> list[markdown_text.Node]:
        return markdown_text.nodes(text[self.audience], self.link) if text else []

    def cover(self, packet: Packet) -> Data:
        people = [f"{self.strings['name']} {at}" for at in range(1, packet.people + 1)]
        return {
            "summary": packet.summary,
            "intro": self.rich(packet.intro) + self.rich(packet.body),
            "names": [
                {"label": self.strings["name"], "box": self.boxes.add("line", f"rr-name--{at}", who)}
                for at, who in enumerate(people, 1)
            ],
            "date": {"label": self.strings["date"], "box": self.boxes.add("line", "rr-date", self.strings["date"])},
        } | self.context.place(packet.id, self.audience)

    def parts(self, packet: Packet) -> Iterator[Data]:
        """Yield all that is in a packet; a sheet that everyone fills in alone comes once for each."""
        for ref in packet.contents:
            item, home = self.context.guide.items[ref], self.context.guide.items[ref.partition("#")[0]]
            if self.audience not in item.audience or self.audience not in home.audience:
                continue
            if isinstance(item, Worksheet):
                copies = packet.people if item.for_ == "each" else 1
                for copy in range(1, copies + 1):
                    self.boxes.prefix = f"{item.id}/{copy}/"
                    yield self.sheet(item, copy if copies > 1 else 0, copies)
                self.boxes.prefix = ""
            elif isinstance(item, Help):
                yield self.help(item)
            else:
                assert isinstance(item, Section)  # checked when the guide was read
                yield self.section(item, ref)

    def sheet(self, sheet: Worksheet, copy: int = 0, copies: int = 1) -> Data:
        questions = QuestionBuilder(self.context.guide, sheet, self.audience, self.strings, self.boxes, self.link)
        rating = sheet.rating
        needs = self.strings[{"one": "for_one", "each": "for_each", "together": "for_together"}[sheet.for_]]
        said = self.strings["copy_number"].replace("{copy}", str(copy)).replace("{copies}", str(copies))
        return {
            "kind": "sheet",
            "title": sheet.title,
            "summary": sheet.summary,
            "needs": " · ".join([self.strings["worksheet"], needs, f"{sheet.minutes} {self.strings['minutes']}"]),
            "copy": said if copy else "",
            "head": self._head(sheet),
            "intro": self.rich(sheet.intro),
            "before": self.rich(sheet.before),
            "rate_before": questions.rating(rating, "rr-before", self.strings["before_sheet"]) if rating else None,
            "sections": list(questions.sections()),
            "rate_after": questions.rating(rating, "rr-after", self.strings["after_sheet"]) if rating else None,
            "result": questions.result() if self.form != "fillable" else None,  # a PDF cannot compose it
        } | self.context.place(sheet.id, self.audience)

    def _head(self, sheet: Worksheet) -> list[Data]:
        """Return the lines for a name and a day; a sheet for two asks for both names itself."""
        if sheet.for_ == "together":
            return []
        return [
            {"label": self.strings[name], "box": self.boxes.add("line", f"rr-{name}", self.strings[name])}
            for name in ("name", "date")
        ]

    def section(self, section: Section, ref: str) -> Data:
        return {
            "kind": "section",
            "title": section.title,
            "body": self.rich(section.body),
            "compare": [self._compared(pair) for pair in section.compare],
            "lists": [self._group(group) for ref in section.lists for group in self.context.guide.groups(ref)],
            "practice": {"title": self.strings["practice"], "body": self.rich(section.practice)}
            if section.practice
            else None,
            "words": {name: self.strings[name] for name in ("instead_of", "try", "costs", "leads_to")},
        } | self.context.place(ref, self.audience)

    def _group(self, group: Group) -> Data:
        entries = [one.label[self.audience] for one in group.entries if self.audience in one.audience]
        return {"title": group.title, "entries": entries if self.audience in group.audience else []}

    def _compared(self, pair: Compare) -> Data:
        sides = {"instead": pair.instead_of, "costs": pair.costs, "try": pair.try_, "leads": pair.leads_to}
        return {name: text[self.audience] if text else "" for name, text in sides.items()}

    def help(self, page: Help) -> Data:
        return {
            "kind": "help",
            "title": page.contacts_title,
            "body": self.rich(page.contacts_intro),
            "countries": [self._country(one) for one in page.countries if self.audience in one.audience],
        } | self.context.place(page.id, self.audience)

    def _country(self, country: Country) -> Data:
        emergency = f"{self.strings['emergency']}: {country.emergency}" if country.emergency else ""
        contacts = [self._contact(one) for one in country.contacts if self.audience in one.audience]
        return {"title": country.title, "emergency": emergency, "contacts": contacts}

    def _contact(self, contact: Contact) -> Data:
        said = [("phone", contact.phone), ("text", contact.text), ("hours", contact.hours)]
        facts = [{"name": self.strings[name], "value": value} for name, value in said if value]
        checked = f"{self.strings['checked']} {contact.checked.day} {contact.checked:%B %Y}"
        site = {"name": self.strings["website"], "host": urlsplit(contact.url).netloc, "url": contact.url}
        return {
            "title": contact.title,
            "what": contact.what,
            "facts": facts,
            "site": site if contact.url else None,
            "source": f"{self.strings['source']}: {urlsplit(contact.source).netloc}, {checked}",
        }


def _breakable(data: Any) -> Any:
    """Return data in which very long words may be broken anywhere, rather than run off the paper."""
    if isinstance(data, dict):
        return {key: value if key in _ADDRESSES else _breakable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_breakable(one) for one in data]
    return _LONG_WORD.sub(lambda word: "\u200b".join(word[0]), data) if isinstance(data, str) else data


_ADDRESSES = {"url", "qr", "href"}
"""The keys of what is not read, and must stay as it is."""
_LONG_WORD = re.compile(r"\w{26,}")
