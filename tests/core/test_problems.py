from relationship_reset.core.problems import GuideError, Problem, suggest


def test_a_problem_shows_its_place_its_way_and_a_caret_beneath_the_character() -> None:
    problem = Problem("a.yml", 12, 5, "unknown key 'lable'", where="fields[0]", excerpt="    lable: Why?")
    assert str(problem) == "a.yml:12:5: fields[0]: unknown key 'lable'\n        lable: Why?\n        ^"


def test_the_caret_stands_right_where_tabs_come_before_it() -> None:
    assert str(Problem("a.yml", 1, 2, "a tab", excerpt="\tx")).splitlines()[1:] == ["    \tx", "    \t^"]


def test_a_long_line_is_cut_around_the_place() -> None:
    picture = str(Problem("a.yml", 1, 501, "here", excerpt="x" * 500 + "!" + "y" * 500)).splitlines()
    assert max(map(len, picture)) < 120
    assert picture[1][picture[2].index("^")] == "!"


def test_problems_are_sorted_by_file_and_line_and_each_is_said_once() -> None:
    later, first, other = Problem("b", 9, 1, "x"), Problem("b", 10, 1, "y"), Problem("a", 99, 1, "z")
    assert GuideError([first, later, other, later]).problems == [other, later, first]


def test_the_number_of_problems_stands_at_the_end() -> None:
    assert str(GuideError([Problem("a", 1, 1, "x")])).endswith("\n\n1 problem found.")


def test_only_a_near_word_is_suggested() -> None:
    assert suggest("lable", ["label", "hint"]) == " (did you mean 'label'?)"
    assert suggest("zebra", ["label", "hint"]) == ""
