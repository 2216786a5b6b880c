"""The words of the interface, in `strings.yml` beside this file."""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from relationship_reset.core.problems import GuideError
from relationship_reset.core.yaml_source import Source, read

Strings = Mapping[str, str]
"""The words of the interface by their names."""
FILE = "generator/relationship_reset/core/strings.yml"
"""How problems name the file."""


def path() -> Path:
    """Return the path of the file."""
    return Path(str(resources.files("relationship_reset"))) / "core" / "strings.yml"


def read_source() -> Source:
    """Return the file as data with positions; its `problems` say what is wrong with it as YAML."""
    return read(path(), FILE)


def load(source: Source | None = None) -> Strings:
    """Return the words of the interface from what `read_source` returned. Raises GuideError if it has problems."""
    source = source or read_source()
    if source.problems:
        raise GuideError(source.problems)
    found = source.data if isinstance(source.data, dict) else {}
    return {name: words for name, words in found.items() if isinstance(words, str)}
