"""The pages that are served to an author in place of a guide that has problems."""

from html import escape
from pathlib import Path

from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.guide import loader
from relationship_reset.html.render import Rendered

_PAGE = """---
title: This guide has problems
---

# This guide has problems

Mend the file and save it. This page comes back by itself.

"""


def pages(root: Path, error: GuideError) -> list[Rendered]:
    """Return, for every address of the guide below `root`, a page that shows the problems until they are mended."""
    said = "".join(_shown(problem) for problem in error.problems)
    text = f'{_PAGE}<div class="rr-problems">\n{said}</div>\n'
    files = [path.relative_to(root).as_posix() for path in loader.source_files(root)]
    return [Rendered(loader.page_path(file), text) for file in files]


def _shown(problem: Problem) -> str:
    """Return a problem as HTML: the words wrap, the line with its mark does not."""
    head, _, picture = str(problem).partition("\n")
    return f"<p>{escape(head)}</p>\n" + (f"<pre>{escape(picture)}</pre>\n" if picture else "")
