"""Sealing: both directions against the stock ``age`` program, and every kind of damage."""

import io
import pickle
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.crypto.errors import Damaged, NotForUs
from app.crypto.sealing import (
    HEADER_BYTES,
    is_recipient,
    new_identity,
    recipient_of,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)

OURS, RECOVERY, STRANGER = new_identity(), new_identity(), new_identity()
SMALL = seal_bytes(b"made-up letter", [OURS.recipient])
CHUNK = 64 * 1024


@given(st.binary(max_size=2000))
@example(b"")
@example(b"x" * CHUNK)
@example(b"x" * (2 * CHUNK + 1))
def test_what_was_sealed_comes_back(content: bytes) -> None:
    assert unseal_bytes(seal_bytes(content, [OURS.recipient]), [OURS.secret]) == content


def test_each_recipient_opens_it_and_nobody_else() -> None:
    sealed = seal_bytes(b"to two", [OURS.recipient, RECOVERY.recipient])
    assert unseal_bytes(sealed, [RECOVERY.secret]) == b"to two"
    assert unseal_bytes(sealed, [STRANGER.secret, OURS.secret]) == b"to two"
    with pytest.raises(NotForUs):
        unseal_bytes(sealed, [STRANGER.secret])


def test_stock_age_opens_what_we_sealed(tmp_path: Path) -> None:
    content = bytes(range(256)) * 700
    (tmp_path / "key").write_text(OURS.secret + "\n")
    with (tmp_path / "sealed.age").open("wb") as target:
        seal(io.BytesIO(content), target, [STRANGER.recipient, OURS.recipient])
    command = ["age", "-d", "-i", str(tmp_path / "key"), str(tmp_path / "sealed.age")]
    assert subprocess.run(command, capture_output=True, check=True).stdout == content


def test_we_open_what_stock_age_sealed() -> None:
    content = "学校写给中心的信".encode() * 5000
    command = ["age", "-r", STRANGER.recipient, "-r", OURS.recipient]
    sealed = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    target = io.BytesIO()
    unseal(io.BytesIO(sealed), target, [OURS.secret])
    assert target.getvalue() == content


def test_every_truncation_is_refused() -> None:
    for length in range(len(SMALL)):
        with pytest.raises(Damaged):
            unseal_bytes(SMALL[:length], [OURS.secret])


def test_every_bit_flip_is_refused() -> None:
    for at in range(len(SMALL) * 8):
        flipped = bytearray(SMALL)
        flipped[at // 8] ^= 1 << at % 8
        with pytest.raises((Damaged, NotForUs)):
            unseal_bytes(bytes(flipped), [OURS.secret])


def test_damage_in_the_content_is_never_called_not_for_us() -> None:
    payload = SMALL.index(b"\n--- ") + 50
    for at in range(payload, len(SMALL)):
        with pytest.raises(Damaged):
            unseal_bytes(SMALL[:at] + bytes([SMALL[at] ^ 1]) + SMALL[at + 1 :], [OURS.secret])


def test_cut_at_a_chunk_border_or_lengthened_is_refused() -> None:
    sealed = seal_bytes(b"x" * (3 * CHUNK), [OURS.recipient])
    payload = sealed.index(b"\n", sealed.index(b"\n--- ") + 1) + 1 + 16
    for chunks in range(3):
        with pytest.raises(Damaged):
            unseal_bytes(sealed[: payload + chunks * (CHUNK + 16)], [OURS.secret])
    with pytest.raises(Damaged):
        unseal_bytes(sealed + b"\0", [OURS.secret])


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(SMALL)))
def test_hostile_bytes_are_refused_and_nothing_else_happens(noise: bytes, at: int) -> None:
    for hostile in (noise, SMALL[:at] + noise + SMALL[at:] if noise else b"", SMALL[:at] + noise):
        if hostile != SMALL:
            with pytest.raises((Damaged, NotForUs)):
                unseal_bytes(hostile, [OURS.secret])


