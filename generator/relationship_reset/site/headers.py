"""The headers of a built site: its policy and what goes with it, as files that common hosts read."""

import re
from collections.abc import Collection, Iterable

from relationship_reset.core.site_paths import EMBED, FRAME_SIZE_SCRIPT

INDEX = "index.html"
NOBODY, ANYBODY = "frame-ancestors 'none'", "frame-ancestors *"
"""Who may frame a page. A browser heeds it in a header only."""
POLICY, SHARED = "Content-Security-Policy", "Cross-Origin-Resource-Policy"
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    SHARED: "same-origin",
    "Permissions-Policy": ", ".join(
        [f"{feature}=(self)" for feature in ("clipboard-write", "screen-wake-lock")]
        + [f"{feature}=()" for feature in ("camera", "clipboard-read", "display-capture", "geolocation")]
        + [f"{feature}=()" for feature in ("hid", "microphone", "payment", "serial", "usb")]
    ),
}
"""The headers that go with it: nobody is told where a reader came from, and what the pages never use is off."""


def framed(pages: Iterable[str]) -> list[str]:
    """Return the addresses of the pages that other sites may frame: the lean ones, each by its name.

    No pattern would do: hosts send the headers for an address with what they answer where no page is, too, and that
    page is as whole as any other.
    """
    return sorted(file.removesuffix(INDEX) for file in pages if re.fullmatch(rf"{EMBED}[^/]+/{INDEX}", file))


def header_files(policy: str, lean: Collection[str], root: str) -> dict[str, str]:
    """Return the headers as common hosts read them, by the name of the file.

    `lean` are the addresses that may be framed, from `root` on, which is the folder of the host where the site stands.
    """
    return {
        "_headers": _plain_headers(policy, lean),
        "_headers.nginx": _nginx_headers(policy, lean, root),
        "_headers.caddy": _caddy_headers(policy, lean, root),
    }


def _plain_headers(policy: str, lean: Collection[str]) -> str:
    """Return them for hosts of static sites, whose root is the folder that this file is in.

    Where two rules are for one address, some of these hosts join what both say of a header, and some take the later. So
    the first rule forbids frames by an older header, which browsers pass over where a policy says who may frame.
    """
    rules = {
        "/*": {POLICY: policy, "X-Frame-Options": "DENY"} | HEADERS,
        f"/{FRAME_SIZE_SCRIPT}": {SHARED: "cross-origin"},
    }
    rules |= {f"/{address}": {POLICY: f"{policy}; {ANYBODY}"} for address in lean}
    lines = ([path, *(f"  {name}: {value}" for name, value in said.items())] for path, said in rules.items())
    return "".join(f"{line}\n" for rule in lines for line in rule)


def _nginx_headers(policy: str, lean: Collection[str], root: str) -> str:
    """Return them for nginx, which asks again what is said of an address when it answers with another file."""
    chosen = {
        "rr_framing": (NOBODY, {address + file: ANYBODY for address in lean for file in ("", INDEX)}),
        "rr_sharing": (HEADERS[SHARED], {FRAME_SIZE_SCRIPT: "cross-origin"}),
    }
    lines = [f'set ${name} "{usual}";' for name, (usual, _) in chosen.items()]
    for name, (_, others) in chosen.items():
        lines += [f'if ($uri = "{root}{path}") {{ set ${name} "{value}"; }}' for path, value in others.items()]
    said = {POLICY: f"{policy}; $rr_framing"} | HEADERS | {SHARED: "$rr_sharing"}
    lines += [f'add_header {name} "{value}" always;' for name, value in said.items()]
    return "".join(f"{line}\n" for line in lines)


def _caddy_headers(policy: str, lean: Collection[str], root: str) -> str:
    """Return them for Caddy, where no address is in two of the groups: it orders such by rules of its own."""
    pages = f"^({'|'.join(re.escape(root + address) for address in lean)})({re.escape(INDEX)})?$"
    script = f"^{re.escape(root + FRAME_SIZE_SCRIPT)}$"
    groups = {
        f"@rr_framed path_regexp {pages}": {POLICY: f"{policy}; {ANYBODY}"},
        f"@rr_unframed not path_regexp {pages}": {POLICY: f"{policy}; {NOBODY}"},
        f"@rr_shared path_regexp {script}": {SHARED: "cross-origin"},
        f"@rr_unshared not path_regexp {script}": {SHARED: HEADERS[SHARED]},
    }
    lines = ["header {", *(f'  {name} "{value}"' for name, value in HEADERS.items() if name != SHARED), "}"]
    for matcher, said in groups.items():
        lines += [matcher, *(f'header {matcher.split()[0]} {name} "{value}"' for name, value in said.items())]
    return "".join(f"{line}\n" for line in lines)
