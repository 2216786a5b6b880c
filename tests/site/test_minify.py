"""Scripts are made smaller, do the same, and stop the build where they cannot be parsed."""

import pytest

from relationship_reset.core.problems import GuideError
from relationship_reset.site.minify import minify
from tests.conftest import ROOT

CLIENT = ROOT / "overrides" / "assets" / "client"


def test_comments_go_local_names_get_short_and_exported_ones_stay() -> None:
    script = '/** Sum. */ export function sum(first, second) {\n  return first + second;//\n}\nconst NUL = "\\u0000";'
    assert minify("sum.js", script) == 'export function sum(e,t){return e+t}const NUL="\\x00"'


def test_a_script_that_cannot_be_parsed_is_named_with_the_place() -> None:
    said = r"page/x\.js:2:9: cannot be parsed: unexpected ;.*\n    let x = ;\n            \^"
    with pytest.raises(GuideError, match=said):
        minify("page/x.js", "let y;\nlet x = ;\n")


def test_each_script_of_ours_gets_much_smaller() -> None:
    for path in CLIENT.rglob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert len(minify(path.name, script)) < 0.8 * len(script), path
