"""Every field type is whole: a model, a template, paper, an example on the small site, a line in the authors' guide."""

import re

import pytest

from relationship_reset.guide import loader
from relationship_reset.html.environment import templates_folder
from relationship_reset.model.fields import field_types
from relationship_reset.pdf.answers import question_builders
from relationship_reset.pdf.typesetting import library
from tests.conftest import ROOT, SMALL

TYPES = sorted(field_types)


@pytest.mark.parametrize("name", TYPES)
def test_the_name_is_the_one_its_model_reads(name: str) -> None:
    assert field_types[name].model_fields["type"].annotation.__args__ == (name,)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", TYPES)
def test_it_has_a_page_template(name: str) -> None:
    assert (templates_folder() / "fields" / f"{name.replace(' ', '-')}.html.jinja").is_file()


def test_each_has_its_data_for_paper_and_what_draws_it() -> None:
    drawn = (library() / "fields.typ").read_text(encoding="utf-8").partition("#let draw = (")[2].partition(")\n")[0]
    assert set(question_builders) == set(TYPES) == set(re.findall(r'"([a-z ]+)":', drawn))


@pytest.mark.parametrize("name", TYPES)
def test_it_has_a_line_in_the_authors_guide(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_each_has_an_example_and_no_template_is_left_over() -> None:
    used = {field.type for sheet in loader.load(SMALL).sheets() for field in sheet.fields}  # type: ignore[attr-defined]
    templates = {path.name.split(".")[0].replace("-", " ") for path in (templates_folder() / "fields").iterdir()}
    assert used == set(TYPES) == templates
