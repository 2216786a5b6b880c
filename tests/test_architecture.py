"""The shape of the house: imports point down, one importer each for the libraries we may one day replace."""

import ast

import pytest

from tests.conftest import ROOT

FLOORS = [
    {"problems"},
    {"source", "richtext", "notation", "fonts", "qr", "boxes"},
    {"model", "settings"},
    {"guidance", "fields", "packet", "session"},
    {"worksheet"},
    {"parse", "own_references"},
    {"references"},
    {"guide", "editions"},
    {"former", "moves", "embed"},
    {"addresses", "packing", "book"},
    {
        "blanks",
        "drawable",
        "fetched",
        "freshness",
        "headings",
        "codes",
        "menu",
        "pages",
        "policy",
        "readability",
        "scripts",
        "theme",
        "wordlist",
    },
    {"paper", "offline", "trouble"},
    {"typeset", "acroform"},
    {"press", "serving"},
    {"plugin", "cli"},
    {"__main__"},
]
"""The modules from the ground up; a module may import only from floors below its own."""

OWNERS = {
    "yaml": "source",
    "markdown": "richtext",
    "jinja2": "pages",
    "mkdocs": "plugin",
    "pyphen": "readability",
    "rjsmin": "scripts",
    "typst": "typeset",
    "pypdf": "acroform",
    "fontTools": "fonts",
    "font_source_sans_pro": "fonts",
    "font_source_serif_pro": "fonts",
    "segno": "qr",
    "xkcdpass": "wordlist",
}
MODULES = sorted(path.stem for path in (ROOT / "generator").glob("*.py") if path.stem != "__init__")


def imports(module: str) -> set[str]:
    tree = ast.parse((ROOT / "generator" / f"{module}.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "generator":
            found |= {f"generator.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def floor(module: str) -> int:
    return next(number for number, modules in enumerate(FLOORS) if module in modules)


def test_every_module_has_its_floor() -> None:
    assert set(MODULES) == set.union(*FLOORS)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_below(module: str) -> None:
    ours = {name.removeprefix("generator.") for name in imports(module) if name.startswith("generator.")}
    assert all(floor(other) < floor(module) for other in ours), ours


@pytest.mark.parametrize("module", MODULES)
def test_a_library_has_one_importer(module: str) -> None:
    used = {name.split(".")[0] for name in imports(module)}
    assert {library for library, owner in OWNERS.items() if library in used and owner != module} == set()


def test_the_model_reads_and_writes_no_file() -> None:
    text = "".join(
        (ROOT / "generator" / f"{name}.py").read_text()
        for name in ("model", "notation", "guidance", "fields", "worksheet")
    )
    assert not any(word in text for word in ("open(", "read_text", "write_text", "Path"))


def test_the_page_on_how_this_is_built_says_what_each_script_does() -> None:
    page = (ROOT / "docs" / "about" / "architecture.md").read_text(encoding="utf-8")
    scripts = (ROOT / "overrides" / "assets" / "client").glob("*.js")
    assert [script.name for script in sorted(scripts) if f"`{script.name}`" not in page] == []
