"""Reads the project's `mkdocs.yml`."""

import re
from pathlib import Path

from relationship_reset.core.yaml_parser import read
from relationship_reset.core.yaml_source import Source

CONFIG = "mkdocs.yml"
_ADDRESS = re.compile(r"https?://[^/\s]")


def settings(root: Path) -> Source | None:
    """Return the settings of the project below `root`, or None if it has no `mkdocs.yml`."""
    return read(root / CONFIG, CONFIG) if (root / CONFIG).is_file() else None


def site_url(root: Path) -> str:
    """Return the URL at which the project's site is published, with a trailing slash.

    Empty if the file has no literal `site_url`: values from the environment or from inherited files are not resolved.
    """
    found = settings(root)
    address = found.data.get("site_url") if found and isinstance(found.data, dict) else None
    return address.rstrip("/") + "/" if isinstance(address, str) and _ADDRESS.match(address) else ""
