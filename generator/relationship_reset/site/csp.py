"""The Content-Security-Policy of a built site: what its pages need, and what on them no policy could allow."""

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from relationship_reset.core.problems import GuideError, Problem
from relationship_reset.site import headers

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "default rr-parse",
}
"""The policy, to which the hashes of the theme's inline scripts are added; trusted-types.js makes the last ones."""
MARK = '<meta charset="utf-8">'
"""After this the policy stands, so that nothing on the page comes before it."""

DATA_TYPES = {"application/json", "application/ld+json"}
"""The types of scripts that hold data and never run."""
FRAMES = {"iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe"}
QUIET_LINKS = {"alternate", "author", "canonical", "edit", "help", "license", "me", "next", "noreferrer", "prev"}
"""The relations of `link` elements that make no browser fetch anything."""
LOADING = {"src", "srcset", "imagesrcset", "poster", "data", "background", "href", "xlink:href", "manifest", "ping"}
FOREIGN = re.compile(r"""(?:^|[\s,])(?:[a-z][a-z0-9+.-]*:|[/\\]{2})""", re.IGNORECASE)
"""The beginning of an address that leaves the site, also in a list of addresses."""
LINK_SCHEMES = {"http", "https", "mailto", "tel"}
UNSEEN = re.compile(r"[\x00-\x20]")
"""What browsers leave out of a scheme."""
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_LOAD = re.compile(
    r"""(?:(?:url|src)\(\s*["']?|@import\s*["']|(?<=[\s,(])["'](?=\s*(?:https?:|/[/\\])))([^"')]*)""", re.IGNORECASE
)
"""What loads something, and any other text that is an address of another host, as in a list of pictures."""
SCOPE = re.compile(r"""(?<=^__md_scope=new URL\(")[./]*(?=",location\))""")
"""What differs from page to page in the theme's first script: the way to the root of the site."""


def apply_policy(files: Mapping[str, str], root: str = "/") -> dict[str, str]:
    """Return the pages of a site with the policy in them, and the files of headers for its hosts.

    `files` holds its pages and stylesheets, and `root` is the folder of its host where it stands.
    Raises GuideError with everything on them that no policy could allow.
    """
    pages = {file: read(file, text) for file, text in files.items() if file.endswith(".html")}
    wrong = [problem for page in pages.values() for problem in page.problems]
    for file, text in files.items():
        wrong += stylesheet_problems(file, text) if file.endswith(".css") else []
    wrong += odd_scripts(list(pages.values()))
    if wrong:
        raise GuideError(wrong)
    hashes = frozenset().union(*(page.hashes for page in pages.values()))
    policy = policy_text(hashes)
    return {file: guarded(files[file], policy) for file in pages} | headers.header_files(
        policy, headers.framed(pages), root
    )


@dataclass(frozen=True)
class Page:
    """What was read on a built page."""

    hashes: frozenset[str]
    """The hashes of its inline scripts, as a policy names them."""
    problems: tuple[Problem, ...]
    scripts: Mapping[str, Problem]
    """Its inline scripts, each with what is wrong with it if it isn't one of the theme's."""


def odd_scripts(pages: Collection[Page]) -> list[Problem]:
    """Return the inline scripts that aren't the theme's: those of the theme stand on every page that has any."""
    return [
        problem
        for page in pages
        for script, problem in page.scripts.items()
        if not all(script in other.scripts for other in pages if other.scripts)
    ]


def read(file: str, text: str) -> Page:
    """Read a built page; `file` is its name for problems."""
    reader = _Reader(file, text)
    reader.feed(text)
    reader.close()
    if text.count(MARK) != 1:
        reader.wrong(f"the policy stands after {MARK}, which must be there once", (1, 0))
    return Page(frozenset(reader.hashes), tuple(reader.problems), reader.scripts)


