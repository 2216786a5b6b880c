"""The scripts stay small: a phone on a slow line has them before its reader has read the first sentence."""

import gzip
import re
from pathlib import Path

MOST = 30_000
"""How many bytes the scripts may have that any page asks for by itself until it is ready.

updates.js and reuse-offers.js come after that."""
MOST_EVER = 65_000
"""How many all may have that a page can ever bring in, after whatever press. The library for square codes is 5,500."""
STATIC = re.compile(r'\b(?:from|import) ?"(\.[^"]+\.js)"')
LATER = re.compile(r'\bimport\("(\.[^"]+\.js)"\)')
ENTRY = re.compile(r'"(rr-[\w-]+)": ?\(\) ?=> ?import\("\./([^"]+\.js)"\)')
"""An element and its module, as the registry in main.js names them."""
ELEMENT = re.compile(r"<(rr-[\w-]+)")
SCRIPT = re.compile(r'<script [^>]*?src="[./]*assets/client/([^"]+\.js)"')


def size(script: Path) -> int:
    return len(gzip.compress(script.read_bytes(), 9, mtime=0))


def table(scripts: set[Path]) -> str:
    return "\n".join(f"{size(script):7,}  {script.name}" for script in sorted(scripts, key=size, reverse=True))


def with_imports(wanted: set[Path], *kinds: re.Pattern[str]) -> set[Path]:
    """Return the scripts and all that they import in these ways, and so on; what elements need is not main.js's own."""
    found: set[Path] = set()
    while wanted:
        found |= wanted
        texts = {script: ENTRY.sub("", script.read_text()) for script in wanted}
        named = {
            (script.parent / name).resolve()
            for script in wanted
            for kind in kinds
            for name in kind.findall(texts[script])
        }
        wanted = named - found
    return found


def test_no_page_asks_for_many_scripts_by_itself(site: Path) -> None:
    """Each is compressed by itself, as a server sends it."""
    client = (site / "assets" / "client").resolve()
    modules = dict(ENTRY.findall((client / "main.js").read_text()))
    pages = {frozenset(ELEMENT.findall(page.read_text())): page for page in site.rglob("*.html")}
    assert len(pages) > 5, "pages differ in their elements"
    for elements, page in pages.items():
        at_once = with_imports(
            {client / name for name in {"main.js", "page/early.js", *map(modules.__getitem__, elements)}}, STATIC
        )
        assert sum(map(size, at_once)) <= MOST, f"{page}: at most {MOST:,} are allowed:\n{table(at_once)}"


def test_no_page_can_ever_bring_in_many_scripts(site: Path) -> None:
    """Whatever is pressed on it."""
    client = (site / "assets" / "client").resolve()
    modules = dict(ENTRY.findall((client / "main.js").read_text()))
    texts = [page.read_text() for page in site.rglob("*.html")]
    named = {frozenset([*SCRIPT.findall(text), *map(modules.__getitem__, ELEMENT.findall(text))]) for text in texts}
    used: set[Path] = set()
    for names in named:
        scripts = with_imports({client / name for name in names}, STATIC, LATER)
        assert sum(map(size, scripts)) <= MOST_EVER, f"at most {MOST_EVER:,} are allowed:\n{table(scripts)}"
        used |= scripts
    assert {"uqr.js", "key-cache.js", "updates.js", "trusted-types.js"} <= {script.name for script in used}
