"""An answer for every control of any worksheet, made from the model: what a page should ask, and not what it does ask.

Every written answer holds a word of its own, such as `kq12z`, so that a test can look for it anywhere. Which question
is shown is told from the answers alone; a question that is not shown counts as not answered.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from relationship_reset.guide.guide import Guide
from relationship_reset.model import fields
from relationship_reset.model.base import Words
from relationship_reset.model.field_parts import Condition
from relationship_reset.model.fields import AnyField, Choosing, Field
from relationship_reset.model.worksheet import SheetSection, Worksheet

Answer = str | list[str]
Answers = dict[str, Answer]
Given = Iterator[tuple[str, Answer]]
"""Names of controls, each with its answer."""
Single = fields.Text | fields.LongText | fields.Date | fields.Time | fields.Number | fields.Scale
"""What is answered with one control, or with one step of a scale."""

DAY, HOUR = "2027-03-14", "18:30"
LONG = 2_000
"""How many characters a long answer has."""
TOKEN = re.compile(r"kq\d+z\w*")
BEFORE, AFTER = "rr-before", "rr-after"
"""The controls of the question asked before the sheet and after it."""


def answers(guide: Guide, sheet: Worksheet, *, long: bool = False) -> Answers:
    """Return an answer for every control by its name, chosen so that as many questions as possible are shown.

    Where readers may write something else, that is chosen, unless more is shown for one of the options. There is a
    text for it in any case. A long text is long only if asked for.
    """
    writer = _Writer(guide, sheet, long=long)
    rated: Answers = {BEFORE: writer.step(sheet.rating.steps), AFTER: "1"} if sheet.rating else {}
    given = {name: answer for asked, key, _, _ in copies(sheet) for name, answer in writer.field(asked, key)}
    return rated | given


def shown(sheet: Worksheet, given: Answers) -> list[Field]:
    """Return the fields that are seen with some answers, in order; of one for each person, any person's copy counts."""
    keys = _visible(sheet, given)
    return list({asked.id: asked for asked, key, _, _ in copies(sheet) if key in keys}.values())


def words_of(guide: Guide, sheet: Worksheet, given: Answers) -> set[str]:
    """Return what must be seen where answers are reviewed or printed: every word written, every option's label.

    Of an option named in two ways, the words for couples and those for business partners are both among them. Nothing
    is expected of questions that are not shown, nor of something else where it is not chosen.
    """
    keys = _visible(sheet, given)
    found: set[str] = set()
    for asked, key, _, _ in copies(sheet):
        if key in keys:
            found |= _written(asked, key, given) | _labels(guide, asked, key, given)
    return found


