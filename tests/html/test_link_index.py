"""The link book: every published address is in it, and its files can be read by other programs."""

import csv
import io
import json
from pathlib import Path

import pytest

from relationship_reset.core.problems import GuideError
from relationship_reset.core.site_paths import LINKS_CSV, LINKS_JSON
from relationship_reset.guide import addresses, loader
from relationship_reset.html.link_index import COLUMNS, LinkEntry
from relationship_reset.html.site import Site
from relationship_reset.model.indexes import Links
from tests.conftest import CARE, ROOT, SMALL, write

SITE = "https://small.example/"
LINKS = """kind: links
id: links
title: Links
summary: All of them.
vocabulary: [{id: talks, title: Talks}]
"""


def rows(folder: Path) -> dict[str, LinkEntry]:
    sections = Site(loader.load(folder), {}, numbers=addresses.numbers(folder)).link_index
    return {entry.ref: entry for pages in sections.values() for page in pages for entry in page}


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_every_address_of_our_guide_is_in_the_book_and_in_its_files_once() -> None:
    whole, numbers = loader.load(ROOT), addresses.numbers(ROOT)
    today = {whole.address(ref) for ref in whole.items}
    files = Site(whole, {}, SITE, numbers).link_files()
    data = json.loads(files[LINKS_JSON])
    assert (data["format"], data["version"], data["site"]) == ("relationship-reset links", 1, SITE)
    for listed in ([link["address"] for link in data["links"]], [row["address"] for row in table(files[LINKS_CSV])]):
        assert len(listed) == len(today)
        assert set(listed) == today
    assert {link["number"] for link in data["links"]} == {numbers[address] for address in today}
    assert all(set(link["topics"]) <= {topic["id"] for topic in data["topics"]} for link in data["links"])


def test_the_table_says_the_same_as_the_data() -> None:
    files = Site(loader.load(SMALL), {}, SITE, {"topic/": 7}).link_files()
    links = json.loads(files[LINKS_JSON])["links"]
    for row, link in zip(table(files[LINKS_CSV]), links, strict=True):
        assert tuple(row) == tuple(link) == COLUMNS
        for column in COLUMNS:
            value = " ".join(link[column]) if isinstance(link[column], list) else link[column]
            assert row[column].removeprefix("'") == ("" if value is None else str(value))
    assert next(link for link in links if link["address"] == "topic/")["number"] == 7
    assert files[LINKS_CSV].count("\r\n") == len(links) + 1


def test_a_row_says_what_it_is_and_for_whom() -> None:
    found = rows(SMALL)
    sheet, step, work, card = found["alone"], found["first#say-it"], found["first#only-work"], found["deck#morning"]
    assert (sheet.kind, sheet.use, sheet.minutes, sheet.part) == ("worksheet", "each", 5, 1)
    assert sheet.summary == "One copy for each person."
    assert (step.kind, step.minutes, step.topics, step.part) == ("step", 10, ["talks"], 1)
    assert work.audience == ["business"]
    assert (card.kind, card.topics, card.sort) == ("card", ["rest"], "card")
    assert found["deck#plan"].audience == ["business"], "it stands in a group for business"
    assert (found["alone#word"].kind, found["alone#word"].title) == ("field", "My word")
    assert found["phrases"].sort == "page"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"])
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    page = CARE.replace("title: Care", f'title: "{text}"').replace("Safety.", '"=HYPERLINK(""x"")"'.replace('""', "'"))
    whole = loader.load(write(tmp_path, {"docs/care.yml": page, "docs/links.yml": LINKS}))
    cells = [cell for row in table(Site(whole, {}, SITE).link_files()[LINKS_CSV]) for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in cells)
    assert any(text.strip() in cell for cell in cells)


def test_words_with_commas_quotes_and_signs_come_through(tmp_path: Path) -> None:
    title = 'A “talk”, "now"; ’tis; é'
    page = CARE.replace("title: Care", f"title: '{title}'")
    whole = loader.load(write(tmp_path, {"docs/care.yml": page, "docs/links.yml": LINKS}))
    assert title in [row["title"] for row in table(Site(whole, {}, SITE).link_files()[LINKS_CSV])]


def test_without_a_link_book_there_are_no_files_and_topics_are_free(tmp_path: Path) -> None:
    page = CARE.replace("summary:", "topics: [anything]\nsummary:")
    assert Site(loader.load(write(tmp_path, {"docs/care.yml": page})), {}, SITE).link_files() == {}


def test_a_topic_stands_in_the_vocabulary_once(tmp_path: Path) -> None:
    twice = LINKS.replace("Talks}]", "Talks}, {id: talks, title: Talk}]")
    with pytest.raises(GuideError, match="the topic 'talks' stands here twice"):
        loader.load(write(tmp_path, {"docs/links.yml": twice}))


@pytest.mark.parametrize("word", ["sorry", "apologize", "affair", "divorce", "cofounder", "jealousy", "kids"])
def test_our_book_is_searched_by_the_words_that_people_say(word: str) -> None:
    assert any(word in subject.also for page in loader.load(ROOT).pages(Links) for subject in page.vocabulary)
