import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from relationship_reset.cli import main
from relationship_reset.guide import loader
from relationship_reset.html import render as pages
from tests.conftest import ROOT, SMALL, looked_up, write
from tests.pdf.reader import Pdf

TODAY = ["--today", f"{looked_up(SMALL)}"]


def test_check_of_a_good_guide_says_so_and_ends_well() -> None:
    done = CliRunner().invoke(main, ["check", *TODAY, str(SMALL)])
    assert (done.exit_code, done.output.endswith("no problem found.\n")) == (0, True)


def test_check_of_a_bad_guide_prints_the_problems_and_ends_badly(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", *TODAY, str(write(tmp_path, {"docs/a.yml": "kind: artikle\n"}))])
    assert done.exit_code == 1
    assert "docs/a.yml:1:7: kind: unknown kind 'artikle' (did you mean 'article'?)" in done.stderr


def test_the_module_is_the_same_command() -> None:
    command = [sys.executable, "-m", "relationship_reset", "check", "--today", f"{looked_up(ROOT)}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_check_of_a_folder_without_a_guide_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert done.exit_code == 1
    assert "no guide here: no file docs/**/*.yml or worksheets/*.yml" in done.stderr


def test_check_renders_every_page_so_that_what_passes_can_be_built(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[int] = []
    render = pages.render
    monkeypatch.setattr(pages, "render", lambda *given: rendered.append(sum(one.listed for one in render(*given))))
    CliRunner().invoke(main, ["check", *TODAY, str(SMALL)])
    assert rendered == [len(loader.load(SMALL).places)]


def pdf(folder: Path, *arguments: str) -> tuple[Result, Path]:
    output = folder / "own.pdf"
    done = CliRunner().invoke(main, ["pdf", "--folder", str(SMALL), "-o", str(output), *arguments])
    return done, output


def test_pdf_of_a_sheet_is_the_one_on_its_page(tmp_path: Path) -> None:
    done, output = pdf(tmp_path, "alone", "--form", "fillable", "--for", "business", "--paper", "letter")
    assert done.output == f"{output} is written.\n"
    own = Pdf(output.read_bytes())
    assert own.headings[0] == (1, "Alone first")
    assert sorted(own.reader.get_fields() or {}) == ["mood", "rr-date", "rr-name", "word"]


def test_pdf_of_a_deck_is_its_cards(tmp_path: Path) -> None:
    _, output = pdf(tmp_path, "deck")
    assert "What do you drink first?" in Pdf(output.read_bytes()).text


def test_pdf_of_several_things_is_a_packet_with_a_cover_and_a_copy_for_each(tmp_path: Path) -> None:
    given = ["alone", "first#say-it", "care", "--title", "Our evening", "--summary", "Tea first.", "--people", "3"]
    done, output = pdf(tmp_path, *given, "--form", "fillable")
    assert done.exit_code == 0, done.output
    own = Pdf(output.read_bytes())
    assert "Our evening" in own.text
    assert "Tea first." in own.text
    names = own.reader.get_fields() or {}
    assert [copy for copy in range(1, 9) if f"alone/{copy}/word" in names] == [1, 2, 3]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (["aloone", "care"], "Error: nothing has the id 'aloone' (did you mean 'alone'?)\n"),
        (["needs", "care"], "Error: 'needs' cannot be part of a packet; name a worksheet, a section or step as"),
        (["needs"], "Error: there is no such PDF of 'needs'; there are: none\n"),
        (["deck", "--form", "blank"], "Error: there is no such PDF of 'deck'; there are: cards for couple, cards for"),
        (["alone", "alone"], "Error: contents: 'alone' stands in this list twice\n"),
        (["alone", "care", "--form", "cards"], "Error: only a deck comes as cards, and only by itself\n"),
        (["alone", "--title", "x" * 301], "Error: title: String should have at most 300 characters\n"),
        (["gone", "alone", "needs"], "Error: nothing has the id 'gone'"),
    ],
)
def test_pdf_of_what_cannot_be_printed_says_why_and_writes_nothing(tmp_path: Path, what: list[str], said: str) -> None:
    done, output = pdf(tmp_path, *what)
    assert (done.exit_code, output.exists()) == (1, False)
    assert done.stderr.startswith(said)


def test_check_names_what_paper_cannot_show(tmp_path: Path) -> None:
    care = "kind: article\nid: care\ntitle: A\nsummary: B.\nsections: [{id: where-answers-live, title: C, body: D ❤}]\n"
    pack = "kind: packet\nid: p\ntitle: P\nsummary: P.\ncontents: [care#where-answers-live]\n"
    done = CliRunner().invoke(main, ["check", str(write(tmp_path, {"docs/care.yml": care, "docs/p.yml": pack}))])
    assert done.exit_code == 1
    assert "docs/care.yml:5:55: sections[0].body: '❤' (HEAVY BLACK HEART) cannot be drawn on paper" in done.stderr


def test_pdf_of_a_packet_of_the_guide_is_for_as_many_people_as_asked(tmp_path: Path) -> None:
    _, output = pdf(tmp_path, "kit", "--people", "1", "--form", "fillable", "--title", "Ours")
    own = Pdf(output.read_bytes())
    assert "Ours" in own.text
    assert [copy for copy in range(1, 9) if f"alone/{copy}/word" in (own.reader.get_fields() or {})] == [1]


def test_pdf_into_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    done, _ = pdf(tmp_path, "alone", "-o", str(tmp_path / "gone" / "x.pdf"))
    assert done.exit_code == 1
    assert "No such file or directory" in done.stderr


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("https://x.example/sub", "x.example/sub/worksheets/alone"),
        ("https://x.example/", "x.example/worksheets/alone"),
        ("!ENV SITE_URL", ""),
        ("relative/", ""),
    ],
)
def test_a_pdf_names_the_address_of_the_site_where_that_is_known(tmp_path: Path, said: str, address: str) -> None:
    shutil.copytree(SMALL, tmp_path / "own", ignore=shutil.ignore_patterns(".cache"))
    write(tmp_path / "own", {"mkdocs.yml": f"site_name: Own\nsite_url: {said}\n"})
    _, output = pdf(tmp_path, "alone", "--folder", str(tmp_path / "own"))
    found = re.findall(r"\S*worksheets/alone", Pdf(output.read_bytes()).text)
    assert found == ([address] if address else [])
