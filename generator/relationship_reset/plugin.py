"""The MkDocs plugin: gives MkDocs the guide's pages from memory. Each hook is a step; what it does stands in `site`."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from relationship_reset.core import qr, site_paths, strings
from relationship_reset.core.problems import GuideError
from relationship_reset.core.strings import Strings
from relationship_reset.guide import addresses
from relationship_reset.guide.guide import Guide
from relationship_reset.html import environment, heading_links, problem_pages, render
from relationship_reset.html.render import Rendered
from relationship_reset.html.site import Site
from relationship_reset.pdf.documents import PrintingError
from relationship_reset.site import build, on_demand, qr_files, service_worker, stylesheets

log = logging.getLogger("mkdocs.plugins.relationship_reset")

SCRIPTS = (site_paths.CLIENT, site_paths.EMBED)
"""The folders of the scripts in the theme's folder."""
Command = Literal["build", "gh-deploy", "serve"]
THEME_STYLE = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css")
"""The theme's own stylesheets, whose names change with its version; for the lean pages, which do without the rest."""


class PluginConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs gives this hook no types
    """The plugin's options."""

    paper = config_options.Type(bool, default=True)
    """Whether PDFs are made, and the pages lead to them."""
    offline = config_options.Type(bool, default=True)
    """Whether browsers keep a built site for use without a connection."""


class GuidePlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]  # MkDocs gives this hook no types
    """Turns `docs/**/*.yml` and `worksheets/*.yml` into pages."""

    serving = False
    strings: Strings | None = None
    """The words of the interface as they last could be read; None before."""
    broken_strings: GuideError | None = None
    """Why they cannot be read now; None if they can."""
    site = Site(Guide(), {})
    """The site as it last could be read; empty before."""
    worker = ""
    """The source of the service worker; empty if the theme has none."""

    def on_startup(self, *, command: Command, dirty: bool) -> None:  # noqa: ARG002  # MkDocs gives it
        """Remember whether a person is watching: then problems are shown on the pages and the server stays up."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Hand the interface's words to the theme, and watch all that pages are made of.

        Raises PluginError if the words cannot be read, unless the site is being served and they once could.
        """
        config.watch.extend(_watched(config))
        try:
            self.strings, self.broken_strings = environment.load_strings(), None
        except GuideError as error:
            if not (self.serving and self.strings):
                raise PluginError(f"The words of the interface cannot be read.\n\n{error}") from None
            self.broken_strings = error
        config.extra["offline"] = self._settings(config).offline
        # The theme's templates print them as they are.
        config.extra["strings"] = {name: escape(words) for name, words in self.strings.items()}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the guide's pages in the place of its YAML files, and the other generated files beside them.

        Raises PluginError with every problem of every file, unless the site is being served; and if something that
        the set-up fetches for browsers is missing.
        """
        assert self.strings is not None  # read in on_config
        settings = self._settings(config)
        for file in [file for file in files if file.src_uri.endswith((".yml", ".yaml"))]:
            files.remove(file)
        pages = self._pages(settings)
        with _errors_for_mkdocs():
            _add(files, config, self._scripts(files, settings))
            _add(files, config, build.generated_files(settings, self.strings))
        _add(files, config, [*self._stylesheets(files), *build.link_files(self.site)])
        config.extra["theme_styles"] = [file.url for file in files if THEME_STYLE.fullmatch(file.src_uri)]
        _add(files, config, pages)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give the links beside headings names of their own."""
        assert self.strings is not None  # read in on_config
        anchors = self.site.anchors.get(page.url, set())
        return heading_links.named(html, escape(self.strings["place_to"]), anchors)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the built site. While it is served, QR codes and PDFs are made on demand, and there is no policy.

        Raises PluginError if a PDF cannot be made, or a page or the search breaks the policy.
        """
        if not self.serving:
            with _errors_for_mkdocs():
                build.finish(self._settings(config), self.site, Path(config.site_dir), self.worker)

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],  # noqa: ARG002  # MkDocs gives it
    ) -> LiveReloadServer:
        """Let the server make a PDF or a QR code when it is asked for."""
        app = server.get_app()
        assert app is not None  # MkDocs has just set it
        app = on_demand.serve_on_demand(app, site_paths.QR_CODES, "image/svg+xml", self._qr_code)
        make_pdf = partial(self._pdf, self._settings(config))
        server.set_app(on_demand.serve_on_demand(app, site_paths.PDFS, "application/pdf", make_pdf))
        return server

    def _settings(self, config: MkDocsConfig) -> build.Settings:
        return build.Settings(
            root=_root(config),
            site_url=config.site_url or "",
            has_pdfs=self.config.paper,
            offline=self.config.offline and not self.serving,
            serving=self.serving,
        )

    def _pages(self, settings: build.Settings) -> list[Rendered]:
        """Read the site anew and return its pages; while it is served, pages that show its problems if it has any."""
        assert self.strings is not None  # read in on_config
        try:
            if self.broken_strings:
                raise self.broken_strings
            self.site = build.read_site(settings, self.strings)
            return render.render(self.site)
        except GuideError as error:
            if not self.serving:
                raise PluginError(f"The guide cannot be built.\n\n{error}") from None
            log.error("The guide cannot be built.\n\n%s", error)
            return problem_pages.pages(settings.root, error)

    def _scripts(self, files: Files, settings: build.Settings) -> Iterator[Rendered]:
        """Take the scripts out of the files and yield them as browsers get them, but for the service worker."""
        for file in [file for file in files if file.src_uri.startswith(SCRIPTS) and file.src_uri.endswith(".js")]:
            files.remove(file)
            if file.src_uri == site_paths.CLIENT + service_worker.SOURCE:
                self.worker = file.content_string
            else:
                yield Rendered(file.src_uri, build.browser_script(settings, file.src_uri, file.content_string))

    def _stylesheets(self, files: Files) -> list[Rendered]:
        """Take the sources of the stylesheets out of the files and return what they are joined to.

        If they cannot be joined while the site is served, it has none until that is mended.
        """
        try:
            return [Rendered(path, text) for path, text in stylesheets.take(files).items()]
        except GuideError as error:
            if not self.serving:
                raise PluginError(f"The stylesheets cannot be joined.\n\n{error}") from None
            log.error("The stylesheets cannot be joined.\n\n%s", error)
            return []

    def _pdf(self, settings: build.Settings, address: str) -> bytes | None:
        edition = self.site.editions.get(address)
        return build.pdf_builder(settings, self.site).pdf(edition) if edition else None

    def _qr_code(self, file: str) -> bytes | None:
        address = qr_files.codes(self.site.guide, self.site.url).get(file)
        return qr.file(address) if address else None


@contextmanager
def _errors_for_mkdocs() -> Iterator[None]:
    """Turn the errors of a build into one that MkDocs prints without a traceback."""
    try:
        yield
    except (GuideError, build.BuildError, PrintingError) as error:
        raise PluginError(str(error)) from None


def _add(files: Files, config: MkDocsConfig, made: Iterable[Rendered]) -> None:
    for file in made:
        inclusion = InclusionLevel.INCLUDED if file.listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, file.path, content=file.text, inclusion=inclusion))


def _watched(config: MkDocsConfig) -> list[str]:
    """Return the folders and files, besides `docs_dir`, whose changes rebuild a served site."""
    root = _root(config)
    watched = [root / "worksheets", environment.templates_folder(), strings.path(), root / addresses.FILE]
    theme = [config.theme.custom_dir] if config.theme.custom_dir else []
    return [*(str(path) for path in watched if path.exists()), *theme]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
