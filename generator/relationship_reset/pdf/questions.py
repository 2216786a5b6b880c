"""The questions of a worksheet as they stand on paper: plain data, and the boxes to write in.

What is drawn where is decided by the Typst library in `paper/`, which has a function for every type of field. Here it
is decided what there is to draw, in the words of one audience, and what each box is called. A box has the name under
which the page saves the same answer, so that a person, a page and a PDF mean the same by it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from relationship_reset.core import markdown_text
from relationship_reset.core.strings import Strings
from relationship_reset.guide.guide import Guide
from relationship_reset.model import fields
from relationship_reset.model.base import Audience, Item, Prose, Words
from relationship_reset.model.field_parts import PIPE, SLOT, Condition
from relationship_reset.model.fields import Field
from relationship_reset.model.worksheet import Rating, Worksheet
from relationship_reset.pdf.form_boxes import FormFields

Data = dict[str, Any]
"""Plain data for Typst: texts, numbers, lists and sets of keys."""


@dataclass
class QuestionBuilder:
    """One worksheet on its way to paper, in the words of one audience."""

    guide: Guide
    sheet: Worksheet
    audience: Audience
    words: Strings
    boxes: FormFields
    link: markdown_text.Resolve

    def said(self, text: Words) -> str:
        """Return a plain text; where an answer would stand in it, the words for when there is none."""
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

    def when(self, condition: Condition | None) -> str:
        """Return in words when something is to be answered; nothing where it always is."""
        if condition is None:
            return ""
        asked = self.sheet.field(condition.field)
        number = self.sheet.numbers()[asked.id]
        if not condition.is_:
            return f"{self.words['only_if_answered']} {number}"
        options = self.guide.chosen(asked, condition.is_)
        named = [self._option(one) for one in options]
        return f"{self.words['only_if_chose']} {number}: " + f" {self.words['or']} ".join(f"“{one}”" for one in named)

    def _option(self, option: object) -> str:
        if isinstance(option, str):
            return self.words["other"] if option == "other" else option
        return self.said(option.label)  # type: ignore[attr-defined]  # options and entries have one

    def sections(self) -> Iterator[Data]:
        """Yield the sheet's sections with all that stands in them."""
        numbers = self.sheet.numbers()
        for section in filter(self.shown, self.sheet.sections):
            asked = list(filter(self.shown, section.fields))
            people = self._people(section.each) if section.each else []
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
        make = question_builders[kind]
        if people:
            answers = [
                {"who": who} | make(self, asked, f"{asked.id}--{at}", f"{label}, {who}")
                for at, who in enumerate(people, 1)
            ]
        else:
            answers = [{"who": ""} | make(self, asked, asked.id, label)]
        return {
            "type": kind,
            "number": number or 0,
            "label": label,
            "hint": self.said(asked.hint) if asked.hint else "",
            "when": self.when(asked.show_when),
            "needed": self.words["needed"] if isinstance(asked, fields.Asked) and asked.needed else "",
            "answers": answers,
        }

    def rating(self, rating: Rating, name: str, moment: str) -> Data:
        """Return the question asked before the sheet, or after it."""
        label = f"{moment} {self.said(rating.label)}"
        steps = _steps(self, name, label, rating.steps)
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

    def _people(self, name: str) -> list[str]:
        people = self.sheet.field(name)
        assert isinstance(people, fields.People)  # checked when the guide was read
        return people.roles


def _line(blank: QuestionBuilder, asked: Field, key: str, tip: str) -> Data:  # noqa: ARG001
    return {"box": blank.boxes.add("line", key, tip)}


def _long_text(blank: QuestionBuilder, asked: fields.LongText, key: str, tip: str) -> Data:
    return {"box": blank.boxes.add("lines", key, tip), "lines": asked.lines}


