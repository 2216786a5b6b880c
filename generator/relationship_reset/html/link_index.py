"""The link index: everything that can be linked to, as entries for its page and as files for other programs."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from relationship_reset.core.site_paths import LINKS_CSV, LINKS_JSON
from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import AUDIENCES, Item, Page, Titled, walk
from relationship_reset.model.field_parts import PIPE
from relationship_reset.model.indexes import Topic
from relationship_reset.model.kinds import KINDS, SECTIONS, Category, kind_of, listing
from relationship_reset.model.pages import Part
from relationship_reset.model.worksheet import Worksheet

FORMAT, VERSION = "relationship-reset links", 1
COLUMNS = (
    *("number", "address", "url", "page", "id", "kind", "title"),
    *("audience", "part", "minutes", "for", "topics", "summary"),
)
"""The columns of the table, and the members of each link in the data; see docs/about/file-formats.md."""
_RISKY = tuple("=+-@\t\r＝＋－＠")
"""The beginnings of formulas; some spreadsheets take the wide signs for the others."""


@dataclass(frozen=True)
class LinkEntry:
    """One thing that can be linked to."""

    number: int | None
    """Its number in the list of published addresses; None if it has none."""
    ref: str
    address: str
    page: Page
    item: Item
    kind: str
    """What the published files call it, such as `worksheet`, `step` or `field`."""
    sort: Category
    """The category by which the link index offers it."""
    title: str
    audience: list[str]
    """For whom it is, together with all that it stands in."""
    part: int | None
    """The number of the part of the guide to which it belongs, or its worksheet; None if it belongs to none."""
    topics: list[str]
    """Its own, or else those of what it stands in."""

    @property
    def minutes(self) -> int | None:
        """How long it takes; None if that is not said."""
        return getattr(self.item, "minutes", None)

    @property
    def use(self) -> str:
        """For a worksheet `one`, `each` or `together`; else empty."""
        return str(getattr(self.item, "for_", ""))

    @property
    def summary(self) -> str:
        """One sentence on it; empty if there is none."""
        return str(getattr(self.item, "summary", self.item.tip))


def sections(guide: Guide, numbers: Mapping[str, int]) -> dict[str, list[list[LinkEntry]]]:
    """Return all entries by section and by page, each page's own entry first; sections without any are left out.

    `numbers` are those of published addresses.
    """
    found: dict[str, list[list[LinkEntry]]] = {name: [] for name in SECTIONS}
    for page in _pages(guide):
        found[kind_of(page).section].append(list(_entries(guide, page, numbers)))
    return {name: pages for name, pages in found.items() if pages}


def files(sections: Mapping[str, list[list[LinkEntry]]], topics: list[Topic], site_url: str) -> dict[str, str]:
    """Return the index as a table and as data, each by its path on the site.

    `sections` are as from `sections`, `topics` the vocabulary. `site_url` may be empty.
    """
    found = [_plain(entry, site_url) for pages in sections.values() for page in pages for entry in page]
    vocabulary = [topic.model_dump() for topic in topics]
    data = {"format": FORMAT, "version": VERSION, "site": site_url, "topics": vocabulary, "links": found}
    return {LINKS_CSV: _table(found), LINKS_JSON: json.dumps(data, ensure_ascii=False, indent=1) + "\n"}


def _pages(guide: Guide) -> list[Page]:
    """Return all pages by kind, the parts and the worksheets in their order, the others in the order of their files."""
    models = [kind.model for kind in KINDS.values() if kind.section != "more"]
    pages = [*guide.parts(), *guide.sheets()]
    pages += [place.page for place in guide.places.values() if place.page not in pages]
    return sorted(pages, key=lambda page: models.index(type(page)) if type(page) in models else len(models))


def _entries(guide: Guide, page: Page, numbers: Mapping[str, int]) -> Iterator[LinkEntry]:
    part = guide.items[page.step.partition("#")[0]] if isinstance(page, Worksheet) else page
    around: dict[tuple[str | int, ...], Item] = {}
    for way, item in walk(page):
        if not isinstance(item, Item):
            continue
        around[way] = item
        chain = [around[way[:length]] for length in range(len(way), -1, -1) if way[:length] in around]
        ref = f"{page.id}#{item.id}" if way else page.id
        address = guide.address(ref)
        listed = listing(item, page)
        yield LinkEntry(
            number=numbers.get(address),
            ref=ref,
            address=address,
            page=page,
            item=item,
            kind=listed.published_as,
            sort=listed.category,
            title=PIPE.sub(r"\2", item.name),
            audience=[one for one in AUDIENCES if all(one in each.audience for each in chain)],
            part=part.number if isinstance(part, Part) else None,
            topics=next((each.topics for each in chain if isinstance(each, Titled) and each.topics), []),
        )


def _plain(entry: LinkEntry, site_url: str) -> dict[str, object]:
    values: dict[str, object] = {
        "number": entry.number,
        "address": entry.address,
        "url": site_url + entry.address,
        "page": entry.page.id,
        "id": entry.item.id if entry.item is not entry.page else "",
        "kind": entry.kind,
        "title": entry.title,
        "audience": entry.audience,
        "part": entry.part,
        "minutes": entry.minutes,
        "for": entry.use,
        "topics": entry.topics,
        "summary": entry.summary,
    }
    assert tuple(values) == COLUMNS
    return values


def _table(rows: list[dict[str, object]]) -> str:
    """Return links as CSV (RFC 4180), with the byte order mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[column]) for column in COLUMNS] for row in rows)
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula; several stand with spaces between them."""
    text = " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY) else text
