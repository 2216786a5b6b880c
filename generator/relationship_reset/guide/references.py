"""What pages refer to: whether it is there, and whether it is what can stand in its place."""

from collections.abc import Iterable, Iterator, Mapping

from relationship_reset.core import markdown_text
from relationship_reset.core.problems import Problem, suggest
from relationship_reset.core.yaml_source import Position, Source, YamlPath
from relationship_reset.guide import worksheet_references
from relationship_reset.model.base import (
    DeckRef,
    Item,
    ListRef,
    MaterialRef,
    NotedRef,
    NoticeRef,
    Page,
    PrintedRef,
    Ref,
    Rich,
    SoloRef,
    Titled,
    WorkRef,
    WorksheetRef,
    walk,
)
from relationship_reset.model.fields import Asked, Choosing, Condition
from relationship_reset.model.help import Help
from relationship_reset.model.indexes import Links
from relationship_reset.model.kinds import names_for
from relationship_reset.model.lists import CardGroup, Collection, Deck, Entry, Group, Work
from relationship_reset.model.packet import Packet, PacketBuilder, PacketViewer
from relationship_reset.model.pages import Notice, Section, Step
from relationship_reset.model.worksheet import Worksheet

LINKED_BY_WORKSHEETS = ("care", "care#where-answers-live")
"""Every worksheet leads to these, and so do packets in the browser; a guide with any of them must have these."""
MAX_SUGGESTIONS = 20
"""Looking for the nearest id is slow, and nobody mends more at once."""
_MEANT: dict[type[Ref], tuple[tuple[type[Item], ...], str]] = {
    WorksheetRef: ((Worksheet,), "a whole worksheet"),
    SoloRef: ((Worksheet,), "a worksheet with 'for: one'"),
    WorkRef: ((Work,), "one of the works, as 'sources#id'"),
    ListRef: ((Collection, Group), "a whole list or one of its groups"),
    NoticeRef: ((Item,), "something that has words to notice"),
    DeckRef: ((Deck, CardGroup), "a whole deck or one of its groups"),
    NotedRef: ((Worksheet, Step), "a worksheet, or a step as 'page#step'"),
    MaterialRef: ((Worksheet, Deck, Packet), "a whole worksheet, deck or packet"),
    PrintedRef: ((Worksheet, Section, Help), "a worksheet, a section or step as 'page#id', or the page with help"),
}
"""What a kind of reference may lead to, and how authors are told."""

Place = tuple[Page, Source]
"""A page, and the file it was read from."""
Target = tuple[YamlPath, Position, str]
"""Where a page refers to something: the way, the mark, and the id it names."""


def problems(places: Iterable[Place], items: Mapping[str, Item], *, whole: bool) -> Iterator[Problem]:
    """Yield what is wrong with the references of all pages. `items` are all pages and items by their ids.

    While some file cannot be read (`whole` is false), ids that nobody has are passed over: they may stand there.
    """
    hints: dict[str, str] = {}
    places = list(places)
    yield from _about(places)
    for page, source in places:
        yield from _misplaced(page, source, items)
        if isinstance(page, Worksheet):
            yield from worksheet_references.problems(page, source)
            yield from _reused(page, source, items)
            yield from _chosen(page, source, items)
        if isinstance(page, Packet):
            yield from _for_nobody(page, source, items)
        for way, mark, target in _targets(page, source):
            if whole and target not in items:
                if target not in hints:
                    hints[target] = suggest(target, items) if len(hints) < MAX_SUGGESTIONS else ""
                yield source.problem(mark, f"nothing has the id '{target}'{hints[target]}", way)


def unprintable(ref: str, items: Mapping[str, Item]) -> str:
    """Return why something cannot be part of a packet, or nothing where it can."""
    if ref not in items:
        return f"nothing has the id '{ref}'{suggest(ref, items)}"
    fits, said = _MEANT[PrintedRef]
    return "" if isinstance(items[ref], fits) else f"'{ref}' cannot be part of a packet; name {said}"


def _targets(page: Page, source: Source) -> Iterator[Target]:
    for way, value in _walk(page, source):
        if isinstance(value, Rich):
            for target in markdown_text.references(value):
                yield way, source.find(way, f"[[{target}"), target
        elif isinstance(value, Ref):
            yield way, source.mark(way), value
    if isinstance(page, Worksheet | PacketViewer | PacketBuilder):
        for target in LINKED_BY_WORKSHEETS:
            yield (), source.mark(()), target


