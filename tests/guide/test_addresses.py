"""The published addresses: what is wrong with them is said with the way to mend it, and the list only grows."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner

from relationship_reset import cli
from relationship_reset.core.problems import report
from relationship_reset.guide import addresses, loader, redirects
from tests.conftest import ROOT, golden, read_golden, write

PAGE = """kind: article
id: {id}
title: A page
summary: What it is about.
{more}
sections:
  - {{id: rest, title: Rest, body: Rest., formerly: [{formerly}]}}
"""


def page(name: str, more: str = "", formerly: str = "") -> dict[str, str]:
    return {f"docs/guide/{name}.yml": PAGE.format(id=name, more=more, formerly=formerly)}


def wrong(folder: Path) -> list[str]:
    return [problem.message for problem in addresses.problems(loader.load(folder), folder)]


@pytest.mark.parametrize("path", golden("addresses"))
def test_problems_with_addresses_are_reported_as_in_the_golden_file(
    path: Path, tmp_path: Path, compare: Callable[[Path, str, str], None]
) -> None:
    folder = write(tmp_path, cast("dict[str, str]", read_golden(path)["files"]))
    compare(path, "problems", report(sorted(addresses.problems(loader.load(folder), folder))))


def test_a_renamed_id_is_told_to_be_published_along_with_the_references_that_miss_it(tmp_path: Path) -> None:
    renamed = page("rebuild")["docs/guide/rebuild.yml"].replace("id: rest", "id: resting")
    files = {"docs/guide/rebuild.yml": renamed.replace("body: Rest.", 'body: "[[rebuild#rest]]"')}
    folder = write(tmp_path, files | {"addresses.txt": "1 guide/rebuild/\n2 guide/rebuild/#rest\n"})
    for command in ("check", "addresses"):
        said = CliRunner().invoke(cli.main, [command, str(folder)]).output
        assert "nothing has the id 'rebuild#rest'" in said
        assert "write 'formerly: rest' below its id" in said


def test_without_a_list_nothing_is_published_yet(tmp_path: Path) -> None:
    folder = write(tmp_path, page("rebuild"))
    assert wrong(folder) == []
    assert addresses.numbers(folder) == {}


def test_the_command_adds_what_is_missing_and_changes_nothing_else(tmp_path: Path) -> None:
    kept = "# Ours.\r\n\n7 guide/rebuild/ \n# That was all"
    folder = write(tmp_path, page("rebuild") | {"docs/index.yml": PAGE.format(id="home", more="", formerly="")})
    (folder / addresses.FILE).write_bytes(kept.encode())
    done = CliRunner().invoke(cli.main, ["addresses", str(folder)])
    assert (done.exit_code, done.output) == (0, "addresses.txt: 3 added.\n")
    added = "\n8 guide/rebuild/#rest\n9 /\n10 /#rest\n"
    assert (folder / addresses.FILE).read_bytes().decode() == kept + added
    assert addresses.numbers(folder) == {"guide/rebuild/": 7, "guide/rebuild/#rest": 8, "": 9, "#rest": 10}
    assert wrong(folder) == []
    assert CliRunner().invoke(cli.main, ["addresses", str(folder)]).output == "addresses.txt: 0 added.\n"
    assert (folder / addresses.FILE).read_bytes().decode() == kept + added


def test_a_new_list_says_what_it_is(tmp_path: Path) -> None:
    folder = write(tmp_path, page("rebuild"))
    assert addresses.write_missing(loader.load(folder), folder) == 2
    text = (folder / addresses.FILE).read_text()
    assert text == addresses.HEAD + "1 guide/rebuild/\n2 guide/rebuild/#rest\n"


def test_the_command_writes_nothing_while_an_address_is_gone(tmp_path: Path) -> None:
    folder = write(tmp_path, page("rebuild") | {addresses.FILE: "1 guide/rebuild/#pause\n"})
    done = CliRunner().invoke(cli.main, ["addresses", str(folder)])
    assert done.exit_code == 1
    assert "write 'formerly: pause' below its id" in done.output
    assert (folder / addresses.FILE).read_text() == "1 guide/rebuild/#pause\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("guide/rebuild/#pause", "rebuild#rest"),
        ("guide/rebuild/#nap", "rebuild#rest"),
        ("guide/build/", "rebuild"),
        ("guide/build/#rest", "rebuild#rest"),
        ("guide/build/#nap", "rebuild#rest"),
        ("old/", "rebuild"),
        ("old/#pause", "rebuild#rest"),
        ("guide/path/#break", "rebuild#rest"),
        ("guide/way/#break", "rebuild#rest"),
        ("guide/rebuild/#rest", "rebuild#rest"),
        ("guide/rebuild/#break", None),
        ("elsewhere/", None),
    ],
)
def test_an_old_address_leads_to_what_took_its_place(tmp_path: Path, old: str, new: str | None) -> None:
    """Also over several steps: `guide/way/` became `guide/path/`, from which its item went to another page."""
    folder = write(
        tmp_path,
        page("rebuild", "formerly: [build, /old/]", "pause, nap, guide/path/#break") | page("path", "formerly: way"),
    )
    assert redirects.redirects(loader.load(folder)).resolve(old) == new
    if new:
        (folder / addresses.FILE).write_text(f"5 {old}\n")
        addresses.write_missing(loader.load(folder), folder)
        assert wrong(folder) == []


def test_a_page_that_is_renamed_in_its_file_alone_keeps_its_address(tmp_path: Path) -> None:
    folder = write(tmp_path, {"docs/guide/rebuild.yml": PAGE.format(id="anew", more="formerly: rebuild", formerly="")})
    assert wrong(folder) == []


def test_no_page_written_by_hand_stands_at_a_former_address(tmp_path: Path) -> None:
    folder = write(tmp_path, page("rebuild", "formerly: build") | {"docs/guide/build.md": "# Build"})
    assert wrong(folder) == [
        "'guide/build/' is the address of 'docs/guide/build.md' today; a former address stands for nothing else"
    ]


def test_every_address_of_our_guide_is_listed() -> None:
    whole, known = loader.load(ROOT), addresses.numbers(ROOT)
    assert {whole.address(ref) for ref in whole.items} <= known.keys()
    assert len(set(known.values())) == len(known)
