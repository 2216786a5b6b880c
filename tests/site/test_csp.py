"""The policy: the same on every page, with a hash of each of the theme's scripts, and nothing on a page against it."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from relationship_reset.core.problems import GuideError
from relationship_reset.site import csp, headers
from tests.conftest import ROOT, build, write
from tests.site.test_built_pages import elements, html_files
from tests.test_plugin import CONFIG

PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>A page</title>
</head>
<body>
<article>
{}
</article>
</body>
</html>
"""
FORBIDDEN = [
    "<style>p {}</style>",
    '<p style="color: red">x</p>',
    '<p onclick="x()">x</p>',
    "<P ONCLICK=x()>x</P>",
    "<svg/onload=x()></svg>",
    '<a href="javascript:x()">x</a>',
    '<a href=" jAva&#9;scr\nipt:x()">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="vbscript:x">x</a>',
    '<area href="javascript:x()">',
    '<a href="/" ping="https://evil.example/">x</a>',
    "<script>x()</script>",
    '<script type="module">x()</script>',
    '<script src="https://evil.example/x.js"></script>',
    '<script src="//evil.example/x.js"></script>',
    r'<script src="\\evil.example/x.js"></script>',
    '<script src="data:text/javascript,x()"></script>',
    '<img src="https://evil.example/x.png" alt="">',
    '<img src=" https://evil.example/x.png" alt="">',
    '<img src="ht\ntps://evil.example/x.png" alt="">',
    '<img src="x.png" srcset="x.png 1x, https://evil.example/x.png 2x" alt="">',
    '<picture><source srcset="x.png,//evil.example/y.png 2x"></picture>',
    '<video poster="https://evil.example/x.png"></video>',
    '<audio src="//evil.example/x.ogg"></audio>',
    '<track src="https://evil.example/x.vtt">',
    '<input type="image" src="https://evil.example/x.png">',
    '<table background="https://evil.example/x.png"></table>',
    '<svg><image href="https://evil.example/x.svg" /></svg>',
    '<svg><use xlink:href="https://evil.example/x.svg#y" /></svg>',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<link rel="preload" as="image" imagesrcset="https://evil.example/x.png 2x">',
    '<link rel="preconnect" href="https://evil.example/">',
    '<link rel="dns-prefetch" href="//evil.example">',
    '<link rel="canonical prefetch" href="https://evil.example/">',
    '<link rel="manifest" href="https://evil.example/x.json">',
    '<form action="/x"></form>',
    '<form><button formaction="/x">x</button></form>',
    '<iframe src="/x"></iframe>',
    '<p srcdoc="x">x</p>',
    '<object data="/x"></object>',
    '<embed src="/x">',
    '<base href="/x/">',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    "<meta http-equiv='Refresh' content='0;URL=\"//evil.example/\"'>",
]
ALLOWED = [
    '<img src="data:image/png;base64,AAAA" alt=""> <img src="../x.png" srcset="x.png, y.png 2x" alt="">',
    '<a href="https://elsewhere.example/">x</a> <a href="mailto:x@y.example">x</a> <a href="#x:y">x</a>',
    '<a href="tel:+1">x</a>',
    '<link rel="canonical" href="https://own.example/"> <link rel="next" href="../x/">',
    '<script src="../x.js" type="module"></script>',
    '<script type="application/ld+json">{"on": "<style>"}</script>',
    '<form><input name="x"></form> <form method="dialog"></form>',
    '<svg viewBox="0 0 2 2"><use href="#x" /><path d="M0 0" /></svg>',
    '<meta http-equiv="refresh" content="0; url=../x/">',
    "<p data-style='x' data-onclick='x'>on style= href=javascript:x</p>",
    "&lt;script&gt;x()&lt;/script&gt; <!-- <script>x()</script> -->",
]
STYLES = [
    "@import 'https://evil.example/x.css';",
    '@import url("//evil.example/x.css");',
    "a {\n  background: URL( https://evil.example/x.png)\n}",
    'a { background: image-set("https://evil.example/x.png" 1x) }',
    "@import'https://evil.example/x.css';",
    'a { background: image-set("x.png" 1x, "https://evil.example/x.png" 2x) }',
    'a { background: image-set(url(x.png) 1x, "//evil.example/x.png" 2x) }',
    'a { background: src("https://evil.example/x.png") }',
    "@font-face { src: url(data:font/woff2;base64,AAAA) }",
]


