"""The link book: everything that can be linked to, as rows for its page and as files for other programs."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from relationship_reset.guide.guide import Guide
from relationship_reset.guide.worksheet_references import PIPE
from relationship_reset.model.base import AUDIENCES, Item, Page, Titled, walk
from relationship_reset.model.indexes import Links
from relationship_reset.model.kinds import KINDS, SECTIONS, Category, kind_of, listing
from relationship_reset.model.pages import Part
from relationship_reset.model.worksheet import Worksheet

TABLE, DATA = "links.csv", "links.json"
"""Where the files stand on the site."""
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
    """Its number in the list of published addresses, where there is one."""
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
    """The part of the way to which it belongs, or the worksheet that it is on."""
    topics: list[str]
    """Its own, or else those of what it stands in."""

    @property
    def minutes(self) -> int | None:
        """How long it takes, where that is said."""
        return getattr(self.item, "minutes", None)

    @property
    def use(self) -> str:
        """For a worksheet `one`, `each` or `together`."""
        return str(getattr(self.item, "for_", ""))

    @property
    def summary(self) -> str:
        """One sentence on it, where there is one."""
        return str(getattr(self.item, "summary", self.item.tip))


def sections(guide: Guide, numbers: Mapping[str, int]) -> dict[str, list[list[LinkEntry]]]:
    """Return all rows by shelf and by page, each page's own row first. `numbers` are those of published addresses."""
    found: dict[str, list[list[LinkEntry]]] = {name: [] for name in SECTIONS}
    for page in _pages(guide):
        found[kind_of(page).section].append(list(_rows(guide, page, numbers)))
    return {name: pages for name, pages in found.items() if pages}


def files(guide: Guide, numbers: Mapping[str, int], site_url: str) -> dict[str, str]:
    """Return the table and the data by where they stand on the site; nothing where the guide has no link book."""
    if not guide.pages(Links):
        return {}
    found = [_plain(row, site_url) for pages in sections(guide, numbers).values() for page in pages for row in page]
    topics = [subject.model_dump() for book in guide.pages(Links) for subject in book.vocabulary]
    data = {"format": FORMAT, "version": VERSION, "site": site_url, "topics": topics, "links": found}
    return {TABLE: _table(found), DATA: json.dumps(data, ensure_ascii=False, indent=1) + "\n"}


def _pages(guide: Guide) -> list[Page]:
    """Return all pages by kind, the parts and the worksheets in their order, the others in the order of their files."""
    models = [kind.model for kind in KINDS.values() if kind.section != "more"]
    pages = [*guide.parts(), *guide.sheets()]
    pages += [place.page for place in guide.places.values() if place.page not in pages]
    return sorted(pages, key=lambda page: models.index(type(page)) if type(page) in models else len(models))


def _rows(guide: Guide, page: Page, numbers: Mapping[str, int]) -> Iterator[LinkEntry]:
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


def _plain(row: LinkEntry, site_url: str) -> dict[str, object]:
    values: dict[str, object] = {
        "number": row.number,
        "address": row.address,
        "url": site_url + row.address,
        "page": row.page.id,
        "id": row.item.id if row.item is not row.page else "",
        "kind": row.kind,
        "title": row.title,
        "audience": row.audience,
        "part": row.part,
        "minutes": row.minutes,
        "for": row.use,
        "topics": row.topics,
        "summary": row.summary,
    }
    assert tuple(values) == COLUMNS
    return values


def _table(rows: list[dict[str, object]]) -> str:
    """Return rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[column]) for column in COLUMNS] for row in rows)
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula; several stand with spaces between them."""
    text = " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY) else text
