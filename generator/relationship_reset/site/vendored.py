"""What the set-up fetches for the browser and this project holds no copy of: the library that draws square codes."""

import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "vendor"
"""Where the Makefile puts it, with a checksum from deno.lock; git ignores it, and a wheel holds it."""
LIBRARY = "uqr.js"
LICENCE = "uqr-licence.txt"
"""Its licence, which asks to go with every copy."""


def files(folder: Path = FOLDER) -> dict[str, str]:
    """Return the library and its licence, each by the name under which it stands among the scripts.

    Raises FileNotFoundError, whose words say what to run, where one of them is missing.
    """
    missing = [name for name in (LIBRARY, LICENCE) if not (folder / name).is_file()]
    if missing:
        raise FileNotFoundError(
            f"The library for square codes is missing: {folder / missing[0]}\n"
            f"Run in the project’s folder: make fetch BIN={Path(sys.executable).parent}"
        )
    return {name: (folder / name).read_text(encoding="utf-8") for name in (LIBRARY, LICENCE)}
