"""Writing files so that the old one or the whole new one is there, whatever fails."""

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.problems import Problem
from app.storage import files

ROOT = Path(__file__).parents[2]


def test_a_file_is_replaced_whole_and_its_hash_returned(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    assert files.write_atomic(path, b"new") == hashlib.sha256(b"new").hexdigest()
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.bin"]


CALLS = ("fsync", "replace", "open")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "folder_read_only"),
        (errno.EACCES, "folder_read_only"),
        (errno.EIO, "disk_error"),
        (errno.ENOENT, "folder_missing"),
    ],
)
def test_whatever_call_fails_the_old_file_stays_and_no_part_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(Path if call == "open" else os, call, fail)
        with pytest.raises(Problem, match=code):
            files.write_atomic(path, b"new" * 1000)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.bin"]


def test_a_source_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        files.write_stream(path, chunks())
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.bin"]


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        files.write_stream(tmp_path / "a", [b"x"], size=1 << 60)
    assert caught.value.code == "disk_full"
    assert caught.value.params["needed"] == str(-(-(1 << 60) // 1_000_000))
    assert os.listdir(tmp_path) == []


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from app.domain.problems import Problem
from app.storage.files import write_atomic
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
try:
    write_atomic(Path(sys.argv[1]), b"n" * 100_000)
except Problem as problem:
    sys.exit(0 if problem.code == "disk_full" else 3)
sys.exit(4)
"""


@pytest.mark.parametrize("room", [0, 1, 4096, 99_999])
def test_a_disk_that_fills_up_while_writing(tmp_path: Path, room: int) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", _LIMITED, path, str(room)], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 0
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.bin"]


def test_a_folder_that_is_gone_has_words(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="folder_missing"):
        files.write_atomic(tmp_path / "stick" / "a", b"x")


def test_only_our_own_left_overs_are_swept(tmp_path: Path) -> None:
    for name in ("store.db.0a1b2c3d.part", "notes.part", "store.db", "x.part.txt"):
        (tmp_path / name).write_bytes(b"x")
    files.sweep(tmp_path)
    assert sorted(os.listdir(tmp_path)) == ["notes.part", "store.db", "x.part.txt"]
