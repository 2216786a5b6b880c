"""The guide as Markdown pages with HTML blocks, ready for a static site engine.

A page is Markdown only in its front matter and headings, so that contents, search and permanent links work. All else
is raw HTML, each block on lines without a gap, so that every engine passes it on as it stands. Templates mark the
edges of blocks with `EDGE`; whatever text an author writes is escaped by Jinja or rendered by `richtext`.
"""

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from relationship_reset.core import markdown_text, qr
from relationship_reset.core.problems import GuideError
from relationship_reset.core.strings import Strings, load, read_source
from relationship_reset.guide import renames
from relationship_reset.guide.guide import Guide, Place, page_path
from relationship_reset.guide.redirects import Redirects, moves
from relationship_reset.guide.worksheet_references import PIPE
from relationship_reset.html import embed, field_descriptors, link_index, packet_items
from relationship_reset.model import editions
from relationship_reset.model.base import AUDIENCES, Item, Page
from relationship_reset.model.fields import SLOT
from relationship_reset.model.indexes import Links
from relationship_reset.model.kinds import kind_of
from relationship_reset.model.pages import Faq
from relationship_reset.model.worksheet import Worksheet

EDGE = "\x1e"
"""Stands at the edges of blocks in a template's output. No source may hold this character."""
_ASKED = re.compile(r"\bt\.([a-z_]+)")
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+.!-])")


@dataclass(frozen=True)
class Rendered:
    """One page for the site engine."""

    path: str
    """Where the page would stand in a docs folder, such as `guide/repair-conversation.md`."""
    text: str
    """The page: front matter, Markdown headings, HTML."""
    listed: bool = True
    """Whether it belongs into the menu."""


def strings() -> Strings:
    """Return the words of the interface by their names.

    Raises GuideError where the file cannot be read or lacks words that a template asks for.
    """
    source = read_source()
    words = load(source)
    asked = {word for path in templates_folder().rglob("*.jinja") for word in _ASKED.findall(path.read_text("utf-8"))}
    if missing := sorted(asked - words.keys()):
        raise GuideError(source.problem(source.mark((word,)), f"missing words for '{word}'") for word in missing)
    return words


def templates_folder() -> Path:
    """Return the folder with the page templates."""
    return Path(str(resources.files("relationship_reset"))) / "html" / "templates"


def render(
    guide: Guide, words: Strings, *, paper: bool = True, numbers: Mapping[str, int] | None = None, site: str = ""
) -> list[Rendered]:
    """Return every page of the guide, then the lean ones, then one at each former address.

    `words` are the interface's words, as from `strings`. Without `paper`, no page leads to a PDF. `numbers` are those
    of the published addresses, if any are; `site` is the address at which the site is published, if that is known.
    """
    environment = _environment()
    environment.globals["book"] = cache(partial(link_index.sections, guide, numbers or {}))
    environment.globals["packable"] = cache(partial(packet_items.things, guide, numbers or {}))
    environment.globals["vocabulary"] = [subject for page in guide.pages(Links) for subject in page.vocabulary]
    environment.globals["handed"] = lambda page: packet_items.fragment(page, packet_items.things(guide, numbers or {}))
    environment.globals["code"] = lambda address: Markup(qr.inline(address))  # noqa: S704  # drawn here
    environment.globals["field_descriptors"] = lambda page: _json(field_descriptors.descriptors(guide, page, words))
    environment.globals["wording"] = lambda page, text: _json(field_descriptors.wording(page, text))
    environment.globals["site"] = site
    environment.globals["editions"] = lambda page: list(editions.editions(page)) if paper else []
    known = moves(guide)
    body = partial(_body, environment, guide, words, known)
    own = [_page(guide, place, body(place)) for place in guide.places.values()]
    lean = [_lean(guide, place, body(place, lean=True)) for place in embed.places(guide)]
    former = [address for address in known.before if "#" not in address]
    return [*own, *lean, *(_stub(environment, guide, words, known, address) for address in former)]


def _environment() -> jinja2.Environment:
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
        "host": lambda url: urlsplit(url).hostname,
        "phone": lambda number: re.sub(r"[^0-9+]", "", number),
        "day": lambda date: f"{date.day} {date:%B %Y}",
    }
    environment.globals |= {
        "embedding": embed.code,
        "dict": dict,
        "both": lambda page: sorted(AUDIENCES, key=lambda audience: audience != page.first),
        "edge": EDGE,
        "heading": _heading,
        "former": _former,
    }
    return environment


def _page(guide: Guide, place: Place, body: str) -> Rendered:
    return Rendered(page_path(place.source.file), _front_matter(place, partial(_link, guide, place)) + f"\n{body}\n")


def _lean(guide: Guide, place: Place, body: str) -> Rendered:
    """Return a page as other sites may frame it; `place` is where that stands."""
    own = guide.places[place.page.id]
    values = {"template": embed.TEMPLATE, "search": {"exclude": True}, "whole": own.address}
    front = _front_matter(place, partial(_link, guide, place), values)
    return Rendered(place.address.rstrip("/") + ".md", f"{front}\n{embed.outward(body)}\n", listed=False)