@pytest.mark.parametrize("filler", [b"-> X aaaa\nQUFB\n", b"-> X aaaa\n" + b"QUFB" * 16 + b"\n"])
def test_an_endless_header_is_refused_quickly(filler: bytes) -> None:
    hostile = b"age-encryption.org/v1\n" + filler * (4_000_000 // len(filler))
    started = time.process_time()
    with pytest.raises(Damaged):
        unseal_bytes(hostile, [OURS.secret])
    assert time.process_time() - started < 10


def test_a_header_for_many_recipients_is_still_read() -> None:
    sealed = seal_bytes(b"to many", [STRANGER.recipient] * 250 + [OURS.recipient])
    assert sealed.index(b"\n--- ") > HEADER_BYTES * 0.7
    assert unseal_bytes(sealed, [OURS.secret]) == b"to many"


class _PulledOut(io.BytesIO):
    """A stick that is gone."""

    def read(self, _size: int | None = -1) -> bytes:
        raise OSError(5, "made-up failure")

    def write(self, _data: object) -> int:
        raise OSError(28, "made-up failure")


def test_a_failing_stick_is_not_called_a_damaged_file() -> None:
    good, gone, keys = io.BytesIO(SMALL), _PulledOut(), [OURS.secret]
    with pytest.raises(OSError, match="made-up") as reading:
        unseal(gone, io.BytesIO(), keys)
    with pytest.raises(OSError, match="made-up") as writing:
        unseal(good, gone, keys)
    with pytest.raises(OSError, match="made-up") as sealing_from:
        seal(gone, io.BytesIO(), [OURS.recipient])
    with pytest.raises(OSError, match="made-up") as sealing_to:
        seal(io.BytesIO(b"x"), gone, [OURS.recipient])
    assert [e.value.errno for e in (reading, writing, sealing_from, sealing_to)] == [5, 28, 5, 28]


class _FullAfter(io.BytesIO):
    """A disk that fills up: takes ``room`` bytes, then no more."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all it gets here
        if self.tell() + len(data) > self._room:
            raise OSError(28, "made-up failure")
        return super().write(data)


@pytest.mark.parametrize("chunk", range(4))
def test_a_full_disk_is_never_a_success(chunk: int) -> None:
    content = b"x" * (3 * CHUNK)
    whole = seal_bytes(content, [OURS.recipient])
    with pytest.raises(OSError, match="made-up"):
        seal(io.BytesIO(content), _FullAfter(chunk * CHUNK), [OURS.recipient])
    with pytest.raises(OSError, match="made-up"):
        unseal(io.BytesIO(whole), _FullAfter(max(0, chunk * CHUNK - 1)), [OURS.secret])


@given(st.text())
@example("age1")
@example(OURS.recipient[:-1])
@example(OURS.secret)
def test_mistyped_keys_are_refused_before_anything_is_written(text: str) -> None:
    target = io.BytesIO()
    with pytest.raises(Damaged):
        seal(io.BytesIO(b"x"), target, [OURS.recipient, text])
    assert target.getvalue() == b""
    assert not is_recipient(text)


@pytest.mark.parametrize(
    "text",
    ["", "\ud800", OURS.recipient, OURS.secret[:-1], OURS.secret + "\n"],
    # Names of our own: the keys are new in every process, and parallel workers compare names.
    ids=["empty", "surrogate", "recipient", "cut", "with a line end"],
)
def test_malformed_identities_are_refused(text: str) -> None:
    with pytest.raises(Damaged):
        recipient_of(text)
    with pytest.raises(Damaged):
        unseal_bytes(SMALL, [text])


def test_the_public_half_follows_from_the_secret() -> None:
    assert recipient_of(OURS.secret) == OURS.recipient
    assert is_recipient(OURS.recipient)


def test_sealing_for_nobody_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="recipient"):
        seal_bytes(b"x", [])


def test_an_identity_shows_and_pickles_no_secret() -> None:
    assert OURS.secret not in repr(OURS)
    with pytest.raises(TypeError):
        pickle.dumps(OURS)
