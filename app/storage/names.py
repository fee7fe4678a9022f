"""The files of a store's folder, and the key of the database file."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the gate, which holds no key, knows these names too
    from app.crypto.keys import MasterKey

STORE: Final = "store.db"
KEYS: Final = "vault.keys"
KEYS_COPY: Final = "vault.keys.2"
BACKUPS: Final = "backups"
CREATING: Final = ".creating"  # added to the name of a store in the making
KEY_BYTES: Final = 48


def key_of(master: "MasterKey") -> bytes:
    """Return the raw SQLCipher key (32 bytes) and salt (16 bytes)."""
    return master.derive("db", KEY_BYTES)
