"""The format of packets in links, which Python and the browser's scripts share: `packet_format.js` beside this file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class PacketFormat:
    """What Python needs of the format. The comment in the file explains each member."""

    version: int
    fragment: str
    keys: Mapping[str, str]
    limits: Mapping[str, int]


def script() -> str:
    """Return the file, a JavaScript module whose only statement exports an object in the form of JSON."""
    return (resources.files("relationship_reset") / "core" / "packet_format.js").read_text("utf-8")


def load() -> PacketFormat:
    """Return the format. Raises JSONDecodeError if the object is no JSON."""
    _, _, literal = script().partition("export const PACKET_FORMAT =")
    found = json.loads(literal.strip().removesuffix(";"))
    return PacketFormat(found["version"], found["fragment"], found["keys"], found["limits"])


PACKET_FORMAT = load()
