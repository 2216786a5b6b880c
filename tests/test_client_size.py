"""The scripts stay small: a phone on a slow line has them before its reader has read the first sentence."""

import gzip
from pathlib import Path

MOST = 30_000
"""How many bytes all scripts together may have on their way."""


def test_all_client_scripts_together_are_small_when_they_are_sent(site: Path) -> None:
    """Each is compressed by itself, as a server sends it."""
    client = site / "assets" / "client"
    sizes = {path: len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in client.rglob("*.js")}
    assert sizes
    total = sum(sizes.values())
    lines = [f"{size:7,}  {path.relative_to(client)}" for path, size in sorted(sizes.items(), key=lambda one: -one[1])]
    assert total <= MOST, "\n".join([f"{total:,} bytes, and at most {MOST:,} are allowed:", *lines])
