"""What authors may write, and nobody expected, on paper: it holds, or it is an error that says where."""

import io
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import page as validator
import pytest
from pypdf import PdfReader

from relationship_reset.checks import glyphs
from relationship_reset.core import strings
from relationship_reset.core.problems import GuideError
from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide
from relationship_reset.model import packet
from relationship_reset.model.base import AUDIENCES, Page
from relationship_reset.model.editions import Edition, Form, editions
from relationship_reset.model.packet import Packet
from relationship_reset.pdf.build import make
from relationship_reset.pdf.documents import PdfContext, PrintingError
from tests.conftest import CARE, SHEET, write
from tests.pdf.reader import Pdf

EDGE = 14.0
"""How near to the edge of the paper nothing may come, in points."""
LONG = "long words about what has happened between the two of us " * 5
TOKENS = [f"option{number:03}" for number in range(60)]
FORMS: tuple[Form, ...] = ("blank", "fillable", "large")


def read(folder: Path, *questions: str, more: str = "") -> Guide:
    """Return a guide with one sheet that asks some questions."""
    asked = "".join(f"      - {{{question}}}\n" for question in questions)
    return loader.load(write(folder, {"docs/care.yml": CARE, "worksheets/sheet.yml": SHEET + asked + more}))


def printed(whole: Guide, form: Form, page: str = "sheet") -> Pdf:
    """Return a good PDF of a page: one that passes the rules, and in which nothing comes near the paper's edge."""
    data = make(PdfContext(whole, strings.load(), "https://own.example/").edition(Edition(page, "couple", form, "a4")))
    report = validator.validate_pdf_bytes(data, profile="ua1")
    assert report.is_compliant, [(one.rule_id, one.message) for one in report.failures]
    pdf = Pdf(data)
    assert pdf.strays(EDGE) == []
    return pdf


def changed(whole: Guide, field: str, values: Mapping[str, object]) -> Guide:
    """Return a guide whose sheet has a field with values that the model would refuse."""
    place = whole.places["sheet"]
    sheet = place.page
    (section,) = sheet.sections  # type: ignore[attr-defined]  # a worksheet
    fields = [one.model_copy(update=values) if one.id == field else one for one in section.fields]
    other = sheet.model_copy(update={"sections": [section.model_copy(update={"fields": fields})]})
    new: Page = other
    return Guide(
        whole.places | {"sheet": type(place)(new, place.source, place.address)}, whole.items | {"sheet": other}
    )


@pytest.mark.parametrize("form", FORMS)
def test_labels_and_hints_of_the_greatest_length_are_all_there(tmp_path: Path, form: Form) -> None:
    label = LONG[:290].strip()
    whole = read(
        tmp_path,
        f"id: a, type: text, label: {label} a, hint: {label} b",
        f"id: b, type: choices, label: {label} c, options: [{{id: one, label: {label} d}}, {{id: two, label: Short}}]",
        f"id: c, type: scale, label: {label} e, least: {label} f, most: {label} g",
        f"id: d, type: rows, label: {label} h, row: Row, columns: [{{id: e, type: text, label: {label} i}}]",
    )
    text = printed(whole, form).text
    assert all(f"{label} {sign}" in text for sign in "abcdefghi")


@pytest.mark.parametrize("form", FORMS)
def test_a_word_longer_than_a_line_stays_on_the_paper(tmp_path: Path, form: Form) -> None:
    word = "Donaudampfschifffahrt" * 12
    pdf = printed(read(tmp_path, f"id: a, type: text, label: {word}, hint: {word}"), form)
    assert re.sub(r"[\s\u200b]", "", pdf.text).count(word) >= 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_sixty_options_are_all_there_and_can_all_be_chosen(tmp_path: Path, kind: str, form: Form) -> None:
    options = ", ".join(f"{{id: {token}, label: {token}}}" for token in TOKENS)
    pdf = printed(read(tmp_path, f"id: a, type: {kind}, label: Which, options: [{options}], other: yes"), form)
    assert [token for token in TOKENS if token not in pdf.text] == []
    assert len(pdf.widgets) == (len(TOKENS) + 2 + 2 if form == "fillable" else 0)


