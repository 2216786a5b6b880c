"""How hard a page is to read: the Flesch-Kincaid grade of its sentences.

The grade is the United States school year that a text asks for (Kincaid and others, 1975, Naval Technical Training
Command research report 8-75); textstat counts the syllables.
"""

from collections.abc import Iterator

import textstat

from generator import richtext
from generator.guide import Guide, Place
from generator.model import ByAudience, Rich, walk
from generator.problems import Problem

MAX_GRADE = 8.0
MIN_WORDS = 60
"""Below this number of words the grade says little."""


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield a problem for every page whose grade is above MAX_GRADE."""
    for place in guide.places.values():
        text = sentences(place)
        if len(text.split()) >= MIN_WORDS and (grade := reading_grade(text)) > MAX_GRADE:
            message = (
                f"the page reads at grade {grade:.1f}; the limit is {MAX_GRADE:.0f}. Use shorter sentences and words"
            )
            yield place.source.problem((1, 1), message)


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text of whole sentences."""
    return float(textstat.textstat.flesch_kincaid_grade(text))


def sentences(place: Place) -> str:
    """Return the page's running text, a sentence or paragraph a line, each ended by a stop."""
    found: list[str] = []
    for _, value in walk(place.page):
        if isinstance(value, ByAudience):
            found += [value.couple] if value.same else [value.couple, value.business]
        elif isinstance(value, Rich) and value not in found:
            found.append(value)
    seen = dict.fromkeys(line for text in found for line in _words(text).splitlines())
    return "\n".join(line if line[-1] in ".?!:…" else f"{line}." for line in (one.strip() for one in seen) if line)


def _words(text: str) -> str:
    return richtext.plain(text) if isinstance(text, Rich) else text
