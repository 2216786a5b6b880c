"""Locked files are what their description says: another program opens ours, and ours opens another's."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
import zlib
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from relationship_reset.site import passphrase_words
from tests.conftest import ROOT

WORDS = "  Zoe\u0308 keeps ﬁve quiet rivers "
TEXT = "What happened: “nothing” — Zoë 🕯️\n" * 400
HEADER = ["format", "version", "cipher", "kdf", "iterations", "salt", "iv"]
Envelope = dict[str, str | int]


def key(words: str, salt: bytes, iterations: int) -> AESGCM:
    normal = unicodedata.normalize("NFKC", words).strip().encode()
    return AESGCM(PBKDF2HMAC(SHA256(), length=32, salt=salt, iterations=iterations).derive(normal))


def additional(envelope: Envelope) -> bytes:
    return "\n".join(str(envelope[name]) for name in HEADER).encode()


def decrypted(envelope: Envelope, words: str) -> str:
    salt, iv, data = (b64decode(str(envelope[name]), validate=True) for name in ("salt", "iv", "data"))
    padded = key(words, salt, int(envelope["iterations"])).decrypt(iv, data, additional(envelope))
    length = int.from_bytes(padded[:4], "big")
    assert not padded[4 + length :].strip(b"\0")
    return zlib.decompress(padded[4 : 4 + length], wbits=-15).decode()


def packed(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(data) + squeeze.flush()


def encrypted(packed: bytes, words: str, iterations: int = 600_000) -> Envelope:
    salt, iv = os.urandom(16), os.urandom(12)
    values: list[str | int] = ["relationship-reset locked", 1, "AES-256-GCM", "PBKDF2-HMAC-SHA-256", iterations]
    ends = [b64encode(salt).decode(), b64encode(iv).decode()]
    envelope: Envelope = dict(zip(HEADER, [*values, *ends], strict=True))
    size = 1024
    while size < len(packed) + 4:
        size *= 2
    padded = (len(packed).to_bytes(4, "big") + packed).ljust(size, b"\0")
    sealed = key(words, salt, iterations).encrypt(iv, padded, additional(envelope))
    return envelope | {"data": b64encode(sealed).decode()}


@pytest.fixture(scope="module")
def client() -> list[object]:
    """What the client answers: an envelope of its own, and what is in two of ours."""
    deno = shutil.which("deno", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert deno
    ours = [
        {"envelope": encrypted(packed(TEXT.encode()), WORDS, count), "words": WORDS.strip()}
        for count in (600_000, 700_000)
    ]
    lines = "\n".join(json.dumps(one) for one in [{"text": TEXT, "words": WORDS}, *ours])
    command = [deno, "run", "--quiet", str(ROOT / "tests" / "js" / "envelope_tool.js")]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_another_program_opens_what_the_client_locked(client: list[object]) -> None:
    envelope = client[0]
    assert isinstance(envelope, dict)
    assert list(envelope) == [*HEADER, "data"]
    assert envelope["iterations"] == 600_000
    assert decrypted(envelope, WORDS) == TEXT


def test_the_client_opens_what_another_program_locked_with_more_iterations_too(client: list[object]) -> None:
    assert client[1:] == [TEXT, TEXT]


def test_a_changed_header_spoils_the_whole(client: list[object]) -> None:
    envelope = client[0]
    assert isinstance(envelope, dict)
    with pytest.raises(InvalidTag):
        decrypted(envelope | {"kdf": "PBKDF2-HMAC-SHA-1"}, WORDS)


def test_the_words_for_passphrases_are_many_plain_and_long_enough() -> None:
    words = passphrase_words.words().split()
    assert len(set(words)) == len(words) == 7776
    assert all(word.replace("-", "").isascii() and word.islower() and len(word) >= 3 for word in words)
