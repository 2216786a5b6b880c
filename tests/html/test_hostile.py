"""Whatever an author writes reaches the pages as words: no script, picture, handler or address of theirs."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from itertools import cycle, zip_longest
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml

from relationship_reset.core.yaml_parser import read
from relationship_reset.core.yaml_source import Data, YamlPath
from relationship_reset.guide import loader
from relationship_reset.model.base import AUDIENCES, Rich, walk
from relationship_reset.model.field_parts import SLOT
from tests.conftest import ROOT, SMALL, build, write

PAYLOADS: list[str] = yaml.safe_load((ROOT / "tests" / "payloads.yml").read_text(encoding="utf-8"))
SHORT = [
    """"'></title></script><script>bad()</script><img src=x onerror=bad()>""",
    """[a](javascript:bad()) ![b](https://evil.example/x) <https://e.example>""",
    """a" onclick="bad()" x='b' {#evil onclick=bad() .c} \\` **b** _c_ ~~d~~""",
    """&lt;script&gt;bad()&lt;/script&gt; &#60;img onerror=bad()&#62; &amp;""",
    """{{ config }} {% raw %} ]]> --> <!-- <svg/onload=bad()> # | - [[care]]""",
]
"""What a plain text may hold."""
DRAWN = [payload for payload in PAYLOADS if "＜" not in payload]
"""Those that paper can show; a build refuses the others."""
ONE_LINE = [re.sub(r"[\x00-\x1f]+", " ", payload) for payload in DRAWN]
PAIRS = sorted((" ".join(pair).strip() for pair in zip_longest(ONE_LINE[::2], ONE_LINE[1::2], fillvalue="")), key=len)
"""All payloads as plain texts: there are more of them than texts in the small site. The shortest is the first."""
RICH = (
    """&lt;script&gt;bad()&lt;/script&gt; &#60;img src=x&#62; `a" onclick="b` [x](https://a.example/?"onclick=bad())"""
)
"""What a rich text may hold: all that is hostile and passes the check."""
WORDS = {
    *("title", "summary", "lead", "button", "label", "hint", "instead of", "costs", "try", "leads to", "examples"),
    *("instead", "words", "say", "weeks", "what", "text", "hours", "emergency", "contacts title", "meaning", "authors"),
    *("year", "published", "roles", "least", "most", "row", "unit"),
}
"""The keys of plain texts that people read."""


def plain_ways(folder: Path) -> dict[str, dict[YamlPath, bool]]:
    """Return the ways to every free text of a guide by its file, each with whether it is a rich text."""
    found: dict[str, dict[YamlPath, bool]] = {}
    for place in loader.load(folder).places.values():
        ways = found.setdefault(place.source.file, {})
        for way, kind in texts(place.page):
            ways[way if way in place.source.values else way[:-1]] = kind
    return found


def texts(page: object) -> Iterator[tuple[YamlPath, bool]]:
    """Yield the way of every text in a model that people read, and whether it is rich."""
    for way, value in walk(page):
        key = next((str(part) for part in reversed(way) if isinstance(part, str) and part not in AUDIENCES), "")
        if isinstance(value, Rich):
            yield way, True
        elif type(value) is str and key in WORDS:
            yield way, False


