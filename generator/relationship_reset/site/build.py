"""The steps of a build: what is put beside the pages, and what is done to the built site. The plugin calls them.

Steps raise GuideError for what an author can mend, and BuildError for what is wrong with the project or its set-up.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from relationship_reset import checks
from relationship_reset.checks import contact_age
from relationship_reset.core import packet_format, site_paths
from relationship_reset.core.problems import GuideError
from relationship_reset.core.strings import Strings
from relationship_reset.guide import addresses
from relationship_reset.html.render import Rendered
from relationship_reset.html.site import Site
from relationship_reset.pdf.build import PdfBuilder
from relationship_reset.pdf.documents import PdfContext
from relationship_reset.site import csp, minify, passphrase_words, qr_files, service_worker, vendored

log = logging.getLogger("mkdocs.plugins.relationship_reset")

_PROGRESS_EVERY = 50
"""After how many PDFs a build says how far it is."""


class BuildError(Exception):
    """The site cannot be built as its project or set-up is; the message says what to change."""


@dataclass(frozen=True)
class Settings:
    """What a build is to do."""

    root: Path
    """The project's folder."""
    site_url: str
    """The address at which the site is published; empty if unknown."""
    has_pdfs: bool
    offline: bool
    """Whether browsers keep the site for use without a connection. They never do while it is served."""
    serving: bool
    """Whether an author is watching: then the site is as cheap to build as can be, and problems stop nothing."""


def read_site(settings: Settings, strings: Strings) -> Site:
    """Read the guide and check it. Raises GuideError with every problem of every file.

    While the site is served, the age of contacts and the completeness of the list of addresses are not checked.
    """
    today = None if settings.serving else _today()
    guide = addresses.load(settings.root)
    if problems := checks.problems(
        guide,
        strings,
        settings.root,
        today=today,
        complete=not settings.serving,
        paper=settings.has_pdfs,
        reading_grade=False,
    ):
        raise GuideError(problems)
    for notice in contact_age.due(guide, today) if today else []:
        log.info("%s", notice)  # a warning would stop a strict build
    return Site(guide, strings, settings.site_url, addresses.numbers(settings.root), settings.has_pdfs)


def _today() -> date:
    """Return the day for which the site is built: SOURCE_DATE_EPOCH if that is set, else the author's own day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()
    day = datetime.fromtimestamp(int(epoch), UTC).date()
    log.info("Help contacts: their age is counted to %s, the day of SOURCE_DATE_EPOCH, and not to today", day)
    return day


def generated_files(settings: Settings, strings: Strings) -> list[Rendered]:
    """Return the files of the site that follow neither from the guide nor from a folder of the project."""
    worker = [] if settings.offline else [Rendered(site_paths.SERVICE_WORKER, service_worker.GONE)]
    return [
        *_library(settings),
        _packet_format(settings),
        *_licence(settings.root),
        Rendered(site_paths.WORD_LIST, passphrase_words.words()),
        Rendered(site_paths.MANIFEST, service_worker.manifest(strings)),
        *worker,
    ]


def link_files(site: Site) -> list[Rendered]:
    """Return the link index as files."""
    return [Rendered(path, text) for path, text in site.link_files().items()]


def browser_script(settings: Settings, file: str, script: str) -> str:
    """Return a script as browsers get it: minified, but while the site is served as it stands, errors and all."""
    return script if settings.serving else minify.minify(file, script)


def _library(settings: Settings) -> list[Rendered]:
    try:
        files = vendored.files()
    except FileNotFoundError as error:
        raise BuildError(str(error)) from None
    files |= {vendored.LIBRARY: browser_script(settings, vendored.LIBRARY, files[vendored.LIBRARY])}
    return [Rendered(f"{site_paths.CLIENT}vendor/{name}", text) for name, text in files.items()]


def _packet_format(settings: Settings) -> Rendered:
    """Return the format of packets as a script, which Python has beside its own code, so that both share it."""
    file = site_paths.PACKET_FORMAT_SCRIPT
    return Rendered(file, browser_script(settings, file, packet_format.script()))


def _licence(root: Path) -> list[Rendered]:
    """Return the project's licence as a file of the site, since it goes with every copy of the guide."""
    path = root / "LICENSE"
    return [Rendered(site_paths.LICENCE, path.read_text(encoding="utf-8"))] if path.is_file() else []


def finish(settings: Settings, site: Site, folder: Path, worker: str) -> None:
    """Complete the built site in `folder`: its policy, its service worker, its QR codes and its PDFs.

    `worker` is the source of the service worker; empty if the theme has none. Also raises PrintingError.
    """
    _apply_policy(folder, urlsplit(settings.site_url).path or "/")
    _check_search_language(folder)
    if worker and settings.offline:
        _write_service_worker(settings, folder, worker)
    qr_files.publish(qr_files.codes(site.guide, site.url), folder, settings.root / site_paths.QR_CACHE)
    if site.has_pdfs:
        _write_pdfs(settings, site, folder)


def pdf_builder(settings: Settings, site: Site) -> PdfBuilder:
    """Return what makes the PDFs of a site."""
    return PdfBuilder(PdfContext(site.guide, site.strings, site.url), settings.root / site_paths.PDF_CACHE)


def _apply_policy(folder: Path, root: str) -> None:
    """Write the policy into every page, and the files of headers. `root` is the site's folder on its host."""
    found = {_name(path, folder): path for kind in ("html", "css") for path in _files(folder, f"*.{kind}")}
    texts = {file: path.read_text(encoding="utf-8") for file, path in sorted(found.items())}
    try:
        protected = csp.apply_policy(texts, root)
    except GuideError as error:
        raise BuildError(f"The site cannot be protected.\n\n{error}") from None
    for file, text in protected.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def _check_search_language(folder: Path) -> None:
    index = folder / site_paths.SEARCH_INDEX
    languages = json.loads(index.read_text(encoding="utf-8"))["config"]["lang"] if index.is_file() else ["en"]
    if languages != ["en"]:
        raise BuildError(
            f"The search works in English only: for {', '.join(languages)} the theme loads more scripts, which the "
            "policy forbids. Set `lang: en` for the plugin `search` in mkdocs.yml, or take that plugin out."
        )


def _write_service_worker(settings: Settings, folder: Path, source: str) -> None:
    files = {_name(path, folder): path.read_bytes() for path in _files(folder, "*")}
    script = browser_script(settings, site_paths.SERVICE_WORKER, service_worker.worker(source, files))
    (folder / site_paths.SERVICE_WORKER).write_text(script, encoding="utf-8")


def _write_pdfs(settings: Settings, site: Site, folder: Path) -> None:
    wanted = list(site.editions.values())
    builder = pdf_builder(settings, site)

    def report(done: int) -> None:
        if done % _PROGRESS_EVERY == 0 or done == len(wanted):
            log.info("Paper: %s of %s PDFs, of which %s are new", done, len(wanted), builder.made)

    builder.publish(wanted, folder, report)


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    return (path for path in folder.rglob(pattern) if path.is_file())


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
