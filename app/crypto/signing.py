"""Signatures that a stock OpenSSH verifies: SSHSIG (OpenSSH's PROTOCOL.sshsig) with Ed25519.

A signature binds a *namespace* (what the bytes are meant for), so that a signature over one kind of
file can never pass for another kind.
"""

import base64
import binascii
import hashlib
import re
from hmac import compare_digest
from typing import NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.crypto.errors import BadSignature, Damaged

_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_KEY_TYPE = b"ssh-ed25519"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}  # all that the protocol allows
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_ARMOUR = re.compile(rf"{_BEGIN}\n((?:[A-Za-z0-9+/=]{{1,76}}\n){{1,20}}){_END}\n?")


class SigningKey:
    """An Ed25519 private key. Shows nothing of itself and cannot be pickled."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def new(cls) -> "SigningKey":
        """Return a fresh key from the system's random source."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SigningKey":
        """Return the key of a 32-byte seed (RFC 8032). :class:`Damaged` for any other length."""
        if len(raw) != 32:
            raise Damaged("signing key")
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    def to_bytes(self) -> bytes:
        """Return the 32-byte seed, to be kept in the encrypted store only."""
        return self._key.private_bytes_raw()

    @property
    def public_line(self) -> str:
        """The public half as OpenSSH writes it: ``ssh-ed25519 AAAA…``, without a comment."""
        return f"{_KEY_TYPE.decode()} {base64.b64encode(self._public_blob()).decode()}"

    def sign(self, data: bytes, namespace: str) -> str:
        """Return an armoured SSHSIG over ``data`` (hash SHA-512), valid for ``namespace`` only."""
        signature = self._key.sign(_signed_part(namespace, b"sha512", data))
        blob = (
            _MAGIC
            + _VERSION
            + _string(self._public_blob())
            + _string(_namespace(namespace))
            + _string(b"")
            + _string(b"sha512")
            + _string(_string(_KEY_TYPE) + _string(signature))
        )
        text = base64.b64encode(blob).decode()
        lines = [text[at : at + 70] for at in range(0, len(text), 70)]
        return "\n".join([_BEGIN, *lines, _END, ""])

    def _public_blob(self) -> bytes:
        return _string(_KEY_TYPE) + _string(self._key.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"<SigningKey {fingerprint(self.public_line)}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")


def fingerprint(public_line: str) -> str:
    """Return ``SHA256:…`` as ``ssh-keygen -l`` shows it; people compare it by phone.

    Raises :class:`Damaged` if ``public_line`` is not one Ed25519 key (a comment after it is ignored).
    """
    digest = hashlib.sha256(_string(_KEY_TYPE) + _string(_public_key(public_line))).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def verify(data: bytes, signature: str, public_line: str, namespace: str) -> None:
    """Return if ``signature`` was made over ``data`` by ``public_line`` for ``namespace``.

    Raises :class:`BadSignature` otherwise, whatever is wrong with the signature, and :class:`Damaged`
    only when ``public_line`` itself, our own side of the comparison, is not a key.
    """
    expected = _public_key(public_line)
    try:
        embedded, signed_for, hash_name, raw = _parse(signature)
    except (Damaged, ValueError):
        raise BadSignature("not an SSHSIG signature of an Ed25519 key") from None
    if not compare_digest(embedded, expected):
        raise BadSignature("another key")
    if not compare_digest(signed_for, _namespace(namespace)):
        raise BadSignature("another purpose")
    try:
        Ed25519PublicKey.from_public_bytes(expected).verify(raw, _signed_part(namespace, hash_name, data))
    except InvalidSignature:
        raise BadSignature("content changed") from None


def _signed_part(namespace: str, hash_name: bytes, data: bytes) -> bytes:
    digest = _HASHES[hash_name](data).digest()
    return _MAGIC + _string(_namespace(namespace)) + _string(b"") + _string(hash_name) + _string(digest)


def _namespace(namespace: str) -> bytes:
    if not namespace:
        raise ValueError("the protocol forbids an empty namespace")
    return namespace.encode()


def _parse(armoured: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Return (public key, namespace, hash name, signature) or raise ``Damaged``/``ValueError``."""
    found = _ARMOUR.fullmatch(armoured.replace("\r\n", "\n"))
    if found is None:
        raise Damaged("armour")
    blob = _decode(found[1].replace("\n", ""))
    if not blob.startswith(_MAGIC + _VERSION):
        raise Damaged("preamble")
    public, namespace, reserved, hash_name, signature = _strings(blob[len(_MAGIC + _VERSION) :], 5)
    if reserved or hash_name not in _HASHES:
        raise Damaged("fields")
    kind, raw = _strings(signature, 2)
    if kind != _KEY_TYPE or len(raw) != 64:
        raise Damaged("signature type")
    return _raw_key(public), namespace, hash_name, raw


def _public_key(public_line: str) -> bytes:
    words = public_line.split(maxsplit=2)
    if len(words) < 2 or words[0] != _KEY_TYPE.decode():
        raise Damaged("public key")
    return _raw_key(_decode(words[1]))


def _raw_key(blob: bytes) -> bytes:
    kind, raw = _strings(blob, 2)
    if kind != _KEY_TYPE or len(raw) != 32:
        raise Damaged("public key")
    return raw


def _decode(text: str) -> bytes:
    """Decode base64, canonical spelling only: otherwise two texts would stand for one signature."""
    try:
        blob = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Damaged("base64") from None
    if base64.b64encode(blob).decode() != text:
        raise Damaged("base64")
    return blob


def _string(content: bytes) -> bytes:
    """SSH's ``string`` (RFC 4251, section 5): four bytes of length, then the bytes."""
    return len(content).to_bytes(4, "big") + content


def _strings(blob: bytes, count: int) -> list[bytes]:
    """Split ``blob`` into exactly ``count`` SSH strings with nothing left over, else ``Damaged``."""
    found: list[bytes] = []
    for _ in range(count):
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            raise Damaged("length")
        found.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    if blob:
        raise Damaged("left over")
    return found
