"""The guide as Markdown pages with HTML blocks, ready for a static site engine; see `environment` for their form."""

import posixpath
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from relationship_reset.core import markdown_text
from relationship_reset.core.site_paths import TOP
from relationship_reset.guide import renames
from relationship_reset.guide.guide import Guide, Place
from relationship_reset.guide.loader import page_path
from relationship_reset.html import embed, environment
from relationship_reset.html.environment import Environment, join_blocks
from relationship_reset.html.front_matter import WITHOUT_SIDEBARS, front_matter
from relationship_reset.html.site import Site
from relationship_reset.model.kinds import kind_of
from relationship_reset.model.worksheet import Worksheet


@dataclass(frozen=True)
class Rendered:
    """One file for the site engine: a page, or a file that it copies as it is."""

    path: str
    """Where it would stand in a docs folder, such as `guide/repair-conversation.md`."""
    text: str
    """Of a page: front matter, Markdown headings, HTML."""
    listed: bool = True
    """Whether it belongs into the menu."""


def render(site: Site) -> list[Rendered]:
    """Return every page of the guide, then the lean ones, then one at each former address."""
    templates = environment.create(site)
    pages = [_page(templates, site, place) for place in site.guide.places.values()]
    lean = [_lean_page(templates, site, place) for place in embed.places(site.guide)]
    former = [address for address in site.redirects.former if "#" not in address]
    return [*pages, *lean, *(_former_page(templates, site, address) for address in former)]


def _page(templates: Environment, site: Site, place: Place) -> Rendered:
    body = _body(templates, site, place)
    return Rendered(page_path(place.source.file), f"{front_matter(place, partial(_link, site.guide, place))}\n{body}\n")


def _lean_page(templates: Environment, site: Site, place: Place) -> Rendered:
    """Return a page as other sites may frame it; `place` is where that stands."""
    whole = site.guide.places[place.page.id].address
    values = {"template": embed.TEMPLATE, "search": {"exclude": True}, "whole": whole}
    front = front_matter(place, partial(_link, site.guide, place), values)
    body = embed.outward(_body(templates, site, place, lean=True))
    return Rendered(place.address.rstrip("/") + ".md", f"{front}\n{body}\n", listed=False)


def _former_page(templates: Environment, site: Site, address: str) -> Rendered:
    """Return the page that stands at a page's former address and leads on."""
    ref = site.redirects.former[address]
    place = replace(site.guide.places[ref.partition("#")[0]], address=address)
    title = site.strings["moved_title"]
    values = {
        "title": title,
        "description": title,
        "kind": "moved",
        "data": "",
        "moved": site.guide.address(place.page.id) or "./",
        "hide": WITHOUT_SIDEBARS,
        "search": {"exclude": True},
    }
    front = front_matter(place, partial(_link, site.guide, place), values)
    body = join_blocks(_moved(templates, site, place, ref))
    return Rendered(f"{address.rstrip('/')}.md", f"{front}\n{body}\n", listed=False)


def _body(templates: Environment, site: Site, place: Place, *, lean: bool = False) -> str:
    link = partial(_link, site.guide, place)
    own = site.guide.address(place.page.id)
    body = templates.get_template(kind_of(place.page).template).render(
        page=place.page,
        lean=lean,
        whole=posixpath.relpath(f"/{own}", f"/{place.address}") + "/",
        href=lambda ref: link(ref).href,
        link=link,
        file=lambda address: posixpath.relpath(f"/{address}", f"/{place.address}"),
        rich=lambda text: Markup(markdown_text.render(text, link)),  # noqa: S704  # rendered from checked rich text
        numbers=place.page.numbers() if isinstance(place.page, Worksheet) else {},
        former_ids=site.redirects.former_ids(own),
        former_names=renames.table(site.guide, place.page) if isinstance(place.page, Worksheet) else {},
    )
    return join_blocks(body + ("" if lean else _moved(templates, site, place)))


def _moved(templates: Environment, site: Site, place: Place, stub: str = "") -> str:
    """Return the lines that lead to what has left the page at a place.

    If the whole page has left, `stub` is what took its place.
    """
    link = partial(_link, site.guide, place)
    left = site.redirects.moved_items(place.address)
    values = {"left": left, "stub": stub, "link": link, "href": lambda ref: link(ref).href}
    return templates.get_template("moved.html.jinja").render(values) if left or stub else ""


def _link(guide: Guide, place: Place, ref: str) -> markdown_text.Link:
    """Return a link from one page to a page or item."""
    item = guide.items[ref]
    path, _, anchor = guide.address(ref).partition("#")
    if path == place.address:
        href = f"#{anchor or TOP}"
    else:
        href = posixpath.relpath(f"/{path}", f"/{place.address}") + "/" + (f"#{anchor}" if anchor else "")
    return markdown_text.Link(href, item.name, item.tip)
