"""Checks the Flesch-Kincaid reading grade of every page.

The grade is a school year of the United States (Kincaid, Fishburne, Rogers and Chissom, 1975, Naval
Technical Training Command, research branch report 8-75).
"""

import re
from collections.abc import Iterator

import pyphen

from relationship_reset.core import markdown_text
from relationship_reset.core.problems import Problem
from relationship_reset.guide.guide import Guide, Place
from relationship_reset.model.base import ByAudience, Rich, walk

MAX_GRADE = 8.0
SYLLABLE_CORRECTION = 0.5
"""Added to every grade: the error of our syllable count against a pronouncing dictionary, measured on this guide."""
MIN_WORDS = 60
"""Pages with fewer words are skipped: the grade is not meaningful."""
MIN_SENTENCE = 3
"""Sentences with fewer words do not count: they are labels and exclamations."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:]+[”’)]*\s+|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"(?<=[^aeiouyl])e[sd]?$")
_hyphens = pyphen.Pyphen(lang="en_US")


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield a problem for every page whose grade is above MAX_GRADE."""
    for place in guide.places.values():
        text = sentences(place)
        if len(text.split()) >= MIN_WORDS and (grade := reading_grade(text)) > MAX_GRADE:
            hardest = max(_SENTENCE_END.split(text), key=reading_grade).strip()
            message = (
                f"the page reads at grade {grade:.1f}; the limit is {MAX_GRADE:.0f}. Its hardest sentence begins here"
            )
            yield place.source.problem(place.source.find((), " ".join(hardest.split()[:3])), message)


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text of at least one sentence; 0 if there is none."""
    counts = [len(_WORD.findall(sentence)) for sentence in _SENTENCE_END.split(text)]
    words = _WORD.findall(text)
    number = sum(count >= MIN_SENTENCE for count in counts)
    if not number:
        return 0
    return 0.39 * len(words) / number + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 + SYLLABLE_CORRECTION


def syllables(word: str) -> int:
    """Return an estimate of the syllables of an English word.

    Hyphenation points and vowel groups each undercount, so the larger count is taken.
    """
    low = word.lower()
    return max(len(_hyphens.positions(low)) + 1, len(_VOWELS.findall(_SILENT_E.sub("", low))))


def sentences(place: Place) -> str:
    """Return the page's running text, one sentence or paragraph per line, each ending with punctuation."""
    found: list[str] = []
    for _, value in walk(place.page):
        if isinstance(value, ByAudience):
            found += [value.couple] if value.same else [value.couple, value.business]
        elif isinstance(value, Rich) and value not in found:
            found.append(value)
    seen = dict.fromkeys(line for text in found for line in _plain_text(text).splitlines())
    return "\n".join(line if line[-1] in ".?!:…" else f"{line}." for line in (one.strip() for one in seen) if line)


def _plain_text(text: str) -> str:
    return markdown_text.plain(text) if isinstance(text, Rich) else text
