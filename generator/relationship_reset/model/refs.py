"""The types of references from one page to another. `model.kinds` says which kinds of page each may name."""

import re
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from relationship_reset.model.base import ID

_REFERENCE = re.compile(rf"{ID.pattern}(#{ID.pattern})?")


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
    """The id of a possible part of a packet: a worksheet, a section of a page, the page with help."""


class NotedRef(Ref):
    """The id of an item with notes for facilitators: a worksheet, or a step as `page#step`."""


class MaterialRef(Ref):
    """The id of material to hand out: a worksheet, a deck, a packet."""


class DeckRef(Ref):
    """The id of a deck of cards, or of one of its groups."""
