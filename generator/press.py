"""Making PDFs. What was made before and would come out the same is taken from a folder."""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator import acroform, fonts, typeset
from generator.editions import Edition
from generator.paper import Desk, Document

CACHE = ".cache/paper"
"""The folder, below the project's, with the PDFs that were made before."""
_END = (b"%%EOF", b"%%EOF\n")
"""How a PDF ends. One without it was being written when the making was stopped."""
_LIBRARIES = ("typst", "pypdf", "fonttools", "font-source-sans-pro", "font-source-serif-pro")


def make(document: Document) -> bytes:
    """Return a document as a PDF, with form fields if it is to be filled in on a screen.

    Raises PrintingError where it cannot be set.
    """
    data = typeset.pdf(document)
    return acroform.add_fields(data, document.boxes) if document.data["form"] == "fillable" else data


@dataclass
class Press:
    """Makes the editions of one guide."""

    desk: Desk
    folder: Path
    """Where what was made is kept."""
    used: set[Path] = field(default_factory=set)
    made: int = 0
    """How many had to be made, and were not there."""

    def pdf(self, edition: Edition) -> bytes:
        """Return an edition as a PDF. Raises PrintingError where it cannot be set."""
        document = self.desk.edition(edition)
        path = self.folder / f"{_key(document)}.pdf"
        self.used.add(path)
        with suppress(FileNotFoundError):  # another build may tidy up at the same time
            if (kept := path.read_bytes()).endswith(_END):
                return kept
        self.made += 1
        data = make(document)
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return data

    def publish(self, editions: Iterable[Edition], site: Path, tell: Callable[[int], None]) -> None:
        """Write editions into a site, and tell how many are done after each.

        What an earlier run kept, and this one did not use, is deleted. Raises PrintingError.
        """
        for done, edition in enumerate(editions, 1):
            path = site / edition.address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.pdf(edition))
            tell(done)
        for path in set(self.folder.glob("*")) - self.used:
            path.unlink(missing_ok=True)


def _key(document: Document) -> str:
    """Return a name for what a document will be: made of all that decides about it."""
    said = json.dumps([document.data, [asdict(box) for box in document.boxes]], sort_keys=True)
    return hashlib.sha256(f"{said}{_makers()}".encode()).hexdigest()


@cache
def _makers() -> str:
    """Return what stands for the programs that make the PDFs: a new one may make them otherwise."""
    ours = [Path(module.__file__ or "") for module in (acroform, fonts, typeset)]
    ours += sorted(typeset.library().glob("*.typ"))
    contents = hashlib.sha256(b"".join(path.read_bytes() for path in ours)).hexdigest()
    return contents + " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