def _walk(page: Page, source: Source) -> Iterator[tuple[YamlPath, object]]:
    for way, value in walk(page):
        while way not in source.values:  # one text for both audiences stands once in the YAML
            way = way[:-1]
        yield way, value


def _misplaced(referring: Page, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem for every reference to something that cannot stand in its place."""
    for way, value in _walk(referring, source):
        if not isinstance(value, Ref) or value not in items or type(value) not in _MEANT:
            continue
        page = items[value.partition("#")[0]]
        assert isinstance(page, Page)
        wanted = names_for(type(value))
        if wanted and page.kind not in wanted:
            message = f"'{value}' is a page of kind {page.kind}; expected one of kind {', '.join(sorted(wanted))}"
            yield source.problem(source.mark(way), message, way)
        elif not _serves(value, items[value]):
            message = f"'{value}' cannot stand here; name {_MEANT[type(value)][1]}"
            yield source.problem(source.mark(way), message, way)


def _serves(ref: Ref, item: Item) -> bool:
    if isinstance(ref, NoticeRef):
        return any(isinstance(inner, Notice) for _, inner in walk(item))
    if isinstance(ref, SoloRef) and isinstance(item, Worksheet):
        return item.for_ == "one"
    return isinstance(item, _MEANT[type(ref)][0])


def _about(places: list[Place]) -> Iterator[Problem]:
    """Yield a problem for every topic that the link book does not know; without a link book, any may be named."""
    known = {subject.id for page, _ in places if isinstance(page, Links) for subject in page.vocabulary}
    for page, source in places if known else ():
        for way, value in walk(page):
            if isinstance(value, Titled):
                for number, topic in enumerate(value.topics):
                    if topic not in known:
                        there = (*way, "topics", number)
                        message = f"no topic has the id '{topic}'{suggest(topic, known)}; the link book lists them all"
                        yield source.problem(source.mark(there), message, there)


def _chosen(sheet: Worksheet, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem where something else is offered twice, or a condition names what a list does not have."""
    listed: dict[str, list[str]] = {}
    for way, value in walk(sheet):
        if isinstance(value, Choosing) and value.from_ and value.from_ in items:
            listed[value.id] = [one.id for _, one in walk(items[value.from_]) if isinstance(one, Entry)]
            if value.other and "other" in listed[value.id]:
                message = f"'{value.from_}' has an entry 'other' itself; leave out 'other: yes'"
                yield source.problem(source.mark((*way, "other")), message, (*way, "other"))
            listed[value.id] += ["other"] * value.other
        if isinstance(value, Condition):
            for number, option in enumerate(value.is_):
                if value.field in listed and option not in listed[value.field]:
                    there = (*way, "is", number)
                    message = f"'{option}' cannot be chosen in '{value.field}'{suggest(option, listed[value.field])}"
                    yield source.problem(source.mark(there), message, there)


def _for_nobody(packet: Packet, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem for each audience that a packet is for and has nothing for."""
    known = [(items[ref], items[ref.partition("#")[0]]) for ref in packet.contents if ref in items]
    for audience in packet.audience:
        if known and not any(audience in item.audience and audience in home.audience for item, home in known):
            message = f"nothing in this packet is for {audience}; say whom the packet is for with 'audience'"
            yield source.problem(source.mark(("contents",)), message, ("contents",))


def _reused(sheet: Worksheet, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem for every answer to take over that is not of the same type, or is asked of each person."""
    for way, value in walk(sheet):
        if not isinstance(value, Asked):
            continue
        for place, ref in enumerate(value.reuse):
            other = items.get(ref)
            if other is None:
                continue
            home = items[ref.partition("#")[0]]
            shared = (
                isinstance(home, Worksheet) and home is not sheet and not home.section_of(ref.rpartition("#")[2]).each
            )
            if type(other) is not type(value) or not shared:
                there = (*way, "reuse", place)
                kind = value.type  # type: ignore[attr-defined]  # every type of field has it
                message = (
                    f"'{ref}' cannot be taken over here; name a field of type {kind} that another worksheet asks once"
                )
                yield source.problem(source.mark(there), message, there)
