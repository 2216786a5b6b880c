"""What is made once and used by every process of the tests, now and in later runs: a folder below `.cache/tests`."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "tests"
PASSING = ("__pycache__", ".cache")
"""Folders in which nothing stands that decides what is made."""

_held: list[IO[str]] = []
"""The locks of the folders that this process uses; they fall when it ends, however it ends."""


def digest(paths: Iterable[Path], *more: str) -> str:
    """Return a digest of all files at or below some paths, with their names, and of some more text."""
    found = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
        for file in files:
            name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
            if not set(PASSING).intersection(file.parts):
                found.update(f"\0{name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return found.hexdigest()[:20]


def made_once(kind: str, key: str, make: Callable[[Path], object]) -> Path:
    """Return the folder of a kind for a key; `make` fills it where nobody has done so yet.

    Others that want it wait meanwhile. Folders of the kind for other keys are removed, unless a process is using them.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = CACHE / f"{kind}-{key}"
    whole = folder.with_suffix(".whole")
    with (CACHE / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _tidy(kind, folder)
        _hold(folder)
        if not whole.is_file():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder


def _hold(folder: Path) -> None:
    """Say that this process uses a folder, so that no other removes it."""
    in_use = folder.with_suffix(".used").open("w")
    fcntl.flock(in_use, fcntl.LOCK_SH)
    _held.append(in_use)


def _tidy(kind: str, wanted: Path) -> None:
    """Remove the other folders of a kind that no process uses."""
    for other in CACHE.glob(f"{kind}-*.used"):
        folder = other.with_suffix("")
        if folder == wanted:
            continue
        with other.open("w") as in_use:
            try:
                fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            folder.with_suffix(".whole").unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            other.unlink()
