"""The places for answers on paper, one function for every type of field: which form fields there are and what they ask.

How they look is decided by the Typst library in `typst/`, which has a function for every type too.
"""

from collections.abc import Callable
from typing import Any

from relationship_reset.model import fields
from relationship_reset.model.field_parts import SLOT
from relationship_reset.model.fields import Field
from relationship_reset.pdf.question_context import Data, QuestionContext


def _line(context: QuestionContext, asked: Field, key: str, tip: str) -> Data:  # noqa: ARG001
    return {"box": context.boxes.add("line", key, tip)}


def _long_text(context: QuestionContext, asked: fields.LongText, key: str, tip: str) -> Data:
    return {"box": context.boxes.add("lines", key, tip), "lines": asked.lines}


def _duration(context: QuestionContext, asked: Field, key: str, tip: str) -> Data:  # noqa: ARG001
    parts = [("hours", context.strings["hours_unit"]), ("minutes", context.strings["minutes"])]
    return {
        "parts": [
            {"unit": unit, "box": context.boxes.add("line", f"{key}--{part}", f"{tip}, {unit}")} for part, unit in parts
        ]
    }


def _number(context: QuestionContext, asked: fields.Number, key: str, tip: str) -> Data:
    unit = context.said(asked.unit) if asked.unit else ""
    return {"box": context.boxes.add("line", key, f"{tip} ({unit})" if unit else tip), "unit": unit}


def _choosing(context: QuestionContext, asked: fields.Choosing, key: str, tip: str) -> Data:
    kind = "radio" if isinstance(asked, fields.Choice) else "check"
    options = [(option.id, context.said(option.label)) for option in _options(context, asked)]
    options += [("other", context.strings["other"])] if asked.other else []
    return {
        "kind": kind,
        "options": [
            {
                "label": label,
                "box": context.boxes.add(kind, key if kind == "radio" else f"{key}={name}", tip, label),
            }
            for name, label in options
        ],
        "other": context.boxes.add("line", f"{key}--other", f"{tip}: {context.strings['other_label']}")
        if asked.other
        else "",
    }


def _options(context: QuestionContext, asked: fields.Choosing) -> list[Any]:
    """Return what there is to choose for this audience."""
    return [
        one for one in context.guide.options(asked) if context.audience in getattr(one, "audience", [context.audience])
    ]


def _scale(context: QuestionContext, asked: fields.Scale, key: str, tip: str) -> Data:
    return {"least": asked.least, "most": asked.most, "steps": scale_steps(context, key, tip, asked.steps)}


def scale_steps(context: QuestionContext, key: str, tip: str, steps: int) -> list[str]:
    """Return the numbers of the form fields for the steps of a scale."""
    return [context.boxes.add("radio", key, tip, str(step)) for step in range(1, steps + 1)]


def _names(context: QuestionContext, asked: fields.People, key: str, tip: str) -> Data:
    return {
        "names": [
            {"role": role, "box": context.boxes.add("line", f"{key}--{at}", f"{tip}, {role}")}
            for at, role in enumerate(asked.roles, 1)
        ]
    }


def _sentence(context: QuestionContext, asked: fields.Sentence, key: str, tip: str) -> Data:
    slots = {slot.id: context.said(slot.label) for slot in asked.slots}
    pieces = []
    for at, piece in enumerate(SLOT.split(asked.text[context.audience])):
        if at % 2:
            box = context.boxes.add("line", f"{key}--{piece}", f"{tip}: {slots[piece]}")
            pieces.append({"text": slots[piece], "box": box})
        elif piece:
            pieces.append({"text": piece, "box": ""})
    return {"pieces": pieces}


def _rows(context: QuestionContext, asked: fields.Rows, key: str, tip: str) -> Data:
    columns = list(filter(context.shown, asked.columns))
    return {
        "columns": [
            {
                "type": column.type,
                "label": _cell_label(context, column),
                "hint": context.said(column.hint) if column.hint else "",
                "options": " / ".join(_choices(context, column)),
                "lines": column.lines if isinstance(column, fields.LongText) else 1,
            }
            for column in columns
        ],
        "row": asked.row,
        "rows": [
            [_cell(context, column, f"{key}--{row}--{column.id}", f"{tip}, {asked.row} {row}") for column in columns]
            for row in range(1, asked.rows + 1)
        ],
    }


