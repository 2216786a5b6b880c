"""Run the tests as `make test` does: all in two processes, or those that are named in one.

Two, because most of the work is the browser's, which leaves a second processor idle. What each process says is shown
when it ends, and at last the ten slowest tests of all.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.shared import ROOT
from tests.sharing import DURATIONS

PROCESSES = 2
SLOWEST = 10


def main(only: list[str]) -> int:
    """Run the tests; return 0 if all have passed. With `--measure` instead of names, keep how long each file took."""
    measure = only == ["--measure"]
    if only and not measure:
        return subprocess.run(_pytest(f"--durations={SLOWEST}", *only), cwd=ROOT, check=False).returncode
    with tempfile.TemporaryDirectory() as folder:
        shared = Path(folder, "taken")
        shared.mkdir()
        files = [Path(folder, f"{number}.json") for number in range(PROCESSES)]
        with ThreadPoolExecutor() as pool:
            failed = list(pool.map(lambda file: _run(shared, file), files))
        seconds = {
            name: took for file in files if file.is_file() for name, took in json.loads(file.read_text()).items()
        }
    print(f"The {SLOWEST} slowest tests:")
    for name in sorted(seconds, key=lambda name: -seconds[name])[:SLOWEST]:
        print(f"{seconds[name]:7.2f} s  {name}")
    if measure:
        _keep(seconds)
    return int(any(failed))


def _run(shared: Path, timings: Path) -> bool:
    """Run one process to its end and show what it said; return whether it failed."""
    command = _pytest("--share", str(shared), "--timings", str(timings))
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    sys.stdout.write(done.stdout)
    sys.stdout.flush()
    return done.returncode != 0


def _pytest(*options: str) -> list[str]:
    """Return the command. The settings are named: pytest would look for them above all folders that options name."""
    settings = (f"--config-file={ROOT / 'pyproject.toml'}", f"--rootdir={ROOT}")
    return [sys.executable, "-m", "pytest", *settings, "-p", "tests.sharing", *options]


def _keep(seconds: dict[str, float]) -> None:
    files: dict[str, float] = defaultdict(float)
    for name, took in seconds.items():
        files[name.partition("::")[0]] += took
    rounded = {name: round(took) for name, took in sorted(files.items()) if took >= 1}
    DURATIONS.write_text(json.dumps(rounded, indent=1) + os.linesep, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
