"""Classic scripts cannot import: the names that they repeat have to be those of the modules."""

import re
from pathlib import Path

import pytest

OVERRIDES = Path(__file__).parents[2] / "overrides"
CLIENT = OVERRIDES / "assets" / "client"
CONSTANT = re.compile(r'^export const (\w+) = "([^"]+)";$', re.MULTILINE)
COMMENT = re.compile(r"^\s*//[^\n]*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)
LITERAL = re.compile(r'(?:(?:Event|EventListener|choose)\((?:"\w+", )?|data === |\[|, )"(rr-[a-z]+[~:]?)"')
"""A name where an event, a message or a key is handed over, or in a list of constants."""


def constants(module: str) -> dict[str, str]:
    return dict(CONSTANT.findall((CLIENT / "core" / module).read_text()))


def without_comments(script: Path) -> str:
    return COMMENT.sub("", script.read_text())


KEYS = constants("storage-keys.js")
EVENTS = constants("events.js")


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("assets/client/page/early.js", "CHOICE_EVENT AUDIENCE_KEY VIEW_KEY PAPER_KEY NEUTRAL_KEY"),
        ("assets/client/page/quick-exit.js", "EXIT_EVENT EXIT_KEY PACKET_PREFIX"),
        ("assets/client/page/service-worker.js", "SHOW_MESSAGE MEND_MESSAGE"),
        ("embed/framed.js", "KEPT_EVENT"),
    ],
)
def test_a_classic_script_repeats_constants_of_the_modules(script: str, names: str) -> None:
    found = set(LITERAL.findall(without_comments(OVERRIDES / script)))
    assert found == {(KEYS | EVENTS)[name] for name in names.split()}


def test_the_caches_of_the_service_worker_are_called_as_the_modules_look_for_them() -> None:
    text = without_comments(CLIENT / "page" / "service-worker.js")
    assert f"`{KEYS['CACHE_PREFIX']}${{" in text
    assert f"}}{KEYS['CACHE_FAILED']}`" in text


def test_no_two_events_and_no_two_keys_share_a_name() -> None:
    shared = {"DATABASE_NAME", "CHANNEL_NAME", "OWN_PREFIX", "CACHE_PREFIX"}
    keys = [value for name, value in KEYS.items() if name not in shared]
    assert len(set(keys)) == len(keys)
    assert len(set(EVENTS.values())) == len(EVENTS)
