"""How long a PDF takes, beside WeasyPrint. Run it with `make bench-paper`, or with `make bench` among the others.

Both set the same plain data, what `Desk.edition` returns: ours with `press.make`, WeasyPrint from HTML that
`paper.html.jinja` writes of it, with one short stylesheet. The site's own pages would hold more than a PDF does (the
words for both audiences, buttons, dialogs), and their stylesheets ask for grids and for what lies inside of what, which
browsers do quickly and WeasyPrint does slowly. So the plain HTML is the fairer match, and the harder one for us: it
takes none of the pains with the page that our sheets take (columns that fit, rows that share the room, a grid of
lines). Fonts, paper, QR codes, running feet and fields are the same; both make tagged PDFs and ask for PDF/UA-1.

Cold is a whole process: Python, the imports, the fonts, one sheet of middling length. Warm is all sheets one after the
other in one process that has made one before; in every second round each sheet is first made with fields, then without.
The plain data, or the HTML, is there before the clock starts. The set is every PDF of the site, in a process of its own
that also reads the guide; for us once into an empty cache and once out of a full one.

Machines are noisy, so what counts are the ratios: the two are timed in turns, and the ratio is that of the medians. It
is given for the time on the clock and for the processors' time, which others on the machine disturb less. `ROUNDS=1`
is quicker. A bench is not a test: it ends well whatever the figures are.
"""

# ruff: noqa: T201

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Any

import jinja2

from relationship_reset.core import mkdocs_config, strings
from relationship_reset.guide import loader
from relationship_reset.model import editions
from relationship_reset.model.editions import Edition, Form
from relationship_reset.model.worksheet import Worksheet
from relationship_reset.pdf import build, fonts
from relationship_reset.pdf.build import PdfBuilder
from relationship_reset.pdf.documents import Document, PdfContext
from relationship_reset.pdf.question_context import Data

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AIM = 10
"""How many times as fast as WeasyPrint we want to be."""
ROUNDS = int(os.environ.get("ROUNDS", "3"))
COLD = 5
"""How many cold starts there are of each kind."""
FIELDS: dict[Form, str] = {"blank": "without fields", "fillable": "with fields"}
MISSING = (
    "WeasyPrint is left out: it needs Pango, which comes on Debian with "
    "`apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`."
)

OURS = """
import json, sys
from pathlib import Path
from generator import press
from generator.blanks import Box
from generator.paper import Document
data, boxes = json.loads(Path(sys.argv[1]).read_text("utf-8"))
Path(sys.argv[2]).write_bytes(press.make(Document(data, [Box(**box) for box in boxes])))
"""
THEIRS = """
import sys
import weasyprint
document = weasyprint.HTML(filename=sys.argv[1])
document.write_pdf(sys.argv[2], stylesheets=[sys.argv[3]], pdf_variant="pdf/ua-1", pdf_forms=sys.argv[4] == "fillable")
"""
"""What a cold process does."""


