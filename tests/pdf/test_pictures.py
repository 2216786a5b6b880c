"""A handful of pages as they look, beside pictures that somebody has looked at: nothing has moved, vanished or doubled.

After a change that is meant, `pytest tests/test_pictures.py --update-golden` makes them anew. Look at each before it is
kept.
"""

import pytest
from PIL import Image, ImageChops, ImageStat

from relationship_reset.core import strings
from relationship_reset.guide import loader
from relationship_reset.model.editions import Edition, Form, Size
from relationship_reset.pdf.build import make
from relationship_reset.pdf.documents import PdfContext
from tests.conftest import ROOT, SMALL
from tests.pdf.reader import Pdf

FOLDER = ROOT / "tests" / "pictures"
SCALE = 0.6
"""How many pixels a point has: enough to see a line, and few enough to keep."""
MEAN, FAR, MOST = 0.6, 80, 0.0001
"""How much pixels may be off on the average, of 255; what is far off; and how many may be: less than a word has.

The kept pictures have few greys, and letters are smoothed in more than one way.
"""

SEEN: list[tuple[str, Form, Size, int]] = [
    ("every-field", "blank", "a4", 0),
    ("every-field", "fillable", "a4", 1),
    ("every-field", "fillable", "letter", 2),
    ("every-field", "large", "a4", 0),
    ("deck", "cards", "letter", 0),
    ("kit", "blank", "a4", 0),
]


@pytest.mark.parametrize(("page", "form", "size", "leaf"), SEEN)
def test_a_page_looks_as_it_did(request: pytest.FixtureRequest, page: str, form: Form, size: Size, leaf: int) -> None:
    desk = PdfContext(loader.load(SMALL), strings.load(), "https://small.example/")
    made = Pdf(make(desk.edition(Edition(page, "business", form, size)))).picture(leaf, SCALE).convert("L")
    path = FOLDER / f"{page}-{form}-{size}-{leaf + 1}.png"
    if request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        made.quantize(16).save(path, optimize=True)
    kept = Image.open(path).convert("L")
    assert made.size == kept.size
    off = ImageChops.difference(made, kept)
    far = sum(off.histogram()[FAR:]) / (off.width * off.height)
    mean = ImageStat.Stat(off).mean[0]
    assert mean <= MEAN
    assert far <= MOST
