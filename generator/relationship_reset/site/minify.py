"""Smaller scripts for the browser: without comments and spaces, and with short names for what is local."""

import re

import minify as tdewolff

from relationship_reset.core.problems import GuideError, Problem

_JAVASCRIPT = "application/javascript"
_PLACE = re.compile(r" on line (\d+) and column (\d+)")


def minify(file: str, script: str) -> str:
    """Return a script that does the same in fewer bytes. Names that are exported or stand at the top level stay.

    Raises GuideError, with the place in `file`, if the script cannot be parsed.
    """
    try:
        return str(tdewolff.string(_JAVASCRIPT, script))
    except tdewolff.MinifyError as error:
        raise GuideError([_problem(file, script, str(error))]) from None


def _problem(file: str, script: str, said: str) -> Problem:
    """Return what the minifier said, with the place that it names in its first line."""
    message = said.partition("\n")[0]
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    lines = script.split("\n")
    excerpt = lines[line - 1] if line <= len(lines) else ""
    return Problem(file, line, column, f"cannot be parsed: {_PLACE.sub('', message)}", excerpt=excerpt)
