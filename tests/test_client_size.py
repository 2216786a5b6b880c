"""The scripts stay small: a phone on a slow line has them before its reader has read the first sentence."""

import gzip
import re
from pathlib import Path

MOST = 34_000
"""How many bytes the scripts that pages ask for by themselves may have on their way, all together."""
MOST_LATER = 30_000
"""How many those may have that only come after a press, such as on a lock."""
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


def test_all_client_scripts_together_are_small_when_they_are_sent(site: Path) -> None:
    """Each is compressed by itself, as a server sends it."""
    client = site / "assets" / "client"
    elements = {name for page in site.rglob("*.html") for name in ELEMENT.findall(page.read_text())}
    at_once = with_imports({client / f"{name}.js" for name in {"main", "early", *elements}})
    later = set(client.rglob("*.js")) - at_once
    assert sum(map(size, at_once)) <= MOST, f"at most {MOST:,} are allowed:\n{table(at_once)}"
    assert sum(map(size, later)) <= MOST_LATER, f"at most {MOST_LATER:,} are allowed:\n{table(later)}"
