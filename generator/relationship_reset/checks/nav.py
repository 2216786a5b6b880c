"""Checks the menu (`nav` in `mkdocs.yml`): it contains every page of the guide, and every entry leads to a page.

MkDocs only warns about this, and other engines do not check it.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from relationship_reset.core.mkdocs_config import settings
from relationship_reset.core.problems import Problem, suggest
from relationship_reset.core.yaml_source import Data, Source, YamlPath
from relationship_reset.guide.guide import Guide
from relationship_reset.guide.loader import page_path


def problems(guide: Guide, root: Path) -> Iterator[Problem]:
    """Yield the problems of the menu of the project below `root`; none if it has no menu."""
    source = settings(root)
    if source is None:
        return
    # Problems of single values are left to MkDocs, which reads more than we do, such as tags.
    yield from (problem for problem in source.problems if not problem.where)
    if not isinstance(source.data, dict) or "nav" not in source.data:
        return
    listed = dict(_entries(source.data["nav"], ("nav",)))
    made = {page_path(place.source.file): place.source.file for place in guide.places.values()}
    known = made.keys() | {path.relative_to(root / "docs").as_posix() for path in _static_files(root)}
    for yaml_path, path in listed.items():
        if path not in known and not urlsplit(path).scheme:
            yield _missing_page(source, yaml_path, path, known)
    for path, file in made.items():
        if path not in listed.values():
            message = f"the page made from {file} is not in the menu; add '- {path}'"
            yield source.problem(source.position(("nav",), key=True), message, ("nav",))


def _static_files(root: Path) -> Iterator[Path]:
    """Yield the files below `docs/` that are not YAML: Markdown pages and static files."""
    return (path for path in root.glob("docs/**/*") if path.is_file() and path.suffix not in {".yml", ".yaml"})


def _entries(menu: Data, yaml_path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(menu, str):
        yield yaml_path, menu
    elif isinstance(menu, dict | list):
        for key, inner in menu.items() if isinstance(menu, dict) else enumerate(menu):
            yield from _entries(inner, (*yaml_path, key))


def _missing_page(source: Source, yaml_path: YamlPath, path: str, known: set[str]) -> Problem:
    renamed = path.removesuffix(".yml") + ".md"
    hint = f" (in the menu its name is '{renamed}')" if renamed in known else suggest(path, known)
    return source.problem(source.position(yaml_path), f"no page is made for '{path}'{hint}", yaml_path)
