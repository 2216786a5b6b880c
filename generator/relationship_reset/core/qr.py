"""QR codes."""

import io
from functools import cache
from importlib.metadata import version

import segno

VERSION = f"1 {version('segno')}"
"""Changes whenever the same address would be drawn otherwise."""


@cache
def svg(address: str) -> str:
    """Return the QR code of an address as an SVG picture without a margin; a middling share of it may be damaged."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False, svgns=True)
    return picture.getvalue().decode("utf-8")


def file(address: str) -> bytes:
    """Return the QR code of an address as an SVG file: dark on white, with the quiet zone of four that readers need."""
    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", border=4, light="#fff", title=address, omitsize=True, nl=False)
    return picture.getvalue()


@cache
def inline(address: str) -> str:
    """Return the QR code of an address for the text of a page: as large as it is wanted there, with its quiet zone."""
    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", border=4, light="#fff", omitsize=True, nl=False, xmldecl=False, svgns=False)
    return picture.getvalue().decode("utf-8")
