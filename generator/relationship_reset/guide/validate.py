"""Validates plain data into models, and turns pydantic's errors into problems with positions."""

import re
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from relationship_reset.core.problems import suggest
from relationship_reset.core.yaml_source import Source, YamlPath, type_names
from relationship_reset.model import fields
from relationship_reset.model.base import Base, Page
from relationship_reset.model.kinds import FORMER_NAMES, KINDS

MAX_SHOWN = 60
"""The number of characters of a wrong value that a problem shows."""


def parse(source: Source) -> Page | None:
    """Return the page of a source, or None if it is invalid; problems are appended to the source's."""
    if source.problems and source.data is None:
        return None
    kind = _model(source)
    if kind is None:
        return None
    try:
        return kind.model_validate(source.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if not _is_misspelt(detail, details):
                _add_problem(source, kind, detail)
        return None


def _is_misspelt(missing: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Return whether a missing key is present under a misspelt name, which is reported by itself."""
    *place, key = missing["loc"] or ("",)
    beside = [
        str(one["loc"][-1]) for one in details if one["type"] == "extra_forbidden" and [*one["loc"][:-1]] == place
    ]
    return missing["type"] == "missing" and any(suggest(unknown, [str(key)]) for unknown in beside)


def _model(source: Source) -> type[Page] | None:
    if not isinstance(source.data, dict):
        source.problems.append(
            source.problem((1, 1), "expected keys such as 'kind: part', found " + type_names[type(source.data)])
        )
        return None
    name = source.data.get("kind")
    if name is None:
        source.problems.append(
            source.problem(source.position(("kind",), key=True), "missing key 'kind' (for example: kind: part)")
        )
        return None
    if isinstance(name, str) and name in FORMER_NAMES:
        said = f"the kind '{name}' is called '{FORMER_NAMES[name]}' now"
        source.problems.append(source.problem(source.position(("kind",)), said, ("kind",)))
        return None
    if not isinstance(name, str) or name not in KINDS:
        said = f"unknown kind '{name}'{suggest(str(name), KINDS)}; known are {', '.join(KINDS)}"
        source.problems.append(source.problem(source.position(("kind",)), said, ("kind",)))
        return None
    return KINDS[name].model


def _add_problem(source: Source, kind: type[Page], detail: ErrorDetails) -> None:
    path, shape = _locate(source.data, kind, detail["loc"])
    error = detail["type"]
    if error == "extra_forbidden":
        key = str(detail["loc"][-1])
        position, message = source.position(path, key=True), f"unknown key '{key}'{suggest(key, shape)}"
        path = path[:-1]
    elif error == "missing":
        key = str(detail["loc"][-1])
        position, message = source.position(path), f"missing key '{key}'{_example(shape.get(key), key)}"
    elif error == "union_tag_not_found":
        position, message = source.position(path), "missing key 'type' (for example: type: long text)"
    elif error == "union_tag_invalid":
        path = (*path, "type")
        found, known = detail["ctx"]["tag"], re.findall(r"'([^']+)'", detail["ctx"]["expected_tags"])
        position, message = (
            source.position(path),
            f"unknown type '{found}'{suggest(found, known)}; known are {', '.join(known)}",
        )
    else:
        fragment = detail.get("ctx", {}).get("fragment", "")
        position = source.find(path, fragment) if fragment else source.position(path)
        message = _message(detail)
    source.problems.append(source.problem(position, message, path))


def _message(detail: ErrorDetails) -> str:
    expected = _EXPECTED.get(detail["type"])
    if detail["input"] is None:
        return f"a value is missing here; expected {expected or 'text'}"
    context = detail.get("ctx", {})
    if expected is None:
        return detail["msg"]
    shown = detail["input"]
    found = f"'{_shortened(shown)}'" if isinstance(shown, str) else type_names.get(type(shown), "something else")
    cure = f"; write [{_shortened(shown)}]" if detail["type"] == "list_type" and isinstance(shown, str) else ""
    return f"expected {expected.format(**context)}, found {found}{cure}"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}… ({len(text):,} characters)"


_EXPECTED = {
    "string_type": "text",
    "string_too_short": "text of {min_length} characters or more",
    "string_too_long": "text of at most {max_length} characters",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
    "list_type": "a list",
    "too_short": "a list of {min_length} or more",
    "too_long": "a list of at most {max_length}",
    "literal_error": "{expected}",
    "model_type": "a set of keys",
    "model_attributes_type": "a set of keys",
    "date_from_datetime_parsing": "a date such as 2026-03-14",
    "date_parsing": "a date such as 2026-03-14",
    "date_type": "a date such as 2026-03-14",
}


def _example(field: Any, key: str) -> str:
    examples = getattr(field, "examples", None)
    return f" (for example: {key}: {examples[0]})" if examples else ""


def _locate(data: Any, shape: Any, loc: tuple[str | int, ...]) -> tuple[YamlPath, dict[str, Any]]:
    """Return the path in the data of an error's location, and the keys of the innermost model on it.

    Locations also contain steps that the data does not have: the tag of a union, and the audience of a value that
    is given once for both. Those are skipped.
    """
    path: list[str | int] = []
    keys = _keys(shape, data)
    for part in loc:
        keys = _keys(shape, data) or keys
        if isinstance(data, dict) and part in data:
            shape = getattr(keys.get(str(part)), "annotation", None)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            shape = next(iter(get_args(_unwrapped(shape))), None)
        elif isinstance(data, dict) and part is loc[-1]:
            break
        else:
            continue
        data = data[part]
        path.append(part)
    return tuple(path), keys


def _unwrapped(shape: Any) -> Any:
    """Return an annotation without Annotated and Optional."""
    while hasattr(shape, "__metadata__"):
        shape = shape.__origin__
    if get_origin(shape) in (Union, types.UnionType):
        inner = [one for one in get_args(shape) if one is not type(None)]
        return _unwrapped(inner[0]) if len(inner) == 1 else Union[tuple(inner)]  # noqa: UP007  # built at run time
    return shape


def _keys(shape: Any, data: Any) -> dict[str, Any]:
    """Return the allowed keys at this point of the data, with their pydantic fields."""
    found = {}
    for model in _models(_unwrapped(shape), data):
        found.update({field.alias or name: field for name, field in model.model_fields.items()})
    return found


def _models(shape: Any, data: Any) -> Iterator[type[Base]]:
    if get_origin(shape) is Union:
        chosen = fields.field_types.get(data.get("type", "")) if isinstance(data, dict) else None
        yield from [chosen] if chosen else [one for one in get_args(shape) if issubclass(one, Base)]
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        yield shape  # type: ignore[misc]  # every model here is a Base