def hostile_site(folder: Path, *hostile: str) -> tuple[Path, list[str]]:
    """Build the small site with hostile words in turn after every text; return it, and what it must show."""
    shown: list[str] = []
    shorts = cycle(hostile)
    for file, ways in plain_ways(SMALL).items():
        data = read(SMALL / file, file).data
        for way, rich in ways.items():
            if file == "docs/lists/needs.yml" and "notice" in way:
                continue  # no sheet of the small site takes the words to notice from there
            if file == "docs/sessions/plan.yml" and way[-1] == "business":
                continue  # that plan is for couples, and shows their words only
            words = f"kq{len(shown)}z"
            gaps = "".join(f" {{{gap}}}" for gap in SLOT.findall(get(data, way))) if way[-1] != "label" else ""
            short = RICH if rich else hostile[0] if "words" in way else next(shorts)
            plain = short.translate({ord("{"): "(", ord("}"): ")"}) if gaps else short
            shown.append(words if rich else f"{words} {plain}")
            put(data, way, f"{words} {short}" if rich else f"{shown[-1]}{gaps}")
        write(folder, {file: yaml.safe_dump(data, allow_unicode=True, sort_keys=False)})
    for path in SMALL.rglob("*.md"):
        write(folder, {path.relative_to(SMALL).as_posix(): path.read_text(encoding="utf-8")})
    config = (SMALL / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("../../mkdocs.yml", str(ROOT / "mkdocs.yml"))
    write(folder, {"mkdocs.yml": config.replace("../../overrides", str(ROOT / "overrides"))})
    return build(folder / "mkdocs.yml", folder / "site"), shown


def get(data: Data, way: YamlPath) -> str:
    for part in way:
        data = data[part]  # type: ignore[index]  # the way leads through keys and positions
    return str(data)


def put(data: Data, way: YamlPath, text: str) -> None:
    for part in way[:-1]:
        data = data[part]  # type: ignore[index]  # the way leads through keys and positions
    data[way[-1]] = text  # type: ignore[index]


def elements(path: Path) -> list[Element]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    found = [one for one in parser.parse(path.read_text(encoding="utf-8")).iter() if isinstance(one.tag, str)]
    assert parser.errors == [], path
    return found


def active(found: list[Element]) -> Counter[tuple[str, str]]:
    """Count the elements of a page that do something, with what they do."""
    doing = {"script", "img", "svg", "iframe", "object", "embed", "link", "style", "form", "base", "video", "audio"}
    return Counter(
        (one.tag, one.get("src") or one.get("action") or "")
        for one in found
        if one.tag in doing and one.get("rel") not in {"canonical", "next", "prev"}
    )


Hostile = tuple[Path, list[str], Sequence[str]]


@pytest.fixture(
    scope="module",
    params=[*((short,) for short in SHORT), PAIRS],
    ids=[*map(str, range(len(SHORT))), "all"],
)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """A small site with hostile words, what it must show, and the words."""
    shorts: Sequence[str] = request.param
    return *hostile_site(tmp_path_factory.mktemp("hostile"), *shorts), shorts


@cache
def active_before(path: Path) -> Counter[tuple[str, str]]:
    return active(elements(path))


def test_hostile_words_in_every_text_stay_words(hostile: Hostile, small_site: Path) -> None:
    site, shown, shorts = hostile
    assert [short for short in shorts if not any(short in text for text in shown)] == []
    read_by_people = ""
    for path in sorted(site.rglob("*.html")):
        found = elements(path)
        assert active(found) == active_before(small_site / path.relative_to(site))
        for one in found:
            assert [name for name in one.attrib if str(name).startswith("on") or name in {"style", "srcdoc"}] == []
            assert not one.get("href", "").lower().startswith(("javascript:", "data:", "https://evil", "https://e."))
            labels = [one.get(name, "") for name in ("aria-label", "title")]
            assert [label for label in labels if "kq" in label and not any(short in label for short in shorts)] == []
            noticed = json.loads(one.get("data-words", "[]"))
            read_by_people += "\n".join([one.text or "", one.tail or "", *one.attrib.values(), *noticed]) + "\n"
    assert [text for text in shown if text not in read_by_people] == []


def test_hostile_words_are_words_in_the_search_index(hostile: Hostile) -> None:
    site, _, shorts = hostile
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    for entry in index["docs"]:
        for html in (entry["title"], entry["text"]):
            tags = {one.tag for one in html5lib.parseFragment(html, namespaceHTMLElements=False).iter()}
            assert not tags & {"script", "img", "svg"}
    assert any(short in unescape(entry["title"]) for entry in index["docs"] for short in shorts)
