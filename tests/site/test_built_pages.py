"""The built sites, page by page: valid, whole, and asking nobody else for anything."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from relationship_reset.guide import loader
from relationship_reset.model.pages import Faq
from tests.conftest import ROOT

MATERIALS = "__toc"
"""What Material refers to where a list of contents is empty."""
OWN = "https://relationship-reset.example/"


@pytest.fixture(params=["site", "small_site"], scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    """Each of the two sites in turn."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def html_files(folder: Path) -> list[Path]:
    """Return every page. A few lean ones stand for all, which are the sheets once more: reading a page takes long."""
    lean = sorted(folder.glob("embed/*/*.html"))
    return sorted({*folder.rglob("*.html")} - {*lean[4:]})


@cache
def parsed(path: Path) -> tuple[Element, list[object]]:
    """Return a page, and what is not valid in it. Reading one takes long, so each is read once."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(path.read_text(encoding="utf-8")), parser.errors


def elements(path: Path) -> Iterator[Element]:
    return (element for element in parsed(path)[0].iter() if isinstance(element.tag, str))


def ids(path: Path) -> list[str]:
    return [element.attrib["id"] for element in elements(path) if "id" in element.attrib]


def test_every_page_is_valid_html(folder: Path) -> None:
    faults = {path.relative_to(folder): parsed(path)[1][:3] for path in html_files(folder)}
    assert {path: found for path, found in faults.items() if found} == {}


def test_an_id_stands_once_on_its_page(folder: Path) -> None:
    twice = {path: [name for name, times in Counter(ids(path)).items() if times > 1] for path in html_files(folder)}
    assert {path: names for path, names in twice.items() if names} == {}


def test_whatever_refers_to_an_id_finds_it(folder: Path) -> None:
    missing = []
    for path in html_files(folder):
        here = set(ids(path))
        for element in elements(path):
            for attribute in ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls"):
                missing += [
                    (path, attribute, name)
                    for name in element.get(attribute, "").split()
                    if name not in here and name != MATERIALS
                ]
    assert missing == []


def test_no_internal_link_is_dead(folder: Path) -> None:
    dead = []
    for path in html_files(folder):
        for element in elements(path):
            address = element.get("href") or element.get("src")
            if address is None or urlsplit(address).scheme or address.startswith("//"):
                continue
            parts = urlsplit(address)
            target = landing(folder, path, unquote(parts.path))
            placed = not parts.fragment or parts.fragment.startswith("rr-packet=")
            found = target.is_file() and (placed or unquote(parts.fragment) in ids(target))
            if not found and parts.fragment != "__skip":
                dead.append((str(path.relative_to(folder)), address))
    assert dead == []


def landing(folder: Path, page: Path, address: str) -> Path:
    base = "/" + posixpath.dirname(page.relative_to(folder).as_posix()) + "/"
    target = folder / posixpath.normpath(posixpath.join(base, address)).lstrip("/") if address else page
    return target / "index.html" if target.is_dir() else target


def test_no_page_loads_anything_from_another_host(folder: Path) -> None:
    foreign = []
    for path in html_files(folder):
        for element in elements(path):
            loads = element.tag not in {"a", "meta"} and element.get("rel") not in {"canonical", "prev", "next"}
            for attribute in ("src", "href", "srcset", "action", "poster", "data"):
                if loads and re.match(r"(https?:)?//", element.get(attribute, "")):
                    foreign.append((path, element.tag, element.get(attribute)))
    assert foreign == []


def test_no_stylesheet_or_client_module_of_ours_names_another_host() -> None:
    """The name of SVG's namespace looks like an address, and nothing is ever loaded from it."""
    files = [path for path in (ROOT / "overrides" / "assets").rglob("*") if path.suffix in {".css", ".js"}]
    texts = {path: path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "") for path in files}
    assert [path for path, text in texts.items() if re.search(r"https?://", text)] == []


