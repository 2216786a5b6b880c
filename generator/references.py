"""What pages refer to: whether it is there, and whether it is what can stand in its place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import richtext
from generator.guidance import Collection, Deck, Group, Notice, Suit, Work
from generator.model import DeckRef, Item, ListRef, NoticeRef, Page, Ref, Rich, WorkRef, WorksheetRef, walk
from generator.problems import Problem, suggest
from generator.source import Mark, Source, Way
from generator.worksheet import Cards, Field, People, Worksheet

LINKED_BY_WORKSHEETS = ("care", "care#where-answers-live")
"""Every worksheet leads to these, so a guide with worksheets must have them."""
MAX_SUGGESTIONS = 20
"""Looking for the nearest id is slow, and nobody mends more at once."""
SLOT = re.compile(r"\{([^{}]*)\}")
_MEANT: dict[type[Ref], tuple[tuple[type[Item], ...], str]] = {
    WorksheetRef: ((Worksheet,), "a whole worksheet"),
    WorkRef: ((Work,), "one of the works, as 'sources#id'"),
    ListRef: ((Collection, Group), "a whole list or one of its groups"),
    NoticeRef: ((Item,), "something that has words to notice"),
    DeckRef: ((Deck, Suit), "a whole deck or one of its groups"),
}
"""What a kind of reference may lead to, and how authors are told."""

Place = tuple[Page, Source]
"""A page, and the file it was read from."""
Target = tuple[Way, Mark, str]
"""Where a page refers to something: the way, the mark, and the id it names."""


def problems(places: Iterable[Place], items: Mapping[str, Item], *, whole: bool) -> Iterator[Problem]:
    """Yield what is wrong with the references of all pages. `items` are all pages and items by their ids.

    While some file cannot be read (`whole` is false), ids that nobody has are passed over: they may stand there.
    """
    hints: dict[str, str] = {}
    for page, source in places:
        yield from _misplaced(page, source, items)
        if isinstance(page, Worksheet):
            yield from _inside(page, source)
        for way, mark, target in _targets(page, source):
            if whole and target not in items:
                if target not in hints:
                    hints[target] = suggest(target, items) if len(hints) < MAX_SUGGESTIONS else ""
                yield source.problem(mark, f"nothing has the id '{target}'{hints[target]}", way)


def _targets(page: Page, source: Source) -> Iterator[Target]:
    for way, value in _walk(page, source):
        if isinstance(value, Rich):
            for target in richtext.references(value):
                yield way, source.find(way, f"[[{target}"), target
        elif isinstance(value, Ref):
            yield way, source.mark(way), value
    if isinstance(page, Worksheet):
        for target in LINKED_BY_WORKSHEETS:
            yield (), source.mark(()), target


def _walk(page: Page, source: Source) -> Iterator[tuple[Way, object]]:
    for way, value in walk(page):
        while way not in source.values:  # one text for both audiences stands once in the YAML
            way = way[:-1]
        yield way, value


def _misplaced(page: Page, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem for every reference to something that cannot stand in its place."""
    for way, value in _walk(page, source):
        if not isinstance(value, Ref) or value not in items or not value.kinds:
            continue
        kind = _kind(items[value.partition("#")[0]])
        if kind not in value.kinds:
            kinds = ", ".join(sorted(value.kinds))
            yield source.problem(
                source.mark(way), f"'{value}' is a page of kind {kind}; expected one of kind {kinds}", way
            )
        elif not _serves(value, items[value]):
            message = f"'{value}' cannot stand here; name {_MEANT[type(value)][1]}"
            yield source.problem(source.mark(way), message, way)


def _serves(ref: Ref, item: Item) -> bool:
    if isinstance(ref, NoticeRef):
        return any(isinstance(inner, Notice) for _, inner in walk(item))
    return isinstance(item, _MEANT[type(ref)][0])


def _kind(page: Item) -> str:
    return str(page.kind)  # type: ignore[attr-defined]  # every kind of page has it


def _inside(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield what is wrong where a worksheet refers to its own fields.

    Fields of a section for `each` are there once a person, so nothing can mean one of them.
    """
    shared = [found for section in sheet.sections if not section.each for found in section.fields]
    people = {found.id for found in shared if isinstance(found, People)}
    for way, value in walk(sheet):
        if way and way[-1] in {"each", "people"} and isinstance(value, str) and value not in people:
            yield source.problem(source.mark(way), _unknown(value, sheet, people), way)
    yield from _slots(sheet, source, shared)


def _unknown(name: str, sheet: Worksheet, people: set[str]) -> str:
    if any(found.id == name for found in sheet.fields if isinstance(found, People)):
        return f"'{name}' stands in a section that each person has; move it to a section without 'each'"
    return f"no field of type people has the id '{name}'{suggest(name, people)}"


def _slots(sheet: Worksheet, source: Source, shared: Sequence[Field]) -> Iterator[Problem]:
    if not sheet.result:
        return
    known = {found.id for found in shared if found.answered and not isinstance(found, Cards)}
    way = ("result", "text")
    for slot in SLOT.findall(sheet.result.text.couple + sheet.result.text.business):
        if slot not in known:
            message = f"no field that is answered once has the id '{slot}'{suggest(slot, known)}"
            yield source.problem(source.find(way, f"{{{slot}}}"), message, way)
