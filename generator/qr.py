"""QR codes."""

import io
from functools import cache

import segno


@cache
def svg(address: str) -> str:
    """Return the QR code of an address as an SVG picture without a margin; a middling share of it may be damaged."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False, svgns=True)
    return picture.getvalue().decode("utf-8")
