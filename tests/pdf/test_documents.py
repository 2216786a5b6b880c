"""The PDFs of the real guide: every sheet, deck and packet, as people print, fill in and hear them."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import page as validator
import pytest
from pypdf.generic import NameObject

from relationship_reset.core import strings
from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide
from relationship_reset.model import fields
from relationship_reset.model.base import AUDIENCES, Audience, Page
from relationship_reset.model.editions import Edition, Form, Size, editions
from relationship_reset.model.field_parts import Option
from relationship_reset.model.lists import Deck
from relationship_reset.model.packet import Packet
from relationship_reset.model.worksheet import Worksheet
from relationship_reset.pdf.build import make
from relationship_reset.pdf.documents import PdfContext
from tests.answers import AFTER, BEFORE, answers, copies
from tests.conftest import ROOT
from tests.pdf.reader import Pdf

SITE = "https://relationship-reset.example/"
EDGE = 14.0
"""How near to the edge of the paper nothing may come, in points: about what home printers cannot reach."""
PAPER = {"a4": (595, 842), "letter": (612, 792)}
"""The sizes of paper in points."""


@cache
def whole() -> Guide:
    return loader.load(ROOT)


def desk() -> PdfContext:
    return PdfContext(whole(), strings.load(), SITE)


def every(kind: type[Page]) -> list[str]:
    return [page.id for page in whole().pages(kind)]


SHEETS, DECKS, PACKETS = every(Worksheet), every(Deck), every(Packet)
PRINTED = [*SHEETS, *DECKS, *PACKETS]


def made(site: Path, page: str, form: Form, size: Size = "a4", audience: Audience = "couple") -> Pdf:
    """Return a PDF as it stands on the built site."""
    return Pdf((site / Edition(page, audience, form, size).address).read_bytes())


def sheet(page: str) -> Worksheet:
    found = whole().places[page].page
    assert isinstance(found, Worksheet)
    return found


def controls(page: Worksheet, audience: Audience) -> set[str]:
    """Return the names of all that a person can fill in or tick, told from the model alone."""
    found: set[str] = set() if page.for_ == "together" else {"rr-name", "rr-date"}
    given = answers(whole(), page)
    found |= {name for name in (BEFORE, AFTER) if name in given}
    for asked, key, _, section in copies(page):
        if audience not in asked.audience or audience not in section.audience:
            continue
        names = {name: answer for name, answer in given.items() if name == key or name.startswith(f"{key}--")}
        for name, answer in names.items():
            if isinstance(answer, str):
                found.add(name)
            else:
                found |= {f"{name}={one}" for one in answer if one in offered(asked, audience)}
        if isinstance(asked, fields.Cards):
            found -= {f"{key}--{card}" for card in given[f"{key}--kept"] if card not in offered(asked, audience)}
    return found


def offered(asked: fields.Field, audience: Audience) -> set[str]:
    """Return the ids of what an audience can choose from in a field."""
    if isinstance(asked, fields.Cards):
        groups = [group for group in whole().card_groups(asked.deck) if audience in group.audience]
        return {card.id for group in groups for card in group.cards if audience in card.audience}
    assert isinstance(asked, fields.Choosing)
    options = whole().options(asked)
    known = {one.id for one in options if isinstance(one, Option) or audience in one.audience}
    return known | {"other"} if asked.other else known


def words(text: str) -> str:
    return " ".join(text.split())


def test_there_is_a_pdf_of_every_edition_and_no_other(site: Path) -> None:
    wanted = {edition.address for page in PRINTED for edition in editions(whole().places[page].page)}
    assert {path.relative_to(site).as_posix() for path in (site / "paper").iterdir()} == wanted


@pytest.mark.parametrize("page", PRINTED)
def test_every_pdf_passes_the_rules_for_all_readers(site: Path, page: str) -> None:
    """PDF/UA-1 (ISO 14289-1), with fields as well as without."""
    for edition in editions(whole().places[page].page):
        report = validator.validate_pdf_bytes((site / edition.address).read_bytes(), profile="ua1")
        assert report.is_compliant, (edition, [(one.rule_id, one.message) for one in report.failures])


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("page", SHEETS)
def test_a_fillable_sheet_has_a_field_for_everything_the_page_asks(site: Path, page: str, audience: Audience) -> None:
    pdf = made(site, page, "fillable", audience=audience)
    assert set(pdf.reader.get_fields() or {}) == controls(sheet(page), audience)


@pytest.mark.parametrize("page", [*SHEETS, *PACKETS])
def test_every_field_has_a_tooltip_of_its_own_and_is_read_once(site: Path, page: str) -> None:
    pdf = made(site, page, "fillable")
    tips = [str(widget["/TU"]) for widget in pdf.widgets]
    assert all(tips)
    assert sorted(pdf.tips) == sorted(tips)
    if page in SHEETS:  # in a packet a sheet can come once for each person
        assert len(set(tips)) == len(tips)


@pytest.mark.parametrize("page", SHEETS)
def test_what_another_program_fills_in_is_kept_and_drawn(site: Path, page: str) -> None:
    empty = made(site, page, "fillable")
    given = {}
    for name, one in (empty.reader.get_fields() or {}).items():
        states = one.get("/_States_", [])
        given[name] = "Übung 12" if one.field_type == "/Tx" else states[-1] if one.field_type == "/Ch" else states[0]
    full = empty.filled(given)
    kept = {name: str(one.value) for name, one in (full.reader.get_fields() or {}).items()}
    assert kept == given
    before = [empty.picture(at) for at in range(len(empty.reader.pages))]
    after = [full.picture(at) for at in range(len(full.reader.pages))]
    for at, leaf in enumerate(full.reader.pages):
        for widget in (one.get_object() for one in leaf.get("/Annots", [])):
            if widget["/Subtype"] == "/Widget" and widget.get("/AS", "/On") != "/Off":
                left, bottom, right, top = (float(side) for side in widget["/Rect"])
                height = before[at].height
                place = (round(left), round(height - top), round(right), round(height - bottom))
                assert before[at].crop(place).tobytes() != after[at].crop(place).tobytes(), widget["/TU"]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("page", SHEETS)
def test_every_question_is_read_and_its_own_fields_follow_it(site: Path, page: str, audience: Audience) -> None:
    pdf = made(site, page, "fillable", audience=audience)
    text = words(" ".join(f"[{said}]" if tag == "Form" else said for tag, said in pdf.reading))
    numbers = sheet(page).numbers()
    asked = [one for one in sheet(page).fields if one.id in numbers and shown(sheet(page), one, audience)]
    places = [text.index(f" {numbers[one.id]} {label(one, audience)} ") for one in asked]
    assert places == sorted(places)
    for one, place, end in zip(asked, places, [*places[1:], len(text)], strict=True):
        tips = re.findall(r"\[([^]]+)\]", text[place:end])
        own = [tip for tip in tips if tip.startswith(label(one, audience))]
        assert own
        rated = [tip for tip in tips if tip.startswith(strings.load()["after_sheet"])]
        assert tips == own + rated


def label(asked: fields.Field, audience: Audience) -> str:
    return words(re.sub(r"\{[^|}]*\|([^}]*)\}", r"\1", asked.label[audience]))


def shown(page: Worksheet, asked: fields.Field, audience: Audience) -> bool:
    return audience in asked.audience and audience in page.section_of(asked.id).audience


@pytest.mark.parametrize("page", PRINTED)
def test_all_words_stand_in_blocks_so_that_none_runs_into_the_next(site: Path, page: str) -> None:
    for edition in editions(whole().places[page].page):
        if edition.size == "a4" and edition.audience == "couple":
            loose = [said for tag, said in Pdf((site / edition.address).read_bytes()).reading if not tag]
            assert loose == [], edition


@pytest.mark.parametrize("page", SHEETS)
def test_a_sheet_to_write_on_asks_the_same_and_has_no_field(site: Path, page: str) -> None:
    forms: tuple[Form, ...] = ("blank", "large")
    for form in forms:
        pdf = made(site, page, form, "letter", "business")
        assert "/AcroForm" not in pdf.root
        for asked in sheet(page).fields:
            assert not shown(sheet(page), asked, "business") or label(asked, "business") in pdf.text


@pytest.mark.parametrize("page", PRINTED)
def test_nothing_comes_near_the_edge_of_the_paper(site: Path, page: str) -> None:
    for edition in editions(whole().places[page].page):
        pdf = Pdf((site / edition.address).read_bytes())
        assert pdf.strays(EDGE) == [], edition
        for leaf in pdf.reader.pages:
            assert tuple(map(round, leaf.mediabox[2:])) == PAPER[edition.size]
            for one in leaf.get("/Annots", []):
                left, bottom, right, top = (float(side) for side in one.get_object()["/Rect"])
                assert EDGE < left < right < PAPER[edition.size][0] - EDGE
                assert EDGE < bottom < top < PAPER[edition.size][1] - EDGE


@pytest.mark.parametrize("page", PRINTED)
def test_no_page_is_empty(site: Path, page: str) -> None:
    for edition in editions(whole().places[page].page):
        leaves = Pdf((site / edition.address).read_bytes()).document
        assert all(leaf.get_textpage().count_chars() > 40 for leaf in leaves), edition


@pytest.mark.parametrize("page", PRINTED)
def test_a_pdf_says_its_title_and_language_and_has_its_headings_in_order(site: Path, page: str) -> None:
    for edition in editions(whole().places[page].page):
        pdf = Pdf((site / edition.address).read_bytes())
        assert pdf.reader.metadata is not None
        assert pdf.reader.metadata.title == whole().places[page].page.title
        assert pdf.root["/Lang"] == "en"
        assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]
        levels = [level for level, _ in pdf.headings]
        assert levels[0] == 1
        assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


def test_the_tab_key_follows_the_order_of_reading(site: Path) -> None:
    for page in made(site, "reset-agreement", "fillable").reader.pages:
        assert page["/Tabs"] == NameObject("/S")


def test_all_fonts_are_part_of_the_file(site: Path) -> None:
    pdf = made(site, "i-statement", "fillable")
    for leaf in pdf.reader.pages:
        for font in leaf["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])
    for font in pdf.root["/AcroForm"]["/DR"]["/Font"].values():
        assert "/FontFile2" in font["/FontDescriptor"]


@pytest.mark.parametrize("form", ["blank", "fillable"])
def test_the_same_sheet_has_the_same_bytes_whenever_it_is_made(site: Path, form: Form) -> None:
    """The site was built by another process."""
    edition = Edition("apology-builder", "couple", form, "a4")
    assert make(desk().edition(edition)) == (site / edition.address).read_bytes()


def test_every_page_says_its_number_and_where_the_sheet_lives(site: Path) -> None:
    pdf = made(site, "pause-plan", "blank")
    count = len(pdf.document)
    for at, leaf in enumerate(pdf.document, 1):
        seen = words(leaf.get_textpage().get_text_range())
        assert f"Page {at} of {count}" in seen
        assert "relationship-reset.example/worksheets/pause-plan" in seen


def test_business_partners_read_their_own_words_and_only_those(site: Path) -> None:
    hints = {audience: made(site, "pause-plan", "blank", audience=audience).text for audience in AUDIENCES}
    assert "I start to wipe the table" in hints["couple"] not in hints["business"]
    assert "stop taking notes" in hints["business"] not in hints["couple"]


class TestCards:
    @pytest.mark.parametrize("audience", AUDIENCES)
    @pytest.mark.parametrize("deck", DECKS)
    def test_every_card_of_an_audience_is_there_once(self, site: Path, deck: str, audience: Audience) -> None:
        page = whole().places[deck].page
        assert isinstance(page, Deck)
        groups = [group for group in page.groups if audience in group.audience]
        cards = [card for group in groups for card in group.cards if audience in card.audience]
        for form in ("cards", "cards-two-sided"):
            text = made(site, deck, form, "letter", audience).text
            assert all(text.count(words(card.text[audience])) == 1 for card in cards)

    def test_the_back_of_a_card_lies_behind_its_front(self, site: Path) -> None:
        """Turned over its long edge, the right of the paper is the left."""
        pdf = made(site, "love-map-cards", "cards-two-sided")
        assert len(pdf.document) % 2 == 0
        for front, back in zip(list(pdf.document)[::2], list(pdf.document)[1::2], strict=True):
            width = front.get_width()
            there = {number: (width - x, y) for number, (x, y) in numbers(back).items()}
            assert numbers(front).keys() == there.keys()
            for number, (x, y) in numbers(front).items():
                assert x == pytest.approx(there[number][0], abs=2)
                assert y == pytest.approx(there[number][1], abs=100)


def numbers(page: object) -> dict[str, tuple[float, float]]:
    """Return the middle of each card's number line on a page, such as `Worries · 12`, by the number."""
    text = page.get_textpage()  # type: ignore[attr-defined]
    whole_text = text.get_text_range()
    found = {}
    for line in re.finditer(r"[A-Z][a-z ]+ · (\d+)", whole_text):
        boxes = [text.get_charbox(at) for at in range(line.start(), line.end())]
        found[line[1]] = ((boxes[0][0] + boxes[-1][2]) / 2, boxes[0][1])
    return found


