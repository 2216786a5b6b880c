"""The lean pages for other sites: one for each sheet and deck, and nothing of the site leads to them or keeps them."""

import re
from dataclasses import replace
from pathlib import Path

import html5lib

from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide
from relationship_reset.html import embed
from relationship_reset.model.lists import Deck
from relationship_reset.model.worksheet import Worksheet
from tests.conftest import SMALL
from tests.site.test_built_pages import OWN, elements
from tests.site.test_service_worker import listed

GUIDE = loader.load(SMALL)
EMBEDDED = [place for place in GUIDE.places.values() if isinstance(place.page, Worksheet | Deck)]


def test_each_sheet_and_deck_has_a_lean_page_that_names_the_whole_one(small_site: Path) -> None:
    assert len(EMBEDDED) > 2
    for place in EMBEDDED:
        found = list(elements(small_site / "embed" / place.page.id / "index.html"))
        (canonical,) = [one.get("href") for one in found if one.get("rel") == "canonical"]
        assert canonical == OWN + place.address
        assert [one.get("content") for one in found if one.get("name") == "robots"] == ["noindex"]
        assert [one.text for one in found if one.tag == "a" and one.get("href") == f"../../{place.address}"] != []


def test_a_link_out_of_a_lean_page_opens_a_tab_of_its_own(small_site: Path) -> None:
    seen = 0
    for path in small_site.glob("embed/*/index.html"):
        for one in elements(path):
            out = one.tag == "a" and not one.get("href", "#").startswith("#") and "download" not in one.attrib
            if not out or one.get("class") == "rr-exit":
                continue
            assert (one.get("target"), one.get("rel")) == ("_blank", "noopener noreferrer"), one.attrib
            seen += 1
    assert seen > 20


def test_nothing_else_of_the_site_knows_the_lean_pages(small_site: Path) -> None:
    assert [address for address in listed(small_site) if address.startswith("embed/")] == []
    for name in ("sitemap.xml", "search/search_index.json"):
        text = (small_site / name).read_text(encoding="utf-8")
        assert "worksheets/every-field/" in text
        assert "embed/every-field" not in text


def test_a_lean_page_brings_none_of_the_themes_scripts(small_site: Path) -> None:
    page = (small_site / "embed" / "every-field" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<script src="(?:\.\./)*([^"]*)"', page) == [
        *("assets/client/page/quick-exit.js", "assets/client/page/early.js", "framed.js", "assets/client/main.js")
    ]
    assert re.findall(r"<script(?! src)[^>]*>", page) == []


def test_every_other_page_knows_what_to_show_in_a_frame_in_place_of_itself(small_site: Path) -> None:
    shown = {
        path.relative_to(small_site).as_posix(): one.get("data-whole")
        for path in small_site.rglob("*.html")
        for one in elements(path)
        if one.tag == "script" and one.get("src", "").endswith("assets/client/page/early.js")
    }
    assert len(shown) == len(list(small_site.rglob("*.html")))
    lean = {f"embed/{place.page.id}/index.html" for place in EMBEDDED}
    assert {address for address, words in shown.items() if not words} == lean


def test_the_code_that_is_offered_for_a_sheet_frames_its_lean_page_and_sizes_it(small_site: Path) -> None:
    codes = [one.text or "" for one in elements(small_site / "embedding" / "index.html") if one.tag == "code"]
    assert len(codes) == len(EMBEDDED)
    for code in codes:
        frame, script = (one for one in html5lib.parseFragment(code, namespaceHTMLElements=False) if one.get("src"))
        assert frame.get("title")
        for source in (frame.get("src"), script.get("src")):
            assert source.startswith(OWN), source
            path = small_site / source.removeprefix(OWN)
            assert path.is_file() or (path / "index.html").is_file(), source


def test_what_a_code_is_made_of_cannot_leave_its_place() -> None:
    code = embed.code(EMBEDDED[0].page, 'https://a.example/"><b>', '"><script>')
    assert re.findall("<[a-z/]+", code) == ["<iframe", "</iframe", "<script", "</script"]


def test_a_lean_page_stays_where_it_was_when_its_sheet_is_called_otherwise() -> None:
    place = EMBEDDED[0]
    page = place.page.model_copy(update={"formerly": ["old-name", "worksheets/older-name/"]})
    moved = Guide({page.id: replace(place, page=page)})
    assert [one.address for one in embed.places(moved)] == [
        *(f"embed/{page.id}/", "embed/old-name/", "embed/older-name/")
    ]