def stylesheet_problems(file: str, text: str) -> list[Problem]:
    """Return the addresses in a stylesheet that leave the site."""
    bare = CSS_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    found = []
    for load in CSS_LOAD.finditer(bare):
        address = load[1].strip()
        if FOREIGN.match(address) and not address.lower().startswith("data:image/"):
            before = bare[: load.start()]
            place = before.count("\n") + 1, load.start() - before.rfind("\n")
            found.append(Problem(file, *place, f"a stylesheet may load only from this site, not {address!r}"))
    return found


def policy_text(hashes: Iterable[str], *more: str) -> str:
    """Return the policy with these hashes; `more` is what only headers can say."""
    parts = SOURCES | {"script-src": " ".join([SOURCES["script-src"], *sorted(hashes)])}
    return "; ".join([*(f"{name} {sources}" for name, sources in parts.items()), *more])


def guarded(page: str, policy: str) -> str:
    """Return a page with the policy as the first thing after its charset."""
    return page.replace(MARK, f'{MARK}<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


class _Reader(HTMLParser):
    """Goes through a page once, and collects hashes and problems."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.lines = text.split("\n")
        self.hashes: set[str] = set()
        self.problems: list[Problem] = []
        self.articles = 0
        self.scripts: dict[str, Problem] = {}
        self.script: list[str] | None = None
        self.began = (1, 0)

    def problem(self, message: str, place: tuple[int, int]) -> Problem:
        line, column = place
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(self.file, line, column + 1, message, excerpt=excerpt)

    def wrong(self, message: str, place: tuple[int, int] | None = None) -> None:
        self.problems.append(self.problem(message, place or self.getpos()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.articles += tag == "article"
        given = {name: value or "" for name, value in attrs}
        for message in _faults(tag, given):
            self.wrong(message)
        if tag == "script" and "src" not in given and given.get("type", "").strip().lower() not in DATA_TYPES:
            self.script, self.began = [], self.getpos()
            if self.articles:
                self.wrong("the text of a page has no script in it")

    def handle_endtag(self, tag: str) -> None:
        self.articles -= tag == "article"
        if tag == "script" and self.script is not None:
            script, self.script = "".join(self.script), None
            self.hashes.add(_hash(script))
            message = "an inline script is one of the theme's, and so on every page"
            self.scripts[SCOPE.sub("", script)] = self.problem(message, self.began)

    def handle_data(self, data: str) -> None:
        if self.script is not None:
            self.script.append(data)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _faults(tag: str, given: dict[str, str]) -> Iterator[str]:
    """Yield what no policy could allow in a tag."""
    if tag == "style" or "style" in given:
        yield "styles stand in a stylesheet, never in a page"
    if tag in FRAMES or "srcdoc" in given:
        yield f"a page holds no other page: <{tag}>"
    if tag == "base":
        yield "addresses are relative to the page itself: <base>"
    if "formaction" in given or (tag == "form" and "action" in given):
        yield "a form sends nothing anywhere, so it has no action"
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh" and FOREIGN.search(_goal(given)):
        yield "a page sends nobody to another site"
    for name, value in given.items():
        if name.startswith("on"):
            yield f"scripts stand in a module, never in a page: {name}"
        yield from _address_faults(tag, name, value, given)


def _goal(given: dict[str, str]) -> str:
    """Return where a refresh leads."""
    return re.sub(r"^[^;,]*[;,]?\s*(?:url\s*=)?\s*[\"']?", "", given.get("content", ""), flags=re.IGNORECASE)


def _address_faults(tag: str, name: str, value: str, given: dict[str, str]) -> Iterator[str]:
    if name not in LOADING:
        return
    address = UNSEEN.sub("", value).lower()
    scheme, colon, _ = address.partition(":")
    if tag in {"a", "area"} and name != "ping":
        if colon and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) and scheme not in LINK_SCHEMES:
            yield f"a link leads to a page, a mail or a phone, not to {scheme}:"
        return
    if tag == "link" and set(given.get("rel", "").lower().split()) <= QUIET_LINKS:
        return
    drawn = tag == "img" and name == "src" and address.startswith("data:image/")
    if not drawn and (FOREIGN.search(value.strip()) or FOREIGN.match(address)):
        yield f"everything is loaded from this site, by a relative address, and not from {value!r}"
