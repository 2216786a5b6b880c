"""Checks references between pages: each target must exist and be of an allowed kind."""

from collections.abc import Iterable, Iterator, Mapping

from relationship_reset.core import markdown_text
from relationship_reset.core.problems import Problem, suggest
from relationship_reset.core.yaml_source import Position, Source, YamlPath
from relationship_reset.guide import worksheet_references
from relationship_reset.model.base import Item, Page, Rich, Titled, walk
from relationship_reset.model.field_parts import Condition
from relationship_reset.model.fields import Asked, Choosing
from relationship_reset.model.help import Help
from relationship_reset.model.indexes import Links
from relationship_reset.model.kinds import names_for
from relationship_reset.model.lists import CardGroup, Collection, Deck, Entry, Group, Work
from relationship_reset.model.packet import Packet, PacketBuilder, PacketViewer
from relationship_reset.model.pages import Notice, Section, Step
from relationship_reset.model.refs import (
    DeckRef,
    ListRef,
    MaterialRef,
    NotedRef,
    NoticeRef,
    PrintedRef,
    Ref,
    SoloRef,
    WorkRef,
    WorksheetRef,
)
from relationship_reset.model.worksheet import Worksheet

LINKED_BY_WORKSHEETS = ("care", "care#where-answers-live")
"""Linked from every worksheet and from the packet pages; a guide with any of those must have them."""
MAX_SUGGESTIONS = 20
"""The limit of suggestions in one run: each is a slow search over all ids."""
_ALLOWED: dict[type[Ref], tuple[tuple[type[Item], ...], str]] = {
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
"""For each type of reference, the items it may name, and how messages describe them."""

Place = tuple[Page, Source]
"""A page and its source file."""
Target = tuple[YamlPath, Position, str]
"""A reference on a page: its path, its position, and the id it names."""


def problems(places: Iterable[Place], items: Mapping[str, Item], *, whole: bool) -> Iterator[Problem]:
    """Yield the problems of the references of all pages. `items` are all pages and items by reference.

    If `whole` is false, some file could not be read, and unknown ids are ignored: they may be defined in it.
    """
    hints: dict[str, str] = {}
    places = list(places)
    yield from _unknown_topics(places)
    for page, source in places:
        yield from _wrong_targets(page, source, items)
        if isinstance(page, Worksheet):
            yield from worksheet_references.problems(page, source)
            yield from _invalid_reuse(page, source, items)
            yield from _unavailable_options(page, source, items)
        if isinstance(page, Packet):
            yield from _audiences_without_contents(page, source, items)
        for path, position, target in _references(page, source):
            if whole and target not in items:
                if target not in hints:
                    hints[target] = suggest(target, items) if len(hints) < MAX_SUGGESTIONS else ""
                yield source.problem(position, f"nothing has the id '{target}'{hints[target]}", path)


def unprintable(ref: str, items: Mapping[str, Item]) -> str:
    """Return why a reference cannot be part of a packet, or an empty string if it can."""
    if ref not in items:
        return f"nothing has the id '{ref}'{suggest(ref, items)}"
    fits, said = _ALLOWED[PrintedRef]
    return "" if isinstance(items[ref], fits) else f"'{ref}' cannot be part of a packet; name {said}"


def _references(page: Page, source: Source) -> Iterator[Target]:
    for path, value in _walk_source(page, source):
        if isinstance(value, Rich):
            for target in markdown_text.references(value):
                yield path, source.find(path, f"[[{target}"), target
        elif isinstance(value, Ref):
            yield path, source.position(path), value
    if isinstance(page, Worksheet | PacketViewer | PacketBuilder):
        for target in LINKED_BY_WORKSHEETS:
            yield (), source.position(()), target


def _walk_source(page: Page, source: Source) -> Iterator[tuple[YamlPath, object]]:
    for path, value in walk(page):
        while path not in source.values:  # a value for both audiences occurs once in the YAML
            path = path[:-1]
        yield path, value


def _wrong_targets(referring: Page, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem for every reference to a page or item of a kind that is not allowed there."""
    for path, value in _walk_source(referring, source):
        if not isinstance(value, Ref) or value not in items or type(value) not in _ALLOWED:
            continue
        page = items[value.partition("#")[0]]
        assert isinstance(page, Page)
        wanted = names_for(type(value))
        if wanted and page.kind not in wanted:
            message = f"'{value}' is a page of kind {page.kind}; expected one of kind {', '.join(sorted(wanted))}"
            yield source.problem(source.position(path), message, path)
        elif not _is_allowed(value, items[value]):
            message = f"'{value}' cannot stand here; name {_ALLOWED[type(value)][1]}"
            yield source.problem(source.position(path), message, path)


def _is_allowed(ref: Ref, item: Item) -> bool:
    if isinstance(ref, NoticeRef):
        return any(isinstance(inner, Notice) for _, inner in walk(item))
    if isinstance(ref, SoloRef) and isinstance(item, Worksheet):
        return item.for_ == "one"
    return isinstance(item, _ALLOWED[type(ref)][0])


def _unknown_topics(places: list[Place]) -> Iterator[Problem]:
    """Yield a problem for every topic missing from the vocabulary; without a link index, any topic is allowed."""
    known = {subject.id for page, _ in places if isinstance(page, Links) for subject in page.vocabulary}
    for page, source in places if known else ():
        for path, value in walk(page):
            if isinstance(value, Titled):
                for number, topic in enumerate(value.topics):
                    if topic not in known:
                        there = (*path, "topics", number)
                        message = f"no topic has the id '{topic}'{suggest(topic, known)}; the link book lists them all"
                        yield source.problem(source.position(there), message, there)


def _unavailable_options(sheet: Worksheet, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem if `other` is offered twice, or if a condition names an option that its list does not have."""
    listed: dict[str, list[str]] = {}
    for path, value in walk(sheet):
        if isinstance(value, Choosing) and value.from_ and value.from_ in items:
            listed[value.id] = [one.id for _, one in walk(items[value.from_]) if isinstance(one, Entry)]
            if value.other and "other" in listed[value.id]:
                message = f"'{value.from_}' has an entry 'other' itself; leave out 'other: yes'"
                yield source.problem(source.position((*path, "other")), message, (*path, "other"))
            listed[value.id] += ["other"] * value.other
        if isinstance(value, Condition):
            for number, option in enumerate(value.is_):
                if value.field in listed and option not in listed[value.field]:
                    there = (*path, "is", number)
                    message = f"'{option}' cannot be chosen in '{value.field}'{suggest(option, listed[value.field])}"
                    yield source.problem(source.position(there), message, there)


def _audiences_without_contents(packet: Packet, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem for each audience of a packet for which it has no contents."""
    known = [(items[ref], items[ref.partition("#")[0]]) for ref in packet.contents if ref in items]
    for audience in packet.audience:
        if known and not any(audience in item.audience and audience in home.audience for item, home in known):
            message = f"nothing in this packet is for {audience}; say whom the packet is for with 'audience'"
            yield source.problem(source.position(("contents",)), message, ("contents",))


def _invalid_reuse(sheet: Worksheet, source: Source, items: Mapping[str, Item]) -> Iterator[Problem]:
    """Yield a problem for every reused answer of another type, or of a section that is repeated for each person."""
    for path, value in walk(sheet):
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
                there = (*path, "reuse", place)
                kind = value.type  # type: ignore[attr-defined]  # every type of field has it
                message = (
                    f"'{ref}' cannot be taken over here; name a field of type {kind} that another worksheet asks once"
                )
                yield source.problem(source.position(there), message, there)
