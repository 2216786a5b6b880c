from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from relationship_reset.core import markdown_text
from relationship_reset.core.markdown_text import Link
from tests.conftest import ROOT

PAYLOADS: list[str] = yaml.safe_load((ROOT / "tests" / "payloads.yml").read_text(encoding="utf-8"))
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- x --><b>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](&#0000106avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](http://example.org/)",
    "[x](//example.org/)",
    "[x](/absolute/)",
    "[x](other.md)",
    "[x](https:javascript)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "[![x](https://example.org/x.png)](https://example.org/)",
    "- one\n\n        <script>x</script>",
    "`<b>`",
    "# heading",
    "heading\n=======",
    "***",
    "```\ncode\n```\n\n    code",
    "- " * 1200 + "x",
    "1. " * 1600,
    ">" * 1000 + "x",
    "[a [[b]]](https://example.org/)",
    "[[care]",
    "[[care|]]",
]


def resolve(target: str) -> Link:
    return Link(f"../{target}/", f"Title of {target}")


class Tags(HTMLParser):
    """Collects every tag and address of rendered text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_or_unwanted_text_is_refused(text: str) -> None:
    assert markdown_text.fault(text)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_text_that_is_to_run_or_load_something_is_refused_or_shown_as_it_stands(text: str) -> None:
    if markdown_text.fault(text) is None:
        found = Tags(markdown_text.render(text, resolve))
        assert found.tags <= markdown_text.ALLOWED_TAGS
        assert found.names <= {"href", "title", "start"}
        assert all(markdown_text.ALLOWED_ADDRESS.match(address) for address in found.addresses)


@pytest.mark.parametrize("text", ["a < b", "2 > 1 & 3", "<3", "I said “no” & left", "5 * 3 * 2", "snake_case_name"])
def test_signs_in_ordinary_prose_are_no_fault_and_are_escaped(text: str) -> None:
    assert markdown_text.fault(text) is None
    assert Tags(markdown_text.render(text, resolve)).tags <= {"p", "em"}


def test_what_authors_need_is_rendered() -> None:
    text = "**Bold** and *soft*.\n\n- one\n- two\n\n> said\n\n[out](https://example.org/a?b=c), <https://example.org>"
    html = markdown_text.render(text, resolve)
    assert markdown_text.fault(text) is None
    assert Tags(html).tags == {"p", "strong", "em", "ul", "li", "blockquote", "a"}


def test_phone_and_mail_links_are_allowed() -> None:
    assert markdown_text.fault("[call](tel:+18007997233) or [write](mailto:help@example.org)") is None


def test_a_reference_takes_the_title_of_its_target_or_the_words_given() -> None:
    html = markdown_text.render("[[one]] [[one#two|these <words>]]", resolve)
    assert '<a href="../one/">Title of one</a>' in html
    assert '<a href="../one#two/">these &lt;words&gt;</a>' in html


def test_the_meaning_of_a_term_cannot_break_out_of_its_attribute() -> None:
    html = markdown_text.render("[[term]]", lambda _: Link("#t", "Term", tip='"><script>x</script>'))
    assert Tags(html).tags == {"p", "a"}


def test_references_are_listed_with_their_targets_only() -> None:
    assert list(markdown_text.references("[[a]] and [[b#c|words]] [not](https://x.y)")) == ["a", "b#c"]


def test_plain_text_keeps_the_words_and_drops_the_marks() -> None:
    assert markdown_text.plain("**Bold** [[one|words]] & [out](https://example.org/)") == "Bold words & out"


@given(st.text(alphabet=st.sampled_from(list("<>[]()!#*_`&;:/\\\"'=-+|. \n\tabjscript01xX")), max_size=60))
def test_whatever_passes_the_check_renders_to_allowed_tags_and_addresses_only(text: str) -> None:
    if markdown_text.fault(text) is None:
        found = Tags(markdown_text.render(text, lambda _: Link("", "x")))
        assert found.tags <= markdown_text.ALLOWED_TAGS
        assert found.names <= {"href", "title", "start"}
        assert all(markdown_text.ALLOWED_ADDRESS.match(address) for address in found.addresses if address)


@given(st.text(max_size=60).filter(lambda title: "\x02" not in title and "\x03" not in title))
def test_a_title_is_shown_as_it_stands_whatever_it_holds(title: str) -> None:
    html = markdown_text.render("[[one]]", lambda _: Link("../one/", title, tip=title))
    assert Tags(html).tags == {"p", "a"}
    assert markdown_text.plain("[[one]]", lambda _: Link("", title)) == title


def words(text: str) -> markdown_text.Node:
    return {"tag": "text", "text": text}


def node(tag: str, *inside: markdown_text.Node, href: str = "") -> markdown_text.Node:
    return {"tag": tag, "href": href, "inside": list(inside)}


def test_a_text_is_a_tree_for_what_reads_no_html() -> None:
    text = "One *two\n   three* **[[a|four]]**.\n\n- five\n- six\n  seven\n\n> eight"
    tree = markdown_text.nodes(text, lambda target: markdown_text.Link(f"/{target}/", "A"))
    four = node("strong", node("a", words("four"), href="/a/"))
    assert tree == [
        node("p", words("One "), node("em", words("two three")), words(" "), four, words(".")),
        node("ul", node("li", words("five")), node("li", words("six seven"))),
        node("blockquote", node("p", words("eight"))),
    ]
