"""What a worksheet's parts say of its own fields: whether each is there, and can mean what it should.

Fields of a section for `each` are there once a person. So a result cannot mean one of them; but a condition, or words
taken from an answer, may in the sections of the same people: there it is that person's own.
"""

import re
from collections.abc import Iterator, Mapping

from relationship_reset.core.problems import Problem, suggest
from relationship_reset.core.yaml_source import Source, YamlPath
from relationship_reset.model.base import ByAudience, walk
from relationship_reset.model.fields import (
    PREFILLED,
    SLOT,
    Agenda,
    Asked,
    Cards,
    Choosing,
    Condition,
    Date,
    Duration,
    Field,
    Option,
    People,
    Point,
    Rows,
    Scale,
    Slot,
    Time,
)
from relationship_reset.model.worksheet import SheetSection, Worksheet

PIPE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""An answer inside a label or a hint: `{field|words until there is an answer}`."""


def problems(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield what is wrong where a worksheet refers to its own fields."""
    shared = {found.id: found for section in sheet.sections if not section.each for found in section.fields}
    yield from _people(sheet, source, shared)
    yield from _slots(sheet, source, shared)
    yield from _conditions(sheet, source)
    yield from _pipes(sheet, source, shared)
    yield from _short(sheet, source)
    yield from _calendar(sheet, source, shared)
    yield from _former(sheet, source)
    yield from _prefilled(sheet, source)


