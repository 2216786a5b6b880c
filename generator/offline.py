"""What a reader's browser keeps of a built site, so that it opens without a connection; and as what it is installed."""

import hashlib
import json
import re
from collections.abc import Mapping

from generator.pages import Strings

WORKER = "sw.js"
"""The script that keeps the site, at its root, since it answers for all that stands below it."""
GONE = "registration.unregister();"
"""The same while the site is served: a built site that was once served at this address is not to answer for it."""
SOURCE = "worker.js"
"""The same among the scripts, before its files are named."""
MANIFEST = "manifest.webmanifest"
"""What a browser reads when somebody installs the guide."""
LEFT_OUT = re.compile(rf"(paper|assets/javascripts/lunr)/|_headers|{WORKER}$|.*(\.map|\.gz|\.pdf|/social\.png)$")
"""What is not kept: the PDFs, which readers save themselves, and what no page asks for."""
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
            "id": "./",
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
