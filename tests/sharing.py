"""A pytest plugin: several processes share the test files, each taking the next one when it is done with one.

Every process collects all tests, so that a new file needs no entry anywhere. The files that took longest when they
were measured (`tests/durations.json`) come first, and those that nobody measured before them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.shared import ROOT

DURATIONS = ROOT / "tests" / "durations.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", type=Path, help="an empty folder in which the processes say which files they took")
    parser.addoption("--timings", type=Path, help="a file for the seconds that each test took, as JSON")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Timings(config.getoption("--timings")), "timings")


class Timings:
    """Adds up how long each test took, with what was set up and torn down for it."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        if self.file:
            self.file.write_text(json.dumps(self.seconds), encoding="utf-8")


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the files that no other process took; None, which is pytest's own way, where nothing is shared."""
    folder: Path | None = session.config.getoption("--share")
    if not folder or session.config.option.collectonly or session.testsfailed:
        return None
    tests = _taken(session.items, folder)
    now = next(tests, None)
    while now:
        # The next one is taken before this one is run: what both use, such as the browser, is kept open.
        after = next(tests, None)
        now.config.hook.pytest_runtest_protocol(item=now, nextitem=after)
        if session.shouldfail or session.shouldstop:
            raise session.Failed(session.shouldfail) if session.shouldfail else session.Interrupted(session.shouldstop)
        now = after
    return True


def _taken(tests: Iterable[pytest.Item], folder: Path) -> Iterator[pytest.Item]:
    """Give the tests of one file after another that no other process took before."""
    known: dict[str, float] = json.loads(DURATIONS.read_text(encoding="utf-8"))
    files = [(name, list(group)) for name, group in groupby(tests, key=_file)]
    for name, group in sorted(files, key=lambda file: -known.get(file[0], float("inf"))):
        try:
            (folder / name.replace("/", "-")).touch(exist_ok=False)
        except FileExistsError:
            continue
        yield from group


def _file(test: Any) -> str:
    return str(test.nodeid).partition("::")[0]
