"""From a password to a key: Argon2id (RFC 9106), as slow as this computer can bear.

Cost that a file asks for is checked before any of it is paid: a hostile file must not be able to
take all memory. Sources of the figures: the default is RFC 9106's second recommended option; the
floor is OWASP's minimum for Argon2id.
"""

import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.crypto.errors import Damaged, NotEnoughMemory

SALT_BYTES = 16
KEY_BYTES = 32
M_FLOOR, T_FLOOR = 19 * 1024, 2
M_CAP, T_CAP, P_CAP = 1024 * 1024, 20, 16
M_CALIBRATED = 256 * 1024  # calibration asks for no more memory than an old 4 GB computer can spare
SECONDS_FROM, SECONDS_TO = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Kdf:
    """The cost of one slot: memory in KiB, passes, lanes, and the salt.

    Raises :class:`Damaged` outside floor and caps, so a value that exists may be computed.
    """

    m_kib: int
    t: int
    p: int
    salt: bytes

    def __post_init__(self) -> None:
        costs = (self.m_kib, self.t, self.p)
        if any(type(cost) is not int for cost in costs) or len(self.salt) != SALT_BYTES:
            raise Damaged("key derivation")
        if not (M_FLOOR <= self.m_kib <= M_CAP and T_FLOOR <= self.t <= T_CAP and 1 <= self.p <= P_CAP):
            raise Damaged("key derivation out of bounds")

    @classmethod
    def default(cls) -> "Kdf":
        """Return 64 MiB, three passes, four lanes, with a fresh salt."""
        return cls(64 * 1024, 3, 4, secrets.token_bytes(SALT_BYTES))

    @classmethod
    def floor(cls) -> "Kdf":
        """Return the least that is ever allowed (19 MiB, two passes, one lane), with a fresh salt."""
        return cls(M_FLOOR, T_FLOOR, 1, secrets.token_bytes(SALT_BYTES))

    def fresh(self) -> "Kdf":
        """Return the same cost with a new salt; every wrap takes its own."""
        return replace(self, salt=secrets.token_bytes(SALT_BYTES))

    def weaker_than(self, target: "Kdf") -> bool:
        """Return whether ``target`` costs an attacker more: memory counts first, then passes."""
        return (self.m_kib, self.t) < (target.m_kib, target.t)


def normalised(password: str) -> str:
    """Return the password in NFKC: full-width digits of an input method equal the plain ones."""
    return unicodedata.normalize("NFKC", password)


def stretch(secret: str | bytes, kdf: Kdf) -> bytes:
    """Return the 32-byte key of a secret. Text is NFKC and UTF-8; bytes are taken as they are.

    Raises :class:`NotEnoughMemory`, which must never be told to a person as "wrong password".
    """
    material = normalised(secret).encode(errors="surrogatepass") if isinstance(secret, str) else secret
    try:
        return Argon2id(salt=kdf.salt, length=KEY_BYTES, iterations=kdf.t, lanes=kdf.p, memory_cost=kdf.m_kib).derive(
            material
        )
    except MemoryError:
        raise NotEnoughMemory(f"{kdf.m_kib // 1024} MiB") from None


def seconds(kdf: Kdf) -> float:
    """Return how long one derivation takes here (monotonic clock)."""
    started = time.perf_counter()
    stretch(b"calibration", kdf)
    return time.perf_counter() - started


def calibrate(measure: Callable[[Kdf], float] = seconds) -> Kdf:
    """Return a cost that takes this computer 0.5 to 1.0 s, with a fresh salt.

    Never less than the default, however slow the computer (then it takes longer); only where there is
    no memory for the default, the floor. Raises :class:`NotEnoughMemory` if even that is too much.
    """
    best = Kdf.default()
    try:
        took = measure(best)
    except NotEnoughMemory:
        measure(Kdf.floor())
        return Kdf.floor()
    while took < SECONDS_FROM and (harder := _harder(best, took)) is not None:
        try:
            took_harder = measure(harder)
        except NotEnoughMemory:
            break
        if took_harder > SECONDS_TO:
            break
        best, took = harder, took_harder
    return best.fresh()


def _harder(kdf: Kdf, took: float) -> Kdf | None:
    """Return the next cost to try: twice the memory while that is allowed, then more passes."""
    if kdf.m_kib < M_CALIBRATED:
        return replace(kdf, m_kib=kdf.m_kib * 2)
    if kdf.t >= T_CAP:
        return None
    aim = (SECONDS_FROM + SECONDS_TO) / 2
    return replace(kdf, t=min(T_CAP, max(kdf.t + 1, int(kdf.t * aim / took))))
