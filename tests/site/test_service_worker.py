"""What is kept for use without a connection: all that pages need, under a version that stands for every byte of it."""

import json
import re
from pathlib import Path

from relationship_reset.core import strings
from relationship_reset.site import service_worker
from tests.conftest import ROOT, build, write
from tests.site.test_built_pages import elements, landing
from tests.test_plugin import CONFIG

SOURCE = (ROOT / "overrides" / "assets" / "client" / service_worker.SOURCE).read_text(encoding="utf-8")
FILES = {"index.html": b"start", "a/index.html": b"page", "404.html": b"none", "assets/x.css": b"style"}


def version(files: dict[str, bytes], source: str = SOURCE) -> str:
    found = re.search(r'const VERSION = "\w+"', service_worker.worker(source, files))
    assert found
    return found[0]


def listed(site: Path) -> dict[str, str]:
    found = re.search(r'=(\{"[^{}]*\})', (site / "sw.js").read_text(encoding="utf-8"))
    assert found
    files: dict[str, str] = json.loads(found[1])
    return files


def test_the_version_stands_for_every_file_and_for_the_script_itself() -> None:
    assert version(FILES) == version(dict(reversed(FILES.items())))
    others = [version(FILES | {name: b"other"}) for name in [*FILES, "new.css"]]
    others.append(version(FILES, SOURCE + "//"))
    assert len({version(FILES), *others}) == len(others) + 1


def test_pages_are_kept_under_their_addresses() -> None:
    assert list(service_worker.kept(FILES)) == ["404.html", "a/", "assets/x.css", "./"]


def test_what_hosts_keep_to_themselves_is_not_kept() -> None:
    names = [
        ".DS_Store",
        "a/.DS_Store",
        ".git/HEAD",
        ".htaccess",
        "_redirects",
        "_worker.js",
        ".well-known/x/index.html",
    ]
    assert service_worker.kept(dict.fromkeys(names, b"")) == {}
    assert list(service_worker.kept({"a.b/_x.css": b""})) == ["a.b/_x.css"]


def test_pdfs_headers_and_what_no_page_asks_for_are_not_kept() -> None:
    names = ["paper/x.pdf", "_headers", "_headers.nginx", "sw.js", "sitemap.xml.gz", "assets/x.js.map"]
    assert service_worker.kept(dict.fromkeys(names, b"")) == {}


def test_everything_that_pages_load_is_kept(site: Path) -> None:
    kept = {
        site / (address.removesuffix("./") + ("index.html" if address.endswith("/") else ""))
        for address in listed(site)
    }
    ours = {path for path in site.rglob("*.html") if not path.is_relative_to(site / "embed")}
    assert kept >= ours | {path for path in (site / "assets" / "client").rglob("*") if path.is_file()}
    assert {site / "search" / "search_index.json", site / "sitemap.xml", site / "manifest.webmanifest"} <= kept
    for page in ours:
        for element in elements(page):
            loads = element.get("src") or (element.get("href") if element.tag == "link" else None)
            if loads and not loads.startswith(("https:", "data:")):
                assert landing(site, page, loads) in kept, loads


def test_a_site_can_be_built_that_no_browser_keeps(tmp_path: Path) -> None:
    config = CONFIG.replace("CUSTOM", str(ROOT / "overrides"))
    config = config.replace("[relationship-reset]", "[{relationship-reset: {offline: false}}]")
    project = write(tmp_path, {"mkdocs.yml": config, "docs/index.md": "# Start\n", "worksheets/x.txt": ""})
    built = build(project / "mkdocs.yml", project / "site")
    assert (built / "sw.js").read_text(encoding="utf-8") == service_worker.GONE
    assert "rr-newer" not in (built / "index.html").read_text(encoding="utf-8"), "with it the page would keep the site"


def test_it_is_installed_under_a_name_that_gives_nothing_away_with_pictures_that_are_there(site: Path) -> None:
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert "id" not in manifest, "guides in two folders of one host are two apps"
    assert manifest["name"] == manifest["short_name"] == strings.load()["app_name"]
    assert not re.search("relation|couple|reset|repair", manifest["name"], re.IGNORECASE)
    for icon in manifest["icons"]:
        width = int.from_bytes((site / icon["src"]).read_bytes()[16:20])
        assert icon["sizes"] == f"{width}x{width}"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
