"""What the room of keys can refuse. None of the texts ever holds a secret or a person's data."""


class CryptoError(Exception):
    """Base of everything this room refuses; callers map the subclasses to sentences for people."""


class WrongSecret(CryptoError):  # noqa: N818 - names what is wrong, as callers read it
    """The password or recovery code does not open this slot (the wrap did not authenticate)."""


class Damaged(CryptoError):  # noqa: N818 - names the state of the bytes
    """The bytes are not what was once written: changed, cut off, or of an unknown or hostile shape."""


class TooNew(Damaged):
    """A later version of the program wrote this. Nothing is broken, and nothing may be repaired."""


class NotEnoughMemory(CryptoError):  # noqa: N818 - must never be taken for a wrong password
    """The computer could not give the memory that the key derivation needs. Says nothing about the secret."""


class NotForUs(CryptoError):  # noqa: N818 - names the finding
    """None of the given identities opens this sealed file."""


class BadSignature(CryptoError):  # noqa: N818 - names the finding
    """The signature was not made by this key over these bytes for this purpose."""
