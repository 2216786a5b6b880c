"""The MkDocs plugin: gives MkDocs the guide's pages from memory."""

import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from relationship_reset import checks
from relationship_reset.checks import contact_age
from relationship_reset.core import qr, strings
from relationship_reset.core.problems import GuideError
from relationship_reset.core.strings import Strings
from relationship_reset.guide import addresses
from relationship_reset.guide.guide import Guide
from relationship_reset.html import embed, heading_links, link_index, problem_pages, render
from relationship_reset.model import editions
from relationship_reset.model.editions import Edition
from relationship_reset.pdf import build
from relationship_reset.pdf.build import PdfBuilder
from relationship_reset.pdf.documents import PdfContext, PrintingError
from relationship_reset.site import (
    csp,
    minify,
    on_demand,
    passphrase_words,
    qr_files,
    service_worker,
    stylesheets,
    vendored,
)

log = logging.getLogger("mkdocs.plugins.relationship_reset")

CLIENT = "assets/client/"
"""The folder of the scripts, in the theme's own folder and on the site."""
SCRIPTS = (CLIENT, embed.FOLDER)
"""The same, and the folder of those for the lean pages."""
Command = Literal["build", "gh-deploy", "serve"]
THEME_STYLE = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css")
"""The theme's own stylesheets, whose names change with its version; for the lean pages, which do without the rest."""
WORDS = "assets/words.txt"
"""Where the words for passphrases are."""
LICENCE = "LICENSE"
"""The project's licence, which goes with every copy of the guide: as a file at the root of the site, too."""
PROGRESS_EVERY = 50
"""After how many PDFs a build says how far it is."""


class PluginConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs gives this hook no types
    """The plugin's options."""

    paper = config_options.Type(bool, default=True)
    """Whether PDFs are made, and the pages lead to them."""
    offline = config_options.Type(bool, default=True)
    """Whether browsers keep a built site for use without a connection."""


class GuidePlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]  # MkDocs gives this hook no types
    """Turns `docs/**/*.yml` and `worksheets/*.yml` into pages."""

    serving = False
    words: Strings | None = None
    """The words of the interface as they last could be read."""
    guide: Guide = Guide()
    """The guide as it last could be read."""
    worker = ""
    """The script that keeps the site for use without a connection, before its files are named."""

    @property
    def keeping(self) -> bool:
        """Whether browsers are to keep the site."""
        return self.config.offline and not self.serving

    def on_startup(self, *, command: Command, dirty: bool) -> None:  # noqa: ARG002  # MkDocs gives it
        """Remember whether a person is watching: then problems are shown on the pages and the server stays up."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Hand the interface's words to the theme, and watch all that pages are made of.

        Raises PluginError where the words cannot be read, unless the site is being served and they once could.
        """
        templates = render.templates_folder()
        watched = [
            _root(config) / "worksheets",
            templates,
            strings.path(),
            _root(config) / addresses.FILE,
        ]
        config.watch.extend(str(path) for path in watched if path.exists())
        if config.theme.custom_dir:
            config.watch.append(config.theme.custom_dir)
        try:
            self.words = render.strings()
        except GuideError as error:
            if not (self.serving and self.words):
                raise PluginError(f"The words of the interface cannot be read.\n\n{error}") from None
        config.extra["offline"] = self.keeping
        # The theme's templates print them as they are.
        config.extra["strings"] = {name: escape(words) for name, words in self.words.items()}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the guide's pages in the place of its YAML files.

        Raises PluginError with every problem of every file, unless the site is being served; and where the set-up
        has not fetched what the browser needs.
        """
        root = _root(config)
        for file in [file for file in files if file.src_uri.endswith((".yml", ".yaml"))]:
            files.remove(file)
        try:
            today = None if self.serving else _today()
            self.guide, rendered = _pages(root, today, printed=self.config.paper, site=config.site_url or "")
        except GuideError as error:
            if not self.serving:
                raise PluginError(f"The guide cannot be built.\n\n{error}") from None
            log.error("The guide cannot be built.\n\n%s", error)
            rendered = problem_pages.pages(root, error)
        for file in [file for file in files if file.src_uri.startswith(SCRIPTS) and file.src_uri.endswith(".js")]:
            files.remove(file)
            if file.src_uri == CLIENT + service_worker.SOURCE:
                self.worker = file.content_string
                continue
            small = self._minified(file.src_uri, file.content_string)
            files.append(File.generated(config, file.src_uri, content=small, inclusion=InclusionLevel.INCLUDED))
        assert self.words is not None  # read before any file
        made = [
            *self._library(),
            *_styles(files),
            *_licence(root),
            render.Rendered(WORDS, passphrase_words.words()),
            render.Rendered(service_worker.MANIFEST, service_worker.manifest(self.words)),
        ]
        listed = link_index.files(self.guide, addresses.numbers(root), config.site_url or "")
        made += [render.Rendered(path, text) for path, text in listed.items()]
        made += [] if self.keeping else [render.Rendered(service_worker.WORKER, service_worker.GONE)]
        config.extra["theme_styles"] = [file.url for file in files if THEME_STYLE.fullmatch(file.src_uri)]
        for page in [*made, *rendered]:
            inclusion = InclusionLevel.INCLUDED if page.listed else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, page.path, content=page.text, inclusion=inclusion))
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give the links beside headings names of their own."""
        assert self.words is not None  # read before any page
        parts = [self.guide.address(ref).partition("#") for ref in self.guide.items]
        known = {anchor or qr_files.TOP for address, _, anchor in parts if address == page.url}
        return heading_links.named(html, escape(self.words["place_to"]), known)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the policy, the script that keeps the site, the square codes and the PDFs into the site.

        While the site is served, each code and PDF is only made when somebody asks for it, nothing is kept, and there
        is no policy: the page reloads by an inline script. Raises PluginError where a PDF cannot be made, or a page or
        the search breaks the policy.
        """
        if self.serving:
            return
        site = Path(config.site_dir)
        _guard(site, urlsplit(config.site_url or "").path or "/")
        _searchable(site)
        if self.worker and self.keeping:
            files = {path.relative_to(site).as_posix(): path.read_bytes() for path in _files(site, "*")}
            worker = self._minified(service_worker.WORKER, service_worker.worker(self.worker, files))
            (site / service_worker.WORKER).write_text(worker, encoding="utf-8")
        qr_files.publish(self._codes(config), site, _root(config) / qr_files.CACHE)
        if self.config.paper:
            self._print(config)

    def _minified(self, file: str, script: str) -> str:
        """Return a script as browsers get it: while the site is served, as it stands, also with errors in it."""
        try:
            return script if self.serving else minify.minify(file, script)
        except GuideError as error:
            raise PluginError(str(error)) from None

    def _library(self) -> list[render.Rendered]:
        try:
            found = vendored.files()
        except FileNotFoundError as error:
            raise PluginError(str(error)) from None
        found |= {vendored.LIBRARY: self._minified(vendored.LIBRARY, found[vendored.LIBRARY])}
        return [render.Rendered(CLIENT + "vendor/" + name, text) for name, text in found.items()]

    def _print(self, config: MkDocsConfig) -> None:
        wanted = list(self._editions().values())
        printer = self._press(config)

        def tell(done: int) -> None:
            if done % PROGRESS_EVERY == 0 or done == len(wanted):
                log.info("Paper: %s of %s PDFs, of which %s are new", done, len(wanted), printer.made)

        try:
            printer.publish(wanted, Path(config.site_dir), tell)
        except PrintingError as error:
            raise PluginError(str(error)) from None

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],  # noqa: ARG002  # MkDocs gives it
    ) -> LiveReloadServer:
        """Let the server make a PDF or a square code when it is asked for."""
        app = server.get_app()
        assert app is not None  # MkDocs has just set it
        drawing = on_demand.serve_on_demand(app, qr_files.FOLDER, "image/svg+xml", partial(self._code, config))
        printing = on_demand.serve_on_demand(drawing, editions.FOLDER, "application/pdf", partial(self._pdf, config))
        server.set_app(printing)
        return server

    def _pdf(self, config: MkDocsConfig, address: str) -> bytes | None:
        edition = self._editions().get(address)
        return self._press(config).pdf(edition) if edition else None

    def _code(self, config: MkDocsConfig, file: str) -> bytes | None:
        address = self._codes(config).get(file)
        return qr.file(address) if address else None

    def _codes(self, config: MkDocsConfig) -> dict[str, str]:
        return qr_files.codes(self.guide, config.site_url or "")

    def _editions(self) -> dict[str, Edition]:
        """Return every edition of the guide by its address."""
        found = (edition for place in self.guide.places.values() for edition in editions.editions(place.page))
        return {edition.address: edition for edition in found} if self.config.paper else {}

    def _press(self, config: MkDocsConfig) -> PdfBuilder:
        assert self.words is not None  # read before any page
        return PdfBuilder(PdfContext(self.guide, self.words, config.site_url or ""), _root(config) / build.CACHE)


def _today() -> date:
    """Return the day for which the site is built: by SOURCE_DATE_EPOCH where that is set, as for all builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()  # their own day
    day = datetime.fromtimestamp(int(epoch), UTC).date()
    log.info("Help contacts: their age is counted to %s, the day of SOURCE_DATE_EPOCH, and not to today", day)
    return day