def _cell(context: QuestionContext, column: fields.Column, name: str, tip: str) -> str:
    kind = {"long text": "lines", "choice": "drop-down"}.get(column.type, "line")
    return context.boxes.add(
        kind, name, f"{tip}: {_cell_label(context, column)}", options=tuple(_choices(context, column))
    )


def _cell_label(context: QuestionContext, column: fields.Column) -> str:
    unit = f" ({context.said(column.unit)})" if isinstance(column, fields.Number) and column.unit else ""
    return context.said(column.label) + unit


def _choices(context: QuestionContext, column: fields.Column) -> list[str]:
    if not isinstance(column, fields.Choice):
        return []
    labels = [context.said(option.label) for option in _options(context, column)]
    return labels + ([context.strings["other"]] if column.other else [])


def _agenda(context: QuestionContext, asked: fields.Agenda, key: str, tip: str) -> Data:
    begin, points = 0, []
    start = context.boxes.add("line", f"{key}--start", f"{tip}: {context.strings['agenda_start']}")
    for point in asked.points:
        label = context.said(point.label)
        box = context.boxes.add(
            "line", f"{key}--{point.id}", f"{tip}: {label}, {context.strings['minutes']}", str(point.minutes)
        )
        note = context.said(point.note) if point.note else ""
        after = f"{begin // 60}:{begin % 60:02}"
        points.append({"label": label, "note": note, "minutes": point.minutes, "box": box, "after": after})
        begin += point.minutes
    return {
        "start": start,
        "start_label": context.strings["agenda_start"],
        "unit": context.strings["minutes"],
        "points": points,
    }


def _signature(context: QuestionContext, asked: fields.Signature, key: str, tip: str) -> Data:
    signed, date = context.strings["signature_of"], context.strings["date"]
    signers = []
    for at, role in enumerate(context.roles(asked.people) if asked.people else [context.strings["signature_own"]], 1):
        name = context.boxes.add("line", f"{key}--{at}", f"{tip}, {signed} {role}")
        day = context.boxes.add("line", f"{key}--{at}--date", f"{tip}, {role}, {date}")
        signers.append({"label": f"{signed} {role}", "name": name, "date_label": date, "date": day})
    return {"signers": signers}


def _timer(context: QuestionContext, asked: fields.Timer, key: str, tip: str) -> Data:  # noqa: ARG001
    one = asked.minutes == 1
    each = "timer_one_each" if one else "timer_each"
    length = context.strings[each if asked.turns > 1 else "timer_one" if one else "timer_length"].replace(
        "{minutes}", str(asked.minutes)
    )
    return {"text": f"{length} {context.strings['timer_no_script']}"}


def _cards(context: QuestionContext, asked: fields.Cards, key: str, tip: str) -> Data:
    card_groups = []
    for group in filter(context.shown, context.guide.card_groups(asked.deck)):
        cards = []
        for card in filter(context.shown, group.cards):
            text = context.said(card.text)
            keep = context.boxes.add(
                "check", f"{key}--kept={card.id}", f"{tip}: {text}", context.strings["deck_favourite"]
            )
            notes = context.boxes.add("line", f"{key}--{card.id}", f"{tip}: {text} {context.strings['deck_notes']}")
            cards.append({"text": text, "keep": keep, "notes": notes})
        card_groups.append({"title": group.title, "cards": cards})
    return {"suits": card_groups, "keep": context.strings["deck_favourite"], "notes": context.strings["deck_notes"]}


def _note(context: QuestionContext, asked: fields.Note, key: str, tip: str) -> Data:  # noqa: ARG001
    return {"body": context.rich(asked.body)}


question_builders: dict[str, Callable[[QuestionContext, Any, str, str], Data]] = {
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
"""For every type of field, the function that returns the place for one person's answer as data.

Its arguments are the context, the field, the name of the form field, and its tip: what it asks for, in words that make
sense by themselves.
"""
