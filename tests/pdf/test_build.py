"""PDFs are made once: again only where something changed, and never half."""

import shutil
from pathlib import Path

import pytest

from relationship_reset.core import strings
from relationship_reset.guide import loader
from relationship_reset.model.editions import Edition, editions
from relationship_reset.pdf import build, typesetting
from relationship_reset.pdf.build import PdfBuilder
from relationship_reset.pdf.documents import Document, PdfContext, PrintingError
from tests.conftest import SMALL


def printer(folder: Path, site: str = "https://own.example/") -> PdfBuilder:
    return PdfBuilder(PdfContext(loader.load(SMALL), strings.load(), site), folder / "kept")


def wanted() -> list[Edition]:
    return list(editions(loader.load(SMALL).places["alone"].page))


def published(printer: PdfBuilder, folder: Path) -> list[int]:
    """Publish one sheet's editions into a site; return what was told on the way."""
    told: list[int] = []
    printer.publish(wanted(), folder / "site", told.append)
    return told


def test_what_was_made_before_is_not_made_again(tmp_path: Path) -> None:
    first, second = printer(tmp_path), printer(tmp_path)
    published(first, tmp_path / "a")
    published(second, tmp_path / "b")
    assert (first.made, second.made) == (len(wanted()), 0)
    for edition in wanted():
        assert (tmp_path / "a" / "site" / edition.address).read_bytes() == (
            tmp_path / "b" / "site" / edition.address
        ).read_bytes()


def test_a_build_is_told_how_many_are_done(tmp_path: Path) -> None:
    assert published(printer(tmp_path), tmp_path) == list(range(1, len(wanted()) + 1))


def test_what_changed_is_made_anew_and_the_old_one_is_not_kept(tmp_path: Path) -> None:
    published(printer(tmp_path), tmp_path)
    before = set((tmp_path / "kept").iterdir())
    other = printer(tmp_path, "https://moved.example/")
    published(other, tmp_path)
    assert other.made == len(wanted())
    assert len(before) == len(wanted())
    assert before.isdisjoint((tmp_path / "kept").iterdir())


def test_a_change_in_how_sheets_are_drawn_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(printer(tmp_path), tmp_path)
    monkeypatch.setattr(build, "_makers", lambda: "another Typst")
    other = printer(tmp_path)
    published(other, tmp_path)
    assert other.made == len(wanted())


def test_a_change_to_a_typst_file_is_seen_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst reads its files anew each time; what was set with them must not be kept under the old name."""
    library = tmp_path / "library"
    shutil.copytree(typesetting.library(), library)
    monkeypatch.setattr(typesetting, "library", lambda: library)
    one = printer(tmp_path)
    one.pdf(wanted()[0])
    (library / "main.typ").write_text((library / "main.typ").read_text() + "\n")
    one.pdf(wanted()[0])
    assert one.made == 2


def test_a_making_that_is_stopped_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:100])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        printer(tmp_path).pdf(wanted()[0])
    monkeypatch.undo()
    data = printer(tmp_path).pdf(wanted()[0])
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")


def test_two_builds_at_the_same_time_do_not_trip_over_each_other(tmp_path: Path) -> None:
    """One tidies up while the other is at work."""
    first, second = printer(tmp_path), printer(tmp_path)

    def tidy(done: int) -> None:
        if done == 2:
            second.publish(wanted()[:1], tmp_path / "other", lambda _: None)

    first.publish(wanted(), tmp_path / "site", tidy)
    assert len(list((tmp_path / "site" / "paper").iterdir())) == len(wanted())


def test_a_warning_of_typst_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text in a font that is not there would be left out, with no more than a warning."""
    document = printer(Path()).context.edition(wanted()[0])

    class Warned:
        def compile_with_warnings(self, **_: object) -> tuple[bytes, list[object]]:
            return b"%PDF-", [type("Warning", (), {"diagnostic": "unknown font family"})]

    monkeypatch.setattr(typesetting, "_compiler", Warned)
    with pytest.raises(PrintingError, match="“Alone first” is not set well: unknown font family"):
        typesetting.pdf(document)


def test_a_box_that_is_not_drawn_is_an_error() -> None:
    document = printer(Path()).context.edition(Edition("alone", "couple", "fillable", "a4"))
    more = Document(document.data, [*document.boxes, document.boxes[0]])
    with pytest.raises(PrintingError, match="the box 'rr-name' stands 0 times in the document"):
        build.make(more)
