from pathlib import Path

import pytest

from relationship_reset.core.yaml_parser import MAX_BYTES, MAX_VALUES, read
from relationship_reset.core.yaml_source import Source, format_path


def source(folder: Path, content: str | bytes) -> Source:
    path = folder / "file.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, "file.yml")


def messages(found: Source) -> list[str]:
    return [problem.message for problem in found.problems]


def test_words_that_yaml_would_turn_into_other_things_stay_text(tmp_path: Path) -> None:
    found = source(tmp_path, "a: No\nb: 0800\nc: 2026-01-02\nd: ~\ne: 1e3\n")
    assert found.data == {"a": "No", "b": "0800", "c": "2026-01-02", "d": "~", "e": "1e3"}


def test_a_key_without_a_value_has_none_and_quotes_make_it_empty_text(tmp_path: Path) -> None:
    assert source(tmp_path, "a:\nb: ''\n").data == {"a": None, "b": ""}


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    found = source(tmp_path, b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    assert (found.data, found.problems) == ({"a": "b", "c": "d"}, [])


def test_places_count_characters_not_bytes(tmp_path: Path) -> None:
    found = source(tmp_path, "ä: {ö: ü}\n")
    assert found.values["ä", "ö"] == (1, 8)
    assert found.keys["ä", "ö"] == (1, 5)


def test_the_place_of_an_unknown_value_is_that_of_its_nearest_parent(tmp_path: Path) -> None:
    found = source(tmp_path, "a: x\nb:\n  - c: d\n")
    assert found.position(("b", 0, "missing", "deeper")) == (3, 5)


def test_a_file_that_is_not_utf8_says_which_byte_stands_where(tmp_path: Path) -> None:
    found = source(tmp_path, "a: b\nc: caf\xe9\n".encode("latin-1"))
    (problem,) = found.problems
    assert (problem.line, problem.column) == (2, 7)
    assert "not UTF-8 (byte 0xe9)" in problem.message


def test_a_control_character_is_found_where_it_stands(tmp_path: Path) -> None:
    (problem,) = source(tmp_path, "a: b\nc: d\x07\n").problems
    assert (problem.line, problem.column) == (2, 5)


def test_a_file_over_the_size_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    found = source(tmp_path, "a: " + "x" * MAX_BYTES)
    assert found.data is None
    assert messages(found) == ["the file is larger than 500,000 bytes; split it"]


def test_a_file_with_too_many_values_is_refused(tmp_path: Path) -> None:
    found = source(tmp_path, "[" + "x," * (MAX_VALUES + 1) + "]")
    assert messages(found) == ["the file holds more than 50,000 values; split it"]


def test_an_alias_bomb_does_not_grow(tmp_path: Path) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    found = source(tmp_path, "\n".join(levels))
    assert len(found.problems) == 99
    assert all("alias" in message for message in messages(found))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_of_any_form_is_bounded(tmp_path: Path, opening: str) -> None:
    found = source(tmp_path, opening * 50_000)
    assert found.data is None
    assert len(found.problems) == 1


def test_ways_are_spelled_as_people_write_them() -> None:
    assert format_path(("sections", 1, "instead of", 0)) == "sections[1].instead of[0]"


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read(tmp_path / "gone.yml", "gone.yml").problems
    assert problem.message == "this cannot be read as a file (No such file or directory)"


@pytest.mark.parametrize("code", ["7f", "00", "1e", "0d", "85", "ad"])
def test_characters_that_cannot_be_seen_are_refused(tmp_path: Path, code: str) -> None:
    (message,) = messages(source(tmp_path, f'a: "x\\x{code}"\n'))
    assert message.startswith(f"the text holds a character that cannot be seen (U+00{code.upper()})")


@pytest.mark.parametrize("code", ["2028", "2029", "200b", "202e", "feff", "fffe"])
def test_wide_characters_that_cannot_be_seen_are_refused(tmp_path: Path, code: str) -> None:
    assert len(messages(source(tmp_path, f'a: "x\\u{code}"\n'))) == 1


@pytest.mark.parametrize("text", ["👩‍🚀", "می‌خواهم", "a\u00a0b", "Ünïcödé", "日本語"])
def test_joiners_and_the_signs_of_any_script_are_kept(tmp_path: Path, text: str) -> None:
    found = source(tmp_path, f"a: {text}\n")
    assert (found.data, found.problems) == ({"a": text}, [])