def _duration(blank: QuestionBuilder, asked: Field, key: str, tip: str) -> Data:  # noqa: ARG001
    parts = [("hours", blank.words["hours_unit"]), ("minutes", blank.words["minutes"])]
    return {
        "parts": [
            {"unit": unit, "box": blank.boxes.add("line", f"{key}--{part}", f"{tip}, {unit}")} for part, unit in parts
        ]
    }


def _number(blank: QuestionBuilder, asked: fields.Number, key: str, tip: str) -> Data:
    unit = blank.said(asked.unit) if asked.unit else ""
    return {"box": blank.boxes.add("line", key, f"{tip} ({unit})" if unit else tip), "unit": unit}


def _choosing(blank: QuestionBuilder, asked: fields.Choosing, key: str, tip: str) -> Data:
    kind = "radio" if isinstance(asked, fields.Choice) else "check"
    options = [(option.id, blank.said(option.label)) for option in _options(blank, asked)]
    options += [("other", blank.words["other"])] if asked.other else []
    return {
        "kind": kind,
        "options": [
            {
                "label": label,
                "box": blank.boxes.add(kind, key if kind == "radio" else f"{key}={name}", tip, label),
            }
            for name, label in options
        ],
        "other": blank.boxes.add("line", f"{key}--other", f"{tip}: {blank.words['other_label']}")
        if asked.other
        else "",
    }


def _options(blank: QuestionBuilder, asked: fields.Choosing) -> list[Any]:
    """Return what there is to choose for this audience."""
    return [one for one in blank.guide.options(asked) if blank.audience in getattr(one, "audience", [blank.audience])]


def _scale(blank: QuestionBuilder, asked: fields.Scale, key: str, tip: str) -> Data:
    return {"least": asked.least, "most": asked.most, "steps": _steps(blank, key, tip, asked.steps)}


def _steps(blank: QuestionBuilder, key: str, tip: str, steps: int) -> list[str]:
    return [blank.boxes.add("radio", key, tip, str(step)) for step in range(1, steps + 1)]


def _names(blank: QuestionBuilder, asked: fields.People, key: str, tip: str) -> Data:
    return {
        "names": [
            {"role": role, "box": blank.boxes.add("line", f"{key}--{at}", f"{tip}, {role}")}
            for at, role in enumerate(asked.roles, 1)
        ]
    }


def _sentence(blank: QuestionBuilder, asked: fields.Sentence, key: str, tip: str) -> Data:
    slots = {slot.id: blank.said(slot.label) for slot in asked.slots}
    pieces = []
    for at, piece in enumerate(SLOT.split(asked.text[blank.audience])):
        if at % 2:
            box = blank.boxes.add("line", f"{key}--{piece}", f"{tip}: {slots[piece]}")
            pieces.append({"text": slots[piece], "box": box})
        elif piece:
            pieces.append({"text": piece, "box": ""})
    return {"pieces": pieces}


def _rows(blank: QuestionBuilder, asked: fields.Rows, key: str, tip: str) -> Data:
    columns = list(filter(blank.shown, asked.columns))
    return {
        "columns": [
            {
                "type": column.type,
                "label": _cell_label(blank, column),
                "hint": blank.said(column.hint) if column.hint else "",
                "options": " / ".join(_choices(blank, column)),
                "lines": column.lines if isinstance(column, fields.LongText) else 1,
            }
            for column in columns
        ],
        "row": asked.row,
        "rows": [
            [_cell(blank, column, f"{key}--{row}--{column.id}", f"{tip}, {asked.row} {row}") for column in columns]
            for row in range(1, asked.rows + 1)
        ],
    }


def _cell(blank: QuestionBuilder, column: fields.Column, name: str, tip: str) -> str:
    kind = {"long text": "lines", "choice": "drop-down"}.get(column.type, "line")
    return blank.boxes.add(kind, name, f"{tip}: {_cell_label(blank, column)}", options=tuple(_choices(blank, column)))


