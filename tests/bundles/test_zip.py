"""The ZIP inside: ours opens everywhere, others' tricks do not open here."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundles import paths, zip_write
from app.bundles.content import measure
from app.bundles.zip_read import open_archive
from app.domain import limits
from app.domain.problems import Problem


def ours(files: dict[str, bytes | Path]) -> bytes:
    return zip_write.ZipStream([measure(path, data) for path, data in files.items()]).read()


CONTENT = st.dictionaries(
    st.sampled_from(
        ["letter.pdf", "records.ndjson", "fhir/bundle.json", "schema/a.json", "attachments/b.png", "receipt.json"]
    ),
    st.binary(max_size=2000) | st.builds(lambda data, n: data * n, st.binary(max_size=9), st.integers(0, 5000)),
)


@given(CONTENT)
def test_the_standard_library_reads_ours_and_we_read_both(files: dict[str, bytes]) -> None:
    data = ours(files)
    assert len(data) == zip_write.length([measure(path, content) for path, content in files.items()])
    with zipfile.ZipFile(io.BytesIO(data)) as theirs:
        assert theirs.testzip() is None
        assert {name: theirs.read(name) for name in theirs.namelist()} == files
    assert read_all(data) == files
    assert read_all(stdlib(files)) == files


def stdlib(files: dict[str, bytes]) -> bytes:
    """Return a ZIP as Python's own library writes it to a file (stored, so that no ratio is at stake)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return target.getvalue()


def test_a_file_on_disk_is_streamed_and_must_not_change(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"x" * 3_000_000)
    content = measure("letter.pdf", source)
    assert open_archive(io.BytesIO(zip_write.ZipStream([content]).read())).entries["letter.pdf"].size == 3_000_000
    source.write_bytes(b"x" * 2_999_999)
    with pytest.raises(Problem, match="bundle_source_changed"):
        zip_write.ZipStream([content]).read()


def test_very_repetitive_text_is_stored_so_that_no_reader_takes_it_for_a_bomb() -> None:
    assert open_archive(io.BytesIO(ours({"records.ndjson": b"a" * 1_000_000}))).entries["records.ndjson"].method == 0


def read_all(data: bytes) -> dict[str, bytes]:
    archive = open_archive(io.BytesIO(data))
    return {path: archive.read(path, limit=limits.BUNDLE_BYTES) for path in archive.entries}


def hostile(data: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        read_all(data)
    assert caught.value.code in {"bundle_zip_refused", "bundle_too_big"}
    return caught.value


@pytest.mark.parametrize(
    "path",
    [
        "../evil.txt",
        "attachments/../../evil.pdf",
        "/etc/passwd",
        "C:\\evil.pdf",
        "attachments\\a.pdf",
        "letter.pdf:stream",
        "attachments/con.pdf",
        "attachments/com1.pdf",
        "schema/nul.json",
        "letter.pdf.",
        "letter.pdf ",
        "attachments/a.pdf/",
        "attachments/",
        "LETTER.PDF",
        "attachments/A.pdf",
        "attachments/\u202efdp.exe",
        "attachments/甲.pdf",
        "attachments/a.exe",
        "attachments/a\x00.pdf",
        "attachments/.pdf",
        "attachments/a/b.pdf",
        "attachments/" + "a" * 65 + ".pdf",
        "anything.txt",
        "",
    ],
)
def test_a_path_that_is_not_on_the_list_is_refused(path: str) -> None:
    assert not paths.is_entry(path)
    info = zipfile.ZipInfo("placeholder")
    info.filename = path
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, b"x")
    assert hostile(target.getvalue()).params["found"] in {"path", "method"}


def test_a_path_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("letter.pdf", b"x")
        archive.writestr("letter.pdf", b"y")
    assert hostile(target.getvalue()).params["found"] == "twice"


