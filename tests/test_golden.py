"""Every golden file: the problems that sources give, and the pages that guidance becomes."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from generator import guide, pages
from generator.problems import GuideError
from tests.conftest import golden, read_golden, write

Compare = Callable[[Path, str, str], None]


def files_of(path: Path) -> dict[str, str]:
    return cast("dict[str, str]", read_golden(path)["files"])


@pytest.mark.parametrize("path", golden("problems"))
def test_problems_are_reported_as_in_the_golden_file(path: Path, tmp_path: Path, compare: Compare) -> None:
    with pytest.raises(GuideError) as caught:
        guide.load(write(tmp_path, files_of(path)))
    compare(path, "problems", str(caught.value))


@pytest.mark.parametrize("path", golden("pages"))
def test_pages_read_as_in_the_golden_file(path: Path, tmp_path: Path, compare: Compare) -> None:
    kept = read_golden(path)
    rendered = pages.render(guide.load(write(tmp_path, files_of(path))), pages.strings())
    compare(path, "text", {page.path: page.text for page in rendered}[str(kept["page"])])