class TestPackets:
    @pytest.mark.parametrize("packet", PACKETS)
    def test_a_packet_has_its_contents_bookmarks_and_all_that_it_lists(self, site: Path, packet: str) -> None:
        pdf = made(site, packet, "blank")
        page = whole().places[packet].page
        assert isinstance(page, Packet)
        marked = [str(mark["/Title"]) for mark in pdf.reader.outline if isinstance(mark, dict)]
        tops = [text for level, text in pdf.headings if level == 1]
        for ref in page.contents:
            item = whole().items[ref]
            title = getattr(item, "contacts_title", None) or item.name
            times = page.people if isinstance(item, Worksheet) and item.for_ == "each" else 1
            assert sum(title in mark for mark in marked) == times, title
            assert sum(title in top for top in tops) == times

    def test_each_person_has_a_copy_with_fields_of_its_own(self, site: Path) -> None:
        found = set(made(site, "reset-meeting-kit", "fillable").reader.get_fields() or {})
        asked = controls(sheet("where-we-are"), "couple")
        for copy in (1, 2):
            assert {f"where-we-are/{copy}/{name}" for name in asked} <= found
        assert not any(name.startswith("where-we-are/3/") for name in found)

    def test_the_contents_name_the_page_on_which_each_thing_begins(self, site: Path) -> None:
        pdf = made(site, "reset-meeting-kit", "blank")
        cover = words("".join(pdf.document[at].get_textpage().get_text_range() for at in (0, 1)))
        marks = [mark for mark in pdf.reader.outline if not isinstance(mark, list)]
        for mark in marks:
            at = pdf.reader.get_destination_page_number(mark)
            if at:
                assert re.search(rf"{re.escape(str(mark['/Title']))}\W*{at + 1}\b", cover), mark["/Title"]
