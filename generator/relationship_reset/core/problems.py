"""Problems in the sources: what is wrong, where, and what was expected."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

EXCERPT_WIDTH = 100


@dataclass(frozen=True, order=True)
class Problem:
    """One error at one position of one file."""

    file: str
    """The file, relative to the project's folder, with forward slashes."""
    line: int
    """The line, counted from 1."""
    column: int
    """The column, counted from 1 in characters."""
    message: str
    """What is wrong, and what was expected."""
    where: str = ""
    """The path to the value, such as `sections[1].fields[0]`; empty for the whole file."""
    excerpt: str = ""
    """The text of the line without its line end; empty if there is none."""

    def __str__(self) -> str:
        path = f"{self.where}: " if self.where else ""
        head = f"{self.file}:{self.line}:{self.column}: {path}{self.message}"
        return f"{head}\n{self._excerpt_with_caret()}" if self.excerpt.strip() else head

    def _excerpt_with_caret(self) -> str:
        start = max(0, self.column - 1 - EXCERPT_WIDTH // 2) if len(self.excerpt) > EXCERPT_WIDTH else 0
        before = self.excerpt[start : self.column - 1]
        gap = "".join("\t" if character == "\t" else " " for character in before)
        return f"    {self.excerpt[start : start + EXCERPT_WIDTH]}\n    {gap}^"


class GuideError(Exception):
    """The sources have problems; `problems` holds them sorted, without duplicates."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as one text that ends with their count."""
    shown = [str(problem) for problem in problems]
    number = "1 problem" if len(shown) == 1 else f"{len(shown)} problems"
    return "\n\n".join([*shown, f"{number} found."])


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the known word closest to `word`, or an empty string if none is close."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""
