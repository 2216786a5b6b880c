"""Checks the theme templates in `overrides/`: their link targets and the strings they use must exist.

The templates are read as text, because only the site engine can render them.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from relationship_reset.core.problems import Problem
from relationship_reset.core.site_paths import MANIFEST
from relationship_reset.guide.guide import Guide
from relationship_reset.guide.loader import address_of

FOLDER = "overrides"
_GENERATED = {MANIFEST}
"""What the build puts at the root of the site."""
_LINK = re.compile(r"\{\{ '([^']*)' \| url \}\}(#[a-z0-9-]+)?")
_WORD = re.compile(r"\bt\.([a-z_]+)")


def problems(guide: Guide, words: Collection[str], root: Path) -> Iterator[Problem]:
    """Yield the problems of the theme of the project below `root`; none if it has no theme of its own.

    `words` are the names of the interface strings.
    """
    known = _addresses(guide, root)
    for path in sorted((root / FOLDER).rglob("*.html")):
        file = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for link in _LINK.finditer(line):
                address = link[1] + (link[2] or "")
                if address not in known and not (root / FOLDER / address).is_file():
                    message = f"nothing has the address /{address}, to which the theme links; give the page its old"
                    yield Problem(file, number, link.start() + 1, f"{message} file name and id back", excerpt=line)
            for word in _WORD.finditer(line):
                if word[1] not in words:
                    message = f"missing words for '{word[1]}' in generator/relationship_reset/core/strings.yml"
                    yield Problem(file, number, word.start() + 1, message, excerpt=line)


def _addresses(guide: Guide, root: Path) -> set[str]:
    """Return the addresses of all pages and items, and of the pages written in Markdown."""
    written = {address_of(path.relative_to(root).as_posix()) for path in root.glob("docs/**/*.md")}
    return written | _GENERATED | {guide.address(ref) for ref in guide.items}
