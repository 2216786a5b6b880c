"""The site engine: a build stops at problems; a served site stays up, shows them, and recovers."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.core.strings import Strings
from relationship_reset.html import environment
from relationship_reset.plugin import GuidePlugin
from relationship_reset.site import service_worker
from tests.conftest import CARE, ROOT, SHEET, SMALL, quiet_environment, write
from tests.pdf.reader import Pdf

CONFIG = """site_name: Tiny
site_url: https://tiny.example/
theme: {name: material, font: false, custom_dir: CUSTOM}
plugins: [relationship-reset]
markdown_extensions: [attr_list, toc]
"""
PAGE = """kind: article
id: a
title: A topic
summary: What it is.
sections:
  - {id: one, title: One, body: First words.}
"""
PATIENCE = 60
"""How long a change may take to be seen before it counts as never, in seconds."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    config = CONFIG.replace("CUSTOM", str(ROOT / "overrides"))
    return write(
        tmp_path, {"mkdocs.yml": config, "docs/index.md": "# Start\n", "docs/a.yml": PAGE, "worksheets/x.txt": ""}
    )


def build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(project / "mkdocs.yml"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=quiet_environment())


def test_a_yaml_file_becomes_a_page_and_is_not_published_itself(project: Path) -> None:
    assert build(project).returncode == 0
    assert "First words." in (project / "site" / "a" / "index.html").read_text()
    assert not list((project / "site").rglob("*.yml"))


def test_nothing_generated_is_written_into_docs(project: Path) -> None:
    before = sorted(project.glob("docs/**/*"))
    build(project)
    assert sorted(project.glob("docs/**/*")) == before


def test_the_edit_link_opens_the_yaml_file(project: Path) -> None:
    with (project / "mkdocs.yml").open("a") as stream:
        stream.write("extra: {edit_root: https://code.example/edit/}\n")
    build(project)
    assert 'href="https://code.example/edit/docs/a.yml"' in (project / "site" / "a" / "index.html").read_text()


def test_a_build_with_problems_prints_them_all_and_ends_badly(project: Path) -> None:
    write(project, {"docs/b.yml": "kind: artikle\n", "docs/a.yml": PAGE.replace("title: One", "titel: One")})
    done = build(project)
    assert done.returncode != 0
    assert "docs/a.yml:6:15: sections[0]: unknown key 'titel' (did you mean 'title'?)" in done.stderr
    assert "docs/b.yml:1:7: kind: unknown kind 'artikle' (did you mean 'article'?)" in done.stderr


@pytest.mark.parametrize("menu", ["nav: [index.md, a.md, gone.md]\n", "nav: [index.md]\n"])
def test_a_menu_that_does_not_match_the_pages_stops_the_build(project: Path, menu: str) -> None:
    with (project / "mkdocs.yml").open("a") as stream:
        stream.write(menu)
    done = build(project)
    assert done.returncode != 0
    assert "mkdocs.yml:6:" in done.stderr


def test_a_dead_link_in_a_markdown_page_stops_a_strict_build(project: Path) -> None:
    write(project, {"docs/index.md": "# Start\n\n[gone](gone.md)\n"})
    assert build(project, "--strict").returncode != 0


