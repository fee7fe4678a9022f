"""Key files, as age writes and people hand them on."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bundles import keyfile, signer
from app.crypto.sealing import recipient_of
from app.domain.problems import Problem
from tests.bundles.made import Cast

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


def test_a_new_key_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key.txt"
    recipient = keyfile.write_identity(path, now=NOW)
    before = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert f"# public key: {recipient}\n" in path.read_text("ascii")
    assert [recipient_of(one) for one in keyfile.read_identities(path)] == [recipient]
    with pytest.raises(Problem, match="identity_exists"):
        keyfile.write_identity(path, now=NOW)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="identity_not_written"):
        keyfile.write_identity(tmp_path / "gone" / "key.txt", now=NOW)


@pytest.mark.skipif(shutil.which("age-keygen") is None, reason="age missing")
def test_stock_age_reads_ours_and_we_read_its(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.txt", tmp_path / "theirs.txt"
    recipient = keyfile.write_identity(ours, now=NOW)
    shown = subprocess.run(["age-keygen", "-y", ours], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == recipient
    subprocess.run(["age-keygen", "-o", theirs], capture_output=True, check=True)
    assert len(keyfile.read_identities(theirs)) == 1


@pytest.mark.parametrize(
    "content", [b"", b"# only a comment\n", b"AGE-SECRET-KEY-1QQQQ\n", b"hello", b"\xff\xfe", b"x" * 70_000]
)
def test_what_is_no_identity_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key.txt"
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        keyfile.read_identities(path)
    assert caught.value.code in {"identity_bad", "key_file_bad"}
    path.unlink()
    with pytest.raises(Problem, match="key_file_unreadable"):
        keyfile.read_identities(path)


def test_public_keys_are_found_in_every_form(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "school.txt"
    age, line = cast.school.recipient, cast.line
    as_json = json.dumps({"recipient": age, "signing_key": line, "school": "示例中学"})
    for text, expected in {
        f"{age}\n": (age, None),
        f"# 示例中学\n{line}\n{age}\n": (age, line),
        signer.allowed_signers(line).decode(): (None, line),
        as_json: (age, line),
        "\ufeff" + as_json: (age, line),
    }.items():
        path.write_text(text, "utf-8")
        found = keyfile.read_public(path)
        assert (found.recipient, found.signing_key) == expected


def test_a_secret_key_is_never_taken_for_a_public_one(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "key.txt"
    keyfile.write_identity(path, now=NOW)
    with pytest.raises(Problem, match="key_file_secret"):
        keyfile.read_public(path)


def test_damaged_doubtful_or_empty_key_files_are_refused(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "school.txt"
    damaged = cast.school.recipient[:-1] + ("q" if cast.school.recipient[-1] != "q" else "p")
    for text in (
        "",
        "hello",
        damaged,
        f"{cast.school.recipient}\n{cast.centre.recipient}\n",
        cast.line[:-2],
        "{",
        "{}",
        '{"recipient": 7}',
        '{"recipient": "a", "recipient": "b"}',
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(Problem, match="key_file_bad"):
            keyfile.read_public(path)
