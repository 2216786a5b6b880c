"""Find a Chromium for the tests, or get one; prints its path.

In order: the one named by CHROMIUM, one on the machine, Playwright's, Debian's package where apt and root allow.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
DRIVER = """Playwright's driver does not run here: it needs the library libatomic.
Install it (on Debian: apt-get install libatomic1), then run make test again."""
MISSING = """No Chromium for the browser tests could be found or installed.
Install one (on Debian: apt-get install chromium), or name one: make test CHROMIUM=/path/to/chromium"""


def main() -> int:
    """Print the path of a Chromium; return 1 with words on standard error where there is none to be had."""
    if not (driven() or (debian("libatomic1") and driven())):
        print(DRIVER, file=sys.stderr)
        return 1
    found = named() or installed() or playwrights() or (debian("chromium") and installed())
    if found and found == installed() and light(found) == found:
        debian("chromium-headless-shell")  # where it cannot be had, the tests only take longer
    print(found or MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


def driven() -> bool:
    """Return whether Playwright's driver runs, which every browser test needs."""
    return quietly([sys.executable, "-m", "playwright", "--version"])


def named() -> str | None:
    """Return the one that the environment names."""
    path = os.environ.get("CHROMIUM", "")
    return path if path and Path(path).is_file() else None


def installed() -> str | None:
    """Return the first one on the search path."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def light(path: str) -> str:
    """Return the headless shell that stands beside a Chromium, where there is one: the same engine, with no windows.

    A page in it takes half of the work.
    """
    shell = f"{path}-headless-shell"
    return shell if Path(shell).is_file() else path


def playwrights() -> str | None:
    """Return Playwright's own, downloaded if need be; None where it cannot be."""
    from playwright.sync_api import sync_playwright

    done = quietly([sys.executable, "-m", "playwright", "install", "chromium"])
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if done and Path(path).is_file() else None


def debian(package: str) -> bool:
    """Install one of Debian's packages with apt; return whether that was done."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    quietly(["apt-get", "update", "-qq"])
    return quietly(["apt-get", "install", "-qq", "-y", "--no-install-recommends", package])


def quietly(command: list[str]) -> bool:
    """Run a command with its output on standard error; return whether it ended well."""
    print(f"Trying: {' '.join(command)}", file=sys.stderr)
    try:
        return subprocess.run(command, stdout=sys.stderr, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(main())
