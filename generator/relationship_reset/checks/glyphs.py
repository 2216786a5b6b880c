"""Checks that the PDF fonts have a glyph for every printed character."""

import unicodedata
from collections.abc import Iterator

from relationship_reset.core import markdown_text
from relationship_reset.core.problems import Problem
from relationship_reset.core.yaml_source import YamlPath
from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import Item, Rich, walk
from relationship_reset.model.editions import editions
from relationship_reset.model.refs import DeckRef, ListRef, PrintedRef
from relationship_reset.pdf import fonts


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield a problem for every printed character without a glyph."""
    wanted = _printed_refs(guide)

    def names(ref: str) -> markdown_text.Link:
        return markdown_text.Link("", guide.items[ref].name)

    for place in guide.places.values():
        items = [(path, item) for path, item in walk(place.page) if isinstance(item, Item)]
        printed = [path for path, item in items if (f"{place.page.id}#{item.id}" if path else item.id) in wanted]
        for path, value in walk(place.page):
            if (
                not isinstance(value, str)
                or path[:1] in _SCREEN_ONLY
                or not any(_is_within(path, above) for above in printed)
            ):
                continue
            text = markdown_text.plain(value, names) if isinstance(value, Rich) else value
            while path not in place.source.values:  # a value for both audiences occurs once in the YAML
                path = path[:-1]
            for character in fonts.missing(text):
                message = (
                    f"'{character}' ({unicodedata.name(character, f'U+{ord(character):04X}')}) cannot be drawn on paper"
                )
                yield place.source.problem(place.source.find(path, character), message, path)


_SCREEN_ONLY = {("nudges",), ("calendar",)}
"""Keys of a worksheet that are not printed."""


def _is_within(path: YamlPath, above: YamlPath) -> bool:
    return path[: len(above)] == above


def _printed_refs(guide: Guide) -> set[str]:
    """Return the references of all printed content: pages with PDFs, and what they include from other pages."""
    pages = [place.page for place in guide.places.values() if any(editions(place.page))]
    found = {page.id for page in pages}
    for page in pages:
        for _, value in walk(page):
            if isinstance(value, ListRef | DeckRef | PrintedRef):
                found.add(value)
            if isinstance(value, PrintedRef):
                found.update(ref for _, ref in walk(guide.items[value]) if isinstance(ref, ListRef))
    return found
