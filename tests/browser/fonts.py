"""The fonts that browsers have in the tests: two of very different width, and never those of the machine.

Chromium and Firefox ask fontconfig for their fonts on Linux, and that takes its settings from the file which the
environment names. Ours knows no other folder than that of the two families. Whatever a page asks for is set in the
narrow one, and in the wide one where a test says so.
"""

import os
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

import font_source_sans_pro
import font_source_serif_pro
from fontTools.ttLib import TTFont
from playwright.sync_api import Page

from tests.shared import digest, made_once

Fonts = Literal["narrow", "wide"]
FONTS: tuple[Fonts, ...] = ("narrow", "wide")

NARROW, WIDE = "Source Sans Pro", "Wide Letters"
"""The names of the families: the one as it comes, about as narrow as Times; the other made of Source Serif Pro."""
STRETCH = 1.2
"""How much wider the letters of the wide family are than those it is made of: with that, lines are a quarter longer."""
SPACE = 0.28
"""How wide a space is, in ems, as in Arial."""
STYLES = ("Regular", "It", "Bold", "BoldIt")
_NAMES_OF_A_FAMILY = {1, 3, 4, 6, 16}
"""OpenType, table 'name': family, unique name, full name, PostScript name, typographic family."""

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <match target="pattern">
    <test name="family" qual="all" compare="not_eq"><string>{wide}</string></test>
    <edit name="family" mode="assign" binding="same"><string>{narrow}</string></edit>
  </match>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""
SET = """css => {
  window.rrFonts ??= new CSSStyleSheet();
  window.rrFonts.replaceSync(css);
  document.adoptedStyleSheets = [...new Set([...document.adoptedStyleSheets, window.rrFonts])];
}"""


def environment() -> dict[str, str]:
    """Return the environment for a browser that has these fonts and no others."""
    folder = made_once("fonts", digest([Path(__file__)]), _make)
    return os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}


def set_fonts(page: Page, fonts: Fonts) -> None:
    """Set the page that is open in one of the families, until another is opened."""
    family = f'*, ::before, ::after {{ font-family: "{WIDE}" !important }}' if fonts == "wide" else ""
    page.evaluate(SET, family)


def _make(folder: Path) -> None:
    settings = CONFIG.format(folder=escape(str(folder)), narrow=NARROW, wide=WIDE)
    (folder / "fonts.conf").write_text(settings, encoding="utf-8")
    sans, serif = (Path(one.__file__).parent / "files" for one in (font_source_sans_pro, font_source_serif_pro))
    for style in STYLES:
        narrow, wide = TTFont(sans / f"SourceSansPro-{style}.ttf"), TTFont(serif / f"SourceSerifPro-{style}.ttf")
        _space(narrow).save(folder / f"narrow-{style}.ttf")
        _space(_widened(wide)).save(folder / f"wide-{style}.ttf")


def _space(font: TTFont) -> TTFont:
    """Make the space as wide as most fonts have it: by its width, PDFium tells where a word ends."""
    for sign in (0x20, 0xA0):
        font["hmtx"][font.getBestCmap()[sign]] = (round(SPACE * font["head"].unitsPerEm), 0)
    return font


def _widened(font: TTFont) -> TTFont:
    """Stretch every letter sideways. Kerning is left out, since it would not fit any more."""
    for record in font["name"].names:
        if record.nameID in _NAMES_OF_A_FAMILY:
            record.string = (
                record.toUnicode().replace("Source Serif Pro", WIDE).replace("SourceSerifPro", "WideLetters")
            )
    for table in ("GPOS", "DSIG"):
        del font[table]
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyphs[name]
        if glyph.isComposite():
            for component in glyph.components:
                component.x = round(component.x * STRETCH)
        elif glyph.numberOfContours > 0:
            glyph.coordinates.scale((STRETCH, 1))
            glyph.coordinates.toInt()
    for name in font.getGlyphOrder():
        glyphs[name].recalcBounds(glyphs)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (round(advance * STRETCH), getattr(glyphs[name], "xMin", 0))
    return font
