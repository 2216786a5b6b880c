"""Every version of every worksheet that was ever published has a file of answers here, which must be read for ever.

A file in `tests/released` is never changed. `--update-golden` writes those that are missing.
"""

import json

import pytest

from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide
from relationship_reset.model.worksheet import Worksheet
from tests.answers import answers
from tests.conftest import ROOT

RELEASED = ROOT / "tests" / "released"
GUIDE = loader.load(ROOT)
WHEN = "2026-11-20T12:00:00.000Z"


def a_file(whole: Guide, sheet: Worksheet) -> str:
    """Return a file of answers as the site writes it, with an answer to everything that a worksheet asks."""
    about = {"worksheet": sheet.id, "title": sheet.title, "copy": sheet.id, "version": sheet.version, "revision": 1}
    copy = about | {"made": WHEN, "saved": WHEN, "answers": answers(whole, sheet)}
    return json.dumps(
        {"format": "relationship-reset answers", "version": 1, "saved": WHEN, "worksheets": [copy]}, indent=2
    )


@pytest.mark.parametrize("sheet", GUIDE.sheets(), ids=lambda sheet: sheet.id)
def test_the_version_of_a_worksheet_is_raised_when_a_question_goes_or_gets_another_name(
    sheet: Worksheet, request: pytest.FixtureRequest
) -> None:
    path = RELEASED / f"{sheet.id}-{sheet.version}.json"
    if request.config.getoption("--update-golden") and not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(a_file(GUIDE, sheet) + "\n", encoding="utf-8")
    hint = "no answers of this version are kept; once it is ready: pytest tests/test_released.py --update-golden"
    assert path.exists(), hint
    asked = json.loads(path.read_text(encoding="utf-8"))["worksheets"][0]["answers"].keys()
    gone = asked - answers(GUIDE, sheet).keys()
    assert gone == set(), f"raise the 'version' of worksheets/{sheet.id}.yml, and say 'formerly' where a name changed"
