"""What the project's `mkdocs.yml` says."""

from pathlib import Path

from generator.source import Source, read

CONFIG = "mkdocs.yml"


def settings(root: Path) -> Source | None:
    """Return the settings of the project below `root`, or None where it has none."""
    return read(root / CONFIG, CONFIG) if (root / CONFIG).is_file() else None


def site_url(root: Path) -> str:
    """Return the address at which the project's site is published; nothing where it names none."""
    found = settings(root)
    address = found.data.get("site_url") if found and isinstance(found.data, dict) else None
    return address if isinstance(address, str) else ""
