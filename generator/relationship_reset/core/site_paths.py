"""Where generated files stand on the site and in the project. Each folder is named here, and nowhere else.

All paths are relative to the root of the site, or of the project, and use forward slashes. Folders end in a slash.
"""

PDFS = "paper/"
QR_CODES = "qr/"
EMBED = "embed/"
"""The lean pages, one for each worksheet and deck. Only pages below it may be framed, so no other page stands there."""
LINKS_CSV, LINKS_JSON = "links.csv", "links.json"
"""The link index as files."""
CLIENT = "assets/client/"
"""The scripts, in the theme's folder too."""
PACKET_FORMAT_SCRIPT = f"{CLIENT}packet/format.js"
FRAME_SIZE_SCRIPT = f"{EMBED}size.js"
"""The script that other sites may load, to give a frame its height."""
SERVICE_WORKER = "sw.js"
"""At the root, since a service worker controls only what stands below it."""
MANIFEST = "manifest.webmanifest"
WORD_LIST = "assets/words.txt"
"""The words that passphrases are drawn from."""
LICENCE = "LICENSE.txt"
SEARCH_INDEX = "search/search_index.json"

TOP = "rr-top"
"""The id of a page's own heading; the QR code of a page as a whole has it as its name."""

PDF_CACHE = ".cache/paper"
"""The project's folder with the PDFs of earlier builds."""
QR_CACHE = ".cache/qr"
"""The project's folder with the QR codes of earlier builds."""
