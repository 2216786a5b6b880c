"""Rich text: the subset of Markdown that authors may use inside YAML.

Allowed are paragraphs, emphasis, lists, quotations, links to https, mailto and tel addresses, and references to
other items, `[[page]]` or `[[page#item|other words]]`. Raw HTML, images, headings and other URL schemes are refused,
because content is untrusted input. Validation runs on the rendered HTML, not on the Markdown, so that no alternative
syntax for a link or tag can bypass it.
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
"""Maximum nesting depth of lists and quotations. Rendering takes more memory with each level."""
ALLOWED_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br", "code"}
ALLOWED_ADDRESS = re.compile(r"(https://[^\s/]|mailto:[^\s@]+@|tel:\+?[0-9])\S*\Z")


@dataclass(frozen=True)
class Link:
    """The target of a resolved reference."""

    href: str
    title: str
    """The link text if the author gives none."""
    tip: str = ""
    """A tooltip; empty except for glossary terms."""


Resolve = Callable[[str], Link]
Node = dict[str, Any]
"""A node of the parsed text: `tag`, children in `inside`, `href` for links; a node with the tag `text` has a `text`."""


def references(text: str) -> Iterator[str]:
    """Yield the target of every `[[reference]]` in a rich text."""
    return (match[1].strip() for match in REFERENCE.finditer(text))


def fault(text: str) -> tuple[str, str] | None:
    """Return the first violation in a rich text as (message, offending fragment), or None if the text is valid."""
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
    """Return an upper bound of a line's nesting depth: its list and quotation markers plus its indentation by fours."""
    start = _LINE_START.match(line)
    assert start  # the pattern also matches the empty string
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
    """Finds the first disallowed tag and the first disallowed URL."""

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
    """Return a rich text as HTML. `resolve` resolves its references. `fault` must have returned None for the text."""
    with _lock:
        _reference.resolve = resolve
        return _markdown.reset().convert(text)


def nodes(text: str, resolve: Resolve) -> list[Node]:
    """Return a rich text as a tree of nodes, for output other than HTML. Whitespace between blocks is dropped."""
    tree = _TreeBuilder()
    tree.feed(render(text, resolve))
    return list(tree.open[0]["inside"])


class _TreeBuilder(HTMLParser):
    """Builds a tree of nodes from rendered HTML."""

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
    """Return a rich text as plain text."""
    reader = _TextCollector()
    reader.feed(render(text, resolve))
    return "".join(reader.words)


class _TextCollector(HTMLParser):
    """Collects the text content of rendered HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class _Reference(InlineProcessor):
    """Inline processor: turns `[[target|words]]` into a link."""

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
    """Return text that Markdown inserts literally, without parsing markup or entities such as `&lt;`."""
    return AtomicString(text.replace("&", f"{AMP_SUBSTITUTE}amp;"))


_lock = Lock()
"""Guards the one shared Markdown instance: the development server renders in several threads."""
_reference = _Reference(REFERENCE.pattern)


def _make_engine() -> markdown.Markdown:
    engine = markdown.Markdown(extensions=["sane_lists"])
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    engine.inlinePatterns.register(_reference, "reference to an item", 175)
    return engine


_markdown = _make_engine()