def _pages(root: Path, today: date | None, *, printed: bool, site: str) -> tuple[Guide, list[render.Rendered]]:
    """Return the guide and its pages.

    Without a day, as while somebody writes, nobody asks how old the contacts are and whether each address is listed.
    """
    whole, words = addresses.load(root), render.strings()
    if wrong := checks.problems(
        whole, words, root, today=today, complete=today is not None, paper=printed, reading_grade=False
    ):
        raise GuideError(wrong)
    for notice in contact_age.due(whole, today) if today else []:
        log.info("%s", notice)  # a warning would stop a strict build
    return whole, render.render(whole, words, paper=printed, numbers=addresses.numbers(root), site=site)


def _styles(files: Files) -> list[render.Rendered]:
    try:
        return [render.Rendered(path, text) for path, text in stylesheets.take(files).items()]
    except GuideError as error:
        raise PluginError(f"The stylesheets cannot be joined.\n\n{error}") from None


def _licence(root: Path) -> list[render.Rendered]:
    path = root / LICENCE
    return [render.Rendered(f"{LICENCE}.txt", path.read_text(encoding="utf-8"))] if path.is_file() else []


def _files(folder: Path, kind: str) -> Iterator[Path]:
    return (path for path in folder.rglob(kind) if path.is_file())


def _guard(site: Path, root: str) -> None:
    found = {path.relative_to(site).as_posix(): path for kind in ("html", "css") for path in _files(site, f"*.{kind}")}
    try:
        texts = {file: path.read_text(encoding="utf-8") for file, path in sorted(found.items())}
        guarded = csp.apply_policy(texts, root)
    except GuideError as error:
        raise PluginError(f"The site cannot be protected.\n\n{error}") from None
    for file, text in guarded.items():
        (site / file).write_text(text, encoding="utf-8", newline="\n")


def _searchable(site: Path) -> None:
    index = site / "search" / "search_index.json"
    languages = json.loads(index.read_text(encoding="utf-8"))["config"]["lang"] if index.is_file() else ["en"]
    if languages != ["en"]:
        raise PluginError(
            f"The search works in English only: for {', '.join(languages)} the theme loads more scripts, which the "
            "policy forbids. Set `lang: en` for the plugin `search` in mkdocs.yml, or take that plugin out."
        )


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
