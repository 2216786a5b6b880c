"""The service worker, which caches the site for use without a connection, and the web app manifest."""

import hashlib
import json
import re
from collections.abc import Mapping

from relationship_reset.core.site_paths import EMBED, PDFS, QR_CODES, SERVICE_WORKER
from relationship_reset.core.strings import Strings

GONE = """registration.unregister();
const prefix = `rr-${new URL("./", location.href).pathname} `;
caches.keys().then((names) => names.forEach((name) => name.startsWith(prefix) && caches.delete(name)));
"""
"""The service worker of a site that is not cached, as while it is served: it unregisters and deletes older caches."""
SOURCE = "page/service-worker.js"
"""The path of its source below the folder of the scripts; the build fills in the files and the version."""
LEFT_OUT = re.compile(
    rf"{PDFS}|{QR_CODES}|{EMBED}|assets/javascripts/lunr/|_|links\.|(.*/)?\."
    rf"|{SERVICE_WORKER}$|.*(\.map|\.gz|\.pdf|/social\.png)$",
    re.DOTALL,
)
"""The files that are not cached: PDFs, which readers save themselves; QR codes, which a page can also draw; the lean
pages for other sites; the link index as files; what no page requests; and what no host delivers, which is hidden files
and those at the root that configure a host."""
FILES_MARK = "const FILES = {};"
VERSION_MARK = 'const VERSION = "";'


def kept(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the address of every cached file with 32 digits of its SHA-256; those of pages end in a slash."""
    sums = {file: hashlib.sha256(data).hexdigest()[:32] for file, data in files.items() if not LEFT_OUT.match(file)}
    return {_address(file): checksum for file, checksum in sorted(sums.items())}


def worker(source: str, files: Mapping[str, bytes]) -> str:
    """Return the service worker for these files. Its version is a checksum of their list and of its source."""
    assert source.count(FILES_MARK) == source.count(VERSION_MARK) == 1
    listed = json.dumps(kept(files), separators=(",", ":"))
    version = hashlib.sha256((source + listed).encode()).hexdigest()[:16]
    named = source.replace(FILES_MARK, f"const FILES = {listed};")
    return named.replace(VERSION_MARK, f'const VERSION = "{version}";')


def manifest(words: Strings) -> str:
    """Return the web app manifest as JSON. Its name and icons tell a passer-by nothing about the guide."""
    pictures = {"app-192": "any", "app-512": "any", "app-512-maskable": "maskable"}
    icons = [
        {"src": f"assets/images/{name}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, purpose in pictures.items()
        for size in [name.split("-")[1]]
    ]
    return json.dumps(
        {
            "name": words["app_name"],
            "short_name": words["app_name"],
            "lang": words["language"],
            "start_url": "./",
            "scope": "./",
            "display": "minimal-ui",
            "background_color": "#faf7f0",
            "theme_color": "#faf7f0",
            "icons": icons,
        },
        indent=1,
    )


def _address(file: str) -> str:
    return re.sub(r"(^|/)index\.html$", r"\1", file) or "./"
