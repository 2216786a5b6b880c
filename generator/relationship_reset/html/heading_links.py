"""The permalinks of headings: each gets an accessible name, and is left out of the heading's own."""

import re
from collections.abc import Collection

_LINKED = re.compile(
    r'<h(?P<level>[1-6])(?P<more>[^>]* id="(?P<id>[^"]+)"[^>]*)>(?P<title>(?:(?!</h[1-6]>).)*?)'
    r'<a class="headerlink" href="(?P<href>[^"]*)"[^>]*>[^<]*</a></h(?P=level)>',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def named(html: str, to: str, known: Collection[str]) -> str:
    """Return a page with the links of its headings named: `to`, as HTML, and the heading.

    `known` are the anchors of which there is a square code. The heading itself is called by its words alone: a screen
    reader that lists the headings would read out every link too.
    """

    def rewritten(found: re.Match[str]) -> str:
        level, more, anchor, title, href = found.group("level", "more", "id", "title", "href")
        name = _TAG.sub("", title).replace('"', "&quot;").strip()
        fixed = " data-fixed" if anchor in known else ""
        link = f'<a class="headerlink" href="{href}" aria-label="{to} {name}"{fixed}></a>'
        return f'<h{level}{more} aria-label="{name}">{title}{link}</h{level}>'

    return _LINKED.sub(rewritten, html)