@pytest.mark.parametrize("form", FORMS)
def test_two_hundred_rows_go_on_over_pages_and_each_page_names_the_columns(tmp_path: Path, form: Form) -> None:
    columns = "[{id: who, type: text, label: Whodoes}, {id: day, type: date, label: Bywhen}]"
    whole = changed(read(tmp_path, f"id: a, type: rows, label: All, row: Row, columns: {columns}"), "a", {"rows": 200})
    pdf = printed(whole, form)
    assert len(pdf.widgets) == (2 * 200 + 2 if form == "fillable" else 0)
    seen = [leaf.get_textpage().get_text_range() for leaf in pdf.document]
    assert all("Whodoes" in text and "Bywhen" in text for text in seen)


@pytest.mark.parametrize("form", FORMS)
def test_thirty_lines_eight_gaps_and_twenty_points_hold(tmp_path: Path, form: Form) -> None:
    slots = ", ".join(f"{{id: s{number}, label: gap {number}}}" for number in range(8))
    gaps = " and ".join(f"{{s{number}}}" for number in range(8))
    points = ", ".join(f"{{id: p{number}, label: Point{number:02}, minutes: 600}}" for number in range(20))
    whole = read(
        tmp_path,
        "id: a, type: long text, label: Write, lines: 30",
        f'id: b, type: sentence, label: Say, text: "{gaps}", slots: [{slots}]',
        f"id: c, type: agenda, label: Meet, points: [{points}]",
    )
    pdf = printed(whole, form)
    assert all(f"Point{number:02}" in pdf.text for number in range(20))
    assert len(pdf.widgets) == (1 + 8 + 21 + 2 if form == "fillable" else 0)


def test_greek_and_cyrillic_are_read_and_seen(tmp_path: Path) -> None:
    greek, cyrillic = "Τι θα ήθελες να ακούσεις", "Что тебе важно сейчас?"
    whole = read(
        tmp_path,
        f"id: a, type: text, label: {greek}",
        f"id: b, type: date, label: {cyrillic}, show when: {{field: a}}",
        f'id: c, type: note, label: Note, body: "*{greek}* **{cyrillic}** ***{greek}***"',
    )
    assert list(glyphs.problems(whole)) == []
    pdf = printed(whole, "blank")
    assert pdf.text.count(greek) == 3
    assert cyrillic in pdf.text


def test_a_sign_that_no_font_has_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    whole = read(tmp_path, "id: a, type: text, label: What we ❤ most, hint: 愛")
    found = GuideError(list(glyphs.problems(whole))).problems
    assert [str(problem).splitlines()[0] for problem in found] == [
        "worksheets/sheet.yml:12:44: sections[0].fields[0].label: '❤' (HEAVY BLACK HEART) cannot be drawn on paper",
        "worksheets/sheet.yml:12:58: sections[0].fields[0].hint: "
        "'愛' (CJK UNIFIED IDEOGRAPH-611B) cannot be drawn on paper",
    ]


def test_a_sign_that_no_font_has_is_not_left_out_in_silence(tmp_path: Path) -> None:
    with pytest.raises(PrintingError, match="❤"):
        printed(read(tmp_path, "id: a, type: text, label: What we ❤ most"), "blank")


def test_a_sign_that_only_the_screen_shows_is_no_problem(tmp_path: Path) -> None:
    files = {"docs/care.yml": CARE.replace("Here.", "Here ❤.")}
    assert list(glyphs.problems(loader.load(write(tmp_path, files)))) == []


