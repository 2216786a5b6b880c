"""The menu in `mkdocs.yml`: every page of the guide stands in it, and every entry leads to a page.

MkDocs says as much only in a warning, and other engines say nothing.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from relationship_reset.core.mkdocs_config import settings
from relationship_reset.core.problems import Problem, suggest
from relationship_reset.core.yaml_source import Data, Source, YamlPath
from relationship_reset.guide.guide import Guide, page_path


def problems(guide: Guide, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the menu of the project below `root`; a project without a menu has nothing wrong."""
    source = settings(root)
    if source is None:
        return
    yield from (problem for problem in source.problems if not problem.where)  # the rest is MkDocs's own
    if not isinstance(source.data, dict) or "nav" not in source.data:
        return
    listed = dict(_entries(source.data["nav"], ("nav",)))
    made = {page_path(place.source.file): place.source.file for place in guide.places.values()}
    known = made.keys() | {path.relative_to(root / "docs").as_posix() for path in _published(root)}
    for way, path in listed.items():
        if path not in known and not urlsplit(path).scheme:
            yield _missing(source, way, path, known)
    for path, file in made.items():
        if path not in listed.values():
            message = f"the page made from {file} is not in the menu; add '- {path}'"
            yield source.problem(source.mark(("nav",), key=True), message, ("nav",))


def _published(root: Path) -> Iterator[Path]:
    """Yield the files below `docs/` that the site has as they are, or as pages of Markdown."""
    return (path for path in root.glob("docs/**/*") if path.is_file() and path.suffix not in {".yml", ".yaml"})


def _entries(menu: Data, way: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(menu, str):
        yield way, menu
    elif isinstance(menu, dict | list):
        for key, inner in menu.items() if isinstance(menu, dict) else enumerate(menu):
            yield from _entries(inner, (*way, key))


def _missing(source: Source, way: YamlPath, path: str, known: set[str]) -> Problem:
    renamed = path.removesuffix(".yml") + ".md"
    hint = f" (in the menu its name is '{renamed}')" if renamed in known else suggest(path, known)
    return source.problem(source.mark(way), f"no page is made for '{path}'{hint}", way)
