"""A page brings in the scripts that it uses, and no others: what nobody needs is not sent to a phone on a slow line."""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, normpath

import pytest

from tests.browser.conftest import OWN, Visit
from tests.browser.sheets import SHEETS

CLIENT = "assets/client/"
ENTRY = re.compile(r'"(rr-[\w-]+)": ?\(\) ?=> ?import\("\./([^"]+)"\)')
"""An element and its module, as the registry in main.js names them."""
EVERYWHERE = {
    *(
        "main.js",
        "core/preferences.js",
        "core/attempt.js",
        "core/events.js",
        "core/fragments.js",
        "core/storage-keys.js",
    ),
    *("page/early.js", "page/quick-exit.js", "page/trusted-types.js"),
}
AFTERWARDS = {"page/updates.js", "worksheet/reuse-offers.js"}
"""What a page asks for once it is ready, or later."""
ONLY_SHEETS = ("i-statement", "apology-builder")
"""Worksheets without a timer or a deck."""


def table(folder: Path) -> dict[str, str]:
    """Return the module of each custom element, from the registry in main.js."""
    found = dict(ENTRY.findall(read(folder, "main.js")))
    assert found.keys() >= {"rr-preferences", "rr-sheet"}
    return found


def read(folder: Path, module: str) -> str:
    return (folder / CLIENT / module).read_text(encoding="utf-8")


def imported(folder: Path, module: str) -> set[str]:
    """Return a module with all it imports to begin with; not what it may import later, nor what comments name."""
    code = re.sub(r"/\*.*?\*/", "", read(folder, module), flags=re.DOTALL)
    direct = re.findall(r'(?:^|[;}])(?:import|export)\b[^"();]*"(\.[^"]+)"', code, flags=re.MULTILINE)
    return {module}.union(*(imported(folder, normpath(f"{dirname(module)}/{other}".lstrip("/"))) for other in direct))


def wanted(folder: Path, address: str) -> list[str]:
    """Return the modules that the elements of a built page ask for."""
    standing = {*ours(folder / address / "index.html")}
    own = (imported(folder, module) for element, module in table(folder).items() if element in standing)
    return sorted((EVERYWHERE | imported(folder, "main.js")).union(*own))


def brought(visit: Visit, address: str) -> list[str]:
    """Return the client modules that a page asks for until it is ready, each as often as it is asked for."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    visit.open(address)
    modules = [url.removeprefix(OWN + CLIENT) for url in asked if url.startswith(OWN + CLIENT)]
    return sorted(module for module in modules if module not in AFTERWARDS)


@pytest.mark.parametrize("address", ["", "guide/repair-conversation/", "questions/", "glossary/", "lists/needs/"])
def test_an_ordinary_page_brings_in_nothing_for_sheets(visit: Visit, address: str) -> None:
    assert brought(visit, address) == sorted(EVERYWHERE)


def test_the_page_on_safety_brings_in_no_more_than_the_button_that_erases_everything(visit: Visit) -> None:
    assert brought(visit, "care/") == sorted({*EVERYWHERE, "page/erase.js", "core/component.js"})


def test_worksheets_bring_in_exactly_what_their_elements_use(visit: Visit, site: Path) -> None:
    kinds = {tuple(wanted(site, f"worksheets/{sheet}/")): f"worksheets/{sheet}/" for sheet in SHEETS}
    assert len(kinds) > 3, "worksheets differ in what they use"
    assert {address: brought(visit, address) for address in kinds.values()} == {
        address: list(modules) for modules, address in kinds.items()
    }


def test_a_worksheet_with_one_of_everything_brings_each_script_once(small_visit: Visit, small_site: Path) -> None:
    address = "worksheets/every-field/"
    assert brought(small_visit, address) == wanted(small_site, address)


@pytest.mark.parametrize("sheet", ONLY_SHEETS)
def test_a_worksheet_without_timer_or_deck_brings_in_neither(visit: Visit, sheet: str) -> None:
    modules = brought(visit, f"worksheets/{sheet}/")
    assert "worksheet/sheet.js" in modules
    assert {"fields/timer.js", "fields/countdown.js", "fields/deck.js"}.isdisjoint(modules)


def test_every_element_of_ours_in_a_page_has_its_module(site: Path, small_site: Path) -> None:
    for folder in (site, small_site):
        standing = {tag for page in folder.rglob("*.html") for tag in ours(page)}
        modules = table(folder)
        assert standing <= modules.keys()
        assert [tag for tag in standing if "export default class" not in read(folder, modules[tag])] == []


def ours(page: Path) -> Iterator[str]:
    """Give the elements of ours in a page. Their names are found without parsing it, which would take a hundredfold."""
    return (found[1] for found in re.finditer(r"<(rr-[\w-]+)", page.read_text(encoding="utf-8")))