def _cell_label(blank: QuestionBuilder, column: fields.Column) -> str:
    unit = f" ({blank.said(column.unit)})" if isinstance(column, fields.Number) and column.unit else ""
    return blank.said(column.label) + unit


def _choices(blank: QuestionBuilder, column: fields.Column) -> list[str]:
    if not isinstance(column, fields.Choice):
        return []
    labels = [blank.said(option.label) for option in _options(blank, column)]
    return labels + ([blank.words["other"]] if column.other else [])


def _agenda(blank: QuestionBuilder, asked: fields.Agenda, key: str, tip: str) -> Data:
    begin, points = 0, []
    start = blank.boxes.add("line", f"{key}--start", f"{tip}: {blank.words['agenda_start']}")
    for point in asked.points:
        label = blank.said(point.label)
        box = blank.boxes.add(
            "line", f"{key}--{point.id}", f"{tip}: {label}, {blank.words['minutes']}", str(point.minutes)
        )
        note = blank.said(point.note) if point.note else ""
        after = f"{begin // 60}:{begin % 60:02}"
        points.append({"label": label, "note": note, "minutes": point.minutes, "box": box, "after": after})
        begin += point.minutes
    return {
        "start": start,
        "start_label": blank.words["agenda_start"],
        "unit": blank.words["minutes"],
        "points": points,
    }


def _signature(blank: QuestionBuilder, asked: fields.Signature, key: str, tip: str) -> Data:
    signed, date = blank.words["signature_of"], blank.words["date"]
    signers = []
    for at, role in enumerate(blank._people(asked.people) if asked.people else [blank.words["signature_own"]], 1):
        name = blank.boxes.add("line", f"{key}--{at}", f"{tip}, {signed} {role}")
        day = blank.boxes.add("line", f"{key}--{at}--date", f"{tip}, {role}, {date}")
        signers.append({"label": f"{signed} {role}", "name": name, "date_label": date, "date": day})
    return {"signers": signers}


def _timer(blank: QuestionBuilder, asked: fields.Timer, key: str, tip: str) -> Data:  # noqa: ARG001
    one = asked.minutes == 1
    each = "timer_one_each" if one else "timer_each"
    length = blank.words[each if asked.turns > 1 else "timer_one" if one else "timer_length"].replace(
        "{minutes}", str(asked.minutes)
    )
    return {"text": f"{length} {blank.words['timer_no_script']}"}


def _cards(blank: QuestionBuilder, asked: fields.Cards, key: str, tip: str) -> Data:
    card_groups = []
    for suit in filter(blank.shown, blank.guide.card_groups(asked.deck)):
        cards = []
        for card in filter(blank.shown, suit.cards):
            text = blank.said(card.text)
            keep = blank.boxes.add("check", f"{key}--kept={card.id}", f"{tip}: {text}", blank.words["deck_favourite"])
            notes = blank.boxes.add("line", f"{key}--{card.id}", f"{tip}: {text} {blank.words['deck_notes']}")
            cards.append({"text": text, "keep": keep, "notes": notes})
        card_groups.append({"title": suit.title, "cards": cards})
    return {"suits": card_groups, "keep": blank.words["deck_favourite"], "notes": blank.words["deck_notes"]}


def _note(blank: QuestionBuilder, asked: fields.Note, key: str, tip: str) -> Data:  # noqa: ARG001
    return {"body": blank.rich(asked.body)}


question_builders: dict[str, Callable[[QuestionBuilder, Any, str, str], Data]] = {
    "text": _line,
    "long text": _long_text,
    "date": _line,
    "time": _line,
    "duration": _duration,
    "number": _number,
    "choice": _choosing,
    "choices": _choosing,
    "scale": _scale,
    "people": _names,
    "sentence": _sentence,
    "rows": _rows,
    "agenda": _agenda,
    "signature": _signature,
    "timer": _timer,
    "cards": _cards,
    "note": _note,
}
"""For every type of field, what makes the place for one person's answer: of the blank, the field, a name and a tip."""