@pytest.mark.parametrize("part", FORBIDDEN)
def test_what_no_policy_could_allow_is_a_problem_with_its_place(part: str) -> None:
    first, *_ = csp.read("a/index.html", PAGE.format(part)).problems
    assert (first.file, first.line) == ("a/index.html", 9)
    assert part.split("\n")[0] in first.excerpt


@pytest.mark.parametrize("part", ALLOWED)
def test_what_a_page_is_made_of_is_no_problem(part: str) -> None:
    assert csp.read("a/index.html", PAGE.format(part)).problems == ()


@pytest.mark.parametrize("style", STYLES)
def test_a_stylesheet_that_loads_from_elsewhere_is_a_problem_with_its_place(style: str) -> None:
    (problem,) = csp.stylesheet_problems("x.css", f"/* https://a.example */\nb {{}}\n{style}")
    place = (4, 15) if style.startswith("a {\n") else (3, problem.column)
    assert (problem.line, problem.column) == place


def test_a_stylesheet_may_draw_with_its_own_files_and_pictures_in_itself() -> None:
    style = "a { content: 'to: // you'; b: url(../x.svg); } /* url(https://a.example/) */"
    style += """ a { c: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>") }"""
    assert csp.stylesheet_problems("x.css", style) == []


def test_every_problem_of_every_file_is_told_at_once() -> None:
    files = {"a.html": PAGE.format("<style></style>\n<base>"), "b.html": "no charset", "c.css": STYLES[0]}
    with pytest.raises(GuideError) as told:
        csp.apply_policy(files)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [
        *(("a.html", 9), ("a.html", 10), ("b.html", 1), ("c.css", 1))
    ]


def test_an_inline_script_that_is_not_on_every_page_is_a_problem_with_its_place() -> None:
    def page(part: str, way: str) -> str:
        themes = f'<script>__md_scope=new URL("{way}",location),a=1</script>'
        return PAGE.format(part).replace("<title>", f"{themes}<title>")

    files = {"a/index.html": page("</article>\n<script>x()</script><article>", ".."), "b.html": page("", ".")}
    with pytest.raises(GuideError) as told:
        csp.apply_policy(files)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [("a/index.html", 10)]
    assert csp.apply_policy({"a/index.html": page("", ".."), "b.html": page("", ".")})


def test_a_script_of_the_theme_is_allowed_by_the_hash_that_a_browser_computes() -> None:
    script = "const a = '<p>' && `é`\n"
    page = PAGE.format("").replace("<title>", f"<script>{script}</script><title>")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert csp.read("a.html", page).hashes == {f"'sha256-{digest}'"}
    assert csp.read("a.html", page.replace("\n", "\r\n")).hashes == {f"'sha256-{digest}'"}


def policies(site: Path) -> dict[Path, str]:
    """Return the policy of each page: the first element after its charset."""
    found = {}
    for path in html_files(site):
        inside = [one for one in elements(path) if one.tag not in {"html", "head"}]
        assert inside[0].get("charset") == "utf-8"
        assert inside[1].get("http-equiv") == "Content-Security-Policy"
        found[path] = inside[1].attrib["content"]
    return found


def test_every_page_has_the_same_policy(site: Path) -> None:
    found = policies(site)
    assert site / "404.html" in found
    (said,) = set(found.values())
    assert said.startswith("default-src 'none'; script-src 'self' 'sha256-")
    for part in ("style-src 'self'", "form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"):
        assert f"; {part};" in said
    assert "unsafe" not in said


def test_the_header_says_what_the_pages_say_and_who_may_frame_them(site: Path) -> None:
    (said, *_) = policies(site).values()
    for name in ("_headers", "_headers.nginx", "_headers.caddy"):
        text = (site / name).read_text()
        assert said in text
        assert all(value in text for value in headers.HEADERS.values())
        assert max(map(len, text.splitlines())) < 2_000, "longer lines are cut off by some hosts"


def lean_pages(site: Path) -> list[str]:
    """Return the addresses of the pages that other sites may frame."""
    return sorted(f"/{path.parent.relative_to(site).as_posix()}/" for path in site.glob("embed/*/index.html"))


NO_LEAN = [
    *("/", "/404.html", "/embed/", "/embed/no-such-thing/", "/embed/every-field", "/embed/every-field/more/"),
    *("/embed/every-field/index.htm", "/embed/EVERY-FIELD/", "/embed/every-field/\n", "/more/embed/every-field/"),
    *("/embed/size.js", "/embed/every-field/index.html/", "/worksheets/every-field/", "/my-reset/"),
]
"""Addresses of whole pages, and some where a host answers with one: the page that says that nothing is here."""


