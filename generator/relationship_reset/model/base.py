"""What all guidance is made of: texts, references, items and pages.

A value that has passed a model is good: every text is trimmed, every rich text holds only what is allowed, every
id has its form. Whether references lead somewhere is known only to the whole (`guide`).
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
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_IDEA = re.compile(r"[A-G][1-9][0-9]?")
_REFERENCE = re.compile(rf"{_ID.pattern}(#{_ID.pattern})?")
_ADDRESS = re.compile(rf"/?([a-z0-9-]+/)*(#{_ID.pattern})?")

Audience = Literal["couple", "business"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def _slug(value: str) -> str:
    if not _ID.fullmatch(value) or value.startswith("rr-") or len(value) > 60:
        raise PydanticCustomError(
            "bad_id",
            "bad id '{found}': use small letters, digits and single hyphens, a letter first (such as 'say-it-kindly')",
            {"found": value},
        )
    return value


def _former(value: str) -> str:
    if "/" not in value:
        return _slug(value)
    if not _ADDRESS.fullmatch(value):
        message = "bad former address '{found}': write an id, or a whole address such as 'guide/rebuild/#small-rhythm'"
        raise PydanticCustomError("bad_former", message, {"found": value})
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("several_lines", "this text stands on one line; join its lines into one")
    return value


def _once(value: list[str]) -> list[str]:
    if len(set(value)) < len(value):
        raise PydanticCustomError("repeated", "write each audience once")
    return value


def _idea(value: str) -> str:
    if not _IDEA.fullmatch(value):
        message = "bad number of an idea '{found}': write a letter from A to G and a number, such as C2"
        raise PydanticCustomError("bad_idea", message, {"found": value})
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _key(name: str) -> str:
    return name.rstrip("_").replace("_", " ")


Id = Annotated[str, AfterValidator(_slug)]
"""The lasting name of an item, written by a person: its address ends in it."""
Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_one_line)]
"""Plain text on one line; everything in it is shown as it stands."""
Formerly = Annotated[list[Id], BeforeValidator(_listed)]
"""The ids that something had before, one or several: saved answers follow them."""
FormerAddresses = Annotated[list[Annotated[str, AfterValidator(_former)]], BeforeValidator(_listed)]
"""The ids that an item had on its page before, or whole addresses, which have a slash: links follow both."""
Minutes = Annotated[int, Field(ge=1, le=600)]


class Rich(str):
    """Text in the little Markdown that `richtext` allows."""

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


class Ref(str):
    """The id of a page, or of an item as `page#item`. `model.kinds` says which kinds of page each subclass may name."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls._checked, core_schema.str_schema(strip_whitespace=True))

    @classmethod
    def _checked(cls, value: str) -> Self:
        if not _REFERENCE.fullmatch(value):
            raise PydanticCustomError(
                "bad_reference",
                "bad reference '{found}': write an id such as 'repair-conversation' or 'page-id#item-id'",
                {"found": value},
            )
        return cls(value)


class WorksheetRef(Ref):
    """The id of a worksheet."""


class SoloRef(WorksheetRef):
    """The id of a worksheet for one person."""


class WorkRef(Ref):
    """The id of a work in the list of sources, as `sources#work`."""


class ListRef(Ref):
    """The id of a page with lists (needs, values, phrases …), or of one of its groups."""


class NoticeRef(Ref):
    """The id of a page whose entries carry words to notice."""


class PrintedRef(Ref):
    """The id of something that can be part of a packet: a worksheet, a section of a page, the page with help."""


class NotedRef(Ref):
    """The id of something that has notes for facilitators: a worksheet, or a step as `page#step`."""


class MaterialRef(Ref):
    """The id of something that is handed out: a worksheet, a deck, a packet."""


class DeckRef(Ref):
    """The id of a deck of cards, or of one of its groups."""


class Base(BaseModel):
    """A set of keys. A key is the attribute's name with spaces for underscores (`instead of`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, alias_generator=_key)


T = TypeVar("T")


class ByAudience(Base, Generic[T]):
    """A text that may differ for couples and for business partners. In YAML one text serves both."""

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
        """Whether both read the same."""
        return self.couple == self.business


Words = ByAudience[Line]
Prose = ByAudience[Rich]


class Item(Base):
    """Something with an address of its own: its page's address and `#id`."""

    id: Id
    formerly: FormerAddresses = []
    audience: Annotated[list[Audience], AfterValidator(_once)] = Field(default=list(AUDIENCES), min_length=1)
    idea: Annotated[str, AfterValidator(_idea)] | None = None
    """The numbered idea of the content map that this item carries."""

    @property
    def name(self) -> str:
        """The words that stand for this item in a link."""
        raise NotImplementedError

    @property
    def only(self) -> Audience | None:
        """The one audience this item is for, or None where it is for both."""
        return self.audience[0] if len(self.audience) == 1 else None

    @property
    def saved_as(self) -> str:
        """The id under which browsers keep what readers did with it: the first that it had on its page.

        So a new id loses nothing. Of several former ids, the oldest stands last.
        """
        return next((old for old in reversed(self.formerly) if "/" not in old), self.id)

    @property
    def tip(self) -> str:
        """A short meaning for a tooltip; most items have none."""
        return ""


class Titled(Item):
    """An item with a heading."""

    title: Annotated[Line, Field(examples=["Say it without blame"])]
    topics: list[Id] = []
    """What it is about, by ids of the topics that the link book offers as a filter."""

    @property
    def name(self) -> str:
        """The heading."""
        return self.title


class Page(Titled):
    """One YAML file, shown as one page."""

    kind: str
    """The name of its kind in the registry (`model.kinds`). Each model narrows it to its own names."""
    summary: Annotated[Line, Field(examples=["What this page helps with, in one sentence."])]
    """One sentence for search engines, link previews and lists."""
    intro: Prose | None = None
    first: Audience = "couple"
    """The audience whose words stand first where both are shown."""

    @property
    def saved_as(self) -> str:
        """The first id that it had; a whole address ends in the one it had there."""
        former = (old for old in reversed(self.formerly) if "#" not in old)
        return next((old.rstrip("/").rpartition("/")[2] or self.id for old in former), self.id)


def walk(value: object, way: YamlPath = ()) -> Iterator[tuple[YamlPath, object]]:
    """Yield every value inside a model with its way in the YAML, parents first."""
    yield way, value
    if isinstance(value, Base):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*way, _key(name)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*way, index))
