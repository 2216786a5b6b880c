"""The boxes of a document on paper: what each is called, what it asks for, what it holds."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class FormField:
    """One place to write in, or to tick."""

    name: str
    """Its name in the form, once in a document; the circles of one question share it."""
    kind: Literal["line", "lines", "check", "radio", "drop-down"]
    tip: str
    """What it asks for, in words that make sense by themselves."""
    value: str = ""
    """What stands in it to begin with; for a box or circle to tick, the words beside it."""
    options: tuple[str, ...] = ()
    """What there is to choose from in a drop-down list."""


@dataclass
class FormFields:
    """All boxes of one document. Each gets a running number, by which its place on the page is found."""

    prefix: str = ""
    """What all names begin with, while one sheet of several is put on paper."""
    all: list[FormField] = field(default_factory=list)

    def add(self, kind: str, name: str, tip: str, value: str = "", options: tuple[str, ...] = ()) -> str:
        """Note a box and return its number."""
        self.all.append(FormField(f"{self.prefix}{name}", kind, tip, value, options))  # type: ignore[arg-type]
        return str(len(self.all) - 1)
