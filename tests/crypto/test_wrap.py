"""Wrapping secret bytes, bound to what stands beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.errors import Damaged, NotForUs, WrongSecret
from app.crypto.sealing import new_identity
from app.crypto.wrap import Suite, Wrap, unwrap, unwrap_by, wrap, wrap_for

KEY, AAD = bytes(range(32)), b"beside"
SUITES = [Suite.CHACHA, Suite.AES]


@pytest.mark.parametrize("suite", SUITES)
def test_round_trip_and_every_bit_flip(suite: Suite) -> None:
    made = wrap(b"made-up secret", KEY, AAD, suite)
    assert made.suite is suite
    assert unwrap(made, KEY, AAD) == b"made-up secret"
    for at in range(len(made.ct) * 8):
        flipped = bytearray(made.ct)
        flipped[at // 8] ^= 1 << at % 8
        with pytest.raises(WrongSecret):
            unwrap(Wrap(suite, made.nonce, bytes(flipped)), KEY, AAD)


@given(st.sampled_from(SUITES), st.binary(max_size=40), st.binary(max_size=40))
def test_key_aad_nonce_and_suite_all_count(suite: Suite, secret: bytes, aad: bytes) -> None:
    made = wrap(secret, KEY, aad, suite)
    other = Suite.AES if suite is Suite.CHACHA else Suite.CHACHA
    attempts = [
        (made, bytes(32), aad),
        (made, KEY, aad + b"x"),
        (Wrap(suite, bytes(12), made.ct), KEY, aad),
        (Wrap(other, made.nonce, made.ct), KEY, aad),
        (Wrap(suite, made.nonce, made.ct[:-1]), KEY, aad),
        (Wrap(suite, made.nonce, b""), KEY, aad),
    ]
    for wrapped, key, beside in attempts:
        with pytest.raises(WrongSecret):
            unwrap(wrapped, key, beside)


def test_nonces_never_repeat() -> None:
    assert len({wrap(b"x", KEY, AAD).nonce for _ in range(1000)}) == 1000


def test_a_wrap_for_a_county_is_bound_too() -> None:
    county = new_identity()
    made = wrap_for(b"made-up secret", county.recipient, AAD)
    assert unwrap_by(made, county.secret, AAD) == b"made-up secret"
    with pytest.raises(NotForUs):
        unwrap_by(made, new_identity().secret, AAD)
    with pytest.raises(Damaged):
        unwrap_by(made, county.secret, b"moved elsewhere")


@pytest.mark.parametrize(("suite", "length"), [(Suite.CHACHA, 11), (Suite.AES, 16), (Suite.AGE, 12)])
def test_nonces_of_another_length_are_damage(suite: Suite, length: int) -> None:
    with pytest.raises(Damaged):
        Wrap(suite, bytes(length), b"")


def test_an_age_wrap_never_reaches_a_symmetric_cipher() -> None:
    with pytest.raises(Damaged):
        unwrap(wrap_for(b"x", new_identity().recipient, AAD), KEY, AAD)
