"""Checks the references inside a worksheet to its own fields: each must exist and be of a usable type.

Fields of a section with `each` exist once per person. So a result cannot name them; a condition or placeholder can, in
sections for the same people, where it means that person's own answer.
"""

from collections.abc import Iterator, Mapping

from relationship_reset.core.problems import Problem, suggest
from relationship_reset.core.yaml_source import Source, YamlPath
from relationship_reset.model.base import ByAudience, walk
from relationship_reset.model.field_parts import PIPE, SLOT, Condition, Option, Point, Slot
from relationship_reset.model.fields import (
    PREFILLABLE,
    Agenda,
    Asked,
    Cards,
    Choosing,
    Date,
    Duration,
    Field,
    People,
    Rows,
    Scale,
    Time,
)
from relationship_reset.model.worksheet import SheetSection, Worksheet


def problems(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield the problems of a worksheet's references to its own fields."""
    shared = {found.id: found for section in sheet.sections if not section.each for found in section.fields}
    yield from _unknown_people(sheet, source, shared)
    yield from _unknown_slots(sheet, source, shared)
    yield from _invalid_conditions(sheet, source)
    yield from _invalid_pipes(sheet, source, shared)
    yield from _unknown_short_fields(sheet, source)
    yield from _invalid_events(sheet, source, shared)
    yield from _former_id_conflicts(sheet, source)
    yield from _invalid_prefill(sheet, source)


def _invalid_prefill(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield a problem for each `prefill` on a field that cannot have a suggested answer."""
    for place, section in enumerate(sheet.sections):
        for number, found in enumerate(section.fields):
            path = ("sections", place, "fields", number, "prefill")
            if not isinstance(found, Asked) or not found.prefill:
                continue
            if section.each:
                message = "each person answers this for themselves, so nobody can suggest it; take out 'prefill'"
                yield source.problem(source.position(path), message, path)
            elif not isinstance(found, PREFILLABLE):
                types = "text, long text, date, time, duration, number or choice"
                message = f"no answer can be suggested in a field of this type; 'prefill' is for {types}"
                yield source.problem(source.position(path), message, path)


def _unknown_people(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    people = {name for name, found in shared.items() if isinstance(found, People)}
    for path, value in walk(sheet):
        if path and path[-1] in {"each", "people"} and isinstance(value, str) and value not in people:
            if any(found.id == value for found in sheet.fields if isinstance(found, People)):
                message = f"'{value}' stands in a section that each person has; move it to a section without 'each'"
            else:
                message = f"no field of type people has the id '{value}'{suggest(value, people)}"
            yield source.problem(source.position(path), message, path)


def _fits_in_sentence(found: Field) -> bool:
    """Return whether a field's answer is short enough text to be inserted into a sentence."""
    return found.answered and not isinstance(found, Cards | Rows | Agenda)


def _unknown_slots(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    if not sheet.result:
        return
    known = {name for name, found in shared.items() if found.answered and not isinstance(found, Cards)}
    path = ("result", "text")
    for slot in SLOT.findall(sheet.result.text.couple + sheet.result.text.business):
        if slot not in known:
            message = f"no field that is answered once has the id '{slot}'{suggest(slot, known)}"
            yield source.problem(source.find(path, f"{{{slot}}}"), message, path)


def _invalid_conditions(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield a problem for each condition on a field that is not asked before, or on an option it does not have."""
    before: dict[str, tuple[Field, SheetSection]] = {}
    for place, section in enumerate(sheet.sections):
        path: YamlPath = ("sections", place)
        if section.show_when:
            shared = {name: found for name, (found, home) in before.items() if not home.each}
            yield from _invalid_condition(section.show_when, shared, source, (*path, "show when"))
        for number, found in enumerate(section.fields):
            if found.show_when:
                there = (*path, "fields", number, "show when")
                yield from _invalid_condition(found.show_when, _fields_in_scope(before, section), source, there)
            before[found.id] = (found, section)


def _fields_in_scope(before: Mapping[str, tuple[Field, SheetSection]], section: SheetSection) -> dict[str, Field]:
    return {name: found for name, (found, home) in before.items() if home.each in (None, section.each)}


def _invalid_condition(
    condition: Condition, in_scope: Mapping[str, Field], source: Source, path: YamlPath
) -> Iterator[Problem]:
    known = {name for name, found in in_scope.items() if found.answered}
    if condition.field not in known:
        there = (*path, "field")
        message = f"no question before this one has the id '{condition.field}'{suggest(condition.field, known)}"
        yield source.problem(source.position(there), message, there)
        return
    asked = in_scope[condition.field]
    for number, option in enumerate(condition.is_):
        there = (*path, "is", number)
        if not isinstance(asked, Choosing | Scale):
            yield source.problem(source.position(there), f"'{asked.id}' has nothing to choose; leave out 'is'", there)
        elif (names := _option_ids(asked)) is not None and option not in names:
            message = f"'{option}' cannot be chosen in '{asked.id}'{suggest(option, names)}"
            yield source.problem(source.position(there), message, there)


def _option_ids(asked: Choosing | Scale) -> list[str] | None:
    """Return the ids of a field's options, or None if they come from a list of the guide."""
    if isinstance(asked, Scale):
        return [str(step) for step in range(1, asked.steps + 1)]
    return [option.id for option in asked.options] + ["other"] * asked.other if asked.options else None


def _invalid_pipes(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    events: list[tuple[YamlPath, ByAudience[str]]] = [
        (("calendar", number, "title"), event.title) for number, event in enumerate(sheet.calendar)
    ]
    for path, text in events:
        yield from _invalid_pipes_in(text, shared, source, path)
    for place, section in enumerate(sheet.sections):
        own = {found.id: found for found in section.fields} if section.each else {}
        for number, found in enumerate(section.fields):
            path = ("sections", place, "fields", number)
            yield from _invalid_pipes_in(found.label, {**shared, **own}, source, (*path, "label"))
            if found.hint:
                yield from _invalid_pipes_in(found.hint, {**shared, **own}, source, (*path, "hint"))
            yield from _misplaced_pipes(found, source, path)


def _invalid_pipes_in(
    text: ByAudience[str], fields: Mapping[str, Field], source: Source, path: YamlPath
) -> Iterator[Problem]:
    known = {name for name, found in fields.items() if _fits_in_sentence(found)}
    for words in dict.fromkeys((text.couple, text.business)):
        for name, instead in PIPE.findall(words):
            if name not in known:
                message = f"no field whose answer can stand in a sentence has the id '{name}'{suggest(name, known)}"
                yield source.problem(source.find(path, f"{{{name}|"), message, path)
            elif not instead.strip():
                message = f"needs words until there is an answer, such as '{{{name}|the other person}}'"
                yield source.problem(source.find(path, f"{{{name}|"), message, path)


def _misplaced_pipes(found: Field, source: Source, path: YamlPath) -> Iterator[Problem]:
    """Yield a problem for each placeholder outside labels and hints: in options, columns, points and so on."""
    for inner, text in walk(found):
        if isinstance(text, str) and inner[0] not in {"label", "hint"} and (pipe := PIPE.search(text)):
            there = (*path, *inner)
            while there not in source.values:  # a value for both audiences occurs once in the YAML
                there = there[:-1]
            yield source.problem(source.find(there, pipe[0]), "an answer can only stand in a label or a hint", there)


def _unknown_short_fields(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    known = [found.id for found in sheet.fields]
    for number, name in enumerate(sheet.short):
        if name not in known:
            path = ("short", number)
            yield source.problem(source.position(path), f"no field has the id '{name}'{suggest(name, known)}", path)


def _invalid_events(sheet: Worksheet, source: Source, shared: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield a problem for each `on`, `at` or `lasts` of an event that names no field of the required type."""
    types: dict[str, type[Field]] = {"on": Date, "at": Time, "lasts": Duration}
    for number, event in enumerate(sheet.calendar):
        for key, wanted in types.items():
            name = getattr(event, key)
            known = [one for one, found in shared.items() if isinstance(found, wanted)]
            if name is not None and name not in known:
                path = ("calendar", number, key)
                kind = wanted.__name__.lower()
                message = f"no field of type {kind} has the id '{name}'{suggest(name, known)}"
                yield source.problem(source.position(path), message, path)


def _former_id_conflicts(sheet: Worksheet, source: Source) -> Iterator[Problem]:
    """Yield a problem for each former id that is or was in use: saved answers could not be assigned."""
    named = [(path, value) for path, value in walk(sheet) if isinstance(value, Field | Option | Slot | Point)]
    # All fields of a worksheet share one namespace; columns, options, slots and points have one per field.
    beside = {path: ("fields",) if path[-2] == "fields" else path[:-1] for path, _ in named}
    taken = {(beside[path], value.id) for path, value in named}
    for path, value in named:
        for old in value.formerly:
            if (beside[path], old) in taken:
                there = (*path, "formerly")
                message = f"'{old}' is taken: what something was called formerly can be the id of nothing else"
                yield source.problem(source.position(there), message, there)
            taken.add((beside[path], old))
