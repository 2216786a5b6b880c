"""The questions of a worksheet as they stand on paper: plain data for Typst, in the words of one audience.

A form field has the name under which the page saves the same answer, so that a person, a page and a PDF mean the same
by it.
"""

from collections.abc import Iterator

from relationship_reset.model import fields
from relationship_reset.model.field_parts import SLOT, Condition
from relationship_reset.model.fields import Field
from relationship_reset.model.worksheet import Rating
from relationship_reset.pdf.answers import question_builders, scale_steps
from relationship_reset.pdf.question_context import Data, QuestionContext


class QuestionBuilder(QuestionContext):
    """Builds the sections and questions of one worksheet as data for Typst."""

    def when(self, condition: Condition | None) -> str:
        """Return in words when something is to be answered; empty if it always is."""
        if condition is None:
            return ""
        asked = self.sheet.field(condition.field)
        number = self.sheet.numbers()[asked.id]
        if not condition.is_:
            return f"{self.strings['only_if_answered']} {number}"
        options = self.guide.chosen(asked, condition.is_)
        named = [self._option(one) for one in options]
        return f"{self.strings['only_if_chose']} {number}: " + f" {self.strings['or']} ".join(
            f"“{one}”" for one in named
        )

    def _option(self, option: object) -> str:
        if isinstance(option, str):
            return self.strings["other"] if option == "other" else option
        return self.said(option.label)  # type: ignore[attr-defined]  # options and entries have one

    def sections(self) -> Iterator[Data]:
        """Yield the sheet's sections with all that stands in them."""
        numbers = self.sheet.numbers()
        for section in filter(self.shown, self.sheet.sections):
            asked = list(filter(self.shown, section.fields))
            people = self.roles(section.each) if section.each else []
            if not asked:  # all of it is for the other audience
                continue
            yield {
                "title": section.title,
                "intro": self.rich(section.intro),
                "when": self.when(section.show_when),
                "questions": [self.question(one, numbers.get(one.id), people) for one in asked],
            }

    def question(self, asked: Field, number: int | None, people: list[str]) -> Data:
        """Return one question, with a place for the answer of each of the people, or of nobody in particular."""
        label = self.said(asked.label)
        kind = str(asked.type)  # type: ignore[attr-defined]  # every field has one
        build = question_builders[kind]
        if people:
            answers = [
                {"who": who} | build(self, asked, f"{asked.id}--{at}", f"{label}, {who}")
                for at, who in enumerate(people, 1)
            ]
        else:
            answers = [{"who": ""} | build(self, asked, asked.id, label)]
        return {
            "type": kind,
            "number": number or 0,
            "label": label,
            "hint": self.said(asked.hint) if asked.hint else "",
            "when": self.when(asked.show_when),
            "needed": self.strings["needed"] if isinstance(asked, fields.Asked) and asked.needed else "",
            "answers": answers,
        }

    def rating(self, rating: Rating, name: str, moment: str) -> Data:
        """Return the question asked before the sheet, or after it."""
        label = f"{moment} {self.said(rating.label)}"
        steps = scale_steps(self, name, label, rating.steps)
        answer = {"who": "", "least": rating.least, "most": rating.most, "steps": steps}
        return {"type": "scale", "number": 0, "label": label, "hint": "", "when": "", "needed": "", "answers": [answer]}

    def result(self) -> Data | None:
        """Return the text that the sheet composes from the answers, with a gap for each."""
        if not self.sheet.result:
            return None
        lines = self.sheet.result.text[self.audience].splitlines()
        return {
            "title": self.sheet.result.title,
            "lines": [
                [{"gap": at % 2 == 1, "text": piece} for at, piece in enumerate(SLOT.split(line)) if piece]
                for line in lines
                if line.strip()
            ],
        }
