"""Every golden file: the problems that sources give, and the pages that guidance becomes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from relationship_reset.core import strings
from relationship_reset.core.problems import GuideError
from relationship_reset.guide import loader
from relationship_reset.html.render import render
from relationship_reset.html.site import Site
from relationship_reset.model.editions import Edition
from relationship_reset.pdf.build import make
from relationship_reset.pdf.documents import PdfContext
from tests.conftest import SMALL, golden, read_golden, write
from tests.pdf.reader import Pdf

Compare = Callable[[Path, str, str], None]


def files_of(path: Path) -> dict[str, str]:
    return cast("dict[str, str]", read_golden(path)["files"])


@pytest.mark.parametrize("path", golden("problems"))
def test_problems_are_reported_as_in_the_golden_file(path: Path, tmp_path: Path, compare: Compare) -> None:
    with pytest.raises(GuideError) as caught:
        loader.load(write(tmp_path, files_of(path)))
    compare(path, "problems", str(caught.value))


@pytest.mark.parametrize("path", golden("pages"))
def test_pages_read_as_in_the_golden_file(path: Path, tmp_path: Path, compare: Compare) -> None:
    kept = read_golden(path)
    rendered = render(Site(loader.load(write(tmp_path, files_of(path))), strings.load()))
    compare(path, "text", {page.path: page.text for page in rendered}[str(kept["page"])])


@pytest.mark.parametrize("path", golden("paper"))
def test_paper_is_read_as_in_the_golden_file(path: Path, compare: Compare) -> None:
    """Of the small guide: all that a screen reader says, in order, and where links lead."""
    page, audience, form, size = cast("list[Any]", read_golden(path)["edition"])
    desk = PdfContext(loader.load(SMALL), strings.load(), "https://small.example/")
    pdf = Pdf(make(desk.edition(Edition(page, audience, form, size))))
    read = [f"{tag}: {said.strip()}" for tag, said in pdf.reading if said.strip()]
    links = [f"-> {address}" for address in dict.fromkeys(pdf.links)]
    compare(path, "text", "\n".join(read + links))
