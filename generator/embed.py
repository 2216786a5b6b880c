"""The lean pages: one worksheet or deck each, without the site around it, for other sites to frame."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.guidance import Deck
from generator.guide import Guide, Place
from generator.worksheet import Worksheet

FOLDER = "embed/"
"""Where the lean pages stand on the site. Only pages below it may be framed, so no other page stands there."""
TEMPLATE = "embed.html"
"""The theme's template for them."""
_LINK = re.compile(r'<a (?![^>]* download[ >])([^>]*href="(?!#)[^>]*)>')
_RELATION = re.compile(r' ?\brel="[^"]*"')


def lean(place: Place) -> Place | None:
    """Return where the lean page of a page stands; nothing for a page that has none."""
    if isinstance(place.page, Worksheet | Deck):
        return replace(place, address=f"{FOLDER}{place.page.id}/")
    return None


def places(guide: Guide) -> Iterator[Place]:
    """Yield the places of all lean pages."""
    yield from filter(None, map(lean, guide.places.values()))


def outward(html: str) -> str:
    """Return HTML of our templates with every link out of the page in a tab of its own, so that no frame is left."""
    return _LINK.sub(lambda link: f'<a {_RELATION.sub("", link[1])} target="_blank" rel="noopener noreferrer">', html)