def _prefilled(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield a problem for each field that allows a suggested answer and cannot have one."""
    for place, section in enumerate(sheet.sections):
        for number, found in enumerate(section.fields):
            way = ("sections", place, "fields", number, "prefill")
            if not isinstance(found, Asked) or not found.prefill:
                continue
            if section.each:
                message = "each person answers this for themselves, so nobody can suggest it; take out 'prefill'"
                yield source.problem(source.mark(way), message, way)
            elif not isinstance(found, PREFILLED):
                types = "text, long text, date, time, duration, number or choice"
                message = f"no answer can be suggested in a field of this type; 'prefill' is for {types}"
                yield source.problem(source.mark(way), message, way)


def _people(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    people = {name for name, found in shared.items() if isinstance(found, People)}
    for way, value in walk(sheet):
        if way and way[-1] in {"each", "people"} and isinstance(value, str) and value not in people:
            if any(found.id == value for found in sheet.fields if isinstance(found, People)):
                message = f"'{value}' stands in a section that each person has; move it to a section without 'each'"
            else:
                message = f"no field of type people has the id '{value}'{suggest(value, people)}"
            yield source.problem(source.mark(way), message, way)


def _spoken(found: Field) -> bool:
    """Return whether a field's answer can stand inside a sentence."""
    return found.answered and not isinstance(found, Cards | Rows | Agenda)


def _slots(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    if not sheet.result:
        return
    known = {name for name, found in shared.items() if found.answered and not isinstance(found, Cards)}
    way = ("result", "text")
    for slot in SLOT.findall(sheet.result.text.couple + sheet.result.text.business):
        if slot not in known:
            message = f"no field that is answered once has the id '{slot}'{suggest(slot, known)}"
            yield source.problem(source.find(way, f"{{{slot}}}"), message, way)


def _conditions(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield a problem for each condition on something that is not asked before, or cannot be chosen there."""
    before: dict[str, tuple[Field, SheetSection]] = {}
    for place, section in enumerate(sheet.sections):
        way: YamlPath = ("sections", place)
        if section.show_when:
            shared = {name: found for name, (found, home) in before.items() if not home.each}
            yield from _condition(section.show_when, shared, source, (*way, "show when"))
        for number, found in enumerate(section.fields):
            if found.show_when:
                there = (*way, "fields", number, "show when")
                yield from _condition(found.show_when, _seen(before, section), source, there)
            before[found.id] = (found, section)


def _seen(before: Mapping[str, tuple[Field, SheetSection]], section: SheetSection) -> dict[str, Field]:
    return {name: found for name, (found, home) in before.items() if home.each in (None, section.each)}


def _condition(condition: Condition, seen: Mapping[str, Field], source: Source, way: YamlPath) -> Iterator[Problem]:
    known = {name for name, found in seen.items() if found.answered}
    if condition.field not in known:
        there = (*way, "field")
        message = f"no question before this one has the id '{condition.field}'{suggest(condition.field, known)}"
        yield source.problem(source.mark(there), message, there)
        return
    asked = seen[condition.field]
    for number, option in enumerate(condition.is_):
        there = (*way, "is", number)
        if not isinstance(asked, Choosing | Scale):
            yield source.problem(source.mark(there), f"'{asked.id}' has nothing to choose; leave out 'is'", there)
        elif (names := _choosable(asked)) is not None and option not in names:
            message = f"'{option}' cannot be chosen in '{asked.id}'{suggest(option, names)}"
            yield source.problem(source.mark(there), message, there)


def _choosable(asked: Choosing | Scale) -> list[str] | None:
    """Return what can be chosen in a field; None where that stands in a list of the guide."""
    if isinstance(asked, Scale):
        return [str(step) for step in range(1, asked.steps + 1)]
    return [option.id for option in asked.options] + ["other"] * asked.other if asked.options else None


def _pipes(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    events: list[tuple[YamlPath, ByAudience[str]]] = [
        (("calendar", number, "title"), event.title) for number, event in enumerate(sheet.calendar)
    ]
    for way, text in events:
        yield from _pipe(text, shared, source, way)
    for place, section in enumerate(sheet.sections):
        own = {found.id: found for found in section.fields} if section.each else {}
        for number, found in enumerate(section.fields):
            way = ("sections", place, "fields", number)
            yield from _pipe(found.label, {**shared, **own}, source, (*way, "label"))
            if found.hint:
                yield from _pipe(found.hint, {**shared, **own}, source, (*way, "hint"))
            yield from _unpiped(found, source, way)


def _pipe(text: ByAudience[str], fields: Mapping[str, Field], source: Source, way: YamlPath) -> Iterator[Problem]:
    known = {name for name, found in fields.items() if _spoken(found)}
    for words in dict.fromkeys((text.couple, text.business)):
        for name, instead in PIPE.findall(words):
            if name not in known:
                message = f"no field whose answer can stand in a sentence has the id '{name}'{suggest(name, known)}"
                yield source.problem(source.find(way, f"{{{name}|"), message, way)
            elif not instead.strip():
                message = f"needs words until there is an answer, such as '{{{name}|the other person}}'"
                yield source.problem(source.find(way, f"{{{name}|"), message, way)


def _unpiped(found: Field, source: Source, way: YamlPath) -> Iterator[Problem]:
    """Yield a problem for each answer that is to stand where none can: in options, columns, points and the like."""
    for inner, text in walk(found):
        if isinstance(text, str) and inner[0] not in {"label", "hint"} and (pipe := PIPE.search(text)):
            there = (*way, *inner)
            while there not in source.values:  # one text for both audiences stands once in the YAML
                there = there[:-1]
            yield source.problem(source.find(there, pipe[0]), "an answer can only stand in a label or a hint", there)


def _short(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    known = [found.id for found in sheet.fields]
    for number, name in enumerate(sheet.short):
        if name not in known:
            way = ("short", number)
            yield source.problem(source.mark(way), f"no field has the id '{name}'{suggest(name, known)}", way)


def _calendar(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield a problem for each day, time or length of an event that no field of that type gives."""
    types: dict[str, type[Field]] = {"on": Date, "at": Time, "lasts": Duration}
    for number, event in enumerate(sheet.calendar):
        for key, wanted in types.items():
            name = getattr(event, key)
            known = [one for one, found in shared.items() if isinstance(found, wanted)]
            if name is not None and name not in known:
                way = ("calendar", number, key)
                kind = wanted.__name__.lower()
                message = f"no field of type {kind} has the id '{name}'{suggest(name, known)}"
                yield source.problem(source.mark(way), message, way)


def _former(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield a problem for each former id that something else has or had: answers could not tell where to go."""
    named = [(way, value) for way, value in walk(sheet) if isinstance(value, Field | Option | Slot | Point)]
    # All fields of a sheet share their names; columns, options, gaps and points only with those beside them.
    beside = {way: ("fields",) if way[-2] == "fields" else way[:-1] for way, _ in named}
    taken = {(beside[way], value.id) for way, value in named}
    for way, value in named:
        for old in value.formerly:
            if (beside[way], old) in taken:
                there = (*way, "formerly")
                message = f"'{old}' is taken: what something was called formerly can be the id of nothing else"
                yield source.problem(source.mark(there), message, there)
            taken.add((beside[way], old))
