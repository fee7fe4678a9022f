"""Writing to a stick: whatever happens, no half bundle counts."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bundles import names, sidecar, write
from app.bundles.pack import Prepared
from app.bundles.sidecar import Sidecar
from app.bundles.write import check_again, write_bundle
from app.domain.problems import Problem
from tests.bundles.made import Cast, opened, prepared


@pytest.fixture
def ready(cast: Cast) -> Prepared:
    return prepared(cast)


def test_bundle_checksum_and_instructions_are_there(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    written = write_bundle(tmp_path, ready, own_identity=cast.school.secret)
    assert {path.name for path in tmp_path.iterdir()} == {
        str(ready.name),
        str(ready.name) + names.SIDECAR,
        names.HOW_TO_OPEN,
    }
    assert written.path.stat().st_size == written.size
    assert sidecar.compare(written.path, written.sha256) is Sidecar.MATCHES
    assert opened(cast, written.path.read_bytes()).manifest == ready.manifest
    check_again(written, own_identity=cast.school.secret)


def test_no_name_on_the_stick_tells_about_a_student(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    write_bundle(tmp_path, ready, own_identity=cast.school.secret)
    assert all(path.name.isascii() for path in tmp_path.iterdir())


def test_a_second_time_it_is_not_overwritten(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    first = write_bundle(tmp_path, ready, own_identity=cast.school.secret).path.read_bytes()
    with pytest.raises(Problem, match="bundle_exists"):
        write_bundle(tmp_path, ready, own_identity=cast.school.secret)
    assert (tmp_path / str(ready.name)).read_bytes() == first


def refused(cast: Cast, ready: Prepared, folder: Path, code: str, **how: Any) -> None:
    with pytest.raises(Problem) as caught:
        write_bundle(folder, ready, **{"own_identity": cast.school.secret, **how})
    assert caught.value.code == code
    assert not (folder / str(ready.name)).exists()
    assert not list(folder.glob("*.part"))


def test_a_bundle_we_could_not_read_back_is_not_written(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    refused(cast, ready, tmp_path, "bundle_read_back_failed", own_identity=cast.stranger.secret)


def test_cancelled_leaves_nothing(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    refused(cast, ready, tmp_path, "bundle_cancelled", cancelled=lambda: True)


def test_a_missing_folder_is_a_pulled_stick(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    refused(cast, ready, tmp_path / "gone", "bundle_write_failed")


class Usage:
    def __init__(self, free: int) -> None:
        self.free = free


def test_too_little_room_is_known_before_writing(
    cast: Cast, ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write.shutil, "disk_usage", lambda _folder: Usage(ready.sealed_size))
    refused(cast, ready, tmp_path, "bundle_no_space")
    assert list(tmp_path.iterdir()) == []


class Stick(io.FileIO):
    """A file on a stick that goes wrong after some bytes."""

    room = 10**9
    failure: Callable[[], OSError] = staticmethod(lambda: OSError(errno.EIO, "pulled"))

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.room:
            raise self.failure()
        return super().write(data)


@pytest.mark.parametrize(("number", "code"), [(errno.EIO, "bundle_write_failed"), (errno.ENOSPC, "bundle_no_space")])
@pytest.mark.parametrize("room", [0, 100, 500, 1000])
def test_a_stick_that_fails_while_writing_leaves_no_bundle(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, room: int
) -> None:
    ready = prepared(cast, {"attachments/a.pdf": os.urandom(200_000)})
    real = Path.open

    def on_the_stick(path: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        if path.suffix == ".part" and "w" in mode:
            stick = Stick(path, "w")
            stick.room, stick.failure = room, lambda: OSError(number, "made up")
            return stick
        return real(path, mode, *args, **more)

    monkeypatch.setattr(Path, "open", on_the_stick)
    refused(cast, ready, tmp_path, code)


def test_a_stick_that_lies_is_found_by_reading_back(
    cast: Cast, ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def lying(handle: int) -> None:
        fsync(handle)
        os.pwrite(handle, b"\x00\x00\x00", 300)

    monkeypatch.setattr(write.os, "fsync", lying)
    refused(cast, ready, tmp_path, "bundle_read_back_failed")


def test_after_plugging_in_again_a_changed_file_is_found(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    written = write_bundle(tmp_path, ready, own_identity=cast.school.secret)
    written.path.write_bytes(written.path.read_bytes()[:-1])
    with pytest.raises(Problem, match="bundle_read_back_failed"):
        check_again(written, own_identity=cast.school.secret)
    written.path.unlink()
    with pytest.raises(Problem, match="bundle_write_failed"):
        check_again(written, own_identity=cast.school.secret)


def test_a_part_left_by_a_power_cut_does_not_stand_in_the_way(cast: Cast, ready: Prepared, tmp_path: Path) -> None:
    (tmp_path / f"{ready.name}.part").write_bytes(b"half")
    written = write_bundle(tmp_path, ready, own_identity=cast.school.secret)
    assert opened(cast, written.path.read_bytes()).signer.known
    assert not list(tmp_path.glob("*.part"))
