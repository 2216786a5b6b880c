"""Whether the fonts of the paper can draw all that is to be printed."""

import unicodedata
from collections.abc import Iterator

from relationship_reset.core import markdown_text
from relationship_reset.core.problems import Problem
from relationship_reset.core.yaml_source import YamlPath
from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import DeckRef, Item, ListRef, PrintedRef, Rich, walk
from relationship_reset.model.editions import editions
from relationship_reset.pdf import fonts


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield a problem for every character that is to be printed and that no font can draw."""
    wanted = _printed(guide)

    def names(ref: str) -> markdown_text.Link:
        return markdown_text.Link("", guide.items[ref].name)

    for place in guide.places.values():
        items = [(way, item) for way, item in walk(place.page) if isinstance(item, Item)]
        printed = [way for way, item in items if (f"{place.page.id}#{item.id}" if way else item.id) in wanted]
        for way, value in walk(place.page):
            if not isinstance(value, str) or way[:1] in _UNPRINTED or not any(_within(way, above) for above in printed):
                continue
            text = markdown_text.plain(value, names) if isinstance(value, Rich) else value
            while way not in place.source.values:  # one text for both audiences stands once in the YAML
                way = way[:-1]
            for sign in fonts.missing(text):
                message = f"'{sign}' ({unicodedata.name(sign, f'U+{ord(sign):04X}')}) cannot be drawn on paper"
                yield place.source.problem(place.source.find(way, sign), message, way)


_UNPRINTED = {("nudges",), ("calendar",)}
"""What a worksheet says only on the screen."""


def _within(way: YamlPath, above: YamlPath) -> bool:
    return way[: len(above)] == above


def _printed(guide: Guide) -> set[str]:
    """Return the ids of all that gets onto paper: pages that have PDFs, and what those take from other pages."""
    pages = [place.page for place in guide.places.values() if any(editions(place.page))]
    found = {page.id for page in pages}
    for page in pages:
        for _, value in walk(page):
            if isinstance(value, ListRef | DeckRef | PrintedRef):
                found.add(value)
            if isinstance(value, PrintedRef):
                found.update(ref for _, ref in walk(guide.items[value]) if isinstance(ref, ListRef))
    return found
