"""What a reader's browser keeps of a built site, so that it opens without a connection; and as what it is installed."""

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
"""The same where nothing is kept, as while the site is served: what was once kept at this address goes away."""
SOURCE = "page/service-worker.js"
"""The same among the scripts, before its files are named."""
LEFT_OUT = re.compile(
    rf"{PDFS}|{QR_CODES}|{EMBED}|assets/javascripts/lunr/|_|links\.|(.*/)?\."
    rf"|{SERVICE_WORKER}$|.*(\.map|\.gz|\.pdf|/social\.png)$",
    re.DOTALL,
)
"""What is not kept: the PDFs, which readers save themselves, the square codes, which a page can also draw, the lean
pages for other sites, the link book as files, and what no page asks for, or no host hands out: hidden files, and those
at the root that tell a host something."""
FILES_MARK = "const FILES = {};"
VERSION_MARK = 'const VERSION = "";'


def kept(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the address of every file that is kept, each with the beginning of its checksum; pages end in a slash."""
    sums = {file: hashlib.sha256(data).hexdigest()[:32] for file, data in files.items() if not LEFT_OUT.match(file)}
    return {_address(file): checksum for file, checksum in sorted(sums.items())}


def worker(source: str, files: Mapping[str, bytes]) -> str:
    """Return the script that keeps these files. Its version stands for all of them and for the script itself."""
    assert source.count(FILES_MARK) == source.count(VERSION_MARK) == 1
    listed = json.dumps(kept(files), separators=(",", ":"))
    version = hashlib.sha256((source + listed).encode()).hexdigest()[:16]
    named = source.replace(FILES_MARK, f"const FILES = {listed};")
    return named.replace(VERSION_MARK, f'const VERSION = "{version}";')


def manifest(words: Strings) -> str:
    """Return as what the guide is installed: under a name and a picture that tell a passer-by nothing."""
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
