"""The structure of the code is the one that the architecture page draws: imports point one way, from left to right."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PYTHON = ROOT / "generator" / "relationship_reset"
CLIENT = ROOT / "overrides" / "assets" / "client"
PAGE = (ROOT / "docs" / "about" / "architecture.md").read_text(encoding="utf-8")
FETCHED = {"vendor", "__pycache__"}
"""Folders whose files this project does not hold."""
MOST_LINES, MOST_FUNCTION_LINES, MOST_FILES = 300, 50, 20

OWNERS = {
    "yaml": "core/yaml_parser.py",
    "markdown": "core/markdown_text.py",
    "jinja2": "html/environment.py",
    "mkdocs": "plugin.py",
    "pyphen": "checks/readability.py",
    "minify": "site/minify.py",
    "typst": "pdf/typesetting.py",
    "pypdf": "pdf/form_fields.py",
    "fontTools": "pdf/fonts.py",
    "font_source_sans_pro": "pdf/fonts.py",
    "font_source_serif_pro": "pdf/fonts.py",
    "segno": "core/qr.py",
    "xkcdpass": "site/passphrase_words.py",
}
"""The one module that imports each library that may have to be replaced one day."""


def picture(heading: str) -> list[list[str]]:
    """Return the floors that the page draws after a heading, from left to right, each a list of rooms."""
    drawn = re.search(rf"^### {heading}\n+.*?```text\n(.+?)\n```", PAGE, re.MULTILINE | re.DOTALL)
    assert drawn, f"the page draws nothing under “{heading}”"
    return [floor.split() for floor in drawn[1].split("→")]


def room(path: Path, root: Path) -> str:
    """Return the package or folder in which a file stands, or its own name at the top."""
    return path.relative_to(root).parts[0].partition(".")[0]


def files(root: Path, ending: str) -> list[Path]:
    """Return the source files below a folder, without what is fetched."""
    found = (path for path in root.rglob(f"*.{ending}") if not FETCHED & set(path.parts))
    return sorted(path for path in found if path.parent != root or path.stem not in {"__init__", "__main__"})


def python_imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a Python file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def script_imports(path: Path) -> Iterator[Path]:
    """Yield the scripts that a script imports: static, dynamic as in the registry of main.js, and in JSDoc types."""
    text = path.read_text(encoding="utf-8")
    for address in re.findall(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""", text):
        yield (path.parent / address).resolve()


def edges(root: Path, ending: str) -> Iterator[tuple[str, str, Path]]:
    """Yield the two rooms of each import between rooms, with the file that has it."""
    for path in files(root, ending):
        if ending == "py":
            ours = (name.split(".") for name in python_imports(path) if name.startswith("relationship_reset."))
            rooms = {parts[1] for parts in ours}
        else:
            rooms = {room(other, root) for other in script_imports(path) if not FETCHED & set(other.parts)}
        yield from ((room(path, root), other, path) for other in rooms if other != room(path, root))


SIDES = [pytest.param("Python", PYTHON, "py", id="python"), pytest.param("Scripts", CLIENT, "js", id="scripts")]


@pytest.mark.parametrize(("heading", "root", "ending"), SIDES)
def test_the_picture_on_the_architecture_page_names_every_room_and_no_other(
    heading: str, root: Path, ending: str
) -> None:
    drawn = [name for floor in picture(heading) for name in floor]
    assert sorted(drawn) == sorted({room(path, root) for path in files(root, ending)})


@pytest.mark.parametrize(("heading", "root", "ending"), SIDES)
def test_imports_point_from_left_to_right_in_the_picture(heading: str, root: Path, ending: str) -> None:
    floor = {name: at for at, names in enumerate(picture(heading)) for name in names}
    found = list(edges(root, ending))
    assert len(found) > 20, "imports are read"
    wrong = [f"{path.relative_to(root)} imports {other}" for own, other, path in found if floor[own] >= floor[other]]
    assert wrong == []


def test_every_script_is_reached_from_a_page() -> None:
    """By an import, by the registry, or by its address in a template or in the generator."""
    named = {path for script in files(CLIENT, "js") for path in script_imports(script)}
    texts = [path.read_text(encoding="utf-8") for path in [*ROOT.glob("overrides/*.html"), *files(PYTHON, "py")]]
    texts.append((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    lone = [path.relative_to(CLIENT).as_posix() for path in files(CLIENT, "js") if path not in named]
    assert [name for name in lone if not any(name in text for text in texts)] == []


def test_a_library_has_one_importer() -> None:
    importers: dict[str, set[str]] = {library: set() for library in OWNERS}
    for path in files(PYTHON, "py"):
        for library in {name.split(".")[0] for name in python_imports(path)} & OWNERS.keys():
            importers[library].add(path.relative_to(PYTHON).as_posix())
    assert [library for library, owner in OWNERS.items() if importers[library] - {owner}] == []
    assert all((PYTHON / owner).is_file() for owner in OWNERS.values())


def test_the_model_reads_and_writes_no_file() -> None:
    imported = {name for path in files(PYTHON / "model", "py") for name in python_imports(path)}
    text = "".join(path.read_text(encoding="utf-8") for path in files(PYTHON / "model", "py"))
    assert imported.isdisjoint({"pathlib", "os", "io", "shutil"})
    assert not any(word in text for word in ("open(", "read_text", "write_text"))


def test_modules_functions_and_folders_stay_small() -> None:
    sources = [*files(PYTHON, "py"), *files(CLIENT, "js")]
    long = [path for path in sources if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]
    long_functions = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in files(PYTHON, "py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_FUNCTION_LINES
    ]
    folders = [path.parent for path in sources]
    crowded = {folder.relative_to(ROOT).as_posix() for folder in folders if folders.count(folder) > MOST_FILES}
    assert ([path.relative_to(ROOT).as_posix() for path in long], long_functions, crowded) == ([], [], set())
