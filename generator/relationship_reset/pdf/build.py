"""Building PDFs, with a cache of those that earlier builds made from the same input."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from relationship_reset.model.editions import Edition
from relationship_reset.pdf import fonts, form_fields, typesetting
from relationship_reset.pdf.documents import Document, PdfContext

_END = (b"%%EOF", b"%%EOF\n")
"""How a complete PDF ends. A file without it was interrupted while it was written."""
_LIBRARIES = ("typst", "pypdf", "fonttools", "font-source-sans-pro", "font-source-serif-pro")


def make(document: Document) -> bytes:
    """Return a document as a PDF, with form fields if it is to be filled in on a screen.

    Raises PrintingError if it cannot be typeset.
    """
    data = typesetting.pdf(document)
    return form_fields.add_fields(data, document.boxes) if document.data["form"] == "fillable" else data


@dataclass
class PdfBuilder:
    """Makes the editions of one guide."""

    context: PdfContext
    folder: Path
    """The cache."""
    used: set[Path] = field(default_factory=set)
    made: int = 0
    """How many were not in the cache."""

    def pdf(self, edition: Edition) -> bytes:
        """Return an edition as a PDF. Raises PrintingError if it cannot be typeset."""
        document = self.context.edition(edition)
        path = self._place(document)
        return self._kept(path) or self._keep(path, make(document))

    def publish(self, editions: Iterable[Edition], site: Path, report: Callable[[int], None]) -> None:
        """Write editions into the folder of a site; call `report` after each with how many are done.

        Cached files that this builder has not used are deleted. Raises PrintingError.
        """
        wanted = [(edition, found := self.context.edition(edition), self._place(found)) for edition in editions]
        with _pool() as pool:
            coming = {path: pool.submit(make, document) for _, document, path in wanted if not self._kept(path)}
            for done, (edition, document, path) in enumerate(wanted, 1):
                if path in coming:
                    self._keep(path, coming[path].result())
                target = site / edition.address
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self._kept(path) or make(document))
                report(done)
        for path in set(self.folder.glob("*.pdf")) - self.used:
            path.unlink(missing_ok=True)

    def _place(self, document: Document) -> Path:
        """Return the path of a document in the cache, and note that it is used."""
        path = self.folder / f"{_key(document)}.pdf"
        self.used.add(path)
        return path

    def _kept(self, path: Path) -> bytes | None:
        with suppress(FileNotFoundError):  # another build may tidy up at the same time
            if (kept := path.read_bytes()).endswith(_END):
                return kept
        return None

    def _keep(self, path: Path, data: bytes) -> bytes:
        self.made += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return data


@contextmanager
def _pool() -> Iterator[ProcessPoolExecutor]:
    """Give a process for each processor, begun when first needed. Within one, Typst does one at a time."""
    pool = ProcessPoolExecutor(mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _key(document: Document) -> str:
    """Return a name for what a document will be: made of all that decides about it."""
    said = json.dumps([document.data, [asdict(box) for box in document.boxes]], sort_keys=True)
    return hashlib.sha256(f"{said}{_makers()}".encode()).hexdigest()


def _makers() -> str:
    """Return what stands for the programs that make the PDFs: a new one may make them otherwise.

    Typst reads its files at each setting, so they are read each time here too; Python's modules stay as they were.
    """
    drawn = b"".join(path.read_bytes() for path in sorted(typesetting.library().glob("*.typ")))
    return hashlib.sha256(drawn).hexdigest() + _MODULES


_MODULES = hashlib.sha256(
    b"".join(Path(module.__file__ or "").read_bytes() for module in (form_fields, fonts, typesetting))
).hexdigest() + " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
