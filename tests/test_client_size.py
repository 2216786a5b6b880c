"""The scripts stay small: a phone on a slow line has them before its reader has read the first sentence."""

import gzip
import re
from pathlib import Path

MOST = 30_000
"""How many bytes the scripts that any page asks for by itself may have; offline.js comes when all is there."""
MOST_OF_ALL = 90_000
"""How many all scripts may have, with those that only come after a press, such as on a lock."""
STATIC = re.compile(r'\b(?:from|import) ?"\./([\w-]+\.js)"')
ELEMENT = re.compile(r"<rr-([\w-]+)")


def size(script: Path) -> int:
    return len(gzip.compress(script.read_bytes(), 9, mtime=0))


def table(scripts: set[Path]) -> str:
    return "\n".join(f"{size(script):7,}  {script.name}" for script in sorted(scripts, key=size, reverse=True))


def with_imports(wanted: set[Path]) -> set[Path]:
    """Return the scripts and all that they cannot begin without."""
    found: set[Path] = set()
    while wanted:
        found |= wanted
        wanted = {script.parent / name for script in wanted for name in STATIC.findall(script.read_text())} - found
    return found


def test_no_page_asks_for_many_scripts_by_itself(site: Path) -> None:
    """Each is compressed by itself, as a server sends it."""
    client = site / "assets" / "client"
    pages = {frozenset(ELEMENT.findall(page.read_text())): page for page in site.rglob("*.html")}
    assert len(pages) > 5, "pages differ in their elements"
    for elements, page in pages.items():
        at_once = with_imports({client / f"{name}.js" for name in {"main", "early", *elements}})
        assert sum(map(size, at_once)) <= MOST, f"{page}: at most {MOST:,} are allowed:\n{table(at_once)}"


def test_all_scripts_together_are_small(site: Path) -> None:
    scripts = {*(site / "assets" / "client").rglob("*.js")}
    assert sum(map(size, scripts)) <= MOST_OF_ALL, f"at most {MOST_OF_ALL:,} are allowed:\n{table(scripts)}"
