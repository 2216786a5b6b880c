"""A YAML file as plain data, with the position of every key and value."""

from dataclasses import dataclass, field

from relationship_reset.core.problems import Problem

type_names = {dict: "a set of keys", list: "a list", str: "text", type(None): "nothing"}

YamlPath = tuple[str | int, ...]
"""The path from the root of a file to a value: keys and list indexes."""
Position = tuple[int, int]
"""Line and column, both counted from 1."""
Data = dict[str, "Data"] | list["Data"] | str | None


@dataclass
class Source:
    """One YAML file: its data, the positions of its keys and values, and its problems."""

    file: str
    data: Data = None
    lines: list[str] = field(default_factory=list)
    keys: dict[YamlPath, Position] = field(default_factory=dict)
    values: dict[YamlPath, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, position: Position, message: str, path: YamlPath = ()) -> Problem:
        """Return a problem at a position, with the text of its line."""
        line, column = position
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.file, line, column, message, where=format_path(path), excerpt=excerpt)

    def position(self, path: YamlPath, *, key: bool = False) -> Position:
        """Return the position of the value (or of its key); for an unknown path, that of its nearest known parent."""
        positions = self.keys if key else self.values
        while path not in positions and path:
            positions, path = self.values, path[:-1]
        return positions.get(path, (1, 1))

    def find(self, path: YamlPath, fragment: str) -> Position:
        """Return the position of `fragment` in the value at `path`, or of the value itself if it is not found."""
        line, column = self.position(path)
        for number in range(line, len(self.lines) + 1):
            start = column - 1 if number == line else 0
            found = self.lines[number - 1].find(fragment, start)
            if found >= 0:
                return number, found + 1
        return line, column


def format_path(path: YamlPath) -> str:
    """Return a path as text, such as `sections[1].fields[0]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
