from pathlib import Path

import pytest

from relationship_reset.checks import theme_links
from relationship_reset.core import strings
from relationship_reset.guide import loader
from tests.conftest import ROOT, write

PAGE = "kind: article\nid: care\ntitle: Care\nsummary: Safety.\nsections:\n  - {id: one, title: One, body: Text.}\n"


def found(folder: Path, template: str) -> list[str]:
    write(
        folder, {"docs/care.yml": PAGE, "docs/about.md": "# About\n", "overrides/partials/x.html": f"<p>\n{template}"}
    )
    return [str(problem) for problem in theme_links.problems(loader.load(folder), {"search"}, folder)]


@pytest.mark.parametrize("address", ["'care/' | url }}", "'care/' | url }}#one", "'about/' | url }}"])
def test_a_link_to_a_page_or_item_has_no_problem(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, f'<a href="{{{{ {address}">{{{{ t.search }}}}</a>') == []


def test_a_link_to_a_file_of_the_theme_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, "<script src=\"{{ 'partials/x.html' | url }}\"></script>") == []


def test_a_link_to_a_page_that_moved_away_is_found_where_it_stands(tmp_path: Path) -> None:
    assert found(tmp_path, "<a href=\"{{ 'old/' | url }}\">") == [
        "overrides/partials/x.html:2:10: nothing has the address /old/, to which the theme links; "
        "give the page its old file name and id back\n    <a href=\"{{ 'old/' | url }}\">\n             ^"
    ]


def test_a_link_to_an_item_that_is_gone_is_found(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "<a href=\"{{ 'care/' | url }}#two\">")
    assert "nothing has the address /care/#two" in problem


def test_words_that_the_theme_asks_for_and_nobody_wrote_are_found(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "<p>{{ t.serch }}</p>")
    assert problem.startswith(
        "overrides/partials/x.html:2:7: missing words for 'serch' in generator/relationship_reset/core/strings.yml"
    )


def test_the_links_and_words_of_our_theme_are_seen() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / theme_links.FOLDER).rglob("*.html"))
    assert text.count("' | url }}") == len(theme_links._LINK.findall(text)) > 0
    assert set(theme_links._WORD.findall(text)) <= set(strings.load())