def _body(
    environment: jinja2.Environment, guide: Guide, words: Strings, known: Redirects, place: Place, *, lean: bool = False
) -> str:
    link = partial(_link, guide, place)
    own = guide.address(place.page.id)
    template = environment.get_template(kind_of(place.page).template)
    body = template.render(
        was=known.was(own),
        page=place.page,
        lean=lean,
        whole=posixpath.relpath(f"/{own}", f"/{place.address}") + "/",
        guide=guide,
        t=words,
        href=lambda ref: link(ref).href,
        file=lambda address: posixpath.relpath(f"/{address}", f"/{place.address}"),
        link=link,
        rich=lambda text: Markup(markdown_text.render(text, link)),  # noqa: S704  # rendered from checked rich text
        numbers=place.page.numbers() if isinstance(place.page, Worksheet) else {},
        formerly=renames.table(guide, place.page) if isinstance(place.page, Worksheet) else {},
    )
    return _tidy(body + ("" if lean else _moved(environment, words, link, known.left(own))))


def _stub(environment: jinja2.Environment, guide: Guide, words: Strings, known: Redirects, address: str) -> Rendered:
    """Return the page that stands at a page's former address and leads on."""
    ref = known.before[address]
    place = replace(guide.places[ref.partition("#")[0]], address=address)
    link = partial(_link, guide, place)
    values = {"title": words["moved_title"], "description": words["moved_title"], "kind": "moved", "data": ""}
    values |= {"moved": guide.address(place.page.id) or "./"}
    front = _front_matter(place, link, {**values, "hide": ["navigation", "toc"], "search": {"exclude": True}})
    body = _tidy(_moved(environment, words, link, known.left(address), ref))
    return Rendered(f"{address.rstrip('/')}.md", f"{front}\n{body}\n", listed=False)


def _moved(
    environment: jinja2.Environment,
    words: Strings,
    link: markdown_text.Resolve,
    left: Mapping[str, str],
    stub: str = "",
) -> str:
    """Return the lines that lead to what has left a page, and where all of it has (`stub`), to the page of today."""
    template = environment.get_template("moved.html.jinja")
    values = {"t": words, "left": left, "stub": stub, "link": link, "href": lambda ref: link(ref).href}
    return template.render(values) if left or stub else ""


def _front_matter(place: Place, link: markdown_text.Resolve, more: Mapping[str, object] | None = None) -> str:
    """Return what the theme puts into its own templates. It prints these texts as they are, so they are HTML."""
    page = place.page
    values: dict[str, object] = {
        "title": Markup.escape(page.title),
        "description": Markup.escape(page.summary),
        "source": place.source.file,
        "kind": page.kind.replace(" ", "-"),
    }
    if page.kind == "home":
        values["hide"] = ["navigation", "toc"]
    if isinstance(page, Faq):
        # In the page's head: the theme would run a script in its text at an instant navigation, whatever its type.
        values["data"] = htmlsafe_json_dumps(_faq_data(page, link))
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in {**values, **(more or {})}.items())
    return "\n".join(["---", *lines, "---", ""])


def _tidy(body: str) -> str:
    """Return a template's output with no gap inside a block and one between blocks."""
    blocks = []
    for block in body.split(EDGE):
        lines = [line.strip() for line in block.splitlines()]
        if kept := "\n".join(line for line in lines if line):
            blocks.append(kept)
    return "\n\n".join(blocks)


def _markdown_text(text: str) -> Markup:
    """Return plain text that Markdown shows as it stands."""
    return Markup.escape(_MARKDOWN_SIGNS.sub(r"\\\1", text))


def _faq_data(page: Faq, link: markdown_text.Resolve) -> dict[str, object]:
    """Return the questions as structured data (schema.org's FAQPage)."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.title,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": "\n\n".join(
                        markdown_text.plain(text, link)
                        for text in dict.fromkeys((question.answer.couple, question.answer.business))
                    ),
                },
            }
            for question in page.questions
        ],
    }


@jinja2.pass_context
def _item_heading(context: jinja2.runtime.Context, item: Item, level: int) -> Markup:
    """Return an item's heading with its own id. The page's own has the id of the top, and is for all who open it."""
    if level == 1:
        return _heading(item.name, 1, "rr-top")
    return Markup("{}{}").format(
        _former(context, item, edge=EDGE), _heading(item.name, level, item.id, item.only or "")
    )


@jinja2.pass_context
def _former(context: jinja2.runtime.Context, item: Item, edge: str = "") -> Markup:
    """Return a mark for each id that an item had on its page before, to stand right at the item."""
    mark = Markup('{}<div class="rr-former" id="{}" data-now="#{}"{}></div>{}')
    audience = Markup(' data-audience="{}"').format(item.only) if item.only else ""
    old = [] if isinstance(item, Page) else context["was"].get(item.id, [])
    return Markup("").join(mark.format(edge, name, item.id, audience, edge) for name in old)


def _heading(text: str, level: int, anchor: str, only: str = "", *, searched: bool = True) -> Markup:
    """Return a Markdown heading as a block of its own.

    `only` names the one audience it is for. What stands below one that is not searched isn't found by the search.
    """
    said = Markup(' data-audience="{}"').format(only) if only else Markup("")
    said += Markup("") if searched else Markup(' data-search-exclude="yes"')
    return Markup("{}{} {} {{#{}{}}}{}").format(EDGE, "#" * level, _markdown_text(text), anchor, said, EDGE)


def _json(value: object) -> Markup:
    """Return a value as JSON for an attribute in single quotes."""
    return htmlsafe_json_dumps(value, ensure_ascii=False, separators=(",", ":"))


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


def _link(guide: Guide, place: Place, ref: str) -> markdown_text.Link:
    """Return a link from one page to a page or item."""
    item = guide.items[ref]
    path, _, anchor = guide.address(ref).partition("#")
    if path == place.address:
        href = f"#{anchor}" if anchor else "#rr-top"
    else:
        href = posixpath.relpath(f"/{path}", f"/{place.address}") + "/" + (f"#{anchor}" if anchor else "")
    return markdown_text.Link(href, item.name, item.tip)
