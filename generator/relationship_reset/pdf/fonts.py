"""The fonts of the paper: which characters they can draw, and one for the fields that people fill in on a screen."""

import atexit
import io
import shutil
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools import subset
from fontTools.ttLib import TTFont

_SANS = [f"SourceSansPro-{style}.ttf" for style in ("Regular", "It", "Semibold", "SemiboldIt")]
_SERIF = [f"SourceSerifPro-{style}.ttf" for style in ("Regular", "It", "Semibold")]
STAND_IN = "Stand-in"
"""The family to turn to where another lacks a letter."""
_NAMES_OF_A_FAMILY = {1, 3, 4, 6, 16}
"""OpenType, table 'name': family, unique name, full name, PostScript name, typographic family."""
_CODES = range(32, 256)
"""The codes of WinAnsi, the encoding of the fields (PDF 32000-1, Annex D): Windows' code page 1252."""


@dataclass(frozen=True)
class FormFont:
    """What a PDF says of the font of its fields. Lengths are in thousandths of the font's size."""

    name: str
    data: bytes
    """The TrueType file, with no more than the characters of WinAnsi."""
    widths: list[int]
    """The width of each character from 32 to 255."""
    box: list[int]
    ascent: int
    descent: int
    cap_height: int


@cache
def folder() -> Path:
    """Return a folder with just the fonts that are used, so that no other can get into a document.

    The italics have no Greek and no Cyrillic. For those the upright letters stand in, as a family of their own.
    """
    made = Path(tempfile.mkdtemp(prefix="relationship-reset-fonts-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    for path in _files():
        shutil.copy(path, made)
    upright = TTFont(_files()[0], recalcTimestamp=False)
    for record in upright["name"].names:
        if record.nameID in _NAMES_OF_A_FAMILY:
            record.string = STAND_IN
    upright.save(made / f"{STAND_IN}.ttf")
    return made


def missing(text: str) -> list[str]:
    """Return the characters of a text that cannot be drawn, each once, in order.

    Those that only say how others are drawn need no shape of their own.
    """
    return [sign for sign in dict.fromkeys(text) if ord(sign) not in _drawn() and not _shapeless(sign)]


def _shapeless(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf"} or "\ufe00" <= sign <= "\ufe0f"


@cache
def _drawn() -> frozenset[int]:
    """Return the characters that the upright sans has, which stands in wherever another font lacks one."""
    return frozenset(TTFont(_files()[0]).getBestCmap())


def _files() -> list[Path]:
    packages = [(font_source_sans_pro, _SANS), (font_source_serif_pro, _SERIF)]
    return [Path(package.__file__).parent / "files" / name for package, names in packages for name in names]


@cache
def form_font() -> FormFont:
    """Return the font in which fields show what is typed into them."""
    options = subset.Options(hinting=False, layout_features=[], glyph_names=False, legacy_cmap=True)
    font = TTFont(_files()[0], recalcTimestamp=False)
    name = str(font["name"].getDebugName(6))
    signs = [bytes([code]).decode("cp1252", "ignore") for code in _CODES]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(sign) for sign in signs if sign])
    subsetter.subset(font)
    scale = 1000 / font["head"].unitsPerEm
    known, advances = font.getBestCmap(), font["hmtx"]
    file = io.BytesIO()
    font.save(file)
    head, lines = font["head"], font["hhea"]
    return FormFont(
        name=name,
        data=file.getvalue(),
        widths=[round(advances[known[ord(sign)]][0] * scale) if sign and ord(sign) in known else 0 for sign in signs],
        box=[round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)],
        ascent=round(lines.ascent * scale),
        descent=round(lines.descent * scale),
        cap_height=round(font["OS/2"].sCapHeight * scale),
    )
