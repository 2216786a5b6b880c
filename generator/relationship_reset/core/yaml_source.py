"""YAML text to plain data, with the place of every key and value.

Scalars stay text (`No` is the word No, not false), keys may not repeat, and aliases and tags are refused: no
author needs them here, and without them a small file cannot grow into a large one. The file is read as a
stream of events, so that depth and size are bounded before anything is built.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from relationship_reset.core.problems import Problem

MAX_BYTES = 500_000
MAX_DEPTH = 24
MAX_VALUES = 50_000
QUOTES = ("'", '"')

type_names = {dict: "a set of keys", list: "a list", str: "text", type(None): "nothing"}

YamlPath = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and list positions."""
Position = tuple[int, int]
"""Line and column, both counted from 1."""
Data = dict[str, "Data"] | list["Data"] | str | None


@dataclass
class Source:
    """One YAML file: its data, where everything stands, and what is wrong with it."""

    file: str
    data: Data = None
    lines: list[str] = field(default_factory=list)
    keys: dict[YamlPath, Position] = field(default_factory=dict)
    values: dict[YamlPath, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, mark: Position, message: str, way: YamlPath = ()) -> Problem:
        """Return a problem at `mark`, with the line it stands in."""
        line, column = mark
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.file, line, column, message, where=spell(way), excerpt=excerpt)

    def mark(self, way: YamlPath, *, key: bool = False) -> Position:
        """Return where the value (or its key) stands; for an unknown way, where its nearest known parent does."""
        marks = self.keys if key else self.values
        while way not in marks and way:
            marks, way = self.values, way[:-1]
        return marks.get(way, (1, 1))

    def find(self, way: YamlPath, fragment: str) -> Position:
        """Return where `fragment` first occurs in the value at `way`, or else where the value begins."""
        line, column = self.mark(way)
        for number in range(line, len(self.lines) + 1):
            start = column - 1 if number == line else 0
            found = self.lines[number - 1].find(fragment, start)
            if found >= 0:
                return number, found + 1
        return line, column


def spell(way: YamlPath) -> str:
    """Return a way as people write it, such as `sections[1].fields[0]`."""
    text = ""
    for part in way:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read(path: Path, file: str) -> Source:
    """Read one YAML file.

    `file` is the name shown in problems. What is wrong with the file stands in the result's `problems`; its
    `data` is then None or as much as could be read.
    """
    source = Source(file)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        source.problems.append(source.problem((1, 1), f"this cannot be read as a file ({error.strerror})"))
        return source
    if len(raw) > MAX_BYTES:
        source.problems.append(source.problem((1, 1), f"the file is larger than {MAX_BYTES:,} bytes; split it"))
        return source
    text = _decode(raw, source)
    if text is not None:
        source.lines = text.splitlines()
        _Builder(source).build(text)
    return source


def _decode(raw: bytes, source: Source) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        mark = before.count("\n") + 1, len(before) - before.rfind("\n")
        found = f"0x{raw[error.start]:02x}"
        source.problems.append(source.problem(mark, f"the file is not UTF-8 (byte {found}); save it as UTF-8"))
        return None


