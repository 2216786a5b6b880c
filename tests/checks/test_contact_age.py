"""Numbers to ring are looked up again in good time, and none that is too old is given out."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from relationship_reset.checks import contact_age
from relationship_reset.cli import main
from relationship_reset.guide import loader
from relationship_reset.guide.guide import Guide
from tests.conftest import ROOT, SMALL, on_the_day, quiet_environment, write

CHECKED = date(2026, 11, 1)
"""When the small guide's one contact was looked up."""


@pytest.fixture(scope="module")
def whole() -> Guide:
    return loader.load(SMALL)


def told(whole: Guide, days: int) -> tuple[int, int]:
    """Return how many notices and how many problems there are so many days after the contact was looked up."""
    today = CHECKED + timedelta(days=days)
    return len(list(contact_age.due(whole, today))), len(list(contact_age.problems(whole, today)))


@pytest.mark.parametrize("days", [0, 149, 150])
def test_for_150_days_nothing_is_said(whole: Guide, days: int) -> None:
    assert told(whole, days) == (0, 0)


@pytest.mark.parametrize("days", [151, 180])
def test_after_150_days_authors_are_told_and_nothing_fails(whole: Guide, days: int) -> None:
    assert told(whole, days) == (1, 0)


@pytest.mark.parametrize("days", [181, 4000])
def test_after_180_days_it_is_a_problem(whole: Guide, days: int) -> None:
    assert told(whole, days) == (0, 1)


def test_a_day_yet_to_come_is_refused_but_for_tomorrow_which_it_is_already_somewhere(whole: Guide) -> None:
    assert told(whole, -1) == (0, 0)
    assert told(whole, -2) == (0, 1)
    (problem,) = contact_age.problems(whole, CHECKED - timedelta(days=2))
    assert "'The line' cannot have been looked up on 2026-11-01; that day is yet to come" in str(problem)


def test_a_notice_says_where_by_when_and_how_to_mend_it(whole: Guide) -> None:
    (notice,) = map(str, contact_age.due(whole, CHECKED + timedelta(days=160)))
    assert notice.startswith("docs/care.yml:")
    assert "countries[0].contacts[0].checked: 'The line' was looked up 160 days ago" in notice
    assert "after 2027-04-30 the guide can no longer be built. Open its source" in notice


@pytest.mark.parametrize(("days", "code"), [(151, 0), (181, 1)])
def test_check_tells_on_standard_error_and_fails_only_when_it_is_too_late(days: int, code: int) -> None:
    today = f"{CHECKED + timedelta(days=days)}"
    done = CliRunner().invoke(main, ["check", "--today", today, str(SMALL)])
    assert (done.exit_code, "was looked up" in done.stderr, "no problem found" in done.stdout) == (code, True, not code)


def test_check_goes_by_the_calendar_when_nobody_names_a_day(tmp_path: Path) -> None:
    care = (SMALL / "docs" / "care.yml").read_text(encoding="utf-8")
    write(tmp_path, {"docs/care.yml": care.replace("checked: 2026-11-01", "checked: 2020-01-01")})
    assert "'The line' was looked up" in CliRunner().invoke(main, ["check", str(tmp_path)]).stderr


@pytest.mark.parametrize(("days", "code"), [(151, 0), (181, 1)])
def test_a_strict_build_passes_with_a_notice_and_stops_when_it_is_too_late(
    days: int, code: int, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        str(SMALL / "mkdocs.yml"),
        "-d",
        str(tmp_path),
    ]
    environment = quiet_environment() | {"PAPER": "false"} | on_the_day(CHECKED + timedelta(days=days))
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == code, done.stderr
    assert f"'The line' was looked up {days} days ago" in done.stderr


def test_every_contact_of_the_guide_names_its_source_and_its_day() -> None:
    whole = loader.load(ROOT)
    contacts = [one for one, _ in contact_age.contacts(whole)]
    assert len(contacts) > 20
    assert all(one.source.startswith("https://") and one.checked for one in contacts)
