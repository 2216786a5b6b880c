"""A browser for the tests. The built sites are given to it under their own address; nothing else can be reached."""

import json
import mimetypes
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Route,
    sync_playwright,
)

from tests.browser import chromium
from tests.browser.fonts import environment

OWN = "https://relationship-reset.example/"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

READY = """() => [...document.querySelectorAll(":not(:defined)")].every(one => !one.localName.startsWith("rr-"))
  && (!document.querySelector("rr-sheet") || document.querySelector("#rr-sheet").dataset.ready === "yes")"""
"""Whether every element of ours has come alive, and a sheet has its answers."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def launching(*, whole: bool = False) -> dict[str, Any]:
    """Return how Chromium is started for tests: with fonts of the tests, whatever the machine has.

    Where a profile on the disk or the browser's own settings matter, it is the whole Chromium that people have.
    """
    path = chromium.named() or chromium.installed()
    assert path, chromium.MISSING
    return {"executable_path": path if whole else chromium.light(path), "args": ARGUMENTS, "env": environment()}


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with playwright.chromium.launch(**launching()) as browser:
        yield browser


WRITTEN = re.compile(r"kq[a-z0-9]")
"""How the words begin that tests write into sheets."""
POLICY = "Against the policy: "
TELL = f"""addEventListener("securitypolicyviolation", event => console.warn({json.dumps(POLICY)}
  + [event.effectiveDirective, event.blockedURI, event.sample, event.sourceFile, event.lineNumber].join(" ")))"""
"""Says whatever the page's policy forbids, so that a visit hears of it."""


SAFE = """addEventListener("DOMContentLoaded", () => { document.documentElement.dataset.gate = "none" })"""
"""Answers the check before sheets for two in every page of a visit, also after a reload: none of it is true."""


@cache
def _empty_index(folder: Path) -> str:
    """Return a site's search index with nothing in it to find."""
    index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    return json.dumps(index | {"docs": []})


class Visit:
    """A reader's visit: one browser profile, one page, the site, and whatever else was asked for."""

    def __init__(
        self, browser: Browser, folder: Path, own: str = OWN, *, safe: object = True, **options: object
    ) -> None:
        self.folder = folder
        self.own = own
        """Where the site is. What is not given to the browser here comes from a host on this machine."""
        self.scripted = options.get("java_script_enabled", True)
        self.around: tuple[str, ...] = ()
        """Other sites that the visit is meant to go to, such as one that frames a sheet."""
        self.searching = False
        """Whether the search has anything to find. Building its index at each load takes longer than all else."""
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.told: list[str] = []
        """Requests with a word in them that somebody wrote into a sheet; tests write words that begin with `kq`."""
        self.violations: list[str] = []
        """What the policy forbade; a test that wants it so takes it out of here."""
        self.context: BrowserContext = browser.new_context(**({"service_workers": "block"} | options))  # type: ignore[arg-type]
        if safe:
            self.context.add_init_script(SAFE)
        if own == OWN:
            self.context.route("**/*", self._answer)
        else:
            self.context.on("requestfinished", self._look)
            self.context.on("requestfailed", self._look)
        self.context.on("request", self._overhear)
        self.context.add_init_script(TELL)
        self.context.on("console", self._hear)
        self.page: Page = self._listened(self.context.new_page())

    def _listened(self, page: Page) -> Page:
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        return page

    def _overhear(self, request: Request) -> None:
        said = " ".join([request.url.partition("#")[0], *request.headers.values(), request.post_data or ""])
        if WRITTEN.search(unquote_plus(said)):
            self.told.append(said)

    def _hear(self, line: ConsoleMessage) -> None:
        if line.text.startswith(POLICY):
            self.violations.append(f"{self.page.url}: {line.text}")

    def _look(self, request: Request) -> None:
        refused = request.failure == "csp"  # by the browser, before it left
        if not refused and not request.url.startswith((self.own, f"blob:{self.own}", "data:", *self.around)):
            self.foreign.append(request.url)

    def _answer(self, route: Route) -> None:
        url = route.request.url.partition("#")[0].partition("?")[0]
        if not url.startswith(OWN):
            self.foreign.append(url)
            route.abort()
            return
        name = url.removeprefix(OWN)
        if name.endswith("search/search_index.json") and not self.searching:
            route.fulfill(body=_empty_index(self.folder), content_type="application/json")
            return
        path = self.folder / name
        path = path / "index.html" if path.is_dir() else path
        found = path if path.is_file() else self.folder / "404.html"
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        route.fulfill(status=200 if found is path else 404, body=found.read_bytes(), content_type=kind)

    def open(self, address: str) -> Page:
        """Go to an address of the site and wait until its scripts have run, where there are any."""
        self.page.goto(self.own + address)
        if self.scripted:
            self.page.wait_for_function(READY)
        return self.page


@pytest.fixture
def visits(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Make visits; at the end none may have asked another host for anything, told a host what was written, or done
    what the policy forbids."""
    made: list[Visit] = []

    def visit(folder: Path, own: str = OWN, **options: object) -> Visit:
        made.append(Visit(browser, folder, own, **options))
        return made[-1]

    yield visit
    for one in made:
        one.context.close()
    assert [url for one in made for url in one.foreign] == []
    assert [said for one in made for said in one.told] == []
    assert [violation for one in made for violation in one.violations] == []


@pytest.fixture
def visit(visits: Callable[..., Visit], site: Path) -> Visit:
    """A visit to the real site on a laptop."""
    return visits(site, viewport={"width": 1280, "height": 900})


@pytest.fixture
def small_visit(visits: Callable[..., Visit], small_site: Path) -> Visit:
    """A visit to the small site on a laptop."""
    return visits(small_site, viewport={"width": 1280, "height": 900})
