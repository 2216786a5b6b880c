"""The Jinja environment: filters and functions for the page templates, and what becomes of a template's output.

A page is Markdown only in its front matter and headings, so that contents, search and permanent links work. All else
is raw HTML, each block on lines without a gap, so that every engine passes it on as it stands. Templates mark the
edges of blocks with `EDGE`; whatever text an author writes is escaped by Jinja or rendered by `core.markdown_text`.
"""

import re
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from relationship_reset.core import qr, site_paths, strings
from relationship_reset.core.packet_format import PACKET_FORMAT
from relationship_reset.core.problems import GuideError
from relationship_reset.core.site_paths import TOP
from relationship_reset.core.strings import Strings
from relationship_reset.html import embed, field_descriptors, packet_data
from relationship_reset.html.site import Site
from relationship_reset.model.base import AUDIENCES, Item, Page
from relationship_reset.model.field_parts import PIPE, SLOT

EDGE = "\x1e"
"""Stands at the edges of blocks in a template's output. No source may hold this character."""
Environment = jinja2.Environment
_STRING = re.compile(r"\bt\.([a-z_]+)")
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+.!-])")


def templates_folder() -> Path:
    """Return the folder with the page templates."""
    return Path(str(resources.files("relationship_reset"))) / "html" / "templates"


def load_strings() -> Strings:
    """Return the words of the interface by their names.

    Raises GuideError if the file cannot be read or lacks a name that a template uses.
    """
    source = strings.read_source()
    found = strings.load(source)
    used = {name for path in templates_folder().rglob("*.jinja") for name in _STRING.findall(path.read_text("utf-8"))}
    if missing := sorted(used - found.keys()):
        raise GuideError(source.problem(source.position((name,)), f"missing words for '{name}'") for name in missing)
    return found


def create(site: Site) -> Environment:
    """Return the environment for the pages of a site."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "slug": lambda name: name.replace(" ", "-"),
        "heading": _item_heading,
        "slots": _slots,
        "pipes": _pipes,
        "zip": zip,
        "needs": lambda sheet: packet_data.worksheet_needs(sheet, site.strings),
        "about": lambda item: packet_data.about(item, site.strings),
        "host": lambda url: urlsplit(url).hostname,
        "phone": lambda number: re.sub(r"[^0-9+]", "", number),
        "day": lambda date: f"{date.day} {date:%B %Y}",
    }
    environment.globals |= {
        "site": site,
        "guide": site.guide,
        "t": site.strings,
        "paths": site_paths,
        "edge": EDGE,
        "dict": dict,
        "both": lambda page: sorted(AUDIENCES, key=lambda audience: audience != page.first),
        "heading": _heading,
        "former": _former,
        "embed_code": embed.code,
        "field_descriptors": lambda page: attribute_json(field_descriptors.descriptors(site.guide, page, site.strings)),
        "wording": lambda page, text: attribute_json(field_descriptors.wording(page, text)),
        "packet_limits": PACKET_FORMAT.limits,
        "items_data": lambda href: attribute_json(packet_data.items_data(site.packet_items, site.strings, href)),
        "suggestions_data": lambda page: attribute_json(
            packet_data.suggestions_data(site.guide, site.packet_items, site.strings, page.first)
        ),
        "qr_code": lambda address: Markup(qr.inline(address)),  # noqa: S704  # drawn here
    }
    return environment


def join_blocks(body: str) -> str:
    """Return a template's output with no gap inside a block and one between blocks."""
    blocks = []
    for block in body.split(EDGE):
        lines = [line.strip() for line in block.splitlines()]
        if kept := "\n".join(line for line in lines if line):
            blocks.append(kept)
    return "\n\n".join(blocks)


def script_json(value: object) -> Markup:
    """Return a value as JSON for a `script` element."""
    return htmlsafe_json_dumps(value)


def attribute_json(value: object) -> Markup:
    """Return a value as JSON for an attribute in single quotes."""
    return htmlsafe_json_dumps(value, ensure_ascii=False, separators=(",", ":"))


def _markdown_text(text: str) -> Markup:
    """Return plain text that Markdown shows as it stands."""
    return Markup.escape(_MARKDOWN_SIGNS.sub(r"\\\1", text))


@jinja2.pass_context
def _item_heading(context: jinja2.runtime.Context, item: Item, level: int) -> Markup:
    """Return an item's heading with its own id. The page's own has the id of the top, and is for all who open it."""
    if level == 1:
        return _heading(item.name, 1, TOP)
    return Markup("{}{}").format(
        _former(context, item, edge=EDGE), _heading(item.name, level, item.id, item.only or "")
    )


@jinja2.pass_context
def _former(context: jinja2.runtime.Context, item: Item, edge: str = "") -> Markup:
    """Return a mark for each id that an item had on its page before, to stand right at the item."""
    mark = Markup('{}<div class="rr-former" id="{}" data-now="#{}"{}></div>{}')
    audience = Markup(' data-audience="{}"').format(item.only) if item.only else ""
    old = [] if isinstance(item, Page) else context["former_ids"].get(item.id, [])
    return Markup("").join(mark.format(edge, name, item.id, audience, edge) for name in old)


def _heading(text: str, level: int, anchor: str, only: str = "", *, searched: bool = True) -> Markup:
    """Return a Markdown heading as a block of its own.

    `only` names the one audience it is for. What stands below one that is not searched isn't found by the search.
    """
    said = Markup(' data-audience="{}"').format(only) if only else Markup("")
    said += Markup("") if searched else Markup(' data-search-exclude="yes"')
    return Markup("{}{} {} {{#{}{}}}{}").format(EDGE, "#" * level, _markdown_text(text), anchor, said, EDGE)


def _slots(text: str) -> list[list[tuple[bool, str]]]:
    """Return the lines of a result text, each as pieces: (is it a slot, the words or the field's id)."""
    return [
        [(index % 2 == 1, piece) for index, piece in enumerate(SLOT.split(line)) if piece]
        for line in text.splitlines()
        if line.strip()
    ]


def _pipes(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a label: the field's id and the words until it is answered, or no id and the words."""
    parts = PIPE.split(text)
    plain = [("", words) for words in parts[::3]]
    piped = list(zip(parts[1::3], parts[2::3], strict=True))
    woven = [piece for pair in zip(plain, [*piped, ("", "")], strict=True) for piece in pair]
    return [piece for piece in woven if piece[1]]