def test_no_page_has_an_inline_handler_style_or_javascript_address(folder: Path) -> None:
    inline = []
    for path in html_files(folder):
        for element in elements(path):
            bad = [name for name in element.attrib if str(name).startswith("on") or name == "style"]
            bad += [value for value in element.attrib.values() if str(value).strip().lower().startswith("javascript:")]
            if bad or element.tag == "style":
                inline.append((path, element.tag, bad))
    assert inline == []


def test_every_page_has_a_title_a_description_and_its_address(folder: Path) -> None:
    for path in html_files(folder):
        metas = {element.get("name") or element.get("property"): element.get("content") for element in elements(path)}
        assert metas["description"]
        if path.is_relative_to(folder / "embed"):
            continue  # nobody shares these; what they say of the whole page is in test_embed.py
        assert metas["og:title"]
        assert metas["og:description"] == metas["description"]
        if path.name != "404.html":
            address = OWN + path.relative_to(folder).as_posix().removesuffix("index.html")
            assert metas["og:url"] == address


def test_the_description_of_a_page_is_its_summary(site: Path) -> None:
    for place in loader.load(ROOT).places.values():
        page = site / place.address / "index.html"
        metas = {element.get("name"): element.get("content") for element in elements(page)}
        assert metas["description"] == place.page.summary


def test_the_picture_for_link_previews_is_there(site: Path) -> None:
    assert (site / "assets" / "images" / "social.png").read_bytes().startswith(b"\x89PNG")


def test_questions_are_structured_data(site: Path) -> None:
    (faq,) = loader.load(ROOT).pages(Faq)
    (script,) = [one for one in elements(site / "questions" / "index.html") if one.get("type") == "application/ld+json"]
    data: dict[str, Any] = json.loads(script.text or "")
    assert data["@type"] == "FAQPage"
    assert [question["name"] for question in data["mainEntity"]] == [question.title for question in faq.questions]
    assert all(question["acceptedAnswer"]["text"] for question in data["mainEntity"])


def test_search_knows_every_step_question_and_worksheet(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    known = {entry["location"] for entry in index["docs"]}
    whole = loader.load(ROOT)
    wanted = {whole.address(ref) for ref in whole.items if "#" not in ref}
    wanted |= {whole.address(f"{part.id}#{step.id}") for part in whole.parts() for step in part.steps}
    wanted |= {whole.address(f"{faq.id}#{question.id}") for faq in whole.pages(Faq) for question in faq.questions}
    assert wanted <= known


def test_the_page_for_missing_addresses_leads_on(site: Path) -> None:
    links = {element.get("href") for element in elements(site / "404.html") if element.tag == "a"}
    assert {"/.", "/guide/", "/worksheets/", "/questions/", "/care/"} <= links


def test_safety_and_help_are_in_reach_from_every_page(folder: Path) -> None:
    for path in html_files(folder):
        links = [landing(folder, path, element.get("href", "")) for element in elements(path) if element.tag == "a"]
        assert folder / "care" / "index.html" in links


def test_the_licence_goes_with_the_site(site: Path) -> None:
    assert (site / "LICENSE.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_no_source_file_is_published(site: Path) -> None:
    assert [path for path in site.rglob("*") if path.suffix in {".yml", ".yaml", ".md", ".jinja"}] == []


def test_no_control_of_any_page_lets_the_browser_keep_what_is_typed(folder: Path) -> None:
    """The form's own wish is not enough in Firefox, so each control says it; those in templates too."""
    lacking = []
    for path in html_files(folder):
        for element in elements(path):
            typed = element.tag in {"input", "select", "textarea"} and element.get("type") != "hidden"
            if typed and element.get("autocomplete") != "off":
                lacking.append((str(path.relative_to(folder)), element.tag, dict(element.attrib)))
    assert lacking == []


def test_no_script_makes_a_control_that_lets_the_browser_keep_what_is_typed() -> None:
    made = re.compile(r"""(?:make\(|createElement\()\s*["'](?:input|select|textarea)["'][^;]*""")
    scripts = (ROOT / "overrides" / "assets" / "client").glob("*.js")
    found = [one for path in scripts for one in made.findall(path.read_text(encoding="utf-8"))]
    assert [one for one in found if "autocomplete" not in one] == []
