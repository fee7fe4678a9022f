"""Key files as people hand them on: age identities, and public keys of senders and centres."""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.bundles import strict_json
from app.crypto import sealing, signing
from app.crypto.errors import CryptoError
from app.domain.problems import Problem

_FILE_BYTES = 64 * 1024
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+")
_RECIPIENT = re.compile(r"\bage1[0-9a-z]{58}\b")
_SIGNER = re.compile(r"\bssh-ed25519 [A-Za-z0-9+/]+=*")


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What a key file hands out. Either key may be missing, not both.

    The rest is there only in the JSON of ``xinqiao store info``; it is what the sender says of itself.
    """

    recipient: str | None
    signing_key: str | None
    recovery_recipient: str | None = None
    name: str = ""
    site_code: str = ""


def write_identity(path: Path, *, now: datetime) -> str:
    """Make a new age identity in ``path``, readable by its owner alone; return its recipient.

    The file is what ``age-keygen`` would write. Raises ``identity_exists`` (nothing is overwritten) or
    ``identity_not_written``.
    """
    identity = sealing.new_identity()
    text = f"# created: {now.isoformat()}\n# public key: {identity.recipient}\n{identity.secret}\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Problem("identity_exists", name=path.name) from None
    except OSError:
        raise Problem("identity_not_written") from None
    try:
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise Problem("identity_not_written") from None
    return identity.recipient


def read_identities(path: Path) -> list[str]:
    """Return the secrets in an age identity file. Raises ``key_file_unreadable`` or ``identity_bad``."""
    found = []
    for line in _text(path).splitlines():
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if _SECRET.fullmatch(words) is None:
            raise Problem("identity_bad", name=path.name)
        try:
            sealing.recipient_of(words)
        except CryptoError:
            raise Problem("identity_bad", name=path.name) from None
        found.append(words)
    if not found:
        raise Problem("identity_bad", name=path.name)
    return found


def read_public(path: Path) -> PublicKeys:
    """Return the public keys in a file: lines with ``age1…`` and ``ssh-ed25519 …``, a signers' file,
    or the JSON of ``xinqiao store info --json`` (``recipient`` and ``signing_key``).

    Raises ``key_file_unreadable``, ``key_file_bad`` where there is none or it is damaged, and
    ``key_file_secret`` for a file that holds a secret key: such a file must not be passed on.
    """
    text = _text(path)
    if _SECRET.search(text):
        raise Problem("key_file_secret", name=path.name)
    if text.lstrip().startswith("{"):
        keys = _from_json(text, path)
    else:
        recipients, signers = set(_RECIPIENT.findall(text)), set(_SIGNER.findall(text))
        if len(recipients) > 1 or len(signers) > 1:
            raise Problem("key_file_bad", name=path.name)
        keys = PublicKeys(next(iter(recipients), None), next(iter(signers), None))
    found = [one for one in (keys.recipient, keys.recovery_recipient) if one]
    if not (keys.recipient or keys.signing_key) or not all(map(sealing.is_recipient, found)):
        raise Problem("key_file_bad", name=path.name)
    if keys.signing_key is not None and not is_signing_key(keys.signing_key):
        raise Problem("key_file_bad", name=path.name)
    return keys


def is_signing_key(line: str) -> bool:
    """Return whether ``line`` is an Ed25519 public key as OpenSSH writes it, without a comment."""
    try:
        signing.fingerprint(line)
    except CryptoError:
        return False
    return _SIGNER.fullmatch(line) is not None


def _from_json(text: str, path: Path) -> PublicKeys:
    try:
        value: Any = strict_json.parse(text.encode("utf-8"))
    except Problem:
        raise Problem("key_file_bad", name=path.name) from None
    named = ("recipient", "signing_key", "recovery_recipient", "school", "site_code")
    found = [value.get(name) if isinstance(value, dict) else None for name in named]
    recipient, signer, recovery, school, code = (one if isinstance(one, str) else None for one in found)
    return PublicKeys(recipient, signer, recovery or None, (school or "").strip(), (code or "").strip())


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_FILE_BYTES + 1)
        if len(data) > _FILE_BYTES:
            raise Problem("key_file_bad", name=path.name)
        return data.decode("utf-8-sig")
    except OSError:
        raise Problem("key_file_unreadable", name=path.name) from None
    except UnicodeDecodeError:
        raise Problem("key_file_bad", name=path.name) from None