@dataclass
class Times:
    """How long the same took, several times over, in seconds."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        if not self.clock:
            return " " * 26
        return " ".join(f"{one:8.3f}" for one in (min(self.clock), median(self.clock), max(self.clock)))


@dataclass
class Match:
    """What took us how long, and WeasyPrint."""

    ours: Times = field(default_factory=Times)
    theirs: Times = field(default_factory=Times)

    def row(self, name: str) -> str:
        ratios = ""
        if self.theirs.clock:
            pairs = (self.theirs.clock, self.ours.clock), (self.theirs.processor, self.ours.processor)
            ratios = "   ".join(f"{median(theirs) / median(ours):7.1f}" for theirs, ours in pairs)
        return f"{name:42} {self.ours}   {self.theirs}   {ratios}".rstrip()


Figures = dict[str, Match]


def main() -> int:
    desk = project()
    theirs = weasyprint()
    found: Figures = defaultdict(Match)
    with tempfile.TemporaryDirectory() as folder:
        cold(desk, found, Path(folder), theirs is not None)
        warm(desk, found, theirs)
        sets(found, Path(folder), theirs is not None)
    print(table(found, len(list(every(desk)))))
    return 0


def table(found: Figures, many: int) -> str:
    columns = f"{'min':>8} {'median':>8} {'max':>8}"
    return "\n".join(
        [
            f"Seconds for a PDF, and for the set of all {many}",
            f"{'':42} {'ours':^26}   {'WeasyPrint':^26}   {'times as fast':^17}",
            f"{'':42} {columns}   {columns}   {'clock':>7}   {'processor':>7}",
            *(match.row(name) for name, match in found.items()),
            f"We want to be {AIM} times as fast. The load on {os.cpu_count()} processors was {os.getloadavg()[0]:.1f}.",
        ]
    )


def cold(desk: PdfContext, found: Figures, folder: Path, both: bool) -> None:
    """Time the first sheet of a process."""
    for form, name in FIELDS.items():
        document = middling(desk, form)
        data, page, style = folder / f"{form}.json", folder / f"{form}.html", folder / "paper.css"
        data.write_text(json.dumps([document.data, [asdict(box) for box in document.boxes]]), encoding="utf-8")
        page.write_text(html(document), encoding="utf-8")
        style.write_text(stylesheet(), encoding="utf-8")
        match = found[f"cold, {name}"]
        for _ in range(COLD):
            run(match.ours, "-c", OURS, data, folder / "ours.pdf")
            if both:
                run(match.theirs, "-c", THEIRS, page, folder / "theirs.pdf", style, form)


def warm(desk: PdfContext, found: Figures, theirs: "Theirs | None") -> None:
    """Time sheets in one process, each in both forms."""
    sheets = list(worksheets(desk))
    build.make(middling(desk, "fillable"))
    if theirs:
        theirs.pdf(html(middling(desk, "fillable")), forms=True)
    for number in range(ROUNDS * 2):
        forms = list(FIELDS)[:: -1 if number % 2 else 1]
        for sheet in sheets:
            for form, what in zip(forms, ("another sheet", "same sheet, other form"), strict=True):
                document = of(desk, sheet, form)
                page = html(document)
                match = found[f"warm, {what}, {FIELDS[form]}"]
                with timed(match.ours):
                    build.make(document)
                if theirs:
                    with timed(match.theirs):
                        theirs.pdf(page, forms=form == "fillable")


def sets(found: Figures, folder: Path, both: bool) -> None:
    """Time all PDFs of the site."""
    for number in range(ROUNDS):
        made = folder / str(number)
        run(found["the set, empty cache"].ours, "-m", "tests.bench.paper", "ours", made)
        run(found["the set, full cache"].ours, "-m", "tests.bench.paper", "ours", made)
        if both:
            run(found["the set, empty cache"].theirs, "-m", "tests.bench.paper", "theirs", made)


def all_of_ours(folder: Path) -> None:
    desk = project()
    PdfBuilder(desk, folder / "cache").publish(every(desk), folder / "site", lambda _: None)


def all_of_theirs(folder: Path) -> None:
    desk, theirs = project(), weasyprint()
    assert theirs
    for edition in every(desk):
        path = folder / "theirs" / edition.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(theirs.pdf(html(desk.edition(edition)), forms=edition.form == "fillable"))


@dataclass
class Theirs:
    """WeasyPrint, with fonts and a stylesheet that it reads once for all documents."""

    module: Any
    fonts: Any
    style: Any

    def pdf(self, page: str, *, forms: bool) -> bytes:
        document = self.module.HTML(string=page)
        made = document.write_pdf(
            stylesheets=[self.style], font_config=self.fonts, pdf_variant="pdf/ua-1", pdf_forms=forms
        )
        assert isinstance(made, bytes)
        return made


def weasyprint() -> Theirs | None:
    """Return WeasyPrint, or None where it cannot work: then say what to install."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it would say more than is needed
            module = importlib.import_module("weasyprint")
            known = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    except ImportError:
        print("WeasyPrint is left out: it is not installed; `make bench-paper` does that.")
        return None
    except OSError:
        print(MISSING)
        return None
    return Theirs(module, known, module.CSS(string=stylesheet(), font_config=known))


def stylesheet() -> str:
    """Return WeasyPrint's stylesheet, in which the fonts are the files that we use."""
    return (HERE / "paper.css").read_text(encoding="utf-8").replace('url("', f'url("{fonts.folder().as_uri()}/')


def html(document: Document) -> str:
    """Return a document as plain HTML."""
    data: Data = {"deck": None, "cover": None, "parts": []} | document.data
    return TEMPLATE.render(data, cards=data["deck"], boxes=document.boxes, fillable=data["form"] == "fillable")


TEMPLATE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
).get_template("paper.html.jinja")


def project() -> PdfContext:
    return PdfContext(loader.load(ROOT), strings.load(), mkdocs_config.site_url(ROOT))


def every(desk: PdfContext) -> Iterator[Edition]:
    return (edition for place in desk.guide.places.values() for edition in editions.editions(place.page))


def worksheets(desk: PdfContext) -> Iterator[Worksheet]:
    return (sheet for sheet in desk.guide.sheets() if "couple" in sheet.audience)


def of(desk: PdfContext, sheet: Worksheet, form: Form) -> Document:
    return desk.edition(Edition(sheet.id, "couple", form, "a4"))


def middling(desk: PdfContext, form: Form) -> Document:
    """Return the sheet that has a middling number of boxes to write in."""
    known = sorted((of(desk, sheet, form) for sheet in worksheets(desk)), key=lambda one: len(one.boxes))
    return known[len(known) // 2]


def run(times: Times, *arguments: object) -> None:
    """Time a process of its own."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *map(str, arguments)], check=True, cwd=ROOT)
    times.clock.append(time.perf_counter() - start)
    after = getrusage(RUSAGE_CHILDREN)
    times.processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


@contextlib.contextmanager
def timed(times: Times) -> Iterator[None]:
    """Time what is done in this process."""
    start, before = time.perf_counter(), time.process_time()
    yield
    times.clock.append(time.perf_counter() - start)
    times.processor.append(time.process_time() - before)


PARTS: dict[str, Callable[[Path], None]] = {"ours": all_of_ours, "theirs": all_of_theirs}
"""What a process for the whole set is asked for."""

if __name__ == "__main__":
    if len(sys.argv) > 1:
        PARTS[sys.argv[1]](Path(sys.argv[2]))
    else:
        sys.exit(main())
