from pathlib import Path

import pytest

from relationship_reset.checks import readability
from relationship_reset.guide import loader
from tests.conftest import write

PAGE = (
    "kind: article\nid: a\ntitle: A topic\nsummary: What it is.\nsections:\n  - id: one\n    title: One\n    body: |\n"
)
EASY = "You can begin with one small thing. Say what you saw. Then say how it felt. " * 6
HARD = (
    "Notwithstanding considerable interpersonal difficulties, accommodating communicative "
    "reciprocity necessitates deliberately institutionalising metacommunicative opportunities. "
) * 6


def grades(folder: Path, text: str) -> list[str]:
    whole = loader.load(write(folder, {"docs/a.yml": f"{PAGE}      {text}\n"}))
    return [str(problem) for problem in readability.problems(whole)]


def test_easy_text_passes(tmp_path: Path) -> None:
    assert grades(tmp_path, EASY) == []


def test_hard_text_is_a_problem_that_names_the_grade_and_the_limit(tmp_path: Path) -> None:
    (problem,) = grades(tmp_path, HARD)
    assert problem.startswith("docs/a.yml:9:7: the page reads at grade ")
    assert "the limit is 8. Its hardest sentence begins here" in problem


def test_a_page_of_a_few_words_is_not_graded(tmp_path: Path) -> None:
    assert grades(tmp_path, "Notwithstanding considerable difficulties.") == []


def test_words_that_no_dictionary_has_are_graded_all_the_same() -> None:
    assert readability.reading_grade("Zorbling flumpets don’t snorgle.") > 0


def test_list_items_and_paragraphs_end_as_sentences(tmp_path: Path) -> None:
    whole = loader.load(write(tmp_path, {"docs/a.yml": f"{PAGE}      One\n\n      - two\n      - three\n"}))
    assert readability.sentences(whole.places["a"]).splitlines()[-3:] == ["One.", "two.", "three."]


@pytest.mark.parametrize(
    ("word", "count"), [("talk", 1), ("saved", 1), ("table", 2), ("idea", 2), ("promise", 2), ("relationship", 4)]
)
def test_syllables_are_counted_nearly_as_people_say_them(word: str, count: int) -> None:
    assert readability.syllables(word) == count
