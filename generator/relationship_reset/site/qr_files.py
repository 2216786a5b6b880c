"""The QR codes of the guide's own addresses, as files of the site. Codes of earlier builds are taken from a cache."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from relationship_reset.core import qr
from relationship_reset.core.site_paths import QR_CODES, TOP
from relationship_reset.guide.guide import Guide


def codes(guide: Guide, site_url: str) -> dict[str, str]:
    """Return for every code, by its path on the site, the address that it holds.

    `site_url` is where the site is published; there are no codes if it is empty.
    """
    return {path_of(guide.address(ref)): site_url + guide.address(ref) for ref in guide.items} if site_url else {}


def path_of(address: str) -> str:
    """Return the path of a page's or item's code: of `guide/rebuild/#anchors` `qr/guide/rebuild/anchors.svg`."""
    page, _, anchor = address.partition("#")
    return f"{QR_CODES}{page}{anchor or TOP}.svg"


def publish(wanted: Mapping[str, str], site: Path, cache: Path) -> None:
    """Write codes, as from `codes`, into the folder of a site. Files of the cache that were not used are deleted."""
    cache.mkdir(parents=True, exist_ok=True)
    used = set()
    for file, address in wanted.items():
        path = cache / f"{hashlib.sha256(f'{qr.VERSION} {address}'.encode()).hexdigest()[:32]}.svg"
        used.add(path)
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_read(path) or _drawn(path, address))
    for path in set(cache.glob("*.svg")) - used:
        path.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    """Return a cached code; None if it is absent or was not written to its end."""
    with suppress(FileNotFoundError):  # another build may tidy up at the same time
        if (found := path.read_bytes()).rstrip().endswith(b"</svg>"):
            return found
    return None


def _drawn(path: Path, address: str) -> bytes:
    data = qr.file(address)
    path.write_bytes(data)
    return data
