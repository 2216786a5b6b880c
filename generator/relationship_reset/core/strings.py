"""Loads the interface strings from `strings.yml` in this folder."""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from relationship_reset.core.problems import GuideError
from relationship_reset.core.yaml_parser import read
from relationship_reset.core.yaml_source import Source

Strings = Mapping[str, str]
"""Interface strings by name."""
FILE = "generator/relationship_reset/core/strings.yml"
"""The file name shown in problems."""


def path() -> Path:
    """Return the path of `strings.yml`."""
    return Path(str(resources.files("relationship_reset"))) / "core" / "strings.yml"


def read_source() -> Source:
    """Parse the file. YAML errors are in the result's `problems`."""
    return read(path(), FILE)


def load(source: Source | None = None) -> Strings:
    """Return the strings of a source, by default of the file itself. Raises GuideError if the source has problems."""
    source = source or read_source()
    if source.problems:
        raise GuideError(source.problems)
    found = source.data if isinstance(source.data, dict) else {}
    return {name: words for name, words in found.items() if isinstance(words, str)}
