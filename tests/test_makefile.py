"""`make` knows what is to be done, whatever happened before. The programs it calls are stood in for."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, quiet_environment, write

MKDOCS = """#!/bin/sh
rm -rf site && mkdir site && touch site/sitemap.xml
[ "$STOPPED" ] && exit 1
[ "$PAPER" = true ] && touch site/paper
echo built
"""

PYTHON = """#!/bin/sh
case "$2" in
  tests.browser.chromium) echo /the/chromium;;
  tests.run) shift; echo "in $CHROMIUM at $TZ: $*";;
esac
"""

DENO = """#!/bin/sh
[ "$1" = test ] && { echo "scripts tested"; exit; }
[ "$1 $2" = "install --frozen" ] || exit 1
echo fetched
mkdir -p node_modules/uqr/dist
echo licence > node_modules/uqr/LICENSE
echo library > node_modules/uqr/dist/index.mjs
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the Makefile, and programs that only pretend."""
    files = dict.fromkeys(
        ("requirements.txt", "pyproject.toml", "mkdocs.yml", "docs/a page.yml", "deno.json", "deno.lock"), ""
    )
    files |= {f"{folder}/x": "" for folder in ("worksheets", "overrides", "generator")}
    write(tmp_path, {"Makefile": (ROOT / "Makefile").read_text(), **files})
    tools = {
        ".venv/bin/python": PYTHON,
        ".venv/bin/mkdocs": MKDOCS,
        ".venv/bin/relationship-reset": "#!/bin/sh\n",
        ".venv/bin/deno": DENO,
    }
    write(tmp_path, tools)
    for name in tools:
        (tmp_path / name).chmod(0o755)
    return write(tmp_path, {".venv/ready": ""})


def made(project: Path, **variables: str) -> tuple[bool, bool]:
    """Run `make site`; return whether it built, and whether the site has PDFs now."""
    return "built\n" in run(project, **variables), (project / "site" / "paper").exists()


def run(project: Path, *wanted: str, **variables: str) -> str:
    """Run `make site`, or what else is wanted; return what it said."""
    environment = {name: value for name, value in quiet_environment().items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", *(wanted or ["site"])],
        cwd=project,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_site_is_built_once_and_again_when_a_source_changes(project: Path) -> None:
    assert made(project) == (True, True)
    assert made(project) == (False, True)
    write(project, {"docs/b.yml": ""})
    assert made(project) == (True, True)


@pytest.mark.parametrize("no", ["false", "0", "no"])
def test_a_site_without_pdfs_is_built_anew_with_them_and_the_other_way_round(project: Path, no: str) -> None:
    assert [made(project, PAPER=value) for value in (no, no, "true", no)] == [
        (True, False),
        (False, False),
        (True, True),
        (True, False),
    ]


@pytest.mark.parametrize("before", ["true", "false"])
def test_a_build_that_was_stopped_is_not_taken_for_a_whole_one(project: Path, before: str) -> None:
    made(project, PAPER=before)
    write(project, {"docs/b.yml": ""})
    made(project, PAPER="false", STOPPED="yes")
    assert made(project) == (True, True)


def test_a_site_that_was_deleted_is_built_anew(project: Path) -> None:
    made(project)
    (project / "site" / "sitemap.xml").unlink()
    assert made(project) == (True, True)


def test_what_the_browser_needs_is_fetched_once_and_again_when_the_lock_changes(project: Path) -> None:
    assert "fetched\n" in run(project)
    assert (project / "generator" / "relationship_reset" / "site" / "vendor" / "uqr.js").read_text() == "library\n"
    assert (
        project / "generator" / "relationship_reset" / "site" / "vendor" / "uqr-licence.txt"
    ).read_text() == "licence\n"
    assert "fetched\n" not in run(project)
    write(project, {"deno.lock": "another"})
    assert "fetched\n" in run(project)


def test_all_tests_are_run_by_one_word_and_those_of_a_file_by_its_name(project: Path) -> None:
    write(project, {".venv/ready-dev": "", "requirements-dev.txt": ""})
    (project / ".venv" / "ready-dev").touch()
    whole = run(project, "test", TZ="Asia/Tokyo")
    assert "scripts tested\n" in whole
    assert whole.endswith("in /the/chromium at UTC: tests.run\n")
    some = run(project, "test", "ONLY=tests/test_cli.py tests/test_answers.py::test_one")
    assert "scripts tested\n" not in some
    assert some.endswith("in /the/chromium at UTC: tests.run tests/test_cli.py tests/test_answers.py::test_one\n")
