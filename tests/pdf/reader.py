"""A PDF as people have it: what is read aloud and in which order, what is seen, what can be filled in.

The order comes from the tags, as a screen reader takes it; the words and pictures come from PDFium, the engine of
Chrome.
"""

import ctypes
import io
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pypdfium2
from PIL.Image import Image
from pypdf import PdfReader, PdfWriter
from pypdfium2 import raw

Piece = tuple[str, str]
"""Something that is read: the block that holds it (`H1`, `P`, `Form` …) and the words; of no block, no tag."""
BLOCKS = {"P", "H1", "H2", "H3", "Title", "Lbl", "LBody", "TH", "TD", "TOCI", "Form"}
"""The tags that set something apart from what comes before and after (PDF 32000-1, 14.8.4)."""


class Pdf:
    """One PDF."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = PdfReader(io.BytesIO(data))
        self.root: Any = self.reader.root_object

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        document = pypdfium2.PdfDocument(self.data)
        document.init_forms()
        return document

    @cached_property
    def widgets(self) -> list[Any]:
        """Every place to fill in, in the order of the pages' own lists."""
        found = (one.get_object() for page in self.reader.pages for one in page.get("/Annots", []))
        return [one for one in found if one["/Subtype"] == "/Widget"]

    @cached_property
    def reading(self) -> list[Piece]:
        """All that is read, in order. A field is read by its tooltip."""
        words = self._words()
        return list(self._read(self.root["/StructTreeRoot"], "", None, words))

    @property
    def text(self) -> str:
        """All words in the order in which they are read, with one space between them."""
        return " ".join(" ".join(words for _, words in self.reading).split())

    @property
    def tips(self) -> list[str]:
        """The tooltips of all fields in the order in which they are read."""
        return [words for tag, words in self.reading if tag == "Form"]

    @property
    def links(self) -> list[str]:
        """The addresses to which the document links, in the order of the pages' own lists."""
        found = (one.get_object() for page in self.reader.pages for one in page.get("/Annots", []))
        return [str(one["/A"]["/URI"]) for one in found if "/URI" in one.get("/A", {})]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The headings with their levels, in order."""
        found: list[tuple[int, str]] = []
        for tag, words in self.reading:
            if len(tag) == 2 and tag[0] == "H":
                found.append((int(tag[1]), words.strip()))
        return found

    def picture(self, page: int, scale: float = 1) -> Image:
        """Return a page as it looks, with what its fields hold; one pixel a point, times the scale."""
        picture: Image = self.document[page].render(scale=scale, may_draw_forms=True).to_pil()
        return picture

    def strays(self, margin: float) -> list[str]:
        """Return the signs that are nearer to an edge of their page than a margin, in points, or beyond it."""
        found = []
        for page in self.document:
            width, height = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                if right > left and (
                    left < margin or bottom < margin or right > width - margin or top > height - margin
                ):
                    found.append(text.get_text_range(at, 1))
        return found

    def filled(self, answers: dict[str, str]) -> "Pdf":
        """Return the PDF with answers in its fields, as another program would save it."""
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(self.data)))
        for page in writer.pages:
            writer.update_page_form_field_values(page, answers, auto_regenerate=False)
        file = io.BytesIO()
        writer.write(file)
        return Pdf(file.getvalue())

    def _words(self) -> dict[tuple[int, int], str]:
        """Return the text of each piece of marked content: of a page and a number on it."""
        found: dict[tuple[int, int], str] = {}
        for at, page in enumerate(self.document):
            text = page.get_textpage()
            for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                number = raw.FPDFPageObj_GetMarkedContentID(piece.raw)
                found[at, number] = found.get((at, number), "") + _text_of(piece, text)
        return found

    def _read(self, node: Any, tag: str, page: int | None, words: dict[tuple[int, int], str]) -> Iterator[Piece]:
        node = node.get_object()
        if isinstance(node, int):
            assert page is not None
            yield tag, words.get((page, node), "")
            return
        if isinstance(node, list):
            for one in node:
                yield from self._read(one, tag, page, words)
            return
        if "/Pg" in node:
            page = self._page(node["/Pg"])
        if node.get("/Type") == "/OBJR":
            annotation = node["/Obj"].get_object()
            if annotation["/Subtype"] == "/Widget":
                yield tag, str(annotation["/TU"])
        elif "/MCID" in node:
            yield from self._read(node["/MCID"], tag, page, words)
        elif "/K" in node:
            own = str(node.get("/S", "")).removeprefix("/")
            yield from self._read(node["/K"], own if own in BLOCKS else tag, page, words)

    def _page(self, page: Any) -> int:
        found = self.reader.get_page_number(page.get_object())
        assert found is not None
        return found


def _text_of(piece: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(piece.raw, text.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(piece.raw, text.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
