"""The master key."""

import copy
import hashlib
import hmac
import pickle

import pytest

from app.crypto.keys import MasterKey

RAW = bytes(range(32))


def test_derivation_is_rfc_5869() -> None:
    """By hand: extract with an empty salt, expand with info = purpose."""
    prk = hmac.new(bytes(32), RAW, hashlib.sha256).digest()
    first = hmac.new(prk, b"db\x01", hashlib.sha256).digest()
    second = hmac.new(prk, first + b"db\x02", hashlib.sha256).digest()
    assert MasterKey(RAW).derive("db", 48) == first + second[:16]
    assert MasterKey(RAW).derive("db") == first


def test_purposes_and_keys_give_different_keys() -> None:
    purposes = ["db", "attachments", "audit", "backup", "slots", "names"]
    one, other = MasterKey.new(), MasterKey.new()
    derived = {key.derive(purpose) for key in (one, other) for purpose in purposes}
    assert len(derived) == 2 * len(purposes)


def test_a_wiped_key_is_gone() -> None:
    key = MasterKey(RAW)
    memory = key._raw
    view = memory[:]
    key.wipe()
    key.wipe()
    assert view == RAW
    assert memory == b""
    with pytest.raises(ValueError, match="wiped"):
        key.to_bytes()
    with pytest.raises(ValueError, match="wiped"):
        key.derive("db")


def test_it_shows_copies_and_pickles_nothing() -> None:
    key = MasterKey(RAW)
    assert repr(key) == str(key) == "<MasterKey>"
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            take(key)
    with pytest.raises(TypeError):
        hash(key)


def test_equality_is_by_content() -> None:
    assert MasterKey(RAW) == MasterKey(bytearray(RAW))
    assert MasterKey(RAW) != MasterKey(RAW[::-1])
    assert MasterKey(RAW) != RAW


def test_only_32_bytes_and_a_named_purpose_will_do() -> None:
    for wrong in (b"", RAW[:-1], RAW + b"\0"):
        with pytest.raises(ValueError, match="32"):
            MasterKey(wrong)
    with pytest.raises(ValueError, match="purpose"):
        MasterKey(RAW).derive("")
