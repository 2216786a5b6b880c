"""Packets: worksheets and pieces of the guide that are handed out together, on paper."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from relationship_reset.model.base import Page, PrintedRef, Prose, Ref


def _differ(refs: list[PrintedRef]) -> list[PrintedRef]:
    if again := next((ref for ref in refs if refs.count(ref) > 1), None):
        raise PydanticCustomError("repeated_ref", "'{ref}' stands in this list twice", {"ref": str(again)})
    return refs


class Packet(Page):
    """Some sheets and sections in the order in which they are used, printed as one document."""

    kind: Literal["packet"]
    people: Annotated[int, Field(ge=1, le=12)] = 2
    """For how many people there is a copy of each sheet that everyone fills in alone."""
    body: Prose | None = None
    """How the packet is used; for its page and its cover."""
    contents: Annotated[list[PrintedRef], AfterValidator(_differ)] = Field(min_length=1, max_length=40)
    """Worksheets, and sections or steps of pages as `page#section`."""


class PacketViewer(Page):
    """The page on which a client opens a packet that somebody has put together; all of it comes with the link."""

    kind: Literal["packet viewer"]
    about: Prose | None = None
    """What such a packet is, below the one that is shown; `intro` stands above it."""


class PacketBuilder(Page):
    """The page on which packets are put together in the browser."""

    kind: Literal["packet builder"]
    leave_out: list[Ref] = []
    """Pages whose sections are not offered, because they are not meant for clients."""


def own(title: str, summary: str, people: int, contents: list[str]) -> Packet:
    """Return a packet that somebody put together, with no page on the site.

    Raises pydantic's ValidationError where it cannot be one.
    """
    keys = {"kind": "packet", "id": "own-packet", "title": title, "summary": summary, "people": people}
    return Packet.model_validate(keys | {"contents": contents})
