"""The stylesheets: many component files, joined into two in an order that stands in one list."""

import re
from pathlib import Path

import pytest

from relationship_reset.core.problems import GuideError
from relationship_reset.site import stylesheets
from tests.conftest import ROOT

THEME = ROOT / "overrides"
SOURCES = {
    path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8")
    for path in (THEME / stylesheets.FOLDER).rglob("*.*")
}
STYLES = {name: text for name, text in SOURCES.items() if name.endswith(".css")} | {
    "embed/lean.css": (THEME / "embed" / "lean.css").read_text(encoding="utf-8")
}
LONGEST = 120
MOST_FILES = 20
FEW = {
    "assets/stylesheets/order.txt": "# the order\ncore/b.css\n\ncore/a.css\nprint/page.css\n",
    "assets/stylesheets/core/a.css": "a {}\n",
    "assets/stylesheets/core/b.css": "b {}\n",
    "assets/stylesheets/print/page.css": "p {}\n",
}


class Source:
    """A file as MkDocs holds it."""

    def __init__(self, name: str, text: str = "") -> None:
        self.src_uri = name
        self.content_string = text


def problems(sources: dict[str, str]) -> list[str]:
    with pytest.raises(GuideError) as error:
        stylesheets.join(sources)
    return [str(problem) for problem in error.value.problems]


def test_two_stylesheets_are_joined_in_the_order_of_the_list() -> None:
    assert stylesheets.join(FEW) == {
        "assets/stylesheets/screen.css": "b {}\n\na {}\n",
        "assets/stylesheets/print.css": "p {}\n",
    }
    assert stylesheets.join({}) == {}, "a site with no sources of ours"


def test_the_sources_are_taken_out_of_the_files_and_all_others_stay() -> None:
    others = [Source(name) for name in ("assets/stylesheets/main.1.min.css", "assets/stylesheets/own.css", "a/b.css")]
    files = [*others, *(Source(name, text) for name, text in FEW.items())]
    assert stylesheets.take(files) == stylesheets.join(FEW)
    assert files == others


def test_a_file_that_is_listed_and_missing_is_named_with_its_line() -> None:
    missing = {name: text for name, text in FEW.items() if not name.endswith("a.css")}
    assert problems(missing) == [
        "assets/stylesheets/order.txt:4:1: there is no stylesheet assets/stylesheets/core/a.css"
    ]


def test_a_file_that_is_not_listed_or_listed_twice_is_named() -> None:
    more = FEW | {"assets/stylesheets/core/new.css": "", stylesheets.ORDER: FEW[stylesheets.ORDER] + "core/a.css\n"}
    unlisted, twice = problems(more)
    assert unlisted.startswith("assets/stylesheets/core/new.css:1:1: no page would have it: add a line `core/new.css`")
    assert twice == "assets/stylesheets/order.txt:6:1: assets/stylesheets/core/a.css is listed twice"


def test_a_built_site_has_the_joined_stylesheets_and_none_of_their_sources(small_site: Path) -> None:
    folder = small_site / stylesheets.FOLDER
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in names if ".min.css" not in name} == {"screen.css", "print.css"}
    joined = stylesheets.join(SOURCES)
    assert {path: (small_site / path).read_text(encoding="utf-8") for path in joined} == joined


def test_a_page_and_a_lean_page_load_them_last_or_before_the_lean_sheet(small_site: Path) -> None:
    for page, more in (("guide/first", []), ("embed/every-field", ["lean.css"])):
        text = (small_site / page / "index.html").read_text(encoding="utf-8")
        loaded = re.findall(r'<link rel="stylesheet" href="[^"]*?([^"/]+\.css)"', text)
        assert loaded[2:] == ["screen.css", "print.css", *more], page


@pytest.mark.parametrize("name", STYLES)
def test_a_source_is_short_and_says_first_what_it_styles(name: str) -> None:
    text = STYLES[name]
    assert text.count("\n") <= LONGEST
    assert re.match(r"/\*\s*(\* )?\w", text)


def test_no_folder_of_sources_is_crowded() -> None:
    folders = [Path(name).parent for name in SOURCES]
    assert {folder for folder in folders if folders.count(folder) > MOST_FILES} == set()


PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:scroll-)?(?:margin|padding)-(?:left|right)|border-(?:left|right)(?:-\w+)?|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
    r"|background[^:;{]*:[^;]*\b(?:left|right)\b"
)
"""A property, or a value, that does not turn with the direction of the text."""
FOUR_SIDES = re.compile(r"(?:^|[;{\s])((?:scroll-)?(?:margin|padding)|inset|border-(?:width|radius)) *: *([^;}]+)")
DIRECTION = '[dir="ltr"]'


def physical(text: str) -> list[str]:
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return [found[0].strip() for found in PHYSICAL.finditer(bare)] + [
        found[0].strip() for found in FOUR_SIDES.finditer(bare) if one_sided(found[1], found[2])
    ]


def one_sided(name: str, value: str) -> bool:
    """Return whether a value in several parts says one thing of the left and another of the right."""
    parts = re.findall(r"(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+", value)
    if name == "border-radius":
        return len(parts) > 1 and (parts[0] != parts[1] or parts[2:3] != parts[3:4])
    return len(parts) == 4 and parts[1] != parts[3]


@pytest.mark.parametrize("name", STYLES)
def test_styles_turn_with_the_direction_of_the_text(name: str) -> None:
    assert physical(STYLES[name]) == []
    assert DIRECTION not in STYLES[name]


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 0",
        "padding-right: 1px",
        "border-left-width: 0",
        "border-top-left-radius: 0",
        "left: 0",
        "text-align: right",
        "float: left",
        "clear: right",
        "padding: 0 1px 0 2px",
        "margin: 0 0 calc(1px + 2px) 1px",
        "inset: 0 auto 0 0",
        "border-radius: 1px 0 0 1px",
        "border-radius: 1px 0",
        "background: red left bottom",
    ],
)
def test_a_rule_for_one_side_of_the_screen_is_found(rule: str) -> None:
    assert physical(f"a {{ {rule}; }}")


def test_a_rule_that_turns_with_the_text_is_not() -> None:
    text = """a { margin: 0 1px 2px 1px; margin-inline-start: 1px; border-radius: 1px; inset: 0 0 auto; }
    b { text-align: start; float: inline-end; /* border-left: 0 */ }"""
    assert physical(text) == []


COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|:[^;{]*\b(?:white|black)\b", re.IGNORECASE
)
TOKENS = "assets/stylesheets/core/tokens.css"


@pytest.mark.parametrize("name", [name for name in STYLES if name != TOKENS])
def test_a_colour_stands_among_the_tokens_only(name: str) -> None:
    """Pictures drawn in an address count as pictures."""
    bare = re.sub(r"/\*.*?\*/|url\('[^']*'\)", "", STYLES[name], flags=re.DOTALL)
    bodies = " ".join(re.findall(r"\{([^{}]*)\}", bare))
    assert COLOUR.findall(bodies) == []


def test_every_token_is_used_and_every_token_that_is_used_is_there() -> None:
    """A state that one component keeps for itself stands where it is used, with a value for when it is not set."""
    texts = "".join(STYLES.values())
    used = set(re.findall(r"var\((--rr-[\w-]+)", texts))
    assert set(re.findall(r"(--rr-[\w-]+):", STYLES[TOKENS])) <= used
    assert {name for name in used if f"{name}:" not in texts} == {"--rr-seen"}, "scripts set it"
