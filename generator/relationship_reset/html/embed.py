"""The lean pages: one worksheet or deck each, without the site around it, for other sites to frame."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from relationship_reset.core.site_paths import EMBED, FRAME_SIZE_SCRIPT
from relationship_reset.guide.guide import Guide, Place
from relationship_reset.model.base import Page
from relationship_reset.model.lists import Deck
from relationship_reset.model.worksheet import Worksheet

TEMPLATE = "embed.html"
"""The theme's template for them."""
_LINK = re.compile(r'<a (?![^>]* download[ >])([^>]*href="(?!#)[^>]*)>')
_RELATION = re.compile(r' ?\brel="[^"]*"')


def places(guide: Guide) -> Iterator[Place]:
    """Yield the places of all lean pages: each sheet and deck under its id, and under every id that it had before."""
    for place in guide.places.values():
        if isinstance(place.page, Worksheet | Deck):
            for name in (place.page.id, *map(_id, place.page.formerly)):
                yield replace(place, address=f"{EMBED}{name}/")


def _id(former: str) -> str:
    """Return a former id, of which an author may have written the whole address."""
    return former.rstrip("/").rpartition("/")[2]


def code(page: Page, site: str, title: str) -> str:
    """Return the HTML by which another site frames the lean page of a sheet or deck.

    `site` is where the guide is published, and `title` says in the frame's place what it holds.
    """
    frame = {
        "src": f"{site}{EMBED}{page.id}/",
        "title": title,
        "width": "100%",
        "height": "640",
        "loading": "lazy",
        "allow": "clipboard-write; web-share; screen-wake-lock",
    }
    said = " ".join(f'{name}="{escape(value)}"' for name, value in frame.items())
    return f'<iframe {said}></iframe>\n<script src="{escape(site + FRAME_SIZE_SCRIPT)}" async></script>'


def outward(html: str) -> str:
    """Return HTML of our templates with every link out of the page in a tab of its own, so that no frame is left."""
    return _LINK.sub(lambda link: f'<a {_RELATION.sub("", link[1])} target="_blank" rel="noopener noreferrer">', html)
