"""Form fields for a PDF that Typst has set: links to `field:` and a number become the fields to fill in.

A link brings with it all that a field needs and that is hard to add later: its place on the page, and its place in
the order in which the document is read (PDF 32000-1, 12.5.6.19, 12.7 and 14.8.4.5).
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from relationship_reset.pdf import fonts
from relationship_reset.pdf.documents import PrintingError
from relationship_reset.pdf.form_boxes import FormField

SCHEME = "field:"
SIZE = 10.5
"""The size of what is typed, in points."""
_FONT = "/SourceSans"
_LOOK = f"{_FONT} {SIZE} Tf 0.07 g"
_PRINTED, _STRUCTURE_ORDER = 1 << 2, "/S"
_SEVERAL_LINES, _RADIO, _DROP_DOWN = 1 << 12, 1 << 15, 1 << 17
_OF_A_LINK = ("/A", "/Contents", "/Border", "/QuadPoints", "/H", "/BS", "/C")
_OF_A_LINK_ELEMENT = ("/Alt", "/A")
"""What a link has, and a field must not have."""


def add_fields(data: bytes, boxes: list[FormField]) -> bytes:
    """Return a tagged PDF with a form field for each box.

    Raises PrintingError where a box has no place in the document, or more than one.
    """
    reader = PdfReader(io.BytesIO(data))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    form = _Form(writer)
    found = []
    for page in writer.pages:
        for reference in page.get("/Annots", ArrayObject()):
            number = _number(reference.get_object())
            if number is not None:
                found.append(number)
                form.add(page, reference, boxes[number])
        page[NameObject("/Tabs")] = NameObject(_STRUCTURE_ORDER)
    if sorted(found) != list(range(len(boxes))):
        odd = sorted(number for number in range(len(boxes)) if found.count(number) != 1)
        raise PrintingError(f"the box '{boxes[odd[0]].name}' stands {found.count(odd[0])} times in the document")
    form.close()
    mark = ByteStringObject(hashlib.sha256(data).digest()[:16])
    writer._ID = ArrayObject([mark, mark])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _number(annotation: DictionaryObject) -> int | None:
    """Return which box a link stands for; None for an ordinary link."""
    action = annotation.get("/A", {})
    address = action.get("/URI", "") if annotation.get("/Subtype") == "/Link" else ""
    address = address.decode("ascii") if isinstance(address, bytes) else str(address)
    return int(address.removeprefix(SCHEME)) if address.startswith(SCHEME) else None


Looks = dict[str, str]
"""What a field looks like in each of its states, as drawing commands; of a field without states, under no name."""


@dataclass(frozen=True)
class _Place:
    """Where a field is: its annotation, and the size of that in points."""

    annotation: DictionaryObject
    reference: PdfObject
    width: float
    height: float


@dataclass
class _Form:
    """The form of one document."""

    writer: PdfWriter
    fields: ArrayObject = field(default_factory=ArrayObject)
    circles: dict[str, DictionaryObject] = field(default_factory=dict)
    """The questions that are answered with one of several circles, by their names."""

    def __post_init__(self) -> None:
        tree = self.writer.root_object["/StructTreeRoot"]["/ParentTree"]  # type: ignore[index]
        self.elements = dict(_numbered(tree))
        self.resources = _dictionary(Font=_dictionary(SourceSans=self._font()))

    def add(self, page: DictionaryObject, reference: PdfObject, box: FormField) -> None:
        """Turn one link into the field of a box."""
        annotation: Any = reference.get_object()
        element: Any = self.elements[int(annotation["/StructParent"])].get_object()
        element[NameObject("/S")] = NameObject("/Form")
        for holder, keys in ((element, _OF_A_LINK_ELEMENT), (annotation, _OF_A_LINK)):
            for key in keys:
                holder.pop(key, None)
        left, bottom, right, top = _corners(annotation)
        annotation.update(
            _dictionary(
                Subtype=NameObject("/Widget"),
                F=NumberObject(_PRINTED),
                P=page.indirect_reference,
                Rect=_floats(left, bottom, right, top),
            )
        )
        place = _Place(annotation, reference, right - left, top - bottom)
        looks = _KINDS[box.kind](self, place, box)
        pictures = {state: self._picture(place, commands) for state, commands in looks.items()}
        normal = pictures.get("") or _dictionary(**pictures)
        annotation[NameObject("/AP")] = _dictionary(N=normal)

    def group(self, box: FormField) -> DictionaryObject:
        """Return the new parent of all circles of one question."""
        group = _dictionary(
            FT=NameObject("/Btn"),
            Ff=NumberObject(_RADIO),
            T=TextStringObject(box.name),
            TU=TextStringObject(box.tip),
            V=NameObject("/Off"),
            Kids=ArrayObject(),
            Opt=ArrayObject(),
        )
        self.fields.append(self.writer._add_object(group))
        self.circles[box.name] = group
        return group

    def close(self) -> None:
        """Put the form into the document; without a field there is none."""
        if self.fields:
            form = _dictionary(Fields=self.fields, DR=self.resources, DA=TextStringObject(_LOOK))
            self.writer.root_object[NameObject("/AcroForm")] = self.writer._add_object(form)

    def _picture(self, place: _Place, commands: str) -> PdfObject:
        stream = DecodedStreamObject()
        stream.set_data(commands.encode("cp1252", "replace"))
        stream.update(
            _dictionary(
                Type=NameObject("/XObject"),
                Subtype=NameObject("/Form"),
                BBox=_floats(0, 0, place.width, place.height),
                Resources=self.resources,
            )
        )
        return self.writer._add_object(stream)

    def _font(self) -> PdfObject:
        font = fonts.form_font()
        file = DecodedStreamObject()
        file.set_data(font.data)
        packed = file.flate_encode()
        packed[NameObject("/Length1")] = NumberObject(len(font.data))
        name = NameObject(f"/FIELDS+{font.name}")
        descriptor = _dictionary(
            Type=NameObject("/FontDescriptor"),
            FontName=name,
            Flags=NumberObject(32),  # not symbolic
            FontBBox=ArrayObject(map(NumberObject, font.box)),
            ItalicAngle=NumberObject(0),
            Ascent=NumberObject(font.ascent),
            Descent=NumberObject(font.descent),
            CapHeight=NumberObject(font.cap_height),
            StemV=NumberObject(80),
            FontFile2=self.writer._add_object(packed),
        )
        return self.writer._add_object(
            _dictionary(
                Type=NameObject("/Font"),
                Subtype=NameObject("/TrueType"),
                BaseFont=name,
                FirstChar=NumberObject(32),
                LastChar=NumberObject(255),
                Widths=ArrayObject(map(NumberObject, font.widths)),
                Encoding=NameObject("/WinAnsiEncoding"),
                FontDescriptor=self.writer._add_object(descriptor),
            )
        )


def _text(form: _Form, place: _Place, box: FormField) -> Looks:
    flags = _SEVERAL_LINES if box.kind == "lines" else 0
    value, look = TextStringObject(box.value), TextStringObject(_LOOK)
    _field(place, box, FT=NameObject("/Tx"), Ff=NumberObject(flags), V=value, DV=value, DA=look)
    form.fields.append(place.reference)
    said = re.sub(r"([\\()])", r"\\\1", box.value)
    up = (place.height - SIZE) / 2 + SIZE * 0.25
    return {"": f"/Tx BMC q BT {_LOOK} 2 {up:.2f} Td ({said}) Tj ET Q EMC" if said else "/Tx BMC EMC"}


def _drop_down(form: _Form, place: _Place, box: FormField) -> Looks:
    none = TextStringObject(" ")
    options = ArrayObject([none, *map(TextStringObject, box.options)])
    look = TextStringObject(_LOOK)
    _field(place, box, FT=NameObject("/Ch"), Ff=NumberObject(_DROP_DOWN), Opt=options, V=none, DV=none, DA=look)
    form.fields.append(place.reference)
    return {"": "/Tx BMC EMC"}


def _check(form: _Form, place: _Place, box: FormField) -> Looks:
    off, style = NameObject("/Off"), _dictionary(CA=TextStringObject("4"))
    _field(place, box, FT=NameObject("/Btn"), Ff=NumberObject(0), V=off, AS=off, MK=style)
    form.fields.append(place.reference)
    return {"Off": "", "Yes": _tick(place.width, place.height)}


def _radio(form: _Form, place: _Place, box: FormField) -> Looks:
    group = form.circles.get(box.name) or form.group(box)
    state = str(len(group["/Kids"]))  # type: ignore[arg-type]
    group["/Kids"].append(place.reference)  # type: ignore[attr-defined]
    group["/Opt"].append(TextStringObject(box.value))  # type: ignore[attr-defined]
    place.annotation.update(
        _dictionary(
            Parent=group.indirect_reference,
            TU=TextStringObject(f"{box.tip}: {box.value}"),
            AS=NameObject("/Off"),
            MK=_dictionary(CA=TextStringObject("l")),
        )
    )
    return {"Off": "", state: _dot(place.width, place.height)}


def _field(place: _Place, box: FormField, **values: PdfObject) -> None:
    tip = f"{box.tip}: {box.value}" if box.kind == "check" else box.tip
    place.annotation.update(_dictionary(T=TextStringObject(box.name), TU=TextStringObject(tip), **values))


_KINDS: dict[str, Callable[[_Form, _Place, FormField], Looks]] = {
    "line": _text,
    "lines": _text,
    "drop-down": _drop_down,
    "check": _check,
    "radio": _radio,
}


def _tick(width: float, height: float) -> str:
    points = [(0.18, 0.52, "m"), (0.42, 0.2, "l"), (0.84, 0.82, "l")]
    way = " ".join(f"{width * x:.2f} {height * y:.2f} {to}" for x, y, to in points)
    return f"q 0.07 G 1.5 w 1 J 1 j {way} S Q"


def _dot(width: float, height: float) -> str:
    """Return a filled circle: a line of no length with a round end."""
    middle = f"{width / 2:.2f} {height / 2:.2f}"
    return f"q 0.07 G {min(width, height) * 0.55:.2f} w 1 J {middle} m {middle} l S Q"


def _numbered(tree: Any) -> Iterator[tuple[int, PdfObject]]:
    """Yield what a number tree holds (PDF 32000-1, 7.9.7)."""
    node = tree.get_object()
    pairs = node.get("/Nums", [])
    yield from ((int(pairs[at]), pairs[at + 1]) for at in range(0, len(pairs), 2))
    for child in node.get("/Kids", []):
        yield from _numbered(child)


def _corners(annotation: DictionaryObject) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(side) for side in annotation["/Rect"])  # type: ignore[attr-defined]
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _floats(*sides: float) -> ArrayObject:
    return ArrayObject(FloatObject(round(side, 2)) for side in sides)


def _dictionary(**values: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})
