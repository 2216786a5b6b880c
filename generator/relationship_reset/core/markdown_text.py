"""Rich text: the little Markdown that authors may use inside YAML.

Allowed are paragraphs, emphasis, lists, quotations, links to https, mailto and tel addresses, and references to
other items, `[[page]]` or `[[page#item|other words]]`. Raw HTML, pictures, headings and other addresses are not:
content may come from people we do not know. What is allowed is decided on the rendered HTML, not on the Markdown,
so that no way of writing a link or a tag slips past.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from threading import Lock
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

REFERENCE = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
MAX_NESTING = 8
"""How deep lists and quotations may stand in each other. Rendering takes more memory with each level."""
ALLOWED_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br", "code"}
ALLOWED_ADDRESS = re.compile(r"(https://[^\s/]|mailto:[^\s@]+@|tel:\+?[0-9])\S*\Z")


@dataclass(frozen=True)
class Link:
    """Where a reference leads."""

    href: str
    title: str
    """The words shown when the author gives no others."""
    tip: str = ""
    """A short meaning, shown as a tooltip; only glossary terms have one."""


Resolve = Callable[[str], Link]
Node = dict[str, Any]
"""A piece of a tree: `tag` and what is `inside`, with an `href` for links; of tag `text`, only a `text`."""


def references(text: str) -> Iterator[str]:
    """Yield the target of every `[[reference]]` in a rich text."""
    return (match[1].strip() for match in REFERENCE.finditer(text))


def fault(text: str) -> tuple[str, str] | None:
    """Return what is not allowed in a rich text as (message, the offending fragment), or None."""
    raw = re.search(r"<(?!https?:|mailto:)[a-zA-Z/!?][^>\n]*>?", text)
    if raw:
        return f"raw HTML is not allowed here ('{raw[0][:40]}'); write Markdown, such as **bold** or *emphasis*", raw[0]
    if deep := next((line for line in text.splitlines() if _nesting(line) > MAX_NESTING), None):
        return f"lists and quotations stand in each other more than {MAX_NESTING} deep", deep
    if half := re.search(r"\[\[[^\n]*", REFERENCE.sub("", text)):
        message = f"'{half[0][:40]}' is no whole reference; write [[page]] or [[page#item|other words]]"
        return message, half[0]
    finder = _DisallowedFinder()
    finder.feed(render(text, lambda target: Link("", target)))
    if finder.address is not None:
        message = f"this link is not allowed ('{finder.address[:60]}'); use https:, mailto:, tel: or a [[reference]]"
        return message, finder.address
    if finder.tag:
        return f"{_TAG_NAMES.get(finder.tag, finder.tag)} cannot stand in a rich text", ""
    return None


def _nesting(line: str) -> int:
    """Return how deep a line can stand: the signs of lists and quotations it begins with, and its indentation."""
    start = _LINE_START.match(line)
    assert start  # it matches nothing, too
    return len(_NESTING_SIGN.findall(start[0])) + start[0].count(" ") // 4


_LINE_START = re.compile(r"(?:\s|>|[-*+](?=\s)|[0-9]+\.(?=\s))*")
_NESTING_SIGN = re.compile(r">|[-*+]|[0-9]+\.")
_TAG_NAMES = {
    "a": "a link inside a link",
    "img": "a picture",
    "pre": "an indented or fenced block",
    "hr": "a line made of dashes or stars",
}
_TAG_NAMES |= {f"h{level}": "a heading" for level in range(1, 7)}


class _DisallowedFinder(HTMLParser):
    """Finds the first tag and the first address that are not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.tag = ""
        self.address: str | None = None
        self.in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and self.in_link:
            self.tag = self.tag or "a"
        self.in_link |= tag == "a"
        if tag not in ALLOWED_TAGS and not self.tag:
            self.tag = tag
        for name, value in attrs:
            if name in {"href", "src"} and self.address is None and value and not ALLOWED_ADDRESS.match(value):
                self.address = value

    def handle_endtag(self, tag: str) -> None:
        self.in_link &= tag != "a"


def render(text: str, resolve: Resolve) -> str:
    """Return a rich text as HTML, with its references resolved by `resolve`. The text must be free of faults."""
    with _lock:
        _reference.resolve = resolve
        return _markdown.reset().convert(text)


def nodes(text: str, resolve: Resolve) -> list[Node]:
    """Return a rich text as a tree for engines that do not read HTML. Space between blocks is left out."""
    tree = _TreeBuilder()
    tree.feed(render(text, resolve))
    return list(tree.open[0]["inside"])


class _TreeBuilder(HTMLParser):
    """Builds the tree of rendered text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[Node] = [{"tag": "", "inside": []}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: Node = {"tag": tag, "href": dict(attrs).get("href") or "", "inside": []}
        self.open[-1]["inside"].append(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() or self.open[-1]["tag"] not in {"", "ul", "ol", "blockquote"}:
            self.open[-1]["inside"].append({"tag": "text", "text": re.sub(r"\s+", " ", data)})


def plain(text: str, resolve: Resolve = lambda target: Link("", target)) -> str:
    """Return the words of a rich text, without its marks."""
    reader = _TextCollector()
    reader.feed(render(text, resolve))
    return "".join(reader.words)


class _TextCollector(HTMLParser):
    """Collects the words of rendered text."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class _Reference(InlineProcessor):
    """Turns `[[target|words]]` into a link."""

    resolve: Resolve

    def handleMatch(  # type: ignore[override]  # noqa: N802  # the library's name; its stubs know more return types
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the library gives it
    ) -> tuple[Element, int, int]:
        link = self.resolve(m[1].strip())
        element = Element("a", {"href": link.href})
        element.text = m[2].strip() if m[2] else _literal(link.title)
        if link.tip:
            element.set("class", "rr-term")
            element.set("title", _literal(link.tip))
        return element, m.start(0), m.end(0)


def _literal(text: str) -> AtomicString:
    """Return plain text in which Markdown looks for no marks, and takes no `&lt;` for an entity."""
    return AtomicString(text.replace("&", f"{AMP_SUBSTITUTE}amp;"))


_lock = Lock()
"""There is one engine, and the server of a served site answers several requests at once."""
_reference = _Reference(REFERENCE.pattern)


def _make_engine() -> markdown.Markdown:
    engine = markdown.Markdown(extensions=["sane_lists"])
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    engine.inlinePatterns.register(_reference, "reference to an item", 175)
    return engine


_markdown = _make_engine()
