"""The checks of `relationship-reset check` and of the build that go beyond the model of a page.

A check takes the guide, and for some the interface's words, the project's folder or the day, and yields problems.
"""

from datetime import date
from pathlib import Path

from relationship_reset.checks import contact_age, glyphs, nav, readability, theme_links
from relationship_reset.core.problems import Problem
from relationship_reset.core.strings import Strings
from relationship_reset.guide import addresses
from relationship_reset.guide.guide import Guide


def problems(
    guide: Guide,
    strings: Strings,
    root: Path,
    *,
    today: date | None = None,
    complete: bool = True,
    paper: bool = True,
    reading_grade: bool = True,
) -> list[Problem]:
    """Return what all checks find in the guide of the project below `root`.

    - `today`: the day on which the ages of contacts are measured; None skips that check.
    - `complete`: whether every address must be in the list of published ones.
    - `paper`: whether PDFs are made, so that every character must have a glyph.
    - `reading_grade`: whether the reading grade of every page is measured.

    `relationship-reset check` runs all of them. A build skips the reading grade, and the glyphs where it makes no
    PDFs. `serve` also skips the contacts and incomplete lists, so that authors see their pages while they write.
    """
    found = [
        *nav.problems(guide, root),
        *theme_links.problems(guide, strings, root),
        *addresses.problems(guide, root, complete=complete),
    ]
    if reading_grade:
        found += readability.problems(guide)
    if paper:
        found += glyphs.problems(guide)
    if today:
        found += contact_age.problems(guide, today)
    return found