def test_a_sign_in_a_list_or_section_that_is_printed_is_a_problem(tmp_path: Path) -> None:
    needs = """kind: needs
id: needs
title: Needs
summary: What we need.
groups:
  - {id: rest, title: Rest, entries: [{id: sleep, label: Sleep ☎️}]}
  - {id: play, title: Play, entries: [{id: fun, label: Fun ❤}]}
"""
    pack = "kind: packet\nid: pack\ntitle: Pack\nsummary: Pack.\ncontents: [care#where-answers-live]\n"
    files = {
        "docs/care.yml": CARE.replace("Here.", "Here ⛰."),
        "docs/needs.yml": needs,
        "docs/pack.yml": pack,
        "worksheets/sheet.yml": SHEET + "      - {id: a, type: choice, label: Which, from: needs#play}\n",
    }
    found = GuideError(list(glyphs.problems(loader.load(write(tmp_path, files))))).problems
    assert [(problem.file, problem.message[:3]) for problem in found] == [
        ("docs/care.yml", "'⛰'"),
        ("docs/needs.yml", "'❤'"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_section_that_is_empty_for_an_audience_is_left_out(tmp_path: Path, form: Form) -> None:
    more = """  - id: work
    title: Only at work
    fields:
      - {id: b, type: text, label: Your firm, audience: [business]}
"""
    pdf = printed(read(tmp_path, "id: a, type: text, label: Why", more=more), form)
    assert "Only at work" not in pdf.text
    assert [text for level, text in pdf.headings if level == 2] == ["Ask"]


def test_a_packet_of_everything_for_twelve_has_a_name_for_every_field(tmp_path: Path) -> None:
    whole = read(tmp_path, "id: a, type: choice, label: Which, options: [{id: b, label: B}, {id: c, label: C}]")
    own = Packet.model_validate(
        {"kind": "packet", "id": "p", "title": "P", "summary": "P.", "people": 12, "contents": ["sheet"]}
    )
    sheet = whole.places["sheet"].page.model_copy(update={"for_": "each"})
    each = Guide(whole.places, whole.items | {"sheet": sheet})
    data = make(PdfContext(each, strings.load(), "https://own.example/").document(own, "couple", "fillable", "letter"))
    names = PdfReader(io.BytesIO(data)).get_fields() or {}
    assert {f"sheet/{copy}/a" for copy in range(1, 13)} <= set(names)
    assert len(names) == 12 * 3 + 12 + 1


def test_a_guide_that_has_no_site_prints_without_addresses(tmp_path: Path) -> None:
    whole = read(tmp_path, "id: a, type: note, label: Note, body: 'Read [[care]].'")
    own = packet.custom_packet("Own", "Ours.", 2, ["sheet", "care#where-answers-live"])
    for page in (whole.places["sheet"].page, own):
        pdf = Pdf(make(PdfContext(whole, strings.load(), "").document(page, "couple", "blank", "a4")))
        assert "Read Care." in pdf.text
        assert pdf.links == []


def test_line_breaks_and_lists_in_lists_are_printed(tmp_path: Path) -> None:
    body = "One.  \\nTwo.\\n\\n- three\\n    - four\\n        - five\\n    1. six\\n\\n> seven"
    text = printed(read(tmp_path, f'id: a, type: note, label: Note, body: "{body}"'), "blank").text
    assert all(word in text for word in ("One.", "Two.", "three", "four", "five", "six", "seven"))


def test_what_only_the_screen_shows_may_have_any_sign(tmp_path: Path) -> None:
    more = "nudges: [{words: [always], say: Is it ❤?}]\n"
    assert list(glyphs.problems(read(tmp_path, "id: a, type: text, label: Why", more=more))) == []


def test_the_title_of_what_is_referred_to_must_be_drawn_too(tmp_path: Path) -> None:
    files = {
        "docs/care.yml": CARE.replace("title: Care", "title: Care ❤"),
        "worksheets/sheet.yml": SHEET + "      - {id: a, type: note, label: Note, body: 'See [[care]].'}\n",
    }
    found = GuideError(list(glyphs.problems(loader.load(write(tmp_path, files))))).problems
    assert [(one.file, one.where) for one in found] == [("worksheets/sheet.yml", "sections[0].fields[0].body")]


def test_a_sign_written_as_an_entity_is_seen_and_a_title_that_is_not_shown_is_not(tmp_path: Path) -> None:
    body = "See [[care|the page]] &hearts;."
    files = {
        "docs/care.yml": CARE.replace("title: Care", "title: Care ☎"),
        "worksheets/sheet.yml": SHEET + f"      - {{id: a, type: note, label: Note, body: '{body}'}}\n",
    }
    found = GuideError(list(glyphs.problems(loader.load(write(tmp_path, files))))).problems
    assert [one.message[:3] for one in found] == ["'♥'"]


@pytest.mark.parametrize("sign", ["\u200d", "\ufe0f"])
def test_a_sign_without_a_shape_needs_no_font(tmp_path: Path, sign: str) -> None:
    whole = read(tmp_path, f'id: a, type: text, label: "Why{sign}now"')
    assert list(glyphs.problems(whole)) == []
    printed(whole, "blank")


def test_a_question_that_hangs_on_one_for_the_other_audience_is_left_out(tmp_path: Path) -> None:
    whole = read(
        tmp_path,
        "id: a, type: text, label: First, audience: [business]",
        "id: b, type: text, label: Second, show when: {field: a}",
        "id: c, type: text, label: Third",
    )
    text = printed(whole, "blank").text
    assert "Second" not in text
    assert "3 Third" in text


def test_a_section_of_a_page_for_the_other_audience_is_not_in_a_packet(tmp_path: Path) -> None:
    whole = read(tmp_path, "id: a, type: text, label: Why")
    care = whole.places["care"].page.model_copy(update={"audience": ["couple"]})
    desk = PdfContext(Guide(whole.places, whole.items | {"care": care}), strings.load(), "")
    own = packet.custom_packet("Own", "Ours.", 2, ["sheet", "care#where-answers-live"])
    parts = {audience: desk.document(own, audience, "blank", "a4").data["parts"] for audience in AUDIENCES}
    assert {audience: [one["title"] for one in found] for audience, found in parts.items()} == {
        "couple": ["A sheet", "Where answers live"],
        "business": ["A sheet"],
    }


def test_several_at_once_may_ask_for_pdfs(tmp_path: Path) -> None:
    """As they may of a served site: Typst's compiler and the engine for rich text work for one at a time."""
    whole = read(tmp_path, "id: a, type: note, label: Note, body: 'See [[care]] and [[sheet]].'")
    desk = PdfContext(whole, strings.load(), "https://own.example/")
    edition = Edition("sheet", "couple", "fillable", "a4")
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: make(desk.edition(edition)), range(24)))
    assert len(made) == 1


def test_text_from_strangers_is_only_text(tmp_path: Path) -> None:
    """Typst gets data, and no markup: nothing an author writes is run, and nothing is left out."""
    evil = "#panic() $x$ *b* _i_ `c` @ref <label> #include(1) = Title // no \\\\ {a} [b] ~ -- '''"
    whole = read(tmp_path, f'id: a, type: text, label: "{evil}"')
    text = printed(whole, "blank").text
    assert "#panic() $x$ *b* _i_ `c` @ref <label> #include(1) = Title // no \\ {a} [b] ~ -- '''" in text


def test_editions_are_for_the_audiences_that_a_page_is_for(tmp_path: Path) -> None:
    whole = loader.load(
        write(
            tmp_path,
            {
                "docs/care.yml": CARE,
                "worksheets/sheet.yml": SHEET.replace("for: one", "for: one\naudience: [business]")
                + "      - {id: a, type: text, label: A}\n",
            },
        )
    )
    assert {edition.audience for edition in editions(whole.places["sheet"].page)} == {"business"}