@contextmanager
def served(project: Path) -> Iterator[str]:
    """Serve the project on a free port; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(project / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"]
    log = project / "log"
    with log.open("w") as stream, subprocess.Popen(command, stderr=stream, env=quiet_environment()) as server:
        try:
            until(lambda: "Serving on" in log.read_text(), server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def until(look: Callable[[], bool], server: subprocess.Popen[bytes] | None = None) -> None:
    """Look until something is seen; fail when it never is."""
    end = time.monotonic() + PATIENCE
    while not look():
        assert server is None or server.poll() is None, "the server went down"
        assert time.monotonic() < end, "it was never seen"


def page(address: str) -> str:
    with urllib.request.urlopen(f"{address}a/", timeout=PATIENCE) as answer:  # noqa: S310  # our own server
        return str(answer.read().decode())


def test_a_served_site_shows_a_change_shows_problems_and_recovers(project: Path) -> None:
    with served(project) as server:
        assert "First words." in page(server)
        write(project, {"docs/a.yml": PAGE.replace("First words", "Second words")})
        until(lambda: "Second words." in page(server))
        write(project, {"docs/a.yml": PAGE.replace("title: One", "titel: One")})
        until(lambda: "unknown key &#x27;titel&#x27;" in page(server))
        write(project, {"docs/a.yml": PAGE.replace("First words", "Third words")})
        until(lambda: "Third words." in page(server))


def test_a_served_site_has_no_policy_and_is_not_kept_by_the_browser(project: Path) -> None:
    with served(project) as server:
        assert "Content-Security-Policy" not in page(server)
        assert "rr-newer" not in page(server)
        with urllib.request.urlopen(f"{server}sw.js", timeout=PATIENCE) as answer:  # noqa: S310  # our own server
            assert answer.read() == service_worker.GONE.encode()


def test_a_site_served_with_problems_from_the_start_comes_up_and_recovers(project: Path) -> None:
    write(project, {"docs/a.yml": "kind: article\n\tid: a\n"})
    with served(project) as server:
        assert "a tab; indent with spaces" in page(server)
        write(project, {"docs/a.yml": PAGE})
        until(lambda: "First words." in page(server))


ASKING = SHEET + "      - {id: q, type: text, label: Why now?}\n"
PAPER = "paper/sheet-couple-blank-a4.pdf"


@pytest.fixture
def printed(project: Path) -> Path:
    """A project with one sheet."""
    return write(project, {"docs/care.yml": CARE, "worksheets/sheet.yml": ASKING})


def test_a_build_makes_the_pdfs_that_its_pages_lead_to(printed: Path) -> None:
    done = build(printed, "--strict")
    assert "Paper: 12 of 12 PDFs, of which 12 are new" in done.stderr
    page = (printed / "site" / "worksheets" / "sheet" / "index.html").read_text()
    for name in re.findall(r'href="../../(paper/[^"]+)"', page):
        assert (printed / "site" / name).read_bytes().startswith(b"%PDF-"), name
    assert "of which 0 are new" in build(printed, "--strict").stderr


def test_a_build_without_paper_makes_no_pdf_and_leads_to_none(printed: Path) -> None:
    config = (printed / "mkdocs.yml").read_text()
    write(printed, {"mkdocs.yml": config.replace("relationship-reset]", "relationship-reset: {paper: false}]")})
    assert build(printed, "--strict").returncode == 0
    assert not (printed / "site" / "paper").exists()
    assert "paper/" not in (printed / "site" / "worksheets" / "sheet" / "index.html").read_text()


def test_a_sign_that_cannot_be_printed_stops_a_build_with_its_place(printed: Path) -> None:
    write(printed, {"worksheets/sheet.yml": ASKING.replace("Why now?", "Why ❤?")})
    done = build(printed)
    assert done.returncode != 0
    assert "worksheets/sheet.yml:12:40: sections[0].fields[0].label: '❤' (HEAVY BLACK HEART)" in done.stderr


def test_a_served_site_makes_a_pdf_or_a_square_code_when_it_is_asked_for(printed: Path) -> None:
    def text() -> str:
        with urllib.request.urlopen(f"{server}{PAPER}", timeout=PATIENCE) as answer:  # noqa: S310  # our own server
            assert answer.headers["Content-Type"] == "application/pdf"
            return Pdf(answer.read()).text

    with served(printed) as server:
        assert not (printed / ".cache").exists()
        assert "Why now?" in text()
        write(printed, {"worksheets/sheet.yml": ASKING.replace("Why now?", "Why then?")})
        until(lambda: "Why then?" in text())
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{server}paper/other.pdf", timeout=PATIENCE)  # noqa: S310  # our own server
        code = f"{server}qr/worksheets/sheet/rr-top.svg"
        with urllib.request.urlopen(code, timeout=PATIENCE) as answer:  # noqa: S310  # our own server
            assert answer.headers["Content-Type"] == "image/svg+xml"
            assert f"<title>{server}worksheets/sheet/</title>" in answer.read().decode()


def test_a_hidden_file_that_an_editor_left_is_passed_over(project: Path) -> None:
    (project / "docs" / ".#a.yml").symlink_to("nobody@nowhere.1")
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr


def broken() -> Strings:
    raise GuideError([Problem("generator/relationship_reset/core/strings.yml", 1, 1, "missing words for 'part'")])


def test_broken_words_of_the_interface_show_as_a_problem_while_served(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config(str(SMALL / "mkdocs.yml"))
    run = config.plugins.run_event
    run("startup", command="serve", dirty=False)
    words = dict(run("config", config).extra["strings"])
    monkeypatch.setattr(environment, "load_strings", broken)
    assert run("config", config).extra["strings"] == words
    (start,) = [file for file in run("files", Files([]), config=config) if file.src_uri == "index.md"]
    assert "missing words for &#x27;part&#x27;" in start.content_string


def test_broken_words_of_the_interface_stop_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "load_strings", broken)
    with pytest.raises(PluginError, match="missing words"):
        GuidePlugin().on_config(load_config(str(SMALL / "mkdocs.yml")))
