"""Signatures: both directions against stock ``ssh-keygen``, and every one-byte change refused."""

import pickle
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_ssh_private_key
from hypothesis import example, given
from hypothesis import strategies as st

from app.crypto.errors import BadSignature, Damaged
from app.crypto.signing import SigningKey, fingerprint, verify

NAMESPACE = "xinqiao-bundle@1"
KEY = SigningKey.new()
DATA = b'{"made_up": true}\n'
SIGNATURE = KEY.sign(DATA, NAMESPACE)


def _stock_verify(folder: Path, data: bytes, signature: str, namespace: str = NAMESPACE) -> bool:
    (folder / "signers").write_text(f"school {KEY.public_line}\n")
    (folder / "sig").write_text(signature)
    command = ["ssh-keygen", "-Y", "verify", "-f", str(folder / "signers"), "-I", "school"]
    command += ["-n", namespace, "-s", str(folder / "sig")]
    return subprocess.run(command, input=data, capture_output=True, check=False).returncode == 0


def _stock_key(folder: Path, kind: str = "ed25519") -> str:
    command = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "desk 1", "-f", str(folder / "key")]
    subprocess.run(command, check=True)
    return (folder / "key.pub").read_text()


def _stock_sign(folder: Path, data: bytes, *options: str) -> str:
    command = ["ssh-keygen", "-Y", "sign", "-f", str(folder / "key"), "-n", NAMESPACE, *options]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_stock_openssh_verifies_ours_and_refuses_changes(tmp_path: Path) -> None:
    assert _stock_verify(tmp_path, DATA, SIGNATURE)
    assert not _stock_verify(tmp_path, DATA[:-1], SIGNATURE)
    assert not _stock_verify(tmp_path, DATA.replace(b"true", b"trux"), SIGNATURE)
    assert not _stock_verify(tmp_path, DATA, SIGNATURE, "another-purpose")


@pytest.mark.parametrize("options", [(), ("-O", "hashalg=sha256")])
def test_we_verify_what_stock_openssh_signed(tmp_path: Path, options: tuple[str, ...]) -> None:
    line = _stock_key(tmp_path)
    made = _stock_sign(tmp_path, DATA, *options)
    verify(DATA, made, line, NAMESPACE)
    verify(DATA, made.replace("\n", "\r\n"), line, NAMESPACE)
    with pytest.raises(BadSignature):
        verify(DATA + b" ", made, line, NAMESPACE)


def test_other_kinds_of_keys_are_refused(tmp_path: Path) -> None:
    line = _stock_key(tmp_path, "ecdsa")
    made = _stock_sign(tmp_path, DATA)
    with pytest.raises(BadSignature):
        verify(DATA, made, KEY.public_line, NAMESPACE)
    with pytest.raises(Damaged):
        verify(DATA, made, line, NAMESPACE)


def test_the_fingerprint_is_the_one_openssh_shows(tmp_path: Path) -> None:
    line = _stock_key(tmp_path)
    command = ["ssh-keygen", "-l", "-f", str(tmp_path / "key.pub")]
    shown = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert fingerprint(line) in shown.split()
    assert fingerprint(line) != fingerprint(KEY.public_line)


def test_our_armour_is_byte_for_byte_openssh_s(tmp_path: Path) -> None:
    """Ed25519 is deterministic, so both programs must write the same file for the same key."""
    _stock_key(tmp_path)
    private = load_ssh_private_key((tmp_path / "key").read_bytes(), None)
    assert isinstance(private, Ed25519PrivateKey)
    ours = SigningKey.from_bytes(private.private_bytes_raw())
    assert ours.sign(DATA, NAMESPACE) == _stock_sign(tmp_path, DATA)


@given(st.binary(max_size=500), st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_round_trip(data: bytes, namespace: str) -> None:
    verify(data, KEY.sign(data, namespace), KEY.public_line, namespace)


def test_every_one_bit_change_of_the_signature_is_refused() -> None:
    raw = SIGNATURE.encode()
    for at in range((len(raw) - 1) * 8):
        flipped = bytearray(raw)
        flipped[at // 8] ^= 1 << at % 8
        with pytest.raises(BadSignature):
            verify(DATA, flipped.decode("latin-1"), KEY.public_line, NAMESPACE)


def test_every_one_byte_change_of_the_data_is_refused() -> None:
    for at in range(len(DATA)):
        with pytest.raises(BadSignature):
            verify(DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :], SIGNATURE, KEY.public_line, NAMESPACE)


def test_another_key_or_purpose_is_refused() -> None:
    with pytest.raises(BadSignature, match="another key"):
        verify(DATA, SIGNATURE, SigningKey.new().public_line, NAMESPACE)
    with pytest.raises(BadSignature, match="another purpose"):
        verify(DATA, SIGNATURE, KEY.public_line, "xinqiao-receipt@1")


@given(st.text())
@example("")
@example(SIGNATURE[:-40])
@example(SIGNATURE + SIGNATURE)
@example(SIGNATURE.replace("SSH", "PGP"))
def test_hostile_signature_text_is_refused(text: str) -> None:
    with pytest.raises(BadSignature):
        verify(DATA, text, KEY.public_line, NAMESPACE)


@given(st.text())
@example("ssh-ed25519")
@example("ssh-ed25519 é")
@example("ssh-rsa " + KEY.public_line.split()[1])
@example(KEY.public_line[:-4])
@example(KEY.public_line + "AAAA")
def test_malformed_public_lines_are_refused(text: str) -> None:
    with pytest.raises(Damaged):
        fingerprint(text)


def test_a_key_survives_storing() -> None:
    again = SigningKey.from_bytes(KEY.to_bytes())
    assert again.public_line == KEY.public_line
    assert again.sign(DATA, NAMESPACE) == SIGNATURE
    with pytest.raises(Damaged):
        SigningKey.from_bytes(KEY.to_bytes()[:-1])


def test_an_empty_namespace_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="namespace"):
        KEY.sign(DATA, "")


def test_a_key_shows_and_pickles_no_secret() -> None:
    assert KEY.to_bytes().hex() not in repr(KEY)
    assert fingerprint(KEY.public_line) in repr(KEY)
    with pytest.raises(TypeError):
        pickle.dumps(KEY)
