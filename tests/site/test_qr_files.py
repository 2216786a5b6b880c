"""The square codes of the guide's addresses: one for each, none where nobody knows the address of the site."""

import re
from pathlib import Path

from relationship_reset.core.site_paths import TOP
from relationship_reset.guide import loader
from relationship_reset.html import heading_links
from relationship_reset.site import qr_files
from tests.conftest import SMALL

URL = "https://guide.example/"


def test_every_page_and_item_has_a_code_with_its_whole_address() -> None:
    small = loader.load(SMALL)
    found = qr_files.codes(small, URL)
    assert found["qr/guide/first/say-it.svg"] == f"{URL}guide/first/#say-it"
    assert found["qr/guide/first/rr-top.svg"] == f"{URL}guide/first/"
    assert found["qr/rr-top.svg"] == URL
    assert sorted(found.values()) == sorted({URL + small.address(ref) for ref in small.items})
    assert qr_files.codes(small, "") == {}


def test_a_built_site_has_the_codes_and_its_browsers_keep_none(small_site: Path) -> None:
    wanted = qr_files.codes(loader.load(SMALL), "https://relationship-reset.example/")
    assert {path.relative_to(small_site).as_posix() for path in (small_site / "qr").rglob("*.svg")} == set(wanted)
    picture = (small_site / "qr/guide/first/say-it.svg").read_text(encoding="utf-8")
    assert "<title>https://relationship-reset.example/guide/first/#say-it</title>" in picture
    assert '"qr/' not in (small_site / "sw.js").read_text(encoding="utf-8")


def test_what_was_drawn_is_kept_until_nobody_wants_it_and_a_torn_file_is_drawn_anew(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    qr_files.publish({"qr/a.svg": f"{URL}a/"}, site, kept)
    drawn = (site / "qr/a.svg").read_bytes()
    [path] = kept.iterdir()
    path.write_bytes(drawn.replace(b"#000", b"#001"))
    qr_files.publish({"qr/a.svg": f"{URL}a/"}, site, kept)
    assert b"#001" in (site / "qr/a.svg").read_bytes()
    path.write_bytes(drawn[:100])
    qr_files.publish({"qr/a.svg": f"{URL}a/"}, site, kept)
    assert (site / "qr/a.svg").read_bytes() == drawn
    qr_files.publish({"qr/b.svg": f"{URL}b/"}, site, kept)
    assert path not in kept.iterdir()


def test_the_link_beside_a_heading_is_named_after_it_and_the_heading_by_its_words_alone() -> None:
    html = (
        '<h2 id="a" data-audience="couple">Say <em>“no”</em> &amp; "yes"'
        '<a class="headerlink" href="#a" title="Link to this section">¶</a></h2>\n<h2>Bare</h2>'
        '<h3 data-audience="x" id="b">Two<a class="headerlink" href="#b" title="Link">¶</a></h3>'
    )
    assert heading_links.named(html, "Link to:", {"a"}) == (
        '<h2 id="a" data-audience="couple" aria-label="Say “no” &amp; &quot;yes&quot;">Say <em>“no”</em> &amp; "yes"'
        '<a class="headerlink" href="#a" aria-label="Link to: Say “no” &amp; &quot;yes&quot;" data-fixed></a></h2>\n'
        "<h2>Bare</h2>"
        '<h3 data-audience="x" id="b" aria-label="Two">Two'
        '<a class="headerlink" href="#b" aria-label="Link to: Two"></a></h3>'
    )


def test_no_page_has_a_link_without_a_name(small_site: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in small_site.rglob("*.html")]
    links = [link for page in pages for link in re.findall(r"<a [^>]*headerlink.*?</a>", page)]
    assert len(links) > 100
    named = re.compile(r'aria-label="Link to: [^"]+"[^>]*></a>|><span class="rr-aural">Link to: [^<]+</span></a>')
    assert [link for link in links if not named.search(link)] == []


def test_every_item_with_an_address_of_its_own_has_a_link_beside_it(small_site: Path) -> None:
    """Those of the start page are ways to others, and a column of a table is part of its question."""
    small = loader.load(SMALL)
    columns = [value for item in small.items.values() for value in getattr(item, "columns", [])]
    missing = []
    for ref, item in small.items.items():
        if item in columns or ref.startswith("home"):
            continue
        address, _, anchor = small.address(ref).partition("#")
        page = (small_site / address / "index.html").read_text(encoding="utf-8")
        if f'class="headerlink" href="#{anchor or TOP}"' not in page:
            missing.append(ref)
    assert missing == []
