"""Argon2id: the published vector, normalisation, bounds and calibration."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.errors import Damaged, NotEnoughMemory
from app.crypto.kdf import M_CALIBRATED, M_CAP, M_FLOOR, T_CAP, Kdf, calibrate, normalised, seconds, stretch

SALT = bytes(range(16))
FLOOR = replace(Kdf.floor(), salt=SALT)


def test_the_library_s_argon2id_is_rfc_9106_s() -> None:
    """Section 5.3 of RFC 9106."""
    vector = Argon2id(
        salt=b"\2" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\4" * 12, secret=b"\3" * 8
    )
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert vector.derive(b"\1" * 32).hex() == expected


def test_costs_reach_the_library_in_their_places() -> None:
    kdf = Kdf(20 * 1024, 3, 2, SALT)
    same = Argon2id(salt=SALT, length=32, iterations=3, lanes=2, memory_cost=20 * 1024)
    assert stretch("密码 1", kdf) == same.derive("密码 1".encode())


def test_text_is_normalised_and_bytes_are_not() -> None:
    wide = "ｐａｓｓ１２３"
    assert stretch(wide, FLOOR) == stretch("pass123", FLOOR) == stretch(b"pass123", FLOOR)
    assert stretch(wide.encode(), FLOOR) != stretch(b"pass123", FLOOR)
    assert normalised("e\u0301①") == "\u00e91"


@pytest.mark.parametrize("secret", ["", b"", "\ud800", "a\0b", "很长" * 5000])
def test_any_secret_has_a_key(secret: str | bytes) -> None:
    assert len(stretch(secret, FLOOR)) == 32
    assert stretch(secret, FLOOR) != stretch("another", FLOOR)


def test_the_salt_matters_and_is_fresh() -> None:
    assert stretch("x", FLOOR) != stretch("x", FLOOR.fresh())
    made = [Kdf.default(), Kdf.default(), Kdf.floor(), FLOOR.fresh()]
    assert len({kdf.salt for kdf in made}) == len(made)


def test_published_costs() -> None:
    default, floor = Kdf.default(), Kdf.floor()
    assert (default.m_kib, default.t, default.p) == (65536, 3, 4)
    assert (floor.m_kib, floor.t) == (19456, 2)


@given(st.integers(-1, 2**40), st.integers(-1, 2**20), st.integers(-1, 2**20), st.binary(max_size=40))
def test_nothing_out_of_bounds_can_exist(m_kib: int, t: int, p: int, salt: bytes) -> None:
    allowed = 19456 <= m_kib <= 2**20 and 2 <= t <= 20 and 1 <= p <= 16 and len(salt) == 16
    try:
        Kdf(m_kib, t, p, salt)
    except Damaged:
        assert not allowed
    else:
        assert allowed


@pytest.mark.parametrize(
    ("m_kib", "t", "p", "allowed"),
    [
        (M_FLOOR, 2, 1, True),
        (M_FLOOR - 1, 2, 1, False),
        (M_FLOOR, 1, 1, False),
        (M_CAP, T_CAP, 16, True),
        (M_CAP + 1, T_CAP, 16, False),
        (M_CAP, T_CAP + 1, 16, False),
        (M_CAP, T_CAP, 17, False),
        (M_CAP, T_CAP, 0, False),
        (True, 3, 4, False),
        (65536, 3.0, 4, False),
    ],
)
def test_the_exact_bounds(m_kib: int, t: int, p: int, allowed: bool) -> None:
    if allowed:
        assert Kdf(m_kib, t, p, SALT).fresh().salt != SALT
    else:
        with pytest.raises(Damaged):
            Kdf(m_kib, t, p, SALT)


def test_memory_counts_before_passes() -> None:
    target = Kdf(65536, 3, 4, SALT)
    assert Kdf(65535, 20, 4, SALT).weaker_than(target)
    assert Kdf(65536, 2, 4, SALT).weaker_than(target)
    assert not Kdf(65536, 3, 1, SALT).weaker_than(target)
    assert not Kdf(131072, 2, 4, SALT).weaker_than(target)


_SHORT_OF_MEMORY = """
import resource
from app.crypto.errors import NotEnoughMemory
from app.crypto.kdf import Kdf, stretch
resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
try:
    stretch("x", Kdf(1 << 20, 2, 1, bytes(16)))
except NotEnoughMemory as error:
    print("told", error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is set as POSIX systems set it")
def test_real_lack_of_memory_is_told_apart() -> None:
    done = subprocess.run([sys.executable, "-c", _SHORT_OF_MEMORY], capture_output=True, check=True, text=True)
    assert done.stdout == "told 1024 MiB\n"


def _computer(speed: float, memory_kib: int = M_CAP) -> Callable[[Kdf], float]:
    """Return the clock of a made-up computer: ``speed`` seconds for the default cost."""

    def took(kdf: Kdf) -> float:
        if kdf.m_kib > memory_kib:
            raise NotEnoughMemory
        return speed * (kdf.m_kib * kdf.t) / (65536 * 3)

    return took


@given(st.floats(0.03, 0.9))
def test_calibration_lands_between_half_a_second_and_one(speed: float) -> None:
    clock = _computer(speed)
    made = calibrate(clock)
    assert 0.5 <= clock(made) <= 1.0
    assert not made.weaker_than(Kdf.default())
    assert made.m_kib <= M_CALIBRATED


@given(st.floats(1.0, 60))
def test_a_slow_computer_keeps_the_default(speed: float) -> None:
    made = calibrate(_computer(speed))
    assert (made.m_kib, made.t, made.p) == (65536, 3, 4)


def test_a_very_fast_computer_stops_at_the_caps() -> None:
    made = calibrate(_computer(0.0001))
    assert (made.m_kib, made.t) == (M_CALIBRATED, T_CAP)


@pytest.mark.parametrize(("memory_kib", "m_kib"), [(65536, 65536), (140_000, 131_072), (30_000, 19456)])
def test_calibration_takes_what_memory_there_is(memory_kib: int, m_kib: int) -> None:
    assert calibrate(_computer(0.05, memory_kib)).m_kib == m_kib


def test_no_memory_even_for_the_floor_is_said() -> None:
    with pytest.raises(NotEnoughMemory):
        calibrate(_computer(0.1, 1000))


def test_the_real_clock_measures_something() -> None:
    assert seconds(FLOOR) > 0.001
