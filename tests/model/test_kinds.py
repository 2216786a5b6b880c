"""Every kind of page is whole: name, model, template, section of the link index, example, line in CONTRIBUTING."""

import json
from collections.abc import Iterator
from typing import TypeVar, get_args

import pytest

from relationship_reset.core.site_paths import LINKS_JSON
from relationship_reset.core.yaml_parser import read
from relationship_reset.guide import loader
from relationship_reset.html.environment import templates_folder
from relationship_reset.html.site import Site
from relationship_reset.model import base, kinds, refs
from relationship_reset.model.base import Item, Page
from relationship_reset.model.fields import Field
from relationship_reset.model.kinds import KINDS, SECTIONS
from relationship_reset.model.lists import Entry
from relationship_reset.model.refs import Ref
from tests.conftest import ROOT, SMALL

UNRESTRICTED = {Ref, refs.PrintedRef, refs.NotedRef}
"""References that any kind of page may be the target of; `guide.references` says which items they may name."""


T = TypeVar("T")


def subclasses(of: type[T]) -> Iterator[type[T]]:
    for inner in of.__subclasses__():
        yield inner
        yield from subclasses(inner)


@pytest.mark.parametrize("name", KINDS)
def test_the_name_is_one_that_its_model_reads(name: str) -> None:
    assert name in get_args(KINDS[name].model.model_fields["kind"].annotation)


def test_every_model_of_a_page_is_registered_under_every_name_it_reads() -> None:
    read_names = {name: model for model in subclasses(Page) for name in get_args(model.model_fields["kind"].annotation)}
    assert read_names == {name: kind.model for name, kind in KINDS.items()}


@pytest.mark.parametrize("name", KINDS)
def test_it_has_a_template(name: str) -> None:
    assert (templates_folder() / KINDS[name].template).is_file()


def test_it_has_an_example_on_the_small_site_or_among_the_golden_pages() -> None:
    shown = {place.page.kind for place in loader.load(SMALL).places.values()}
    for path in (ROOT / "tests" / "golden" / "pages").glob("*.yml"):
        case = read(path, path.name).data
        assert isinstance(case, dict)
        assert isinstance(case["files"], dict)
        shown |= {name for name in KINDS if any(f"kind: {name}\n" in str(text) for text in case["files"].values())}
    assert shown == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_it_has_a_line_in_the_authors_guide(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_link_index_has_a_section_for_each_and_the_published_names_differ() -> None:
    assert {kind.section for kind in KINDS.values()} == set(SECTIONS)
    published = [kind.published_as for kind in KINDS.values()]
    assert len(set(published)) == len(published)


def test_the_published_names_are_those_that_other_programs_know() -> None:
    assert {kind.published_as for kind in KINDS.values()} == {
        *("part", "topic", "apology", "plan", "faq", "help", "worksheet", "deck", "needs", "feelings", "values"),
        *("bids", "phrases", "packet", "session", "home", "contents", "journey", "glossary", "sources", "links"),
        *("notes", "packet-builder", "checklist", "embedding"),
    }
    files = Site(loader.load(ROOT), {}).link_files()
    found = {link["kind"] for link in json.loads(files[LINKS_JSON])["links"]}
    assert found - {kind.published_as for kind in KINDS.values()} == {
        *("section", "topic-section", "help-section", "step", "question", "apology-part", "bad-apology", "stretch"),
        *("suit", "card", "group", "need", "feeling", "value", "bid", "phrase", "term", "work", "country", "contact"),
        *("door", "promise", "turn", "sheet-section", "field"),
    }


def test_every_item_has_a_published_name() -> None:
    items = {item for item in subclasses(Item) if not issubclass(item, Page | Field | Entry)} - {base.Titled}
    assert items == set(kinds.ITEMS)


def test_every_restricted_reference_has_a_kind_that_it_leads_to() -> None:
    assert {one for one in subclasses(Ref) if not kinds.names_for(one)} == UNRESTRICTED - {Ref}
