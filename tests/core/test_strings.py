"""The words of the interface are read once, for pages and for paper."""

from pathlib import Path

import pytest

from relationship_reset.core import strings
from relationship_reset.core.problems import GuideError
from relationship_reset.core.yaml_parser import read


def test_every_word_is_text_under_a_name_of_its_own() -> None:
    source = strings.read_source()
    assert isinstance(source.data, dict)
    assert strings.load().keys() == source.data.keys()


def test_a_file_that_cannot_be_read_is_a_problem_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "strings.yml").write_text("a: One\na: Two\n", encoding="utf-8")
    with pytest.raises(GuideError, match=r"strings\.yml:2:1: duplicate key 'a'"):
        strings.load(read(tmp_path / "strings.yml", strings.FILE))
