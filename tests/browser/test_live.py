"""An author at work: a change in a file is seen in the page that is open."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, write
from tests.test_plugin import CONFIG, PAGE, served


def test_a_changed_step_a_mistake_and_its_mending_are_seen_in_the_open_page(browser: Browser, tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": CONFIG.replace("CUSTOM", str(ROOT / "overrides")),
        "docs/a.yml": PAGE,
        "worksheets/x.txt": "",
    }
    project = write(tmp_path, files)
    with served(project) as address, browser.new_page() as page:
        page.goto(f"{address}a/")
        expect(page.get_by_text("First words.")).to_be_visible()
        write(project, {"docs/a.yml": PAGE.replace("First words", "Second words")})
        expect(page.get_by_text("Second words.")).to_be_visible(timeout=60_000)
        write(project, {"docs/a.yml": PAGE.replace("title: One", "titel: One")})
        expect(page.get_by_text("did you mean 'title'?")).to_be_visible(timeout=60_000)
        write(project, {"docs/a.yml": PAGE})
        expect(page.get_by_text("First words.")).to_be_visible(timeout=60_000)
