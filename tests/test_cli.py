import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import guide, pages
from generator.cli import main
from tests.conftest import ROOT, SMALL, write


def test_check_of_a_good_guide_says_so_and_ends_well() -> None:
    done = CliRunner().invoke(main, ["check", str(SMALL)])
    assert (done.exit_code, done.output.endswith("no problem found.\n")) == (0, True)


def test_check_of_a_bad_guide_prints_the_problems_and_ends_badly(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(write(tmp_path, {"docs/a.yml": "kind: topik\n"}))])
    assert done.exit_code == 1
    assert "docs/a.yml:1:7: kind: unknown kind 'topik' (did you mean 'topic'?)" in done.stderr


def test_the_module_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "generator", "check"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_check_of_a_folder_without_a_guide_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert done.exit_code == 1
    assert "no guide here: no file docs/**/*.yml or worksheets/*.yml" in done.stderr


def test_check_renders_every_page_so_that_what_passes_can_be_built(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[int] = []
    render = pages.render
    monkeypatch.setattr(pages, "render", lambda *given: rendered.append(len(render(*given))))
    CliRunner().invoke(main, ["check", str(SMALL)])
    assert rendered == [len(guide.load(SMALL).places)]
