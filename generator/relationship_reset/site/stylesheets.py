"""The site's stylesheets, joined from one source file a component, so that a page asks for two and not for ninety."""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol, TypeVar

from relationship_reset.core.problems import GuideError, Problem

FOLDER = "assets/stylesheets/"
"""Where the joined stylesheets stand on the site; in the theme's own folder, the sources stand in folders below it."""
ORDER = FOLDER + "order.txt"
"""The sources in the order in which they are joined: a path a line, from FOLDER on; `#` begins a comment."""
SCREEN = FOLDER + "screen.css"
PRINT = FOLDER + "print.css"
PRINT_SOURCES = "print/"
"""The folder of the sources that are joined into PRINT; all others go into SCREEN."""


class _File(Protocol):
    @property
    def src_uri(self) -> str: ...
    @property
    def content_string(self) -> str: ...


F = TypeVar("F", bound=_File)


class _Files(Protocol[F]):
    def __iter__(self) -> Iterator[F]: ...
    def remove(self, file: F, /) -> None: ...


def take(files: _Files[F]) -> dict[str, str]:
    """Take the sources out of a site's files, and return the stylesheets made of them, by path.

    Raises GuideError as `join` does.
    """
    sources = [file for file in files if is_source(file.src_uri)]
    for file in sources:
        files.remove(file)
    return join({file.src_uri: file.content_string for file in sources})


def is_source(path: str) -> bool:
    """Return whether a file is joined with others, and not published itself."""
    below = path.removeprefix(FOLDER)
    return path == ORDER or (path.startswith(FOLDER) and "/" in below and below.endswith(".css"))


def join(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the stylesheets made of these sources and of ORDER among them, by path; none where there are no sources.

    Raises GuideError with every file that is listed and missing, listed twice, or not listed.
    """
    if not sources:
        return {}
    listed = _listed(sources.get(ORDER, ""))
    if problems := [*_listed_problems(listed, sources), *_unlisted_problems(listed.values(), sources)]:
        raise GuideError(problems)
    printed = [path for path in listed.values() if path.startswith(FOLDER + PRINT_SOURCES)]
    shown = [path for path in listed.values() if path not in printed]
    return {name: "\n".join(sources[path] for path in paths) for name, paths in ((SCREEN, shown), (PRINT, printed))}


def _listed(order: str) -> dict[int, str]:
    """Return the path in each line that has one, by the line's number."""
    lines = enumerate(order.splitlines(), 1)
    return {number: FOLDER + line.strip() for number, line in lines if line.strip() and not line.startswith("#")}


def _listed_problems(listed: Mapping[int, str], sources: Collection[str]) -> Iterator[Problem]:
    seen = set[str]()
    for number, path in listed.items():
        if path not in sources:
            yield Problem(ORDER, number, 1, f"there is no stylesheet {path}")
        elif path in seen:
            yield Problem(ORDER, number, 1, f"{path} is listed twice")
        seen.add(path)


def _unlisted_problems(listed: Collection[str], sources: Collection[str]) -> Iterator[Problem]:
    for path in sources:
        if path != ORDER and path not in listed:
            name = path.removeprefix(FOLDER)
            yield Problem(path, 1, 1, f"no page would have it: add a line `{name}` to {ORDER}, where its rules belong")