class _RefusedError(Exception):
    """The file cannot be read further."""

    def __init__(self, mark: Position, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


class _Builder:
    """Builds the data of one file from the parser's events."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.events: Iterator[yaml.Event] = iter(())
        self.count = 0

    def build(self, text: str) -> None:
        """Fill the source's data and places; problems are added to the source."""
        try:
            self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
            self._documents()
        except _RefusedError as refused:
            self.source.data = None
            self._problem(refused.mark, refused.message)
        except yaml.MarkedYAMLError as error:
            mark = self._where(error)
            self._problem(mark, f"not valid YAML: {_explain(error, self._line(mark[0]), mark[1])}")
        except yaml.reader.ReaderError as error:
            before = text[: error.position]
            mark = before.count("\n") + 1, len(before) - before.rfind("\n")
            self._problem(mark, "not valid YAML: a control character that cannot be shown; delete it")

    def _problem(self, mark: Position, message: str, way: YamlPath = ()) -> None:
        self.source.problems.append(self.source.problem(mark, message, way))

    def _where(self, error: yaml.MarkedYAMLError) -> Position:
        mark = _mark(error.problem_mark or error.context_mark)
        # What is never closed shows only at the end of the file; people want to see where it opens.
        at_end = mark[0] > len(self.source.lines) and error.context_mark
        return _mark(error.context_mark) if at_end else mark

    def _line(self, number: int) -> str:
        return self.source.lines[number - 1] if number <= len(self.source.lines) else ""

    def _documents(self) -> None:
        seen = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    raise _RefusedError(
                        _mark(event.start_mark), "a second document ('---') begins here; use one file each"
                    )
                self.source.data = self._value(next(self.events), ())
        if self.source.data is None and not self.source.problems:
            self._problem((1, 1), "the file is empty")

    def _value(self, event: yaml.Event, way: YamlPath) -> Data:
        mark = _mark(event.start_mark)
        self._bound(mark, way)
        self.source.values[way] = mark
        if isinstance(event, yaml.AliasEvent):
            self._problem(mark, f"an alias ('*{event.anchor}') is not allowed here; write the text out", way)
            return f"*{event.anchor}"
        if tag := getattr(event, "tag", None):
            self._problem(mark, f"a tag ('{tag}') is not allowed here; leave it out", way)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(way, braces=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(way)
        assert isinstance(event, yaml.ScalarEvent)
        self._comment(event, way)
        self._unseen(event.value, way)
        return event.value if event.value or event.style in QUOTES else None

    def _comment(self, event: yaml.ScalarEvent, way: YamlPath) -> None:
        """Refuse a comment right after prose: a `#` after a space ends a text without a word said."""
        line, column = _mark(event.end_mark)
        rest = self._line(line)[column - 1 :]
        comment = rest.lstrip()
        if not event.style and comment.startswith("#") and (" " in event.value or not comment.startswith("# ")):
            at = line, column + len(rest) - len(comment)
            self._problem(at, "the words from '#' on would be left out; put the text in quotes", way)

    def _unseen(self, text: str, way: YamlPath) -> None:
        """Refuse characters that nobody sees, which an escape can put into any text."""
        if unseen := next(_unseen(text), ""):
            message = (
                f"the text holds a character that cannot be seen (U+{ord(unseen):04X}); delete it or write a space"
            )
            self._problem(self.source.find(way, unseen), message, way)

    def _bound(self, mark: Position, way: YamlPath) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise _RefusedError(mark, f"the file holds more than {MAX_VALUES:,} values; split it")
        if len(way) > MAX_DEPTH:
            raise _RefusedError(mark, f"the values are nested more than {MAX_DEPTH} deep")

    def _sequence(self, way: YamlPath) -> list[Data]:
        items: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*way, len(items))))
        return items

    def _mapping(self, way: YamlPath, *, braces: bool) -> dict[str, Data]:
        pairs: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = _mark(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(mark, "a key must be plain text")
            key, inner = event.value, (*way, event.value)
            if key in pairs:
                first = self.source.keys[inner][0]
                self._problem(mark, f"duplicate key '{key}' (first on line {first})", way)
            self.source.keys[inner] = mark
            value = next(self.events)
            if braces and self._stands_bare(event):
                self._problem(mark, "a comma ends a text inside { }; put the text before it in quotes", way)
                continue
            pairs[key] = self._value(value, inner)
        return pairs

    def _stands_bare(self, key: yaml.ScalarEvent) -> bool:
        """Return whether no ':' follows a key: then it is no key, but what a comma has cut off a text."""
        line, column = _mark(key.end_mark)
        return not self._line(line)[column - 1 :].lstrip().startswith(":")


def _unseen(text: str) -> Iterator[str]:
    """Yield the characters of a text that cannot be seen and are not allowed."""
    rest = text.translate(_ALLOWED)
    if not rest.isprintable():
        yield from (sign for sign in rest if sign in "\ufffe\uffff" or unicodedata.category(sign) in _UNSEEN)


_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
_ALLOWED = dict.fromkeys(map(ord, "\n\u200c\u200d"))
"""Line ends, and the two joiners that many scripts and emoji need."""


def _mark(mark: object) -> Position:
    assert isinstance(mark, yaml._yaml.Mark)  # the C parser marks every event and error
    return mark.line + 1, mark.column + 1


def _explain(error: yaml.MarkedYAMLError, line: str, column: int) -> str:
    problem = error.problem or "cannot be read"
    before = line[: column - 1].rstrip()
    if line[column - 1 : column] == "\t":
        return "a tab; indent with spaces"
    if "did not find expected" in problem and before.endswith(QUOTES):
        return "the text goes on after a quote has ended it; put the other kind of quote around the whole text"
    if "mapping values" in problem and _CURLY.search(line):
        return "a colon and a space inside a text; curly quotes do not count, put straight quotes around the whole text"
    for sign, words in _EXPLANATIONS.items():
        if sign in problem:
            return words
    return problem


_CURLY = re.compile(r":\s+[“‘]")
_EXPLANATIONS = {
    "that cannot start any token": "a text cannot begin with this character; put the text in quotes",
    "mapping values are not allowed": (
        "a colon and a space where no key can stand; put the text in quotes, line the key up with its neighbours, "
        "or begin a text of several lines with a '|' after its key"
    ),
    "could not find expected ':'": "a ':' is missing after the key",
    "did not find expected key": "this line does not line up with the keys around it, or a quote above is still open",
    "did not find expected '-' indicator": "this line does not line up with the list around it",
    "did not find expected ',' or ']'": "a ',' or ']' is missing in the list that begins with '['",
    "did not find expected ',' or '}'": "a ',' or '}' is missing in the keys that begin with '{'",
    "unexpected end of stream": "a quote that opens here is never closed",
}
