"""Telling a damaged copy from a bundle for somebody else, and laying files down whole or not at all."""

from pathlib import Path

import pytest

from app import messages
from app.bundles import open_into as opening
from app.bundles import sidecar
from app.bundles.open_into import open_into
from app.bundles.sidecar import Sidecar
from app.bundles.verify import inspect
from app.crypto.sealing import Identity
from app.domain import limits
from app.domain.problems import Problem
from tests.bundles.made import FILES, Cast, put


def code_of(cast: Cast, bundle: Path, who: Identity) -> str:
    """Open ``bundle``, which must be refused and leave nothing behind; return the code."""
    out = bundle.parent / "out"
    before = sorted(bundle.parent.iterdir())
    with pytest.raises(Problem) as caught:
        open_into(bundle, out, identities=[who.secret], trusted=[cast.line])
    assert sorted(bundle.parent.iterdir()) == before
    assert messages.of(caught.value, "zh") != caught.value.code
    return caught.value.code


def damage(bundle: Path, at: int) -> None:
    data = bytearray(bundle.read_bytes())
    data[at] ^= 1
    bundle.write_bytes(data)


def test_for_somebody_else(cast: Cast, tmp_path: Path) -> None:
    assert code_of(cast, put(tmp_path, cast), cast.stranger) == "bundle_not_for_us"


def test_the_sentence_names_the_centre_it_is_for(cast: Cast, tmp_path: Path) -> None:
    bundle = put(tmp_path, cast)
    with pytest.raises(Problem) as caught:
        open_into(bundle, tmp_path / "out", identities=[cast.stranger.secret], trusted=None)
    assert "C01" in messages.of(caught.value, "zh")


def test_for_somebody_else_and_renamed(cast: Cast, tmp_path: Path) -> None:
    bundle = put(tmp_path, cast)
    sidecar.path_for(bundle).rename(tmp_path / "copy.age.sha256")
    assert code_of(cast, bundle.rename(tmp_path / "copy.age"), cast.stranger) == "bundle_not_for_us_renamed"


def test_without_a_checksum_both_are_possible_and_said(cast: Cast, tmp_path: Path) -> None:
    bundle = put(tmp_path, cast, checksum=False)
    assert code_of(cast, bundle, cast.stranger) == "bundle_not_for_us_or_damaged"


@pytest.mark.parametrize("place", [0, 30, 60, 150, 300, -1])
def test_damaged_with_its_checksum_always_says_damaged(cast: Cast, tmp_path: Path, place: int) -> None:
    bundle = put(tmp_path, cast)
    damage(bundle, place)
    assert code_of(cast, bundle, cast.centre) == "bundle_damaged"
    assert code_of(cast, bundle, cast.stranger) == "bundle_damaged"


@pytest.mark.parametrize("size", [0, 1, 10, 100, 600])
def test_cut_off_with_its_checksum_says_damaged(cast: Cast, tmp_path: Path, size: int) -> None:
    bundle = put(tmp_path, cast)
    bundle.write_bytes(bundle.read_bytes()[:size])
    assert code_of(cast, bundle, cast.centre) == "bundle_damaged"


@pytest.mark.parametrize("content", [b"", b"<html>please log in</html>", b"PK\x03\x04"])
def test_another_kind_of_file_is_named_as_such(cast: Cast, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.age"
    path.write_bytes(content)
    assert code_of(cast, path, cast.centre) == "bundle_not_a_bundle"


def test_a_missing_file(cast: Cast, tmp_path: Path) -> None:
    assert code_of(cast, tmp_path / "gone.age", cast.centre) == "bundle_file_missing"
    assert code_of(cast, tmp_path, cast.centre) == "bundle_unreadable"


@pytest.mark.parametrize("content", [b"", b"not a checksum", b"\xff" * 600, b"0" * 64 + b"  other.age\n"])
def test_a_whole_bundle_opens_though_its_checksum_was_damaged(cast: Cast, tmp_path: Path, content: bytes) -> None:
    bundle = put(tmp_path, cast)
    sidecar.path_for(bundle).write_bytes(content)
    laid = open_into(bundle, tmp_path / "out", identities=[cast.centre.secret], trusted=[cast.line])
    assert laid.sidecar is (Sidecar.DIFFERS if content.startswith(b"000") else Sidecar.ABSENT)


def test_the_outside_tells_no_more_than_it_must(cast: Cast, tmp_path: Path) -> None:
    seen = inspect(put(tmp_path, cast))
    assert (seen.name.site, seen.name.centre, seen.name.stream_seq) == ("XQDEMO", "C01", 7)
    assert seen.sidecar is Sidecar.MATCHES
    assert seen.keys >= 3  # age may add one that fits nobody
    assert seen.size == (tmp_path / seen.file_name).stat().st_size


@pytest.mark.parametrize("made", [False, True])
def test_files_lie_in_a_private_folder(cast: Cast, tmp_path: Path, made: bool) -> None:
    out = tmp_path / "out"
    if made:
        out.mkdir()
    laid = open_into(put(tmp_path, cast), out, identities=[cast.centre.secret], trusted=[cast.line])
    assert {path: (out / path).read_bytes() for path in FILES} == FILES
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == set(laid.files)
    assert out.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.rglob("*"))
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_folder_that_holds_something_is_left_alone(cast: Cast, tmp_path: Path) -> None:
    bundle = put(tmp_path, cast)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", "utf-8")
    assert code_of(cast, bundle, cast.centre) == "bundle_out_taken"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_full_disk_leaves_nothing_opened(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = put(tmp_path, cast)

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(opening.os, "fsync", full)
    assert code_of(cast, bundle, cast.centre) == "bundle_out_failed"


def test_a_folder_that_is_not_there_is_refused(cast: Cast, tmp_path: Path) -> None:
    bundle = put(tmp_path, cast)
    with pytest.raises(Problem, match="bundle_out_failed"):
        open_into(bundle, tmp_path / "a" / "b", identities=[cast.centre.secret], trusted=None)
    assert not (tmp_path / "a").exists()


def test_a_file_longer_than_any_bundle_is_refused_without_reading_it(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "huge.age"
    with path.open("wb") as file:
        file.truncate(limits.BUNDLE_BYTES * 2)  # a file with a hole: takes no room
    assert code_of(cast, path, cast.centre) == "bundle_too_big"
