"""Base types of the content model: texts, ids, items and pages.

A validated value has trimmed texts, rich text within the allowed Markdown subset, and well-formed ids. Whether
references resolve is checked later, over all pages (`guide.references`).
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Generic, Literal, Self, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from relationship_reset.core import markdown_text
from relationship_reset.core.yaml_source import YamlPath

MAX_TEXT = 5_000
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_IDEA = re.compile(r"[A-G][1-9][0-9]?")
_ADDRESS = re.compile(rf"/?([a-z0-9-]+/)*(#{ID.pattern})?")

Audience = Literal["couple", "business"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def _check_id(value: str) -> str:
    if not ID.fullmatch(value) or value.startswith("rr-") or len(value) > 60:
        raise PydanticCustomError(
            "bad_id",
            "bad id '{found}': use small letters, digits and single hyphens, a letter first (such as 'say-it-kindly')",
            {"found": value},
        )
    return value


def _check_former(value: str) -> str:
    if "/" not in value:
        return _check_id(value)
    if not _ADDRESS.fullmatch(value):
        message = "bad former address '{found}': write an id, or a whole address such as 'guide/rebuild/#small-rhythm'"
        raise PydanticCustomError("bad_former", message, {"found": value})
    return value


def _check_one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("several_lines", "this text stands on one line; join its lines into one")
    return value


def _check_unique(value: list[str]) -> list[str]:
    if len(set(value)) < len(value):
        raise PydanticCustomError("repeated", "write each audience once")
    return value


def _check_idea(value: str) -> str:
    if not _IDEA.fullmatch(value):
        message = "bad number of an idea '{found}': write a letter from A to G and a number, such as C2"
        raise PydanticCustomError("bad_idea", message, {"found": value})
    return value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _yaml_key(name: str) -> str:
    return name.rstrip("_").replace("_", " ")


Id = Annotated[str, AfterValidator(_check_id)]
"""The permanent id of an item, chosen by the author. It is the fragment of the item's address."""
Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_check_one_line)]
"""Plain text on one line, at most 300 characters. It is shown literally, without markup."""
Formerly = Annotated[list[Id], BeforeValidator(_as_list)]
"""Former ids, newest first. Saved answers are mapped from them to the current id. In YAML, one id or a list."""
FormerAddresses = Annotated[list[Annotated[str, AfterValidator(_check_former)]], BeforeValidator(_as_list)]
"""Former ids on the same page, or whole addresses (containing a slash). Redirects are made from both."""
Minutes = Annotated[int, Field(ge=1, le=600)]


class Rich(str):
    """Text in the Markdown subset of `core.markdown_text`, at most MAX_TEXT characters."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(min_length=1, max_length=MAX_TEXT, strip_whitespace=True)
        return core_schema.no_info_after_validator_function(cls._checked, text)

    @classmethod
    def _checked(cls, value: str) -> Self:
        if fault := markdown_text.fault(value):
            message, fragment = fault
            raise PydanticCustomError("rich_text", "{message}", {"message": message, "fragment": fragment})
        return cls(value)


class Base(BaseModel):
    """A mapping with fixed keys, named as the attributes with spaces for underscores: `instead_of` is `instead of`."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, alias_generator=_yaml_key)


T = TypeVar("T")


class ByAudience(Base, Generic[T]):
    """A value per audience. In YAML, a single value stands for both."""

    couple: T
    business: T

    @model_validator(mode="before")
    @classmethod
    def _one_for_both(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"couple": value, "business": value}

    def __getitem__(self, audience: Audience) -> T:
        """Return the text for one audience."""
        return self.couple if audience == "couple" else self.business

    @property
    def same(self) -> bool:
        """Whether both audiences have the same value."""
        return self.couple == self.business


Words = ByAudience[Line]
Prose = ByAudience[Rich]


class Item(Base):
    """Content with its own address: the address of its page, `#` and the id."""

    id: Id
    formerly: FormerAddresses = []
    audience: Annotated[list[Audience], AfterValidator(_check_unique)] = Field(default=list(AUDIENCES), min_length=1)
    idea: Annotated[str, AfterValidator(_check_idea)] | None = None
    """The idea of the content map that this item covers, such as C2."""

    @property
    def name(self) -> str:
        """The default text of links to this item."""
        raise NotImplementedError

    @property
    def only(self) -> Audience | None:
        """The single audience this item is for, or None if it is for both."""
        return self.audience[0] if len(self.audience) == 1 else None

    @property
    def saved_as(self) -> str:
        """The storage key in browsers: the oldest id on this page, so that renaming loses no saved data.

        Former ids are listed newest first, so the oldest is the last without a slash.
        """
        return next((old for old in reversed(self.formerly) if "/" not in old), self.id)

    @property
    def tip(self) -> str:
        """A short definition for a tooltip; empty for most items."""
        return ""


class Titled(Item):
    """An item with a heading."""

    title: Annotated[Line, Field(examples=["Say it without blame"])]
    topics: list[Id] = []
    """Ids of topics in the vocabulary of the link index."""

    @property
    def name(self) -> str:
        """The heading."""
        return self.title


class Page(Titled):
    """One YAML file, shown as one page."""

    kind: str
    """The name of its kind in the registry (`model.kinds`). Each model narrows it to its own names."""
    summary: Annotated[Line, Field(examples=["What this page helps with, in one sentence."])]
    """One sentence for search engines, link previews and listings."""
    intro: Prose | None = None
    first: Audience = "couple"
    """The audience whose text comes first if both are shown."""

    @property
    def saved_as(self) -> str:
        """The oldest id of the page. The last segment of a former address counts as the id it had there."""
        former = (old for old in reversed(self.formerly) if "#" not in old)
        return next((old.rstrip("/").rpartition("/")[2] or self.id for old in former), self.id)


def walk(value: object, path: YamlPath = ()) -> Iterator[tuple[YamlPath, object]]:
    """Yield every value inside a model with its path in the YAML, depth first, parents before children."""
    yield path, value
    if isinstance(value, Base):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*path, _yaml_key(name)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*path, index))
