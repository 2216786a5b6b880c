"""Packets: worksheets and sections handed out as one document, and the pages that build and open them."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Page, Prose
from relationship_reset.model.refs import PrintedRef, Ref


def _unique_refs(refs: list[PrintedRef]) -> list[PrintedRef]:
    if again := next((ref for ref in refs if refs.count(ref) > 1), None):
        raise PydanticCustomError("repeated_ref", "'{ref}' stands in this list twice", {"ref": str(again)})
    return refs


class Packet(Page):
    """Worksheets and sections in order of use, printed as one document."""

    kind: Literal["packet"]
    people: Annotated[int, Field(ge=1, le=12)] = 2
    """The number of copies of each worksheet that is `for: each`."""
    body: Prose | None = None
    """How to use the packet; shown on its page and its cover."""
    contents: Annotated[list[PrintedRef], AfterValidator(_unique_refs)] = Field(min_length=1, max_length=40)
    """Worksheets, and sections or steps of pages as `page#section`."""


class PacketViewer(Page):
    """The page on which a client opens a packet. Its contents are encoded in the fragment of the link."""

    kind: Literal["packet viewer"]
    about: Prose | None = None
    """Explains packets, below the opened one; `intro` is shown above it."""


class PacketBuilder(Page):
    """The page on which a packet is composed in the browser."""

    kind: Literal["packet builder"]
    leave_out: list[Ref] = []
    """Pages whose sections are not offered, because they are not for clients."""


def custom_packet(title: str, summary: str, people: int, contents: list[str]) -> Packet:
    """Return a packet that has no page on the site. `contents` are references.

    Raises pydantic's ValidationError if a value is invalid.
    """
    keys = {"kind": "packet", "id": "own-packet", "title": title, "summary": summary, "people": people}
    return Packet.model_validate(keys | {"contents": contents})
