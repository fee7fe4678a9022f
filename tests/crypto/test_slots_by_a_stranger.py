"""The slot file as docs/formats/vault.md describes it, read without one line of the program.

``golden/version-1.keys`` was written by the first version and is kept for ever; everything in it is
made up.
"""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.crypto.keys import MasterKey
from app.crypto.recovery import RecoveryCode
from app.crypto.slots import SlotFile

GOLDEN = (Path(__file__).parent / "golden" / "version-1.keys").read_bytes()
PASSWORD = "made-up words for a test １"
CODE = "000000 000011 000110 002816 360437 360448 720874 720885"
MASTER = bytes(range(32))
NAMES = {"school": "示范第一中学", "0199a000-0000-7000-8000-0000000000a1": "王小明"}
CIPHERS = {"chacha20-poly1305": ChaCha20Poly1305, "aes-256-gcm": AESGCM}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _hkdf(key: bytes, purpose: str) -> bytes:
    prk = hmac.new(bytes(32), key, hashlib.sha256).digest()
    return hmac.new(prk, purpose.encode() + b"\x01", hashlib.sha256).digest()


def _decrypt(wrap: dict[str, Any], key: bytes, aad: bytes) -> bytes:
    cipher = CIPHERS[wrap["suite"]](key)
    return cipher.decrypt(base64.b64decode(wrap["nonce"]), base64.b64decode(wrap["ct"]), aad)


def _unwrap(slot: dict[str, Any], secret: bytes) -> bytes:
    kdf = slot["kdf"]
    salt = base64.b64decode(kdf["salt"])
    cost = Argon2id(salt=salt, length=32, iterations=kdf["t"], lanes=kdf["p"], memory_cost=kdf["m"])
    beside = _json({**slot, "wrap": {"suite": slot["wrap"]["suite"]}})
    return _decrypt(slot["wrap"], cost.derive(secret), beside)


def test_a_stranger_opens_it_with_the_password_or_the_paper() -> None:
    password_slot, recovery_slot = json.loads(GOLDEN)["slots"]
    assert _unwrap(password_slot, b"made-up words for a test 1") == MASTER
    code = b"".join((int(group) // 11).to_bytes(2, "big") for group in CODE.split())
    assert _unwrap(recovery_slot, code) == MASTER


def test_a_stranger_checks_it_and_reads_the_names() -> None:
    top = json.loads(GOLDEN)
    check = top.pop("check")
    assert hashlib.sha256(_json(top)).hexdigest() == check
    mac = top.pop("mac")
    assert hmac.new(_hkdf(MASTER, "slots"), _json(top), hashlib.sha256).hexdigest() == mac
    beside = _json({"names": top["vault_id"], "v": 1})
    shown = _decrypt(top["names"], _hkdf(MASTER, "names"), beside)
    assert len(shown) == 512
    assert json.loads(shown) == NAMES


@pytest.mark.parametrize(("at", "secret"), [(0, PASSWORD), (1, RecoveryCode.parse(CODE).secret)])
def test_the_program_still_opens_what_version_1_wrote(at: int, secret: str | bytes) -> None:
    file = SlotFile.from_bytes(GOLDEN)
    master = file.unwrap(file.slots[at], secret)
    assert master == MasterKey(MASTER)
    assert file.names(master) == NAMES
    assert (file.generation, file.slots[at].label) == (3, ["使用人 1", "信封 1"][at])
