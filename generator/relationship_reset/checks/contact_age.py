"""Checks how long ago each contact was verified: a wrong number does harm in an emergency.

After WARN_DAYS authors get a notice (`due`); after FAIL_DAYS a contact is a problem, and the build fails (`problems`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from relationship_reset.core.problems import Problem
from relationship_reset.guide.guide import Guide
from relationship_reset.model.base import walk
from relationship_reset.model.help import Contact

WARN_DAYS = 150
"""The age in days after which authors get a notice."""
FAIL_DAYS = 180
"""The age in days after which a contact is a problem."""
TOLERANCE = timedelta(days=1)
"""Dates this far ahead are accepted: the author may be in a time zone where it is already tomorrow."""
_REMEDY = "Open its source, see that it still says the same, and set 'checked' to the day you did"


def problems(guide: Guide, today: date) -> Iterator[Problem]:
    """Yield a problem for every contact verified too long ago, or on a future date."""
    for contact, place in contacts(guide):
        age = (today - contact.checked).days
        if age > FAIL_DAYS:
            yield replace(place, message=f"{_description(contact, age)}; the limit is {FAIL_DAYS}. {_REMEDY}")
        elif contact.checked > today + TOLERANCE:
            message = f"'{contact.title}' cannot have been looked up on {contact.checked}; that day is yet to come"
            yield replace(place, message=message)


def due(guide: Guide, today: date) -> Iterator[Problem]:
    """Yield a notice for every contact that is older than WARN_DAYS and not yet a problem."""
    for contact, place in contacts(guide):
        age = (today - contact.checked).days
        if WARN_DAYS < age <= FAIL_DAYS:
            last = contact.checked + timedelta(days=FAIL_DAYS)
            message = f"{_description(contact, age)}; after {last} the guide can no longer be built. {_REMEDY}"
            yield replace(place, message=message)


def _description(contact: Contact, age: int) -> str:
    return f"'{contact.title}' was looked up {age} days ago"


def contacts(guide: Guide) -> Iterator[tuple[Contact, Problem]]:
    """Yield every contact with a problem at its `checked` key whose message is still empty."""
    for place in guide.places.values():
        for path, value in walk(place.page):
            if isinstance(value, Contact):
                there = (*path, "checked")
                yield value, place.source.problem(place.source.position(there), "", there)