def test_hosts_of_static_sites_are_told_of_each_lean_page_by_its_name(small_site: Path) -> None:
    (said, *_) = policies(small_site).values()
    text = (small_site / "_headers").read_text()
    everywhere, *others = re.split(r"^(?=/)", text, flags=re.MULTILINE)[1:]
    # Hosts that join two rules send both policies, of which all hold; those that take the later one send that alone.
    assert everywhere.startswith(f"/*\n  Content-Security-Policy: {said}\n  X-Frame-Options: DENY\n")
    assert "frame-ancestors" not in everywhere
    script, *lean = others
    assert script == "/embed/size.js\n  Cross-Origin-Resource-Policy: cross-origin\n"
    policy_line = f"  Content-Security-Policy: {said}; frame-ancestors *\n"
    assert lean == [f"{address}\n{policy_line}" for address in lean_pages(small_site)]
    assert "/embed/every-field/" in lean_pages(small_site)


def caddys(text: str) -> re.Pattern[str]:
    """Return the pattern of the pages that may be framed; all others may not."""
    found = re.findall(r"^@rr_(un)?framed (not )?path_regexp (\S+)$", text, flags=re.MULTILINE)
    assert [(un, no) for un, no, _ in found] == [("", ""), ("un", "not ")]
    assert found[0][2] == found[1][2]
    return re.compile(found[0][2].removesuffix("$") + r"\Z")  # Caddy's "$" is the very end


@pytest.mark.parametrize("root", ["/", "/a.b/"])
def test_nginx_and_caddy_let_other_sites_frame_the_lean_pages_alone(root: str) -> None:
    names = ["404.html", "index.html", "embed/every-field/index.html", "embed/a/index.html", "my-reset/index.html"]
    said = csp.apply_policy({name: PAGE.format("") for name in names}, root)
    nginx = re.findall(
        r'^if \(\$uri = "(.*)"\) \{ set \$rr_framing "frame-ancestors \*"; \}$', said["_headers.nginx"], re.MULTILINE
    )
    lean = [f"{root}embed/{name}/{file}" for name in ("a", "every-field") for file in ("", "index.html")]
    assert nginx == lean
    assert said["_headers.nginx"].count("frame-ancestors *") == len(lean)
    assert "set $rr_framing \"frame-ancestors 'none'\";" in said["_headers.nginx"]
    caddy = caddys(said["_headers.caddy"])
    assert [one for one in lean if not caddy.search(one)] == []
    odd = [*NO_LEAN, *(root.rstrip("/") + one for one in NO_LEAN), "/axb/embed/a/"]
    assert [one for one in odd if caddy.search(one)] == []


def test_a_site_without_sheets_lets_nothing_be_framed() -> None:
    said = csp.apply_policy({"index.html": PAGE.format("")})
    assert [name for name in ("_headers", "_headers.nginx") if "frame-ancestors *" in said[name]] == []
    caddy = caddys(said["_headers.caddy"])
    assert [one for one in NO_LEAN if caddy.search(one)] == []


def test_a_search_that_the_policy_would_break_stops_the_build(tmp_path: Path) -> None:
    config = CONFIG.replace("CUSTOM", str(ROOT / "overrides")).replace("plugins: [", "plugins: [search, ")
    config = config.replace("name: material", "name: material, language: de")
    files = {"mkdocs.yml": config, "docs/index.md": "# Start\n", "worksheets/x.txt": ""}
    project = write(tmp_path, files)
    with pytest.raises(AssertionError, match="The search works in English only: for de the theme loads more"):
        build(project / "mkdocs.yml", project / "site")


@pytest.mark.parametrize("part", ["<b onclick='x()'>x</b>", "<script>x()</script>", "![x](https://evil.example/x.png)"])
def test_a_page_that_breaks_the_policy_stops_the_build(part: str, tmp_path: Path) -> None:
    config = CONFIG.replace("CUSTOM", str(ROOT / "overrides"))
    files = {"mkdocs.yml": config, "docs/index.md": f"# Start\n\n{part}\n", "worksheets/x.txt": ""}
    project = write(tmp_path, files)
    with pytest.raises(AssertionError, match=r"index\.html:\d+:\d+: "):
        build(project / "mkdocs.yml", project / "site")
