"""What tests share: the built sites, a folder of files to check, golden files."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from relationship_reset.site import vendored
from tests.shared import ROOT as ROOT
from tests.shared import digest, made_once

SMALL = ROOT / "tests" / "small_site"
GOLDEN = ROOT / "tests" / "golden"
SOURCES = [
    ROOT / name for name in ("docs", "worksheets", "generator", "overrides", "mkdocs.yml", "addresses.txt", "LICENSE")
]
"""What a built site is made of, beside the installed packages."""

CARE = """kind: article
id: care
title: Care
summary: Safety.
sections:
  - {id: where-answers-live, title: Where answers live, body: Here.}
"""
SHEET = """kind: worksheet
id: sheet
title: A sheet
summary: What it is.
for: one
minutes: 5
step: care#where-answers-live
sections:
  - id: ask
    title: Ask
    fields:
"""
"""The beginning of a worksheet; its questions follow, each on a line of its own."""

Golden = dict[str, object]
Keep = Callable[[Path, Golden], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is produced into the golden files")


def pytest_configure() -> None:
    """Have what the tests need, also where they are not begun by make: a set place, a set time, what is fetched."""
    os.environ |= {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
    time.tzset()
    if not (vendored.FOLDER / vendored.LIBRARY).is_file():
        subprocess.run(["make", "fetch", f"BIN={Path(sys.executable).parent}"], cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def site() -> Iterator[Path]:
    """The real site, built as `make site` builds it: once for all processes of the tests, and kept for later runs."""
    yield from _built("site", ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def small_site() -> Iterator[Path]:
    """The small site with one of everything, built once likewise."""
    yield from _built("small-site", SMALL / "mkdocs.yml", SMALL)


def _built(kind: str, config: Path, *more: Path) -> Iterator[Path]:
    """Give a built site; at the end no test may have changed a file of it, which other tests are looking at."""
    packages = [ROOT / "requirements.txt", Path(sys.executable).parent.parent / "pyvenv.cfg"]
    key = digest(
        [*SOURCES, *more, *packages], os.environ.get("PAPER", ""), *on_the_day(looked_up(config.parent)).values()
    )
    folder = made_once(kind, key, lambda folder: build(config, folder))
    before = _stamps(folder)
    yield folder
    assert _stamps(folder) == before, f"a test changed files in {folder}, which all tests share: remove that folder"


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return {str(path): (stat.st_size, stat.st_mtime_ns) for path, stat in found}


def build(config: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(folder)]
    environment = quiet_environment() | on_the_day(looked_up(config.parent))
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def looked_up(folder: Path) -> date:
    """Return the day on which a guide's contacts were looked up: today for its tests, so that none fails by age."""
    care = folder / "docs" / "care.yml"
    days = re.findall(r"checked: (\d{4}-\d\d-\d\d)", care.read_text(encoding="utf-8")) if care.is_file() else []
    return max(map(date.fromisoformat, days), default=date.today())


def on_the_day(day: date) -> dict[str, str]:
    """Return what makes a build take some day for today."""
    return {"SOURCE_DATE_EPOCH": f"{datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp():.0f}"}


def quiet_environment() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def golden(kind: str) -> list[object]:
    """Return the golden files of one kind as test parameters, named by the behaviour they show."""
    paths = sorted((GOLDEN / kind).glob("*.yml"))
    assert paths
    return [pytest.param(path, id=path.stem) for path in paths]


def read_golden(path: Path) -> dict[str, object]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[[Path, str, str], None]:
    """Compare what was produced with a golden file's last key, or write it there when asked to."""

    def compare(path: Path, key: str, produced: str) -> None:
        kept = read_golden(path)
        if request.config.getoption("--update-golden"):
            head, _, _ = path.read_text(encoding="utf-8").partition(f"\n{key}: |")
            body = "".join(f"  {line}\n" if line else "\n" for line in produced.rstrip("\n").split("\n"))
            path.write_text(f"{head.rstrip()}\n{key}: |\n{body}", encoding="utf-8")
            return
        assert produced.rstrip("\n") == str(kept[key]).rstrip("\n")

    return compare
