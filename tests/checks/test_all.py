"""Which checks run when: one list for the command and the build."""

from datetime import date
from pathlib import Path

import pytest

from relationship_reset import checks
from relationship_reset.guide import loader
from tests.conftest import CARE, write

HARD = "Epistemological presuppositions underlying contemporary interpersonal reconciliation necessitate deliberation. "
HELP = """kind: help
id: numbers
title: Numbers
summary: Whom to ring.
sections: [{id: now, title: Now, body: Ring.}]
contacts title: Numbers
contacts intro: Ring one.
countries:
  - id: here
    title: Here
    contacts: [{id: line, title: Line, what: A line, source: "https://www.example.org/", checked: 2020-01-01}]
"""
PACKET = "kind: packet\nid: pack\ntitle: A ❤\nsummary: B.\ncontents: [care#where-answers-live]\n"
DAY = date(2026, 3, 14)
ALWAYS = ["is not in the menu", "is not in the menu", "is not in the menu"]


@pytest.mark.parametrize(
    ("run", "more"),
    [
        ({"today": DAY}, ["are not listed here yet", "reads at grade", "cannot be drawn", "was looked up"]),
        (
            {"today": DAY, "reading_grade": False},
            ["are not listed here yet", "cannot be drawn", "was looked up"],
        ),
        (
            {"today": DAY, "reading_grade": False, "paper": False},
            ["are not listed here yet", "was looked up"],
        ),
        ({"complete": False, "reading_grade": False}, ["cannot be drawn"]),
    ],
    ids=["check", "build", "build without paper", "serve"],
)
def test_each_entrance_says_which_checks_it_leaves_out(tmp_path: Path, run: dict[str, bool], more: list[str]) -> None:
    files = {"mkdocs.yml": "nav:\n  - index.md\n", "docs/index.md": "# Home\n", "addresses.txt": "1 care/\n"}
    files |= {"docs/care.yml": CARE.replace("body: Here.", f"body: {HARD * 10}"), "docs/numbers.yml": HELP}
    root = write(tmp_path, files | {"docs/pack.yml": PACKET})
    found = [problem.message for problem in checks.problems(loader.load(root), {}, root, **run)]  # type: ignore[arg-type]
    for words in [*ALWAYS, *more]:
        found.remove(next(message for message in found if words in message))
    assert found == []