def test_a_link_is_refused() -> None:
    info = zipfile.ZipInfo("letter.pdf")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert hostile(target.getvalue()).params["found"] == "link"


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(ours({"letter.pdf": b"x"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert hostile(bytes(data)).params["found"] == "method"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packers_are_refused(method: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("letter.pdf", b"x" * 100)
    assert hostile(target.getvalue()).params["found"] == "method"


def test_an_entry_written_to_a_stream_with_its_length_after_it_is_refused() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    target = Pipe()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("letter.pdf", b"x")
    assert hostile(target.getvalue()).params["found"] in {"method", "two_headers"}


def test_a_hundred_thousand_entries_are_refused_before_the_directory_is_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"attachments/{number}.pdf", b"")
    assert hostile(target.getvalue()).params["found"] == "entries"
    line = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 6_000_000, 0, 0)
    assert hostile(bytes(6_000_000) + line).params["found"] == "entries"


def bomb(size: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("records.ndjson", bytes(size))
    return target.getvalue()


def test_a_bomb_is_refused_by_its_ratio() -> None:
    assert hostile(bomb(1_000_000)).params["found"] == "ratio"


def test_a_bomb_that_lies_about_its_length_is_stopped_while_inflating() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(50_000_000)) + packer.flush()
    data = forged("records.ndjson", packed, size=len(packed) * 90, crc=0, method=8)
    assert hostile(data).params["found"] == "length"


def test_more_than_the_limit_in_all_is_refused() -> None:
    packed = b"x" * (6 * limits.MIB)
    one = forged("records.ndjson", packed, size=limits.BUNDLE_BYTES + 1, crc=0, method=8)
    assert hostile(one).code == "bundle_too_big"


def forged(path: str, packed: bytes, *, size: int, crc: int, method: int) -> bytes:
    """Return a one-entry ZIP whose headers say what we like."""
    name = path.encode()
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, method, 0, 33, crc, len(packed), size, len(name), 0)
    central = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, method, 0, 33, crc, len(packed), size, len(name),
        0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    start = len(local) + len(name) + len(packed)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(name), start, 0)
    return local + name + packed + central + name + end


def two(data: bytes) -> tuple[int, int]:
    """Return where the two directory lines of a two-entry ZIP begin."""
    first = data.index(b"PK\x01\x02")
    return first, data.index(b"PK\x01\x02", first + 1)


def overlapping(data: bytearray) -> None:
    _first, second = two(data)
    data[second + 42 : second + 46] = bytes(4)


def hidden_before(data: bytearray) -> None:
    data[:0] = b"#!/bin/sh\n"


def hidden_behind(data: bytearray) -> None:
    data += b"more"


def hidden_between(data: bytearray) -> None:
    data[data.index(b"PK\x01\x02") : data.index(b"PK\x01\x02")] = b"hidden"


def commented(data: bytearray) -> None:
    data[-2:] = b"\x04\x00"
    data += b"note"


def fewer_counted(data: bytearray) -> None:
    data[-14:-10] = b"\x01\x00\x01\x00"


def more_counted(data: bytearray) -> None:
    data[-14:-10] = b"\x03\x00\x03\x00"


def other_local_name(data: bytearray) -> None:
    at = data.index(b"letter.pdf")
    data[at : at + 10] = b"LETTER.PDF"


def other_local_size(data: bytearray) -> None:
    data[18] += 1


@pytest.mark.parametrize(
    "trick",
    [
        overlapping,
        hidden_before,
        hidden_behind,
        hidden_between,
        commented,
        fewer_counted,
        more_counted,
        other_local_name,
        other_local_size,
    ],
)
def test_every_byte_must_belong_to_one_entry(trick: Callable[[bytearray], None]) -> None:
    data = bytearray(ours({"letter.pdf": b"0123456789", "attachments/a.pdf": b"0123456789"}))
    trick(data)
    hostile(bytes(data))


def test_a_zip_in_another_zip_stays_closed() -> None:
    inner = bomb(1_000_000)
    archive = open_archive(io.BytesIO(ours({"attachments/a.pdf": inner})))
    assert archive.read("attachments/a.pdf", limit=limits.MIB) == inner


@given(st.integers(0), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_changes_nothing_that_is_read(at: int, flip: int) -> None:
    files = {"letter.pdf": b"made up " * 9, "records.ndjson": b'{"a": "' + b"abc" * 40 + b'"}\n'}
    data = bytearray(ours(dict(files)))
    data[at % len(data)] ^= flip
    try:
        found = read_all(bytes(data))
    except Problem:
        return
    assert set(found.values()) <= set(files.values())


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    hostile(data)
