"""Setting documents with Typst: plain data in, a tagged PDF out."""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from threading import Lock

import typst

from relationship_reset.pdf import fonts
from relationship_reset.pdf.documents import Document, PrintingError

_turn = Lock()
"""Typst's compiler works for one at a time, and a served site may be asked for several PDFs at once."""
MADE = 1_600_000_000
"""The time that every PDF says it was made at, in seconds since 1970: the same input gives the same bytes."""


def library() -> Path:
    """Return the folder with the Typst files."""
    return Path(str(resources.files("relationship_reset"))) / "pdf" / "typst"


def pdf(document: Document) -> bytes:
    """Return a document as a tagged PDF (PDF/UA-1) in which each box is a link to `field:` and the box's number.

    Raises PrintingError where Typst finds anything wrong: a character that no font has, say.
    """
    inputs = {"document": json.dumps(document.data, ensure_ascii=False)}
    try:
        with _turn:
            made, warnings = _compiler().compile_with_warnings(
                sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=MADE
            )
    except typst.TypstError as error:
        raise PrintingError(f"“{document.data['title']}” cannot be set: {error.diagnostic or error}") from None
    if warnings:  # text in a font that is not there, for one, would only be left out
        raise PrintingError(f"“{document.data['title']}” is not set well: {warnings[0].diagnostic}")
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())])
    return typst.Compiler(str(library() / "main.typ"), root=str(library()), font_paths=found, ignore_system_fonts=True)
