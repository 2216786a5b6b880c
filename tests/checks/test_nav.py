from pathlib import Path

from relationship_reset.checks import nav
from relationship_reset.guide import loader
from tests.conftest import write

PAGE = "kind: article\nid: {id}\ntitle: A\nsummary: What it is.\nsections:\n  - {{id: one, title: One, body: Text.}}\n"


def found(folder: Path, config: str) -> list[str]:
    files = {"mkdocs.yml": config, "docs/a.yml": PAGE.format(id="a"), "docs/b.yml": PAGE.format(id="b")}
    write(folder, files | {"docs/about.md": "# About\n"})
    return [str(problem).splitlines()[0] for problem in nav.problems(loader.load(folder), folder)]


def test_a_whole_menu_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, "nav:\n  - a.md\n  - More:\n      - B: b.md\n      - about.md\n") == []


def test_a_project_without_a_menu_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, "site_name: x\n") == []


def test_a_page_that_is_not_in_the_menu_is_named_with_the_line_to_add(tmp_path: Path) -> None:
    wanted = "mkdocs.yml:1:1: nav: the page made from docs/b.yml is not in the menu; add '- b.md'"
    assert found(tmp_path, "nav:\n  - a.md\n") == [wanted]


def test_an_entry_without_a_page_is_named_with_the_nearest_page(tmp_path: Path) -> None:
    wanted = "mkdocs.yml:4:5: nav[2]: no page is made for 'abuot.md' (did you mean 'about.md'?)"
    assert found(tmp_path, "nav:\n  - a.md\n  - b.md\n  - abuot.md\n") == [wanted]


def test_an_entry_with_the_name_of_the_yaml_file_is_told_the_name_in_the_menu(tmp_path: Path) -> None:
    wanted = "mkdocs.yml:4:8: nav[2].B: no page is made for 'b.yml' (in the menu its name is 'b.md')"
    assert wanted in found(tmp_path, "nav:\n  - a.md\n  - b.md\n  - B: b.yml\n")


def test_a_link_to_another_site_is_no_missing_page(tmp_path: Path) -> None:
    assert found(tmp_path, "nav:\n  - a.md\n  - b.md\n  - Far: https://example.org/\n") == []


def test_a_menu_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "nav:\n\t- a.md\n")
    assert problem == "mkdocs.yml:2:1: not valid YAML: a tab; indent with spaces"


def test_what_concerns_only_the_site_engine_is_left_to_it(tmp_path: Path) -> None:
    config = (
        "site_name: My small site  # note\n"
        "site_url: !ENV [SITE, 'https://small.example/']\n"
        "markdown_extensions:\n  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }\n"
        "nav:\n  - A topic: a.md # first\n  - b.md  # then\n"
    )
    assert found(tmp_path, config) == []


def test_an_entry_may_be_a_mail_address_or_any_file_in_docs(tmp_path: Path) -> None:
    write(tmp_path, {"docs/files/x.pdf": "%PDF"})
    assert found(tmp_path, "nav:\n  - a.md\n  - b.md\n  - Us: mailto:us@example.org\n  - files/x.pdf\n") == []
