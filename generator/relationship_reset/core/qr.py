"""QR codes as SVG, all with error correction level M (about 15 % of a code may be damaged)."""

import io
from functools import cache
from importlib.metadata import version

import segno

VERSION = f"1 {version('segno')}"
"""Part of cache keys: changes whenever the output for the same address may change."""


@cache
def svg(address: str) -> str:
    """Return the QR code of an address as SVG without a quiet zone."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False, svgns=True)
    return picture.getvalue().decode("utf-8")


def file(address: str) -> bytes:
    """Return the QR code of an address as an SVG file: dark on white, with the standard quiet zone of four modules."""
    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", border=4, light="#fff", title=address, omitsize=True, nl=False)
    return picture.getvalue()


@cache
def inline(address: str) -> str:
    """Return the QR code of an address as inline SVG without a fixed size, with a quiet zone of four modules."""
    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", border=4, light="#fff", omitsize=True, nl=False, xmldecl=False, svgns=False)
    return picture.getvalue().decode("utf-8")
