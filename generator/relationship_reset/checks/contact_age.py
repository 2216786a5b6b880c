"""How long ago each contact was looked up. A number that is wrong when somebody is in danger does harm.

Authors are told in good time (`due`), and in the end nothing is built with what is too old (`problems`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from relationship_reset.core.problems import Problem
from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import walk
from relationship_reset.model.help import Contact

WARN = 150
"""After how many days authors are told."""
FAIL = 180
"""After how many days a contact is a problem."""
AHEAD = timedelta(days=1)
"""Where the author lives it may be tomorrow already."""
_MEND = "Open its source, see that it still says the same, and set 'checked' to the day you did"


def problems(guide: Guide, today: date) -> Iterator[Problem]:
    """Yield a problem for every contact that was looked up too long ago, or on a day yet to come."""
    for contact, place in contacts(guide):
        age = (today - contact.checked).days
        if age > FAIL:
            yield replace(place, message=f"{_said(contact, age)}; the limit is {FAIL}. {_MEND}")
        elif contact.checked > today + AHEAD:
            message = f"'{contact.title}' cannot have been looked up on {contact.checked}; that day is yet to come"
            yield replace(place, message=message)


def due(guide: Guide, today: date) -> Iterator[Problem]:
    """Yield a notice for every contact that will soon be too old."""
    for contact, place in contacts(guide):
        age = (today - contact.checked).days
        if WARN < age <= FAIL:
            last = contact.checked + timedelta(days=FAIL)
            message = f"{_said(contact, age)}; after {last} the guide can no longer be built. {_MEND}"
            yield replace(place, message=message)


def _said(contact: Contact, age: int) -> str:
    return f"'{contact.title}' was looked up {age} days ago"


def contacts(guide: Guide) -> Iterator[tuple[Contact, Problem]]:
    """Yield every contact, and the place where it says when it was looked up as a problem with no message yet."""
    for place in guide.places.values():
        for way, value in walk(place.page):
            if isinstance(value, Contact):
                there = (*way, "checked")
                yield value, place.source.problem(place.source.mark(there), "", there)
