"""The square codes of the guide's own addresses, as files of the site. What was drawn before is taken from a folder."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from relationship_reset.core import qr
from relationship_reset.guide.guide import Guide

FOLDER = "qr/"
"""Where the codes stand on the site."""
CACHE = ".cache/qr"
"""The folder, below the project's, with those that were drawn before."""
TOP = "rr-top"
"""What stands for a page as a whole."""


def codes(guide: Guide, site_url: str) -> dict[str, str]:
    """Return for every code, by its place on the site, the address that it holds.

    `site_url` is where the site is published; without it, there is none.
    """
    return {place(guide.address(ref)): site_url + guide.address(ref) for ref in guide.items} if site_url else {}


def place(address: str) -> str:
    """Return where the code of a page or item stands: of `guide/rebuild/#anchors` at `qr/guide/rebuild/anchors.svg`."""
    page, _, anchor = address.partition("#")
    return f"{FOLDER}{page}{anchor or TOP}.svg"


def publish(wanted: Mapping[str, str], site: Path, kept: Path) -> None:
    """Write codes, as from `codes`, into a site. What `kept` has and is not wanted any more is deleted."""
    kept.mkdir(parents=True, exist_ok=True)
    used = set()
    for file, address in wanted.items():
        path = kept / f"{hashlib.sha256(f'{qr.VERSION} {address}'.encode()).hexdigest()[:32]}.svg"
        used.add(path)
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_read(path) or _drawn(path, address))
    for path in set(kept.glob("*.svg")) - used:
        path.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):  # another build may tidy up at the same time
        if (found := path.read_bytes()).rstrip().endswith(b"</svg>"):  # else the writing was stopped
            return found
    return None


def _drawn(path: Path, address: str) -> bytes:
    data = qr.file(address)
    path.write_bytes(data)
    return data