class _Writer:
    """Fills in one worksheet."""

    def __init__(self, guide: Guide, sheet: Worksheet, *, long: bool) -> None:
        self.guide, self.sheet, self.long = guide, sheet, long
        self.numbers = count(1)
        self.wanted = Counter((one.field, name) for one in _conditions(sheet) for name in one.is_)
        """How many conditions each answer meets."""

    def field(self, asked: AnyField, key: str) -> Given:
        match asked:
            case fields.Choice() | fields.Choices():
                yield from self.choosing(asked, key)
            case fields.Signature():
                yield from self.signature(asked, key)
            case fields.Cards():
                yield from self.cards(asked, key)
            case fields.Duration() | fields.People() | fields.Sentence() | fields.Rows() | fields.Agenda():
                yield from self.parts(asked, key)
            case fields.Note() | fields.Timer():
                return
            case _:
                yield key, self.single(asked)

    def parts(
        self, asked: fields.Duration | fields.People | fields.Sentence | fields.Rows | fields.Agenda, key: str
    ) -> Given:
        match asked:
            case fields.Duration():
                yield from [(f"{key}--hours", "1"), (f"{key}--minutes", "30")]
            case fields.People():
                yield from ((f"{key}--{person}", self.text()) for person in _people(asked))
            case fields.Sentence():
                yield from ((f"{key}--{slot.id}", self.text()) for slot in asked.slots)
            case fields.Rows():
                for row in range(1, asked.rows + 1):
                    yield from ((f"{key}--{row}--{one.id}", self.cell(one)) for one in asked.columns)
            case fields.Agenda():
                yield f"{key}--start", HOUR
                yield from ((f"{key}--{point.id}", str(point.minutes + 1)) for point in asked.points)

    def choosing(self, asked: Choosing, key: str) -> Given:
        names = [option.id for option in self.guide.options(asked)]
        names = ["other", *names] if asked.other else names
        yield key, names if isinstance(asked, fields.Choices) else self.best(asked, names)
        if asked.other:
            yield f"{key}--other", self.text()

    def signature(self, asked: fields.Signature, key: str) -> Given:
        for person in _people(self.sheet.field(asked.people)) if asked.people else [1]:
            yield f"{key}--{person}", self.text()
            yield f"{key}--{person}--date", DAY

    def cards(self, asked: fields.Cards, key: str) -> Given:
        cards = [card.id for group in self.guide.card_groups(asked.deck) for card in group.cards]
        yield from ((f"{key}--{card}", self.text()) for card in cards)
        yield f"{key}--kept", cards

    def single(self, asked: Single) -> str:
        match asked:
            case fields.Text():
                return self.text()
            case fields.LongText():
                return self.long_text() if self.long else self.text()
            case fields.Date():
                return DAY
            case fields.Time():
                return HOUR
            case fields.Number():
                ends = [end for end in (asked.least, asked.most) if end is not None] or [7]
                return str(sum(ends) // len(ends))
            case fields.Scale():
                middle = self.step(asked.steps)
                return self.best(asked, [middle, *map(str, range(1, asked.steps + 1))])

    def cell(self, column: fields.Column) -> str:
        return self.guide.options(column)[0].id if isinstance(column, fields.Choice) else self.single(column)

    def best(self, asked: Field, names: list[str]) -> str:
        """Return the answer that most conditions ask for; the first one where none is asked for more."""
        return max(names, key=lambda name: self.wanted[asked.id, name])

    def step(self, steps: int) -> str:
        return str((steps + 1) // 2)

    def text(self) -> str:
        return f"kq{next(self.numbers)}z"

    def long_text(self) -> str:
        """Return many words that all differ; none is the beginning of another."""
        token = self.text()
        words = " ".join(f"{token}w{number:03}" for number in range(LONG // (len(token) + 5)))
        return words.ljust(LONG, "x")


def _people(asked: Field) -> range:
    assert isinstance(asked, fields.People)
    return range(1, len(asked.roles) + 1)


def copies(sheet: Worksheet) -> Iterator[tuple[AnyField, str, int, SheetSection]]:
    """Yield every field once for each who answers it: with the name of its answer, the person (or 0), its section."""
    for section in sheet.sections:
        for person in _people(sheet.field(section.each)) if section.each else [0]:
            for asked in section.fields:
                yield asked, f"{asked.id}--{person}" if person else asked.id, person, section


def _conditions(sheet: Worksheet) -> list[Condition]:
    conditions = [one.show_when for one in sheet.sections] + [one.show_when for one in sheet.fields]
    return [one for one in conditions if one]


def _visible(sheet: Worksheet, given: Answers) -> set[str]:
    """Return the names of the answers to all questions that are seen."""
    keys: set[str] = set()

    def holds(condition: Condition | None, person: int) -> bool:
        if condition is None:
            return True
        each = sheet.section_of(condition.field).each
        key = f"{condition.field}--{person}" if each else condition.field
        if key not in keys:
            return False
        if condition.is_:
            return not {*condition.is_}.isdisjoint(_listed(given.get(key, [])))
        return any(answer for name, answer in given.items() if _belongs(name, key))

    for asked, key, person, section in copies(sheet):
        # Whether the section of each person is seen, hangs on the first one where it hangs on a person at all.
        if holds(section.show_when, 1) and holds(asked.show_when, person):
            keys.add(key)
    return keys


def _belongs(name: str, key: str) -> bool:
    """Return whether a control is part of what is answered under a key."""
    return name == key or name.startswith(f"{key}--")


def _listed(answer: Answer) -> list[str]:
    return [answer] if isinstance(answer, str) else answer


def _written(asked: Field, key: str, given: Answers) -> set[str]:
    unsaid = f"{key}--other" if isinstance(asked, Choosing) and "other" not in _listed(given.get(key, [])) else ""
    said = [answer for name, answer in given.items() if _belongs(name, key) and name != unsaid]
    return {token for answer in said if isinstance(answer, str) for token in TOKEN.findall(answer)}


def _labels(guide: Guide, asked: Field, key: str, given: Answers) -> set[str]:
    if isinstance(asked, fields.Rows):
        cells = [(one, f"{key}--{row + 1}--{one.id}") for row in range(asked.rows) for one in asked.columns]
        return {label for column, name in cells for label in _labels(guide, column, name, given)}
    if not isinstance(asked, Choosing):
        return set()
    chosen = _listed(given.get(key, []))
    labels: list[Words] = [option.label for option in guide.options(asked) if option.id in chosen]
    return {words for label in labels for words in (label.couple, label.business)}
