"""What the set-up fetches for the browser: locked by its checksum, held by a wheel, asked for where it is missing."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from relationship_reset.core import packet_format
from relationship_reset.plugin import GuidePlugin
from relationship_reset.site import vendored
from tests.conftest import ROOT, SMALL


def test_the_lock_holds_a_checksum_and_leaves_the_host_to_whoever_fetches() -> None:
    lock = (ROOT / "deno.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["npm"]
    assert [name.partition("@")[0] for name in packages] == ["uqr"]
    assert all(re.fullmatch(r"sha512-[\w+/]{86}==", package["integrity"]) for package in packages.values())


def test_a_wheel_holds_what_was_fetched_and_its_licence(tmp_path: Path) -> None:
    copied = tmp_path / "project"
    shutil.copytree(ROOT / "generator", copied / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copied)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(copied)], check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("relationship_reset/core/packet_format.js").decode() == packet_format.script()
        held = {name: archive.read(f"relationship_reset/site/vendor/{name}").decode() for name in vendored.files()}
    assert held == vendored.files()
    assert "Permission is hereby granted" in held[vendored.LICENCE]


def test_a_build_without_it_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFoundError, match=r"uqr\.js\nRun .*: make fetch") as missing:
        vendored.files(tmp_path)
    monkeypatch.setattr(vendored, "files", lambda: (_ for _ in ()).throw(missing.value))
    config = load_config(str(SMALL / "mkdocs.yml"))
    plugin = config.plugins["relationship-reset"]
    assert isinstance(plugin, GuidePlugin)
    plugin.on_config(config)
    with pytest.raises(PluginError, match="make fetch"):
        plugin.on_files(Files([]), config=config)


def test_the_site_has_it_without_its_comments_and_beside_its_licence(small_site: Path) -> None:
    client = small_site / "assets" / "client" / "vendor"
    assert "@param" not in (client / vendored.LIBRARY).read_text(encoding="utf-8")
    assert (client / vendored.LICENCE).read_text(encoding="utf-8") == vendored.files()[vendored.LICENCE]
