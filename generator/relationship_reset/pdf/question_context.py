"""What the questions of one worksheet are put on paper with, and how its texts read for one audience."""

from dataclasses import dataclass
from typing import Any

from relationship_reset.core import markdown_text
from relationship_reset.core.strings import Strings
from relationship_reset.guide.guide import Guide
from relationship_reset.model import fields
from relationship_reset.model.base import Audience, Item, Prose, Words
from relationship_reset.model.field_parts import PIPE
from relationship_reset.model.worksheet import Worksheet
from relationship_reset.pdf.form_boxes import FormFields

Data = dict[str, Any]
"""Plain data for Typst: texts, numbers, lists and sets of keys."""


@dataclass
class QuestionContext:
    """One worksheet on its way to paper, in the words of one audience."""

    guide: Guide
    sheet: Worksheet
    audience: Audience
    strings: Strings
    boxes: FormFields
    """The form fields so far; builders add theirs."""
    link: markdown_text.Resolve

    def said(self, text: Words) -> str:
        """Return a plain text; in place of an answer in it, the words that stand for none."""
        return PIPE.sub(lambda piped: piped[2], text[self.audience])

    def rich(self, text: Prose | None) -> list[markdown_text.Node]:
        """Return a rich text as nodes."""
        return markdown_text.nodes(text[self.audience], self.link) if text else []

    def shown(self, item: Item) -> bool:
        """Return whether something is for this audience, and so is the question on which it depends, if it does."""
        condition = getattr(item, "show_when", None)
        if self.audience not in item.audience or condition is None:
            return self.audience in item.audience
        return self.shown(self.sheet.section_of(condition.field)) and self.shown(self.sheet.field(condition.field))

    def roles(self, name: str) -> list[str]:
        """Return the roles that a field for people names."""
        people = self.sheet.field(name)
        assert isinstance(people, fields.People)  # checked when the guide was read
        return people.roles
