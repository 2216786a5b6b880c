"""Parses YAML files into `Source`: plain data, positions and problems.

Scalars stay text (`No` is the string "No", not false). Duplicate keys, aliases and tags are refused; without aliases a
small file cannot expand into a large one. The file is read as a stream of events, so that depth and size are limited
before any data is built.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import yaml

from relationship_reset.core.yaml_source import Data, Position, Source, YamlPath

MAX_BYTES = 500_000
MAX_DEPTH = 24
MAX_VALUES = 50_000
QUOTES = ("'", '"')


def read(path: Path, file: str) -> Source:
    """Read one YAML file.

    `file` is the name shown in problems. Errors are in the result's `problems`, never raised; `data` is then None
    or partial.
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
        position = before.count("\n") + 1, len(before) - before.rfind("\n")
        found = f"0x{raw[error.start]:02x}"
        source.problems.append(source.problem(position, f"the file is not UTF-8 (byte {found}); save it as UTF-8"))
        return None


class _UnreadableError(Exception):
    """Parsing stops: the file cannot be read past this position."""

    def __init__(self, position: Position, message: str) -> None:
        super().__init__(message)
        self.position = position
        self.message = message


class _Builder:
    """Builds the data of one file from parser events."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.events: Iterator[yaml.Event] = iter(())
        self.count = 0

    def build(self, text: str) -> None:
        """Fill the source's data and positions, and append its problems."""
        try:
            self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
            self._documents()
        except _UnreadableError as error:
            self.source.data = None
            self._problem(error.position, error.message)
        except yaml.MarkedYAMLError as error:
            position = self._error_position(error)
            self._problem(position, f"not valid YAML: {_explain(error, self._line(position[0]), position[1])}")
        except yaml.reader.ReaderError as error:
            before = text[: error.position]
            position = before.count("\n") + 1, len(before) - before.rfind("\n")
            self._problem(position, "not valid YAML: a control character that cannot be shown; delete it")

    def _problem(self, position: Position, message: str, path: YamlPath = ()) -> None:
        self.source.problems.append(self.source.problem(position, message, path))

    def _error_position(self, error: yaml.MarkedYAMLError) -> Position:
        position = _position(error.problem_mark or error.context_mark)
        # An unclosed quote or bracket is detected only at the end of the file; report where it opens.
        at_end = position[0] > len(self.source.lines) and error.context_mark
        return _position(error.context_mark) if at_end else position

    def _line(self, number: int) -> str:
        return self.source.lines[number - 1] if number <= len(self.source.lines) else ""

    def _documents(self) -> None:
        seen = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    raise _UnreadableError(
                        _position(event.start_mark), "a second document ('---') begins here; use one file each"
                    )
                self.source.data = self._value(next(self.events), ())
        if self.source.data is None and not self.source.problems:
            self._problem((1, 1), "the file is empty")

    def _value(self, event: yaml.Event, path: YamlPath) -> Data:
        position = _position(event.start_mark)
        self._check_limits(position, path)
        self.source.values[path] = position
        if isinstance(event, yaml.AliasEvent):
            self._problem(position, f"an alias ('*{event.anchor}') is not allowed here; write the text out", path)
            return f"*{event.anchor}"
        if tag := getattr(event, "tag", None):
            self._problem(position, f"a tag ('{tag}') is not allowed here; leave it out", path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, braces=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)
        self._check_comment(event, path)
        self._check_visible(event.value, path)
        return event.value if event.value or event.style in QUOTES else None

    def _check_comment(self, event: yaml.ScalarEvent, path: YamlPath) -> None:
        """Refuse a comment after prose: an unquoted ` #` silently truncates the text."""
        line, column = _position(event.end_mark)
        rest = self._line(line)[column - 1 :]
        comment = rest.lstrip()
        if not event.style and comment.startswith("#") and (" " in event.value or not comment.startswith("# ")):
            at = line, column + len(rest) - len(comment)
            self._problem(at, "the words from '#' on would be left out; put the text in quotes", path)

    def _check_visible(self, text: str, path: YamlPath) -> None:
        """Refuse invisible characters, which an escape sequence can put into any text."""
        if invisible := next(_invisible(text), ""):
            message = (
                f"the text holds a character that cannot be seen (U+{ord(invisible):04X}); delete it or write a space"
            )
            self._problem(self.source.find(path, invisible), message, path)

    def _check_limits(self, position: Position, path: YamlPath) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise _UnreadableError(position, f"the file holds more than {MAX_VALUES:,} values; split it")
        if len(path) > MAX_DEPTH:
            raise _UnreadableError(position, f"the values are nested more than {MAX_DEPTH} deep")

    def _sequence(self, path: YamlPath) -> list[Data]:
        items: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: YamlPath, *, braces: bool) -> dict[str, Data]:
        pairs: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            position = _position(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                raise _UnreadableError(position, "a key must be plain text")
            key, inner = event.value, (*path, event.value)
            if key in pairs:
                first = self.source.keys[inner][0]
                self._problem(position, f"duplicate key '{key}' (first on line {first})", path)
            self.source.keys[inner] = position
            value = next(self.events)
            if braces and self._has_no_colon(event):
                self._problem(position, "a comma ends a text inside { }; put the text before it in quotes", path)
                continue
            pairs[key] = self._value(value, inner)
        return pairs

    def _has_no_colon(self, key: yaml.ScalarEvent) -> bool:
        """Return whether no colon follows a key in braces: then it is the rest of a text that contains a comma."""
        line, column = _position(key.end_mark)
        return not self._line(line)[column - 1 :].lstrip().startswith(":")


def _invisible(text: str) -> Iterator[str]:
    """Yield the disallowed invisible characters of a text."""
    rest = text.translate(_ALLOWED)
    if not rest.isprintable():
        yield from (
            character
            for character in rest
            if character in "\ufffe\uffff" or unicodedata.category(character) in _INVISIBLE
        )


_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
_ALLOWED = dict.fromkeys(map(ord, "\n\u200c\u200d"))
"""Line feeds, and the two joiners (U+200C, U+200D) that many scripts and emoji need."""


def _position(mark: object) -> Position:
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
    for character, words in _EXPLANATIONS.items():
        if character in problem:
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
